"""Markdown."""

from collections.abc import Sequence

from engine.print.format import Format, Manner, Printable
from engine.print.head_and_foot import difference
from engine.print.templated import Page, pages


def _single(reply: Printable, manner: Manner) -> str:
    return _comparison([reply], manner)


def _comparison(replies: Sequence[Printable], _manner: Manner) -> str:
    opinions = [reply.opinion for reply in replies]
    told = difference(opinions) if len(opinions) > 1 else ""
    return _squeezed(pages("opinion.markdown.jinja", [Page.of(opinion) for opinion in opinions], told))


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


FORMAT = Format(
    name="markdown",
    suffix=".md",
    media_type="text/markdown; charset=utf-8",
    is_binary=False,
    single=_single,
    comparison=_comparison,
)
