"""How many calendar months have begun between two days."""

from datetime import date

from dsl.arithmetic import add_months
from dsl.function import Function, gives, takes
from dsl.functions.whole_months import whole_months


def started_months(start: date, end: date) -> int:
    """How many calendar months have begun between two days."""
    months = whole_months(start, end)
    return months + (end > start and add_months(start, months, "down") < end)


FUNCTION = Function(
    parameters=takes("date", "date"),
    type=gives("integer"),
    law=started_months,
    domain="every two days; 0 where the second is not after the first",
    words={
        "en": "months begun between {days}",
        "fr": "mois commencés entre {days}",
    },
    rule_words={
        "en": "the months begun from {first} to {second}",
        "fr": "les mois commencés de {first} à {second}",
    },
    example="started_months(began, ends)",
    sample=((date(2024, 1, 31), date(2024, 3, 30)), 2),
)
