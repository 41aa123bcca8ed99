"""What is known to be more than zero, so that one may divide by it."""

from collections.abc import Collection, Iterator

from dsl.functions import function
from dsl.kinds import TypeKind
from dsl.typed import program as p

_MEASURED: frozenset[TypeKind] = frozenset(("integer", "decimal", "percent", "ratio", "money", "days", "duration"))
_LESS: dict[str, str] = {"less": "more", "at_most": "at_least"}


def is_positive(divisor: p.Expression, held: Collection[p.Expression] = ()) -> bool:
    """Whether an expression is never zero, given those that are `held` to be more than zero.

    A constant may also be less.
    """
    match divisor:
        case p.Constant():
            return bool(divisor.value)
        case p.Function(name="max"):
            return any(_is_above_zero(argument) for argument in divisor.arguments) or divisor in held
        case p.Function():
            return function(divisor.name).is_positive or divisor in held
        case p.Lookup(rows=rows, adds_up=False):
            return all(_is_above_zero(row.result) for row in rows) or divisor in held
        case p.Operation(operator="add" | "multiply"):
            return all(_is_above_zero(part) or part in held for part in divisor.operands) or divisor in held
        case _:
            return divisor in held


def held_positive(test: p.Expression) -> Iterator[p.Expression]:
    """The expressions that are more than zero wherever a condition holds."""
    match test:
        case p.Operation(operator="and"):
            for part in test.operands:
                yield from held_positive(part)
        case p.Operation(operator="more" | "at_least" | "less" | "at_most"):
            one, other = test.operands
            operator: str = test.operator
            if operator in _LESS:
                one, other, operator = other, one, _LESS[operator]
            if _is_above_zero(other) or (operator == "more" and _is_zero(other)):
                yield one


def _is_above_zero(part: p.Expression) -> bool:
    """Whether an expression is a constant above zero, or of a function that gives nothing else."""
    match part:
        case p.Constant():
            return part.type.kind in _MEASURED and part.value is not None and part.value > type(part.value)(0)
        case p.Function():
            return function(part.name).is_positive
        case _:
            return False


def _is_zero(part: p.Expression) -> bool:
    return isinstance(part, p.Constant) and part.type.kind in _MEASURED and not part.value
