"""How many full calendar months lie between two days."""

from datetime import date

from dsl.arithmetic import add_months
from dsl.function import Function, gives, takes


def whole_months(start: date, end: date) -> int:
    """How many full calendar months lie between two days."""
    if end <= start:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    while add_months(start, months, "down") > end:
        months -= 1
    return months


FUNCTION = Function(
    parameters=takes("date", "date"),
    type=gives("integer"),
    law=whole_months,
    domain="every two days; 0 where the second is not after the first",
    words={
        "en": "full months between {days}",
        "fr": "mois entiers entre {days}",
    },
    rule_words={
        "en": "the full months from {first} to {second}",
        "fr": "les mois entiers de {first} à {second}",
    },
    example="whole_months(began, ends)",
    sample=((date(2024, 1, 31), date(2024, 3, 30)), 1),
)
