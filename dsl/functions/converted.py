"""An amount of one currency in another, at a stated rate."""

from decimal import Decimal

from dsl.arithmetic import EXACT
from dsl.function import Function, takes
from dsl.typed.program import Expression, Type


def converted(amount: Decimal, rate: Decimal) -> Decimal:
    """`amount` at `rate`, the price of one unit of its currency; nothing is rounded."""
    return EXACT.multiply(amount, rate)


def _type(arguments: tuple[Expression, ...]) -> Type | None:
    amount, rate = (argument.type for argument in arguments)
    return Type("money", rate.name) if amount.name != rate.name else None


FUNCTION = Function(
    parameters=takes("money", "money"),
    type=_type,
    law=converted,
    domain="amounts of two currencies; the second is the price of one unit of the first, and of the result's currency",
    words={
        "en": "{first} at {second} for one",
        "fr": "{first} à raison de {second} l’unité",
    },
    example="converted(20.00 USD, 0.90 EUR)",
    sample=((Decimal("20.00"), Decimal("0.90")), Decimal("18.00")),
    rising=frozenset({0}),
)
