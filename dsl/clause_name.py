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

_FIGURES, _MOST_FIGURES = "0123456789", 9
_MOST_CAPITALS = 2
"""How many capitals number something together, if they are no Roman numeral."""
_LATIN = ("", "bis", "ter", "quater", "quinquies")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN_END = 4000
"""From here on Roman numerals have no usual spelling."""
_RANK = {"title": 0, "preamble": 1, "final": 4, "footer": 5}

ClauseKind = Literal["named", "numbered", "appended", "heading"]


def is_clause_name(name: str) -> bool:
    """Whether a word names a clause; the grammar says the same, and a test holds the one to the other."""
    if name in NAMED_PLACES or name in APPENDED:
        return True
    if name.startswith("~"):
        return all(word.isascii() and word.isalnum() and word == word.lower() for word in name[1:].split("-"))
    stem = next((stem for stem in APPENDED if name.startswith(stem)), "")
    if stem:
        parts = name[len(stem) :]
        return parts[0] in "-." and all(map(_is_part, parts[1:].split(".")))
    return all(map(_is_part, name.replace("-", ".").split(".")))


def _is_part(word: str) -> bool:
    """Whether it is a number, which may have a letter or a Latin ending, or capitals."""
    ending = word.lstrip(_FIGURES)
    if ending == word:
        return word.isascii() and word.isalpha() and word.isupper()
    is_letter = len(ending) == 1 and ending.isascii() and ending.islower()
    return len(word) - len(ending) <= _MOST_FIGURES and (is_letter or ending in _LATIN)


def clause_at_start(text: str) -> str | None:
    """The clause that a written place begins with, if a space or nothing follows its name."""
    word = text.split(maxsplit=1)[0] if text[:1].strip() else ""
    return word if is_clause_name(word) else None


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
    """The value of a Roman numeral in its usual spelling; None for anything else."""
    if not text or any(digit not in _ROMAN_DIGITS for digit in text):
        return None
    values = [_ROMAN_DIGITS[digit] for digit in text]
    total = sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return total if in_roman(total) == text else None


def in_roman(number: int) -> str | None:
    """A number as a Roman numeral in its usual spelling; None for one that has none."""
    if not 0 < number < _ROMAN_END:
        return None
    written = ""
    for value, digits in _ROMAN_STEPS:
        while number >= value:
            written, number = written + digits, number - value
    return written


def lettered(text: str) -> int:
    """Which one it is that bears capitals: after `Z` come `AA` and `BB`, or `AA` and `AB`; 0 for none, and for more."""
    if not 0 < len(text) <= _MOST_CAPITALS:
        return 0
    first, second = ord(text[0]) - ord("A") + 1, ord(text[-1]) - ord("A") + 1
    return first if len(text) == 1 else 26 + first if first == second else 26 * first + second


def _part_order(part: str) -> tuple[int, int, str]:
    found = re.fullmatch(r"([0-9]*)(.*)", part)
    assert found is not None
    figures, rest = found.groups()
    if figures:
        return (int(figures), _LATIN.index(rest) if rest in _LATIN else ord(rest), "")
    if len(part) == 1 and part not in "IVX":
        return (ord(part) - ord("A") + 1, 0, "")
    return (roman(part) or lettered(part), 0, part)
