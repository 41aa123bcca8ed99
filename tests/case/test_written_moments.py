"""Days and hours as people write them in facts files."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.surroundings import Surroundings
from dsl.typed.program import Type
from engine.case.reading import Unreadable, read_value

HERE = Surroundings("Europe/Zurich", None)


@pytest.mark.parametrize(
    "written",
    ["20.11.2024", "20. 11. 2024", "20 novembre 2024", "20 November 2024", "20. November 2024", "2024-11-20"],
)
def test_a_day(written: str) -> None:
    assert read_value(written, Type("date")) == date(2024, 11, 20)


def test_the_first_of_a_month() -> None:
    assert read_value("1er mars 2024", Type("date")) == read_value("1st March 2024", Type("date")) == date(2024, 3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "20.11.2024 14 h 30",
        "20 novembre 2024 à 14\u00a0h\u00a030",
        "20 novembre 2024, 14h30",
        "20 November 2024 at 14:30",
        "2024-11-20 14:30",
        "2024-11-20T14:30:00",
        "2024-11-20T14:30:00+01:00",
        datetime(2024, 11, 20, 14, 30),  # as TOML gives a local time
    ],
)
def test_a_moment_on_the_clocks_of_the_document(written: object) -> None:
    moment = datetime(2024, 11, 20, 14, 30, tzinfo=timezone(timedelta(hours=1)))
    assert read_value(written, Type("instant"), (), HERE) == moment


@pytest.mark.parametrize("written", ["31.02.2024", "20 brumaire 2024", "20.11.24", "20/11/2024", "20.11.2024 à midi"])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        read_value(written, Type("date"))


def test_an_hour_that_the_clocks_show_twice_is_refused_with_both() -> None:
    with pytest.raises(Unreadable) as refused:
        read_value("27.10.2024 2 h 30", Type("instant"), (), HERE)
    assert refused.value.code == "ambiguous-hour"
    assert refused.value.help_line == "write 2024-10-27T02:30:00+02:00 or 2024-10-27T02:30:00+01:00"


def test_an_hour_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read_value("31.03.2024 2 h 30", Type("instant"), (), HERE)
    assert refused.value.code == "no-such-date"


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_every_day_is_read_however_it_is_written(day: date) -> None:
    assert read_value(f"{day.day}.{day.month}.{day.year}", Type("date")) == day
    assert read_value(day.isoformat(), Type("date")) == day
