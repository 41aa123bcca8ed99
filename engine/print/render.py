"""Opinions on paper: text, Markdown and HTML; the latter two by Jinja2 templates, loaded when they are asked for."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.explain.opinion import Opinion

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def render(opinion: Opinion, form: str, colour: bool = False) -> str:
    """One opinion as `text`, `markdown` or `html`."""
    if form == "text":
        from engine.print.formats.text import as_text

        return as_text(opinion, colour)
    return _pages([opinion], form)


def render_comparison(opinions: list[Opinion], form: str, colour: bool = False) -> str:
    """The opinions of several documents on one question; in text, below a summary of their short answers."""
    if form == "text":
        from engine.print.formats.text import comparison_as_text

        return comparison_as_text(opinions, colour)
    return _pages(opinions, form)


def _pages(opinions: list[Opinion], form: str) -> str:
    from engine.print.outline import sections
    from engine.print.timeline import timeline
    from engine.tongues import tongue

    environment = _environment(escaped=form == "html")
    pages: list[dict[str, Any]] = []
    for opinion in opinions:
        page: dict[str, Any] = {
            "opinion": opinion,
            "words": tongue(opinion.language).advice,
            "sections": sections(opinion),
            "language": opinion.language,
            "timeline": "",
            "record": "",
        }
        if form == "html":
            from markupsafe import Markup

            page["timeline"] = Markup(timeline(opinion.dates, opinion.language))  # noqa: S704  # built and escaped here
            page["record"] = Markup(_embedded(opinion.record))  # noqa: S704  # no tag can end inside it
        pages.append(page)
    text = environment.get_template(f"opinion.{form}.jinja").render(pages=pages, language=opinions[0].language)
    return text if form == "html" else _squeezed(text)


def _environment(escaped: bool) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=escaped,  # noqa: S701  # Markdown is no markup to escape
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _embedded(record: dict[str, Any]) -> str:
    """JSON that can stand inside a script element."""
    return json.dumps(record, ensure_ascii=False).replace("<", "\\u003c")


def _squeezed(text: str) -> str:
    """Markdown with one empty line at most between paragraphs, and none between the entries of a list."""
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.rstrip()
        if not stripped and (not lines or not lines[-1]):
            continue
        if stripped.lstrip().startswith("- ") and len(lines) > 1 and not lines[-1] and _in_list(lines[-2]):
            lines.pop()
        lines.append(stripped)
    return "\n".join(lines).strip() + "\n"


def _in_list(line: str) -> bool:
    return line.lstrip().startswith("- ") or line.startswith("  ")
