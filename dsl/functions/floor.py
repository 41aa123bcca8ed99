"""The greatest whole number not above another."""

import math
from decimal import Decimal
from fractions import Fraction

from dsl.function import Function, gives, takes


def floor(number: Fraction | Decimal | int) -> int:
    """The greatest whole number not above another."""
    return math.floor(number)


FUNCTION = Function(
    parameters=takes("ratio|decimal|integer"),
    type=gives("integer"),
    law=floor,
    domain="every number, negative ones included",
    words={
        "en": "{first}, counted in full",
        "fr": "{first}, unités entières",
    },
    rule_words={
        "en": "{first} in full units",
        "fr": "{first} en unités entières",
    },
    example="floor(extra / 1 minute)",
    sample=((Fraction(7, 2),), 3),
    rising=frozenset({0}),
)
