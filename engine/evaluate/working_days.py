"""Working days in Switzerland: neither Saturday nor Sunday nor a public holiday of the canton.

The holidays are those of the `holidays` library. Importing it takes longer than answering a question, so the holidays
of a canton and year are kept for later runs, for as long as the library that gave them stays the same.
"""

import json
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.util import find_spec
from os import stat
from zoneinfo import ZoneInfo

from engine.model.kept import keep, kept

ZONE = ZoneInfo("Europe/Zurich")
"""The zone in which an instant has a day: both contracts are Swiss."""

_LONGEST = timedelta(days=3660)
"""How far back working time is counted: beyond ten years no question turns on it."""


def day_of(instant: datetime) -> date:
    """The day on which an instant falls, in Swiss time."""
    return instant.astimezone(ZONE).date()


def start_of_day(day: date) -> datetime:
    """The first instant of a day, in Swiss time."""
    return _at(day, 0)


def is_working_day(day: date, canton: str) -> bool:
    """Whether a day is neither a Saturday, a Sunday nor a public holiday of the canton."""
    return day.weekday() < 5 and day not in _holidays(canton, day.year)


def next_working_day(day: date, canton: str) -> date:
    """The day itself if it is a working day, otherwise the next one (the rule of art. 78 CO)."""
    while not is_working_day(day, canton) and day < date.max:
        day += timedelta(days=1)
    return day


def working_time(start: datetime, end: datetime, canton: str) -> timedelta:
    """How much of the time between two instants falls on working days, round the clock."""
    return _counted(start, end, canton, 0, 24)


def office_time(start: datetime, end: datetime, canton: str, opens: int, closes: int) -> timedelta:
    """How much of the time between two instants falls within office hours on working days; hours of the day 0 to 24."""
    return _counted(start, end, canton, opens, closes)


def _counted(start: datetime, end: datetime, canton: str, opens: int, closes: int) -> timedelta:
    total = timedelta(0)
    if end <= start or not 0 <= opens < closes <= 24:
        return total
    day, last = day_of(start), day_of(end)
    if last - day > _LONGEST:
        day = last - _LONGEST
    while day <= last:
        if is_working_day(day, canton):
            ends = start_of_day(day + timedelta(days=1)) if closes == 24 else _at(day, closes)
            total += max(min(end, ends) - max(start, _at(day, opens)), timedelta(0))
        day += timedelta(days=1)
    return total


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE).astimezone(UTC)


@cache
def _holidays(canton: str, year: int) -> frozenset[date]:
    name = f"public-holidays/{_library()}-{canton}-{year}.json"
    try:
        return frozenset(date.fromisoformat(day) for day in json.loads(kept(name) or ""))
    except (ValueError, TypeError):
        from holidays import country_holidays

        found = sorted(country_holidays("CH", subdiv=canton, years=year))
        keep(name, json.dumps([day.isoformat() for day in found]))
        return frozenset(found)


@cache
def _library() -> str:
    """Which holidays library is installed, told without importing it: another one has another file."""
    specification = find_spec("holidays")
    assert specification is not None
    status = stat(specification.origin or "")
    return f"{status.st_size:x}{status.st_mtime_ns:x}"
