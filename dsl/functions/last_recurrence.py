"""The last of the days that come back every so many days or months, by another day."""

from datetime import date, timedelta

from dsl.arithmetic import add_months
from dsl.function import Function
from dsl.functions.next_recurrence import RECURRING, recurring


def last_recurrence(start: date, by: date, every: int | timedelta, rounding: str = "down") -> date:
    """The last date not after `by` that lies some periods after `start`; `start` itself where none has come yet.

    `every` is months or days; each date is counted from `start`.
    """
    if isinstance(every, timedelta):
        return start + every * max(0, (by - start) // every)
    elapsed = (by.year - start.year) * 12 + by.month - start.month
    count = max(0, elapsed // every)
    while count and add_months(start, every * count, rounding) > by:
        count -= 1
    return add_months(start, every * count, rounding)


FUNCTION = Function(
    parameters=RECURRING,
    type=recurring,
    law=last_recurrence,
    domain=(
        "a period of at least a day or a month, written as a constant; one of days takes no rounding; before the first "
        "of these days it is the day from which they are counted"
    ),
    words={
        "en": "last date by {second} that closes a period of {third} counted from {first}",
        "fr": "dernière date, au {second}, qui clôt une période de {third} comptée dès le {first}",
    },
    rule_words={
        "en": "the last day by {second} that comes {third}, or a multiple of it, after {first}",
        "fr": "le dernier jour, au plus tard {second}, qui vient {third}, ou un multiple, après {first}",
    },
    example="last_recurrence(began, as_of, 14 days)",
    sample=((date(2024, 1, 1), date(2024, 2, 1), timedelta(days=14)), date(2024, 1, 29)),
)
