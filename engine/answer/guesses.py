"""Plain values to begin with of inputs that have too many, and how far one moves from them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dsl.moment import Moment
from dsl.surroundings import Surroundings
from dsl.typed import program as p

FALLBACK_DAY = date(2024, 6, 14)
"""The day about which dates are looked for where nothing tells of one."""

AT_THE_END_OF_A_MONTH = 3
"""Where, among the plain values of a date, the first is that lies at the end of a month."""

_GUESSES: dict[str, Any] = {
    "decimal": Decimal(1),
    "percent": Decimal("0.1"),
    "money": Decimal(100),
    "days": timedelta(days=10),
    "duration": timedelta(minutes=30),
}
_EARLIEST, _LATEST = date(1900, 1, 1), date(2999, 12, 31)


def guesses(type_: p.Type, near: date) -> list[Any]:
    """Plain values of an ordered type to begin with."""
    match type_.kind:
        case "date":
            return [near, *_about(near), *_ends_of_months(near)]
        case "instant":
            noon = datetime(near.year, near.month, near.day, 10, tzinfo=UTC)
            return [noon, *_about(noon), *_ends_of_months(noon)]
        case "integer":
            return [1, 0, 2, 100]
        case _:
            guess = _GUESSES[type_.kind]
            return [guess, guess * 0, guess * 10]


def anyday(document: Surroundings, kind: str) -> Any:
    """A day, or an instant on it, where nothing tells of one."""
    if kind == "date":
        return FALLBACK_DAY
    return document.moment(FALLBACK_DAY) if kind == "moment" else document.at(FALLBACK_DAY)


def hours(day: Moment) -> list[Moment]:
    """Hours of a day: its middle, its beginning and its end."""
    middle = day.first + (day.last - day.first) // 2
    return [Moment.of_instant(instant, day.zone) for instant in (middle, day.first, day.last)]


def _about(moment: Any) -> Iterator[Any]:
    for sign in (-1, 1):
        further = moved(moment, timedelta(days=400), sign)
        if further is not None:
            yield further


def _ends_of_months(moment: Any) -> Iterator[Any]:
    """Last days of long months before shorter ones, where adding months goes by the way it is rounded."""
    for month, day in ((11, 30), (8, 31), (1, 31)):
        yield moment.replace(month=month, day=day)


def moved(value: Any, step: Any, sign: int) -> Any:
    """A value a step away, or None where that leaves the calendar or becomes negative."""
    try:
        by_day = isinstance(value, Moment) and is_day(value)
        found = value.told_later(step * sign) if by_day else value + step * sign
    except OverflowError:
        return None
    if isinstance(found, Moment):
        return found if _EARLIEST <= found.first_day <= _LATEST else None
    if isinstance(found, date):
        day = found.date() if isinstance(found, datetime) else found
        return found if _EARLIEST <= day <= _LATEST else None
    return found if found >= found * 0 else None


def is_day(value: Any) -> bool:
    """Whether a value is a day: one moves by whole days."""
    return type(value.told if isinstance(value, Moment) else value) is date


def apart(value: Any, other: Any) -> Any:
    """How far one value is from another of its kind."""
    return value.first - other.first if isinstance(value, Moment) else value - other
