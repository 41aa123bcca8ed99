"""Decision tables: gaps, overlaps and what lies past the last row are settled in the source, not fallen into."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise, product
from operator import eq, ge, gt, le, lt

from dsl.diagnostic import Diagnostic, Label
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.surface.notation import written_bound
from dsl.surface.walk import parts
from dsl.typed import program as p
from dsl.typed.dated_settings import of_setting
from dsl.typed.hit_policies import is_rest, policy_of
from dsl.typed.types import CALENDAR, is_comparable
from dsl.typed.typing import Typer
from dsl.units.dated_rows import as_table
from dsl.units.scope import Unit

MOST_POINTS = 20_000
MOST_TESTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a column that stands for a stretch of values; `shown` is how it is named to the author."""

    at: Fraction | str
    shown: str
    between: tuple[Fraction, Fraction] | None = None
    """The bounds between which the stretch lies, where it lies between two."""

    @property
    def number(self) -> Fraction:
        """The value of a column of numbers or dates."""
        assert isinstance(self.at, Fraction)
        return self.at


def check_tables(unit: Unit) -> list[Diagnostic]:
    """Reports the inputs that no row answers or that two rows answer, for every table of the unit."""
    diagnostics: list[Diagnostic] = []
    typer = Typer(unit)
    for statement in unit.named("name").values():
        match statement:
            case s.Value(rows=rows) if rows:
                diagnostics += _check(typer, statement)
            case s.Fact(rows=rows) if rows:
                diagnostics += of_setting(statement, _check(typer, as_table(statement)))
            case _:
                pass
    return diagnostics


def _check(typer: Typer, table: s.Value) -> list[Diagnostic]:
    width, days = len(table.inputs), int(table.is_dated)
    for row in table.rows:
        if len(row.cells) != width:
            written, wanted = len(row.cells) - days, width - days
            return [
                Diagnostic(
                    "row-width",
                    told("this row has {cells} cell; the table needs {width}", cells=1, width=wanted)
                    if written == 1
                    else told("this row has {cells} cells; the table needs {width}", cells=written, width=wanted),
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
        if row.under is None
        and not row.by
        and any(cell.kind in ("at_least", "over") for cell in row.cells[: width - days])
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
    empty = [_nothing_in(cell) for row in table.rows for cell in row.cells if _is_empty(cell)]
    if empty or not columns:
        return [*found, *empty]
    if total > MOST_POINTS or sum(map(len, columns)) * len(table.rows) > MOST_TESTS:
        return [
            *found,
            Diagnostic(
                "table-too-large",
                "the table is too large to be checked for gaps",
                (Label(table.name.span),),
                "split it into several tables",
            ),
        ]
    answering = [
        [frozenset(n for n, row in enumerate(table.rows) if _holds(row.cells[column], point.at)) for point in points]
        for column, points in enumerate(columns)
    ]
    for point, rows in zip(product(*columns), product(*answering), strict=True):
        matching = [table.rows[number] for number in sorted(frozenset.intersection(*rows))]
        if trouble := _at(typer, table, point, matching):
            return found + trouble
    return found


def _at(typer: Typer, table: s.Value, point: tuple[Point, ...], matching: list[s.Row]) -> list[Diagnostic]:
    shown = ", ".join(at.shown for at in point)
    specific = [row for row in matching if not is_rest(row)]
    for one, other in combinations(specific, 2):
        if (one.under is None or one.under == other.under) and (trouble := _both(table, one, other, shown)):
            return trouble
    if matching and (trouble := _slipped(table, point, specific)):
        return trouble
    sure = any(row.under is None for row in matching)
    if not sure and not _all_readings(typer, [row.under for row in matching if row.under is not None]):
        return [
            Diagnostic(
                "table-gap",
                told("no row of `{name}` answers {shown}", name=table.name.text, shown=shown),
                (Label(table.name.span),),
                "add a row for it, or `case otherwise gives …`, with the text or the reading behind it",
            )
        ]
    return []


def _both(table: s.Value, one: s.Row, other: s.Row, shown: str) -> list[Diagnostic]:
    """What is wrong where two rows answer the same."""
    labels = (Label(other.span, "this row"), Label(one.span, "and the one above"))
    match policy_of(table):
        case "unique" | "marginal":
            return [
                Diagnostic(
                    "table-overlap",
                    told("two rows of `{name}` answer {shown}", name=table.name.text, shown=shown),
                    labels,
                    "let one of them go, set each under a reading of its own, or say which holds: `hits first`",
                )
            ]
        case "agreeing" if one.result != other.result:
            return [
                Diagnostic(
                    "rows-disagree",
                    told("two rows of `{name}` answer {shown}, and not alike", name=table.name.text, shown=shown),
                    labels,
                    "let both give the same, or say which holds: `hits first`",
                )
            ]
        case "agreeing" | "first" | "priority" | "smallest" | "largest" | "sum":
            return []


def _slipped(table: s.Value, point: tuple[Point, ...], specific: list[s.Row]) -> list[Diagnostic]:
    """What slips between the stretch of one row and that of the next, and is answered by no row but `otherwise`."""
    for column, at in enumerate(point):
        if at.between is None or any(row.cells[column].kind != "any" for row in specific):
            continue
        beside = [
            row
            for row in table.rows
            if all(
                _holds(cell, other.at)
                for number, (cell, other) in enumerate(zip(row.cells, point, strict=True))
                if number != column
            )
        ]
        low, high = at.between
        ends = any(_ends(row.cells[column], low, ("at_most", "less")) for row in beside)
        begins = any(_ends(row.cells[column], high, ("at_least", "more")) for row in beside)
        if ends and begins:
            return [
                Diagnostic(
                    "table-gap",
                    told(
                        "between two rows of `{name}`, {shown} is left to `otherwise`",
                        name=table.name.text,
                        shown=at.shown,
                    ),
                    (Label(table.name.span),),
                    "let one stretch begin where the other ends: `over … up to …`, or `… to below …`",
                )
            ]
    return []


def _ends(cell: s.Cell, at: Fraction, operators: tuple[str, ...]) -> bool:
    """Whether the stretch of a cell has an end of one kind at a bound."""
    if cell.kind not in s.BOUNDS:
        return False
    pairs = zip(s.BOUNDS[cell.kind], cell.bounds, strict=True)
    return any(operator in operators and bound.kind != "none" and _number(bound) == at for operator, bound in pairs)


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
    return points + _stretches(cells, typed.type.kind, _may_be_negative(typer, table.inputs[column]))


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
    """Each bound of a column, and a value for every stretch between, before and after them, however narrow.

    Whole numbers, whole days and dates come one after the other; everything else is dense.
    """
    shown = {
        _number(bound): f"`{written_bound(bound)}`" for cell in cells for bound in cell.bounds if bound.kind != "none"
    }
    if kind not in CALENDAR and not may_be_negative:
        shown.setdefault(Fraction(0), "`0`")
    unit = _UNITS.get(kind)
    if unit is not None:
        found = _discrete(shown, unit, kind)
    else:
        found = [Point(at, text) for at, text in shown.items()] + _dense(sorted(shown), shown)
    least = 0 if kind not in CALENDAR and not may_be_negative else None
    return sorted((point for point in found if least is None or point.number >= least), key=lambda point: point.number)


_UNITS = {"integer": 1, "date": 1, "moment": 1, "days": 86400}
"""The kinds whose values come one after the other, with what lies between two of them."""


def _discrete(shown: dict[Fraction, str], unit: int, kind: str) -> list[Point]:
    """The values at and beside each bound."""
    found: dict[Fraction, str] = {}
    for at in shown:
        below, above = Fraction(at // unit * unit), Fraction(-(-at // unit) * unit)
        for value in (below - unit, below, above, above + unit):
            found.setdefault(value, shown.get(value) or _value(value, unit, kind))
    return [Point(at, text) for at, text in found.items()]


def _value(at: Fraction, unit: int, kind: str) -> str:
    if kind in CALENDAR:
        return f"`{date.fromordinal(min(max(int(at), 1), date.max.toordinal())).isoformat()}`"
    return f"`{int(at / unit)}`" if kind == "integer" else f"`{int(at / unit)} days`"


def _dense(bounds: list[Fraction], shown: dict[Fraction, str]) -> list[Point]:
    """A value between every two bounds, one before the first and one after the last."""
    found = [
        Point((one + other) / 2, f"what lies between {shown[one]} and {shown[other]}", (one, other))
        for one, other in pairwise(bounds)
    ]
    if bounds:
        found.append(Point(bounds[0] - 1, f"what is below {shown[bounds[0]]}"))
        found.append(Point(bounds[-1] + 1, f"what is above {shown[bounds[-1]]}"))
    return found


def _may_be_negative(typer: Typer, expression: s.Expression) -> bool:
    """Whether a number might fall below zero: a difference may, a count or a given number may not."""
    seen: set[str] = set()
    pending = [expression]
    while pending:
        match pending.pop():
            case s.Operation(operator="subtract"):
                return True
            case s.Call(function=s.Word(text="max")) as call if any(_is_given(typer, part) for part in parts(call)):
                continue
            case s.Literal(text=text) if text.startswith("-"):
                return True
            case s.Name(text=name) | s.Call(function=s.Word(text=name)) as named:
                value = typer.names.get(name)
                pending += parts(named)
                if name not in seen and isinstance(value, s.Value):
                    pending += [row.result for row in value.rows]
                    pending += [value.expression] if value.expression is not None else []
                seen.add(name)
            case s.Aggregate(operator="count"):
                continue
            case s.Aggregate(body=body) if body is not None:
                pending.append(body)
            case other:
                pending += parts(other)
    return False


def _is_given(typer: Typer, expression: s.Expression) -> bool:
    """Whether something is written or asked for, and so not below zero."""
    return isinstance(expression, s.Literal) or (
        isinstance(expression, s.Name) and isinstance(typer.names.get(expression.text), s.Fact)
    )


def _holds(cell: s.Cell, at: Fraction | str) -> bool:
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
    operators = ("equal",) if cell.kind == "exactly" else s.BOUNDS[cell.kind]
    return all(_COMPARED[operator](at, _number(bound)) for operator, bound in zip(operators, cell.bounds, strict=True))


def _is_empty(cell: s.Cell) -> bool:
    """Whether nothing lies between the two bounds of a cell."""
    if len(cell.bounds) != 2 or any(bound.kind in ("yes", "no", "none") for bound in cell.bounds):
        return False
    low, high = map(_number, cell.bounds)
    return low > high or (low == high and cell.kind != "range")


def _nothing_in(cell: s.Cell) -> Diagnostic:
    low, high = map(written_bound, cell.bounds)
    return Diagnostic(
        "empty-stretch",
        told("nothing lies between `{low}` and `{high}`", low=low, high=high),
        (Label(cell.span),),
        "write the lesser bound, or the earlier day, first",
    )


_COMPARED = {"equal": eq, "at_least": ge, "at_most": le, "more": gt, "less": lt}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 1, "year": 12}


def _number(bound: s.Literal) -> Fraction:
    """A bound as a plain number, in the smallest unit of its kind."""
    if bound.kind in ("yes", "no", "none"):
        return Fraction(0)
    if bound.kind == "date":
        return Fraction(date.fromisoformat(bound.text).toordinal())
    number = Fraction(bound.text)
    if bound.kind == "percent":
        return number / 100
    return number * _SECONDS[bound.unit.rstrip("s")] if bound.kind == "quantity" else number
