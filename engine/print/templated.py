"""Opinions set by a Jinja2 template: what the template is filled with, and how it escapes."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dsl.frozen import dataclass
from engine.explain.opinion import Opinion
from engine.print.outline import Section, sections
from engine.tongues import tongue

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Page:
    """One opinion as a template takes it; `timeline` and `record` are markup, empty where there is none."""

    opinion: Opinion
    words: Mapping[str, str]
    sections: tuple[Section, ...]
    language: str
    timeline: str = ""
    record: str = ""

    @classmethod
    def of(cls, opinion: Opinion, timeline: str = "", record: str = "") -> "Page":
        """The page of an opinion."""
        return cls(opinion, tongue(opinion.language).advice, sections(opinion), opinion.language, timeline, record)


def pages(template: str, filled: Sequence[Page]) -> str:
    """The pages set by a template; one for HTML escapes whatever isn't markup."""
    found = _environment(".html." in template).get_template(template)
    return found.render(pages=filled, language=filled[0].language)


@cache
def _environment(is_html: bool) -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=is_html,  # noqa: S701  # Markdown is no markup to escape
        trim_blocks=True,
        lstrip_blocks=True,
    )
