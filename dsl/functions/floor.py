"""The greatest whole number not above another."""

from fractions import Fraction
from typing import Any

from dsl.function import Function, gives, takes


def floor(number: Any) -> int:
    """The greatest whole number not above another."""
    return Fraction(number).__floor__()


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
