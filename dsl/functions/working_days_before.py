"""The day from which so many working days remain until another."""

from datetime import date, timedelta

from dsl.function import Function, Parameter, gives, takes
from dsl.functions.working_days_after import counted
from dsl.surroundings import Surroundings


def working_days_before(document: Surroundings, day: date, number: int, part: str = "") -> date:
    """The first of so many working days before a day, which doesn't count itself; the day itself where that is none.

    Raises `OverflowError` beyond the days of which the calendar speaks.
    """
    return counted(document, day, number, part, timedelta(days=-1))


FUNCTION = Function(
    parameters=(*takes("date", "integer"), Parameter(frozenset({"choice"}), of_calendar=True)),
    type=gives("date"),
    law=working_days_before,
    domain="every day of the years 1990 to 2060 of which the calendar speaks",
    words={
        "en": "{second} working days before {first}",
        "fr": "{second} jours ouvrables avant le {first}",
    },
    rule_words={
        "en": "{second} working days before {first}",
        "fr": "{second} jours ouvrables avant {first}",
    },
    example="working_days_before(day, 10, part)",
    sample=((date(2024, 12, 30), 5), date(2024, 12, 20)),
    reads_document=True,
    counts_first_day=False,
    rising=frozenset({0}),
)
