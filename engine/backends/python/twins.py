"""Records that nothing tells apart are computed as one: whatever one of them comes to, each of the others does."""

from collections.abc import Iterator
from contextlib import contextmanager
from operator import is_
from typing import Any

from engine.backends.python.modules import Decision
from engine.backends.python.picking import exactly
from engine.meaning.frame import Layout

Record = list[Any]
Records = list[Record]


def twins_as_one(layout: Layout, decide: Decision) -> Decision:
    """The same decision; where there are many records, those that nothing tells apart are one while it is made."""

    def decided(frame: list[Any]) -> Any:
        if frame.__class__ is not list or layout.nested or not layout.has_many_records(frame):
            return decide(frame)
        with _as_one(layout, frame):
            return decide(frame)

    return decided


@contextmanager
def _as_one(layout: Layout, frame: list[Any]) -> Iterator[None]:
    """Has one record stand, in the lists of a frame, in the places of all that are like it.

    In the end each is in its place again, as computed, and what was noted of the one is noted of all.
    """
    lists = {at: frame[at] for at in layout.list_slots if frame[at]}
    shared = {at: ones(records, layout.width(at)) for at, records in lists.items()}
    for at, records in shared.items():
        frame[at] = records
    try:
        yield
    finally:
        for at, records in lists.items():
            frame[at] = records
            for record, one in zip(records, shared[at], strict=True):
                if record is not one:
                    record[:-1] = one[:-1]
    if isinstance(frame[-1], list):
        frame[-1] += _of_others(frame[-1], lists, shared)


def ones(records: Records, width: int) -> Records:
    """In the place of each record the first one of which the same was told and is computed so far.

    What was told of a record are its first values, `width` of them.
    """
    alike: dict[tuple[Any, ...], Records] = {}
    for record in records:
        alike.setdefault(tuple(record[:width]), []).append(record)
    if len(alike) == len(records):
        return records
    ones = {id(record): one for equal in alike.values() for record, one in _each_with_one(equal, width)}
    return [ones[id(record)] for record in records]


def _each_with_one(records: Records, width: int) -> Iterator[tuple[Record, Record]]:
    """Records of which equal things were told, each with the first one that is the same to the last digit."""
    first = records[0]
    told: dict[tuple[Any, ...], Records] = {}
    for record in records:
        if all(map(is_, record[:width], first)) and record[width:-1] == first[width:-1]:
            yield record, first  # of most records alike the very same was told
            continue
        if not told:
            told[tuple(map(exactly, first[:width]))] = [first]
        ones = told.setdefault(tuple(map(exactly, record[:width])), [])
        one = next((other for other in ones if other[width:-1] == record[width:-1]), record)
        if one is record:
            ones.append(record)
        yield record, one


def _of_others(notes: list[Any], lists: dict[int, Records], shared: dict[int, Records]) -> list[Any]:
    """What was noted of a record that stood for others, of each of these."""
    noted: dict[tuple[int, int], list[Any]] = {}
    for key in notes:
        if len(key) > 1:
            noted.setdefault(key[:2], []).append(key)
    others = {
        record[-1]: one[-1]
        for at, records in lists.items()
        for record, one in zip(records, shared[at], strict=True)
        if record[-1] != one[-1]
    }
    return [(*way, *key[2:]) for way, one in others.items() for key in noted.get(one, ())]
