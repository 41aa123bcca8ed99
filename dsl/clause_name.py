"""The names of clauses, in whatever way a document numbers them.

`10.1.4`, `12a`, `3bis`, `913-1`, `IV`, `A.2`; `annex-1` and `schedule-B.3` for a part that follows the body and is
numbered anew; `~limitation-of-liability` for an unnumbered heading; `preamble` and the like for what has no heading.
"""

from __future__ import annotations

import re
from typing import Literal

NAMED_PLACES = ("title", "preamble", "final", "footer")
"""The parts of a document that carry no number of their own."""

APPENDED = ("annex", "appendix", "exhibit", "schedule")
"""What follows the body of a document, each with a numbering of its own."""

_ENDING = r"(?:bis|ter|quater|quinquies|[a-z])?(?![a-z0-9])"
_PART = rf"(?:[0-9]{{1,9}}{_ENDING}|[A-Z]+(?![A-Za-z]))"
CLAUSE_PATTERN = (
    rf"(?:{'|'.join(NAMED_PLACES)})"
    rf"|(?:{'|'.join(APPENDED)})(?:-{_PART})?(?:\.{_PART})*"
    r"|~[a-z0-9]+(?:-[a-z0-9]+)*"
    rf"|{_PART}(?:[.-]{_PART})*"
)
"""A clause's name as a regular expression; the grammar has the same, and a test holds them to it."""

_LATIN = ("", "bis", "ter", "quater", "quinquies")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_STEPS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_RANK = {"title": 0, "preamble": 1, "final": 4, "footer": 5}

ClauseKind = Literal["named", "numbered", "appended", "heading"]


def is_clause_name(name: str) -> bool:
    """Whether a word names a clause."""
    return bool(re.fullmatch(CLAUSE_PATTERN, name))


def clause_at_start(text: str) -> str | None:
    """The clause that a written place begins with, if a space or nothing follows its name."""
    found = re.match(CLAUSE_PATTERN, text)
    if found and (found.end() == len(text) or text[found.end()].isspace()):
        return found.group()
    return None


def kind_of(name: str) -> ClauseKind:
    """What sort of name it is."""
    if name in NAMED_PLACES:
        return "named"
    if name.startswith("~"):
        return "heading"
    return "appended" if name.startswith(APPENDED) else "numbered"


def is_within(inner: str, outer: str) -> bool:
    """Whether a clause is a part of another one: `10.1.4` of `10.1`, `annex-1.2` of `annex-1`."""
    return inner.startswith(outer + ".")


def order_of(name: str) -> tuple[object, ...]:
    """A key that sorts clauses as a document has them, as far as a name can tell.

    Headings are sorted by their words. One capital is a letter of the alphabet, except I, V and X.
    """
    kind = kind_of(name)
    if kind == "named":
        return (_RANK[name],)
    if kind == "heading":
        return (2, 1, name)
    stem, parts = "", name
    if kind == "appended":
        stem, _, parts = name.partition("-")
    return (3 if kind == "appended" else 2, 0, stem, *(_part_order(part) for part in re.split(r"[.-]", parts)))


def roman(text: str) -> int | None:
    """The value of a Roman numeral below 400 in its usual spelling; None for anything else."""
    if not text or any(digit not in _ROMAN_DIGITS for digit in text):
        return None
    values = [_ROMAN_DIGITS[digit] for digit in text]
    total = sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return total if _written_in_roman(total) == text else None


def _written_in_roman(number: int) -> str:
    written = ""
    for value, digits in _ROMAN_STEPS:
        while number >= value:
            written, number = written + digits, number - value
    return written


def _part_order(part: str) -> tuple[int, int, str]:
    found = re.fullmatch(r"([0-9]*)(.*)", part)
    assert found is not None
    figures, rest = found.groups()
    if figures:
        return (int(figures), _LATIN.index(rest) if rest in _LATIN else ord(rest), "")
    if len(part) == 1 and part not in "IVX":
        return (ord(part) - ord("A") + 1, 0, "")
    return (roman(part) or 0, 0, part)
