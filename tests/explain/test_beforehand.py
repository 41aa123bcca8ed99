"""A question put before what is told of the case says so where it would else be taken for having happened."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from engine.desk import Request
from tests.contracts import desk

CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"

OUTAGE = {
    "class": "A",
    "began": "2024-02-28T23:10:00+01:00",
    "ended": "2024-02-29T06:45:00+01:00",
    "cause": "failing_of_provider",
    "reported_at": "2024-03-01T09:00:00+01:00",
    "requested_at": "2024-03-01T09:00:00+01:00",
}
NOTICE = {
    "commissioned_on": "2023-03-15",
    "package": "base_package",
    "notice_given_by": "client",
    "notice_sent_on": "2023-12-01",
    "notice_received_on": "2023-12-04",
    "requested_end": "2024-03-15",
}


def short(question: str, document: str, on: date, language: str = "en", **facts: Any) -> str:
    request = Request(question, document, facts=facts, on=on, language=language)
    return desk().ask(request).opinion.short.replace("\u00a0", " ")


@pytest.mark.parametrize("question", ["client-owed-penalty", "penalty-rate", "claim-in-time"])
@pytest.mark.parametrize(
    ("language", "beginning"),
    [
        (
            "en",
            "The question is put as of 1 February 2024; what had not happened by then is left aside: the failure "
            "began on 28 February 2024 at 23:10.",
        ),
        (
            "fr",
            "La question est posée au 1er février 2024 ; ce qui n’était pas encore survenu est laissé de côté : la "
            "panne a commencé le 28 février 2024 à 23 h 10.",
        ),
    ],
)
def test_a_failure_after_the_day_of_the_question_is_named_first(question: str, language: str, beginning: str) -> None:
    """No failure, no report (art. 10.1.4): neither has happened on 1 February."""
    said = short(question, INFOMANIAK, date(2024, 2, 1), language, outages=[OUTAGE])
    assert said.replace("\u202f", " ").startswith(beginning)
    assert not re.search(r"\b(Yes|Oui|[1-9]\d? ?%)", said)


def test_a_part_of_it_that_lies_ahead_is_named_by_itself() -> None:
    """The failure has happened; its report, and the request, have not (art. 10.1.4 para. 2)."""
    said = short("client-owed-penalty", INFOMANIAK, date(2024, 2, 29), outages=[OUTAGE])
    assert said.startswith(
        "The question is put as of 29 February 2024; what had not happened by then is left aside: the client reported "
        "the failure on 1 March 2024 at 09:00; the client asked for the penalty on 1 March 2024 at 09:00. No"
    )


def test_what_the_question_never_looks_at_is_not_named() -> None:
    said = short("may-require-authentication", INFOMANIAK, date(2024, 2, 1), outages=[OUTAGE])
    assert "left aside" not in said


def test_what_was_left_aside_is_told_to_programs() -> None:
    asked = desk().ask(Request("client-owed-penalty", INFOMANIAK, facts={"outages": [OUTAGE]}, on=date(2024, 2, 1)))
    assert asked.data["ordinarily"]["answer"] == "no"
    assert list(asked.data["ahead"]) == ["outages[1].began"]


def test_what_may_be_planned_is_taken_to_have_happened_and_named() -> None:
    """Maintenance may be announced as of a day before it begins (art. 10.2.5)."""
    told = {"event_in_question": "event_service_change", "event_happened_on": "2024-03-05"}
    assert "left aside" not in short("must-inform-client", INFOMANIAK, date(2024, 2, 1), **told)


@pytest.mark.parametrize("on", [date(2024, 3, 1), date(2024, 3, 20)])
def test_from_the_day_on_that_is_not_said(on: date) -> None:
    assert short("client-owed-penalty", INFOMANIAK, on, outages=[OUTAGE]).startswith("Yes")


def test_what_the_rules_themselves_hold_against_the_day_is_not_said_again() -> None:
    """Failures after the day asked about do not count in its year (art. 10.1.4)."""
    said = short("class-a-occurrences", INFOMANIAK, date(2024, 2, 1), outages=[OUTAGE])
    assert "having happened" not in said
    assert "0" in said


def test_a_day_for_which_notice_is_given_may_lie_ahead() -> None:
    """Whoever gives notice names a later day (CELESTE 1)."""
    assert short("client-termination-effective", CELESTE, date(2024, 1, 1), **NOTICE).startswith("Yes")
