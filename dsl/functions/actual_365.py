"""The share of a year that lies between two days: days as they are, to a year of 365."""

from datetime import date
from fractions import Fraction

from dsl.function import Function, gives, takes


def actual_365(start: date, end: date) -> Fraction:
    """The days between two days, the second not counted, by 365; 0 where the second is not after the first."""
    return Fraction(max(0, (end - start).days), 365)


FUNCTION = Function(
    parameters=takes("date", "date"),
    type=gives("ratio"),
    law=actual_365,
    domain="every two days; 0 where the second is not after the first",
    words={
        "en": "years between {days}, of 365 days each",
        "fr": "années entre {days}, de 365 jours chacune",
    },
    rule_words={
        "en": "the years from {first} to {second}, of 365 days each",
        "fr": "les années de {first} à {second}, de 365 jours chacune",
    },
    example="actual_365(began, ends)",
    sample=((date(2024, 2, 1), date(2024, 3, 1)), Fraction(29, 365)),
)
