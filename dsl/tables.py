"""Decision tables: gaps, overlaps and what lies past the last row are settled in the source, not fallen into."""

from decimal import Decimal
from itertools import product

from dsl import syntax as s
from dsl.diagnostic import Diagnostic, Label
from dsl.scope import Unit
from dsl.typing import Typer

Point = Decimal | str
MOST_POINTS = 20_000


def check_tables(unit: Unit) -> list[Diagnostic]:
    """Reports the inputs that no row answers or that two rows answer, for every table of the unit."""
    diagnostics: list[Diagnostic] = []
    for statement in unit.named("name").values():
        if isinstance(statement, s.Value) and statement.rows:
            diagnostics += _check(unit, statement)
    return diagnostics


def _check(unit: Unit, table: s.Value) -> list[Diagnostic]:
    width = len(table.inputs)
    for row in table.rows:
        if len(row.cells) != width:
            return [Diagnostic("row-width", f"this row has {len(row.cells)} cells; the table looks at {width} things",
                               (Label(row.span),), "one cell for each `on`")]
    found = [
        Diagnostic("row-unsettled", "a row that goes past what is written must say by what text or reading",
                   (Label(row.span),), "add `by LOCATOR` or `under AMBIGUITY is READING`")
        for row in table.rows
        if row.under is None and not row.by and any(cell.kind == "at_least" for cell in row.cells)
    ]
    columns = [_points(unit, table, column) for column in range(width)]
    total = 1
    for column in columns:
        total *= len(column)
    if total > MOST_POINTS:
        return [*found, Diagnostic("table-too-large", "the table is too large to be checked for gaps",
                                   (Label(table.name.span),), "split it into several tables")]
    for point in product(*columns):
        matching = [row for row in table.rows
                    if all(_holds(cell, at) for cell, at in zip(row.cells, point, strict=True))]
        found += _at(unit, table, point, matching)
        if found:
            break
    return found


def _at(unit: Unit, table: s.Value, point: tuple[Point, ...], matching: list[s.Row]) -> list[Diagnostic]:
    shown = ", ".join(f"`{at}`" for at in point)
    sure = [row for row in matching if row.under is None]
    specific = [row for row in sure if not all(cell.kind == "any" for cell in row.cells)]
    if len(specific) > 1:
        return [Diagnostic("table-overlap", f"two rows of `{table.name.text}` answer {shown}",
                           (Label(specific[0].span, "this row"), Label(specific[1].span, "and this one")),
                           "let one of them go, or set each under a reading")]
    if not sure and not _all_readings(unit, [row for row in matching if row.under is not None]):
        return [Diagnostic("table-gap", f"no row of `{table.name.text}` answers {shown}", (Label(table.name.span),),
                           "add a row for it, or `case otherwise gives …`, with the text or the reading behind it")]
    return []


def _all_readings(unit: Unit, rows: list[s.Row]) -> bool:
    """Whether rows under readings cover every reading of one ambiguity."""
    covered: dict[str, set[str]] = {}
    for row in rows:
        match row.under:
            case s.Operation(operator="is", operands=(s.Name(text=ambiguity), s.Name(text=reading))):
                covered.setdefault(ambiguity, set()).add(reading)
            case s.Membership(operand=s.Name(text=ambiguity), options=options):
                covered.setdefault(ambiguity, set()).update(option.text for option in options)
            case s.Operation(operator="is_not", operands=(s.Name(text=ambiguity), s.Name(text=reading))):
                others = set(Typer(unit, []).options(ambiguity)) - {reading}
                covered.setdefault(ambiguity, set()).update(others)
            case _:
                continue
    typer = Typer(unit, [])
    return any(readings >= set(typer.options(ambiguity)) for ambiguity, readings in covered.items())


def _points(unit: Unit, table: s.Value, column: int) -> list[Point]:
    """Values that stand for every stretch of a column: each bound, and one on either side of it."""
    cells = [row.cells[column] for row in table.rows]
    typer = Typer(unit, [])
    if table.record:
        typer.variables[table.record.text] = table.record.text
    typed = typer.expression(table.inputs[column])
    if typed is not None and typed.type.kind == "choice":
        return list(typer.options(typed.type.name))
    if typed is not None and typed.type.kind == "boolean":
        return ["yes", "no"]
    bounds = sorted({_number(bound) for cell in cells for bound in cell.bounds})
    step = Decimal(1) if typed is None or typed.type.kind == "integer" else Decimal("0.0001")
    points = {Decimal(0)}
    for bound in bounds:
        points |= {bound - step, bound, bound + step}
    return [*sorted(point for point in points if point >= 0)]


def _holds(cell: s.Cell, at: Point) -> bool:
    match cell.kind:
        case "any":
            return True
        case "options":
            return at in {option.text for option in cell.options}
        case "exactly" if isinstance(at, str):
            return cell.bounds[0].kind == at
        case _ if isinstance(at, str):
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
