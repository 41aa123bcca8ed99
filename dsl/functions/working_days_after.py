"""The day on which so many working days have passed since another."""

from datetime import date, timedelta

from dsl.function import Function, Parameter, gives, takes
from dsl.surroundings import Surroundings


def working_days_after(document: Surroundings, day: date, number: int, part: str = "") -> date:
    """The last of so many working days after a day, which doesn't count itself; the day itself where that is none.

    Raises `OverflowError` beyond the days of which the calendar speaks.
    """
    return counted(document, day, number, part, timedelta(days=1))


def counted(document: Surroundings, day: date, number: int, part: str, step: timedelta) -> date:
    """The day that is so many working days away, a step after the other."""
    left = number
    while left > 0:
        day += step
        left -= document.is_working_day(day, part)
    return day


FUNCTION = Function(
    parameters=(*takes("date", "integer"), Parameter(frozenset({"choice"}), of_calendar=True)),
    type=gives("date"),
    law=working_days_after,
    domain="every day of the years 1990 to 2060 of which the calendar speaks",
    words={
        "en": "{second} working days after {first}",
        "fr": "{second} jours ouvrables après le {first}",
    },
    rule_words={
        "en": "{second} working days after {first}",
        "fr": "{second} jours ouvrables après {first}",
    },
    example="working_days_after(day, 10, part)",
    sample=((date(2024, 12, 20), 5), date(2024, 12, 30)),
    reads_document=True,
    counts_first_day=False,
    rising=frozenset({0}),
)
