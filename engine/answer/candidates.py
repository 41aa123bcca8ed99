"""Values worth trying for an unknown input: every option, and the points at which a comparison tips over.

For dates, times and numbers the tipping points are found by evaluating twice and solving each comparison for the
input, as if it were a straight line there. The search that uses them therefore proves what it finds; what it doesn't
find it has only looked for.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl import program as p
from engine.evaluate.functions import ABSENT
from engine.evaluate.interpret import Interpreter, Variables
from engine.evaluate.layout import Layout

RECORD_COUNTS = (1, 0, 2, 3, 4, 6, 8, 9)
"""How many records to try for a list that nobody gave."""

_DAY = timedelta(days=1)
_STEPS: dict[str, Any] = {
    "integer": 1, "decimal": Decimal(1), "ratio": Decimal(1), "percent": Decimal("0.01"), "money": Decimal(1),
    "date": _DAY, "instant": timedelta(minutes=1), "days": _DAY, "duration": timedelta(minutes=1),
}
_GUESSES: dict[str, Any] = {
    "integer": 1, "decimal": Decimal(1), "ratio": Decimal(1), "percent": Decimal("0.1"), "money": Decimal(100),
    "days": timedelta(days=10), "duration": timedelta(minutes=30),
}
_EARLIEST, _LATEST = date(1900, 1, 1), date(2999, 12, 31)


class Probe(Interpreter):
    """An interpreter that notes both sides of every comparison it makes."""

    def __init__(self, layout: Layout, frame: list[Any]) -> None:
        super().__init__(layout, frame)
        self.noted: dict[tuple[int, int], tuple[Any, Any]] = {}
        self.met: dict[int, int] = {}

    def _operation(self, operation: p.Operation, variables: Variables) -> Any:
        if operation.operator in ("less", "at_most", "more", "at_least", "equal", "unequal") \
                and operation.operands[0].type.kind in _STEPS:
            found = [self.value(operand, variables) for operand in operation.operands]
            if None not in found and ABSENT not in found:
                number = self.met[id(operation)] = self.met.get(id(operation), 0) + 1
                self.noted[(id(operation), number)] = (found[0], found[1])
        return super()._operation(operation, variables)


def guesses(type_: p.Type, near: date) -> list[Any]:
    """Plain values of an ordered type to begin with."""
    match type_.kind:
        case "date":
            return [near, near - timedelta(days=400), near + timedelta(days=400)]
        case "instant":
            noon = datetime(near.year, near.month, near.day, 10, tzinfo=UTC)
            return [noon, noon - timedelta(days=400), noon + timedelta(days=400)]
        case "integer":
            return [1, 0, 2, 100]
        case _:
            guess = _GUESSES[type_.kind]
            return [guess, guess * 0, guess * 10]


def step_of(type_: p.Type) -> Any:
    """The smallest difference that is tried about a tipping point."""
    return _STEPS[type_.kind]


def tipping_points(first: Probe, second: Probe, guess: Any, step: Any) -> list[Any]:
    """Where the comparisons noted with `guess` and with `guess + step` tip over, and the values on either side."""
    found: list[Any] = []
    for key, (left, right) in first.noted.items():
        other = second.noted.get(key)
        if other is None:
            continue
        before, after = _difference(left, right), _difference(other[0], other[1])
        if before is None or after is None or before == after:
            continue
        root = _solve(guess, step, before, after)
        if root is not None:
            found += [root, _moved(root, step, 1), _moved(root, step, -1)]
    return [value for value in dict.fromkeys(found) if value is not None]


def _difference(left: Any, right: Any) -> Fraction | None:
    if isinstance(left, date | timedelta):
        gap = left - right
        return Fraction(gap // timedelta(microseconds=1))
    if isinstance(left, int | Decimal | Fraction) and isinstance(right, int | Decimal | Fraction):
        return Fraction(left) - Fraction(right)
    return None


def _solve(guess: Any, step: Any, before: Fraction, after: Fraction) -> Any:
    count = -before / (after - before)
    if abs(count) > 10**9:
        return None
    if isinstance(guess, int):
        return guess + round(count)
    if isinstance(guess, Decimal):
        value = Fraction(guess) + count * Fraction(step)
        rounded = Decimal(value.numerator * 10**4 // value.denominator).scaleb(-4)
        return rounded if rounded >= 0 else None
    microseconds = round(count * (step // timedelta(microseconds=1)))
    if isinstance(guess, date) and not isinstance(guess, datetime):
        microseconds = round(count) * 86_400_000_000
    return _moved(guess, timedelta(microseconds=microseconds), 1)


def _moved(value: Any, step: Any, sign: int) -> Any:
    """A value a step away, or None where that leaves the calendar or becomes negative."""
    try:
        moved = value + step * sign
    except OverflowError:
        return None
    if isinstance(moved, datetime):
        return moved if _EARLIEST <= moved.date() <= _LATEST else None
    if isinstance(moved, date):
        return moved if _EARLIEST <= moved <= _LATEST else None
    return moved if moved >= moved * 0 else None
