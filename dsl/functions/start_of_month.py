"""The first day of the month of a day."""

from datetime import date

from dsl.function import Function, gives, takes


def start_of_month(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


FUNCTION = Function(
    parameters=takes("date"),
    type=gives("date"),
    law=start_of_month,
    domain="every day of the calendar",
    words={
        "en": "first day of the month of {first}",
        "fr": "premier jour du mois où tombe le {first}",
    },
    rule_words={
        "en": "the beginning of the month of {first}",
        "fr": "le premier jour du mois de {first}",
    },
    example="start_of_month(as_of)",
    sample=((date(2024, 2, 29),), date(2024, 2, 1)),
    rising=frozenset({0}),
)
