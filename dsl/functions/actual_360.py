"""The share of a year that lies between two days: days as they are, to a year of 360."""

from datetime import date
from fractions import Fraction

from dsl.function import Function, gives, takes


def actual_360(start: date, end: date) -> Fraction:
    """The days between two days, the second not counted, by 360; 0 where the second is not after the first."""
    return Fraction(max(0, (end - start).days), 360)


FUNCTION = Function(
    parameters=takes("date", "date"),
    type=gives("ratio"),
    law=actual_360,
    domain="every two days; 0 where the second is not after the first",
    words={
        "en": "years between {days}, of 360 days each",
        "fr": "années entre {days}, de 360 jours chacune",
    },
    rule_words={
        "en": "the years from {first} to {second}, of 360 days each",
        "fr": "les années de {first} à {second}, de 360 jours chacune",
    },
    example="actual_360(began, ends)",
    sample=((date(2024, 2, 1), date(2024, 3, 1)), Fraction(29, 360)),
)
