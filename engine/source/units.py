"""Finding where each numbered clause begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.source.layout import Layout
from engine.source.lines import Line, Setting

_FARTHEST_STEP = 5
_CLAUSE_OPENING = re.compile(r"[^\W\d_a-zà-öø-ÿ]|[«“\"(]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A clause or a named part of the document: its lines, the first without the number that opens it."""

    clause: str
    label: str
    lines: tuple[tuple[int, str], ...]
    """Each line's index in the document and the text that is left of it; never empty text."""


def find_units(lines: tuple[Line, ...], setting: Setting, layout: Layout) -> list[Unit]:
    """Divide a document into the preamble (with the title), its clauses, and the footer, in order."""
    patterns = [re.compile(pattern) for pattern in (layout.chapter_pattern, layout.clause_pattern) if pattern]
    footer = re.compile(layout.footer_pattern) if layout.footer_pattern else None
    clause, label = "preamble", ""
    previous: tuple[int, ...] = ()
    units: list[Unit] = []
    gathered: list[tuple[int, str]] = []

    def close() -> None:
        if gathered or label:
            units.append(Unit(clause=clause, label=label, lines=tuple(gathered)))
        gathered.clear()

    for index, line in enumerate(lines):
        rest = line.text
        opening = next((found for pattern in patterns if (found := pattern.match(line.text))), None)
        number = tuple(int(part) for part in opening.group(1).split(".")) if opening else ()
        if opening and _follows(previous, number) and _opens(line.text[opening.end() :]):
            close()
            clause, label, previous = opening.group(1), opening.group().strip(), number
            rest = line.text[opening.end() :]
        elif footer and clause != "footer" and footer.match(line.text) and setting.breaks_before(index):
            close()
            clause, label = "footer", ""
        if rest:
            gathered.append((index, rest))
    close()
    return units


def _opens(rest: str) -> bool:
    return not rest or bool(_CLAUSE_OPENING.match(rest))


def _follows(previous: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number can come next: later than the one before it, and not far from it."""
    if not previous:
        return all(part <= _FARTHEST_STEP for part in number)
    if number <= previous or len(number) > len(previous) + 1:
        return False
    shared = 0
    while shared < min(len(previous), len(number)) and previous[shared] == number[shared]:
        shared += 1
    step = number[shared] - (previous[shared] if shared < len(previous) else 0)
    return step <= _FARTHEST_STEP and all(part <= _FARTHEST_STEP for part in number[shared + 1 :])
