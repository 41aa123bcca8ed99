"""The records of a list that are like another in something: found at once, instead of by going through all of them."""

from collections.abc import Callable, Iterator
from typing import Any

from dsl.frozen import dataclass
from engine.meaning import nodes as n
from engine.meaning.marks import ABSENT, PENDING
from engine.meaning.nodes import Folding, Kind, Relation

FEW = 12
"""How many records are gone through sooner than they are put in order."""

_EXACT = frozenset({Kind.BOOLEAN, Kind.INTEGER, Kind.CHOICE, Kind.DATE})
"""The kinds of which what is equal is found by it; instants are, as long as they are as told."""

Record = list[Any]
Way = tuple[int, Callable[[list[Any], Record], Any] | None]


@dataclass(frozen=True, slots=True)
class Sought:
    """Of a record that counts one of these holds: something `beside` it, or one of its own is the same as another."""

    beside: tuple[n.Node, ...]
    same: tuple[tuple[n.Field | n.Named, n.Node], ...]


def sought_by(fold: n.Fold, levels_of: Callable[[n.Node], frozenset[int]]) -> Sought | None:
    """What every record that counts in a fold has in common with a record around it; None where that is nothing."""
    required = [*_parts(fold.where, True), *(_parts(fold.body, True) if fold.folding is Folding.SOME else ())]
    found = [sought for part in required if (sought := _sought(part, fold.scope.level, levels_of)) is not None]
    return min(found, key=lambda sought: len(sought.beside) + len(sought.same), default=None)


def _sought(part: n.Node, level: int, levels_of: Callable[[n.Node], frozenset[int]]) -> Sought | None:
    beside, same = [], []
    for each in _parts(part, False):
        if level not in levels_of(each):
            beside.append(each)
            continue
        pair = _pair(each, level, levels_of) if isinstance(each, n.Compare) else None
        if pair is None:
            return None
        same.append(pair)
    around = {found for _, other in same for found in levels_of(other)}
    return Sought(tuple(beside), tuple(same)) if around else None


def _pair(
    compare: n.Compare, level: int, levels_of: Callable[[n.Node], frozenset[int]]
) -> tuple[n.Field | n.Named, n.Node] | None:
    """What a record has of its own, and that with which it is compared for being the same."""
    kinds = {compare.left.type.kind, compare.right.type.kind}
    as_told = kinds == {Kind.INSTANT} and isinstance(compare.left, n.Field) and isinstance(compare.right, n.Field)
    if compare.relation is not Relation.EQUAL or not (as_told or (len(kinds) == 1 and kinds <= _EXACT)):
        return None
    for own, other in ((compare.left, compare.right), (compare.right, compare.left)):
        if isinstance(own, n.Field | n.Named) and own.level == level and level not in levels_of(other):
            return own, other
    return None


def _parts(node: n.Node | None, of_all: bool) -> Iterator[n.Node]:
    """The parts of a junction, and of those of its kind within it."""
    if isinstance(node, n.Junction) and node.of_all is of_all:
        for part in node.parts:
            yield from _parts(part, of_all)
    elif node is not None:
        yield node


def picked(frame: list[Any], records: list[Record], ways: tuple[Way, ...], keys: tuple[Any, ...]) -> list[Record]:
    """The records, in their order, that have one of several keys, each its own way, or of which it is not known."""
    if None in keys or frame.__class__ is not list:
        return records
    orders = frame[-3]
    if orders is None:
        orders = frame[-3] = {}
    columns = tuple(column for column, _ in ways)
    order: _Order | None = orders.get(columns)
    if order is None or order.records is not records:
        order = orders[columns] = _Order(frame, records, ways)
    return order.of(keys)


class _Order:
    """The records of a list by what each has in some columns."""

    def __init__(self, frame: list[Any], records: list[Record], ways: tuple[Way, ...]) -> None:
        self.records = records
        self._numbers: list[dict[Any, list[int]]] = []
        self._found: dict[tuple[Any, ...], list[Record]] = {}
        for column, compute in ways:
            numbers: dict[Any, list[int]] = {}
            for number, record in enumerate(records):
                value = record[column]
                if value is PENDING and compute is not None:
                    value = compute(frame, record)
                numbers.setdefault(value, []).append(number)
            self._numbers.append(numbers)

    def of(self, keys: tuple[Any, ...]) -> list[Record]:
        """The records with one of several keys, each in its column, or of which it is not known; none has *none*."""
        found = self._found.get(keys)
        if found is None:
            having: set[int] = set()
            for numbers, key in zip(self._numbers, keys, strict=True):
                having.update(numbers.get(None, ()))
                if key is not ABSENT:
                    having.update(numbers.get(key, ()))
            found = self._found[keys] = [self.records[number] for number in sorted(having)]
        return found
