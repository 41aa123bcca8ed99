"""Finding where each numbered clause begins."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from dsl.clause_name import lettered, roman
from engine.source.layout import APPENDED_PATTERN, Layout
from engine.source.lines import LONGEST_HEADING, Line, Setting, ends_terminally

_CLAUSE_OPENING = re.compile(r"[^\W\d_a-zà-öø-ÿ]|[«“\"(\[]")
_APPENDED = re.compile(APPENDED_PATTERN)
_DIVISION = re.compile(
    r"(?:(?:Part|Title|Chapter|Division|Section|Partie|Titre|Chapitre|Teil|Titel|Kapitel|Abschnitt)\s+"
    r"(?:[IVXLCDM]+|\d{1,4}|[A-Z])|\d{1,4}\.\s+(?:Teil|Titel|Kapitel|Abschnitt))\b"
    r"(?:\s*[-–—:.]\s*|\s+(?=[^\W\d_a-zà-öø-ÿ]|[«“\"])|$)",
    re.IGNORECASE,
)
"""What stands above several clauses, as far as it opens none itself: `Part II – Fees`, `Abschnitt III`."""
_FIRST = re.compile(r"premier|1(?:er|ᵉʳ)", re.IGNORECASE)
_STEMS = {"annexe": "annex", "anhang": "annex"}
_FARTHEST_FIRST = 5
_ABBREVIATED = ("Art.", "ART.")
"""What opens an article where a paragraph begins, and elsewhere only cites one."""

_Number = tuple[tuple[int, str], ...]
"""The parts of a clause's number, each with what follows its figures: `3bis` is `((3, "bis"),)`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A clause or a named part of the document: its lines, the first without the number that opens it."""

    clause: str
    label: str
    lines: tuple[tuple[int, str], ...]
    """Each line's index in the document and the text that is left of it; never empty text."""
    is_division: bool = False
    """It is the heading of the clauses below it, and holds none of their text."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """The number that opens a clause, and what is left of its line."""

    parts: _Number
    rest: str


def find_units(lines: tuple[Line, ...], setting: Setting, layout: Layout) -> list[Unit]:
    """Divide a document into the preamble (with the title), its clauses, and the footer, in order."""
    finding = _Finding(lines, setting, layout)
    for index in range(len(lines)):
        finding.take(index)
    finding.close()
    return finding.units


class _Finding:
    """The state of reading a document line by line: the open clause, and which number can come next."""

    def __init__(self, lines: tuple[Line, ...], setting: Setting, layout: Layout) -> None:
        self.units: list[Unit] = []
        self._lines, self._setting, self._layout = lines, setting, layout
        self._heading = re.compile(layout.heading_pattern) if layout.heading_pattern else None
        self._patterns = [re.compile(each) for each in (layout.chapter_pattern, layout.clause_pattern) if each]
        self._footer = re.compile(layout.footer_pattern) if layout.footer_pattern else None
        self._clause, self._label = "preamble", ""
        self._is_division = False
        self._stem = ""
        self._previous: _Number = ()
        self._taken: set[str] = set()
        self._gathered: list[tuple[int, str]] = []
        if self._heading and self._begins_with_heading(self._heading):
            self._patterns.append(self._heading)

    def _begins_with_heading(self, heading: re.Pattern[str]) -> bool:
        """Whether the first number that opens anything stands bare before a heading: so do all of them then."""
        for index, line in enumerate(self._lines):
            if any(pattern.match(line.text) for pattern in self._patterns):
                return False
            found = heading.match(line.text)
            if found and self._follows(_parts(found[1], self._layout.is_roman)) and self._is_apart(index):
                return True
        return False

    def take(self, index: int) -> None:
        """Read one line."""
        text = self._lines[index].text
        rest = text
        numbered = self._numbered(index, text)
        appended = _APPENDED.match(text) if self._is_apart(index) else None
        if numbered is not None:
            opening, number = numbered
            self._open(self._stem + opening, text[: len(text) - len(number.rest)].strip())
            self._previous, rest = number.parts, number.rest
        elif appended is not None and self._append(appended):
            rest = text[appended.end() :]
        elif self._patterns and (division := self._division(index, text)):
            label = division.group().strip(" -–—:.")
            self._open(self._slug(label), division.group().strip(), is_division=True)
            rest = text[division.end() :]
        elif self._is_footer(index, text):
            self._open("footer", "")
        elif not self._patterns and self._is_heading(index):
            self._open(self._slug(text), "")
        if rest:
            self._gathered.append((index, rest))

    def close(self) -> None:
        """End the open clause."""
        if self._gathered or self._label:
            lines = tuple(self._gathered)
            unit = Unit(clause=self._clause, label=self._label, lines=lines, is_division=self._is_division)
            self.units.append(unit)
        self._gathered = []

    def _open(self, clause: str, label: str, *, is_division: bool = False) -> None:
        self.close()
        self._clause, self._label, self._is_division = clause, label, is_division
        self._taken.add(clause)

    def _numbered(self, index: int, text: str) -> tuple[str, _Opening] | None:
        for pattern in self._patterns:
            found = pattern.match(text)
            if found is None or (pattern is self._heading and not self._is_apart(index)):
                continue
            if text.startswith(_ABBREVIATED) and not self._setting.breaks_before(index):
                continue
            name = _in_figures(next(group for group in found.groups() if group))
            number, rest = _parts(name, self._layout.is_roman), text[found.end() :]
            if (
                self._follows(number)
                and (not rest or _CLAUSE_OPENING.match(rest))
                and self._stem + name not in self._taken
            ):
                return name, _Opening(number, rest)
            return None
        return None

    def _append(self, found: re.Match[str]) -> bool:
        """Open an annex, a schedule or an exhibit, unless it is open already; inside it numbers begin anew."""
        word = found[1].casefold()
        name = _STEMS.get(word, word) + (f"-{found[2]}" if found[2] else "")
        if name in self._taken:
            return False
        self._open(name, found.group().strip())
        self._stem, self._previous = f"{name}.", ()
        return True

    def _division(self, index: int, text: str) -> re.Match[str] | None:
        """What a line begins with that names a division of the document, if it stands apart."""
        return _DIVISION.match(text) if index and self._is_apart(index) else None

    def _is_apart(self, index: int) -> bool:
        """Whether a line stands alone and is short, as a title does."""
        text = self._lines[index].text
        return len(text) <= LONGEST_HEADING and not ends_terminally(text) and self._setting.breaks_before(index)

    def _is_heading(self, index: int) -> bool:
        """Whether a line without a number is a heading: a title with running text below it."""
        following = index + 1
        if self._setting.has_marked_headings:
            return index > 0 and self._setting.is_marked_heading(index)
        return (
            index > 0
            and self._is_apart(index)
            and bool(_CLAUSE_OPENING.match(self._lines[index].text))
            and following < len(self._lines)
            and self._setting.breaks_before(following)
            and not self._is_apart(following)
        )

    def _is_footer(self, index: int, text: str) -> bool:
        is_new = self._footer is not None and self._clause != "footer" and self._footer.match(text)
        return bool(is_new) and self._setting.breaks_before(index)

    def _slug(self, text: str) -> str:
        plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
        words = "-".join(re.findall(r"[a-z0-9]+", plain)) or "part"
        slug, count = f"~{words}", 1
        while slug in self._taken:
            count += 1
            slug = f"~{words}-{count}"
        return slug

    def _follows(self, number: _Number) -> bool:
        """Whether a number can come next: later than the one before it, and not far from it."""
        farthest, previous = self._layout.farthest, self._previous
        if not previous:
            return farthest > _FARTHEST_FIRST or all(value <= farthest for value, _ in number)
        if number <= previous or len(number) > len(previous) + 1:
            return False
        shared = 0
        while shared < min(len(previous), len(number)) and previous[shared] == number[shared]:
            shared += 1
        step = number[shared][0] - (previous[shared][0] if shared < len(previous) else 0)
        return step <= farthest and all(value <= farthest for value, _ in number[shared + 1 :])


def _in_figures(number: str) -> str:
    """A written number as the name of a clause: `1` for "premier" and for `1er`, `4bis` for `4 bis`."""
    return _FIRST.sub("1", "".join(number.split()))


def _parts(name: str, is_roman: bool) -> _Number:
    found = []
    for part in re.split(r"[.-]", name):
        figures = re.match(r"\d*", part)
        digits = figures.group() if figures else ""
        if digits:
            found.append((int(digits), part[len(digits) :]))
        else:
            found.append(((is_roman and roman(part)) or lettered(part), ""))
    return tuple(found)
