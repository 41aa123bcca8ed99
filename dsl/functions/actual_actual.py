"""The share of a year that lies between two days: days as they are, each to the length of its own year."""

from datetime import date
from fractions import Fraction

from dsl.function import Function, gives, takes


def actual_actual(start: date, end: date) -> Fraction:
    """The days between two days, those of a leap year by 366, all others by 365; 0 where the second is not after
    the first."""
    return _since_the_first_year(end) - _since_the_first_year(start) if end > start else Fraction(0)


def _since_the_first_year(day: date) -> Fraction:
    """How many years of the calendar lie before a day."""
    begins = date(day.year, 1, 1)
    length = (date(day.year, 12, 31) - begins).days + 1
    return day.year + Fraction((day - begins).days, length)


FUNCTION = Function(
    parameters=takes("date", "date"),
    type=gives("ratio"),
    law=actual_actual,
    domain="every two days; 0 where the second is not after the first",
    words={
        "en": "years between {days}, each day by the length of its year",
        "fr": "années entre {days}, chaque jour sur la durée de son année",
    },
    rule_words={
        "en": "the years from {first} to {second}, each day by the length of its year",
        "fr": "les années de {first} à {second}, chaque jour sur la durée de son année",
    },
    example="actual_actual(began, ends)",
    sample=((date(2023, 12, 1), date(2024, 2, 1)), Fraction(31, 365) + Fraction(31, 366)),
)
