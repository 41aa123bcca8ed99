"""How the built-in functions compute: exact arithmetic and calendar months; `working_days` has those of legal time.

Their types are `dsl/functions/signatures.py`.
"""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from typing import Any

from engine.evaluate.working_days import (
    day_of,
    is_working_day,
    next_working_day,
    office_time,
    start_of_day,
    working_time,
)


class _Sentinel:
    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


ABSENT = _Sentinel("none")
"""What is known not to exist. What nobody said is Python's None."""

PENDING = _Sentinel("pending")
"""What has not been computed yet; never seen outside an evaluation."""

EXACT = Context(prec=200, traps=[Inexact, InvalidOperation])
"""Decimal arithmetic that refuses to round."""

EXACT_ROUNDING = Context(prec=200)
"""Where rounding is what was asked for."""

_ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "up": ROUND_UP, "down": ROUND_DOWN}

_MICROSECOND = timedelta(microseconds=1)
_LARGEST = 10**200


def times(one: int, other: int) -> int:
    """The product of two whole numbers. Raises `OverflowError` beyond 200 digits."""
    product = one * other
    if -_LARGEST < product < _LARGEST:
        return product
    raise OverflowError("a whole number of more than 200 digits")


def add_months(day: date, months: int, rounding: str) -> date:
    """The same day `months` later; where the month has no such day, its last day (down) or the next month's first.

    Raises `OverflowError` outside the years 1 to 9998.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= years <= 9998:
        raise OverflowError("a date outside the calendar")
    if day.day <= 28:
        return date(years, month + 1, day.day)
    last = calendar.monthrange(years, month + 1)[1]
    if day.day <= last:
        return date(years, month + 1, day.day)
    end = date(years, month + 1, last)
    return end if rounding == "down" else end + timedelta(days=1)


def ratio(dividend: Any, divisor: Any) -> Fraction:
    """The exact quotient of two like quantities."""
    if isinstance(dividend, timedelta):
        return Fraction(dividend // _MICROSECOND, divisor // _MICROSECOND)
    return Fraction(dividend) / Fraction(divisor)


def floor(number: Any) -> int:
    """The greatest whole number not above `number`."""
    return Fraction(number).__floor__()


def ceiling(number: Any) -> int:
    """The least whole number not below `number`."""
    return Fraction(number).__ceil__()


def round_to(amount: Any, unit: Any, mode: str) -> Any:
    """`amount` to the nearest multiple of `unit`, ties and direction by `mode`, exactly."""
    if isinstance(unit, Decimal) and isinstance(amount, Decimal) and unit.as_tuple().digits == (1,):
        return amount.quantize(unit, _ROUNDINGS[mode], EXACT_ROUNDING)
    steps = Fraction(amount) / Fraction(unit)
    whole = steps.__floor__()
    rest = steps - whole
    match mode:
        case "half_up":
            whole += rest >= Fraction(1, 2) if steps >= 0 else rest > Fraction(1, 2)
        case "half_even":
            whole += rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
        case "up":
            whole += bool(rest) if steps >= 0 else 0
        case _:
            whole += bool(rest) if steps < 0 else 0
    return whole * unit if isinstance(unit, int) else EXACT.multiply(Decimal(whole), unit)


def year_of(day: date) -> int:
    """The calendar year."""
    return day.year


def start_of_month(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def start_of_year(day: date) -> date:
    """The first of January."""
    return date(day.year, 1, 1)


def length_of_month(day: date) -> timedelta:
    """How long the month lasts, in Swiss time: a change of the clocks makes it an hour longer or shorter."""
    first = day.replace(day=1)
    return start_of_day(add_months(first, 1, "down")) - start_of_day(first)


def whole_months(start: date, end: date) -> int:
    """How many full calendar months lie between two days; 0 where the end is not after the start."""
    if end <= start:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    while add_months(start, months, "down") > end:
        months -= 1
    return months


def started_months(start: date, end: date) -> int:
    """How many calendar months have begun between two days."""
    months = whole_months(start, end)
    return months + (end > start and add_months(start, months, "down") < end)


def next_anniversary(start: date, after: date, months: int, rounding: str) -> date:
    """The first date strictly after `after` that lies one or more periods after `start`.

    Each is counted from `start` itself, so that a 29 February comes back in a leap year.
    """
    elapsed = (after.year - start.year) * 12 + after.month - start.month
    count = max(1, elapsed // months - 1)
    while (candidate := add_months(start, months * count, rounding)) <= after:
        count += 1
    return candidate


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "min": min,
    "max": max,
    "floor": floor,
    "ceiling": ceiling,
    "round": round_to,
    "year_of": year_of,
    "day_of": day_of,
    "start_of_day": start_of_day,
    "start_of_month": start_of_month,
    "start_of_year": start_of_year,
    "length_of_month": length_of_month,
    "whole_months": whole_months,
    "started_months": started_months,
    "next_anniversary": next_anniversary,
    "working_time": working_time,
    "office_time": office_time,
    "is_working_day": is_working_day,
    "next_working_day": next_working_day,
}
"""By name: the one registry of what a call does. `or_else` is none of them: it is a kind of node."""
