"""What a date is made of and moved by, looked up in calendars that Python's own laws fill.

`days` has a row for each day: when it begins and how it is written; `months` one for each month, by number.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from fractions import Fraction
from functools import cache

from sqlglot import exp

from dsl.frozen import dataclass
from dsl.surroundings import Surroundings
from engine.backends.sql.cells import (
    DAY,
    EPOCH,
    MICROSECOND,
    Cell,
    Expression,
    NotInSqlError,
    binary,
    both,
    chosen,
    counted,
    either,
    floor_division,
    is_null,
    negated,
    number_cell,
    whole,
)
from engine.backends.sql.rows import Columns, Rows
from engine.meaning.nodes import Kind

EARLIEST, LATEST = date(1800, 1, 1).toordinal() - EPOCH, date(2600, 1, 1).toordinal() - EPOCH
"""The days, counted from 1970, that calendars may reach."""

CALENDARS = ("days", "months", "working_days")
"""The names of all calendars."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the calendars of a plan reach, in days since 1970, and for which parts of the country."""

    low: int
    high: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A table that a plan looks things up in: its columns, and its rows on demand."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[tuple[object, ...]]]


class Dates:
    """Lookups of one plan; it notes how far the calendars have to reach.

    `guard` is told of rows whose dates lie beyond all calendars.
    """

    def __init__(self, columns: Columns, document: Surroundings, guard: Callable[[Rows, Expression], None]) -> None:
        self.columns, self.document, self._guard = columns, document, guard
        self.low, self.high = LATEST, EARLIEST
        self.parts: set[str] = set()

    def reach(self, cell: Cell, rows: Rows) -> Cell:
        """A date whose calendars are there; rows where it lies beyond any are computed elsewhere."""
        return self._within(cell, EARLIEST, LATEST, rows)

    def _within(self, cell: Cell, earliest: int, latest: int, rows: Rows) -> Cell:
        low, high = max(cell.low, earliest), min(cell.high, latest)
        if (low, high) != (cell.low, cell.high):
            beyond = either(binary(exp.LT, cell.value, whole(earliest)), binary(exp.GT, cell.value, whole(latest)))
            self._guard(rows, beyond)
        if low > high:
            raise NotInSqlError("beyond_calendar")
        self.low, self.high = min(self.low, low), max(self.high, high)
        return Cell(cell.kind, cell.parts, cell.sure, cell.none, cell.unit, low, high)

    def _looked(self, rows: Rows, day: Cell, result: str) -> Expression:
        return self.columns.looked(rows, "days", {"number": day.value}, result)

    # ---- days and instants

    def day_of(self, instant: Cell, rows: Rows) -> Cell:
        """The day on which an instant falls: the latest that may be, or the one before if that has not begun."""
        if self.document.zone is None:
            raise NotInSqlError("own_offset")
        later = number_cell(exp.Add, instant, _number(_most_ahead(self.document.zone)), Fraction(1))
        guess = self.reach(floor_division(later, DAY), rows)
        guess = self._kept(guess, rows)
        begins = self._looked(rows, guess, "begins")
        found = binary(exp.Sub, guess.value, chosen([(binary(exp.LT, instant.value, begins), whole(1))], whole(0)))
        return Cell(Kind.DATE, (found,), instant.sure, None, Fraction(1), guess.low - 1, guess.high)

    def start_of_day(self, day: Cell, rows: Rows) -> Cell:
        """The first instant of a day."""
        day = self.reach(day, rows)
        low, high = (self.document.at(date.fromordinal(end + EPOCH)) for end in (day.low, day.high))
        found = self._looked(rows, day, "begins")
        return Cell(Kind.INSTANT, (found,), day.sure, None, Fraction(1), counted(low)[0], counted(high)[0])

    def days_within(self, cell: Cell, rows: Rows) -> tuple[Expression, Expression]:
        """The first and the last day on which a date, or a moment, may lie."""
        if cell.kind is Kind.DATE:
            return cell.value, cell.value
        first, last, day = cell.parts
        ends = [
            self.day_of(Cell(Kind.INSTANT, (end,), cell.sure, None, Fraction(1), cell.low, cell.high + DAY), rows)
            for end in (first, last)
        ]
        found = [exp.Coalesce(this=day.copy(), expressions=[end.value.copy()]) for end in ends]
        return found[0], found[1]

    def days_later(self, moment: Cell, days: Cell, sign: int, rows: Rows) -> Cell:
        """A moment that is told as a day, some days later; of one told to the hour it is computed elsewhere."""
        self._guard(rows, both(negated(moment.unknown), is_null(moment.parts[2])))
        span = number_cell(exp.Mul, days, _number(int(days.unit * sign)), Fraction(1))
        day = Cell(
            Kind.DATE, (moment.parts[2],), False, None, Fraction(1), moment.low // DAY - 1, moment.high // DAY + 1
        )
        moved = self._kept(self.reach(number_cell(exp.Add, day, floor_division(span, DAY), Fraction(1)), rows), rows)
        following = number_cell(exp.Add, moved, _number(1), Fraction(1))
        first, after = self.start_of_day(moved, rows), self.start_of_day(following, rows)
        parts = (first.value, binary(exp.Sub, after.value, whole(1)), moved.value)
        return Cell(Kind.MOMENT, parts, False, None, Fraction(1), first.low, first.high)

    # ---- months

    def month_of(self, day: Cell, rows: Rows) -> Cell:
        """The number of the month of a day, counted from the year 0."""
        day = self.reach(day, rows)
        low, high = (_month_number(end) for end in (day.low, day.high))
        return Cell(Kind.INTEGER, (self._looked(rows, day, "month"),), day.sure, None, Fraction(1), low, high)

    def day_of_month(self, day: Cell, rows: Rows) -> Cell:
        """Which day of its month a day is."""
        found = self._looked(rows, self.reach(day, rows), "day_of_month")
        return Cell(Kind.INTEGER, (found,), day.sure, None, Fraction(1), 1, 31)

    def year_of(self, day: Cell, rows: Rows) -> Cell:
        """The year of a day."""
        day = self.reach(day, rows)
        low, high = (_month_number(end) // 12 for end in (day.low, day.high))
        return Cell(Kind.INTEGER, (self._looked(rows, day, "year"),), day.sure, None, Fraction(1), low, high)

    def start_of_month(self, month: Cell, rows: Rows, what: str = "begins") -> Cell:
        """The first day of a month by its number, or how many days it has."""
        low, high = (date(*_month(end), 1).toordinal() - EPOCH for end in (month.low, month.high))
        self.reach(Cell(Kind.DATE, month.parts, month.sure, None, Fraction(1), low, high + 31), rows)
        found = self.columns.looked(rows, "months", {"number": month.value}, what)
        if what == "days":
            low, high = 28, 31
        return Cell(Kind.DATE, (found,), month.sure, None, Fraction(1), low, high)

    def months_later(self, day: Cell, months: Cell, sign: int, rounding: str, rows: Rows) -> Cell:
        """The same day some months later: where the month lacks it, its last day, or the first of the next."""
        day = self._kept(day, rows)
        moved = number_cell(exp.Mul, months, _number(sign), Fraction(1))
        month = self._kept(number_cell(exp.Add, self.month_of(day, rows), moved, Fraction(1)), rows)
        if _first(month.low) < EARLIEST or _first(month.high) > LATEST:
            raise NotInSqlError("beyond_calendar")
        begins, last = self.start_of_month(month, rows), self.start_of_month(month, rows, "days")
        nth = self.day_of_month(day, rows)
        short = binary(exp.GT, nth.value, last.value)
        over = last.value if rounding == "down" else binary(exp.Add, last.value, whole(1))
        within = chosen([(short, over)], nth.value)
        found = binary(exp.Sub, binary(exp.Add, begins.value, within), whole(1))
        sure = day.sure and months.sure
        return Cell(Kind.DATE, (found,), sure, None, Fraction(1), begins.low, begins.high + 31)

    # ---- working days

    def working_day(self, day: Cell, part: Expression, parts: tuple[str, ...], what: str, rows: Rows) -> Expression:
        """A column of the calendar of working days in a part of the country."""
        first, last = _known(self.document, parts)
        day = self._within(day, first, last - self.document.longest_rest, rows)
        self.parts.update(parts)
        return self.columns.looked(rows, "working_days", {"part": part, "number": day.value}, what)

    def _kept(self, cell: Cell, rows: Rows) -> Cell:
        """The same, as a column, where it is read more than once."""
        parts = tuple(self.columns.computed(rows, part) for part in cell.parts)
        return Cell(cell.kind, parts, cell.sure, cell.none, cell.unit, cell.low, cell.high)


def reach_of(all_dates: Sequence[Dates]) -> Reach:
    """How far the calendars have to reach for the lookups so far."""
    low, high = min(dates.low for dates in all_dates), max(dates.high for dates in all_dates)
    parts = sorted(set[str]().union(*(dates.parts for dates in all_dates)))
    return Reach(low, high, tuple(parts)) if low <= high else Reach(0, 0, ())


def calendars(reach: Reach, document: Surroundings) -> tuple[Calendar, ...]:
    """The calendars of a document, as far as they have to reach."""
    low, high, parts = reach.low, reach.high, reach.parts
    first, last = date.fromordinal(low + EPOCH).replace(day=1), date.fromordinal(high + EPOCH)

    def days() -> Iterator[tuple[object, ...]]:
        for number in range(first.toordinal() - 2, last.toordinal() + 3):
            day = date.fromordinal(number)
            yield number - EPOCH, counted(document.at(day))[0], _month_number(number - EPOCH), day.day, day.year

    def months() -> Iterator[tuple[object, ...]]:
        for number in range(first.year * 12 - 1, last.year * 12 + 13):
            yield number, _first(number), _first(number + 1) - _first(number)

    def working_days() -> Iterator[tuple[object, ...]]:
        for part in parts:
            following, (earliest, latest) = None, _known(document, (part,))
            for number in range(min(high + document.longest_rest, latest), max(low, earliest) - 1, -1):
                is_working = document.is_working_day(date.fromordinal(number + EPOCH), part)
                following = number if is_working else following
                yield part, number, following, is_working

    return (
        Calendar("days", ("number", "begins", "month", "day_of_month", "year"), days),
        Calendar("months", ("number", "begins", "days"), months),
        Calendar("working_days", ("part", "number", "next", "is_working"), working_days),
    )


def _known(document: Surroundings, parts: Iterable[str]) -> tuple[int, int]:
    """The first and the last day, from 1970, of which the calendar of a document speaks in all of some parts."""
    firsts, lasts = zip(*map(document.known, parts), strict=True)
    return max(firsts).toordinal() - EPOCH, min(lasts).toordinal() - EPOCH


def _number(number: int) -> Cell:
    return Cell(Kind.INTEGER, (whole(number),), True, None, Fraction(1), number, number)


def _month(number: int) -> tuple[int, int]:
    return number // 12, number % 12 + 1


def _first(month: int) -> int:
    return date(*_month(month), 1).toordinal() - EPOCH


def _month_number(day: int) -> int:
    found = date.fromordinal(day + EPOCH)
    return found.year * 12 + found.month - 1


@cache
def _most_ahead(zone: tzinfo) -> int:
    """How far the clocks of a zone are ever ahead of UTC, in microseconds."""
    months = (datetime(year, month, 1, tzinfo=UTC) for year in range(1800, 2601) for month in (1, 4, 7, 10))
    return max((month.astimezone(zone).utcoffset() or timedelta()) // MICROSECOND for month in months)
