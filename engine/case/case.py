"""A case: the facts of one situation, typed and checked against one knowledge base."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from dsl.frozen import dataclass, field, replace
from dsl.moment import Moment
from dsl.typed import program as p
from engine.case.lying_ahead import Ahead
from engine.case.nested_records import in_all, where
from engine.library.knowledge import Frame, KnowledgeBase
from engine.meaning.intervals import OpenList
from engine.meaning.marks import MAY_GO_ON
from engine.model.record_names import OfRecord, of_record, record_name

if TYPE_CHECKING:
    from engine.case.presuming import Course
    from engine.meaning.nodes import Definition

AS_OF = "as_of"

FactStanding = Literal["established", "assumed", "contested", "open"]
"""How a fact stands: nobody disputes it; it is only supposed; the other side denies it; nothing is presumed of it."""

STANDINGS: tuple[FactStanding, ...] = get_args(FactStanding)

InputKey = tuple[int, ...]
"""An input: the place of a fact or reading; list, number and field of a record's field; a list and APART."""

APART = -1
"""Stands, in an `InputKey`, for whether the further records of a list only add to what is counted and summed up."""


@dataclass(frozen=True, slots=True)
class More:
    """How a list may go on: how many further records there are at most, None where nobody knows.

    `apart` says whether further ones are taken to only add to what is counted and summed up of those told.
    """

    at_most: int | None = None
    apart: bool = False


@dataclass(slots=True)
class Case:
    """Facts by name: typed values, ABSENT for *none*; what isn't there is unknown. Records are lists of such.

    A field that is a list itself holds the numbers of its records in the list of all of them (`Program.nested`).
    """

    knowledge: KnowledgeBase
    facts: dict[str, Any]
    readings: dict[str, str] = field(default_factory=dict)
    standing: dict[str, tuple[FactStanding, str]] = field(default_factory=dict)
    defaults: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    """The facts, and fields such as `outages[1].class`, that were said to be unknown in so many words."""
    given: dict[str, Any] = field(default_factory=dict)
    """Computed values that are taken as given, those of a record as `outages[1].duration`."""
    presumed: dict[InputKey, p.Presumption] = field(default_factory=dict)
    """The inputs that nobody mentioned and that were filled in by their presumptions."""
    by_preference: frozenset[str] = frozenset()
    """The ambiguities whose reading nobody chose: it is the preferred one."""
    more: dict[str, More] = field(default_factory=dict)
    """The lists that may go on, by name."""
    supposed: bool = False
    """Whether inputs were filled in that nobody told."""
    renamed: dict[str, str] = field(default_factory=dict)
    """The former names that were used, with the present ones."""
    ahead: tuple[Ahead, ...] = ()
    """What was told of times after that of the question, and is no fact of the case."""

    def frame(self) -> Frame:
        """A fresh frame: inputs filled in, everything else pending."""
        if self._lists is None:
            self._prepare()
        assert self._inputs is not None
        assert self._lists is not None
        frame = self._inputs + self.knowledge.layout.pending
        for at, records, blanks in self._lists:
            frame[at] = [[*values, *blanks, (at, number)] for number, values in enumerate(records)]
        if self.more:
            frame[-1] = MAY_GO_ON
            for name, more in self.more.items():
                self._open(frame, name, more)
        return self.knowledge.layout.linked(frame) if self.knowledge.layout.nested else frame

    def _open(self, frame: Frame, name: str, more: More) -> None:
        at, blanks, _ = self.knowledge.layout.given[name]
        fields = self.knowledge.program.records[self.knowledge.program.facts[name].type.name].fields
        told = frame[at] or []
        frame[at] = OpenList(told, [*[None] * len(fields), *(blanks or ()), (at, len(told))], more.at_most, more.apart)

    def closed(self) -> "Case":
        """The case without further records."""
        found = self.replaced(self.facts)
        found.more = {}
        return found

    @property
    def opened(self) -> "Case":
        """The case with further records of each list that was told."""
        found = self.replaced(self.facts)
        lists = (name for name, fact in self.knowledge.program.facts.items() if fact.type.kind == "list")
        found.more = {name: More() for name in lists if name in self.facts} | self.more
        return found

    @property
    def evaluated(self) -> Frame:
        """The frame on which whatever is asked of the case is decided: what was computed before is there already."""
        if self._evaluated is None:
            self._evaluated = self.frame()
        return self._evaluated

    def carry_over(self, other: "Case", question: str) -> None:
        """Takes over what was computed for a question in another case, as far as it rests on nothing that differs."""
        self._carry_over(other, question, self.evaluated)

    def apart(self, question: str, definitions: Collection["Definition"]) -> Frame:
        """A frame with what was computed for a question, but for some definitions and what rests on them."""
        frame = self.frame()
        self._carry_over(self, question, frame, definitions)
        return frame

    def _carry_over(self, other: "Case", question: str, frame: Frame, apart: Collection["Definition"] = ()) -> None:
        knowledge, computed = self.knowledge, other._evaluated
        if (
            computed is None
            or knowledge.asked(question).root is None
            or not (self.more or knowledge.layout.has_many_records(computed))
        ):
            return
        from engine.meaning.carrying_over import carry_over

        value = knowledge.walker(frame).value if self.more and not apart else None
        carry_over(knowledge.meaning, knowledge.root(question), computed, frame, apart, value)

    @property
    def contradictions(self) -> tuple[str, ...]:
        """The names of the contradictions that the facts fulfil: they cannot all be true.

        What is taken as given is contradicted by what was told, under every open reading, never by what is presumed. A
        number that further records could bring about says that there are some.
        """
        if self._contradictions is None:
            found = self.knowledge.contradicted(self.evaluated) if self.knowledge.program.contradictions else ()
            if not found and not self.supposed and not self.by_preference:
                found = self.knowledge.denied(self.frame)
                if found:
                    found = self.knowledge.denied_whatever_follows(found, self.opened.frame)
            self._contradictions = found
        return self._contradictions

    courses: dict[str, "Course"] = field(default_factory=dict, init=False)
    """What can be presumed in the case, by the question put to it, as far as somebody asked for it."""

    read: dict[str, tuple[InputKey, ...]] = field(default_factory=dict, init=False)
    """The inputs that deciding a question reads, by the question, as far as somebody asked for them."""

    _inputs: list[Any] | None = None
    _lists: list[tuple[int, list[list[Any]], list[Any]]] | None = None
    _contradictions: tuple[str, ...] | None = None
    _latest_day: tuple[date | None] | None = None
    _instants: dict[datetime, datetime] | None = field(default=None, init=False)
    _evaluated: Frame | None = field(default=None, init=False)
    """Computed for one knowledge base: a copy of the case for another one begins anew."""

    def _prepare(self) -> None:
        layout = self.knowledge.layout
        inputs: list[Any] = [None] * len(layout.inputs)
        lists: list[tuple[int, list[list[Any]], list[Any]]] = []
        given = layout.given
        for name, value in self.facts.items():
            at, blanks, instants = given[name]
            if blanks is None:
                inputs[at] = in_utc(value) if instants else value
            elif instants:
                lists.append((at, [_row_in_utc(row, instants) for row in value], blanks))
            else:
                lists.append((at, value, blanks))
        for name, reading in self.readings.items():
            inputs[layout.readings[name]] = reading
        self._inputs, self._lists = inputs, lists

    def as_told(self, value: Any) -> Any:
        """An instant that was told, with the offset with which it was; anything else as it is."""
        if not isinstance(value, datetime):
            return value
        if self._instants is None:
            rows = (row for fact in self.facts.values() if isinstance(fact, list) for row in fact)
            told = [item for items in (self.facts.values(), *rows) for item in items if isinstance(item, datetime)]
            self._instants = {item: item for item in reversed(told)}
        return self._instants.get(value, value)

    def replaced(self, facts: dict[str, Any], readings: dict[str, str] | None = None) -> "Case":
        """The same case with other facts and readings."""
        return Case(
            self.knowledge,
            facts,
            self.readings if readings is None else readings,
            self.standing,
            self.defaults,
            self.unknown,
            self.given,
            self.presumed,
            self.by_preference,
            self.more,
            self.supposed,
            self.renamed,
            self.ahead,
        )

    def key(self, name: str) -> InputKey:
        """The input of a name: a fact, or a field such as `outages[1].began`. Raises `KeyError` if there is none."""
        layout, place = self.knowledge.layout, self.place(name)
        if place is None:
            return (layout.slot("fact", name),)
        listed, number, inner = place
        kind = self.knowledge.program.facts[listed].type.name
        return layout.slot("fact", listed), number, layout.fields[(kind, inner)]

    def place(self, name: str) -> OfRecord | None:
        """The list, number and field that a name such as `orders[2].items[1].price` names; None for no field.

        Raises `KeyError` where there is no such record.
        """
        place = of_record(name)
        return None if place is None else in_all(self.knowledge.program, self.facts, place)

    def name(self, key: InputKey) -> str:
        """The name of an input: that of a fact, or of a field as `outages[1].began`."""
        listed = self.knowledge.layout.inputs[key[0]][1]
        if len(key) == 1:
            return listed
        return record_name(*where(self.knowledge.program, self.facts, listed, key[1]), self.declared(key).name)

    def declared(self, key: InputKey) -> p.Fact:
        """The fact, or the field of a record, that an input is."""
        program = self.knowledge.program
        fact = program.facts[self.knowledge.layout.inputs[key[0]][1]]
        return fact if len(key) == 1 else program.records[fact.type.name].fields[key[2]]

    def settled(self, name: str) -> Any:
        """What a fact is taken to be: what was told of it, or what a setting of which nothing was is by then.

        None where one that changes by date is open.
        """
        if name not in self.defaults or name not in self.knowledge.layout.dated:
            return self.facts.get(name)
        asked = p.Reference("fact", name, self.knowledge.program.facts[name].type)
        return self.knowledge.value(asked, self.evaluated)

    def told(self, key: InputKey) -> Any:
        """What was told of an input; None where it is unknown."""
        found = self.facts.get(self.knowledge.layout.inputs[key[0]][1])
        return found if len(key) == 1 or found is None else found[key[1]][key[2]]

    def with_told(self, told: Mapping[InputKey, Any]) -> "Case":
        """The same case with other inputs; None makes one unknown."""
        facts, more = dict(self.facts), dict(self.more)
        copied: dict[str, set[int]] = {}
        for key, value in told.items():
            name = self.knowledge.layout.inputs[key[0]][1]
            if key[1:] == (APART,):
                more[name] = replace(more[name], apart=bool(value))
            elif len(key) == 3:
                if name not in copied:
                    facts[name], copied[name] = list(facts[name]), set()
                if key[1] not in copied[name]:
                    copied[name].add(key[1])
                    facts[name][key[1]] = list(facts[name][key[1]])
                facts[name][key[1]][key[2]] = value
            elif value is None:
                facts.pop(name, None)
            else:
                facts[name] = value
        found = self.replaced(facts)
        found.more = more
        return found

    @property
    def as_of(self) -> date | None:
        """The date the question is put as of, if it was said."""
        found = self.facts.get(AS_OF)
        if isinstance(found, Moment):
            return found.first_day
        return found if isinstance(found, date) else None

    @property
    def latest_day(self) -> date | None:
        """The latest day of which something is known, as examples of dates show it; None where nothing is dated."""
        if self._latest_day is None:
            self._latest_day = (self._found_latest_day(),)
        return self._latest_day[0]

    def _found_latest_day(self) -> date | None:
        listed = [value for value in self.facts.values() if isinstance(value, list | tuple)]
        told = [*self.facts.values(), *(item for rows in listed for row in rows for item in row)]
        days = [
            value.first_day if isinstance(value, Moment) else value
            for value in told
            if not (isinstance(value, Moment) and value.is_undated)
        ]
        found = [day.date() if isinstance(day, datetime) else day for day in days if isinstance(day, date)]
        return max(found, default=None)


def in_utc(value: Any) -> Any:
    """An instant as a frame holds it; any other value as it is."""
    try:
        return value.astimezone(UTC) if isinstance(value, datetime) else value
    except OverflowError:  # at the ends of the calendar
        return value


def _row_in_utc(row: list[Any], instants: tuple[int, ...]) -> list[Any]:
    found = list(row)
    for at in instants:
        if isinstance(found[at], datetime):
            found[at] = in_utc(found[at])
    return found


def options_of(program: p.Program, type_: p.Type) -> tuple[str, ...]:
    """The options of a choice type; the parties are one."""
    if type_.kind != "choice":
        return ()
    if type_.name == "party":
        return tuple(term.name for term in program.terms.values() if term.kind == "party")
    choice = program.choices.get(type_.name)
    if choice is not None:
        return tuple(option.name for option in choice.options)
    ambiguity = program.ambiguities.get(type_.name)
    return tuple(option.name for option in ambiguity.readings) if ambiguity else ()
