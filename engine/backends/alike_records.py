"""Told records of which the same is known: one of them stands for all where a list may go on."""

from collections.abc import Iterator, Sequence
from typing import Any

from engine.backends.python.twins import ones
from engine.meaning.account import Record
from engine.meaning.frame import Layout
from engine.meaning.intervals import told
from engine.meaning.noticing import Noticing, as_told

FEW = 3
"""How many records of a list are gone through one by one, whether they are alike or not."""


class Alike:
    """The records of a frame by what is known of them, as they were when its evaluation began.

    Two records that are alike are still two, and are told apart by which they are. Where lists lie in records none is
    looked at.
    """

    def __init__(self, layout: Layout, frame: list[Any]) -> None:
        self._groups: dict[int, list[list[Record]]] = {}
        self._equal: dict[int, list[Record]] = {}
        self._widths: dict[int, int] = {}
        self._is_noticed = isinstance(frame, Noticing)
        values = as_told(frame)
        for at in () if layout.nested else layout.list_slots:
            records = told(values[at])
            if len(records) > FEW:
                self._widths[at] = layout.width(at)
                self._put(records, at)

    def _put(self, records: Sequence[Record], at: int) -> None:
        groups: dict[int, list[Record]] = {}
        for record, one in zip(records, ones([as_told(record) for record in records], self._widths[at]), strict=True):
            groups.setdefault(id(one), []).append(record)
        if len(groups) < len(records):
            self._groups[at] = list(groups.values())
            self._equal.update((id(record), group) for group in groups.values() for record in group)

    def __bool__(self) -> bool:
        return bool(self._groups)

    def to(self, record: Record) -> Sequence[Record]:
        """The records that are like one, itself among them, the same first for all; none where it is by itself."""
        return self._equal.get(id(record), ())

    def counted(self, records: list[Record], reach: tuple[Record, ...]) -> Iterator[tuple[Record, int]]:
        """The records of a list, each with how many it stands for: those in reach for themselves alone."""
        groups = self._groups.get(records[0][-1][0]) if records else None
        if groups is None or len(records) != sum(map(len, groups)):
            yield from ((record, 1) for record in records)
            return
        apart = {id(record) for record in reach}
        for group in groups:
            inside = [record for record in reach if self.to(record) is group]
            yield from {id(record): (record, 1) for record in inside}.values()
            number = len({id(record) for record in inside})
            if len(group) > number:
                yield next(record for record in group if id(record) not in apart), len(group) - number

    def tell_apart(self) -> None:
        """From now on each record stands for itself alone."""
        self._groups.clear()
        self._equal.clear()

    def notice(self) -> None:
        """Of all records that are alike what was read of one counts as read, in a frame that notices that."""
        if not self._is_noticed:
            return
        for at, groups in self._groups.items():
            for group in groups:
                read = sorted({column for record in group for column in record if 0 <= column < self._widths[at]})
                for record in group:
                    for column in read:
                        record[column]
