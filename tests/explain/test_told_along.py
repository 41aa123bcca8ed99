"""What is told along with an answer: the question that it tells, in one sentence, and nothing that isn't so."""

from __future__ import annotations

import pytest

from tests.explain.test_short_answers import put

TOO_LATE = """
document = "celeste-business-cloud"
on = 2024-03-01
[facts]
commissioned_on = 2022-05-15
notice_sent_on = 2024-02-20
notice_received_on = 2024-02-22
"""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "The notice ends the contract on 15 May 2025, not before"),
        ("fr", "La résiliation met fin au contrat le 15 mai 2025, et pas avant"),
    ],
)
@pytest.mark.parametrize("asked_for", ["", "requested_end = 2024-05-15\n"], ids=["for no day", "for a day"])
def test_a_late_notice_is_told_with_the_day_on_which_it_ends_the_contract(
    asked_for: str, language: str, expected: str
) -> None:
    for question in ("client-termination-effective", "renewed-until"):
        assert expected in put(TOO_LATE + asked_for, question, language).short.replace("\xa0", " ")


@pytest.mark.parametrize("told", ["notice_written = false", 'notice_given_by = "none"'])
def test_nothing_is_told_where_no_notice_ends_the_contract(told: str) -> None:
    assert "ends the contract" not in put(TOO_LATE + told, "client-termination-effective").short
    assert "ends the contract on" not in put(TOO_LATE + told, "renewed-until").short


def test_what_was_supposed_is_supposed_once() -> None:
    short = put(TOO_LATE, "client-termination-effective").short
    assert short.count("supposing that the notice in question is that of the client") == 1
