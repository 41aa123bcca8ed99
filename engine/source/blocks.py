"""Dividing a clause into paragraphs, headings, list items and table rows.

Lists come in three shapes: with a bullet or a letter before each item; with bullets that the extraction tore
off and left on lines of their own; and with no bullets at all, where only semicolons at line ends remain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dsl.clause_name import lettered, roman
from dsl.frozen import NamedTuple
from engine.source.lead_in import leads_in
from engine.source.lines import BULLETS, TERMINAL, Setting, ends_terminally
from engine.source.units import Unit

_BULLET = re.compile(rf"[{BULLETS}]\s*")
_INLINE_BULLET = re.compile(rf"\s(?=[{BULLETS}]\s)")
_MARKER = re.compile(r"(\(?([a-z]{1,2}|[ivxlc]{3,8})[.)]|\(?(\d{1,9})\)|\(([A-Z])\))(?:\s+|$)")
_POINTED_NUMBER = re.compile(r"(\d{1,9})\.\s+(?=\S)")
_GOES_ON = re.compile(r"[,;:.]$|[,;]?\s(?:and|or|und|oder|sowie|et|ou)$")
"""How the line before a further item of a list ends."""
_BARE_NUMBER = re.compile(r"(\d{1,9})\s+(?=[^\W\d_a-zß-öø-ÿ]|[«“\"])")
_FIRST = {"a": "letters", "1": "numbers", "i": "numerals", "A": "capitals"}


class _Item(NamedTuple):
    """The letter or number of a list item, and what its list is numbered by."""

    name: str
    numbering: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of lines joined into one text; `label` is None outside lists, and may be empty in one.

    `path` are the letters and numbers under which it stands, those of the items around it first.
    """

    text: str
    label: str | None = None
    path: tuple[str, ...] = ()
    is_heading: bool = False


def join_lines(parts: list[str]) -> str:
    """Join lines with single spaces, undoing hyphenation at their ends."""
    joined: list[str] = []
    for part in parts:
        word = joined[-1].rpartition(" ")[2] if joined else ""
        hyphenated = len(word) > 1 and word[-1] in "-\u00ad\u2010" and word[-2].isalpha()
        if hyphenated and part[:1].islower():
            if word[-1] != "-" or "-" not in word[:-1]:
                joined[-1] = joined[-1][:-1]
            joined.append(part)
        else:
            joined.append(f" {part}" if joined else part)
    return "".join(joined).replace("\u00ad", "").strip()


def divide(unit: Unit, setting: Setting) -> list[Block]:
    """The blocks of one clause in order; together they hold all its words, labels included."""
    division = _Division(unit, setting)
    for position, (index, text) in enumerate(unit.lines):
        breaks = position > 0 and setting.breaks_before(index)
        if position == 1 and unit.label and index == unit.lines[0][0] + 1:
            breaks = breaks or setting.heads(index - 1)
        for part_number, part in enumerate(_INLINE_BULLET.split(text)):
            division.take(part, breaks=breaks and part_number == 0, position=position, index=index)
    division.close()
    return division.blocks


class _Division:
    """The state of reading a clause line by line: the open block, and what kind of list it belongs to."""

    def __init__(self, unit: Unit, setting: Setting) -> None:
        self.blocks: list[Block] = []
        self._unit = unit
        self._setting = setting
        self._parts: list[str] = []
        self._label: str | None = None
        self._path: list[_Item] = []
        self._loose_bullets = 0
        self._bare_list = False
        self._in_prose = False
        self._is_heading = False
        self._numbers_bare = False

    def take(self, text: str, *, breaks: bool, position: int, index: int) -> None:
        """Read one line, or the part of a line that an inline bullet begins."""
        if self._setting.is_marked_heading(index):
            self._open(None)
            self._parts.append(text)
            self._is_heading = True
            return
        if all(character in BULLETS for character in text):
            self._loose_bullets += len(text)
            return
        marker = self._marker(text) or self._pointed_number(text, position) or self._bare_number(text, position)
        if marker is not None:
            label, path, rest = marker
            self._open(label)
            self._path = path
            self._loose_bullets, self._bare_list = 0, False
            if rest:
                self._parts.append(rest)
            return
        ended = self._parts[-1].endswith(";") if self._parts else False
        if self._loose_bullets and (ended or self._label is None):
            self._loose_bullets -= 1
            self._open("")
        elif self._bare_list and ended:
            self._open("")
        elif breaks or (not self._parts and self._label is None):
            self._bare_list = self._begins_bare_list(position)
            self._open("" if self._bare_list else None)
        self._parts.append(text)
        self._in_prose = self._in_prose or text.endswith((".", ":", ";"))

    def close(self) -> None:
        """End the open block."""
        text = join_lines(self._parts)
        if text or self._label:
            path = tuple(item.name for item in self._path) if self._label else ()
            self.blocks.append(Block(text=text, label=self._label, path=path, is_heading=self._is_heading))
        self._parts, self._is_heading = [], False

    def _open(self, label: str | None) -> None:
        self.close()
        self._label = label
        if label is None:
            self._path.clear()

    def _marker(self, text: str) -> tuple[str, list[_Item], str] | None:
        bullet = _BULLET.match(text)
        if bullet:
            return "", self._path, text[bullet.end() :]
        found = _MARKER.match(text)
        if found is None:
            return None
        name = found[2] or found[3] or found[4]
        path = self._path_of(name, _FIRST.get(name))
        return (found[1], path, text[found.end() :]) if path is not None else None

    def _pointed_number(self, text: str, position: int) -> tuple[str, list[_Item], str] | None:
        """An item that bears a number with a point, as in German statutes: `§ 3 Abs. 2 Nr. 1`.

        The first follows what introduces a list, and is known by the second: elsewhere such a number is that of a day.
        """
        found = _POINTED_NUMBER.match(text)
        if found is None or not position:
            return None
        lines = [line for _, line in self._unit.lines]
        if found[1] == "1":
            so_far = join_lines(self._parts)
            introduced = so_far.endswith((":", ",")) or leads_in(so_far)
            begins = introduced and _is_followed_by_second(lines[position:], _POINTED_NUMBER, _GOES_ON)
        else:
            begins = bool(_GOES_ON.search(lines[position - 1]))
        path = self._path_of(found[1], "points" if found[1] == "1" else None, is_pointed=True) if begins else None
        return (f"{found[1]}.", path, text[found.end() :]) if path is not None else None

    def _bare_number(self, text: str, position: int) -> tuple[str, list[_Item], str] | None:
        """A paragraph's number that stands bare.

        The first stands below the heading, and is known by the second; each further one follows the end of a sentence.
        """
        found = _BARE_NUMBER.match(text)
        if found is None:
            return None
        if found[1] == "1":
            lines = [line for _, line in self._unit.lines[position:]]
            begins = position <= 1 and _is_followed_by_second(lines, _BARE_NUMBER, TERMINAL)
        else:
            last = self._path[0] if self._path and self._numbers_bare else None
            begins = (
                last is not None and _follows(found[1], last) and ends_terminally(self._unit.lines[position - 1][1])
            )
        if not begins:
            return None
        self._numbers_bare = True
        return found[1], [_Item(found[1], "numbers")], text[found.end() :]

    def _path_of(self, name: str, first: str | None, *, is_pointed: bool = False) -> list[_Item] | None:
        """Where an item stands that bears a letter or number: the next of a list that is open, or the first of one.

        `first` is what a list is numbered by that it would begin.
        """
        for depth in range(len(self._path), 0, -1):
            last = self._path[depth - 1]
            if _follows(name, last) and is_pointed == (last.numbering == "points"):
                return [*self._path[: depth - 1], _Item(name, last.numbering)]
        if first is None or any(item.numbering == first for item in self._path):
            return None
        return [*self._path, _Item(name, first)]

    def _begins_bare_list(self, position: int) -> bool:
        """Whether a list without bullets begins here: introduced, its lines ending in semicolons."""
        introduced = self._parts[-1].endswith(":") if self._parts else False
        if self._label is not None or (self._in_prose and not introduced):
            return False
        for offset, (index, text) in enumerate(self._unit.lines[position:]):
            if text.endswith(":") or (offset and (_MARKER.match(text) or self._setting.breaks_before(index))):
                return False
            if text.endswith(";"):
                return True
        return False


def _follows(name: str, item: _Item) -> bool:
    """Whether a letter or number is the next one in the list of an item."""
    if name.isdigit() or item.name.isdigit():
        return name.isdigit() and item.name.isdigit() and name == str(int(item.name) + 1)
    if name.isupper() is not item.name.isupper():
        return False
    place = roman if item.numbering == "numerals" else lettered
    here, before = place(name.upper()), place(item.name.upper())
    return bool(here and before) and here == (before or 0) + 1


def _is_followed_by_second(lines: list[str], number: re.Pattern[str], ending: re.Pattern[str]) -> bool:
    """Whether a later line bears the number 2, and the line before it ends as it must."""
    return any(
        (second := number.match(text)) is not None and second[1] == "2" and ending.search(before) is not None
        for before, text in pairwise(lines)
    )
