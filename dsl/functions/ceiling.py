"""The least whole number not below another."""

import math
from decimal import Decimal
from fractions import Fraction

from dsl.function import Function, gives, takes


def ceiling(number: Fraction | Decimal | int) -> int:
    """The least whole number not below another."""
    return math.ceil(number)


FUNCTION = Function(
    parameters=takes("ratio|decimal|integer"),
    type=gives("integer"),
    law=ceiling,
    domain="every number, negative ones included",
    words={
        "en": "{first}, counted as begun",
        "fr": "{first}, unités commencées",
    },
    rule_words={
        "en": "{first} in units begun",
        "fr": "{first} en unités commencées",
    },
    example="ceiling(extra / 1 minute)",
    sample=((Fraction(7, 2),), 4),
    rising=frozenset({0}),
)
