"""The functions of the language on the cells of a row. What isn't among them is computed by the generated Python."""

from collections.abc import Callable
from fractions import Fraction

from sqlglot import exp

from engine.backends.sql.calendar_lookups import Dates
from engine.backends.sql.cells import (
    Cell,
    Expression,
    NotInSqlError,
    Value,
    as_cell,
    binary,
    chosen,
    floor_division,
    number_cell,
    whole,
)
from engine.backends.sql.operators import extreme
from engine.backends.sql.rows import Rows
from engine.meaning.nodes import Kind

Parts = tuple[str, ...]


class Calls:
    """Functions over the calendars of one plan; `parts` are the parts of the country whose holidays may count."""

    def __init__(self, dates: Dates, parts: Parts) -> None:
        self.dates, self.parts = dates, parts

    def called(self, name: str, arguments: list[Value], kinds: list[Kind], rows: Rows) -> Cell:
        """What a function comes to, none of whose arguments is none. Raises `NotInSqlError`."""
        cells = [as_cell(value, kind) for value, kind in zip(arguments, kinds, strict=True)]
        known = FUNCTIONS.get(name)
        if known is None:
            raise NotInSqlError("function", name)
        return known(self, [self._kept(cell, rows) for cell in cells], rows)

    def _kept(self, cell: Cell, rows: Rows) -> Cell:
        parts = tuple(self.dates.columns.computed(rows, part) for part in cell.parts)
        return Cell(cell.kind, parts, cell.sure, None, cell.unit, cell.low, cell.high)

    # ---- numbers

    def least(self, cells: list[Cell], rows: Rows) -> Cell:
        return extreme(cells, largest=False)

    def greatest(self, cells: list[Cell], rows: Rows) -> Cell:
        return extreme(cells, largest=True)

    def floor(self, cells: list[Cell], rows: Rows) -> Cell:
        return _as_integer(_steps(cells[0], Fraction(1)))

    def ceiling(self, cells: list[Cell], rows: Rows) -> Cell:
        return _opposite(_as_integer(_steps(_opposite(cells[0]), Fraction(1))))

    def rounded(self, cells: list[Cell], rows: Rows) -> Cell:
        amount, unit, mode = cells
        step = unit.low * unit.unit
        factor = step / amount.unit
        scaled = _times(amount, factor.denominator)
        by = factor.numerator
        match mode.value.name:
            case "down":
                found = _towards_zero(scaled, by)
            case "up":
                found = _away_from_zero(scaled, by)
            case "half_up":
                found = _half_up(_times(scaled, 2), 2 * by, by)
            case _:
                raise NotInSqlError("rounding", mode.value.name)
        return Cell(unit.kind, found.parts, amount.sure, None, step, found.low, found.high)

    # ---- dates

    def day_of(self, cells: list[Cell], rows: Rows) -> Cell:
        (of,) = cells
        if of.kind is Kind.INSTANT:
            return self.dates.day_of(of, rows)
        first, last = (self.dates.columns.computed(rows, end) for end in self.dates.days_within(of, rows))
        found = chosen([(binary(exp.EQ, first, last), first)])
        near = self.dates.day_of(Cell(Kind.INSTANT, (of.parts[0],), False, None, Fraction(1), of.low, of.high), rows)
        return Cell(Kind.DATE, (found,), False, None, Fraction(1), near.low, near.high)

    def instant_of(self, cells: list[Cell], rows: Rows) -> Cell:
        (of,) = cells
        found = chosen([(binary(exp.EQ, of.parts[0], of.parts[1]), of.parts[0])])
        return Cell(Kind.INSTANT, (found,), False, None, Fraction(1), of.low, of.high)

    def is_to_the_hour(self, cells: list[Cell], rows: Rows) -> Cell:
        (of,) = cells
        return Cell(Kind.BOOLEAN, (binary(exp.EQ, of.parts[0], of.parts[1]),), of.sure)

    def start_of_day(self, cells: list[Cell], rows: Rows) -> Cell:
        return self.dates.start_of_day(cells[0], rows)

    def start_of_month(self, cells: list[Cell], rows: Rows) -> Cell:
        return self.dates.start_of_month(self.dates.month_of(cells[0], rows), rows)

    def start_of_year(self, cells: list[Cell], rows: Rows) -> Cell:
        year = self.dates.year_of(cells[0], rows)
        return self.dates.start_of_month(_times(year, 12), rows)

    def year_of(self, cells: list[Cell], rows: Rows) -> Cell:
        return self.dates.year_of(cells[0], rows)

    def length_of_month(self, cells: list[Cell], rows: Rows) -> Cell:
        month = self.dates.month_of(cells[0], rows)
        following = number_cell(exp.Add, month, _number(1), Fraction(1))
        begins, ends = (
            self.dates.start_of_day(self.dates.start_of_month(each, rows), rows) for each in (month, following)
        )
        found = number_cell(exp.Sub, ends, begins, Fraction(1))
        return Cell(Kind.DURATION, found.parts, found.sure, None, Fraction(1), 0, 32 * 86_400_000_000)

    def whole_months(self, cells: list[Cell], rows: Rows) -> Cell:
        months, _ = self._months_between(cells, rows)
        return months

    def started_months(self, cells: list[Cell], rows: Rows) -> Cell:
        months, rest = self._months_between(cells, rows)
        found = binary(exp.Add, months.value, chosen([(rest, whole(1))], whole(0)))
        return Cell(Kind.INTEGER, (found,), months.sure, None, Fraction(1), months.low, months.high + 1)

    def _months_between(self, cells: list[Cell], rows: Rows) -> tuple[Cell, Expression]:
        """How many whole months lie between two days, and whether something is left."""
        start, end = cells
        between = number_cell(exp.Sub, self.dates.month_of(end, rows), self.dates.month_of(start, rows), Fraction(1))
        apart = self._kept(between, rows)
        reached = self.dates.months_later(start, Cell(*_of(apart)), 1, "down", rows)
        at = self.dates.columns.computed(rows, reached.value)
        fewer = binary(exp.Sub, apart.value, chosen([(binary(exp.GT, at, end.value), whole(1))], whole(0)))
        later = binary(exp.GT, end.value, start.value)
        sure = start.sure and end.sure
        found = chosen([(later, fewer), (binary(exp.LTE, end.value, start.value), whole(0))])
        months = Cell(Kind.INTEGER, (found,), sure, None, Fraction(1), 0, max(between.high, 0))
        months = self._kept(months, rows)
        closed = self.dates.months_later(start, months, 1, "down", rows)
        rest = exp.And(
            this=exp.Paren(this=later.copy()), expression=exp.Paren(this=binary(exp.LT, closed.value, end.value))
        )
        return months, rest

    def next_recurrence(self, cells: list[Cell], rows: Rows) -> Cell:
        start, after, period, *modes = cells
        if not modes:
            raise NotInSqlError("function", "next_recurrence")
        (mode,) = modes
        months = period.low * int(period.unit)
        elapsed = number_cell(exp.Sub, self.dates.month_of(after, rows), self.dates.month_of(start, rows), Fraction(1))
        elapsed = extreme([self._kept(elapsed, rows), _number(0)], largest=True)
        before = extreme(
            [
                number_cell(exp.Sub, floor_division(self._kept(elapsed, rows), months), _number(1), Fraction(1)),
                _number(1),
            ],
            largest=True,
        )
        first = self._kept(before, rows)
        candidates = []
        for further in range(3):
            count = number_cell(exp.Add, first, _number(further), Fraction(1))
            moved = number_cell(exp.Mul, count, _number(months), Fraction(1))
            candidates.append(self._kept(self.dates.months_later(start, moved, 1, mode.value.name, rows), rows))
        tests = [(binary(exp.GT, each.value, after.value), each.value) for each in candidates]
        sure = start.sure and after.sure
        low, high = min(each.low for each in candidates), max(each.high for each in candidates)
        return Cell(Kind.DATE, (chosen(tests),), sure, None, Fraction(1), low, high)

    # ---- working days

    def next_working_day(self, cells: list[Cell], rows: Rows) -> Cell:
        day, part = cells[0], cells[1] if len(cells) > 1 else None
        found = self.dates.working_day(day, _part(part), self._parts(part), "next", rows)
        sure = day.sure and (part is None or part.sure)
        return Cell(Kind.DATE, (found,), sure, None, Fraction(1), day.low, day.high + self.dates.document.longest_rest)

    def is_working_day(self, cells: list[Cell], rows: Rows) -> Cell:
        day, part = cells[0], cells[1] if len(cells) > 1 else None
        found = self.dates.working_day(day, _part(part), self._parts(part), "is_working", rows)
        return Cell(Kind.BOOLEAN, (found,), day.sure and (part is None or part.sure))

    def _parts(self, part: Cell | None) -> Parts:
        if part is None:
            return ("",)
        return (part.value.name,) if isinstance(part.value, exp.Literal) else self.parts


def _part(part: Cell | None) -> Expression:
    return exp.Literal.string("") if part is None else part.value


def _of(cell: Cell) -> tuple[Kind, tuple[Expression, ...], bool, None, Fraction, int, int]:
    return Kind.INTEGER, cell.parts, cell.sure, None, Fraction(1), max(cell.low, 0), max(cell.high, 0)


def _number(number: int) -> Cell:
    return Cell(Kind.INTEGER, (whole(number),), True, None, Fraction(1), number, number)


def _times(cell: Cell, factor: int) -> Cell:
    return cell if factor == 1 else number_cell(exp.Mul, cell, _number(factor), cell.unit)


def _steps(cell: Cell, step: Fraction) -> Cell:
    factor = step / cell.unit
    return floor_division(_times(cell, factor.denominator), factor.numerator)


def _opposite(cell: Cell) -> Cell:
    return number_cell(exp.Mul, cell, _number(-1), cell.unit)


def _as_integer(cell: Cell) -> Cell:
    return Cell(Kind.INTEGER, cell.parts, cell.sure, None, Fraction(1), cell.low, cell.high)


def _by_sign(cell: Cell, positive: Cell, negative: Cell) -> Cell:
    if cell.low >= 0:
        return positive
    rows = [
        (binary(exp.GTE, cell.value, whole(0)), positive.value),
        (binary(exp.LT, cell.value, whole(0)), negative.value),
    ]
    return Cell(
        cell.kind,
        (chosen(rows),),
        cell.sure,
        None,
        Fraction(1),
        min(positive.low, negative.low),
        max(positive.high, negative.high),
    )


def _towards_zero(cell: Cell, by: int) -> Cell:
    return _by_sign(cell, floor_division(cell, by), _opposite(floor_division(_opposite(cell), by)))


def _away_from_zero(cell: Cell, by: int) -> Cell:
    more = number_cell(exp.Add, cell, _number(by - 1), cell.unit)
    less = number_cell(exp.Add, _opposite(cell), _number(by - 1), cell.unit)
    return _by_sign(cell, floor_division(more, by), _opposite(floor_division(less, by)))


def _half_up(doubled: Cell, by: int, half: int) -> Cell:
    """Twice an amount, and by twice a step: what lies in the middle goes away from zero."""
    more = number_cell(exp.Add, doubled, _number(half), doubled.unit)
    less = number_cell(exp.Add, _opposite(doubled), _number(half), doubled.unit)
    return _by_sign(doubled, floor_division(more, by), _opposite(floor_division(less, by)))


FUNCTIONS: dict[str, Callable[[Calls, list[Cell], Rows], Cell]] = {
    "ceiling": Calls.ceiling,
    "day_of": Calls.day_of,
    "floor": Calls.floor,
    "instant_of": Calls.instant_of,
    "is_to_the_hour": Calls.is_to_the_hour,
    "is_working_day": Calls.is_working_day,
    "length_of_month": Calls.length_of_month,
    "max": Calls.greatest,
    "min": Calls.least,
    "next_recurrence": Calls.next_recurrence,
    "next_working_day": Calls.next_working_day,
    "round": Calls.rounded,
    "start_of_day": Calls.start_of_day,
    "start_of_month": Calls.start_of_month,
    "start_of_year": Calls.start_of_year,
    "started_months": Calls.started_months,
    "whole_months": Calls.whole_months,
    "year_of": Calls.year_of,
}
"""Each function by name, on cells that are columns or literals."""
