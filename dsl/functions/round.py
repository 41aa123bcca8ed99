"""An amount to the nearest multiple of a unit."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from dsl.arithmetic import exact_multiple
from dsl.function import ROUNDING_MODES, Function, Parameter
from dsl.typed.program import Constant, Expression, Type

_ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "up": ROUND_UP, "down": ROUND_DOWN}
_WIDE = Context(prec=200)
"""Where rounding is what was asked for."""
_FINER = {("ratio", "decimal"), ("ratio", "percent"), ("ratio", "integer"), ("decimal", "integer")}


def round_to(amount: Any, unit: Any, mode: str) -> Any:
    """`amount` to the nearest multiple of `unit`, ties and direction by `mode`, exactly."""
    if isinstance(unit, Decimal) and isinstance(amount, Decimal) and unit.as_tuple().digits == (1,):
        return amount.quantize(unit, _ROUNDINGS[mode], _WIDE)
    steps = Fraction(amount) / Fraction(unit)
    whole = steps.__floor__()
    rest = steps - whole
    match mode:
        case "half_up":
            whole += rest >= Fraction(1, 2) if steps >= 0 else rest > Fraction(1, 2)
        case "half_even":
            whole += rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole % 2 == 1)
        case "up":
            whole += bool(rest) if steps >= 0 else 0
        case _:
            whole += bool(rest) if steps < 0 else 0
    return exact_multiple(whole, unit)


def _type(arguments: tuple[Expression, ...]) -> Type | None:
    amount, unit = (argument.type for argument in arguments[:2])
    alike = amount.required() == unit or (amount.kind, unit.kind) in _FINER
    known = isinstance(arguments[1], Constant) and bool(arguments[1].value)
    return Type(unit.kind, unit.name) if alike and known else None


FUNCTION = Function(
    parameters=(Parameter(), Parameter(), Parameter(words=ROUNDING_MODES)),
    type=_type,
    law=round_to,
    domain="a unit other than zero, written as a constant; up is away from zero, down is towards it",
    words={
        "en": "{first}, rounded to {second}",
        "fr": "{first}, arrondi à {second}",
    },
    rule_words={
        "en": "{first}, rounded to {second}",
        "fr": "{first}, arrondi à {second}",
    },
    example="round(amount, 5 %, half_up)",
    sample=((Decimal("1.03"), Decimal("0.05"), "half_up"), Decimal("1.05")),
    rising=frozenset({0}),
)
