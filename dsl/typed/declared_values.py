"""Computed terms as declarations of the program: by an expression, or by a decision table."""

from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.cited_passages import cited
from dsl.typed.context import Context
from dsl.typed.declared_inputs import optional_phrase, phrase, typed_presumption
from dsl.typed.typed_tables import typed_table
from dsl.typed.types import BOOLEAN
from dsl.units.scope import place

UNTYPED = p.Constant(None, p.Type("none"))
"""Stands where an expression has no type: a program that holds it is not sound, and is never run."""


def typed_value(typer: Context, value: s.Value, clause: str) -> p.Value:
    """A computed term with its type; what its expression or one of its rows gives must have it too."""
    type_ = typer.written(value.type) or BOOLEAN
    if value.record:
        typer.variables[value.record.text] = value.record.text
    expression: p.Expression | None = typed_table(typer, value, clause, type_) if value.rows else None
    if value.expression is not None:
        expression = typer.of_type(value.expression, type_, f"`{value.name.text}`")
    typer.variables.clear()
    record = value.record.text if value.record else None
    return p.Value(
        value.name.text,
        type_,
        expression or UNTYPED,
        cited(value.by, clause),
        phrase(value.text),
        optional_phrase(value.otherwise),
        clause,
        record,
        place(value.span),
        optional_phrase(value.told),
        value.is_exception,
        typed_presumption(typer, value.presumption, p.Type(type_.kind, type_.name, True), clause, record),
    )
