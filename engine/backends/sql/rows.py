"""What a row stands for, the columns that rows have, and the order in which tables of them are made.

A row is a case, a record of one of its lists, or a pair of its records. Columns are computed from others of the same
row, looked up in a calendar, taken over from the case or the record that a row belongs to, or folded from the rows that
belong to it. Only folding needs a table to be whole: `turn` counts how many times that was so before a column.
"""

from collections.abc import Iterator
from itertools import count

from sqlglot import exp

from dsl.frozen import dataclass
from engine.backends.sql.cells import Expression

Rows = tuple[int, ...]
"""What a row is: the slots of the lists whose records it joins; none for a case."""

CASE: Rows = ()
NUMBER = "number"
"""The column that numbers the cases."""

PLACES = ("place", "place_of_other")
"""The columns that number the records of a row in their lists, from 1."""


@dataclass(frozen=True, slots=True)
class Told:
    """A column of the tables that hold the cases."""

    name: str


@dataclass(frozen=True, slots=True)
class Computed:
    """An expression on other columns of the row."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class Looked:
    """A column of a calendar, in the row that has these keys."""

    calendar: str
    keys: tuple[tuple[str, Expression], ...]
    result: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A column of the case, or of one of the records (`side` 0 or 1), that a row belongs to."""

    column: "Column"
    side: int


@dataclass(frozen=True, slots=True)
class Folded:
    """An aggregate over the rows that belong to a row."""

    rows: Rows
    aggregate: Expression


Origin = Told | Computed | Looked | Taken | Folded


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of some rows; `turn` is how often rows have to be folded before it can be computed."""

    name: str
    rows: Rows
    origin: Origin
    turn: int


class Columns:
    """All columns of a plan, each made once."""

    def __init__(self) -> None:
        self.named: dict[str, Column] = {}
        self._known: dict[tuple[object, ...], Column] = {}
        self._read: dict[Column, tuple[Column, ...]] = {}
        self._numbers = count(1)

    def told(self, rows: Rows, name: str) -> Expression:
        """A column that the cases come with."""
        return self._column(("told", rows, name), rows, Told(name), 0)

    def computed(self, rows: Rows, expression: Expression) -> Expression:
        """An expression as a column; what is one already, or a literal, stays as it is."""
        if isinstance(expression, exp.Column | exp.Literal | exp.Null | exp.Boolean):
            return expression
        key = ("computed", rows, expression.sql())
        return self._column(key, rows, Computed(expression), self.turn(expression))

    def looked(self, rows: Rows, calendar: str, keys: dict[str, Expression], result: str) -> Expression:
        """A column of a calendar."""
        found = tuple((name, self.computed(rows, key)) for name, key in keys.items())
        turn = max(self.turn(key) for _, key in found)
        written = tuple((name, key.sql()) for name, key in found)
        return self._column(("looked", rows, calendar, written, result), rows, Looked(calendar, found, result), turn)

    def taken(self, rows: Rows, source: Rows, side: int, expression: Expression) -> Expression:
        """An expression on the case or a record that a row belongs to, on that row."""
        kept = self.computed(source, expression)
        if source == rows or not isinstance(kept, exp.Column):
            return kept
        column = self.named[kept.name]
        if source == CASE and len(rows) == 2:  # through its first record
            return self.taken(rows, rows[:1], 0, self.taken(rows[:1], CASE, 0, kept))
        return self._column(("taken", rows, kept.name, side), rows, Taken(column, side), column.turn)

    def folded(self, rows: Rows, source: Rows, aggregate: Expression) -> Expression:
        """An aggregate over rows, on the row that they belong to."""
        key = ("folded", rows, source, aggregate.sql())
        return self._column(key, rows, Folded(source, aggregate), self.turn(aggregate) + 1)

    def turn(self, expression: Expression) -> int:
        """The turn in which an expression can be computed."""
        return max((column.turn for column in self.in_(expression)), default=0)

    def in_(self, expression: Expression) -> Iterator[Column]:
        """The columns that an expression reads."""
        for found in expression.find_all(exp.Column):
            if found.name in self.named:
                yield self.named[found.name]

    def needs(self, column: Column) -> tuple[Column, ...]:
        """The columns of the same rows that a column is computed from."""
        return self.read_by(column) if isinstance(column.origin, Computed | Looked) else ()

    def read_by(self, column: Column) -> tuple[Column, ...]:
        """The columns of any rows that a column is computed from."""
        if column not in self._read:
            self._read[column] = tuple(self._reading(column.origin))
        return self._read[column]

    def _reading(self, origin: Origin) -> Iterator[Column]:
        match origin:
            case Computed(expression=read) | Folded(aggregate=read):
                yield from self.in_(read)
            case Looked(keys=keys):
                for _, key in keys:
                    yield from self.in_(key)
            case Taken(column=other):
                yield other
            case Told():
                pass

    def _column(self, key: tuple[object, ...], rows: Rows, origin: Origin, turn: int) -> Expression:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Column(f"c{next(self._numbers)}", rows, origin, turn)
            self.named[found.name] = found
        return exp.column(found.name)
