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


@pytest.mark.parametrize(
    ("ground", "reach", "is_limited"),
    [
        ("cloud_attacked", "other_services", True),
        ("cloud_attacked", "all_cloud_services", False),
        ("client_sends_spam", "other_services", True),
        ("client_sends_spam", "all_cloud_services", False),
        ("client_sends_spam", "", False),
    ],
)
@pytest.mark.parametrize("question", ["may-suspend", "may-suspend-without-notice"])
def test_a_measure_that_is_told_to_reach_further_than_its_ground_is_allowed_only_so_far(
    ground: str, reach: str, is_limited: bool, question: str
) -> None:
    """Clauses 10 s.4 and 11 ¶1 s.1: the connection of the cloud, and the cloud services; not telephony."""
    told = f'measure_extent = "{reach}"\n' if reach else ""
    case = f'document = "celeste-business-cloud"\n[facts]\n{ground} = true\n{told}'
    for language, yes, no in (("en", "Yes, ", "the answer is: no"), ("fr", "Oui, ", "la réponse est : non")):
        found = short(case, question, language)
        assert found.startswith(yes)
        assert (no in found.replace("\N{NO-BREAK SPACE}", " ")) == is_limited


def test_what_is_not_allowed_anyway_is_not_limited_further() -> None:
    told = 'document = "celeste-business-cloud"\n[facts]\ncloud_attacked = false\nmeasure_extent = "other_services"\n'
    assert "It was also told" not in short(told, "may-suspend")
