"""A worked opinion as Markdown for a page: the sections that every format shares, below a heading of the page's own."""

from engine.explain.opinion import Opinion
from engine.print.markdown_text import plain
from engine.print.outline import Item, sections
from engine.tongues import tongue

_LEVEL = "###"


def as_markdown(opinion: Opinion) -> str:
    """The opinion as Markdown whose headings stand below a second-level one; without what is typed on a terminal."""
    words = tongue(opinion.language).advice
    parts = [plain(opinion.as_of)] if opinion.as_of else []
    for section in sections(opinion):
        parts.append(f"{_LEVEL} {plain(section.title)}")
        parts += [plain(paragraph) for paragraph in section.paragraphs]
        lines = [line for item in section.items for line in _lines(item, 0, section.numbered, words["colon"])]
        if lines:
            parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _lines(item: Item, depth: int, numbered: bool, colon: str) -> list[str]:
    mark = f"**{plain(item.mark)}**{'' if numbered else colon} " if item.mark else ""
    citation = f" *({plain(item.citation)})*" if item.citation else ""
    found = [f"{'    ' * depth}- {mark}{plain(item.text)}{citation}"]
    for child in item.children:
        found += _lines(child, depth + 1, numbered, colon)
    return found
