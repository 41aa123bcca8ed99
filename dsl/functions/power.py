"""A number to a whole power."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.function import Function, gives, takes

_HIGHEST = 1200
"""A hundred years by the month."""


def power(base: Any, exponent: int) -> Fraction:
    """`base` multiplied by itself so many times, exactly; its inverse for an exponent below zero.

    Raises `OverflowError` for an exponent beyond 1200 either way, `ZeroDivisionError` for the inverse of zero.
    """
    if abs(exponent) > _HIGHEST:
        raise OverflowError("a power beyond 1200")
    return Fraction(base) ** exponent


FUNCTION = Function(
    parameters=takes("decimal|integer|ratio|percent", "integer"),
    type=gives("ratio"),
    law=power,
    domain="whole exponents from -1200 to 1200; below zero it is the inverse, which zero has not",
    words={
        "en": "{first} to the power of {second}",
        "fr": "{first} à la puissance {second}",
    },
    example="power(1.05, whole_months(began, ends))",
    sample=((Decimal("1.5"), 2), Fraction(9, 4)),
)
