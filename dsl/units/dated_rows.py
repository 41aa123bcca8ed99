"""Rows that are in force from one day to another: their days become the last column of the table.

So whatever is asked of a table (which row answers, what none does, what two do) is asked of its days as well. A setting
whose values are in force so is such a table with no other column.
"""

from collections.abc import Iterator
from dataclasses import replace

from dsl.diagnostic import Diagnostic, Label
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.units.scope import AS_OF


def with_days_in_columns(statement: s.Statement) -> s.Statement:
    """A table, or a setting, of which a row says when it is in force, with a column for the day that decides.

    All else is as it is.
    """
    if isinstance(statement, s.Fact):
        days = tuple(s.Name(text=AS_OF, span=row.span) for row in statement.rows[:1])
        rows = tuple(replace(row, cells=(_cell(row),)) for row in statement.rows)
        return replace(statement, inputs=days, rows=rows)
    if not isinstance(statement, s.Value) or not statement.rows:
        return statement
    table = statement
    if not table.inputs:
        table = replace(table, rows=tuple(_without_columns(row) for row in table.rows))
    first = next((row.in_force for row in table.rows if row.in_force is not None), None)
    if first is None:
        return table
    day = table.deciding_day or s.Name(text=AS_OF, span=first.span)
    rows = tuple(replace(row, cells=(*row.cells, _cell(row))) for row in table.rows)
    return replace(table, inputs=(*table.inputs, day), rows=rows)


def as_table(setting: s.Fact) -> s.Value:
    """The table of what a setting comes to by the day of the question."""
    return s.Value(
        name=setting.name,
        type=setting.type,
        by=(),
        text=setting.text,
        inputs=setting.inputs,
        rows=setting.rows,
        span=setting.span,
    )


def check_columns(statement: s.Statement) -> Iterator[Diagnostic]:
    """Reports a table that looks at nothing, and a day that is to decide between rows of which none has days."""
    if not isinstance(statement, s.Value) or not statement.rows or statement.is_dated:
        return
    if statement.deciding_day is not None:
        yield Diagnostic(
            "no-dated-row",
            told("no row of `{name}` says when it is in force", name=statement.name.text),
            (Label(statement.deciding_day.span),),
            "say it of a row, `case … gives … in force from …`, or leave `in force on …` out",
        )
    elif not statement.inputs:
        yield Diagnostic(
            "nothing-looked-at",
            told("the table `{name}` looks at nothing", name=statement.name.text),
            (Label(statement.name.span),),
            "say at what, `on …`, or when its rows are in force, `case gives … in force from …`",
        )


def _without_columns(row: s.Row) -> s.Row:
    """A row of a table that looks at nothing but the day: `otherwise` fills none of its columns."""
    return replace(row, cells=()) if [cell.kind for cell in row.cells] == ["any"] else row


def _cell(row: s.Row) -> s.Cell:
    match row.in_force:
        case s.InForce(since=s.Word() as since, until=s.Word() as until):
            return s.Cell(kind="range", bounds=(_day(since), _day(until)), span=row.in_force.span)
        case s.InForce(since=s.Word() as since):
            return s.Cell(kind="at_least", bounds=(_day(since),), span=row.in_force.span)
        case s.InForce(until=s.Word() as until):
            return s.Cell(kind="at_most", bounds=(_day(until),), span=row.in_force.span)
        case _:
            return s.Cell(kind="any", span=row.span)


def _day(word: s.Word) -> s.Literal:
    return s.Literal(kind="date", text=word.text, span=word.span)
