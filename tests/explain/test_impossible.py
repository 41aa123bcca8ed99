"""What of the facts cannot all be true is said with its place: in which record, and what was told there."""

from __future__ import annotations

from opposable import Request

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
