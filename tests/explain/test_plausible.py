"""A change is told with a moment that somebody would name, and never with one that doesn't make it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dsl.moment import Moment
from engine.explain.plausible import plainer

ZURICH = ZoneInfo("Europe/Zurich")
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


def test_a_second_past_is_told_as_some_minutes_past() -> None:
    found = datetime(2024, 4, 30, 10, 0, 1, tzinfo=ZURICH)
    assert list(plainer(found, None, ZURICH))[:2] == [found.replace(second=0), found.replace(minute=5, second=0)]


def test_midnight_is_told_at_the_hour_that_was_told_on_another_day() -> None:
    found, told = datetime(2024, 4, 29, 23, 59, tzinfo=ZURICH), datetime(2024, 5, 15, 10, 0, tzinfo=ZURICH)
    assert next(plainer(found, told, ZURICH)) == datetime(2024, 4, 29, 10, 0, tzinfo=ZURICH)
    assert next(plainer(found, None, ZURICH)) == datetime(2024, 4, 29, 12, 0, tzinfo=ZURICH)


def test_a_day_is_plain_enough() -> None:
    assert list(plainer(date(2024, 4, 29), None, ZURICH)) == []
    assert list(plainer(Moment.of_day(date(2024, 4, 29), ZURICH), None, ZURICH)) == []


@given(INSTANTS, INSTANTS)
def test_what_is_plainer_lies_within_a_day_and_is_of_the_same_kind(found: datetime, told: datetime) -> None:
    moment = Moment.of_instant(found, ZURICH)
    near = [*plainer(found, told, ZURICH)]
    assert [Moment.of_instant(each, ZURICH) for each in near] == [*plainer(moment, told, ZURICH)]
    hour = told.astimezone(ZURICH).time()
    assert all(abs(each - found) < timedelta(days=1) and each.second == 0 for each in near if each.time() != hour)
