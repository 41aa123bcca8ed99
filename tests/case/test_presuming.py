"""What can be presumed of a case: what nobody mentioned, save what a question never takes for granted."""

from __future__ import annotations

from engine.case.presuming import Course
from tests.answer.small_contract import told

VISIT = "[[facts.visits]]\non_day = 2024-05-06\n"


def presumable(unpresumed: tuple[str, ...]) -> list[str]:
    return [item.name for item in Course(told(VISIT), unpresumed).presumable.values() if item.name.startswith("visits")]


def test_a_list_that_a_question_never_presumes_is_not_empty_but_its_records_are_as_records_are() -> None:
    assert presumable(("visits",)) == ["visits[1].announced"]


def test_a_field_that_a_question_never_presumes_is_named_by_its_record() -> None:
    assert presumable(("visit.announced",)) == []
    assert presumable(()) == ["visits[1].announced"]
