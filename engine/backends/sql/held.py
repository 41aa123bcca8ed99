"""How the facts of many cases are held in tables: exact, in whole numbers, each value in one or a few columns.

    value_NAME      yes or no, an option, a whole number of the column's unit, a day since 1970, microseconds since 1970
    last_NAME       of a moment its last instant, where the value is its first
    day_NAME        of a moment its day, if that is all that was told
    none_NAME       whether it is none; there only where a value may be none
    told_NAME       of a list whether a case tells it

What is NULL in all of its columns nobody told. The unit of a column of numbers is a power of ten. No name of a clause
file is a column or a table as it stands, for it might be one that is there already, or a word of SQL.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, assert_never

from sqlglot import exp

from dsl.frozen import dataclass
from dsl.moment import Moment
from dsl.surroundings import Surroundings
from dsl.typed import program as p
from engine.backends.sql.cells import (
    DAY,
    EPOCH,
    MICROSECOND,
    NUMBERS,
    ORIGIN,
    Cell,
    Expression,
    Known,
    Value,
    counted,
)
from engine.backends.sql.rows import Columns, Rows
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Kind


def column_of(name: str, what: Literal["value", "last", "day", "none", "told"] = "value") -> str:
    """The column that holds something of what a clause file names."""
    return f"{what}_{name}"


def table_of(listed: str) -> str:
    """The table of the records of a list, by its name."""
    return f"list_{listed}"


@dataclass(frozen=True, slots=True)
class Held:
    """A fact, or a field of records, as a table holds it: its columns, and what is known of all that they hold.

    `low` and `high` bound its whole numbers; `told` says that no row leaves it unknown, `empty` that all do. `only` is
    what all rows say, of yes or no and of options; `never` says that it is none in all of them.
    """

    name: str
    type: p.Type
    unit: Fraction = Fraction(1)
    may_be_none: bool = True
    told: bool = False
    empty: bool = False
    low: int = -(2**62)
    high: int = 2**62
    only: bool | str | None = None
    never: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns, in the order in which they hold a value."""
        names = [column_of(self.name)]
        if self.type.kind == "moment":
            names += [column_of(self.name, "last"), column_of(self.name, "day")]
        return (*names, column_of(self.name, "none")) if self.type.optional else tuple(names)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The SQL types of its columns."""
        kinds = [sql_type(self.type, max(abs(self.low), abs(self.high)))]
        if self.type.kind == "moment":
            kinds += ["bigint", "bigint"]
        return (*kinds, "boolean") if self.type.optional else tuple(kinds)

    def value(self, columns: Columns, rows: Rows) -> Value:
        """It as a value of a plan."""
        if self.empty or self.never or self.only is not None:
            return Known(ABSENT if self.never else self.only)
        kind = Kind(self.type.kind)
        width = 3 if kind is Kind.MOMENT else 1
        parts = tuple(columns.told(rows, name) for name in self.columns[:width])
        none = None
        if self.type.optional and self.may_be_none:
            flag = columns.told(rows, column_of(self.name, "none"))
            none = columns.computed(rows, exp.Coalesce(this=flag, expressions=[exp.false()]))
        unit = Fraction(DAY) if kind is Kind.DAYS else self.unit
        return Cell(kind, parts, self.told, none, unit, self.low, self.high)

    def encoded(self, value: Any) -> tuple[Any, ...]:
        """What its columns hold of a value; None is unknown. A number must be one of its unit."""
        flags = (value is ABSENT,) if self.type.optional else ()
        if value is None or value is ABSENT:
            width = len(self.columns) - len(flags)
            return (*(None,) * width, *((True,) if value is ABSENT else (None,) * len(flags)))
        if isinstance(value, Moment):
            day = None if value.day is None else counted(value.day)[0]
            return (counted(value.first)[0], counted(value.last)[0], day, *flags)
        if isinstance(value, bool | str):
            return (value, *flags)
        number, unit = counted(value)
        if isinstance(value, timedelta):
            number, unit = (number // DAY, Fraction(1)) if self.type.kind == "days" else (number, Fraction(1))
        whole = number * unit / self.unit
        assert whole.denominator == 1
        return (int(whole), *flags)

    def decoded(self, held: tuple[Any, ...], document: Surroundings) -> Any:
        """The value of which its columns hold this."""
        if self.type.optional and held[-1]:
            return ABSENT
        value = held[0]
        if value is None:
            return None
        match Kind(self.type.kind):
            case Kind.BOOLEAN | Kind.CHOICE:
                return value
            case Kind.INTEGER | Kind.PERIOD:
                return int(value)
            case Kind.DECIMAL | Kind.PERCENT | Kind.MONEY | Kind.RATIO:
                return Decimal(int(value)) * self.unit.numerator / self.unit.denominator
            case Kind.DATE:
                return date.fromordinal(int(value) + EPOCH)
            case Kind.INSTANT:
                return ORIGIN + int(value) * MICROSECOND
            case Kind.DAYS:
                return timedelta(days=int(value))
            case Kind.DURATION:
                return int(value) * MICROSECOND
            case Kind.MOMENT:
                first, last = (ORIGIN + int(end) * MICROSECOND for end in held[:2])
                if held[2] is not None:
                    return document.moment(date.fromordinal(int(held[2]) + EPOCH))
                if first == last:
                    return document.moment(first)
                if self.type.zone:
                    there = Surroundings(self.type.zone, None).local(first)
                    return document.moment(there.date(), self.type.zone)
                return Moment(first, last, document.zone or UTC)
            case Kind.LIST | Kind.NONE:
                raise AssertionError(self.type)
        assert_never(self.type.kind)


def rounded(held: Held) -> Held:
    """The same column, whose bounds are those of all columns that hold nearly the same: whole years, powers of ten.

    Where all rows have one number it stays, for it can be divided by.
    """
    low, high = held.low, held.high
    if low == high:
        return held
    match held.type.kind:
        case "date":
            low, high = _year(low)[0], _year(high)[1]
        case "instant" | "moment":
            low, high = DAY * _year(low // DAY)[0] - DAY, DAY * _year(high // DAY)[1] + 2 * DAY
        case _:
            low, high = -_power_of_ten(-low), _power_of_ten(high)
    return replace(held, low=low, high=high)


def _year(day: int) -> tuple[int, int]:
    """The first and the last day of the year of a day, counted from 1970."""
    year = date.fromordinal(day + EPOCH).year
    return date(year, 1, 1).toordinal() - EPOCH, date(year, 12, 31).toordinal() - EPOCH


def _power_of_ten(number: int) -> int:
    """The least power of ten that is at least a number; nothing where that is below."""
    return 0 if number <= 0 else 10 ** len(str(number - 1))


def sql_type(type_: p.Type, largest: int = 0) -> str:
    """The SQL type that holds the values of a type, as far as `largest`."""
    match type_.kind:
        case "boolean":
            return "boolean"
        case "choice":
            return "varchar"
        case _:
            return "bigint" if largest < 2**63 else "int128"


def survey(held: tuple[Held, ...], table: str) -> exp.Select:
    """The query that finds out what is known of all that the columns of a table hold."""
    wanted: list[Expression] = [exp.Count(this=exp.Star())]
    for each in held:
        first, last = each.columns[0], each.columns[min(1, len(each.columns) - 1)]
        high = last if each.type.kind == "moment" else first
        wanted += [exp.Count(this=exp.column(first)), exp.Min(this=exp.column(first)), exp.Max(this=exp.column(high))]
        wanted.append(exp.CountIf(this=exp.column(each.columns[-1])) if each.type.optional else exp.Literal.number(0))
    return exp.select(*wanted).from_(table, copy=False)


def surveyed(held: tuple[Held, ...], row: tuple[Any, ...]) -> Iterator[Held]:
    """Columns of a table with what the answer to `survey` says of them."""
    total, rest = row[0], row[1:]
    for at, each in enumerate(held):
        there, low, high, none = rest[4 * at : 4 * at + 4]
        numeric = Kind(each.type.kind) in NUMBERS or each.type.kind in ("date", "instant", "moment")
        is_same = each.type.kind in ("boolean", "choice") and there == total and low == high
        yield Held(
            each.name,
            each.type,
            each.unit,
            bool(none),
            there + (none or 0) == total,
            there + (none or 0) == 0,
            int(low) if numeric and low is not None else 0,
            int(high) if numeric and high is not None else 0,
            low if is_same else None,
            0 < total == (none or 0),
        )
