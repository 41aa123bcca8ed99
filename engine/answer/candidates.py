"""Values worth trying for an unknown input: every option, and the points at which a comparison tips over.

For dates, times and numbers the tipping points are found by evaluating twice and solving each comparison for the
input, as if it were a straight line there. The search that uses them therefore proves what it finds; what it doesn't
find it has only looked for.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from dsl.typed import program as p
from engine.backends.interpret import Interpreter
from engine.evaluate.functions import ABSENT
from engine.library.knowledge import Frame
from engine.meaning.frame import Layout
from engine.model.expressions import parts

RECORD_COUNTS = (1, 0, 2, 4, 9)
"""How many records to try for a list that nobody gave."""

Leaf = tuple[str, str]
"""A fact, or a record and its field."""

Scope = tuple[tuple[str, str], ...]
"""The variables in view of an expression, each with the record that it stands for."""

_COMPARED = {"less", "at_most", "more", "at_least", "equal", "unequal"}
_DAY = timedelta(days=1)
_STEPS: dict[str, Any] = {
    "integer": 1,
    "decimal": Decimal(1),
    "ratio": Decimal(1),
    "percent": Decimal("0.01"),
    "money": Decimal(1),
    "date": _DAY,
    "instant": timedelta(minutes=1),
    "days": _DAY,
    "duration": timedelta(minutes=1),
}
_GUESSES: dict[str, Any] = {
    "integer": 1,
    "decimal": Decimal(1),
    "ratio": Decimal(1),
    "percent": Decimal("0.1"),
    "money": Decimal(100),
    "days": timedelta(days=10),
    "duration": timedelta(minutes=30),
}
_SMALLEST: dict[str, Any] = {
    "integer": 1,
    "decimal": Decimal("0.0001"),
    "percent": Decimal("0.0001"),
    "money": Decimal("0.01"),
    "date": _DAY,
    "instant": timedelta(seconds=1),
    "days": _DAY,
    "duration": timedelta(seconds=1),
}
_DOMAINS: dict[str, tuple[Any, Any]] = {
    "integer": (0, 10**9),
    "decimal": (Decimal(0), Decimal(10) ** 9),
    "percent": (Decimal(0), Decimal(1000)),
    "money": (Decimal(0), Decimal(10) ** 12),
    "date": (date(1900, 1, 1), date(2999, 12, 31)),
    "instant": (datetime(1900, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, tzinfo=UTC)),
    "days": (timedelta(0), timedelta(days=36_500)),
    "duration": (timedelta(0), timedelta(days=36_500)),
}
"""From where to where a value of each kind is looked for."""

_EARLIEST, _LATEST = date(1900, 1, 1), date(2999, 12, 31)


class Comparisons:
    """The ordered comparisons behind a root, and the inputs that each of them depends on."""

    def __init__(
        self,
        layout: Layout,
        root: p.Expression,
        constraints: Iterable[p.Expression] = (),
        scope: Scope = (),
    ) -> None:
        """`scope` has the free variables of the root.

        `constraints` are compared, too, but add no inputs: what the facts must not contradict.
        """
        self.program, self.layout = layout.program, layout
        self._lists = [
            (layout.slot("fact", name), fact.type.name)
            for name, fact in self.program.facts.items()
            if fact.type.kind == "list"
        ]
        self._leaves: dict[int, frozenset[Leaf]] = {}
        """By the identity of an expression: those of a program outlive the search."""
        self._found: list[tuple[p.Operation, Scope, frozenset[Leaf]]] = []
        self._seen: set[tuple[str, str]] = set()
        self._collect(root, scope)
        for expression in constraints:
            self._collect(expression, ())
        self.inputs = self.inputs_of(root)

    def points(
        self, leaf: Leaf, frames: tuple[Frame, Frame], record: tuple[int, int] | None, guess: Any, step: Any
    ) -> list[Any]:
        """The values at which a comparison tips over, and those on either side of them.

        The frames hold the input as `guess` and as `guess + step`; `record` is the place and number of its record.
        """
        found: list[Any] = []
        for comparison, scope, leaves in self._found:
            if leaf not in leaves or len(scope) > 2:
                continue
            for places in product(*(self._records(kind, leaf, frames[0], record) for _, kind in scope)):
                gaps = []
                for frame in frames:
                    variables = {name: frame[at][number] for (name, _), (at, number) in zip(scope, places, strict=True)}
                    interpreter = Interpreter(self.layout, frame)
                    gaps.append(_difference(*(interpreter.value(o, variables) for o in comparison.operands)))
                root = _solve(guess, step, gaps[0], gaps[1])
                if root is not None:
                    found += [root, _moved(root, step, 1), _moved(root, step, -1)]
        return [value for value in dict.fromkeys(found) if value is not None]

    def boundaries(
        self, leaf: Leaf, at: Callable[[Any], Frame], record: tuple[int, int] | None, type_: p.Type
    ) -> list[Any] | None:
        """Values that stand for every stretch on which all comparisons with the input keep their outcome.

        `at` makes the frame in which the input has a value. Every difference that is compared must rise or fall with
        the input all the way; None where that can't be told, and then nothing is proved by any number of samples.
        """
        low, high = _DOMAINS.get(type_.kind, (None, None))
        found = [low, high]
        for comparison, scope, leaves in self._found:
            if leaf not in leaves:
                continue
            if low is None or len(scope) > 2 or not self._steady(comparison, leaf):
                return None
            for places in product(*(self._records(kind, leaf, at(low), record) for _, kind in scope)):

                def sign(
                    value: Any, comparison: p.Operation = comparison, places: Any = places, scope: Scope = scope
                ) -> int | None:
                    frame = at(value)
                    interpreter = Interpreter(self.layout, frame)
                    variables = {name: frame[i][j] for (name, _), (i, j) in zip(scope, places, strict=True)}
                    gap = _difference(*(interpreter.value(o, variables) for o in comparison.operands))
                    return None if gap is None else (gap > 0) - (gap < 0)

                found += _turns(sign, low, high, _SMALLEST[type_.kind])
        return list(dict.fromkeys(found))

    def _steady(self, expression: p.Expression, leaf: Leaf) -> bool:
        """Whether an expression rises or falls with an input all the way, as far as its form tells."""
        if leaf not in self.inputs_of(expression):
            return True
        match expression:
            case p.Reference(kind="value", name=name) | p.FieldReference(derived=True, name=name):
                return self._steady(self.program.values[name].expression, leaf)
            case p.Function(name="next_anniversary" | "length_of_month"):
                return False
            case p.Operation(operator="if") | p.Lookup() | p.Aggregate():
                return False
            case p.Operation(operator="add" | "subtract") as sum_ if all(
                leaf in self.inputs_of(operand) for operand in sum_.operands
            ):
                return False
            case _:
                return all(self._steady(part, leaf) for part in parts(expression))

    def _records(self, kind: str, leaf: Leaf, frame: Frame, record: tuple[int, int] | None) -> list[tuple[int, int]]:
        """The records for which a comparison is to be evaluated: the input's own, or the first few of their kind."""
        if record is not None and leaf[0] == kind:
            return [record]
        return [
            (slot, number)
            for slot, held in self._lists
            if held == kind
            for number in range(min(len(frame[slot] or ()), 3))
        ]

    def _collect(self, expression: p.Expression, scope: Scope) -> None:
        match expression:
            case p.Reference(kind="value", name=name):
                self._once("value", name, [self.program.values[name].expression], ())
            case p.Reference(kind="live", name=name):
                self._once("live", name, [*self.layout.conditions(name), *self.layout.defeaters(name)], ())
            case p.FieldReference(derived=True, name=name, record=record):
                self._once("value", name, [self.program.values[name].expression], ((record, record),))
            case p.Aggregate():
                inner = (*scope, (expression.variable, expression.record))
                self._collect(expression.source, scope)
                for part in (expression.body, expression.where):
                    if part is not None:
                        self._collect(part, inner)
            case _:
                if (
                    isinstance(expression, p.Operation)
                    and expression.operator in _COMPARED
                    and expression.operands[0].type.kind in _STEPS
                ):
                    self._found.append((expression, scope, self.inputs_of(expression)))
                for part in parts(expression):
                    self._collect(part, scope)

    def _once(self, kind: str, name: str, defining: list[p.Expression], scope: Scope) -> None:
        if (kind, name) not in self._seen:
            self._seen.add((kind, name))
            for expression in defining:
                self._collect(expression, scope)

    def inputs_of(self, expression: p.Expression) -> frozenset[Leaf]:
        """The inputs that an expression depends on, through everything it names."""
        known = self._leaves.get(id(expression))
        if known is None:
            known = self._leaves[id(expression)] = self._inputs_of(expression)
        return known

    def _inputs_of(self, expression: p.Expression) -> frozenset[Leaf]:
        match expression:
            case p.Reference(kind="value", name=name) | p.FieldReference(derived=True, name=name):
                return self.inputs_of(self.program.values[name].expression)
            case p.Reference(kind="live", name=name):
                defining = (*self.layout.conditions(name), *self.layout.defeaters(name))
                return frozenset().union(*(self.inputs_of(part) for part in defining))
            case p.Reference(name=name):
                return frozenset({(name, "")})
            case p.FieldReference(record=record, name=name):
                return frozenset({(record, name)})
            case _:
                return frozenset().union(*(self.inputs_of(part) for part in parts(expression)))


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


def _turns(sign: Callable[[Any], int | None], low: Any, high: Any, step: Any) -> list[Any]:
    """The values on both sides of each place where a sign changes, found by halving."""
    found: list[Any] = []
    start = sign(low)
    while start is not None and sign(high) not in (start, None):
        left, right = low, high
        while right - left > step:
            middle = left + (right - left) // 2 if not isinstance(left, Decimal) else _halfway(left, right)
            left, right = (middle, right) if sign(middle) == start else (left, middle)
        found += [left, right]
        low, start = right, sign(right)
    return found


def _halfway(left: Decimal, right: Decimal) -> Decimal:
    return ((left + right) / 2).quantize(Decimal("0.0001"))


def _difference(left: Any, right: Any) -> Fraction | None:
    """How far apart two values are, in units of their kind; None where one is unknown or none."""
    if left is None or right is None or left is ABSENT or right is ABSENT:
        return None
    if isinstance(left, date | timedelta):
        gap = left - right
        return Fraction(gap // timedelta(microseconds=1))
    if isinstance(left, int | Decimal | Fraction) and isinstance(right, int | Decimal | Fraction):
        return Fraction(left) - Fraction(right)
    return None


def _solve(guess: Any, step: Any, before: Fraction | None, after: Fraction | None) -> Any:
    """Where a difference vanishes that is `before` at the guess and `after` a step further, on a straight line."""
    if before is None or after is None or before == after:
        return None
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
