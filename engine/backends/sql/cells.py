"""How values stand in a table: each as one or a few expressions, exact, unknown apart from *none*.

Numbers, spans and moments are whole numbers, so that no engine rounds: a number of some `unit` (a fraction), a span or
an instant in microseconds, a date in days since 1970. Within what `low` and `high` say, which is known beforehand,
nothing leaves the range of its SQL type. NULL is unknown; whether something is *none* is said apart, by `none`.
"""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from math import gcd
from typing import Any

from sqlglot import exp

from dsl.frozen import dataclass
from dsl.moment import Moment
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Kind

Expression = exp.Expr

MICROSECOND = timedelta(microseconds=1)
DAY = 86_400_000_000
"""A day in microseconds."""

EPOCH = date(1970, 1, 1).toordinal()
ORIGIN = datetime(1970, 1, 1, tzinfo=UTC)
NARROW, WIDE = 2**63 - 1, 10**38 - 1
"""The largest whole numbers of the narrower and of the wider SQL type."""

NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.PERCENT, Kind.RATIO, Kind.MONEY, Kind.DAYS, Kind.DURATION})
COUNTED = frozenset({Kind.DATE, Kind.INSTANT})
"""The kinds that are whole numbers without a unit."""


class NotInSqlError(Exception):
    """Something that SQL doesn't say here; `reason` says what, in a word of the tongues."""

    def __init__(self, reason: str, what: str = "") -> None:
        super().__init__(reason)
        self.reason, self.what = reason, what


@dataclass(frozen=True, slots=True)
class Known:
    """A value that is the same in all cases; None where all of them leave it unknown."""

    value: Any


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a row: `parts` are its expressions, NULL where it is unknown or none.

    There is one part, but of a moment three: its first and its last instant, and its day if that is all that is told.
    `sure` says that it is never unknown. `none` is an expression that is never NULL; None where it is never none.
    """

    kind: Kind
    parts: tuple[Expression, ...]
    sure: bool
    none: Expression | None = None
    unit: Fraction = Fraction(1)
    low: int = 0
    high: int = 0

    @property
    def value(self) -> Expression:
        """The one part of anything but a moment."""
        return self.parts[0]

    @property
    def unknown(self) -> Expression:
        """Whether it is unknown."""
        if self.sure:
            return exp.false()
        wanting = is_null(self.value)
        return wanting if self.none is None else both(wanting, negated(self.none))


Value = Known | Cell


# ---- expressions


def whole(number: int) -> Expression:
    """A whole number as it is written."""
    if abs(number) > NARROW:
        return exp.cast(exp.Literal.string(str(number)), "int128")
    return exp.Literal.number(number) if number >= 0 else exp.Neg(this=exp.Literal.number(-number))


def null() -> Expression:
    """What is unknown."""
    return exp.null()


def is_null(one: Expression) -> Expression:
    """Whether an expression is NULL."""
    return exp.Is(this=grouped(one), expression=exp.null())


def grouped(one: Expression) -> Expression:
    """An expression as an operand."""
    atomic = exp.Column | exp.Literal | exp.Paren | exp.Case | exp.Null | exp.Boolean | exp.Func
    is_atomic = isinstance(one, atomic) and not isinstance(one, exp.Binary)
    return one.copy() if is_atomic else exp.Paren(this=one.copy())


def both(one: Expression, other: Expression) -> Expression:
    """Whether two hold."""
    return exp.And(this=grouped(one), expression=grouped(other))


def either(one: Expression, other: Expression) -> Expression:
    """Whether one of two holds."""
    return exp.Or(this=grouped(one), expression=grouped(other))


def negated(one: Expression) -> Expression:
    """Whether something doesn't hold."""
    return exp.Not(this=grouped(one))


def chosen(rows: list[tuple[Expression, Expression]], otherwise: Expression | None = None) -> Expression:
    """The result of the first row whose test holds; what always holds ends the rows."""
    if rows and rows[-1][0] == exp.true():
        rows, otherwise = rows[:-1], rows[-1][1]
        if not rows:
            return otherwise.copy()
    case = exp.Case(ifs=[exp.If(this=test.copy(), true=result.copy()) for test, result in rows])
    if otherwise is not None:
        case.set("default", otherwise.copy())
    return case


def binary(make: type[exp.Binary], one: Expression, other: Expression) -> Expression:
    """Two expressions joined by an operator."""
    return make(this=grouped(one), expression=grouped(other))


# ---- cells


def counted(number: Any) -> tuple[int, Fraction]:
    """A known value of a kind that is a whole number in a table: so many of a unit."""
    match number:
        case datetime():
            return (number - ORIGIN) // MICROSECOND, Fraction(1)
        case date():
            return number.toordinal() - EPOCH, Fraction(1)
        case timedelta():
            return number // MICROSECOND, Fraction(1)
        case _:
            exact = Fraction(number)
            return exact.numerator, Fraction(1, exact.denominator)


def as_cell(value: Value, kind: Kind) -> Cell:
    """A value as a cell, also one that is the same in all cases."""
    if isinstance(value, Cell):
        return value
    known = value.value
    width = 3 if kind is Kind.MOMENT else 1
    if known is None or known is ABSENT:
        nothing = (exp.null(),) * width
        return Cell(kind, nothing, known is ABSENT, exp.true() if known is ABSENT else None)
    match known:
        case bool():
            return Cell(kind, (exp.true() if known else exp.false(),), True)
        case str():
            return Cell(kind, (exp.Literal.string(known),), True)
        case Moment():
            first, last = counted(known.first)[0], counted(known.last)[0]
            day = exp.null() if known.day is None else whole(counted(known.day)[0])
            return Cell(kind, (whole(first), whole(last), day), True, None, Fraction(1), first, last)
        case _:
            number, unit = counted(known)
            if kind is Kind.DAYS:
                number, unit = number // DAY, Fraction(DAY)
            return Cell(kind, (whole(number),), True, None, unit, number, number)


def common_unit(*cells: Cell) -> Fraction:
    """The largest unit of which the units of all are multiples."""
    unit = cells[0].unit
    for cell in cells[1:]:
        numerator = gcd(unit.numerator * cell.unit.denominator, cell.unit.numerator * unit.denominator)
        unit = Fraction(numerator, unit.denominator * cell.unit.denominator)
    return unit


def in_unit(cell: Cell, unit: Fraction) -> Cell:
    """The same number, counted in a smaller unit of which its own is a multiple."""
    factor = cell.unit / unit
    assert factor.denominator == 1
    if factor == 1:
        return cell
    by = int(factor)
    found = number_cell(exp.Mul, cell, Cell(cell.kind, (whole(by),), True, None, Fraction(1), by, by), unit)
    return Cell(cell.kind, found.parts, cell.sure, cell.none, unit, found.low, found.high)


def in_common(*cells: Cell) -> tuple[Cell, ...]:
    """The same numbers, counted in one unit."""
    unit = common_unit(*cells)
    return tuple(in_unit(cell, unit) for cell in cells)


def number_cell(make: type[exp.Binary], one: Cell, other: Cell, unit: Fraction) -> Cell:
    """What an operator makes of two whole numbers, wide enough for what it can be. Raises `NotInSqlError`."""
    ends = [_applied(make, a, b) for a in (one.low, one.high) for b in (other.low, other.high)]
    low, high = min(ends), max(ends)
    largest = max(abs(low), abs(high))
    if largest > WIDE:
        raise NotInSqlError("too_large")
    parts = [one.value, other.value]
    if largest > NARROW:
        parts = [_widened(cell) for cell in (one, other)]
    return Cell(one.kind, (binary(make, *parts),), one.sure and other.sure, None, unit, low, high)


def _widened(cell: Cell) -> Expression:
    wide = max(abs(cell.low), abs(cell.high)) > NARROW
    return cell.value if wide else exp.cast(cell.value.copy(), "int128")


def _applied(make: type[exp.Binary], one: int, other: int) -> int:
    if make is exp.Mul:
        return one * other
    return one + other if make is exp.Add else one - other


def floor_division(cell: Cell, divisor: int) -> Cell:
    """How many times a positive number goes into another, rounded down."""
    if divisor == 1:
        return cell
    low, high = cell.low // divisor, cell.high // divisor
    by = whole(divisor)
    if cell.low >= 0:
        found = binary(exp.IntDiv, cell.value, by)
    else:  # engines round towards zero
        below = binary(exp.IntDiv, binary(exp.Sub, cell.value, whole(divisor - 1)), by)
        found = chosen(
            [(binary(exp.GTE, cell.value, whole(0)), binary(exp.IntDiv, cell.value, by))],
            below,
        )
    return Cell(cell.kind, (found,), cell.sure, None, Fraction(1), low, high)


def alike(cells: list[Cell]) -> tuple[list[Cell], Fraction, int, int]:
    """Cells that stand for one value in turn, in one unit, with the bounds of all."""
    if cells[0].kind in NUMBERS:
        cells = list(in_common(*cells))
    return cells, cells[0].unit, min(cell.low for cell in cells), max(cell.high for cell in cells)
