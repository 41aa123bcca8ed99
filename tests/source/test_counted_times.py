"""Ordinals, months, adverbs of frequency and the nation of a currency are numbers when they change."""

from __future__ import annotations

import pytest

from engine.source.compare import compare_text
from engine.source.fingerprint import fingerprint, numbers
from engine.source.lock import make_lock

OTHER_NUMBERS = [
    ("The rent is due on 1 March 2024.", "The rent is due on 1 April 2024."),
    ("The rent is due on May 5, 2024.", "The rent is due on June 5, 2024."),
    ("The season ends in May.", "The season ends in June."),
    ("Le bail finit le 31 mars.", "Le bail finit le 31 août."),
    ("Die Saison endet am 30. April.", "Die Saison endet am 30. Juni."),
    ("A fee is owed from the second reminder.", "A fee is owed from the third reminder."),
    ("Dès la première mise en demeure, il paie.", "Dès la deuxième mise en demeure, il paie."),
    ("Ab der zweiten Mahnung wird sie erhoben.", "Ab der vierten Mahnung wird sie erhoben."),
    ("Im dritten Monat endet sie.", "Im vierten Monat endet sie."),
    ("The fee is paid monthly.", "The fee is paid quarterly."),
    ("Le loyer est payé mensuellement.", "Le loyer est payé annuellement."),
    ("Die monatliche Miete bleibt.", "Die jährliche Miete bleibt."),
    ("He pays 100 Swiss francs.", "He pays 100 Belgian francs."),
    ("He pays 100 US dollars.", "He pays 100 Canadian dollars."),
    ("Il paie 100 francs suisses.", "Il paie 100 francs CFA."),
]
SAME = [
    ("The 2nd reminder costs nothing.", "The second reminder costs nothing."),
    ("The fee is paid monthly.", "The fee is paid each month."),
    ("A third party may enter.", "A third person may enter."),
    ("Er gibt es an Dritte weiter.", "Er gibt es an Kunden weiter."),
    ("Die Parteien achten darauf.", "Die Parteien sehen darauf."),
]


@pytest.mark.parametrize("sides", OTHER_NUMBERS)
def test_they_are_numbers(sides: tuple[str, str]) -> None:
    (change,) = compare_text(make_lock("terms", "old", sides[0]), sides[1]).changes
    assert change.kind == "numbers"


@pytest.mark.parametrize("sides", SAME)
def test_what_is_none_of_these(sides: tuple[str, str]) -> None:
    (change,) = compare_text(make_lock("terms", "old", sides[0]), sides[1]).changes
    assert change.kind == "wording"


@pytest.mark.parametrize(
    "text", ["The lessor may 30 days later enter.", "Clause 5 may be amended.", "Section 5 may, at will, be amended."]
)
def test_may_is_a_verb(text: str) -> None:
    assert "May" not in numbers(text)
    assert fingerprint(text).forces == ("may",)


def test_may_is_a_month() -> None:
    for text in ("on 1 May 2024 it ends", "on May 5, 2024 it ends", "from the 5th May on", "at the end of May."):
        assert "May" in numbers(text), text
        assert fingerprint(text).forces == ()
