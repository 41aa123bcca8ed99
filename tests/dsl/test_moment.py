"""The laws of moments: what a day says, every instant on it says as well."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.moment import Moment, different, same
from dsl.surroundings import Surroundings

ZONE = ZoneInfo("Europe/Zurich")
HERE = Surroundings("Europe/Zurich", None)

days = st.dates(date(2024, 3, 29), date(2024, 4, 2)).map(lambda day: Moment.of_day(day, ZONE))
"""Days about one of 23 hours."""
instants = st.datetimes(datetime(2024, 3, 29), datetime(2024, 4, 2), timezones=st.just(UTC)).map(
    lambda instant: Moment.of_instant(instant, ZONE)
)
plain = st.one_of(days, instants)
shifted = st.builds(lambda moment, hours: moment + timedelta(hours=hours), plain, st.integers(-30, 30))
moments = st.one_of(plain, shifted)


def chosen(moment: Moment, part: float) -> Moment:
    """An instant that a moment may be."""
    return Moment.of_instant(moment.first + (moment.last - moment.first) * part, ZONE)


@given(moments, moments, st.floats(0, 1), st.floats(0, 1))
def test_what_is_decided_holds_of_every_instant_that_it_may_be(
    one: Moment, other: Moment, part: float, further: float
) -> None:
    if one.day is not None and other.day is not None:
        return  # these compare as days
    here, there = chosen(one, part), chosen(other, further)
    for found, then in ((one < other, here < there), (one <= other, here <= there), (same(one, other), here == there)):
        assert found is None or found is then


@given(moments, moments)
def test_what_is_not_decided_can_be_both(one: Moment, other: Moment) -> None:
    if (one < other) is None:
        ends = product((one.first, one.last), (other.first, other.last))
        assert {here < there for here, there in ends} == {True, False}


@given(moments, moments)
def test_the_order_is_told_alike_from_either_side(one: Moment, other: Moment) -> None:
    assert (one < other) is (other > one)
    assert (one <= other) is (other >= one)
    assert not (one < other and other < one)
    if (one <= other) is True and (other <= one) is True:
        assert same(one, other) is True
    for strict, weak in ((one < other, one >= other), (same(one, other), different(one, other))):
        assert (strict is None) is (weak is None)
        assert strict is None or strict is not weak


@given(moments, moments, moments)
def test_the_order_is_transitive(one: Moment, other: Moment, third: Moment) -> None:
    if (one < other) is True and (other < third) is True:
        assert (one < third) is True


@given(moments, moments, st.integers(0, 5000))
def test_later_is_never_earlier(one: Moment, other: Moment, minutes: int) -> None:
    """A deadline that has run out has run out later, too."""
    later = Moment(other.first + timedelta(minutes=minutes), other.last + timedelta(minutes=minutes), ZONE)
    if one.day is None and (one < other) is True:
        assert (one < later) is True


@given(days, days)
def test_days_compare_as_days(one: Moment, other: Moment) -> None:
    assert one.day is not None
    assert other.day is not None
    assert (one < other) is (one.day < other.day)
    assert (one <= other) is (one.day <= other.day)
    assert (one < other.day) is (one.day < other.day)


@given(instants, st.dates(date(2024, 3, 29), date(2024, 4, 2)))
def test_a_moment_and_a_date_compare_by_the_day(moment: Moment, day: date) -> None:
    assert (moment <= day) is (HERE.day_of(moment.first) <= day)
    assert same(moment, day) is (HERE.day_of(moment.first) == day)


@given(instants, st.integers(-400, 400))
def test_hours_are_counted_and_days_keep_the_clock(moment: Moment, number: int) -> None:
    hours, by_days = timedelta(hours=number), timedelta(days=number)
    assert (moment + hours).first - moment.first == hours
    assert (moment + hours) - hours == moment
    assert moment.days_later(by_days).first_day == moment.first_day + by_days


def test_a_day_on_which_the_clocks_change() -> None:
    day = Moment.of_day(date(2024, 3, 31), ZONE)
    assert day.last - day.first == timedelta(hours=23, microseconds=-1)
    noon = Moment.of_instant(datetime(2024, 3, 30, 12, tzinfo=ZONE), ZONE)
    assert noon.days_later(timedelta(days=1)).first == datetime(2024, 3, 31, 12, tzinfo=ZONE)
    assert (noon + timedelta(days=1)).first == datetime(2024, 3, 31, 13, tzinfo=ZONE)


@pytest.mark.parametrize("hours", [24, 48])
def test_hours_after_a_day_are_not_another_day(hours: int) -> None:
    day = Moment.of_day(date(2024, 6, 6), ZONE)
    due, that_day = day + timedelta(hours=hours), day.days_later(timedelta(hours=hours))
    assert (that_day <= due) is None
    assert (that_day.days_later(timedelta(days=1)) <= due) is False
    assert (that_day.days_later(timedelta(days=-1)) <= due) is True


def test_what_happened_nobody_says_when_is_the_same_time_as_itself_alone() -> None:
    report, request = (Moment.some_time(ZONE, event) for event in ("report", "request"))
    assert (same(report, report), report < report, report <= report) == (True, False, True)
    assert (same(report, request), report < request) == (None, None)
    assert same(report, report + timedelta(hours=1)) is None
