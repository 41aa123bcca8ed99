"""Days and hours as people write them in facts files."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.surroundings import Surroundings
from dsl.typed.program import Type
from engine.case.reading import Unreadable, read_value
from engine.case.written_moments import NoSuchMomentError, day_or_hour

HERE = Surroundings("Europe/Zurich", None)


@pytest.mark.parametrize(
    "written",
    [
        "20.11.2024",
        "20. 11. 2024",
        "20/11/2024",
        "20-11-2024",
        "20 novembre 2024",
        "le 20 novembre 2024",
        "20 nov. 2024",
        "20 Nov 2024",
        "20 November 2024",
        "on 20 November 2024",
        "November 20, 2024",
        "Nov. 20th, 2024",
        "20. November 2024",
        "2024-11-20",
    ],
)
def test_a_day(written: str) -> None:
    assert read_value(written, Type("date")) == date(2024, 11, 20)


@pytest.mark.parametrize(
    ("written", "month"),
    [("25 Feb 2025", 2), ("25 févr. 2025", 2), ("25 fevrier 2025", 2), ("25 Juin 2025", 6), ("25 juil. 2025", 7)],
)
def test_a_month_in_short(written: str, month: int) -> None:
    assert read_value(written, Type("date")) == date(2025, month, 25)


@pytest.mark.parametrize("written", ["2024-W12", "2024-W12-7", "2024W127", "2024-W12-7T10:00", "2024-080"])
def test_a_week_or_a_count_of_days_is_no_day(written: str) -> None:
    for kind in ("date", "moment", "instant"):
        with pytest.raises(Unreadable) as refused:
            read_value(written, Type(kind), (), HERE)
        assert refused.value.code == "wrong-type"
    with pytest.raises(ValueError, match=written):
        day_or_hour(written)


@pytest.mark.parametrize("written", ["31.2.2024", "29 février 2023", "2024-02-30", "2024-03-20T24:00", "1.3.2024 25 h"])
def test_what_is_written_as_a_day_and_is_none_is_told_so(written: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_value(written, Type("moment"), (), HERE)
    assert refused.value.code == "no-such-date"
    with pytest.raises(NoSuchMomentError):
        day_or_hour(written)


def test_the_years_are_those_that_the_clocks_of_the_document_show() -> None:
    for kind in ("instant", "moment"):
        with pytest.raises(Unreadable) as refused:
            read_value("2999-12-31T23:59:59-12:00", Type(kind), (), HERE)
        assert refused.value.code == "date-out-of-range"


@pytest.mark.parametrize(
    ("told", "shown"), [(True, "`true`"), ([date(2024, 3, 20)], "`[2024-03-20]`"), ({"day": 3}, "`{day = 3}`")]
)
def test_what_is_no_day_is_shown_as_it_was_told(told: object, shown: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(shown)):
        read_value(told, Type("moment"), (), HERE)


def test_a_day_in_figures_that_may_be_two_is_refused_with_both() -> None:
    with pytest.raises(Unreadable) as refused:
        read_value("3/4/2025", Type("date"))
    assert refused.value.code == "ambiguous-date"
    assert refused.value.meant == ("2025-04-03", "2025-03-04")
    with pytest.raises(Unreadable) as refused:
        read_value("3/4/2025 at 16.45", Type("instant"), (), HERE)
    assert refused.value.meant == ("2025-04-03T16:45:00", "2025-03-04T16:45:00")
    assert read_value("3.4.2025", Type("date")) == date(2025, 4, 3)  # full stops are European
    assert read_value("3/3/2025", Type("date")) == date(2025, 3, 3)  # both readings are one day


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_with_strokes_is_never_read_as_another(day: date) -> None:
    written = f"{day.day}/{day.month}/{day.year}"
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(Unreadable):
            read_value(written, Type("date"))
    else:
        assert read_value(written, Type("date")) == day


def test_the_first_of_a_month() -> None:
    assert read_value("1er mars 2024", Type("date")) == read_value("1st March 2024", Type("date")) == date(2024, 3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "20.11.2024 14 h 30",
        "20 novembre 2024 à 14\u00a0h\u00a030",
        "20 novembre 2024, 14h30",
        "le 20 novembre 2024 à 14 h 30",
        "20.11.2024 14.30",
        "20 November 2024 at 14.30",
        "20 Nov 2024 14h30",
        "20/11/2024 14:30",
        "20 November 2024 at 2.30 pm",
        "20 November 2024, 2:30 p.m.",
        "20 November 2024 14.30 h",
        "20 novembre 2024 à 14 h 30 min 0 s",
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


@pytest.mark.parametrize(
    "written",
    ["31.02.2024", "20 brumaire 2024", "20.11.24", "11/20/2024", "20.11.2024 à midi", "20 jui 2024", "20 ma 2024"],
)
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        read_value(written, Type("date"))


@pytest.mark.parametrize(
    ("written", "hour"), [("9 a.m.", 9), ("9am", 9), ("12 am", 0), ("12 pm", 12), ("12.00 p.m.", 12), ("18 h", 18)]
)
def test_the_hour_on_a_clock_of_twelve_hours(written: str, hour: int) -> None:
    moment = datetime(2025, 3, 5, hour, tzinfo=timezone(timedelta(hours=1)))
    assert read_value(f"5 March 2025, {written}", Type("instant"), (), HERE) == moment


@pytest.mark.parametrize("written", ["16.45 pm", "0 am", "13 p.m."])
def test_an_hour_that_such_a_clock_doesnt_show_is_refused(written: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_value(f"3 March 2025 at {written}", Type("instant"), (), HERE)
    assert refused.value.code == "no-such-date"


@pytest.mark.parametrize("written", ["3 March 2025 before 16:45", "3 March 2025 at 16", "3 March 2025 vers 16 h"])
def test_more_than_an_hour_is_not_read_as_one(written: str) -> None:
    with pytest.raises(Unreadable):
        read_value(written, Type("instant"), (), HERE)


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
