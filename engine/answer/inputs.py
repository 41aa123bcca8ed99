"""The inputs of a program, one by one: what type each has, which values it may have, and what rests on which."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from dsl.moment import Moment, is_open
from dsl.typed import program as p
from engine.case.case import options_of
from engine.library.knowledge import KnowledgeBase
from engine.meaning import nodes as n
from engine.meaning.marks import ABSENT
from engine.meaning.meaning import Leaf, Meaning
from engine.model.store import column

RECORD_COUNTS = (1, 0, 2, 4, 9)
"""How many records to try for a list that nobody gave."""

Key = tuple[int, ...]
"""An input: the place of a fact or reading, or list, number and field of a record's field."""


class Inputs:
    """What the inputs of one program are."""

    def __init__(self, meaning: Meaning, constraints: tuple[p.Expression, ...]) -> None:
        self._constraints = constraints
        self.meaning, self.layout, self.program = meaning, meaning.layout, meaning.program
        self._lists = frozenset(self.layout.slot("fact", name) for name in self.layout.lists)
        self._types: dict[Key, p.Type] = {}
        self._types_of_facts = column(self.program.facts, "type")
        self._options: dict[Key, tuple[Any, ...] | None] = {}

    def fact(self, key: Key) -> p.Fact:
        """The fact, or the field of a record, that an input is."""
        fact = self.program.facts[self.layout.inputs[key[0]][1]]
        return fact if len(key) == 1 else self.program.records[fact.type.name].fields[key[2]]

    def type_of(self, key: Key) -> p.Type:
        """The type of an input; that of a reading is a choice of its own."""
        found = self._types.get(key)
        if found is None:
            found = self._types[key] = self._type(key)
        return found

    def _type(self, key: Key) -> p.Type:
        kind, name = self.layout.inputs[key[0]]
        if kind == "reading":
            return p.Type("choice", name)
        if len(key) > 1:
            return self.fact(key).type
        found: p.Type = self._types_of_facts[name]
        return found

    def options(self, key: Key) -> tuple[Any, ...] | None:
        """All values of an input that has few of them: yes and no, or the options of a choice; None for any other."""
        if key not in self._options:
            type_ = self.type_of(key)
            absent = (ABSENT,) if type_.optional else ()
            match type_.kind:
                case "boolean":
                    self._options[key] = (True, False, *absent)
                case "choice":
                    self._options[key] = (*options_of(self.program, type_), *absent)
                case _:
                    self._options[key] = None
        return self._options[key]

    def is_fact(self, key: Key) -> bool:
        """Whether an input is a fact or a field of a record, not a reading."""
        return self.layout.inputs[key[0]][0] == "fact"

    def is_list(self, key: Key) -> bool:
        """Whether an input is a list of records, be it in a record itself."""
        return key[0] in self._lists if len(key) == 1 else (key[0], key[-1]) in self.layout.inner

    def unknown(self, frame: list[Any], inside_unknown_lists: bool = False) -> Iterator[Key]:
        """The unknown inputs of a frame, and those that the one record of an unknown list would have, if asked for.

        A moment of which no more than the day is known is one of them.
        """
        for at in range(len(self.layout.inputs)):
            value = frame[at]
            if value is None or is_open(value):
                yield (at,)
            if self.is_list((at,)) and (value is not None or inside_unknown_lists):
                columns = range(len(self.program.records[self.type_of((at,)).name].fields))
                for number, row in enumerate([[None] * len(columns)] if value is None else value):
                    yield from (
                        (at, number, column) for column in columns if row[column] is None or is_open(row[column])
                    )

    def hourless(self, frame: list[Any]) -> dict[Key, Moment]:
        """The moments of a frame of which no more than the day is known."""
        found: dict[Key, Moment] = {}
        for at, value in enumerate(frame[: len(self.layout.inputs)]):
            if is_open(value):
                found[(at,)] = value
            elif isinstance(value, list):
                columns = range(len(self.program.records[self.type_of((at,)).name].fields))
                found |= {
                    (at, number, column): row[column]
                    for number, row in enumerate(value)
                    for column in columns
                    if is_open(row[column])
                }
        return found

    def open_leaves(self, frame: list[Any]) -> frozenset[Leaf]:
        """The kinds of inputs of which some are unknown in a frame, those of the records of unknown lists included."""
        found: set[Leaf] = set()
        for at, value in enumerate(frame[: len(self.layout.inputs)]):
            if value is None or is_open(value):
                found.add(("", at))
            if self.is_list((at,)):
                kind = self.type_of((at,)).name
                columns = range(len(self.program.records[kind].fields))
                rows = [[None] * len(columns)] if value is None else value
                found |= {
                    (kind, column) for row in rows for column in columns if row[column] is None or is_open(row[column])
                }
        return frozenset(found)

    def told(self, frame: list[Any], key: Key) -> Any:
        """What a frame says of an input."""
        return frame[key[0]] if len(key) == 1 else frame[key[0]][key[1]][key[2]]

    @cached_property
    def constraints(self) -> tuple[n.Definition, ...]:
        """What is true only of facts that contradict each other."""
        return tuple(self.meaning.asked(found) for found in self._constraints)

    def leaf(self, key: Key) -> Leaf:
        """The kind of an input."""
        if len(key) == 1:
            return "", key[0]
        return self.program.facts[self.layout.inputs[key[0]][1]].type.name, key[2]


_KNOWN: WeakKeyDictionary[KnowledgeBase, Inputs] = WeakKeyDictionary()


def inputs_of(knowledge: KnowledgeBase) -> Inputs:
    """The inputs of a knowledge base, made once."""
    found = _KNOWN.get(knowledge)
    if found is None:
        found = _KNOWN[knowledge] = Inputs(knowledge.meaning, tuple(knowledge.constraints()))
    return found
