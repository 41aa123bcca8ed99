"""Opinions set by a Jinja2 template: what the template is filled with, and how it escapes."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dsl.frozen import dataclass
from engine.explain.opinion import Opinion
from engine.print.head_and_foot import Signature, heading, signature
from engine.print.markdown_text import plain
from engine.print.outline import Section, sections
from engine.tongues import tongue

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Page:
    """One opinion as a template takes it; `timeline` and `record` are markup, empty where there is none."""

    opinion: Opinion
    words: Mapping[str, str]
    heading: tuple[tuple[str, str], ...]
    itself: tuple[Section, ...]
    annex: tuple[Section, ...]
    signature: Signature | None
    language: str
    timeline: str = ""
    record: str = ""

    @classmethod
    def of(cls, opinion: Opinion, timeline: str = "", record: str = "") -> "Page":
        """The page of an opinion."""
        laid_out = sections(opinion)
        return cls(
            opinion,
            tongue(opinion.language).advice,
            heading(opinion),
            tuple(section for section in laid_out if not section.in_annex),
            tuple(section for section in laid_out if section.in_annex),
            signature(opinion),
            opinion.language,
            timeline,
            record,
        )


def pages(template: str, filled: Sequence[Page], difference: str = "") -> str:
    """The pages set by a template; one for HTML escapes whatever isn't markup. `difference` goes before several."""
    found = _environment(".html." in template).get_template(template)
    return found.render(pages=filled, language=filled[0].language, difference=difference)


def as_markdown(value: Any) -> Any:
    """What a template of Markdown fills in: markup of its own as it is, every word so that it is shown."""
    return value if isinstance(value, Markup) else Markup(plain(str(value)))  # noqa: S704  # escaped for Markdown


@cache
def _environment(is_html: bool) -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=None if is_html else as_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
