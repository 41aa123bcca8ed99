"""The outline of a text: its clauses, found by trying one numbering after another where nobody has declared one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from dsl.diagnostic import Diagnostic
from dsl.numberings import NUMBERINGS, Numbering
from dsl.sentence import told
from engine.source.layout import Layout, layout, layout_of
from engine.source.lines import Setting, read_lines
from engine.source.passages import Passage, split_passages
from engine.source.units import Unit, find_units

_LOPSIDED = 30
_OF_EVEN_SHARE = 190
"""How many per cent of its even share a clause may hold: of few clauses one is often the longest by far."""
_FEWEST_CLAUSES = 3


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One clause of an outline: its name, its heading (empty if it has none), its passages, its share of the text."""

    clause: str
    heading: str
    passages: int
    percent: int


@dataclass(frozen=True, slots=True)
class Outline:
    """The clauses of a text in order; `numbering` is how it was found to be numbered, None where that was declared.

    `title` is how the text calls itself, empty where it bears no title.
    """

    title: str
    numbering: Numbering | None
    layout: Layout
    entries: tuple[OutlineEntry, ...]

    @property
    def is_found(self) -> bool:
        """Whether the text has clauses at all, and not only a preamble."""
        return self.clauses > 0

    @property
    def clauses(self) -> int:
        """How many clauses there are, without what stands before, above or below them."""
        return sum(
            entry.clause not in ("title", "preamble", "footer")
            and not (self.layout.is_numbered and entry.clause.startswith("~"))
            for entry in self.entries
        )

    @property
    def lopsided(self) -> tuple[OutlineEntry, ...]:
        """The clauses that hold over 30 per cent of a text, and far more than their even share of it.

        The numbering may not be the right one then.
        """
        return tuple(
            entry
            for entry in self.entries
            if entry.percent > _LOPSIDED and entry.percent * self.clauses > _OF_EVEN_SHARE
        )


def outline(text: str, declared: Layout | None = None) -> Outline:
    """The outline of a text, by a declared layout or by the one that divides it best."""
    numbering = None if declared is not None else find_numbering(text)
    found = declared or layout(numbering or "headings")
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in split_passages(text, found):
        if passage.kind != "running":
            passages[passage.locator.clause].append(passage)
    whole = sum(len(passage.text) for own in passages.values() for passage in own) or 1
    entries = tuple(
        OutlineEntry(
            clause,
            next((passage.text for passage in own if passage.locator.heading and not passage.locator.paragraph), ""),
            len(own),
            100 * sum(len(passage.text) for passage in own) // whole,
        )
        for clause, own in passages.items()
    )
    title = next((passage.text for passage in passages["title"] if passage.kind == "title"), "")
    return Outline(title, numbering, found, entries)


def find_numbering(text: str) -> Numbering | None:
    """How a text is numbered: the way that divides it most evenly; None where none divides it.

    A text has a number before its clauses or it hasn't: headings without numbers are tried only if no number is found.
    Where the file marks its headings, numbers that stand below few of them are those of a list.
    """
    lines = read_lines(text).lines
    setting = Setting(lines)
    marked = [index for index, line in enumerate(lines) if index and line.is_heading]
    best: tuple[float, Numbering | None] = (0.0, None)
    for numbering in NUMBERINGS:
        if numbering == "headings" and best[1] is not None:
            break
        units = find_units(lines, setting, layout(numbering))
        if setting.has_marked_headings and numbering != "headings" and not _runs_through(units, marked):
            continue
        evenness = _evenness(units)
        if evenness > best[0]:
            best = (evenness, numbering)
    return best[1]


def _runs_through(units: list[Unit], marked: list[int]) -> bool:
    """Whether numbers open clauses at, or below, at least half of the headings that a file marks."""
    openings = [unit.lines[0][0] for unit in units if unit.label and unit.lines]
    headed = {bisect_right(marked, index) for index in openings} - {0}
    return 2 * len(headed) >= len(marked)


def _evenness(units: list[Unit]) -> float:
    """How likely it is that two characters of a text lie in different clauses; 0 if it has hardly any clauses."""
    if len({unit.clause for unit in units if not unit.is_division} - {"preamble", "footer"}) < _FEWEST_CLAUSES:
        return 0.0
    sizes = [0]
    for unit in units:
        size = sum(len(line) for _, line in unit.lines)
        if unit.is_division:
            sizes[-1] += size
        else:
            sizes.append(size)
    whole = sum(sizes) or 1
    return 1 - sum((size / whole) ** 2 for size in sizes)


def layout_for(folder: Path, document: str, text: str) -> Layout:
    """How a text of a document is laid out: as its header in a folder says, else as its own outline shows."""
    return layout_of(folder, document) or outline(text).layout


def doubts(found: Outline) -> list[Diagnostic]:
    """What makes one doubt that an outline is that of its text: no clauses, or one that holds much of it."""
    remedy = "say in the header of the document how it is numbered: `numbered sections`, for example"
    if not found.is_found:
        return [Diagnostic("no-outline", "no clauses were found: all of it is one preamble", (), remedy, "warning")]
    return [
        Diagnostic(
            "lopsided-outline",
            told("`{clause}` holds {percent} % of the text", clause=entry.clause, percent=entry.percent),
            (),
            "look whether its headings were found; if not, " + remedy,
            "warning",
        )
        for entry in found.lopsided
    ]
