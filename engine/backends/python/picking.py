"""The records of a list that count beside another one: found at once, instead of by going through all of them.

What one record comes to beside each of many takes a pass through these for every condition. Here a condition is a set
of records: that of what looks at one record alone is made once, and of what compares something of it with something
beside it the records are in order. Sets are joined as the conditions are; unknown is kept apart.
"""

import operator
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import reduce
from itertools import accumulate, compress, repeat
from operator import is_, is_not, or_
from typing import Any

from dsl.arithmetic import EXACT
from engine.meaning.marks import ABSENT, PENDING

FEW = 12
"""How many records are gone through sooner than sets are made of them."""

Record = list[Any]
Compute = Callable[..., Any]
"""Takes a frame and a record, and what else is given."""

Set = tuple[int, int]
"""The records of which something holds, and those of which it may: a bit for each, the first record the lowest."""

_NONE: Set = (0, 0)

_ORDERED = frozenset({bool, int, str, date, Decimal, timedelta})
"""The classes of which what is equal is found by it, and all of which lie in one order, as instants with offsets do."""

_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

_MOST_GIVEN = 64
"""For how many different things that are given beside records something is computed of each of them."""

_MOST_SETS = 8
"""Of how many sets the values are kept at hand."""

_BITS = bytes.maketrans(b"01", b"\0\1")


def listed(frame: list[Any], records: list[Record]) -> "Listed | None":
    """The sets of a list in a frame; None where the frame notices what is read of it."""
    if frame.__class__ is not list:
        return None
    kept = frame[-3]
    if kept is None:
        kept = frame[-3] = {}
    found: Listed | None = kept.get(id(records))
    if found is None or found.records is not records:
        found = kept[id(records)] = Listed(records)
    return found


class Listed:
    """Sets of the records of a list, in one frame."""

    def __init__(self, records: list[Record]) -> None:
        self.records, self.all = records, (1 << len(records)) - 1
        self.open: Set = (0, self.all)
        self._columns: dict[Any, _Column] = {}
        self._true: dict[Any, Set] = {}
        self._made: dict[Compute, dict[tuple[Any, ...], list[Any]]] = {}
        self._gathered: dict[Any, dict[tuple[int, tuple[Any, ...]], Values | None]] = {}

    def throughout(self, value: bool | None) -> Set:
        """The set of what is the same for every record."""
        return self.open if value is None else (self.all, self.all) if value else _NONE

    def each(self, frame: list[Any], column: int | None, compute: Compute | None) -> Set:
        """Of which records something of theirs is true: what stands in a column, or what a function makes of each."""
        key = compute if column is None else column
        found = self._true.get(key)
        if found is None:
            values = self._values(frame, column, compute)
            found = self._true[key] = _bits(value is True for value in values), _bits(v is not False for v in values)
        return found

    def compared(self, frame: list[Any], column: int | None, compute: Compute | None, relation: str, value: Any) -> Set:
        """Of which records something of theirs has a relation to a value."""
        key = compute if column is None else column
        found = self._columns.get(key)
        if found is None:
            found = self._columns[key] = _Column(self._values(frame, column, compute))
        if value is ABSENT:
            return _NONE
        if value is None:
            return 0, found.known | found.unknown
        holding = found.holding(relation, value)
        return holding, holding | found.unknown

    def itself(self, found: Set, record: Record, holds: bool) -> Set:
        """A set of what is asked of records and of one around them, of which it is known whether it holds of itself."""
        of, number = record[-1]
        if self.records[0][-1][0] != of:
            return found
        bit = 1 << number
        return (found[0] | bit, found[1] | bit) if holds else (found[0] & ~bit, found[1] & ~bit)

    def values(
        self, frame: list[Any], numbers: int, column: int | None, compute: Compute | None, given: tuple[Any, ...]
    ) -> "Values | None":
        """What each record of a set has, or what a function makes of it and what is given; none is left out.

        That is computed once of every record, as long as few different things are given. None where they are many, or
        where something is unknown. The values of the latest sets are at hand: many records have the same ones beside
        them.
        """
        gathered = self._gathered.setdefault(compute if column is None else column, {})
        asked = numbers, tuple(map(exactly, given))
        if asked not in gathered:
            found = self._gather(frame, column, compute, given, asked)
            if len(gathered) == _MOST_SETS:
                del gathered[next(iter(gathered))]
            gathered[asked] = found
        return gathered[asked]

    def _gather(
        self,
        frame: list[Any],
        column: int | None,
        compute: Compute | None,
        given: tuple[Any, ...],
        asked: tuple[int, tuple[Any, ...]],
    ) -> "Values | None":
        numbers, exact = asked
        if column is not None:
            values = [
                record[column] if record[column] is not PENDING or compute is None else compute(frame, record)
                for record in self.of(numbers)
            ]
        else:
            assert compute is not None
            made = self._made.setdefault(compute, {})
            found = made.get(exact)
            if found is None:
                if len(made) == _MOST_GIVEN:
                    return None
                found = made[exact] = [compute(frame, record, *given) for record in self.records]
            values = list(self._chosen(found, numbers))
        if True in map(is_, values, repeat(None)):
            return None
        return Values(compress(values, map(is_not, values, repeat(ABSENT))))

    def _values(self, frame: list[Any], column: int | None, compute: Compute | None) -> list[Any]:
        if column is None:
            assert compute is not None
            return [compute(frame, record) for record in self.records]
        values = [record[column] for record in self.records]
        if compute is not None:
            for number, value in enumerate(values):
                if value is PENDING:
                    values[number] = compute(frame, self.records[number])
        return values

    def of(self, numbers: int) -> list[Record]:
        """The records of a set, in their order."""
        if numbers == self.all:
            return self.records
        return list(self._chosen(self.records, numbers))

    def numbered(self, numbers: int) -> Iterator[tuple[int, Record]]:
        """The records of a set, in their order, each with its number."""
        return self._chosen(list(enumerate(self.records)), numbers)

    def _chosen(self, things: list[Any], numbers: int) -> Iterator[Any]:
        return compress(things, f"{numbers:b}"[::-1].encode().translate(_BITS))


class _Column:
    """What each record has of one thing, in order as far as there is one."""

    def __init__(self, values: list[Any]) -> None:
        self.known = _bits(value is not None and value is not ABSENT for value in values)
        self.unknown = _bits(value is None for value in values)
        self._values = [
            (value, 1 << at) for at, value in enumerate(values) if value is not None and value is not ABSENT
        ]
        classes = {_order_of(value) for value, _ in self._values}
        self._order = classes.pop() if len(classes) == 1 else None
        self._sorted: tuple[list[Any], list[int]] | None = None

    def holding(self, relation: str, value: Any) -> int:
        """The numbers of the records whose known value has a relation to another one."""
        if self._order is None or _order_of(value) is not self._order:
            holds = _RELATIONS[relation]
            return sum(bit for own, bit in self._values if holds(own, value))
        if self._sorted is None:
            self._values.sort(key=operator.itemgetter(0))
            bits = accumulate((bit for _, bit in self._values), or_, initial=0)
            self._sorted = [own for own, _ in self._values], list(bits)
        values, before = self._sorted
        match relation:
            case "<":
                return before[bisect_left(values, value)]
            case "<=":
                return before[bisect_right(values, value)]
            case ">":
                return self.known & ~before[bisect_right(values, value)]
            case ">=":
                return self.known & ~before[bisect_left(values, value)]
        same = before[bisect_right(values, value)] & ~before[bisect_left(values, value)]
        return same if relation == "==" else self.known & ~same


class Values(list[Any]):
    """Known values of records, in their order; what they come to is computed once."""

    __slots__ = ("_largest", "_smallest", "_total")

    def total(self, start: Any) -> Any:
        """Their sum, from a zero of their kind."""
        if not hasattr(self, "_total"):
            self._total = reduce(EXACT.add, self, start) if isinstance(start, Decimal) else sum(self, start)
        return self._total

    def smallest(self) -> list[Any]:
        """The smallest of them, if there is one."""
        if not hasattr(self, "_smallest"):
            self._smallest = [min(self)] if self else []
        return self._smallest

    def largest(self) -> list[Any]:
        """The largest of them, if there is one."""
        if not hasattr(self, "_largest"):
            self._largest = [max(self)] if self else []
        return self._largest


def exactly(value: Any) -> Any:
    """What tells a value from any other: of a number with decimals its digits count, of an hour its offset."""
    if value is None or value is ABSENT or value.__class__ in (bool, str, date):
        return value
    return value.__class__, repr(value)


def _order_of(value: Any) -> type | None:
    """The order in which a value lies: instants with an offset have one; those of zones are compared one by one."""
    kind = value.__class__
    return kind if kind in _ORDERED or (kind is datetime and value.tzinfo.__class__ is timezone) else None


def _bits(holding: Any) -> int:
    """A bit for each of which something holds, the first the lowest."""
    return int(bytes(map(bool, holding)).translate(_DIGITS)[::-1] or b"0", 2)


_DIGITS = bytes.maketrans(b"\0\1", b"01")
