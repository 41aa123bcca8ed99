"""What is told of times after that of the question has not happened as of then: in one case."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.meaning.marks import ABSENT
from tests.contracts import library

SUMMER = timezone(timedelta(hours=2))
KNOWLEDGE = {entry.document: library().knowledge(entry) for entry in library().entries}
FIRST = {"class": "A", "began": "2024-06-03T10:00:00+02:00", "ended": "2024-06-03T10:30:00+02:00"}
SECOND = {
    "class": "B",
    "began": "2024-06-10T10:00:00+02:00",
    "ended": "2024-06-10T12:00:00+02:00",
    "reported_at": "2024-06-12",
}


def read(settings: dict[str, Any], on: Any, document: str = "infomaniak-jelastic-cloud", **more: Any) -> Case:
    return CaseReader(KNOWLEDGE[document]).read(None, settings, on, **more)


def fields(case: Case, number: int) -> dict[str, Any]:
    names = [field.name for field in case.knowledge.program.records["outage"].fields]
    return dict(zip(names, case.facts["outages"][number], strict=False))


@pytest.mark.parametrize(
    ("on", "there"),
    [
        (None, ["A", "B"]),
        (date(2024, 6, 10), ["A", "B"]),  # the day on which it began: the hour of the question may come after
        (datetime(2024, 6, 10, 10, 0, tzinfo=SUMMER), ["A", "B"]),
        (datetime(2024, 6, 10, 9, 59, tzinfo=SUMMER), ["A"]),
        (date(2024, 6, 9), ["A"]),
        (date(2024, 6, 2), []),
    ],
)
def test_a_record_is_there_from_the_time_on_at_which_it_comes_about(on: Any, there: list[str]) -> None:
    case = read({"outages": [FIRST, SECOND]}, on)
    assert [fields(case, number)["class"] for number in range(len(case.facts["outages"]))] == there
    assert len([item for item in case.ahead if item.fact.name == "began"]) == 2 - len(there)


def test_what_may_be_none_is_none_until_it_happens() -> None:
    """On 11 June the report of the day after has not been made, and on 10 June at 11:00 the failure still lasts."""
    assert fields(read({"outages": [SECOND]}, date(2024, 6, 11)), 0)["reported_at"] is ABSENT
    assert fields(read({"outages": [SECOND]}, date(2024, 6, 12)), 0)["reported_at"] is not ABSENT
    assert fields(read({"outages": [SECOND]}, datetime(2024, 6, 10, 11, tzinfo=SUMMER)), 0)["ended"] is ABSENT
    blocked = {"blocked_on": "2024-06-12"}
    assert read(blocked, date(2024, 6, 11), "celeste-business-cloud").facts["blocked_on"] is ABSENT
    assert read(blocked, date(2024, 6, 12), "celeste-business-cloud").facts["blocked_on"] is not ABSENT


def test_what_is_not_told_does_not_lie_ahead() -> None:
    case = read({"outages": [{"class": "A"}]}, date(2024, 6, 2))
    assert len(case.facts["outages"]) == 1
    assert case.ahead == ()


def test_what_is_said_of_the_records_left_goes_with_them() -> None:
    """The second failure is the only one of 4 June: what was said of it is said of the first of those left."""
    later, earlier = SECOND, FIRST | {"cause": "unknown"}
    case = read(
        {"outages": [later, earlier]},
        date(2024, 6, 4),
        given={"outages[2].rank": "3", "outages[1].rank": "1"},
        standing={"outages[2].class": "contested", "outages[1].class": "contested"},
    )
    assert case.given == {"outages[1].rank": 3}
    assert set(case.standing) == {"outages[1].class"}
    assert case.unknown == {"outages[1].cause"}
    assert [item.name for item in case.ahead] == ["outages[1].began"]
