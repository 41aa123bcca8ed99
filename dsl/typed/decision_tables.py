"""Decision tables: gaps, overlaps and what lies past the last row are settled in the source, not fallen into."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from dsl.diagnostic import Diagnostic, Label
from dsl.surface import syntax as s
from dsl.surface.notation import written_bound
from dsl.surface.walk import parts
from dsl.typed import program as p
from dsl.typed.types import is_comparable
from dsl.typed.typing import Typer
from dsl.units.scope import Unit

MOST_POINTS = 20_000


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a column that stands for a stretch of values; `shown` is how it is named to the author."""

    at: Decimal | str
    shown: str


def check_tables(unit: Unit) -> list[Diagnostic]:
    """Reports the inputs that no row answers or that two rows answer, for every table of the unit."""
    diagnostics: list[Diagnostic] = []
    typer = Typer(unit, [])
    for statement in unit.named("name").values():
        if isinstance(statement, s.Value) and statement.rows:
            diagnostics += _check(typer, statement)
    return diagnostics


def _check(typer: Typer, table: s.Value) -> list[Diagnostic]:
    width = len(table.inputs)
    for row in table.rows:
        if len(row.cells) != width:
            cells = f"{len(row.cells)} cell{'' if len(row.cells) == 1 else 's'}"
            return [
                Diagnostic(
                    "row-width",
                    f"this row has {cells}; the table looks at {width} thing{'' if width == 1 else 's'}",
                    (Label(row.span),),
                    "one cell for each `on`",
                )
            ]
    found = [
        Diagnostic(
            "row-unsettled",
            "a row that goes past what is written must say by what text or reading",
            (Label(row.span),),
            "add `by LOCATOR` or `under AMBIGUITY is READING`",
        )
        for row in table.rows
        if row.under is None and not row.by and any(cell.kind == "at_least" for cell in row.cells)
    ]
    if any(row.under is not None and _ambiguity(typer, row.under) is None for row in table.rows):
        return found
    columns: list[list[Point]] = []
    total = 1
    for column in range(width):
        points = _points(typer, table, column)
        if points is None:
            return found
        columns.append(points)
        total *= len(points)
    if total > MOST_POINTS:
        return [
            *found,
            Diagnostic(
                "table-too-large",
                "the table is too large to be checked for gaps",
                (Label(table.name.span),),
                "split it into several tables",
            ),
        ]
    for point in product(*columns):
        matching = [
            row for row in table.rows if all(_holds(cell, at.at) for cell, at in zip(row.cells, point, strict=True))
        ]
        if trouble := _at(typer, table, point, matching):
            return found + trouble
    return found


def _at(typer: Typer, table: s.Value, point: tuple[Point, ...], matching: list[s.Row]) -> list[Diagnostic]:
    shown = ", ".join(at.shown for at in point)
    specific = [row for row in matching if not all(cell.kind == "any" for cell in row.cells)]
    for one, other in combinations(specific, 2):
        if one.under is None or one.under == other.under:
            return [
                Diagnostic(
                    "table-overlap",
                    f"two rows of `{table.name.text}` answer {shown}",
                    (Label(other.span, "this row"), Label(one.span, "and the one above")),
                    "let one of them go, or set each under a reading of its own",
                )
            ]
    sure = any(row.under is None for row in matching)
    if not sure and not _all_readings(typer, [row.under for row in matching if row.under is not None]):
        return [
            Diagnostic(
                "table-gap",
                f"no row of `{table.name.text}` answers {shown}",
                (Label(table.name.span),),
                "add a row for it, or `case otherwise gives …`, with the text or the reading behind it",
            )
        ]
    return []


def _ambiguity(typer: Typer, under: s.Expression) -> tuple[str, set[str]] | None:
    """The ambiguity that a condition is about and the readings under which it holds."""
    match under:
        case s.Operation(operator="is", operands=(s.Name(text=ambiguity), s.Name(text=reading))):
            readings = {reading}
        case s.Membership(operand=s.Name(text=ambiguity), options=options):
            readings = {option.text for option in options}
        case s.Operation(operator="is_not", operands=(s.Name(text=ambiguity), s.Name(text=reading))):
            readings = set(typer.options(ambiguity)) - {reading}
        case _:
            return None
    return (ambiguity, readings) if typer.options(ambiguity) else None


def _all_readings(typer: Typer, conditions: Iterable[s.Expression]) -> bool:
    """Whether rows under readings cover every reading of one ambiguity."""
    covered: dict[str, set[str]] = {}
    for condition in conditions:
        if (named := _ambiguity(typer, condition)) is not None:
            covered.setdefault(named[0], set()).update(named[1])
    return any(readings >= set(typer.options(ambiguity)) for ambiguity, readings in covered.items())


def _points(typer: Typer, table: s.Value, column: int) -> list[Point] | None:
    """Values that stand for every stretch of a column; None where its cells are not of its type."""
    cells = [row.cells[column] for row in table.rows]
    if table.record:
        typer.variables[table.record.text] = table.record.text
    typed = typer.expression(table.inputs[column])
    typer.variables.clear()
    if typed is None or not all(_suits(typer, cell, typed.type) for cell in cells):
        return None
    points = [Point("none", "`none`")] if typed.type.optional else []
    if typed.type.kind == "choice":
        return [*(Point(option, f"`{option}`") for option in typer.options(typed.type.name)), *points]
    if typed.type.kind == "boolean":
        return [Point("yes", "`yes`"), Point("no", "`no`"), *points]
    return points + _stretches(cells, typed.type.kind, _may_be_negative(typer, table.inputs[column], set()))


def _suits(typer: Typer, cell: s.Cell, type_: p.Type) -> bool:
    if cell.kind == "options":
        return type_.kind == "choice" and all(o.text in typer.options(type_.name) for o in cell.options)
    for bound in cell.bounds:
        typed = typer.expression(bound)
        if typed is None:
            return False
        is_none = bound.kind == "none" and type_.optional
        if not is_none and not is_comparable(typed.type, type_):
            return False
    return True


def _stretches(cells: list[s.Cell], kind: str, may_be_negative: bool) -> list[Point]:
    """Each bound of a column of numbers or dates, and a point on either side of it."""
    points = {} if may_be_negative or kind in ("date", "instant") else {Decimal(0): "`0`"}
    if may_be_negative:
        points[Decimal(-1)] = "`-1`" if kind == "integer" else "what is below zero"
    for bound in (bound for cell in cells for bound in cell.bounds if bound.kind != "none"):
        at, written = _number(bound), f"`{written_bound(bound)}`"
        whole = kind == "integer"
        step = Decimal(1) if whole else Decimal("0.0001")
        points[at] = written
        points.setdefault(at - step, f"`{at - 1}`" if whole else f"what is just below {written}")
        points.setdefault(at + step, f"`{at + 1}`" if whole else f"what is just above {written}")
    least = Decimal("-Infinity") if may_be_negative or kind == "date" else Decimal(0)
    return [Point(at, points[at]) for at in sorted(points) if at >= least]


def _may_be_negative(typer: Typer, expression: s.Expression, seen: set[str]) -> bool:
    """Whether a number might fall below zero: a difference may, a count or a given number may not."""
    match expression:
        case s.Operation(operator="subtract"):
            return True
        case s.Call(function=s.Word(text="max")):
            return all(_may_be_negative(typer, part, seen) for part in parts(expression))
        case s.Name() if expression.text not in seen:
            seen.add(expression.text)
            value = typer.names.get(expression.text)
            if not isinstance(value, s.Value):
                return False
            results = [row.result for row in value.rows] + [e for e in (value.expression,) if e is not None]
            return any(_may_be_negative(typer, result, seen) for result in results)
        case s.Aggregate(operator="count"):
            return False
        case s.Aggregate(body=body) if body is not None:
            return _may_be_negative(typer, body, seen)
        case _:
            return any(_may_be_negative(typer, part, seen) for part in parts(expression))


def _holds(cell: s.Cell, at: Decimal | str) -> bool:
    match cell.kind:
        case "any":
            return True
        case "options":
            return at in {option.text for option in cell.options}
        case "exactly" if isinstance(at, str):
            return cell.bounds[0].kind == at
        case _ if isinstance(at, str):
            return False
    if cell.bounds[0].kind == "none":
        return False
    bounds = [_number(bound) for bound in cell.bounds]
    match cell.kind:
        case "exactly":
            return at == bounds[0]
        case "at_least":
            return at >= bounds[0]
        case "at_most":
            return at <= bounds[0]
        case _:
            return bounds[0] <= at <= bounds[1]


_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 1, "year": 12}


def _number(bound: s.Literal) -> Decimal:
    """A bound as a plain number, in the smallest unit of its kind."""
    if bound.kind in ("yes", "no", "none"):
        return Decimal(0)
    if bound.kind == "date":
        return Decimal(int(bound.text.replace("-", "")))
    number = Decimal(bound.text)
    return number * _SECONDS[bound.unit.rstrip("s")] if bound.kind == "quantity" else number
