"""Ways through the surface tree that several passes share."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from dsl.surface import syntax as s

Change = Callable[[s.Expression], s.Expression]
"""What makes one expression of another."""


def expressions(statement: s.Statement) -> Iterator[tuple[s.Expression, s.Word | None]]:
    """The outermost expressions of a statement, each with the record it is computed for, if any."""
    match statement:
        case s.Fact():
            yield from _of_fact(statement, None)
        case s.Record():
            for declared in statement.fields:
                yield from _of_fact(declared, statement.name)
        case s.Norm():
            for qualifier in statement.qualifiers:
                if qualifier.expression is not None:
                    yield qualifier.expression, None
        case s.Exception_():
            for condition in statement.conditions:
                yield condition, None
            if statement.gives is not None:
                yield statement.gives, None
        case s.Priority(condition=condition) if condition is not None:
            yield condition, None
        case s.Value():
            if statement.expression is not None:
                yield statement.expression, statement.record
            if statement.presumption is not None:
                yield statement.presumption.expression, statement.record
            if statement.deciding_day is not None and not statement.is_dated:
                yield statement.deciding_day, statement.record
            for expression in statement.inputs:
                yield expression, statement.record
            for row in statement.rows:
                yield row.result, statement.record
                if row.under is not None:
                    yield row.under, statement.record
        case s.Definition():
            yield statement.expression, None
            if statement.source is not None:
                yield statement.source, None
        case s.Contradiction():
            yield statement.condition, statement.record
        case s.Silence(condition=condition) if condition is not None:
            yield condition, None
        case _:
            return


def _of_fact(fact: s.Fact, record: s.Word | None) -> Iterator[tuple[s.Expression, s.Word | None]]:
    if fact.default is not None:
        yield fact.default, None
    for expression in (*fact.inputs, *(row.result for row in fact.rows)):
        yield expression, None
    if fact.presumption is not None:
        yield fact.presumption.expression, record


def with_expressions(statement: s.Statement, change: Change) -> s.Statement:
    """The statement with each of its outermost expressions changed; the same one where none of them is."""
    changed = _with_expressions(statement, change)
    return statement if changed == statement else changed


def _with_expressions(statement: s.Statement, change: Change) -> s.Statement:
    def optional(expression: s.Expression | None) -> s.Expression | None:
        return None if expression is None else change(expression)

    match statement:
        case s.Fact(presumption=presumption):
            presumed = _presumed(presumption, change)
            rows = tuple(replace(row, result=change(row.result)) for row in statement.rows)
            return replace(statement, default=optional(statement.default), rows=rows, presumption=presumed)
        case s.Record():
            fields = tuple(_with_expressions(declared, change) for declared in statement.fields)
            return replace(statement, fields=tuple(declared for declared in fields if isinstance(declared, s.Fact)))
        case s.Norm():
            qualifiers = tuple(
                replace(qualifier, expression=optional(qualifier.expression)) for qualifier in statement.qualifiers
            )
            return replace(statement, qualifiers=qualifiers)
        case s.Exception_():
            conditions = tuple(map(change, statement.conditions))
            return replace(statement, conditions=conditions, gives=optional(statement.gives))
        case s.Priority() | s.Silence():
            return replace(statement, condition=optional(statement.condition))
        case s.Value():
            rows = tuple(replace(row, result=change(row.result), under=optional(row.under)) for row in statement.rows)
            inputs = tuple(map(change, statement.inputs))
            return replace(
                statement,
                expression=optional(statement.expression),
                deciding_day=optional(statement.deciding_day),
                inputs=inputs,
                rows=rows,
                presumption=_presumed(statement.presumption, change),
            )
        case s.Definition():
            return replace(statement, expression=change(statement.expression), source=optional(statement.source))
        case s.Contradiction():
            return replace(statement, condition=change(statement.condition))
        case _:
            return statement


def _presumed(presumption: s.Presumption | None, change: Change) -> s.Presumption | None:
    return None if presumption is None else replace(presumption, expression=change(presumption.expression))


def with_parts(expression: s.Expression, change: Change) -> s.Expression:
    """The expression with each of its direct parts changed."""
    match expression:
        case s.Operation():
            return replace(expression, operands=tuple(map(change, expression.operands)))
        case s.Membership():
            return replace(expression, operand=change(expression.operand))
        case s.Call():
            return replace(expression, arguments=tuple(map(change, expression.arguments)))
        case s.Aggregate():
            return replace(
                expression,
                source=change(expression.source),
                body=change(expression.body) if expression.body is not None else None,
                where=change(expression.where) if expression.where is not None else None,
                position=change(expression.position) if expression.position is not None else None,
            )
        case _:
            return expression


def parts(expression: s.Expression) -> tuple[s.Expression, ...]:
    """The direct parts of an expression."""
    match expression:
        case s.Operation():
            return expression.operands
        case s.Membership():
            return (expression.operand,)
        case s.Call():
            return expression.arguments
        case s.Aggregate():
            found = (expression.source, expression.body, expression.where, expression.position)
            return tuple(part for part in found if part is not None)
        case _:
            return ()


def names_used(statement: s.Statement) -> Iterator[s.Name | s.Live | s.FieldOf | s.Call]:
    """Every name, live norm, field and call that a statement's expressions mention."""
    pending = [expression for expression, _ in expressions(statement)]
    while pending:
        expression = pending.pop()
        if isinstance(expression, s.Name | s.Live | s.FieldOf | s.Call):
            yield expression
        pending += parts(expression)
