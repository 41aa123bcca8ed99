"""The first of the days that come back after a number of months, after another day."""

from datetime import date

from dsl.arithmetic import add_months
from dsl.function import Function, Parameter, takes
from dsl.kinds import MONTH_ENDS
from dsl.typed.program import Constant, Expression, Type


def next_anniversary(start: date, after: date, months: int, rounding: str) -> date:
    """The first date strictly after `after` that lies one or more periods after `start`.

    Each is counted from `start` itself, so that a 29 February comes back in a leap year.
    """
    elapsed = (after.year - start.year) * 12 + after.month - start.month
    count = max(1, elapsed // months - 1)
    while (candidate := add_months(start, months * count, rounding)) <= after:
        count += 1
    return candidate


def _type(arguments: tuple[Expression, ...]) -> Type | None:
    period = arguments[2]
    return Type("date") if isinstance(period, Constant) and period.value > 0 else None


FUNCTION = Function(
    parameters=(*takes("date", "date", "period"), Parameter(words=MONTH_ENDS)),
    type=_type,
    law=next_anniversary,
    domain="a period of at least a month, written as a constant; a date beyond the calendar’s end is out of range",
    words={
        "en": "first date after {second} that closes a period of {third} counted from {first}",
        "fr": "première date après le {second} qui clôt une période de {third} comptée dès le {first}",
    },
    rule_words={
        "en": "the next anniversary of {first} after {second}",
        "fr": "le prochain anniversaire de {first} après {second}",
    },
    example="next_anniversary(commissioned_on, as_of, 12 months, down)",
    sample=((date(2024, 2, 29), date(2025, 1, 1), 12, "down"), date(2025, 2, 28)),
)
