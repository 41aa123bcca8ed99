"""Days that come back, and shares of a year, against counting them one by one."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import count, takewhile
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dsl.arithmetic import add_months
from dsl.functions import function

days = st.dates(date(2019, 1, 1), date(2029, 12, 31))
periods = st.one_of(
    st.integers(1, 400).map(lambda number: (timedelta(days=number),)),
    st.tuples(st.integers(1, 30), st.sampled_from(["down", "up"])),
)


def law(name: str, *arguments: Any) -> Any:
    return function(name).law(*arguments)


def later(start: date, times: int, period: tuple[Any, ...]) -> date:
    """A day so many periods after another."""
    if isinstance(period[0], timedelta):
        return start + times * period[0]
    return add_months(start, times * period[0], period[1])


@given(days, days, periods)
def test_the_next_and_the_last_day_that_comes_back(start: date, day: date, period: tuple[Any, ...]) -> None:
    coming = (later(start, times, period) for times in count(1))
    assert law("next_recurrence", start, day, *period) == next(each for each in coming if each > day)
    come = takewhile(lambda each: each <= day, (later(start, times, period) for times in count(1)))
    assert law("last_recurrence", start, day, *period) == max(come, default=start)


@given(days, days, days)
def test_shares_of_a_year_of_days_as_they_are_add_up(one: date, other: date, third: date) -> None:
    first, second, last = sorted([one, other, third])
    for name in ("actual_365", "actual_360", "actual_actual"):
        assert law(name, first, second) + law(name, second, last) == law(name, first, last)
        assert law(name, last, first) == 0
    assert law("actual_365", first, last) == Fraction((last - first).days, 365)


@given(days, days)
def test_each_day_is_a_share_of_its_own_year(one: date, other: date) -> None:
    first, last = sorted([one, other])
    passed = [first + timedelta(days=number) for number in range((last - first).days)]
    leap = sum(day.year % 4 == 0 for day in passed)
    assert law("actual_actual", first, last) == Fraction(leap, 366) + Fraction(len(passed) - leap, 365)


@given(days, st.integers(0, 60))
def test_months_of_thirty_days_are_twelve_to_the_year(start: date, months: int) -> None:
    end = add_months(start, months, "down")
    if end.day == start.day:
        assert law("thirty_360", start, end) == Fraction(months, 12)
    assert law("thirty_360", end, start) == 0 or months == 0


def test_the_last_days_of_months_in_years_of_360() -> None:
    assert law("thirty_360", date(2023, 1, 30), date(2023, 1, 31)) == 0
    assert law("thirty_360", date(2023, 2, 28), date(2023, 3, 1)) == Fraction(3, 360)
    assert law("thirty_360", date(2024, 2, 29), date(2024, 8, 31)) == Fraction(181, 360)
