"""Ways through the surface tree that several passes share."""

from collections.abc import Iterator

from dsl.surface import syntax as s


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
        case s.Priority(condition=condition) if condition is not None:
            yield condition, None
        case s.Value():
            if statement.expression is not None:
                yield statement.expression, statement.record
            for expression in statement.inputs:
                yield expression, statement.record
            for row in statement.rows:
                yield row.result, statement.record
                if row.under is not None:
                    yield row.under, statement.record
        case s.Contradiction():
            yield statement.condition, statement.record
        case s.Silence(condition=condition) if condition is not None:
            yield condition, None
        case _:
            return


def _of_fact(fact: s.Fact, record: s.Word | None) -> Iterator[tuple[s.Expression, s.Word | None]]:
    if fact.default is not None:
        yield fact.default, None
    if fact.presumption is not None:
        yield fact.presumption.expression, record


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


def names_used(statement: s.Statement) -> Iterator[s.Name | s.Live | s.FieldOf]:
    """Every name, live norm and field that a statement's expressions mention."""
    pending = [expression for expression, _ in expressions(statement)]
    while pending:
        expression = pending.pop()
        if isinstance(expression, s.Name | s.Live | s.FieldOf):
            yield expression
        pending += parts(expression)
