"""The first day of the year of a day."""

from datetime import date

from dsl.function import Function, gives, takes


def start_of_year(day: date) -> date:
    """The first of January."""
    return date(day.year, 1, 1)


FUNCTION = Function(
    parameters=takes("date"),
    type=gives("date"),
    law=start_of_year,
    domain="every day of the calendar",
    words={
        "en": "first day of the year of {first}",
        "fr": "premier jour de l’année où tombe le {first}",
    },
    rule_words={
        "en": "the beginning of the year of {first}",
        "fr": "le premier jour de l’année de {first}",
    },
    example="start_of_year(as_of)",
    sample=((date(2024, 2, 29),), date(2024, 1, 1)),
    rising=frozenset({0}),
)
