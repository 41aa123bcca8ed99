"""Negations and modal verbs, as English, French, German and Italian write them: "not", "may", "must", "should".

A word more or less of these turns a duty into a liberty, or either into its opposite, as no other word does. What
stands beside a number ("no more than 5") belongs to the number. Of "ne … pas" the first half counts, which contracts
never leave out.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

Force = Literal["not", "may", "must", "should"]
"""What such a word does: it denies, allows, requires or recommends."""

_WORDS: dict[Force, str] = {
    "not": "not no never neither nor none nobody nothing without unless non"
    " ne n' sans aucune? nul nulle ni"
    " nicht kein keine[mnrs]? nie niemals nichts niemand niemande[mn] ohne weder senza nessun nessun[ao]",
    "may": "may can cannot can't peut peuvent pourra pourront kann können darf dürfen può possono",
    "must": "must shall mustn't shan't doit doivent devra devront muss müssen deve devono",
    "should": "should shouldn't soll sollen",
}
_DENYING = ("cannot", "n't")
_NUMBER = "#"
"""Stands where a number was: "No. 5" and "no 5" deny nothing."""
FORCES: tuple[Force, ...] = get_args(Force)
_FORCE = {force: re.compile(words.replace(" ", "|")) for force, words in _WORDS.items()}
_FOUND = re.compile(
    rf"(?<![^\W\d_])(?!nos?\.?\s*{_NUMBER}|peut-)(?:n'(?!t(?![^\W\d_]))|[^\W\d_]+n't(?![^\W\d_])|"
    rf"(?:{'|'.join(words.replace(' ', '|') for words in _WORDS.values())})(?![^\W\d_]|'))"
)


def forces(text: str) -> tuple[Force, ...]:
    """The negations and modal verbs of a settled, casefolded text in order; its numbers stand as `#` in it."""
    found: list[Force] = []
    for match in _FOUND.finditer(text):
        word = match.group()
        found += [force for force, pattern in _FORCE.items() if pattern.fullmatch(word)]
        if word.endswith(_DENYING):
            found.append("not")
    return tuple(found)


def is_denied_otherwise(before: tuple[Force, ...], after: tuple[Force, ...]) -> bool:
    """Whether two passages that differ in these words differ in what they deny, and not only in a modal verb."""
    return before.count("not") != after.count("not") or _modals(before) == _modals(after)


def _modals(found: tuple[Force, ...]) -> tuple[Force, ...]:
    return tuple(force for force in found if force != "not")
