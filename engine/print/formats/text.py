"""An opinion for the terminal and for plain text files: wrapped, indented, coloured only where asked.

It needs no template engine: a cold start has no time for one.
"""

import re
from textwrap import wrap
from typing import Any

import click

from engine.explain.opinion import Opinion
from engine.print.outline import Item, sections
from engine.tongues import tongue

WIDTH = 100
_STYLES: dict[str, dict[str, Any]] = {
    "heading": {"bold": True},
    "answer": {"bold": True},
    "citation": {"fg": "cyan"},
    "mark": {"dim": True},
    "typed": {"fg": "yellow"},
}
_SPACE = re.compile(r"[ \n\t]+")


def as_text(opinion: Opinion, colour: bool = False, width: int = WIDTH) -> str:
    """The opinion as text."""
    return _Page(colour, width).opinion(opinion)


class _Page:
    def __init__(self, colour: bool, width: int) -> None:
        self.colour, self.width = colour, width
        self.colon = ":"
        self.lines: list[str] = []

    def opinion(self, opinion: Opinion) -> str:
        words = tongue(opinion.language).advice
        self.colon = words["colon"]
        self._paragraph(opinion.document + (f" · {opinion.as_of}" if opinion.as_of else ""), style="mark")
        self._heading(words["question"])
        self._paragraph(opinion.question)
        self._heading(words["short"])
        self._paragraph(opinion.short, style="answer")
        for section in sections(opinion):
            self._heading(section.title)
            for paragraph in section.paragraphs:
                self._paragraph(paragraph)
            if section.key == "dates" and len(opinion.dates) > 1:
                self._timeline(opinion)
            for item in section.items:
                self._item(item, 1, section.numbered)
        return "\n".join(self.lines).strip("\n") + "\n"

    def _heading(self, title: str) -> None:
        self.lines += ["", self._styled(title.upper(), "heading")]

    def _paragraph(self, text: str, style: str = "") -> None:
        self.lines += [self._styled(line, style) for line in self._wrapped(text, "  ", "  ")]

    def _item(self, item: Item, depth: int, numbered: bool) -> None:
        indent = "  " * depth
        mark = f"{item.mark} " if numbered and item.mark else f"– {item.mark}{self.colon} " if item.mark else "– "
        if item.typed and not item.mark and depth > 1:
            mark = f"{item.typed}{self.colon} "
        text = mark + item.text + (f" [{item.citation}]" if item.citation else "")
        hanging = indent + "  "
        lines = self._wrapped(text, indent, hanging)
        if item.citation:
            lines = [
                line.replace(f"[{item.citation}]", self._styled(f"[{item.citation}]", "citation")) for line in lines
            ]
        self.lines += lines
        if item.typed and not (depth > 1 and not item.mark):
            self.lines.append(hanging + self._styled(item.typed, "typed"))
        for child in item.children:
            self._item(child, depth + 1, numbered)

    def _timeline(self, opinion: Opinion) -> None:
        """One line of points in order of time."""
        points = list(
            dict.fromkeys(f"{'◆' if dated.kind == 'deadline' else '○'} {dated.shown}" for dated in opinion.dates)
        )
        self.lines += self._wrapped(" ── ".join(points), "  ", "     ")

    def _wrapped(self, text: str, first: str, rest: str) -> list[str]:
        """Lines of text, broken at spaces only and never at a no-break space."""
        plain = _SPACE.sub(" ", text).replace("\u00a0", "\x00")
        lines = wrap(
            plain,
            self.width,
            initial_indent=first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return [line.replace("\x00", "\u00a0") for line in lines]

    def _styled(self, text: str, style: str) -> str:
        if not self.colour or not style or not text:
            return text
        return click.style(text, **_STYLES[style])


def comparison_as_text(opinions: list[Opinion], colour: bool = False, width: int = WIDTH) -> str:
    """Several opinions on one question: their short answers first, then each in full."""
    words = tongue(opinions[0].language).advice
    page = _Page(colour, width)
    page.colon = words["colon"]
    page._heading(words["comparison"])
    page._paragraph(opinions[0].question)
    for opinion in opinions:
        page._item(Item(opinion.short, opinion.document), 1, False)
    return (
        "\n".join(page.lines).strip("\n")
        + "\n\n"
        + "\n\n".join(as_text(opinion, colour, width) for opinion in opinions)
    )
