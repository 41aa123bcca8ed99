"""Which parts of a node account for its value: what explanations, coverage and the search for missing facts read.

An evaluation is told as *sheets*: the values of the nodes of one scope on the records in reach, in the order of
`Scope.nodes`; PENDING where the way taken never came by (a branch not chosen, the rows of a table after the one read).
A backend makes them (`Sheets`); what is here reads them, and is the only place that says what counts for what.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Protocol, assert_never

from dsl.frozen import NamedTuple
from dsl.moment import is_open
from engine.meaning import nodes as n
from engine.meaning.intervals import told
from engine.meaning.marks import ABSENT
from engine.meaning.meaning import Meaning

Record = list[Any]
"""A record of a frame: its fields, its derived values, and the way to it."""

Sheet = Sequence[Any]
"""The values of a scope's nodes."""


Accounting = Callable[[Sheet], tuple[n.Node, ...]]
"""The parts that account for one node, by its sheet."""


class Sheets(Protocol):
    """An evaluation of one frame that can be asked for its sheets."""

    meaning: Meaning
    frame: list[Any]

    def sheet(self, scope: n.Scope, records: tuple[Record, ...] = ()) -> Sheet:
        """The values of the nodes of a scope, on the records in reach."""
        ...


def accounts_for(node: n.Node, sheet: Sheet) -> tuple[n.Node, ...]:
    """The parts of a node, in its scope, because of which it has its value; none of what a name or a record hides.

    Of a conjunction that fails the parts that fail, of one that holds all of them, of one that is open the open parts;
    alternatives the other way round. Of a choice the test, and the branch taken once that is decided. Of a comparison
    with *none* only that side, while the other is unknown. Of a table the test and the result of the row read, or the
    test because of which none can be. Where a list may go on, both branches or all rows within reach may give a value.
    """
    return accounting(node)(sheet)


def accounting(node: n.Node) -> Accounting:
    """`accounts_for` a node, made once for many sheets."""
    match node:
        case n.Junction(at=at, of_all=of_all, parts=parts):
            placed = [(part.at, part) for part in parts]

            def alike(sheet: Sheet) -> tuple[n.Node, ...]:
                value = sheet[at]
                return parts if value is of_all else tuple([part for place, part in placed if sheet[place] is value])

            return alike
        case n.Choose(test=test, yes=yes, no=no):
            by_test = {None: (test,), True: (test, yes), False: (test, no)}
            either, at = (yes, no), node.at
            return lambda sheet: either if sheet[test.at] is None and sheet[at] is not None else by_test[sheet[test.at]]
        case n.Fallback(first=first, second=second):
            return lambda sheet: (second,) if sheet[first.at] is ABSENT else (first,)
        case n.Compare(left=left, right=right):
            sides = partial(_sides, left, right)
            if node.mirrored is None:
                return sides
            at = node.at
            return lambda sheet: () if sheet[at] is not None and sheet[left.at] is None else sides(sheet)
        case n.Table():
            return lambda sheet: _read(node, sheet)
        case _:
            fixed = every_part(node)
            return lambda sheet: fixed


def _sides(left: n.Node, right: n.Node, sheet: Sheet) -> tuple[n.Node, ...]:
    """The sides of a comparison; of one that is no because one side is *none* not the other, while that is unknown."""
    values = sheet[left.at], sheet[right.at]
    if None in values and any(value is ABSENT for value in values):
        return (left,) if values[0] is ABSENT else (right,)
    return (left, right)


def _read(table: n.Table, sheet: Sheet) -> tuple[n.Node, ...]:
    number, line = line_read(table, sheet)
    if line is not None:
        return (line.test, line.result)
    if sheet[table.at] is not None:
        return tuple(line.result for line in lines_within_reach(table, sheet))
    return (table.lines[number].test,) if number < len(table.lines) else ()


def looked_at(node: n.Node, sheet: Sheet) -> tuple[n.Node, ...]:
    """The parts of a node that an evaluation looks at, in order: none after one that decides alone."""
    match node:
        case n.Junction(of_all=of_all, parts=parts):
            decisive = next((at for at, part in enumerate(parts, 1) if sheet[part.at] is (not of_all)), len(parts))
            return parts[:decisive]
        case n.Fallback(first=first, second=second):
            return (first, second) if sheet[first.at] is ABSENT else (first,)
        case n.Table():
            number, line = line_read(node, sheet)
            tests = tuple(each.test for each in node.lines[: number + 1])
            return (*node.inputs, *tests) if line is None else (*node.inputs, *tests, line.result)
        case _:
            return accounts_for(node, sheet)


def every_part(node: n.Node) -> tuple[n.Node, ...]:
    """All parts of a node in its scope, whatever their values."""
    match node:
        case n.Constant() | n.Input() | n.Field() | n.Named():
            return ()
        case n.Junction(parts=parts):
            return parts
        case n.Not(part=part) | n.Test(part=part):
            return (part,)
        case n.Choose(test=test, yes=yes, no=no):
            return (test, yes, no)
        case n.Fallback(first=first, second=second):
            return (first, second)
        case n.Compare(left=left, right=right) | n.Apply(left=left, right=right):
            return (left, right)
        case n.Call(arguments=arguments):
            return arguments
        case n.Fold(source=source, position=position):
            return (source,) if position is None else (source, position)
        case n.Table(inputs=inputs, lines=lines):
            return (*inputs, *(part for line in lines for part in (line.test, line.result)))
    assert_never(node)


def taken(node: n.Node, sheet: Sheet) -> tuple[n.Node, ...]:
    """The parts of a node that are part of its sheet: all but the branches and rows that its values leave out."""
    match node:
        case n.Choose():
            return accounts_for(node, sheet)
        case n.Fallback() | n.Table():
            return looked_at(node, sheet)
        case _:
            return every_part(node)


def line_read(table: n.Table, sheet: Sheet) -> tuple[int, n.Line | None]:
    """The line of a table that gives its result and its number, from 0; no line where a test before it is open."""
    for number, line in enumerate(table.lines):
        test = sheet[line.test.at]
        if test is not False:
            return number, line if test is True else None
    return len(table.lines), None


def lines_within_reach(table: n.Table, sheet: Sheet) -> Iterator[n.Line]:
    """The lines that may be the first whose test holds."""
    for line in table.lines:
        if sheet[line.test.at] is not False:
            yield line
        if sheet[line.test.at] is True:
            return


def folded(fold: n.Fold, sheet: Sheet) -> tuple[Record, ...]:
    """The records that a fold goes through; none where its list is unknown."""
    position = 1 if fold.position is None else sheet[fold.position.at]
    return tuple(gone_through(fold, told(sheet[fold.source.at]), position))


def gone_through(fold: n.Fold, listed: list[Record], position: Any) -> list[Record]:
    """The records told of a list that a fold goes through; `position` is what that of the fold comes to."""
    if fold.position is None or fold.folding is n.Folding.NTH:
        return listed
    return listed[position - 1 : position] if isinstance(position, int) else []


class Event(NamedTuple):
    """A node that was come by, with its value, the records in reach, and the parts that account for it."""

    node: n.Node
    value: Any
    records: tuple[Record, ...]
    sheet: Sheet
    parts: tuple[n.Node, ...]


def events(
    sheets: Sheets,
    definition: n.Definition,
    parts: Callable[[n.Node, Sheet], tuple[n.Node, ...]] = accounts_for,
    deciding: bool = True,
) -> Iterator[Event]:
    """Everything that accounts for what a definition comes to (or that was `looked_at`), what names hide included.

    Each node comes once for the records in reach, before its parts. Where some record decides a fold, only those that
    do are gone through, unless `deciding` is False.
    """
    seen: set[tuple[int, ...]] = set()
    pending: list[tuple[n.Node, n.Scope, tuple[Record, ...]]] = [(definition.root, definition.scope, ())]
    while pending:
        node, scope, reach = pending.pop()
        key = (id(node), *map(id, reach))
        if key in seen:
            continue
        seen.add(key)
        sheet = sheets.sheet(scope, reach)
        chosen = parts(node, sheet)
        yield Event(node, sheet[node.at], reach, sheet, chosen)
        following = [(part, scope, reach) for part in chosen]
        if isinstance(node, n.Named):
            behind = sheets.meaning.definition_of(node)
            following.append((behind.root, behind.scope, () if node.level is None else (reach[node.level],)))
        elif isinstance(node, n.Fold):
            following += _inside(sheets, node, sheet, reach, deciding)
        pending += reversed(following)


def _inside(
    sheets: Sheets, fold: n.Fold, sheet: Sheet, reach: tuple[Record, ...], deciding: bool
) -> Iterator[tuple[n.Node, n.Scope, tuple[Record, ...]]]:
    """What a fold asks of its records: of a decided SOME or EVERY only of those that decide it, if some do."""
    value = sheet[fold.at]
    decisive = (
        deciding and fold.folding in (n.Folding.SOME, n.Folding.EVERY) and value is (fold.folding is n.Folding.SOME)
    )
    for record in folded(fold, sheet):
        inner = (*reach, record)
        own = sheets.sheet(fold.scope, inner)
        if decisive and fold.body is not None and own[fold.body.at] is not value:
            continue
        if fold.where is not None:
            yield fold.where, fold.scope, inner
        if fold.body is not None and (fold.where is None or own[fold.where.at] is not False):
            yield fold.body, fold.scope, inner


def unknown(sheets: Sheets, definition: n.Definition) -> list[tuple[int, ...]]:
    """The unknown inputs because of which a definition is open: slots, or list, number and column of a record's field.

    Without those that leave a part open that something else decides. A moment of which the day is known is among them
    where its hour decides a comparison with another that is known.
    """

    def open_parts(node: n.Node, sheet: Sheet) -> tuple[n.Node, ...]:
        if not _is_wanting(sheet[node.at]):
            return ()
        parts = tuple(part for part in accounts_for(node, sheet) if _is_wanting(sheet[part.at]))
        if isinstance(node, n.Compare) and any(sheet[part.at] is None for part in parts):
            return tuple(part for part in parts if sheet[part.at] is None)
        return parts

    found: dict[tuple[int, ...], None] = {}
    for event in events(sheets, definition, open_parts):
        if _is_wanting(event.value) and isinstance(event.node, n.Input):
            found[(event.node.slot,)] = None
        elif _is_wanting(event.value) and isinstance(event.node, n.Field):
            found[(*event.records[event.node.level][-1], event.node.column)] = None
    return list(found)


def _is_wanting(value: Any) -> bool:
    return value is None or is_open(value)
