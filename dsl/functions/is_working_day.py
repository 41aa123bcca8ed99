"""Whether a day is a working day."""

from datetime import date

from dsl.function import Function, Parameter, gives, takes
from dsl.surroundings import Surroundings


def is_working_day(document: Surroundings, day: date, part: str = "") -> bool:
    """Whether the calendar of the document closes a day neither by the week, by a public holiday nor by its name."""
    return document.is_working_day(day, part)


FUNCTION = Function(
    parameters=(*takes("date"), Parameter(frozenset({"choice"}), of_calendar=True)),
    type=gives("boolean"),
    law=is_working_day,
    domain="every day of the years 1990 to 2060 of which the calendar speaks",
    words={
        "en": "{first} as a working day",
        "fr": "{first}, jour ouvrable",
    },
    rule_words={
        "en": "{first} is a working day",
        "fr": "{first} est un jour ouvrable",
    },
    example="is_working_day(day, part)",
    sample=((date(2024, 12, 25),), False),
    reads_document=True,
)
