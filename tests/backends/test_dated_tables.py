"""Tables whose rows are in force for a time, against looking the days up in a list: in every backend."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.check import check_sources
from engine.library.knowledge import KnowledgeBase
from tests.backends.both_ways import answers

HEAD = """document tariff en "Tariff" cites articles languages en currency EUR
edition first
topic fees en "Fees"
fact as_of: date en "date of the question" ask en "As of which date?"
fact began: date en "first day" ask en "When?"
fact member: boolean en "a member" otherwise en "no member" ask en "A member?"
question now topic fees en "What is the fee?" asks value fee
question then topic fees en "What was the fee?" asks value former_fee
clause 1 en "Fee"
table fee: money by §1 en "fee"
  on member
{rows}
clause 2 en "Former fee"
value former_fee: money by §1 en "former fee" is fee(began + 1 day)
"""

days = st.dates(date(2020, 1, 1), date(2024, 12, 31))
tariffs = st.lists(days, min_size=1, max_size=6, unique=True).map(sorted)


def written(first_days: list[date]) -> str:
    """Rows of which each begins on its day and ends before that of the next; those of a member are a tenth of it."""
    rows = []
    for number in range(len(first_days) + 1):
        since = f" from {first_days[number - 1]}" if number else ""
        until = f" until {first_days[number] - timedelta(days=1)}" if number < len(first_days) else ""
        rows.append(f"  case no gives {number * 10}.00 EUR in force{since}{until}")
        rows.append(f"  case yes gives {number}.00 EUR in force{since}{until}")
    return "\n".join(rows)


def knowledge(first_days: list[date]) -> KnowledgeBase:
    found = check_sources({"a.clause": HEAD.format(rows=written(first_days))})
    assert found.diagnostics == ()
    return KnowledgeBase(found.programs[0])


@settings(deadline=None, max_examples=8)
@given(tariffs, days, days, st.booleans())
def test_the_row_holds_that_is_in_force_on_the_day(
    first_days: list[date], as_of: date, began: date, member: bool
) -> None:
    base, each = knowledge(first_days), 1 if member else 10
    for day in (as_of, *first_days, *(first - timedelta(days=1) for first in first_days)):
        due = Decimal(bisect_right(first_days, day) * each)
        assert answers(base, "now", {"as_of": day, "began": began, "member": member}) == [due, due]
        moved = {"as_of": as_of, "began": day - timedelta(days=1), "member": member}
        assert answers(base, "then", moved) == [due, due]


@settings(deadline=None, max_examples=4)
@given(tariffs, days)
def test_without_the_day_nothing_is_known(first_days: list[date], began: date) -> None:
    base = knowledge(first_days)
    assert answers(base, "now", {"began": began, "member": True}) == [None, None]
    assert answers(base, "then", {"as_of": began, "member": True}) == [None, None]


@settings(deadline=None, max_examples=12)
@given(tariffs, st.integers(0, 5), st.sampled_from([-1, 1]))
def test_a_day_without_a_row_and_one_with_two_are_mistakes(first_days: list[date], at: int, moved: int) -> None:
    first = first_days[at % len(first_days)]
    rows = written(first_days).replace(f" from {first}", f" from {first + timedelta(days=moved)}", 1)
    found = check_sources({"a.clause": HEAD.format(rows=rows)})
    codes = {diagnostic.code for diagnostic in found.diagnostics}
    assert codes & {"table-gap", "table-overlap", "empty-stretch"}
