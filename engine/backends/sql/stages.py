"""The tables of a plan, one after the other: each is a query on those before it.

An engine that keeps what it names (`WITH … AS MATERIALIZED`) runs them as one statement; one that doesn't runs each by
itself.
"""

from collections import defaultdict
from collections.abc import Mapping

from sqlglot import exp

from dsl.frozen import dataclass
from engine.backends.sql.cells import Expression
from engine.backends.sql.nested_folds import Nested, nested_folds
from engine.backends.sql.rows import CASE, NUMBER, PLACES, Column, Columns, Computed, Folded, Looked, Rows, Taken, Told


@dataclass(frozen=True, slots=True)
class Stage:
    """A table that is made on the way, and its query."""

    name: str
    query: exp.Select


class Staging:
    """Makes the tables that lead to some columns of the cases; `sources` names the tables that the cases lie in."""

    def __init__(self, columns: Columns, sources: dict[Rows, str]) -> None:
        self.columns, self.sources = columns, sources
        self.stages: list[Stage] = []
        self._at: dict[Rows, tuple[str, set[Column]]] = {}
        """The newest table of some rows, with the columns that it has."""
        self._nested: Mapping[Column, Nested] = {}
        """The folds that are functions of an array."""
        self._wanted: dict[Column, tuple[int, int]] = {}
        """Of each column the last turn in which another of its rows is computed from it, and other rows read it."""

    def reach(self, outputs: dict[str, Expression]) -> exp.Select:
        """The stages for some outputs of the cases, by name, and the query that gives them."""
        self._nested = nested_folds(self.columns, outputs.values())
        wanted = list({column: None for found in outputs.values() for column in self.columns.in_(found)})
        last = max((column.turn for column in wanted), default=0)
        self._want(wanted, last)
        by_turn: dict[int, dict[Rows, list[Column]]] = defaultdict(lambda: defaultdict(list))
        for column in self._wanted:
            by_turn[column.turn][column.rows].append(column)
        lists = {found for column in self._wanted for found in self._lists_of(column)}
        for turn in range(last + 1):
            joins = {rows: self._folds(rows, turn, columns) for rows, columns in by_turn[turn].items()}
            present = set(by_turn[turn]) | ({CASE, *lists} if turn == 0 else set())
            for rows in sorted(present, key=lambda rows: (len(rows), rows)):
                self._table(rows, turn, by_turn[turn][rows], joins.get(rows, ()))
        name, _ = self._at[CASE]
        found = exp.select(exp.column(NUMBER), *(exp.alias_(value, key) for key, value in outputs.items()))
        return found.from_(name, copy=False)

    def _want(self, outputs: list[Column], last: int) -> None:
        """Notes until when each column is wanted, and by whom."""
        pending = [(column, last + 1, True) for column in outputs]
        while pending:
            column, until, across = pending.pop()
            inside, outside = self._wanted.get(column, (-1, -1))
            known = column in self._wanted
            self._wanted[column] = (inside, max(outside, until)) if across else (max(inside, until), outside)
            if known:
                continue
            pending += [(needed, column.turn, False) for needed in self.columns.needs(column)]
            match column.origin:
                case Taken(column=other):
                    pending.append((other, column.turn, True))
                case Folded() if column in self._nested:
                    pending += [(needed, column.turn - 1, True) for needed in self._nested[column].read]
                case Folded(rows=rows, aggregate=aggregate):
                    for needed in self.columns.in_(aggregate):
                        pending += self._sources(needed, rows, column.turn - 1)
                case Told() | Computed() | Looked():
                    pass

    @staticmethod
    def _lists_of(column: Column) -> set[Rows]:
        """The lists whose records a column is folded from, or is one of."""
        rows = column.origin.rows if isinstance(column.origin, Folded) else column.rows
        return {(slot,) for slot in rows}

    def _sources(self, column: Column, rows: Rows, turn: int) -> list[tuple[Column, int, bool]]:
        """What a fold reads in a turn: of pairs, which no table holds, the columns of both records."""
        if len(rows) < 2:
            return [(column, turn, True)]
        return [(each.origin.column, turn, True) for each in self._closure([column]) if isinstance(each.origin, Taken)]

    def _closure(self, columns: list[Column]) -> list[Column]:
        """Columns and all of the same rows that they are computed from."""
        found: dict[Column, None] = {}
        pending = list(columns)
        while pending:
            column = pending.pop()
            if column not in found:
                found[column] = None
                pending += self.columns.needs(column)
        return list(found)

    def _folds(self, rows: Rows, turn: int, columns: list[Column]) -> tuple[tuple[str, list[Column]], ...]:
        """The tables of what is folded for some rows, each with its columns: made before any table of the turn."""
        by_source: dict[Rows, list[Column]] = defaultdict(list)
        for column in columns:
            if isinstance(column.origin, Folded):
                by_source[column.origin.rows].append(column)
        return tuple((self._folded(rows, source, folded, turn), folded) for source, folded in by_source.items())

    def _table(self, rows: Rows, turn: int, columns: list[Column], folds: tuple[tuple[str, list[Column]], ...]) -> None:
        """The next table of some rows: what the one before has, and columns of this turn."""
        keys = [NUMBER, *PLACES[: len(rows)]]
        base = f"{'case' if rows == CASE else f'list_{rows[0]}'}_{turn}"
        before, has = self._at.get(rows, (self.sources[rows], set[Column]()))
        present = {column for column in has if self._is_kept(column, turn, False)}
        query = _selected(before, keys, present)
        for column in columns:
            if isinstance(column.origin, Told):
                _select(query, exp.column(column.origin.name, table="t"), column.name)
        taken = [column for column in columns if isinstance(column.origin, Taken)]
        if taken:
            _join(query, self._at[CASE][0], "o", [NUMBER])
            for column in taken:
                assert isinstance(column.origin, Taken)
                _select(query, exp.column(column.origin.column.name, table="o"), column.name)
        for name, folded in folds:
            _join(query, name, name, keys)
            query.select(*(exp.column(column.name, table=name) for column in folded), copy=False)
        present |= {c for c in columns if isinstance(c.origin, Told | Taken | Folded)}
        rest = [c for c in columns if isinstance(c.origin, Computed | Looked)]
        name, present = self._layered(base, keys, query, present, rest, turn)
        self._at[rows] = (name, present)

    def _is_kept(self, column: Column, turn: int, at_end: bool) -> bool:
        inside, outside = self._wanted[column]
        return outside >= turn or (inside > turn if at_end else inside >= turn)

    def _layered(
        self, base: str, keys: list[str], query: exp.Select, present: set[Column], rest: list[Column], turn: int | None
    ) -> tuple[str, set[Column]]:
        """Adds computed columns, in as many queries one upon another as they depend on each other."""
        layer = 0
        while True:
            ready = [column for column in rest if all(needed in present for needed in self.columns.needs(column))]
            name = f"{base}_{layer}" if rest else base
            self.stages.append(Stage(name, query))
            if not rest:
                return name, present
            assert ready, "columns depend on each other in a circle"
            rest = [column for column in rest if column not in ready]
            still = {needed for column in rest for needed in self.columns.needs(column)}
            kept = {c for c in present if turn is None or c in still or self._is_kept(c, turn, True)}
            query = _selected(name, keys, kept)
            self._compute(query, ready)
            present = kept | set(ready)
            layer += 1

    def _compute(self, query: exp.Select, columns: list[Column]) -> None:
        joins: dict[tuple[str, tuple[tuple[str, Expression], ...]], str] = {}
        for column in columns:
            match column.origin:
                case Computed(expression=expression):
                    _select(query, expression, column.name)
                case Looked(calendar=calendar, keys=keys, result=result):
                    if (calendar, keys) not in joins:
                        alias = joins[(calendar, keys)] = f"k{len(joins)}"
                        on = exp.and_(
                            *(exp.EQ(this=exp.column(key, table=alias), expression=value.copy()) for key, value in keys)
                        )
                        table = exp.alias_(exp.to_table(calendar), alias)
                        query.join(table, on=on, join_type="left", copy=False)
                    _select(query, exp.column(result, table=joins[(calendar, keys)]), column.name)
                case Told() | Taken() | Folded():
                    raise AssertionError(column)

    def _folded(self, rows: Rows, source: Rows, columns: list[Column], turn: int) -> str:
        """The aggregates over the rows that belong to one, as a table by the numbers of that one."""
        keys = [NUMBER, *PLACES[: len(rows)]]
        name = f"fold_{turn}_{'_'.join(map(str, (*rows, 'of', *source)))}"
        table = self._at[source][0] if len(source) < 2 else self._pairs(source, columns, turn - 1)
        query = exp.select(*(exp.column(key) for key in keys)).from_(table, copy=False)
        for column in columns:
            assert isinstance(column.origin, Folded)
            nested = self._nested.get(column)
            found = column.origin.aggregate if nested is None else nested.function
            _select(query, found, column.name)
        counting = _counting(columns) if len(source) > 1 else None
        if counting is not None:
            query.where(counting, copy=False)
        self.stages.append(Stage(name, query.group_by(*(exp.column(key) for key in keys), copy=False)))
        return name

    def _pairs(self, source: Rows, folded: list[Column], turn: int) -> str:
        """Two lists joined case by case, with all that some folds read of them."""
        wanted = [
            column
            for fold in folded
            if isinstance(fold.origin, Folded)
            for column in self.columns.in_(fold.origin.aggregate)
        ]
        columns = self._closure(wanted)
        keys = [NUMBER, *PLACES]
        query = (
            exp.select(
                exp.column(NUMBER, table="a"),
                exp.column(PLACES[0], table="a"),
                exp.alias_(exp.column(PLACES[0], table="b"), PLACES[1]),
            )
            .from_(exp.alias_(exp.to_table(self._at[source[:1]][0]), "a"))
            .join(
                exp.alias_(exp.to_table(self._at[source[1:]][0]), "b"),
                on=exp.EQ(this=exp.column(NUMBER, table="a"), expression=exp.column(NUMBER, table="b")),
            )
        )
        present = set()
        for column in columns:
            if isinstance(column.origin, Taken):
                side = "ab"[column.origin.side]
                _select(query, exp.column(column.origin.column.name, table=side), column.name)
                present.add(column)
        rest = [column for column in columns if isinstance(column.origin, Computed | Looked)]
        base = f"pairs_{turn}_{'_'.join(map(str, source))}_{folded[0].name}"
        return self._layered(base, keys, query, present, rest, None)[0]


def _selected(table: str, keys: list[str], columns: set[Column]) -> exp.Select:
    """The query that gives columns of a table as they are; what more it gives is added to it in place."""
    names = [*keys, *sorted(column.name for column in columns)]
    found = exp.select(*(exp.column(name, table="t") for name in names))
    return found.from_(exp.alias_(exp.to_table(table), "t"), copy=False)


def _select(query: exp.Select, expression: Expression, name: str) -> None:
    query.select(exp.alias_(expression, name), copy=False)


def _join(query: exp.Select, table: str, alias: str, keys: list[str]) -> None:
    on = exp.and_(*(exp.EQ(this=exp.column(k, table=alias), expression=exp.column(k, table="t")) for k in keys))
    query.join(exp.alias_(exp.to_table(table), alias), on=on, join_type="left", copy=False)


def _counting(folds: list[Column]) -> Expression | None:
    """In which rows any of some aggregates takes anything in; None where it isn't said, and may be in all of them.

    Whoever reads an aggregate reads one of no rows as one of rows that it takes nothing from.
    """
    tests: dict[str, Expression] = {}
    for column in folds:
        assert isinstance(column.origin, Folded)
        over = column.origin.aggregate.this
        nothing = over.args.get("default") if isinstance(over, exp.Case) else None
        if not isinstance(over, exp.Case) or not (nothing is None or nothing == exp.Literal.number(0)):
            return None
        tests |= {row.this.sql(): row.this for row in over.args["ifs"]}
    return exp.or_(*tests.values())
