"""The first of the days that come back every so many days or months, after another day."""

from datetime import date, timedelta

from dsl.arithmetic import add_months
from dsl.function import Function, Parameter, Refusal, takes
from dsl.kinds import MONTH_ENDS
from dsl.typed.program import Constant, Expression, Type


def next_recurrence(start: date, after: date, every: int | timedelta, rounding: str = "down") -> date:
    """The first date strictly after `after` that lies one or more periods after `start`; `every` is months or days.

    Each is counted from `start` itself, so that a 29 February comes back in a leap year.
    """
    if isinstance(every, timedelta):
        return start + every * max(1, (after - start) // every + 1)
    elapsed = (after.year - start.year) * 12 + after.month - start.month
    count = max(1, elapsed // every - 1)
    while (candidate := add_months(start, every * count, rounding)) <= after:
        count += 1
    return candidate


def recurring(arguments: tuple[Expression, ...]) -> Type | Refusal | None:
    """A date, where the period is one that ends, and says what happens at a month's end if it is of months."""
    period, is_rounded = arguments[2], len(arguments) == 4
    if not isinstance(period, Constant) or period.value <= type(period.value)(0):
        return None
    if period.type.kind == "period" and not is_rounded:
        message = "adding calendar months must say what happens at a month's end"
        return Refusal("rounding-unstated", message, "add `down` (last day of the month) or `up`", 2)
    if period.type.kind == "days" and is_rounded:
        return Refusal("rounding-unneeded", "only calendar months are rounded", "leave it out", 3)
    return Type("date")


RECURRING = (*takes("date", "date", "period|days"), Parameter(words=MONTH_ENDS, of_months=True))
"""What is counted from, the day that decides, the period, and the rounding of one of months."""

FUNCTION = Function(
    parameters=RECURRING,
    type=recurring,
    law=next_recurrence,
    domain=(
        "a period of at least a day or a month, written as a constant; one of days takes no rounding; a date beyond "
        "the calendar’s end is out of range"
    ),
    words={
        "en": "first date after {second} that closes a period of {third} counted from {first}",
        "fr": "première date après le {second} qui clôt une période de {third} comptée dès le {first}",
    },
    rule_words={
        "en": "the first day after {second} that comes {third}, or a multiple of it, after {first}",
        "fr": "le premier jour après {second} qui vient {third}, ou un multiple, après {first}",
    },
    example="next_recurrence(commissioned_on, as_of, 12 months, down)",
    sample=((date(2024, 2, 29), date(2025, 1, 1), 12, "down"), date(2025, 2, 28)),
)
