"""Decisions and their single conditions: what coverage counts, and how a condition is shown to decide alone.

A decision is a yes/no expression that a declaration turns on: the conditions of a norm, a yes/no value, the test of an
`if`, what records are counted. Its conditions are what is left when and, or and not are taken apart.
"""

from collections.abc import Iterator
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.model.expressions import parts, settled

_JOINTS = ("and", "or", "not")


@dataclass(frozen=True, slots=True)
class Decision:
    """One yes/no expression of a declaration; `part` says which: when, breached, value, where, if …

    `within` is the declaration that it takes part in: the owner itself; of a priority, the norm that yields. `whole` is
    the expression of the owner that it is or stands in.
    """

    owner: str
    part: str
    clause: str
    place: str
    expression: p.Expression
    within: str
    whole: p.Expression

    @property
    def conditions(self) -> tuple[p.Expression, ...]:
        """The single conditions, in the order of writing; constants are none."""
        return tuple(_conditions(self.expression))


@dataclass(frozen=True, slots=True)
class Owner:
    """A declaration that decisions belong to, with its yes/no expressions by part and its other expressions."""

    name: str
    clause: str
    place: str
    tests: tuple[tuple[str, p.Expression], ...]
    others: tuple[p.Expression, ...]
    within: str


def decisions_of(program: p.Program) -> list[Decision]:
    """Every decision of a program, in the order of its declarations; what the text decides once for all is none."""
    return [
        decision
        for owner in owners(program)
        for decision in _decisions(owner)
        if settled(program, decision.expression) is None
    ]


def owners(program: p.Program) -> Iterator[Owner]:
    """The declarations of a program that decide or compute something."""
    for value in program.values.values():
        is_test = value.type.kind == "boolean" and not isinstance(value.expression, p.Lookup)
        tests: tuple[tuple[str, p.Expression], ...] = (("value", value.expression),) if is_test else ()
        yield Owner(value.name, value.clause, value.place, tests, () if is_test else (value.expression,), value.name)
    for norm in program.norms.values():
        tests = (("when", conjunction(norm.conditions)),) if norm.conditions else ()
        tests += tuple((f"covers {covering.aspect}", covering.condition) for covering in norm.coverings)
        tests += (("breached", norm.breached),) if norm.breached is not None else ()
        yield Owner(norm.name, norm.clause, norm.place, tests, (), norm.name)
    for exception in program.exceptions.values():
        tests = (("when", conjunction(exception.conditions)),)
        yield Owner(exception.name, exception.clause, exception.place, tests, (), exception.name)
    for priority in program.priorities:
        if priority.condition is not None:
            yield Owner(
                f"{priority.name} over {priority.over}",
                priority.clause,
                priority.place,
                (("when", priority.condition),),
                (),
                priority.over,
            )


def all_parts(program: p.Program) -> Iterator[p.Expression]:
    """Every expression of the declarations that decide or compute something, and every part of one."""
    for owner in owners(program):
        pending = [*(test for _, test in owner.tests), *owner.others]
        while pending:
            expression = pending.pop()
            yield expression
            pending += parts(expression)


def conjunction(conditions: tuple[p.Condition, ...]) -> p.Expression:
    """The conditions of a norm or exception as one expression."""
    if len(conditions) == 1:
        return conditions[0].expression
    return p.Operation("and", tuple(condition.expression for condition in conditions), p.Type("boolean"))


def _decisions(owner: Owner) -> Iterator[Decision]:
    for part, expression in owner.tests:
        yield from _within(owner, expression, part, expression, is_test=True)
    for expression in owner.others:
        yield from _within(owner, expression, "value", expression, is_test=False)


def _within(
    owner: Owner, whole: p.Expression, part: str, expression: p.Expression, is_test: bool
) -> Iterator[Decision]:
    """The decision that an expression is, and those inside it."""
    if is_test and not isinstance(expression, p.Constant):
        yield Decision(owner.name, part, owner.clause, owner.place, expression, owner.within, whole)
        for condition in _conditions(expression):
            yield from _inside(owner, whole, condition)
    else:
        yield from _inside(owner, whole, expression)


def _inside(owner: Owner, whole: p.Expression, expression: p.Expression) -> Iterator[Decision]:
    match expression:
        case p.Operation(operator="if", operands=(test, first, second)):
            yield from _within(owner, whole, "if", test, is_test=True)
            boolean = expression.type.kind == "boolean"
            yield from _within(owner, whole, "then", first, is_test=boolean)
            yield from _within(owner, whole, "else", second, is_test=boolean)
        case p.Aggregate():
            yield from _inside(owner, whole, expression.source)
            if expression.where is not None:
                yield from _within(owner, whole, "where", expression.where, is_test=True)
            if expression.body is not None:
                is_test = expression.operator in ("some", "every")
                yield from _within(owner, whole, "has", expression.body, is_test=is_test)
            if expression.position is not None:
                yield from _inside(owner, whole, expression.position)
        case p.Lookup():
            for source in expression.inputs:
                yield from _inside(owner, whole, source)
            for row in expression.rows:
                yield from _inside(owner, whole, row.result)
        case _:
            for part in parts(expression):
                yield from _inside(owner, whole, part)


def _conditions(expression: p.Expression) -> Iterator[p.Expression]:
    match expression:
        case p.Operation(operator=operator) if operator in _JOINTS:
            for operand in expression.operands:
                yield from _conditions(operand)
        case p.Constant():
            return
        case _:
            yield expression


def decided_alone(expression: p.Expression, values: dict[int, Any]) -> tuple[Any, list[p.Expression]]:
    """What an expression comes to from the values of its conditions, and the conditions that alone make it so.

    A condition decides alone if its opposite, all others left as they are, makes the expression come to the opposite.
    """
    outcome = _joined(expression, values)
    if outcome is None:
        return None, []
    alone = []
    for condition in _conditions(expression):
        value = values[id(condition)]
        if value is None:
            continue
        other = _joined(expression, values | {id(condition): not value})
        if other is not None and other is not outcome:
            alone.append(condition)
    return outcome, alone


def _joined(expression: p.Expression, values: dict[int, Any]) -> Any:
    match expression:
        case p.Operation(operator="and" | "or" as operator, operands=operands):
            found = [_joined(operand, values) for operand in operands]
            decisive = operator == "or"
            return decisive if decisive in found else None if None in found else not decisive
        case p.Operation(operator="not", operands=(operand,)):
            inner = _joined(operand, values)
            return None if inner is None else not inner
        case p.Constant(value=value):
            return value
        case _:
            return values[id(expression)]
