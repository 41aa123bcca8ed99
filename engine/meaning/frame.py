"""Where everything lies in a frame, the list on which a question is decided."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from dsl.frozen import NamedTuple
from dsl.typed import program as p
from engine.meaning.intervals import OpenList, told
from engine.meaning.marks import PENDING
from engine.meaning.noticing import as_told
from engine.model.expressions import BOOLEAN
from engine.model.grounds import some_member
from engine.model.store import column

_FEW = 20
"""How many records are gone through sooner than code is generated: rules that compare them take their square."""


class Nesting(NamedTuple):
    """A list that lies in the records of another: where that is, the column of the field, and where all of them are."""

    outer: int
    column: int
    inner: int


class GivenFact(NamedTuple):
    """Where a fact lies; what a record of its list has besides its fields, None where it is no list.

    Last, which columns of its records hold instants; of a fact that is one itself, the first. A frame has instants in
    UTC, in which they are compared many times as fast, wherever the document has a zone that says their days.
    """

    at: int
    blanks: list[Any] | None
    instants: tuple[int, ...]


class _Given(dict[str, GivenFact]):
    """Where facts lie, found when each is first looked up: that is done for every fact of every case."""

    def __init__(self, find: Callable[[str], GivenFact]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, name: str) -> GivenFact:
        found = self[name] = self._find(name)
        return found


class Layout:
    """The places of one program. A frame is the inputs, then what is defined, then a place for what finds records
    quickly (`engine/backends/python/picking.py`), then two for what was met.

    What is defined is PENDING until it is computed. A record is its fields, then its derived values, then the way to
    it: the place of its list and its number. The records of lists that lie in records stand in one list of all of them
    and, the same objects, in the fields: `linked` puts them there.
    """

    def __init__(self, program: p.Program) -> None:
        self.program = program
        self.slots: dict[tuple[str, str], int] = {}
        for name in program.facts:
            self._add("fact", name)
        for name in program.ambiguities:
            self._add("reading", name)
        self.inputs = list(self.slots)
        self.readings = {name: self.slots[("reading", name)] for name in program.ambiguities}
        for name in program.values:
            self._add("value", name)
        for name in (*program.norms, *program.exceptions):
            self._add("live", name)
        self.places = list(self.slots)
        self.pending: list[Any] = [PENDING] * (len(self.slots) - len(self.inputs)) + [None, None, None]
        self.fields: dict[tuple[str, str], int] = {}
        self.derived: dict[tuple[str, str], int] = {}
        self.columns: dict[tuple[str, int], str] = {}
        self.numbers: dict[str, int] = {}
        self.blanks: dict[str, list[Any]] = {}
        self._types = column(program.facts, "type")
        self.given = _Given(self._given_fact)
        self._lay_records()
        self._defeaters = _defeaters(program)

    def _add(self, kind: str, name: str) -> None:
        self.slots[(kind, name)] = len(self.slots)

    def _lay_records(self) -> None:
        for name, record in self.program.records.items():
            for at, field in enumerate(record.fields):
                self.fields[(name, field.name)] = at
        width = {name: len(record.fields) for name, record in self.program.records.items()}
        for value, record_name in self.program.derived.items():
            self.derived[(record_name, value)] = width[record_name]
            width[record_name] += 1
        self.numbers = {name: number for number, name in enumerate(self.program.records)}
        self.columns = {(record, at): name for (record, name), at in (*self.fields.items(), *self.derived.items())}
        for name, record in self.program.records.items():
            self.blanks[name] = [PENDING] * (width[name] - len(record.fields))

    @cached_property
    def nested(self) -> dict[int, Nesting]:
        """The lists that lie in records, by the place of all of one field; an outer one before those in it."""
        found = {}
        for name, place in self.program.nested.items():
            inner, at = self.slot("fact", name), self.fields[(self._types[place.outer].name, place.field)]
            found[inner] = Nesting(self.slot("fact", place.outer), at, inner)
        return found

    @cached_property
    def inner(self) -> dict[tuple[int, int], int]:
        """Where all records of a field are that is a list, by the place of its list and its column."""
        return {(nesting.outer, nesting.column): nesting.inner for nesting in self.nested.values()}

    def linked(self, frame: list[Any]) -> list[Any]:
        """The frame, with the records of lists in records where they lie; so far their numbers may stand there."""
        for outer, at, inner in self.nested.values():
            if frame[inner] is None:
                frame[inner] = []
            for record in told(frame[outer]):
                numbers = record[at]
                if numbers is not None:
                    record[at] = [frame[inner][each if isinstance(each, int) else each[-1][1]] for each in numbers]
        return frame

    def ordinal(self, frame: list[Any], slot: int, number: int) -> str:
        """How a record is counted: `2`, and `3.2` for the second in the third of several others."""
        nesting = self.nested.get(slot)
        if nesting is None:
            return str(number + 1)
        around = told(frame[nesting.outer])
        for record in around:
            for at, each in enumerate(record[nesting.column] or (), 1):
                if each[-1][1] == number:
                    outer = f"{self.ordinal(frame, *record[-1])}." if len(around) > 1 else ""
                    return f"{outer}{at}"
        return str(number + 1)

    @cached_property
    def lists(self) -> dict[str, str]:
        """The facts that are lists, each with the kind of its records."""
        return {name: type_.name for name, type_ in self._types.items() if type_.kind == "list"}

    def _given_fact(self, name: str) -> GivenFact:
        type_ = self._types[name]
        blanks, kinds = None, [type_.kind]
        if type_.kind == "list":
            blanks = self.blanks[type_.name]
            kinds = [declared.type.kind for declared in self.program.records[type_.name].fields]
        zoned = self.program.edition.zone is not None
        instants = tuple(at for at, kind in enumerate(kinds) if kind == "instant" and zoned)
        return GivenFact(self.slots[("fact", name)], blanks, instants)

    @cached_property
    def dated(self) -> dict[str, p.Lookup]:
        """The settings that change by date, each with what is in force by the day of the question."""
        defaults = column(self.program.facts, "default").items()
        return {name: table for name, table in defaults if isinstance(table, p.Lookup)}

    def holders(self, record: str, frame: list[Any]) -> Iterator[tuple[list[Any], tuple[list[Any], ...]]]:
        """Where something is kept that is computed: the frame, or each record of a kind, with the records in reach."""
        if not record:
            yield frame, ()
        for name, kind in self.lists.items() if record else ():
            listed = told(frame[self.slot("fact", name)]) if kind == record else ()
            yield from ((each, (each,)) for each in listed)

    def has_many_records(self, frame: list[Any]) -> bool:
        """Whether the lists of a frame hold so many records that it pays to generate code for this frame alone."""
        inputs = as_told(frame)
        return sum(len(told(inputs[at])) for at in self.list_slots) > _FEW

    @cached_property
    def list_slots(self) -> list[int]:
        """The places of the facts that are lists."""
        return [self.slots[("fact", name)] for name in self.lists]

    def width(self, at: int) -> int:
        """How many fields the records of the list in a place have: what is derived of them comes after."""
        return len(self.program.records[self.lists[self.inputs[at][1]]].fields)

    def closed(self, frame: list[Any]) -> list[Any]:
        """The frame before anything was computed in it, its lists without further records."""
        closed = [self._closed(value) for value in as_told(frame)[: len(self.inputs)]]
        return self.linked(closed + self.pending)

    def copied(self, frame: list[Any]) -> list[Any]:
        """A frame with the same inputs, in which what is computed can be kept apart."""
        found = frame.copy()
        for at in self.list_slots:
            if found[at] is not None:
                found[at] = [record.copy() for record in found[at]]
        return self.linked(found)

    def _closed(self, value: Any) -> Any:
        if not isinstance(value, list | OpenList):
            return value
        records = [as_told(record) for record in told(value)]
        kinds = {self.inputs[record[-1][0]][1] for record in records}
        widths = [len(self.program.records[self._types[name].name].fields) for name in kinds]
        return [[*record[: widths[0]], *[PENDING] * (len(record) - widths[0] - 1), record[-1]] for record in records]

    def slot(self, kind: str, name: str) -> int:
        """The place of an input (fact, reading) or of what is defined (value, live) in the frame."""
        return self.slots[(kind, name)]

    def conditions(self, name: str) -> list[p.Expression]:
        """The conditions of a norm or exception; of one for each member of a list, whether some member meets each."""
        node = self.program.norms.get(name) or self.program.exceptions[name]
        return [some_member(node, condition.expression) for condition in node.conditions]

    def defeaters(self, name: str) -> list[p.Expression]:
        """What defeats a norm or exception when true: a live exception to it, or a live norm with priority over it."""
        return [defeater for _, defeater in self._defeaters.get(name, ())]

    def defeater_names(self, name: str) -> list[str]:
        """The names of the exceptions and prevailing norms behind `defeaters`, in the same order."""
        return [defeater for defeater, _ in self._defeaters.get(name, ())]


def _defeaters(program: p.Program) -> dict[str, list[tuple[str, p.Expression]]]:
    found: dict[str, list[tuple[str, p.Expression]]] = {}
    for name, targets in column(program.exceptions, "targets").items():
        for target in targets:
            found.setdefault(target, []).append((name, _live(program, name, target)))
    for priority in program.priorities:
        live = _live(program, priority.name, priority.over)
        if priority.condition is not None:
            live = p.Operation("and", (live, priority.condition), BOOLEAN)
        found.setdefault(priority.over, []).append((priority.name, live))
    return found


def _live(program: p.Program, name: str, defeated: str) -> p.Expression:
    """Whether what defeats something is live: of the same member, where both are put for each member of one list."""
    if name in program.derived and defeated in program.derived:
        known = program.norms.get(defeated) or program.exceptions[defeated]
        declared = program.exceptions.get(name) or program.norms[name]
        if known.member is not None and declared.member is not None and known.member.source == declared.member.source:
            return p.FieldReference(known.member.variable, known.member.record, name, BOOLEAN, derived=True, live=True)
    return p.Reference("live", name, BOOLEAN)
