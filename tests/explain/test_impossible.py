"""What of the facts cannot all be true is said with its place: in which record, and what was told there."""

from __future__ import annotations

from opposable import Request

from engine.explain.impossible import MOST_PLACES, MOST_TOLD
from tests.contracts import desk

FIRST_OF_MAY = {"began": "1 May 2024 9 h", "ended": "1 May 2024 10 h"}
THE_WRONG_WAY_ROUND = {"began": "3 May 2024 16 h", "ended": "3 May 2024 14 h"}


def said(*outages: dict[str, str], language: str = "en") -> list[str]:
    request = Request(
        "client-owed-penalty", "infomaniak-jelastic-cloud", facts={"outages": list(outages)}, language=language
    )
    return [text.replace("\u00a0", " ") for text in desk().ask(request).opinion.contradictions]


def test_the_record_and_its_values_are_named() -> None:
    (english,) = said(FIRST_OF_MAY, THE_WRONG_WAY_ROUND)
    assert "3 May 2024 at 16:00 (no. 2)" in english
    assert "3 May 2024 at 14:00 (no. 2)" in english
    assert "1 May" not in english
    (french,) = said(FIRST_OF_MAY, THE_WRONG_WAY_ROUND, language="fr")
    assert "3 mai 2024 à 16 h 00 (n° 2)" in french


def test_each_record_in_which_it_is_so_is_named() -> None:
    both = said(THE_WRONG_WAY_ROUND, FIRST_OF_MAY, THE_WRONG_WAY_ROUND)
    assert [("(no. 1)" in text, "(no. 3)" in text) for text in both] == [(True, False), (False, True)]


def test_of_many_records_in_which_it_is_so_the_first_are_shown_and_the_others_counted() -> None:
    texts = said(*[THE_WRONG_WAY_ROUND] * (MOST_PLACES + 3))
    assert len(texts) == MOST_PLACES + 1
    assert texts[-1] == "So it is in 3 further records."
    assert said(*[THE_WRONG_WAY_ROUND] * (MOST_PLACES + 1), language="fr")[-1].endswith("d’un autre enregistrement.")


def test_of_what_was_told_in_many_records_that_of_the_record_itself_comes_first() -> None:
    invoices = [{"period_from": "2024-01-01", "period_to": "2024-12-31"}] * MOST_TOLD
    request = Request("penalty-amount", "infomaniak-jelastic-cloud", facts={"invoices": invoices})
    texts = [text.replace("\u00a0", " ") for text in desk().ask(request).opinion.contradictions]
    for number, text in enumerate(texts[:MOST_PLACES], 1):
        assert text.index(f"(no. {number})") == text.index("(no. ")
        assert text.count("(no. ") == MOST_TOLD
        assert text.endswith(f"and {MOST_TOLD} further points that were told")
