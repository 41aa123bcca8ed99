"""The reference evaluator: one expression at a time, by walking it.

It serves the explanation, which needs the value of every part, and the tests, where it is the oracle for the
generated code. Answering never uses it. Semantics: strong Kleene; None is unknown, ABSENT is *none*.
"""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.typed import program as p
from engine.evaluate.functions import ABSENT, EXACT, FUNCTIONS, PENDING, add_months, plus, ratio
from engine.meaning.frame import Layout

Variables = dict[str, list[Any]]

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "equal": lambda a, b: a == b,
    "unequal": lambda a, b: a != b,
    "less": lambda a, b: a < b,
    "at_most": lambda a, b: a <= b,
    "more": lambda a, b: a > b,
    "at_least": lambda a, b: a >= b,
}


class Interpreter:
    """Evaluates expressions in a frame, filling in the nodes that are still pending there.

    What an operation, call or aggregate came to is remembered, with the expression so that its identity stays its own:
    an explanation asks for every part, and for its parts.
    """

    def __init__(self, layout: Layout, frame: list[Any]) -> None:
        self.layout, self.frame = layout, frame
        self._remembered: dict[tuple[int, ...], tuple[Any, p.Expression]] = {}

    def value(self, expression: p.Expression, variables: Variables | None = None) -> Any:
        """The value of an expression; `variables` are the records that its names stand for."""
        class_ = expression.__class__
        if class_ is p.Constant:
            found = expression.value  # type: ignore[union-attr]  # its class was just compared
            return ABSENT if found is None else found
        if class_ is p.Reference:
            return self.named(expression.kind, expression.name)  # type: ignore[union-attr]  # likewise
        variables = variables or {}
        if class_ is p.FieldReference:
            return self._field(expression, variables)  # type: ignore[arg-type]  # likewise
        key = (id(expression), *map(id, variables.values()))
        kept = self._remembered.get(key)
        if kept is None:
            kept = self._remembered[key] = (self._compound(expression, variables), expression)
        return kept[0]

    def _compound(self, expression: p.Expression, variables: Variables) -> Any:
        match expression:
            case p.Operation():
                return self._operation(expression, variables)
            case p.Function():
                return self._call(expression, variables)
            case p.Aggregate():
                return self._aggregate(expression, variables)
            case p.Lookup():
                row = self.row(expression, variables)
                return None if row is None else self.value(row.result, variables)
            case _:
                raise AssertionError("leaves are not compounds")

    def named(self, kind: str, name: str) -> Any:
        """The value of a fact, reading, value, or of a norm's being live."""
        at = self.layout.slot(kind, name)
        if self.frame[at] is PENDING:
            self.frame[at] = (
                self._live(name) if kind == "live" else self.value(self.layout.program.values[name].expression)
            )
        return self.frame[at]

    def applies(self, name: str) -> Any:
        """Whether the conditions of a norm or exception hold, its exceptions left aside."""
        return _all([self.value(condition) for condition in self.layout.conditions(name)])

    def row(self, lookup: p.Lookup, variables: Variables | None = None) -> p.Row | None:
        """The row of a table that decides, or None while that is open."""
        for row in lookup.rows:
            test = self.value(row.test, variables)
            if test is None:
                return None
            if test:
                return row
        return None

    def records(self, source: p.Expression) -> list[list[Any]] | None:
        """The records of a list, or None where the list is unknown."""
        found: list[list[Any]] | None = self.value(source)
        return found

    def _live(self, name: str) -> Any:
        holds = self.applies(name)
        for defeater in self.layout.defeaters(name):
            if holds is False:
                return False
            defeated = self.value(defeater)
            if defeated is not False:
                holds = False if defeated else None
        return holds

    def _field(self, field: p.FieldReference, variables: Variables) -> Any:
        record = variables[field.variable]
        if not field.derived:
            return record[self.layout.fields[(field.record, field.name)]]
        at = self.layout.derived[(field.record, field.name)]
        if record[at] is PENDING:
            value = self.layout.program.values[field.name]
            record[at] = self.value(value.expression, {field.record: record})
        return record[at]

    def _operation(self, operation: p.Operation, variables: Variables) -> Any:
        operator, operands = operation.operator, operation.operands
        if operator == "if":
            test = self.value(operands[0], variables)
            return None if test is None else self.value(operands[1 if test else 2], variables)
        if operator in ("and", "or"):
            return self._joined(operands, operator == "or", variables)
        found = [self.value(operand, variables) for operand in operands]
        match operator:
            case "not":
                return None if found[0] is None else not found[0]
            case "is_none":
                return None if found[0] is None else found[0] is ABSENT
            case "within":
                return None if found[0] is None else found[0] in operation.detail
        if operator in _COMPARISONS:
            if ABSENT in found:
                return False
            if None in found:
                return None
            if any(operand.type.kind == "ratio" for operand in operands):
                found = [Fraction(value) for value in found]
            return _COMPARISONS[operator](*found)
        if None in found:
            return None
        return ABSENT if ABSENT in found else arithmetic(operation, found[0], found[1])

    def _joined(self, operands: tuple[p.Expression, ...], decisive: bool, variables: Variables) -> Any:
        """What operands joined by and or by or come to: one decisive operand decides, and the rest is left alone."""
        result: Any = not decisive
        for operand in operands:
            found = self.value(operand, variables)
            if found is decisive:
                return decisive
            if found is None:
                result = None
        return result

    def _call(self, call: p.Function, variables: Variables) -> Any:
        found = [self.value(argument, variables) for argument in call.arguments]
        if call.name == "or_else":
            return found[1] if found[0] is ABSENT else found[0]
        if None in found:
            return None
        if ABSENT in found:
            return ABSENT
        if call.name in ("min", "max"):
            return min(found) if call.name == "min" else max(found)
        function: Callable[..., Any] = FUNCTIONS[call.name]
        return function(*found)

    def _aggregate(self, aggregate: p.Aggregate, variables: Variables) -> Any:
        records = self.records(aggregate.source)
        position = self.value(aggregate.position, variables) if aggregate.position else 0
        if records is None or position is None:
            return None
        bodies: list[Any] = []
        for record in records:
            inner = variables | {aggregate.variable: record}
            included = True if aggregate.where is None else self.value(aggregate.where, inner)
            if included is None:
                return None
            if included:
                bodies.append(True if aggregate.body is None else self.value(aggregate.body, inner))
        match aggregate.operator:
            case "some":
                return True if True in bodies else None if None in bodies else False
            case "every":
                return _all(bodies)
            case "count":
                return len(bodies)
        if None in bodies:
            return None
        present = [body for body in bodies if body is not ABSENT]
        if aggregate.operator == "sum":
            return _sum(present, aggregate.type)
        ordered = sorted(present)
        if aggregate.operator == "largest":
            ordered.reverse()
        at = position - 1 if aggregate.operator == "nth" else 0
        return ordered[at] if 0 <= at < len(ordered) else ABSENT


def arithmetic(operation: p.Operation, left: Any, right: Any) -> Any:
    """The result of add, subtract, multiply or divide on two known values."""
    kinds = {operand.type.kind for operand in operation.operands}
    match operation.operator:
        case "divide":
            return ratio(left, right)
        case "multiply":
            plain = kinds <= {"integer"} or kinds & {"days", "duration"}
            return left * right if plain else EXACT.multiply(left, right)
    sign = 1 if operation.operator == "add" else -1
    if operation.operands[1].type.kind == "period":
        return add_months(left, sign * right, operation.detail[0])
    if operation.operands[0].type.kind in ("date", "instant") and isinstance(right, timedelta):
        return plus(left, sign * right)
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        return EXACT.add(left, right) if sign > 0 else EXACT.subtract(left, right)
    return left + right if sign > 0 else left - right


def _all(found: list[Any]) -> Any:
    return False if any(value is False for value in found) else None if None in found else True


def _sum(found: list[Any], type_: p.Type) -> Any:
    if type_.kind in ("days", "duration"):
        return sum(found, timedelta(0))
    if type_.kind == "integer":
        return sum(found)
    total = Decimal(0)
    for value in found:
        total = EXACT.add(total, value)
    return total
