"""How long the month of a day lasts."""

from datetime import date, timedelta

from dsl.arithmetic import add_months
from dsl.function import Function, gives, takes
from dsl.surroundings import Surroundings


def length_of_month(document: Surroundings, day: date) -> timedelta:
    """From its first instant to the next month's: a change of the clocks makes it an hour longer or shorter."""
    first = day.replace(day=1)
    return document.at(add_months(first, 1, "down")) - document.at(first)


FUNCTION = Function(
    parameters=takes("date"),
    type=gives("duration"),
    law=length_of_month,
    domain="every day; in the time zone of the document, or by days of 24 hours where the document has none",
    words={
        "en": "length of the month of {first}",
        "fr": "durée du mois où tombe le {first}",
    },
    rule_words={
        "en": "the length of the month of {first}",
        "fr": "la durée du mois de {first}",
    },
    example="length_of_month(month)",
    sample=((date(2024, 3, 10),), timedelta(hours=743)),
    reads_document=True,
    is_positive=True,
)
