"""Where several rows of a table answer: in which order they are read, and how what they give is added up."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dsl.kinds import HIT_POLICIES, HitPolicy, one_of
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.context import Context
from dsl.typed.types import BOOLEAN, article, result_type, zero_of

ADDED = frozenset({"integer", "decimal", "ratio", "percent", "money", "days", "duration"})
"""The kinds whose values have a sum."""
_IN_BRACKETS = frozenset({"integer", "decimal", "money"})
"""The kinds of what is cut into brackets."""


def policy_of(table: s.Value) -> HitPolicy:
    """What holds where several rows answer; where nothing is written, only one may."""
    return one_of(HIT_POLICIES, table.hits.text) if table.hits is not None else "unique"


def is_rest(row: s.Row) -> bool:
    """Whether a row answers what no other does."""
    return all(cell.kind == "any" for cell in row.cells)


def ruled(typer: Context, table: s.Value, rows: list[p.Row]) -> tuple[p.Row, ...]:
    """The typed rows of a table in the order in which they are read, each with the test that its policy makes."""
    rest = {number for number, row in enumerate(table.rows, 1) if is_rest(row)}
    match policy_of(table):
        case "smallest":
            rows = _sorted(typer, table, rows, rest, lambda value: value)
        case "largest":
            rows = list(reversed(_sorted(typer, table, rows[::-1], rest, lambda value: value)))
        case "priority":
            options = typer.options(table.type.name.text)
            rows = _sorted(typer, table, rows, rest, options.index)
        case "sum" | "marginal":
            others = tuple(row.test for row in rows if row.number not in rest)
            rows = [row if row.number not in rest else replace(row, test=_unless(others, row.test)) for row in rows]
        case "unique" | "first" | "agreeing":
            pass
    return tuple(sorted(rows, key=lambda row: row.number in rest))


def _sorted(
    typer: Context, table: s.Value, rows: list[p.Row], rest: set[int], place: Callable[[Any], Any]
) -> list[p.Row]:
    """The rows by what they give. Reports one whose result is not written out."""
    known: list[tuple[Any, p.Row]] = []
    for row in rows:
        if row.number in rest:
            continue
        is_written = isinstance(row.result, p.Constant) and row.result.value is not None
        is_option = row.result.type.kind == "choice"
        if not is_written or is_option != (policy_of(table) == "priority"):
            typer.report(
                "results-without-order",
                told("what this row gives has no place in the order of `hits {policy_of}`", policy_of=policy_of(table)),
                table.rows[row.number - 1].span,
                "`priority` takes options, in the order in which they are declared; `smallest` and `largest` take "
                "numbers, amounts and dates that are written out",
            )
            return rows
        assert isinstance(row.result, p.Constant)
        known.append((place(row.result.value), row))
    ordered = [row for _, row in sorted(known, key=lambda pair: pair[0])]
    return [*ordered, *(row for row in rows if row.number in rest)]


def _unless(others: tuple[p.Expression, ...], test: p.Expression) -> p.Expression:
    """The test of the row that answers what no other does."""
    if not others:
        return test
    joined = others[0] if len(others) == 1 else p.Operation("or", others, BOOLEAN)
    refused = p.Operation("not", (joined,), BOOLEAN)
    is_always = isinstance(test, p.Constant)
    return refused if is_always else p.Operation("and", (refused, test), BOOLEAN)


def can_add(typer: Context, table: s.Value, type_: p.Type) -> bool:
    """Whether the results of a table have a sum. Reports it if not."""
    if type_.kind in ADDED and not type_.optional:
        return True
    typer.report(
        "results-without-sum",
        told("{article} cannot be added up", article=article(type_)),
        table.type.span,
        "take `hits first`",
    )
    return False


def bracket(
    typer: Context, row: s.Row, inputs: tuple[p.Expression, ...], type_: p.Type
) -> tuple[p.Expression, p.Expression] | None:
    """Of a row of a marginal table, whether an amount reaches its stretch, and what it gives of the part within it.

    The amount is what the table looks at first; whatever else it looks at says whether the row counts.
    """
    source, cell = (inputs[0], row.cells[0]) if inputs and row.cells else (None, None)
    if (
        source is None
        or cell is None
        or source.type.kind not in _IN_BRACKETS
        or source.type.optional
        or cell.kind not in s.BOUNDS
    ):
        typer.report(
            "no-bracket",
            "`hits marginal` cuts a number or an amount into stretches",
            row.span,
            "the first `on` is of a whole number, a decimal or money, and its cells are stretches: `over 10 up to 20`",
        )
        return None
    rate = typer.expression(row.result)
    bounds = [typer.expression(bound) for bound in cell.bounds]
    if rate is None or any(bound is None for bound in bounds):
        return None
    given = result_type("multiply", source.type, rate.type)
    if given is None or (given.kind, given.name) != (type_.kind, type_.name):
        wrong = article(given) if given is not None else "nothing"
        typer.report(
            "wrong-type",
            told(
                "{article} times {article_2} is {wrong}, not {article_3}",
                article=article(source.type),
                article_2=article(rate.type),
                wrong=wrong,
                article_3=article(type_),
            ),
            row.result.span,
        )
        return None
    low, high = _ends(s.BOUNDS[cell.kind], [bound for bound in bounds if bound is not None], source.type)
    upper = p.Function("min", (source, high), source.type) if high is not None else source
    part = p.Operation("subtract", (upper, low), source.type) if low.value else upper
    test = p.Operation("more", (source, low), BOOLEAN)
    return test, p.Operation("multiply", (part, rate), type_)


def _ends(
    operators: tuple[str, ...], bounds: list[p.Expression], type_: p.Type
) -> tuple[p.Constant, p.Constant | None]:
    """Above what a stretch begins, nothing being the least, and with what it ends, if it does.

    Whole numbers come one after the other: a stretch from 11 on begins above 10.
    """
    nothing = zero_of(type_)
    step = 1 if type_.kind == "integer" else 0
    low, high = p.Constant(nothing, type_), None
    for operator, bound in zip(operators, bounds, strict=True):
        assert isinstance(bound, p.Constant)
        end = bound.value + nothing  # a whole number among decimals becomes one
        match operator:
            case "at_least":
                low = p.Constant(max(end - step, nothing), type_)
            case "more":
                low = p.Constant(max(end, nothing), type_)
            case "at_most":
                high = p.Constant(end, type_)
            case _:
                high = p.Constant(end - step, type_)
    return low, high
