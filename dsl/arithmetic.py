"""Exact arithmetic and calendar months: what operators and functions of the language share."""

from datetime import date, timedelta
from decimal import Context, Decimal, Inexact, InvalidOperation
from fractions import Fraction
from typing import Any

EXACT = Context(prec=200, traps=[Inexact, InvalidOperation])
"""Decimal arithmetic that refuses to round."""

_MICROSECOND = timedelta(microseconds=1)
_LARGEST = 10**200
_LONGEST_RATIO = 10**4000
"""What the terms of a quotient stay below: those of a rate that is paid by the month for seventy years are so long."""


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
    following = date(years, month + 2, 1) if month < 11 else date(years + 1, 1, 1)
    last = following - timedelta(days=1)
    if day.day <= last.day:
        return last.replace(day=day.day)
    return last if rounding == "down" else following


def ratio(dividend: Any, divisor: Any) -> Fraction:
    """The exact quotient of two like quantities. Raises `ZeroDivisionError`."""
    if isinstance(dividend, timedelta):
        return Fraction(dividend // _MICROSECOND, divisor // _MICROSECOND)
    return Fraction(dividend) / Fraction(divisor)


def ratio_plus(one: Any, other: Any) -> Fraction:
    """The exact sum of two numbers. Raises `OverflowError` beyond 4000 digits."""
    return _reasonable(Fraction(one) + Fraction(other))


def ratio_minus(one: Any, other: Any) -> Fraction:
    """The exact difference of two numbers. Raises `OverflowError` beyond 4000 digits."""
    return _reasonable(Fraction(one) - Fraction(other))


def ratio_times(one: Any, other: Any) -> Fraction:
    """The exact product of two numbers. Raises `OverflowError` beyond 4000 digits."""
    return _reasonable(Fraction(one) * Fraction(other))


def _reasonable(found: Fraction) -> Fraction:
    if -_LONGEST_RATIO < found.numerator < _LONGEST_RATIO and found.denominator < _LONGEST_RATIO:
        return found
    raise OverflowError("a ratio of more than 4000 digits")


def exact_multiple(count: int, unit: Any) -> Any:
    """So many units, in the kind of the unit."""
    return count * unit if isinstance(unit, int) else EXACT.multiply(Decimal(count), unit)
