"""Which inputs an evaluation reads: what it never read can't change what it came to."""

from typing import Any

from engine.case.case import APART, Case, InputKey
from engine.library.knowledge import Frame
from engine.meaning.intervals import OpenList, told
from engine.meaning.noticing import Noticing


class _WatchedList(OpenList):
    """A list that may go on and that notes whether it is looked at what its further records bear on."""

    def __init__(self, listed: OpenList, noted: list[Any], key: InputKey, read: dict[InputKey, None]) -> None:
        super().__init__(noted, listed.further, listed.at_most, listed.is_apart())
        self._key, self._read = key, read

    def is_apart(self) -> bool:
        self._read[self._key] = None
        return super().is_apart()


def watched(case: Case) -> tuple[Frame, dict[InputKey, None]]:
    """A fresh frame of a case, and the inputs that have been read in it so far, in the order of first reading."""
    read: dict[InputKey, None] = {}
    records: list[Noticing] = []
    layout, program = case.knowledge.layout, case.knowledge.program
    frame = case.frame()
    for name, value in case.facts.items():
        fact = program.facts[name]
        if fact.type.kind == "list" and (value or name in case.more):
            at, width = layout.slot("fact", name), len(program.records[fact.type.name].fields)
            noted: list[Any] = [
                Noticing(record, (at, number), width, read) for number, record in enumerate(told(frame[at]))
            ]
            frame[at] = _WatchedList(frame[at], noted, (at, APART), read) if isinstance(frame[at], OpenList) else noted
            records += noted
    found: Any = Noticing(layout.linked(frame), (), len(layout.inputs), read)
    for record in records:
        record.take()
    read.clear()
    return found, read
