"""What is computed and never comes to less than nothing: nobody can take a number below zero as given of it."""

from collections.abc import Iterator, Sequence
from typing import Any

from dsl.frozen import replace
from dsl.typed import program as p
from dsl.typed.types import NUMBERS
from engine.model.expressions import disjuncts

_KEEPING = frozenset(("ceiling", "converted", "floor", "min", "or_else", "prorated", "round"))
"""The functions that come to nothing below zero where none of their arguments is below it."""

_ALWAYS = frozenset(("length_of_month", "started_months", "whole_months", "year_of"))
"""The functions that come to nothing below zero whatever they are given."""

_PICKING = frozenset(("largest", "nth", "smallest", "sum"))


def type_when_given(program: p.Program, name: str) -> p.Type:
    """The type of a value as it is given: `from_zero` where it comes to no number below zero on any facts.

    Facts that contradict each other are left aside.
    """
    type_ = program.values[name].type
    return replace(type_, from_zero=type_.kind in NUMBERS and _FromZero(program).value(name))


class _FromZero:
    def __init__(self, program: p.Program) -> None:
        self.program = program
        self.known: dict[str, bool] = {}
        self.denied = [part for each in program.contradictions for part in disjuncts(each.condition)]
        """What is true of no facts that can all be true."""

    def value(self, name: str) -> bool:
        if name not in self.known:
            self.known[name] = self._is(self.program.values[name].expression)
        return self.known[name]

    def _is(self, expression: p.Expression, tested: tuple[p.Expression, ...] = ()) -> bool:
        """Whether an expression is not below zero where none of those is that a test on the way looked at."""
        if expression in tested:
            return True
        match expression:
            case p.Constant(value=value):
                return value is None or (not isinstance(value, str) and value >= value * 0)
            case p.Reference(kind="value", name=name) | p.FieldReference(derived=True, name=name):
                return self.value(name)
            case p.Reference() | p.FieldReference():
                return self._is_told_from_zero(expression) or self._is_denied(expression, "less", 0)
            case p.Operation(operator="if", operands=(test, yes, no)):
                return self._is(yes, tested) and self._is(no, (*tested, *_not_above_zero(test)))
            case p.Operation(operator="add" | "multiply" | "divide", operands=operands):
                return self._all(operands, tested)
            case p.Operation(operator="subtract", operands=(p.Constant(value=most), taken_off)):
                return self._is_denied(taken_off, "more", most)
            case p.Function(name="max", arguments=arguments):
                return any(self._is(argument, tested) for argument in arguments)
            case p.Function(name=name, arguments=arguments):
                numbers = [argument for argument in arguments if argument.type.kind != "choice"]
                return name in _ALWAYS or (name in _KEEPING and self._all(numbers, tested))
            case p.Aggregate(operator=operator, body=body):
                return operator == "count" or (operator in _PICKING and body is not None and self._is(body))
            case p.Lookup(rows=rows):
                return self._all([row.result for row in rows], ())
            case _:
                return False

    def _is_told_from_zero(self, told: p.Reference | p.FieldReference) -> bool:
        if told.type.kind in ("days", "duration"):  # of which nobody can tell one below zero
            return True
        if isinstance(told, p.Reference):
            return told.kind == "fact" and self.program.facts[told.name].type.from_zero
        fields = self.program.records[told.record].fields
        return any(field.type.from_zero for field in fields if field.name == told.name)

    def _is_denied(self, told: p.Expression, operator: str, bound: Any) -> bool:
        """Whether no facts can all be true of which something compares so with a bound."""
        return any(
            isinstance(denied, p.Operation)
            and denied.operator == operator
            and _input(denied.operands[0]) == _input(told) is not None
            and isinstance(denied.operands[1], p.Constant)
            and denied.operands[1].value == bound
            for denied in self.denied
        )

    def _all(self, expressions: Sequence[p.Expression], tested: tuple[p.Expression, ...]) -> bool:
        return all(self._is(expression, tested) for expression in expressions)


def _not_above_zero(test: p.Expression) -> Iterator[p.Expression]:
    """What is zero or above it where a test fails that looks at that alone."""
    match test:
        case p.Operation(operator="at_most" | "less", operands=(tested, p.Constant(value=value))) if value == value * 0:
            yield tested


def _input(expression: p.Expression) -> tuple[str, str] | None:
    """The fact, or the field of a record of some kind, that an expression is."""
    match expression:
        case p.Reference(kind="fact", name=name):
            return "", name
        case p.FieldReference(derived=False, record=record, name=name):
            return record, name
    return None
