"""The day of the week."""

from datetime import date

from dsl.function import Function, gives, takes


def weekday(day: date) -> int:
    """The day of the week as a number, 1 for Monday to 7 for Sunday (ISO 8601)."""
    return day.isoweekday()


FUNCTION = Function(
    parameters=takes("date"),
    type=gives("integer"),
    law=weekday,
    domain="every day: 1 for Monday to 7 for Sunday",
    words={
        "en": "day of the week of {days}, Monday being 1",
        "fr": "jour de la semaine de {days}, lundi étant 1",
    },
    rule_words={
        "en": "the day of the week of {first}, Monday being 1",
        "fr": "le jour de la semaine de {first}, lundi étant 1",
    },
    example="weekday(day)",
    sample=((date(2024, 2, 29),), 4),
)
