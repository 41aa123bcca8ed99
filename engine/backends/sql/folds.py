"""What the records of a list come to, as aggregates over rows."""

from fractions import Fraction
from functools import reduce
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from engine.backends.sql.cells import (
    NARROW,
    NUMBERS,
    WIDE,
    Cell,
    Expression,
    Known,
    NotInSqlError,
    Value,
    as_cell,
    binary,
    both,
    chosen,
    either,
    negated,
    whole,
)
from engine.backends.walker import gathered
from engine.meaning import nodes as n
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Folding, Kind

if TYPE_CHECKING:
    from engine.backends.sql.translation import Reach, Translation

MOST_RECORDS = 10_000
"""How many records a list has at most: so far are sums known beforehand."""


def folded(translation: "Translation", fold: n.Fold, reach: "Reach") -> Value:
    """What the records of a list come to, on the rows of a reach; unknown while the list is."""
    if not isinstance(fold.source, n.Input):
        return _beyond(translation, NotInSqlError("list"))
    slot = fold.source.slot
    listed = translation.inputs.listed(translation, slot)
    if isinstance(listed, Known) and listed.value is not True:
        return Known(None)
    if fold.position is not None or len(reach) > 1:
        return _beyond(translation, NotInSqlError("fold", fold.folding.value))
    if any(slot == other for _, other in reach):  # a record is there only where its list is told
        listed = Known(True)
    listed = translation.taken(listed, (), tuple(other for _, other in reach), 0)
    inner = (*reach, (fold.scope.level, slot))
    return _Folded(translation, fold, reach, inner, as_cell(listed, Kind.BOOLEAN).value).value()


def _beyond(translation: "Translation", error: NotInSqlError) -> Value:
    translation.note(error)
    translation.guard((), exp.true())
    return Known(None)


class _Folded:
    """One fold: `reach` has the rows that it is for, `inner` those of the records as well."""

    def __init__(
        self, translation: "Translation", fold: n.Fold, reach: "Reach", inner: "Reach", listed: Expression
    ) -> None:
        self.translation, self.fold = translation, fold
        self.rows, self.source = tuple(s for _, s in reach), tuple(s for _, s in inner)
        self.inner, self.listed = inner, listed

    def value(self) -> Value:
        where: Value = Known(True) if self.fold.where is None else self._on(self.fold.where)
        body: Value = Known(True) if self.fold.body is None else self._on(self.fold.body)
        is_junction = self.fold.folding in (Folding.SOME, Folding.EVERY)
        nothing: Any = self.fold.folding is Folding.EVERY if is_junction else gathered(self.fold, [], 1)
        is_sure = isinstance(where, Known) or where.sure
        if where == Known(False) or (
            where != Known(None) and is_sure and body == Known(nothing if is_junction else ABSENT)
        ):
            return self._where_told(Known(nothing))
        return self._junction(where, body) if is_junction else self._gathered(where, body)

    def _where_told(self, value: Known) -> Value:
        """A value that is the same in all cases in which the list is told."""
        if self._is_told():
            return value
        cell = as_cell(value, self.fold.type.kind)
        parts, none = tuple(map(self._known, cell.parts)), None if cell.none is None else self.listed
        return Cell(cell.kind, parts, False, none, cell.unit, cell.low, cell.high)

    def _on(self, node: n.Node) -> Value:
        """A node in the rows of the records, also where it reads none of them."""
        value = self.translation.node(node, self.inner)
        levels = self.translation.levels(node)
        own = tuple(pair for pair in self.inner if pair[0] in levels)
        side = self.inner.index(own[0]) if own else 0
        return self.translation.taken(value, tuple(slot for _, slot in own), self.source, side)

    def _aggregate(self, make: type[exp.AggFunc], over: Expression, otherwise: Expression | None) -> Expression:
        """An aggregate, and what stands for it where there is no record."""
        found = self.translation.columns.folded(self.rows, self.source, make(this=over.copy()))
        return found if otherwise is None else exp.Coalesce(this=found, expressions=[otherwise])

    def _known(self, found: Expression, unless: Expression | None = None) -> Expression:
        """Something that is known only where the list is, and `unless` something doesn't hold."""
        tests: list[tuple[Expression, Expression]] = []
        if not isinstance(self.listed, exp.Boolean):
            tests.append((exp.Not(this=self.listed.copy()), exp.null()))
        if unless is not None:
            tests.append((unless, exp.null()))
        return chosen(tests, found) if tests else found

    def _is_told(self) -> bool:
        return isinstance(self.listed, exp.Boolean)

    def _junction(self, where: Value, body: Value) -> Value:
        """Whether some, or every, record has something: one that is decisive decides."""
        of_all = self.fold.folding is Folding.EVERY
        counts, has = as_cell(where, Kind.BOOLEAN), as_cell(body, Kind.BOOLEAN)
        decisive = negated(has.value) if of_all else has.value
        if not (isinstance(where, Known) and where.value is True):
            decisive = both(counts.value, decisive)
        sure = counts.sure and has.sure
        rows = [(decisive, whole(2))]
        if not sure:
            unknown = self._is_open(counts, has, where)
            rows.append((unknown, whole(1)))
        found = self._aggregate(exp.Max, chosen(rows, whole(0)), whole(0))
        outcome = binary(exp.EQ, found, whole(2))
        if of_all:
            outcome = negated(outcome)
        unless = None if sure else binary(exp.EQ, found, whole(1))
        return Cell(Kind.BOOLEAN, (self._known(outcome, unless),), sure and self._is_told())

    def _is_open(self, counts: Cell, body: Cell, where: Value) -> Expression:
        """Whether a record leaves the whole open: it isn't known whether it counts, or what it comes to if it does."""
        unknown = [] if counts.sure else [counts.unknown]
        if not body.sure:
            always = isinstance(where, Known) and where.value is True
            unknown.append(body.unknown if always else both(counts.value, body.unknown))
        return reduce(either, unknown)

    def _gathered(self, where: Value, body: Value) -> Value:
        kind = self.fold.body.type.kind if self.fold.body is not None else Kind.BOOLEAN
        counts, has = as_cell(where, Kind.BOOLEAN), as_cell(body, kind)
        if kind is Kind.MOMENT:
            return _beyond(self.translation, NotInSqlError("fold", self.fold.folding.value))
        counted = counts.value
        if has.none is not None:
            counted = both(counted, negated(has.none))
        unless = None
        sure = counts.sure and has.sure
        if not sure:
            open_ = chosen([(self._is_open(counts, has, where), whole(1))], whole(0))
            unless = binary(exp.EQ, self._aggregate(exp.Max, open_, whole(0)), whole(1))
        sure = sure and self._is_told()
        number = exp.cast(self._aggregate(exp.Sum, chosen([(counted, whole(1))], whole(0)), whole(0)), "bigint")
        if self.fold.folding is Folding.COUNT:
            return Cell(Kind.INTEGER, (self._known(number, unless),), sure, None, Fraction(1), 0, MOST_RECORDS)
        if self.fold.folding is Folding.SUM:
            return self._sum(has, counted, unless, sure)
        make = exp.Min if self.fold.folding is Folding.SMALLEST else exp.Max
        found = self._aggregate(make, chosen([(counted, has.value)]), None)
        none = binary(exp.EQ, number, whole(0))
        for test in (unless, None if self._is_told() else negated(self.listed)):
            if test is not None:
                none = both(none, negated(test))
        return Cell(kind, (self._known(found, unless),), sure, none, has.unit, has.low, has.high)

    def _sum(self, has: Cell, counted: Expression, unless: Expression | None, sure: bool) -> Value:
        kind = self.fold.type.kind
        assert kind in NUMBERS
        low, high = min(has.low, 0) * MOST_RECORDS, max(has.high, 0) * MOST_RECORDS
        if max(-low, high) > WIDE:
            return _beyond(self.translation, NotInSqlError("too_large"))
        kind_of_sum = "int128" if max(-low, high) > NARROW else "bigint"
        added = exp.cast(has.value.copy(), kind_of_sum)
        total = self._aggregate(exp.Sum, chosen([(counted, added)], whole(0)), whole(0))
        total = exp.cast(total, kind_of_sum)
        return Cell(kind, (self._known(total, unless),), sure, None, has.unit, low, high)
