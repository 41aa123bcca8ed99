"""A share of an amount of money, rounded in one step."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.function import ROUNDING_MODES, Function, Parameter
from dsl.functions.round import round_to
from dsl.typed.program import Constant, Expression, Type


def prorated(amount: Decimal, share: Any, unit: Decimal, mode: str) -> Any:
    """`share` of `amount`, computed exactly and then rounded to a multiple of `unit`."""
    return round_to(Fraction(amount) * Fraction(share), unit, mode)


def _type(arguments: tuple[Expression, ...]) -> Type | None:
    amount, unit = arguments[0].type, arguments[2].type
    known = isinstance(arguments[2], Constant) and bool(arguments[2].value)
    return Type("money", amount.name) if amount.required() == unit and known else None


FUNCTION = Function(
    parameters=(
        Parameter(frozenset({"money"})),
        Parameter(frozenset({"ratio", "decimal", "percent", "integer"})),
        Parameter(frozenset({"money"})),
        Parameter(words=ROUNDING_MODES),
    ),
    type=_type,
    law=prorated,
    domain="a unit other than zero, written as a constant; ties and direction as those of `round`",
    words={
        "en": "{second} of {first}, rounded to {third}",
        "fr": "{second} de {first}, arrondi à {third}",
    },
    example="prorated(100.00 EUR, length_of_month(began) / 365 days, 0.05 EUR, half_up)",
    sample=((Decimal("100.00"), Fraction(1, 3), Decimal("0.05"), "half_up"), Decimal("33.35")),
)
