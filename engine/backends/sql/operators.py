"""Operators and comparisons on the cells of a row: what `engine/backends/walker.py` does to values, as SQL."""

from dataclasses import replace
from fractions import Fraction
from functools import reduce
from typing import assert_never

from sqlglot import exp

from engine.backends.sql.calendar_lookups import Dates
from engine.backends.sql.cells import (
    DAY,
    NUMBERS,
    Cell,
    Expression,
    NotInSqlError,
    binary,
    both,
    chosen,
    either,
    floor_division,
    in_common,
    is_null,
    negated,
    number_cell,
    whole,
)
from engine.backends.sql.rows import Rows
from engine.meaning.nodes import Arithmetic, Kind, Relation

_SIGNS: dict[Relation, type[exp.Binary]] = {
    Relation.EQUAL: exp.EQ,
    Relation.UNEQUAL: exp.NEQ,
    Relation.LESS: exp.LT,
    Relation.AT_MOST: exp.LTE,
    Relation.MORE: exp.GT,
    Relation.AT_LEAST: exp.GTE,
}


def any_none(cells: tuple[Cell, ...]) -> Expression | None:
    """Whether any of several cells is none; None where none of them ever is."""
    found = [cell.none for cell in cells if cell.none is not None]
    return reduce(either, found) if found else None


def none_of_passed(cells: tuple[Cell, ...]) -> Expression | None:
    """Whether what unknown and none pass through is none: where something given is none and nothing is unknown."""
    none = any_none(cells)
    if none is None:
        return None
    several = sum(cell.none is not None for cell in cells) > 1
    for cell in cells:
        if not cell.sure and (several or cell.none is None):  # what is itself none is not unknown
            none = both(none, negated(cell.unknown))
    return none


def compared(relation: Relation, left: Cell, right: Cell, dates: Dates, rows: Rows) -> Cell:
    """A comparison: no where either side is none, else unknown where either is."""
    kinds = {left.kind, right.kind}
    sure = left.sure and right.sure
    if Kind.MOMENT in kinds:
        found, sure = _of_moments(relation, left, right, dates, rows), False
    else:
        if left.kind in NUMBERS:
            left, right = in_common(left, right)
        found = binary(_SIGNS[relation], left.value, right.value)
    none = any_none((left, right))
    return Cell(Kind.BOOLEAN, (found if none is None else both(negated(none), found),), sure)


def _of_moments(relation: Relation, left: Cell, right: Cell, dates: Dates, rows: Rows) -> Expression:
    """Whether two moments, or a moment and a date or an instant, compare: unknown where the hour decides."""

    def before(one: Cell, other: Cell) -> Expression:
        return _is_before(one, other, dates, rows)

    match relation:
        case Relation.LESS:
            return before(left, right)
        case Relation.MORE:
            return before(right, left)
        case Relation.AT_MOST:
            return negated(before(right, left))
        case Relation.AT_LEAST:
            return negated(before(left, right))
        case Relation.EQUAL:
            return negated(either(before(left, right), before(right, left)))
        case Relation.UNEQUAL:
            return either(before(left, right), before(right, left))
    assert_never(relation)


def _is_before(one: Cell, other: Cell, dates: Dates, rows: Rows) -> Expression:
    def ordered(first: Expression, last: Expression, other_first: Expression, other_last: Expression) -> Expression:
        return chosen(
            [(binary(exp.LT, last, other_first), exp.true()), (binary(exp.GTE, first, other_last), exp.false())]
        )

    if Kind.DATE in (one.kind, other.kind):
        return ordered(*dates.days_within(one, rows), *dates.days_within(other, rows))
    first, last, day = _as_moment(one)
    other_first, other_last, other_day = _as_moment(other)
    by_hour = ordered(first, last, other_first, other_last)
    if isinstance(day, exp.Null) or isinstance(other_day, exp.Null):
        return by_hour
    both_days = both(negated(is_null(day)), negated(is_null(other_day)))
    return chosen([(both_days, binary(exp.LT, day, other_day))], by_hour)


def _as_moment(cell: Cell) -> tuple[Expression, Expression, Expression]:
    """The first and last instant of a moment or an instant, and its day where that is all that is told."""
    if cell.kind is not Kind.MOMENT:
        return cell.value, cell.value, exp.null()
    first, last, day = cell.parts
    return first, last, day


def applied(operator: Arithmetic, left: Cell, right: Cell, dates: Dates, rows: Rows) -> Cell:
    """What an operator makes of two cells. Raises `NotInSqlError`."""
    match operator:
        case Arithmetic.PLUS | Arithmetic.EXACT_PLUS:
            return _joined(exp.Add, left, right)
        case Arithmetic.MINUS if left.kind is Kind.DATE:
            days = number_cell(exp.Sub, left, right, Fraction(1))
            return Cell(Kind.DAYS, days.parts, days.sure, None, Fraction(DAY), days.low, days.high)
        case Arithmetic.MINUS | Arithmetic.EXACT_MINUS:
            return _joined(exp.Sub, left, right)
        case Arithmetic.TIMES | Arithmetic.EXACT_TIMES | Arithmetic.SPAN_TIMES:
            return number_cell(exp.Mul, left, right, left.unit * right.unit)
        case Arithmetic.RATIO_PLUS:
            return replace(_joined(exp.Add, left, right), kind=Kind.RATIO)
        case Arithmetic.RATIO_MINUS:
            return replace(_joined(exp.Sub, left, right), kind=Kind.RATIO)
        case Arithmetic.RATIO_TIMES:
            return replace(number_cell(exp.Mul, left, right, left.unit * right.unit), kind=Kind.RATIO)
        case Arithmetic.QUOTIENT:
            if right.low != right.high or right.low == 0 or not right.sure:
                raise NotInSqlError("quotient")
            sign = 1 if right.low > 0 else -1
            found = left if sign > 0 else number_cell(exp.Mul, left, _one(-1), left.unit)
            unit = left.unit / right.unit / abs(right.low)
            return Cell(Kind.RATIO, found.parts, found.sure, None, unit, found.low, found.high)
        case Arithmetic.LATER:
            return _moved(exp.Add, left, right)
        case Arithmetic.EARLIER:
            return _moved(exp.Sub, left, right)
        case Arithmetic.DAYS_LATER:
            return dates.days_later(left, right, 1, rows)
        case Arithmetic.DAYS_EARLIER:
            return dates.days_later(left, right, -1, rows)
        case Arithmetic.MONTHS_LATER_DOWN:
            return dates.months_later(left, right, 1, "down", rows)
        case Arithmetic.MONTHS_LATER_UP:
            return dates.months_later(left, right, 1, "up", rows)
        case Arithmetic.MONTHS_EARLIER_DOWN:
            return dates.months_later(left, right, -1, "down", rows)
        case Arithmetic.MONTHS_EARLIER_UP:
            return dates.months_later(left, right, -1, "up", rows)
    assert_never(operator)


def _one(number: int) -> Cell:
    return Cell(Kind.INTEGER, (whole(number),), True, None, Fraction(1), number, number)


def _joined(make: type[exp.Binary], left: Cell, right: Cell) -> Cell:
    if left.kind not in NUMBERS:  # two instants are apart by microseconds
        return number_cell(make, left, right, Fraction(1))
    one, other = in_common(left, right)
    return number_cell(make, one, other, one.unit)


def _moved(make: type[exp.Binary], left: Cell, right: Cell) -> Cell:
    """What says when, moved by a span: a date by whole days, a moment by its first and its last instant."""
    factor = right.unit / DAY if left.kind is Kind.DATE else right.unit
    span = right if factor.denominator > 1 else number_cell(exp.Mul, right, _one(int(factor)), Fraction(1))
    if factor.denominator > 1:
        if factor.numerator > 1 or left.kind is not Kind.DATE:
            raise NotInSqlError("quotient")
        span = floor_division(right, factor.denominator)
    if left.kind is not Kind.MOMENT:
        return number_cell(make, left, span, Fraction(1))
    ends = [
        number_cell(make, Cell(Kind.INSTANT, (part,), left.sure, None, left.unit, left.low, left.high), span, left.unit)
        for part in left.parts[:2]
    ]
    parts = (ends[0].value, ends[1].value, exp.null())
    return Cell(Kind.MOMENT, parts, left.sure and right.sure, None, left.unit, ends[0].low, ends[0].high)


def extreme(cells: list[Cell], largest: bool) -> Cell:
    """The greatest or the least of cells that are all there."""
    if cells[0].kind in NUMBERS:
        cells = list(in_common(*cells))

    def of_two(one: Cell, other: Cell) -> Cell:
        low, high = (
            (max(one.low, other.low), max(one.high, other.high))
            if largest
            else (min(one.low, other.low), min(one.high, other.high))
        )
        smaller = binary(exp.LT if largest else exp.GT, one.value, other.value)
        rows = [(smaller, other.value)]
        if one.sure and other.sure:
            found = chosen(rows, one.value)
        else:
            found = chosen([*rows, (binary(exp.GTE if largest else exp.LTE, one.value, other.value), one.value)])
        return Cell(one.kind, (found,), one.sure and other.sure, None, one.unit, low, high)

    return reduce(of_two, cells)
