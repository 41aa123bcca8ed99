"""Which inputs an evaluation reads: what it never read can't change what it came to."""

from typing import Any

from engine.case.case import Case, InputKey
from engine.library.knowledge import Frame


class _Watched(list[Any]):
    """A frame, or a record in it, that notes which of its inputs are read; `way` is the place of the record."""

    def __init__(self, values: list[Any], way: InputKey, inputs: int, read: dict[InputKey, None]) -> None:
        super().__init__(values)
        self._way, self._inputs, self._read = way, inputs, read

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, int) and 0 <= at < self._inputs:
            self._read[(*self._way, at)] = None
        return super().__getitem__(at)


def watched(case: Case) -> tuple[Frame, dict[InputKey, None]]:
    """A fresh frame of a case, and the inputs that have been read in it so far, in the order of first reading."""
    read: dict[InputKey, None] = {}
    layout, program = case.knowledge.layout, case.knowledge.program
    frame = case.frame()
    for name, value in case.facts.items():
        fact = program.facts[name]
        if fact.type.kind == "list" and value:
            at, width = layout.slot("fact", name), len(program.records[fact.type.name].fields)
            frame[at] = [_Watched(record, (at, number), width, read) for number, record in enumerate(frame[at])]
    return _Watched(frame, (), len(layout.inputs), read), read
