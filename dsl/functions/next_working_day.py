"""A day itself if it is a working day, otherwise the next one."""

from datetime import date, timedelta

from dsl.function import Function, Parameter, gives, takes
from dsl.surroundings import Surroundings


def next_working_day(document: Surroundings, day: date, part: str = "") -> date:
    """The day itself if it is a working day, otherwise the next one: where terms fall on a holiday, they end then."""
    while not document.is_working_day(day, part) and day < date.max:
        day += timedelta(days=1)
    return day


FUNCTION = Function(
    parameters=(*takes("date"), Parameter(frozenset({"choice"}), of_calendar=True)),
    type=gives("date"),
    law=next_working_day,
    domain="every day of the years 1990 to 2060 of which the calendar speaks",
    words={
        "en": "first working day from {first}",
        "fr": "premier jour ouvrable dès le {first}",
    },
    rule_words={
        "en": "the first working day from {first}",
        "fr": "le premier jour ouvrable dès {first}",
    },
    example="next_working_day(day, part)",
    sample=((date(2024, 12, 25),), date(2024, 12, 26)),
    reads_document=True,
    rising=frozenset({0}),
)
