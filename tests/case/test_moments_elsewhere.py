"""A moment told by the clocks of another zone: read there, reckoned by those of the document, shown with its zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.moment import Moment
from dsl.surroundings import Surroundings
from dsl.typed import program as p
from engine.case.reading import Unreadable, read_value
from engine.desk import Desk, Request

HERE = Surroundings("Europe/Zurich", None)
NEW_YORK = p.Type("moment", "America/New_York")
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))

HOSTING = """document hosting en "Hosting" fr "Hébergement" cites sections
  zone Europe/Zurich
edition first
topic notices en "Notices" fr "Avis"
fact notice: moment in America/New_York en "notice" fr "avis" ask en "When was it given?" fr "Quand ?"
question cured-by topic notices en "By when must it be cured?" fr "Jusqu’à quand ?" asks value cured_by
question ends topic notices en "When does it end here?" fr "Quand finit-il ici ?" asks value ends
clause 1 en "Cure" fr "Délai"
value cured_by: moment in America/New_York by §1 en "end of the cure" fr "fin du délai" is notice + 48 hours
value ends: moment by §2 en "end here" fr "fin ici" is notice + 48 hours
"""


@given(DAYS)
def test_a_day_there_is_every_instant_that_clocks_there_show_on_it(day: date) -> None:
    found = read_value(day.isoformat(), NEW_YORK, (), HERE)
    there = ZoneInfo("America/New_York")
    assert found.first == datetime(day.year, day.month, day.day, tzinfo=there)
    assert found.first.astimezone(there).date() == found.last.astimezone(there).date() == day
    assert (found.last + timedelta(microseconds=1)).astimezone(there).date() == day + timedelta(days=1)
    assert (found.first_day, found.last_day) == (day, day + timedelta(days=1))
    assert found.isoformat() == day.isoformat()
    assert found.told_later(timedelta(days=3)) == read_value((day + timedelta(days=3)).isoformat(), NEW_YORK, (), HERE)


@given(DAYS)
def test_it_compares_with_a_day_here_only_where_no_hour_can_decide(day: date) -> None:
    """New York is behind Zurich the whole year: its day begins in that of Zurich and ends in the next."""
    there, here = read_value(day.isoformat(), NEW_YORK, (), HERE), HERE.moment(day)
    assert (there < here, here < there) == (None, None)
    assert (there < HERE.moment(day + timedelta(days=2))) is True
    assert (HERE.moment(day - timedelta(days=1)) < there) is True


def test_an_hour_without_its_offset_is_one_there() -> None:
    expected = datetime(2024, 3, 10, 1, 0, tzinfo=UTC)
    for told in ("2024-03-09T20:00:00", "2024-03-10T02:00:00+01:00"):
        found = read_value(told, NEW_YORK, (), HERE)
        assert isinstance(found, Moment)
        assert found.first == found.last == expected
    with pytest.raises(Unreadable) as refused:
        read_value("2024-03-10T02:30:00", NEW_YORK, (), HERE)
    assert "America/New_York" in refused.value.message


@pytest.mark.parametrize(
    ("question", "notice", "expected"),
    [
        (
            "cured-by",
            "2024-03-09T20:00:00",
            "End of the cure: 11 March 2024 at 21:00 (America/New_York) (section 1, para. 1).",
        ),
        ("ends", "2024-03-09T20:00:00", "End here: 12 March 2024 at 02:00 (section 1, para. 2)."),
        (
            "ends",
            "2024-03-09",
            "End here: a time between 11 March 2024 at 06:00 and 12 March 2024 at 05:59:59 (section 1, para. 2).",
        ),
    ],
)
def test_it_is_shown_with_its_zone(tmp_path: Path, question: str, notice: str, expected: str) -> None:
    """New York puts its clocks forward on 10 March 2024, three weeks before Zurich."""
    (tmp_path / "hosting.clause").write_text(HOSTING, encoding="utf-8")
    reply = Desk.open(tmp_path).ask(Request(question, "hosting", facts={"notice": notice}))
    assert reply.opinion.short.replace("\u00a0", " ") == expected
