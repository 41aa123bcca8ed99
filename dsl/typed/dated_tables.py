"""What a table with dated rows gives on another day than the one that decides for it: `index(began)`."""

from dataclasses import replace

from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.context import Context
from dsl.typed.typed_tables import looked_up
from dsl.typed.types import DATE


def type_on_day(typer: Context, call: s.Call, table: s.Value) -> p.Expression | None:
    """The typed form of a table's call with a day: its rows as they were in force then, each with its passages."""
    if not table.is_dated or table.record is not None:
        return None  # no table that can be called: `dsl/units/resolve.py` has said so
    name = table.name.text
    if len(call.arguments) != 1:
        typer.report(
            "wrong-arguments",
            told("`{name}` is a table with dated rows, and takes a day", name=name),
            call.span,
            told("it is used like this: `{name}(…)`", name=name),
        )
        return None
    day = typer.of_type(call.arguments[0], DATE, told("the day of `{name}`", name=name))
    if day is None:
        return None
    if name in typer.looked_up:
        typer.report(
            "circular-definition",
            told("`{name}` is defined by itself", name=name),
            call.span,
            "what a row of a table gives rests on no row of the same table",
        )
        return None
    typer.looked_up.append(name)
    rows = tuple(replace(row, by=row.by or table.by) for row in table.rows)
    found = looked_up(typer, replace(table, inputs=(*table.inputs[:-1], call.arguments[0]), rows=rows))
    typer.looked_up.pop()
    return found
