"""From the text of a document to its lines, and the evidence that each line break is the end of a paragraph.

Text taken out of a PDF has lost its paragraphs: it may have a blank line after every line or none at all.
What is left is how the page was set. A typesetter fills a line while the next word fits; where the next word
would have fitted, somebody ended the paragraph. Widths are estimated with the proportions of a common
sans-serif face, because counting characters is not exact enough to tell a full line from a short one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from engine.source.contents import contents

HEADING_MARK = "\x1d"
"""What readers set before a line of which the file itself says that it is a heading; for all else it is white space."""
BULLETS = "•‣◦▪●∙·"
TERMINAL = re.compile(r"[.:;!?…][)»”\"’\]]*$|[.:;!?]\s?»$")
_WIDTHS = {
    character: width
    for characters, width in (
        ("iljI'’|!.,:; ", 0.26),
        ('ftr()[]/-«»"', 0.34),
        ("cksvxyzJ", 0.50),
        ("DGCHNOQRUw", 0.73),
        ("ABEFKLPSTVXYZ&", 0.65),
        ("mMW", 0.86),
        ("…", 1.0),
    )
    for character in characters
}
_OTHER_WIDTH = 0.556
_NUMBERED = re.compile(r"(?:page\s*|p\.\s*|seite\s*)?[-–]?\s*#\s*[-–]?(?:\s*(?:/|sur|of|de|von)\s*#)?")
_LONGEST_PAGE_NUMBER = 4
_FEWEST_PAGES = 3
_ITEM = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+[^\W\d_a-z]|\((?:\d{1,2}|[a-z])\)\s+[^\W\d_a-z]")
"""The first item of a list: no number within a sentence, and no words in parentheses."""
LONGEST_HEADING = 90
"""The longest line that is taken for a heading, in characters."""
_FEWEST_HEADINGS = 3
"""With so many headings that the file itself marks, nothing else is one."""
_FULL = 0.98
_SHORT = 0.9
_WINDOW = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One non-blank line: its text with single spaces, and the space that precedes it in the source."""

    text: str
    blank_before: bool
    uncertain_before: bool
    """The line begins a page or is indented: whatever stood before it may have been lost."""
    is_heading: bool = False
    """The file itself says that it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document's lines in order, and what was taken out of them: running headers, page numbers, lists of contents."""

    lines: tuple[Line, ...]
    running: tuple[str, ...]


def read_lines(text: str) -> Page:
    """Take a text apart into lines, with headers and footers that repeat from page to page put aside."""
    visible = re.sub(r"[\u200b\u2060\ufeff]", "", text)
    pages = [re.split(r"\r\n|[\n\r\u2028\u2029\v\x85]", page) for page in visible.split("\f")]
    repeated = _running_lines(pages)
    numbers = _page_numbers(pages[0]) if len(pages) == 1 else frozenset()
    lines: list[Line] = []
    running: list[str] = []
    for number, page in enumerate(pages):
        edges = _edges(page) if len(pages) > 1 else frozenset()
        blank, first = False, number > 0
        for index, raw in enumerate(page):
            stripped = " ".join(raw.split())
            if not stripped:
                blank = True
                continue
            if (index in edges and _shape(stripped) in repeated) or index in numbers:
                running.append(stripped)
                continue
            is_heading = raw.startswith(HEADING_MARK)
            indented = raw[0].isspace() and not is_heading
            lines.append(
                Line(text=stripped, blank_before=blank, uncertain_before=first or indented, is_heading=is_heading)
            )
            blank, first = False, False
    listed = contents([line.text for line in lines])
    return Page(
        lines=tuple(line for index, line in enumerate(lines) if index not in listed),
        running=(*running, *(lines[index].text for index in sorted(listed))),
    )


def _edges(page: list[str]) -> frozenset[int]:
    filled = [index for index, line in enumerate(page) if line.strip()]
    return frozenset([*filled[:2], *filled[-2:]])


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.casefold())


def _running_lines(pages: list[list[str]]) -> frozenset[str]:
    if len(pages) < 2:
        return frozenset()
    figures: dict[str, dict[int, list[int]]] = defaultdict(dict)
    for number, page in enumerate(pages):
        for index in sorted(_edges(page)):
            line = " ".join(page[index].split())
            figures[_shape(line)].setdefault(number, [int(digits) for digits in re.findall(r"\d+", line)])
    filled = sum(1 for page in pages if any(line.strip() for line in page))
    return frozenset(
        shape
        for shape, found in figures.items()
        if (len(found) > 1 and 2 * len(found) > filled and _repeats(found)) or _NUMBERED.fullmatch(shape)
    )


def _repeats(figures: dict[int, list[int]]) -> bool:
    """Whether the numbers in a line that returns from page to page are the same, or count the pages."""
    return all(
        len(set(column)) == 1 or len({number - page for number, page in zip(column, figures, strict=True)}) == 1
        for column in zip(*figures.values(), strict=True)
    )


def _page_numbers(lines: list[str]) -> frozenset[int]:
    """Where page numbers stand in a text that has lost its pages: one after another, each alone on its line."""
    alone = [
        (index, _shape(line.strip()), figures)
        for index, line in enumerate(lines)
        if (figures := re.findall(r"\d+", line)) and _NUMBERED.fullmatch(_shape(line.strip()))
    ]
    counted = [int(figures[0]) for _, _, figures in alone if len(figures[0]) <= _LONGEST_PAGE_NUMBER]
    is_count = len(counted) == len(alone) >= _FEWEST_PAGES and all(
        after == before + 1 for before, after in pairwise(counted)
    )
    return frozenset(index for index, shape, _ in alone if is_count or shape.startswith("page"))


def set_width(text: str) -> float:
    """The estimated width of a line of type, in ems."""
    plain = unicodedata.normalize("NFKD", text)
    return sum(_WIDTHS.get(sign, _OTHER_WIDTH) for sign in plain if not unicodedata.combining(sign))


def ends_terminally(text: str) -> bool:
    """Whether the line ends as a sentence, a list item or an introduction does; not with an ellipsis."""
    return bool(TERMINAL.search(text)) and not re.search(r"\.\.\.$|…$", text)


def begins_afresh(text: str) -> bool:
    """Whether the line could begin a paragraph: with a capital, a digit, a bullet or a quotation mark."""
    return bool(text) and (text[0].isupper() or text[0].isdigit() or text[0] in BULLETS + '«“"(–—-')


class Setting:
    """How a document's lines were set, measured once, to judge each of its line breaks."""

    __slots__ = ("_blank_lines_reliable", "_lines", "_widths", "has_marked_headings")

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines
        self.has_marked_headings = sum(line.is_heading for line in lines) >= _FEWEST_HEADINGS
        self._widths = [set_width(line.text) for line in lines]
        blank = [index for index in range(1, len(lines)) if lines[index].blank_before]
        broken = [index for index in blank if lines[index].text[0].islower() and not self._may_end(index - 1)]
        self._blank_lines_reliable = bool(blank) and 10 * len(broken) <= len(blank)

    def _may_end(self, index: int) -> bool:
        """Whether a line ends as a paragraph does: by its last sign, or because the next word had room on it."""
        return ends_terminally(self._lines[index].text) or self.had_room(index + 1, _SHORT)

    def is_marked_heading(self, index: int) -> bool:
        """Whether the file itself says that a line is a heading."""
        return self._lines[index].is_heading

    def had_room(self, index: int, share: float = _FULL) -> bool:
        """Whether the first word of line `index` would have fitted at the end of the line before it."""
        near = sorted(self._widths[max(0, index - 1 - _WINDOW) : index + _WINDOW])
        measure = near[-2] if len(near) > 3 else near[-1]
        word = set_width(self._lines[index].text.split()[0])
        return self._widths[index - 1] + set_width(" ") + word <= share * measure

    def breaks_before(self, index: int) -> bool:
        """Whether a paragraph, a heading or a table row ends with the line before line `index`."""
        if index == 0:
            return True
        line, before = self._lines[index], self._lines[index - 1]
        if line.is_heading or before.is_heading:
            return True
        if not begins_afresh(line.text):
            is_apart = self._blank_lines_reliable and line.blank_before
            return is_apart and (ends_terminally(before.text) or self._is_cut_short(index))
        if self._blank_lines_reliable and line.blank_before:
            return not before.text.endswith((",", "("))
        if ends_terminally(before.text):
            uncertain = line.uncertain_before or not self._blank_lines_reliable
            return uncertain and self.had_room(index)
        loose = line.uncertain_before or line.blank_before or not self._blank_lines_reliable
        return loose and self._is_cut_short(index)

    def heads(self, index: int) -> bool:
        """Whether a line, the first after a number, is a heading of what follows it without a blank line."""
        following = index + 1
        return (
            following < len(self._lines)
            and not ends_terminally(self._lines[index].text)
            and begins_afresh(self._lines[following].text)
            and self._is_cut_short(following)
        )

    def _is_cut_short(self, index: int) -> bool:
        """Whether the line before line `index` ends where nothing but a new beginning would have ended it."""
        line, before = self._lines[index], self._lines[index - 1]
        inside = before.text.count("(") > before.text.count(")") or before.text.endswith((",", "-"))
        if inside or ((line.text[0] == "(" or line.text[0].isdigit()) and not _ITEM.match(line.text)):
            return False
        return self.had_room(index, _SHORT)
