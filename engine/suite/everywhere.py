"""One change made in every expression of a program."""

from collections.abc import Callable
from dataclasses import replace

from dsl.typed import program as p

Change = Callable[[p.Expression], p.Expression]
"""What makes one expression of another."""


def everywhere(program: p.Program, change: Change) -> p.Program:
    """The program with every expression that decides or computes something changed, the inner ones first."""

    def deep(expression: p.Expression) -> p.Expression:
        return change(_with_parts(expression, deep))

    def conditions(of: tuple[p.Condition, ...]) -> tuple[p.Condition, ...]:
        return tuple(replace(condition, expression=deep(condition.expression)) for condition in of)

    def norm(of: p.Norm) -> p.Norm:
        return replace(
            of,
            conditions=conditions(of.conditions),
            coverings=tuple(replace(covering, condition=deep(covering.condition)) for covering in of.coverings),
            deadline=deep(of.deadline) if of.deadline is not None else None,
            breached=deep(of.breached) if of.breached is not None else None,
        )

    return replace(
        program,
        values={name: replace(of, expression=deep(of.expression)) for name, of in program.values.items()},
        norms={name: norm(of) for name, of in program.norms.items()},
        exceptions={name: replace(of, conditions=conditions(of.conditions)) for name, of in program.exceptions.items()},
        priorities=tuple(
            replace(of, condition=deep(of.condition) if of.condition is not None else None) for of in program.priorities
        ),
        contradictions=tuple(replace(of, condition=deep(of.condition)) for of in program.contradictions),
    )


def _with_parts(expression: p.Expression, change: Change) -> p.Expression:
    """The expression with each of its direct parts changed."""
    match expression:
        case p.Operation(operands=operands):
            return replace(expression, operands=tuple(map(change, operands)))
        case p.Function(arguments=arguments):
            return replace(expression, arguments=tuple(map(change, arguments)))
        case p.Aggregate(source=source, body=body, where=where, position=position):
            return replace(
                expression,
                source=change(source),
                body=change(body) if body is not None else None,
                where=change(where) if where is not None else None,
                position=change(position) if position is not None else None,
            )
        case p.Lookup(inputs=inputs, rows=rows):
            return replace(
                expression,
                inputs=tuple(map(change, inputs)),
                rows=tuple(replace(row, test=change(row.test), result=change(row.result)) for row in rows),
            )
        case p.Constant() | p.Reference() | p.FieldReference():
            return expression
