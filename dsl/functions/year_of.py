"""The calendar year of a day."""

from datetime import date

from dsl.function import Function, gives, takes


def year_of(day: date) -> int:
    """The calendar year."""
    return day.year


FUNCTION = Function(
    parameters=takes("date"),
    type=gives("integer"),
    law=year_of,
    domain="every day of the calendar",
    words={
        "en": "year of {first}",
        "fr": "année où tombe le {first}",
    },
    rule_words={
        "en": "the year of {first}",
        "fr": "l’année de {first}",
    },
    example="year_of(day_of(outage.began))",
    sample=((date(2024, 3, 1),), 2024),
    rising=frozenset({0}),
)
