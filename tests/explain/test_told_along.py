"""What is told along with an answer: the question that it tells, in one sentence, and nothing that isn't so."""

from __future__ import annotations

import pytest

from tests.explain.cases import short

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
        ("en", "The notice ends the contract as of 15 May 2025, not before"),
        ("fr", "La résiliation met fin au contrat pour le 15 mai 2025, et pas avant"),
    ],
)
@pytest.mark.parametrize("asked_for", ["", "requested_end = 2024-05-15\n"], ids=["for no day", "for a day"])
def test_a_late_notice_is_told_with_the_day_on_which_it_ends_the_contract(
    asked_for: str, language: str, expected: str
) -> None:
    for question in ("client-termination-effective", "renewed-until"):
        assert expected in short(TOO_LATE + asked_for, question, language)


@pytest.mark.parametrize("told", ["notice_written = false", 'notice_given_by = "none"'])
def test_nothing_is_told_where_no_notice_ends_the_contract(told: str) -> None:
    assert "ends the contract" not in short(TOO_LATE + told, "client-termination-effective")
    assert "ends the contract as of" not in short(TOO_LATE + told, "renewed-until")


def test_what_was_supposed_is_supposed_once() -> None:
    found = short(TOO_LATE + 'package = "base_package"\n', "client-termination-effective")
    assert found.count("supposing that notice was given for no particular date") == 1
    assert found.count("supposing that") == 1


ON_THE_LAST_DAY = """
document = "celeste-business-cloud"
on = 2024-05-01
[facts]
commissioned_on = 2023-07-15
notice_sent_on = 2024-04-15
"""


@pytest.mark.parametrize(
    ("language", "by_dispatch", "by_receipt"),
    [
        ("en", "as of 15 July 2024, not before", "(the notice must arrive in time) the answer would be: 15 July 2025"),
        ("fr", "le 15 juillet 2024, et pas avant", "(la résiliation doit parvenir à temps), la réponse serait : 15 ju"),
    ],
)
def test_the_day_that_is_told_along_is_told_with_the_reading_that_it_rests_on(
    language: str, by_dispatch: str, by_receipt: str
) -> None:
    """Clause 1 s.1: a letter posted on the last day is in time if sending counts, and a year late if receipt does."""
    found = short(ON_THE_LAST_DAY, "client-termination-effective", language)
    assert by_dispatch in found
    assert by_receipt in found
    asked_for = short(ON_THE_LAST_DAY + "requested_end = 2024-07-15\n", "client-termination-effective", language)
    assert asked_for.count("parvenir à temps" if language == "fr" else "must arrive in time") == 1
