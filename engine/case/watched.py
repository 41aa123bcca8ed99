"""Which inputs an evaluation reads: what it never read can't change what it came to."""

from typing import Any

from engine.case.case import APART, Case, InputKey
from engine.library.knowledge import Frame
from engine.meaning.intervals import OpenList, told

_item = list.__getitem__


class _Watched(list[Any]):
    """A frame, or a record in it, that notes which of its inputs are read; `way` is the place of the record."""

    def __init__(self, values: list[Any], way: InputKey, inputs: int, read: dict[InputKey, None]) -> None:
        super().__init__(values)
        self._keys = {at: (*way, at) for at in range(inputs)}
        self._read = read

    def __getitem__(self, at: Any) -> Any:
        if at.__class__ is int and (key := self._keys.get(at)) is not None:
            self._read[key] = None
        return _item(self, at)


class _WatchedList(OpenList):
    """A list that may go on and that notes whether it is looked at what its further records bear on."""

    def __init__(self, listed: OpenList, noted: list[list[Any]], key: InputKey, read: dict[InputKey, None]) -> None:
        super().__init__(noted, listed.further, listed.at_most, listed.is_apart())
        self._key, self._read = key, read

    def is_apart(self) -> bool:
        self._read[self._key] = None
        return super().is_apart()


def watched(case: Case) -> tuple[Frame, dict[InputKey, None]]:
    """A fresh frame of a case, and the inputs that have been read in it so far, in the order of first reading."""
    read: dict[InputKey, None] = {}
    layout, program = case.knowledge.layout, case.knowledge.program
    frame = case.frame()
    for name, value in case.facts.items():
        fact = program.facts[name]
        if fact.type.kind == "list" and (value or name in case.more):
            at, width = layout.slot("fact", name), len(program.records[fact.type.name].fields)
            noted: list[list[Any]] = [
                _Watched(record, (at, number), width, read) for number, record in enumerate(told(frame[at]))
            ]
            frame[at] = _WatchedList(frame[at], noted, (at, APART), read) if isinstance(frame[at], OpenList) else noted
    found = _Watched(layout.linked(frame), (), len(layout.inputs), read)
    read.clear()
    return found, read
