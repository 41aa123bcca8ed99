"""Where a comparison tips over, its sides taken to move apart along a straight line, be it of numbers or of time."""

from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.moment import Moment
from engine.answer.guesses import is_day, moved

_DAY = timedelta(days=1)
_MICROSECOND = timedelta(microseconds=1)
_TIMES = frozenset({date, datetime, timedelta})
_NUMBERS = frozenset({bool, int, Decimal, Fraction})


def leap(step: Any) -> Any:
    """What moves a comparison that doesn't move within a step."""
    return max(step, _DAY) if isinstance(step, timedelta) else step * 10


def difference(left: Any, right: Any) -> Fraction | int | None:
    """How far apart two values are, in units of their kind; None where one is unknown or none, or nobody says when."""
    one, other = left, right
    if Moment in (left.__class__, right.__class__):
        if any(isinstance(value, Moment) and value.is_undated for value in (left, right)):
            return None
        zone = next(value.zone for value in (left, right) if isinstance(value, Moment))
        one, other = [_first(value, zone) for value in (left, right)]
    kinds = {one.__class__, other.__class__}
    if kinds <= _TIMES:
        apart: int = (one - other) // _MICROSECOND
        return apart
    return Fraction(one) - Fraction(other) if kinds <= _NUMBERS else None


def _first(value: Any, zone: tzinfo) -> Any:
    """The first instant of a moment or a day; anything else is as it is."""
    moment = Moment.of_day(value, zone) if value.__class__ is date else value
    return moment.first if isinstance(moment, Moment) else moment


def solved(guess: Any, step: Any, before: Fraction | int | None, after: Fraction | int | None) -> Any:
    """Where a difference vanishes that is `before` at the guess and `after` a step further, on a straight line."""
    if before is None or after is None or before == after:
        return None
    count = Fraction(-before, after - before)
    if abs(count) > 10**9:
        return None
    if isinstance(guess, int):
        return guess + round(count * step)
    if isinstance(guess, Decimal):
        value = Fraction(guess) + count * Fraction(step)
        rounded = Decimal(value.numerator * 10**4 // value.denominator).scaleb(-4)
        return rounded if rounded >= 0 else None
    microseconds = round(count * (step // _MICROSECOND))
    if is_day(guess):
        microseconds = round(Fraction(microseconds, 86_400_000_000)) * 86_400_000_000
    try:
        return moved(guess, timedelta(microseconds=microseconds), 1)
    except OverflowError:  # farther than any calendar goes
        return None
