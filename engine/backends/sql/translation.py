"""Nodes to the columns of tables: the third backend, beside the walker and the generated Python.

What is the same in all cases (a reading that was chosen, a fact that no case tells) is worked out here and costs
nothing any more. What SQL doesn't say is left unknown, and the rows where that could matter are marked, to be computed
by the generated Python.
"""

from collections.abc import Callable
from functools import reduce
from typing import assert_never

from sqlglot import exp

from dsl.frozen import dataclass
from engine.backends.sql.calendar_lookups import Dates
from engine.backends.sql.cells import (
    NUMBERS,
    Cell,
    Expression,
    Known,
    NotInSqlError,
    Value,
    alike,
    as_cell,
    both,
    chosen,
    either,
    negated,
)
from engine.backends.sql.folds import folded
from engine.backends.sql.operators import any_none, applied, compared, none_of_passed
from engine.backends.sql.rows import CASE, PLACES, Columns, Rows
from engine.backends.sql.sql_functions import Calls
from engine.backends.walker import apply, compare_known
from engine.meaning import nodes as n
from engine.meaning.account import every_part
from engine.meaning.marks import ABSENT
from engine.meaning.meaning import Meaning
from engine.meaning.mirrored import of_itself
from engine.meaning.nodes import Kind

Reach = tuple[tuple[int, int], ...]
"""The records in reach of a node that it reads: the level of each, and the slot of its list."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """Something that SQL doesn't say: why, by a word of the tongues, and of what."""

    reason: str
    what: str


class Inputs:
    """What the cases tell: a value for each fact, reading and field; and whether a list is known."""

    def __init__(
        self,
        told: Callable[["Translation", int], Value],
        field: Callable[["Translation", int, int], Value],
        listed: Callable[["Translation", int], Value],
    ) -> None:
        self.told, self.field, self.listed = told, field, listed


class Translation:
    """Columns for the definitions of one meaning, on cases of which `inputs` says what they tell."""

    def __init__(self, meaning: Meaning, columns: Columns, inputs: Inputs, parts: tuple[str, ...]) -> None:
        self.meaning, self.columns, self.inputs = meaning, columns, inputs
        self.dates = Dates(columns, meaning.laws.document, self.guard)
        self.calls = Calls(self.dates, parts)
        self.beyond: dict[Beyond, None] = {}
        self._guards: dict[Rows, dict[str, Expression]] = {}
        self._known: dict[tuple[int, Reach], Value] = {}
        self._levels: dict[int, frozenset[int]] = {}

    # ---- what is asked

    def value(self, definition: n.Definition, reach: Reach = ()) -> Value:
        """What a definition comes to, on a record where it is derived of one."""
        return self.node(definition.root, reach)

    def guard(self, rows: Rows, test: Expression) -> None:
        """Marks the rows in which a test holds: they are computed elsewhere."""
        self._guards.setdefault(rows, {})[test.sql()] = test

    def marked(self) -> Value:
        """Whether a case has to be computed elsewhere."""
        found: list[Expression] = []
        for rows, tests in self._guards.items():
            test = reduce(either, tests.values())
            if rows != CASE:
                held = exp.Max(this=chosen([(test, exp.Literal.number(1))], exp.Literal.number(0)))
                test = exp.EQ(this=self.columns.folded(CASE, rows, held), expression=exp.Literal.number(1))
            found.append(exp.Coalesce(this=test, expressions=[exp.false()]))
        return Known(False) if not found else Cell(Kind.BOOLEAN, (reduce(either, found),), True)

    # ---- nodes

    def levels(self, node: n.Node) -> frozenset[int]:
        """The levels of the records that a node reads."""
        found = self._levels.get(id(node))
        if found is None:
            match node:
                case n.Field(level=level):
                    found = frozenset({level})
                case n.Named(level=level):
                    found = frozenset() if level is None else frozenset({level})
                case n.Fold(where=where, body=body, scope=scope):
                    inner = frozenset[int]().union(*(self.levels(part) for part in (where, body) if part is not None))
                    found = inner - {scope.level} | frozenset().union(*map(self.levels, every_part(node)))
                case _:
                    found = frozenset[int]().union(*map(self.levels, every_part(node)))
            self._levels[id(node)] = found
        return found

    def node(self, node: n.Node, reach: Reach) -> Value:
        """What a node comes to in the rows that the records it reads make up."""
        wanted = self.levels(node)
        own = tuple((level, slot) for level, slot in reach if level in wanted)
        found = self._known.get((id(node), own))
        if found is None:
            found = self._known[(id(node), own)] = self._kept(node, self._translated(node, own), own)
        return found

    def on(self, node: n.Node, reach: Reach) -> Value:
        """What a node comes to, in the rows of a whole reach: taken over from fewer records if it reads fewer."""
        value = self.node(node, reach)
        own = tuple(pair for pair in reach if pair[0] in self.levels(node))
        if own == reach or isinstance(value, Known):
            return value
        return self.taken(value, rows_of(own), rows_of(reach), reach.index(own[0]) if own else 0)

    def taken(self, value: Value, source: Rows, rows: Rows, side: int) -> Value:
        """A value of a case or record, in rows that belong to it."""
        if isinstance(value, Known) or source == rows:
            return value
        parts = tuple(self.columns.taken(rows, source, side, part) for part in value.parts)
        none = None if value.none is None else self.columns.taken(rows, source, side, value.none)
        return Cell(value.kind, parts, value.sure, none, value.unit, value.low, value.high)

    def _kept(self, node: n.Node, value: Value, reach: Reach) -> Value:
        """The value as columns, so that it is computed once however often it is read."""
        if isinstance(value, Known):
            return value
        rows = rows_of(reach)
        parts = tuple(self.columns.computed(rows, part) for part in value.parts)
        none = None if value.none is None else self.columns.computed(rows, value.none)
        return Cell(value.kind, parts, value.sure, none, value.unit, value.low, value.high)

    def _translated(self, node: n.Node, reach: Reach) -> Value:
        rows = rows_of(reach)
        match node:
            case n.Constant(value=value):
                return Known(value)
            case n.Input(slot=slot):
                return self.inputs.told(self, slot)
            case n.Field(column=column):
                return self.inputs.field(self, reach[0][1], column)
            case n.Named():
                definition = self.meaning.definition_of(node)
                return self.value(definition, () if node.level is None else ((0, reach[0][1]),))
            case n.Junction(of_all=of_all, parts=parts):
                return joined([self.on(part, reach) for part in parts], of_all)
            case n.Not(part=part):
                return opposite(self.on(part, reach))
            case n.Choose():
                return self._choice(node, reach)
            case n.Fallback(first=first, second=second):
                return self._fallback(node, self.on(first, reach), lambda: self.on(second, reach))
            case n.Compare(relation=relation, left=left, right=right):
                found = self._comparison(node, relation, self.on(left, reach), self.on(right, reach), rows)
                return found if node.mirrored is None else self._mirrored(node, found, rows)
            case n.Test(part=part, options=options):
                return tested(self.on(part, reach), part.type.kind, options)
            case n.Apply(operator=operator, left=left, right=right):
                given = [self.on(part, reach) for part in (left, right)]
                return self._passed(
                    node,
                    given,
                    lambda: apply(operator, *(each.value for each in given)),
                    rows,
                    lambda cells: applied(operator, cells[0], cells[1], self.dates, rows),
                )
            case n.Call(function=name, arguments=arguments):
                given = [self.on(part, reach) for part in arguments]
                kinds = [part.type.kind for part in arguments]
                return self._passed(
                    node,
                    given,
                    lambda: self.meaning.laws[name](*(each.value for each in given)),
                    rows,
                    lambda _: self._call(name, given, kinds, rows),
                )
            case n.Fold():
                return folded(self, node, reach)
            case n.Table():
                return self._table(node, reach)
        assert_never(node)

    def _choice(self, node: n.Choose, reach: Reach) -> Value:
        test = self.on(node.test, reach)
        if isinstance(test, Known):
            if test.value is None:
                return Known(None)
            return self.on(node.yes if test.value else node.no, reach)
        yes, no = self.on(node.yes, reach), self.on(node.no, reach)
        if isinstance(yes, Known) and isinstance(no, Known) and yes.value is None and no.value is None:
            return Known(None)
        if test.sure and yes == no:
            return yes
        otherwise = exp.true() if test.sure else negated(test.value)
        return alternatives([(test.value, yes), (otherwise, no)], node.type.kind, test.sure)

    def _fallback(self, node: n.Fallback, first: Value, second: Callable[[], Value]) -> Value:
        if isinstance(first, Known):
            return second() if first.value is ABSENT else first
        if first.none is None:
            return first
        return alternatives([(first.none, second()), (exp.true(), first)], node.type.kind, True)

    def _comparison(self, node: n.Compare, relation: n.Relation, left: Value, right: Value, rows: Rows) -> Value:
        known = [each.value for each in (left, right) if isinstance(each, Known)]
        if ABSENT in known:
            return Known(False)
        if len(known) == 2:
            return Known(compare_known(node, *known))
        cells = as_cell(left, node.left.type.kind), as_cell(right, node.right.type.kind)
        if None in known:
            none = any_none(cells)
            return Known(None) if none is None else Cell(Kind.BOOLEAN, (chosen([(none, exp.false())]),), False)
        try:
            return compared(relation, *cells, self.dates, rows)
        except NotInSqlError as error:
            self._left_open(error, cells, rows)
            none = any_none(cells)
            return Known(None) if none is None else Cell(Kind.BOOLEAN, (chosen([(none, exp.false())]),), False)

    def _mirrored(self, node: n.Compare, found: Value, rows: Rows) -> Value:
        """A comparison of which it is known what it comes to where both records of a row are one and the same."""
        alone = of_itself(node)
        cell = as_cell(found, Kind.BOOLEAN)
        if alone is None or cell.sure or len(set(rows)) != 1:
            return found
        place = self.columns.told(rows[:1], PLACES[0])
        one, other = (self.columns.taken(rows, rows[:1], side, place) for side in (0, 1))
        same = exp.EQ(this=one, expression=other)
        value = chosen([(same, exp.true() if alone else exp.false())], cell.value)
        return Cell(Kind.BOOLEAN, (value,), False)

    def _passed(
        self,
        node: n.Node,
        given: list[Value],
        constant: Callable[[], object],
        rows: Rows,
        work: Callable[[list[Cell]], Cell],
    ) -> Value:
        """What unknown and none pass through: unknown if anything given is, else none if anything is."""
        known = [each.value for each in given if isinstance(each, Known)]
        if None in known:
            return Known(None)
        cells = tuple(as_cell(each, Kind.NONE) for each in given)
        if ABSENT in known:
            unsure = [cell.unknown for cell in cells if not cell.sure]
            if not unsure:
                return Known(ABSENT)
            return Cell(node.type.kind, (exp.null(),), False, negated(reduce(either, unsure)))
        if len(known) == len(given):
            return Known(constant())
        kinds = [part.type.kind for part in every_part(node)]
        cells = tuple(as_cell(each, kind) for each, kind in zip(given, kinds, strict=True))
        try:
            found = work(list(cells))
        except NotInSqlError as error:
            self._left_open(error, cells, rows)
            none = none_of_passed(cells)
            nothing = (exp.null(),) * (3 if node.type.kind is Kind.MOMENT else 1)
            return Known(None) if none is None else Cell(node.type.kind, nothing, False, none)
        none = none_of_passed(cells)
        return Cell(found.kind, found.parts, found.sure, none, found.unit, found.low, found.high)

    def _call(self, name: str, given: list[Value], kinds: list[Kind], rows: Rows) -> Cell:
        return self.calls.called(name, given, kinds, rows)

    def _left_open(self, error: NotInSqlError, cells: tuple[Cell, ...], rows: Rows) -> None:
        """Puts a mark on the rows in which all that it would be computed from is there."""
        self.note(error)
        there = [negated(cell.unknown) for cell in cells if not cell.sure]
        there += [negated(cell.none) for cell in cells if cell.none is not None]
        self.guard(rows, reduce(both, there) if there else exp.true())

    def note(self, error: NotInSqlError) -> None:
        """Remembers what SQL doesn't say."""
        self.beyond[Beyond(error.reason, error.what)] = None

    def _table(self, table: n.Table, reach: Reach) -> Value:
        """The result of the first row whose test holds; unknown once a test before it is."""
        rows: list[tuple[Expression, Value]] = []
        for line in table.lines:
            test = self.on(line.test, reach)
            if isinstance(test, Known):
                if test.value is False:
                    continue
                last = Known(None) if test.value is None else self.on(line.result, reach)
                if not rows:
                    return last
                rows.append((exp.true(), last))
                break
            if not test.sure:
                rows.append((test.unknown, Known(None)))
            rows.append((test.value, self.on(line.result, reach)))
        return alternatives(rows, table.type.kind, False) if rows else Known(None)


def rows_of(reach: Reach) -> Rows:
    """The rows that the records in reach make up."""
    return tuple(slot for _, slot in reach)


def joined(parts: list[Value], of_all: bool) -> Value:
    """Whether all parts hold, or any of them."""
    if any(isinstance(part, Known) and part.value is (not of_all) for part in parts):
        return Known(not of_all)
    left = [part for part in parts if not (isinstance(part, Known) and part.value is of_all)]
    if not left:
        return Known(of_all)
    if all(isinstance(part, Known) for part in left):
        return Known(None)
    cells = [as_cell(part, Kind.BOOLEAN) for part in left]
    return Cell(
        Kind.BOOLEAN, (reduce(both if of_all else either, [cell.value for cell in cells]),), all(c.sure for c in cells)
    )


def opposite(part: Value) -> Value:
    """The opposite; unknown of what is unknown."""
    if isinstance(part, Known):
        return Known(None if part.value is None else not part.value)
    return Cell(Kind.BOOLEAN, (negated(part.value),), part.sure)


def tested(part: Value, kind: Kind, options: tuple[str, ...] | None) -> Value:
    """Whether a value is one of several options, or none where there are no options."""
    if isinstance(part, Known):
        if part.value is None:
            return part
        return Known(part.value is ABSENT if options is None else part.value in options)
    if options is None:
        if part.none is None:
            return (
                Known(False)
                if part.sure
                else Cell(Kind.BOOLEAN, (chosen([(negated(part.unknown), exp.false())]),), False)
            )
        found = part.none if part.sure else chosen([(part.none, exp.true()), (negated(part.unknown), exp.false())])
        return Cell(Kind.BOOLEAN, (found,), part.sure)
    among = exp.In(this=part.value.copy(), expressions=[exp.Literal.string(option) for option in options])
    return Cell(Kind.BOOLEAN, (among if part.none is None else chosen([(part.none, exp.false())], among),), part.sure)


def alternatives(rows: list[tuple[Expression, Value]], kind: Kind, sure: bool) -> Value:
    """The value of the first row whose test holds; `sure` says that one always does."""
    there = [value for _, value in rows if not (isinstance(value, Known) and value.value in (None, ABSENT))]
    cells = [as_cell(value, kind) for _, value in rows]
    if there:
        measured, unit, low, high = alike([as_cell(value, kind) for value in there])
        by_value = dict(zip(map(id, there), measured, strict=True))
        cells = [by_value.get(id(value), as_cell(value, kind)) for _, value in rows]
    else:
        unit, low, high = cells[0].unit, 0, 0
    tests = [test for test, _ in rows]
    width = 3 if kind is Kind.MOMENT else 1
    parts = tuple(
        chosen([(test, cell.parts[at]) for test, cell in zip(tests, cells, strict=True)]) for at in range(width)
    )
    if kind in NUMBERS:
        parts = (exp.cast(parts[0], "int128" if max(abs(low), abs(high)) > 2**63 - 1 else "bigint"),)
    nones = [cell.none for cell in cells]
    none = None
    if any(each is not None for each in nones):
        none = chosen([(test, each) for test, each in zip(tests, nones, strict=True) if each is not None], exp.false())
        if any(each is None for each in nones):
            none = chosen(
                [(test, exp.false() if each is None else each) for test, each in zip(tests, nones, strict=True)],
                exp.false(),
            )
    return Cell(kind, parts, sure and all(cell.sure for cell in cells), none, unit, low, high)
