"""The share of a year that lies between two days: every month has thirty of them."""

from datetime import date
from fractions import Fraction

from dsl.function import Function, gives, takes


def thirty_360(start: date, end: date) -> Fraction:
    """The days between two days by 360, a 31st being a 30th (30E/360); 0 where the second is not after the first."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return Fraction(max(0, months * 30 + min(end.day, 30) - min(start.day, 30)), 360)


FUNCTION = Function(
    parameters=takes("date", "date"),
    type=gives("ratio"),
    law=thirty_360,
    domain=(
        "every two days; a 31st counts as the 30th of its month, the last day of February as what it is; 0 where the "
        "second is not after the first"
    ),
    words={
        "en": "years between {days}, of twelve months of 30 days",
        "fr": "années entre {days}, de douze mois de 30 jours",
    },
    rule_words={
        "en": "the years from {first} to {second}, of twelve months of 30 days",
        "fr": "les années de {first} à {second}, de douze mois de 30 jours",
    },
    example="thirty_360(began, ends)",
    sample=((date(2024, 1, 31), date(2024, 3, 31)), Fraction(60, 360)),
)
