"""References within a text that no longer lead where they led: what stood there bears another number, or is gone.

Only a reference that the passage had before is judged. An article "of" something else, or with the abbreviation of a
statute behind its number, leads out of the text; a number within an annex that has a clause of that number itself stays
there.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsl.locator import Locator
from engine.source.compare import Comparison

_CALLED = (
    r"sections?|clauses?|articles?|art\.|chapters?|chapitres?|chiffres?|ch\.|artikeln?|ziffern?|ziff\.|abschnitte?s?"
    r"|punkte?s?|§{1,2}"
)
_NUMBER = r"(?:[0-9]{1,9}|[IVXLC]{1,11}(?=[\s.,;)]))(?:\.[0-9]{1,9})*(?:bis|ter|[a-z])?(?![\w%])"
_JOINED = r"\s?(?:,|;|–|-|\band\b|\bor\b|\bto\b|\bet\b|\bou\b|\bà\b|\bund\b|\boder\b|\bbis\b)\s?"
_REFERENCE = re.compile(rf"(?<![^\W\d_])(?i:{_CALLED})\s?(?P<numbers>{_NUMBER}(?:{_JOINED}{_NUMBER})*)")
_PART = r"(?:\s?(?:\([a-z0-9]{1,4}\)|(?:al|para|let|lit|abs|s)\.\s?[0-9a-z]{1,3}|paragraph\s[0-9]+))*"
_STATUTE = re.compile(rf"{_PART},?\s(?:[A-Z]{{2,}}\b|[A-Z]+[a-z]*[A-Z])")
"""The abbreviation of a statute behind the number of its article."""
_ELSEWHERE = re.compile(
    rf"{_PART},?\s(?:of\s(?!this\b|these\b|the\s(?:present|agreement|contract|terms|conditions|lease)\b)"
    r"|(?:du|de\sla|des|de\sl['’])\s?(?!présent|contrat|bail|convention|conditions)"
    r"|(?:der|des)\s(?!vorliegenden|vertrag|agb|vereinbarung|mietvertrag|bedingungen))",
    re.IGNORECASE,
)
"""What else an article may be of than this text."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in a passage of the new text to a clause; `now` is what its number became, None if it is gone."""

    place: Locator
    to: str
    now: str | None


def astray(comparison: Comparison, words: Sequence[str]) -> tuple[Reference, ...]:
    """The references that no longer lead where they led; `words` are those of the new text's passages in order."""
    became = _became(comparison)
    after = {entry.locator.clause for entry in comparison.text.passages}
    known = {
        name
        for clause in {entry.locator.clause for entry in comparison.lock.passages}
        for name in _with_parents(clause)
    }
    taken = set(became.values())
    continued = {each.after.locator: each.before for each in comparison.changes if each.after and each.before}
    found: dict[Reference, None] = {}
    for entry, text in zip(comparison.text.passages, words, strict=True):
        old, own = continued.get(entry.locator), entry.locator.clause.partition(".")[0]
        if old is None or _is_mended(old.fingerprint.numbers, entry.fingerprint.numbers, became):
            continue
        for name in _names(text):
            if name not in known or name not in old.fingerprint.numbers or _is_within(own, name, after):
                continue
            now = became.get(name)
            is_rewritten = now is None and name in after and name not in taken
            if now != name and not is_rewritten:
                found[Reference(entry.locator, name, now)] = None
    return tuple(found)


def _is_within(annex: str, name: str, clauses: set[str]) -> bool:
    """Whether a number within an annex is that of a clause of its own."""
    return not annex[0].isdigit() and f"{annex}.{name}" in clauses


def _is_mended(before: tuple[str, ...], after: tuple[str, ...], became: dict[str, str]) -> bool:
    """Whether somebody put the new numbers in place of the old ones."""
    moved = [now for number in before if (now := became.get(number)) is not None and now != number]
    return before != after and bool(moved) and set(moved) <= set(after)


def _names(text: str) -> Iterator[str]:
    for reference in _REFERENCE.finditer(text):
        rest = text[reference.end() :]
        if not (_STATUTE.match(rest) or _ELSEWHERE.match(rest)):
            yield from re.findall(_NUMBER, reference["numbers"])


def _became(comparison: Comparison) -> dict[str, str]:
    """What the number of each clause, and of each that holds others, became: where most of it is found again."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for change in comparison.changes:
        if change.before and change.after:
            old, new = change.before.locator.clause, change.after.locator.clause
            votes[old][new] += 1
            for name, now in zip(_with_parents(old)[:-1], _with_parents(new)[:-1], strict=False):
                votes[name][now] += 1
    return {name: count.most_common(1)[0][0] for name, count in votes.items()}


def _with_parents(clause: str) -> list[str]:
    """`7`, `7.2` of `7.2`."""
    parts = clause.split(".")
    return [".".join(parts[:end]) for end in range(1, len(parts) + 1)]
