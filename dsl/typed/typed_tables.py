"""Decision tables, row for row, as expressions: what each row asks of what the table looks at, and what it gives."""

from dataclasses import replace
from typing import assert_never

from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.surface.notation import written_bound
from dsl.typed import program as p
from dsl.typed.cited_passages import cited
from dsl.typed.context import Context
from dsl.typed.hit_policies import bracket, can_add, policy_of, ruled
from dsl.typed.types import BOOLEAN, article, is_comparable, told_apart

_ALWAYS = p.Constant(True, BOOLEAN)


def looked_up(typer: Context, table: s.Value) -> p.Expression | None:
    """What a table comes to, in the midst of another expression."""
    found = typed_table(typer, table, typer.clauses[table.name.text], typer.written(table.type) or BOOLEAN)
    return replace(found, of=table.name.text) if found is not None else None


def typed_table(typer: Context, table: s.Value, clause: str, type_: p.Type) -> p.Lookup | None:
    """A table as it stands in a clause, which gives values of a type."""
    typed = [typer.expression(source) for source in table.inputs]
    inputs = tuple(source for source in typed if source is not None)
    if len(inputs) != len(typed):
        return None
    adds_up = policy_of(table) in ("sum", "marginal")
    if adds_up and not can_add(typer, table, type_):
        return None
    rows = []
    for number, row in enumerate(table.rows, 1):
        found = _row(typer, table, row, inputs, type_)
        if found is not None:
            label = tuple(_label(cell) for cell in row.cells)
            rows.append(p.Row(*found, label, cited(row.by, clause), number))
    return p.Lookup(inputs, ruled(typer, table, rows), type_, adds_up)


def _row(
    typer: Context, table: s.Value, row: s.Row, inputs: tuple[p.Expression, ...], type_: p.Type
) -> tuple[p.Expression, p.Expression] | None:
    """The test and the result of a row."""
    if policy_of(table) == "marginal":
        cut = bracket(typer, row, inputs, type_)
        if cut is None:
            return None
        tests: list[p.Expression | None] = [cut[0], *_cells(typer, row.cells[1:], inputs[1:])]
        result: p.Expression | None = cut[1]
    else:
        tests = _cells(typer, row.cells, inputs)
        result = typer.of_type(row.result, type_, f"a result of `{table.name.text}`")
    if row.under is not None:
        tests.append(typer.condition(row.under))
    known = tuple(test for test in tests if test is not None)
    if len(known) != len(tests) or result is None:
        return None
    needed = tuple(test for test in known if test != _ALWAYS)
    test = needed[0] if len(needed) == 1 else p.Operation("and", needed, BOOLEAN) if needed else _ALWAYS
    return test, result


def _cells(typer: Context, cells: tuple[s.Cell, ...], inputs: tuple[p.Expression, ...]) -> list[p.Expression | None]:
    return [_cell(typer, cell, source) for cell, source in zip(cells, inputs, strict=False)]


def _cell(typer: Context, cell: s.Cell, source: p.Expression) -> p.Expression | None:
    if cell.kind == "any":
        return _ALWAYS
    if cell.kind == "options":
        for option in cell.options:
            if source.type.kind != "choice" or option.text not in typer.options(source.type.name):
                _wrong_option(typer, option, source.type)
                return None
        return p.Operation("within", (source,), BOOLEAN, tuple(option.text for option in cell.options))
    operators = ("equal",) if cell.kind == "exactly" else s.BOUNDS[cell.kind]
    tests = []
    for operator, bound in zip(operators, cell.bounds, strict=True):
        typed = typer.expression(bound)
        if typed is None:
            return None
        if bound.kind == "none" and cell.kind == "exactly" and source.type.optional:
            return p.Operation("is_none", (source,), BOOLEAN)
        if not is_comparable(typed.type, source.type):
            wished, found = told_apart(source.type, typed.type)
            typer.report(
                "wrong-type", told("this cell is {wished}, not {found}", wished=wished, found=found), bound.span
            )
            return None
        tests.append(p.Operation(operator, (source, typed), BOOLEAN))
    return tests[0] if len(tests) == 1 else p.Operation("and", tuple(tests), BOOLEAN)


def _wrong_option(typer: Context, option: s.Word, type_: p.Type) -> None:
    if type_.kind == "choice":
        typer.unknown_option(option, type_.name)
    else:
        typer.report(
            "wrong-type",
            told("this cell is {article}, not the word `{option}`", article=article(type_), option=option.text),
            option.span,
        )


def _label(cell: s.Cell) -> str:
    bounds = [written_bound(bound) for bound in cell.bounds]
    match cell.kind:
        case "any":
            return "*"
        case "options":
            return ", ".join(option.text for option in cell.options)
        case "at_least":
            return f"≥ {bounds[0]}"
        case "at_most":
            return f"≤ {bounds[0]}"
        case "range":
            return f"{bounds[0]}–{bounds[1]}"
        case "to_below":
            return f"≥ {bounds[0]}, < {bounds[1]}"
        case "over_up_to":
            return f"> {bounds[0]}, ≤ {bounds[1]}"
        case "over":
            return f"> {bounds[0]}"
        case "below":
            return f"< {bounds[0]}"
        case "exactly":
            return bounds[0]
    assert_never(cell.kind)
