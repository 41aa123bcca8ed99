"""The inputs of a program, one by one: what type each has, which values it may have, and what rests on which."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from dsl.frozen import NamedTuple
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


_TIMES = frozenset({"date", "instant", "moment"})
"""The kinds of types of which a value may lack its hour."""


class _Place(NamedTuple):
    """Where inputs lie: a fact or reading; of a list the kind of its records and the columns of these, too."""

    at: int
    is_looked_at: bool
    """Whether the input itself is asked about, or only what the records of the list hold."""

    kind: str
    columns: tuple[int, ...]


class Inputs:
    """What the inputs of one program are."""

    def __init__(self, meaning: Meaning, constraints: tuple[p.Expression, ...]) -> None:
        self._constraints = constraints
        self.meaning, self.layout, self.program = meaning, meaning.layout, meaning.program
        self._lists = tuple(place for place in self._all_places if place.kind)
        self._list_slots = frozenset(place.at for place in self._lists)
        self._places: dict[frozenset[Leaf], tuple[_Place, ...]] = {}
        self._types: dict[Key, p.Type] = {}
        self._types_of_facts = column(self.program.facts, "type")
        self._options: dict[Key, tuple[Any, ...] | None] = {}
        self._concerning: dict[int, frozenset[Leaf]] = {}

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
        return key[0] in self._list_slots if len(key) == 1 else (key[0], key[-1]) in self.layout.inner

    def unknown(
        self, frame: list[Any], among: frozenset[Leaf] | None = None, inside_unknown_lists: bool = False
    ) -> Iterator[Key]:
        """The unknown inputs of a frame, of all kinds or `among` some; if asked for, those that the one record of an
        unknown list would have as well.

        A moment of which no more than the day is known is one of them.
        """
        for place in self._all_places if among is None else self._places_among(among):
            value = frame[place.at]
            if place.is_looked_at and (value is None or is_open(value)):
                yield (place.at,)
            if place.columns and (value is not None or inside_unknown_lists):
                for number, row in enumerate([self._blank(place)] if value is None else value):
                    for column in place.columns:
                        if row[column] is None or is_open(row[column]):
                            yield (place.at, number, column)

    def hourless(self, frame: list[Any]) -> dict[Key, Moment]:
        """The moments of a frame of which no more than the day is known."""
        found: dict[Key, Moment] = {}
        for place in self._times:
            if place.is_looked_at and is_open(frame[place.at]):
                found[place.at,] = frame[place.at]
            for number, row in enumerate((frame[place.at] or ()) if place.columns else ()):
                found |= {(place.at, number, column): row[column] for column in place.columns if is_open(row[column])}
        return found

    @cached_property
    def _times(self) -> tuple[_Place, ...]:
        """Where dates and moments lie."""
        return self._places_where(lambda key, _: self.type_of(key).kind in _TIMES)

    def _places_where(self, holds: Callable[[Key, Leaf], bool]) -> tuple[_Place, ...]:
        """Where the inputs lie of which something holds: it is the same for a field of any record."""
        found = []
        for place in self._all_places:
            at, kind = place.at, place.kind
            is_looked_at = holds((at,), ("", at))
            columns = tuple([column for column in place.columns if holds((at, 0, column), (kind, column))])
            if is_looked_at or columns:
                found.append(_Place(at, is_looked_at, kind, columns))
        return tuple(found)

    def open_leaves(self, frame: list[Any]) -> frozenset[Leaf]:
        """The kinds of inputs of which some are unknown in a frame, those of the records of unknown lists included."""
        told = zip(self._leaves_of_facts, frame, strict=False)
        found = {leaf for leaf, value in told if value is None or is_open(value)}
        for place in self._lists:
            value = frame[place.at]
            for row in [self._blank(place)] if value is None else value:
                found |= {(place.kind, at) for at in place.columns if row[at] is None or is_open(row[at])}
        return frozenset(found)

    def _blank(self, place: _Place) -> list[None]:
        return [None] * (max(place.columns) + 1)

    @cached_property
    def _all_places(self) -> tuple[_Place, ...]:
        """Where all inputs lie, those of records with their lists."""
        fields = {
            self.layout.slot("fact", name): (kind, tuple(range(len(self.program.records[kind].fields))))
            for name, kind in self.layout.lists.items()
        }
        return tuple(_Place(at, True, *fields.get(at, ("", ()))) for at in range(len(self.layout.inputs)))

    def _places_among(self, leaves: frozenset[Leaf]) -> tuple[_Place, ...]:
        """Where the inputs of some kinds lie."""
        found = self._places.get(leaves)
        if found is None:
            found = self._places[leaves] = self._places_where(lambda _, leaf: leaf in leaves)
        return found

    @cached_property
    def _leaves_of_facts(self) -> tuple[Leaf, ...]:
        return tuple(("", place.at) for place in self._all_places)

    def told(self, frame: list[Any], key: Key) -> Any:
        """What a frame says of an input."""
        return frame[key[0]] if len(key) == 1 else frame[key[0]][key[1]][key[2]]

    @cached_property
    def constraints(self) -> tuple[n.Definition, ...]:
        """What is true only of facts that contradict each other."""
        return tuple(self.meaning.asked(found) for found in self._constraints)

    def concerning(self, definition: n.Definition) -> frozenset[Leaf]:
        """The kinds of inputs that a definition rests on, and those that contradictions join with them."""
        found = self._concerning.get(id(definition))
        if found is None:
            found = self.meaning.leaves(definition)
            waiting = [self.meaning.leaves(constraint) for constraint in self.constraints]
            while joined := [leaves for leaves in waiting if leaves & found and not leaves <= found]:
                found = found.union(*joined)
            self._concerning[id(definition)] = found
        return found

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
