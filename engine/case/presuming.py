"""The ordinary course: a case with everything that nobody mentioned taken to be as it ordinarily is.

What is contested or open, what was said to be unknown, and what the question never presumes stays unknown. A
presumption may rest on other facts, told or presumed; it is computed once these are known. One that can't be true
together with what was told is rebutted: it is left out. Contradictions are gone through in the order of their
declaration, those of records record by record. Of each that comes true, the first declared of the presumptions without
which it wouldn't is rebutted; if it would without any single one of them, all that it was read from are.

Who gives a conclusion gives what it cannot be without: a report that was in time was made. Who tells of one event tells
of that without which it cannot have been: a loss that was noticed took place. What must have happened so, nobody says
when, happened at some time, and what is presumed from it is presumed to have happened so as well.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from copy import copy
from functools import cached_property, partial
from typing import Any, Final

from dsl.frozen import dataclass, replace
from dsl.moment import Moment, is_open
from dsl.typed import program as p
from engine.case.case import APART, Case, InputKey
from engine.case.contradicted import contradicted, outnumbered
from engine.case.happened import comes_true, happened, some_time
from engine.case.nested_records import added, where
from engine.case.watched import watched
from engine.library.knowledge import Frame
from engine.meaning.frame import Layout
from engine.meaning.intervals import Interval, told
from engine.meaning.marks import ABSENT
from engine.meaning.meaning import Leaf
from engine.meaning.nodes import Definition
from engine.model.expressions import BOOLEAN
from engine.model.record_names import record_name
from engine.tongues import phrase

FURTHER = "[more]"
"""Ends the name by which goes what is presumed of the further records of a list: `outages[more]`."""

LAW: Final = "law"
"""The kind of presumption that shifts the burden of proof: it counts even where nothing more is proved."""

ORDINARY: Final = "ordinary"
"""The kind of presumption that things went as they go where nobody puts anything else forward."""


@dataclass(frozen=True, slots=True)
class Presumable:
    """An input that nobody mentioned, or the hour of one told as a day, with its presumption."""

    key: InputKey
    name: str
    """The fact, or the field of a record as in `outages[1].maintenance`."""

    presumption: p.Presumption
    declared: Callable[[], p.Fact]
    """Gives the declaration of the fact or field; few of those that are presumed are ever spoken of."""

    day: Moment | None = None
    """The day as which a deadline was told, where it is only presumed that it runs to its end."""

    @property
    def fact(self) -> p.Fact:
        """The declaration of the fact or field."""
        return self.declared()


class Course:
    """What can be presumed in one case for one question, and the case that comes of it."""

    def __init__(self, case: Case, unpresumed: Collection[str] = ()) -> None:
        self.case = case
        self.layout: Layout = case.knowledge.layout
        self.presumable = {found.key: found for found in _presumable(case, frozenset(unpresumed))}
        self._days = {key for key, found in self.presumable.items() if found.day is not None}
        self._made: dict[tuple[Any, ...], Case] = {}
        self._watched: tuple[Case, Any, dict[InputKey, None]] | None = None

    def under(self, case: Case) -> "Course":
        """The course of the same case under other readings: what doesn't rest on these is presumed as here."""
        slot, before, after = self.layout.slot, self.case.readings.items(), case.readings.items()
        otherwise = {("", slot("reading", name)) for name, _ in before ^ after}
        _ = self._presumed_ordinarily
        found = copy(self)
        found.case, found._made, found._watched = case, {}, None
        found.__dict__.pop("_happened", None)
        if any(not otherwise.isdisjoint(rests) for rests in self._drawn.values()):
            del found._ordinary, found._presumed_ordinarily
        return found

    def completed(self, fixed: Mapping[InputKey, Any] | None = None, only: Collection[InputKey] | None = None) -> Case:
        """The case with its presumptions filled in: all of them, or `only` some.

        `fixed` inputs have the given value instead, None for unknown; what is presumed from them follows.
        """
        fixed = fixed or {}
        if len(fixed) > 1 or only or any(isinstance(value, list) for value in fixed.values()):
            return self._completed(fixed, only)
        asked = (only is None, *fixed.items())
        if asked not in self._made:  # one input turned round is what each part of an answer asks for
            self._made[asked] = self._completed(fixed, only)
        return self._made[asked]

    def _completed(self, fixed: Mapping[InputKey, Any], only: Collection[InputKey] | None) -> Case:
        if self._happened:
            fixed = {**self._happened, **fixed}
        if only is not None and not only:  # nothing is presumed, and nothing rebutted
            return self._with(fixed, {})
        pending = {
            key: found for key, found in self.presumable.items() if key not in fixed and (only is None or key in only)
        }
        while True:
            found = self._filled(fixed, pending)
            rebutted = self._rebutted(found)
            if not rebutted:
                return found
            if len(rebutted) == 1:
                fixed = {**fixed, **self._happened_after_all(found, *rebutted)}
            pending = {key: item for key, item in pending.items() if key not in rebutted}

    def _happened_after_all(self, found: Case, rebutted: InputKey) -> dict[InputKey, Moment]:
        """What can't be true together with what was told is that it never happened: so it did, nobody says when."""
        type_ = found.declared(rebutted).type
        if type_.kind != "moment" or self.value(found, rebutted) is not ABSENT:
            return {}
        return {rebutted: some_time(found, rebutted)}

    @cached_property
    def _happened(self) -> dict[InputKey, Moment]:
        """What nobody told and what must have happened if the conclusions given hold."""
        if not self.case.given:
            return {}
        return happened(self.case, self.presumable, lambda key, value: self._filled({key: value}, self.presumable))

    def value(self, case: Case, key: InputKey) -> Any:
        """The value of an input in a case; None where it is unknown."""
        name = self.layout.inputs[key[0]][1]
        if len(key) == 1:
            return case.facts.get(name)
        if key[1] == APART:
            return case.more[name].apart or None
        return case.facts[name][key[1]][key[2]]

    def sources(self, case: Case, item: Presumable) -> list[InputKey]:
        """The inputs from which something is presumed, in a case."""
        if isinstance(item.presumption.expression, p.Constant):
            return []
        if self._asked(item).mentions:
            frame, read = watched(case)
        else:  # nothing is computed on the way: what one frame holds is read again
            if self._watched is None or self._watched[0] is not case:
                self._watched = case, *watched(case)
            noticing: Any = self._watched[1]
            noticing.forget()
            frame, read = noticing, self._watched[2]
        self._value(item, frame)
        return list(read)

    def add_sources(self, case: Case, read: dict[InputKey, None]) -> None:
        """Adds to the inputs that were read those from which presumed ones among them are drawn, and so on."""
        pending = list(read)
        while pending:
            item = self.presumable.get(pending.pop(0))
            for key in self.sources(case, item) if item is not None else ():
                if key not in read:
                    read[key] = None
                    pending.append(key)

    def _filled(self, fixed: Mapping[InputKey, Any], pending: Mapping[InputKey, Presumable]) -> Case:
        """The case with what is pending presumed; what rests on nothing that is otherwise is as it was."""
        otherwise = {self._leaf(key) for key in (*fixed, *(self.presumable.keys() - pending.keys()))}
        drawn = self._drawn.items() if otherwise else ()
        anew = [pending[key] for key, rests in drawn if key in pending and not otherwise.isdisjoint(rests)]
        values, presumed = dict(self._ordinary), dict(self._presumed_ordinarily)
        for key in (*(self._ordinary.keys() - pending.keys()), *(item.key for item in anew)):
            if key in values:
                del values[key], presumed[key]
        values = {**fixed, **values}
        self._compute(values, presumed, anew)
        return self._with(values, presumed)

    @cached_property
    def _presumed_ordinarily(self) -> dict[InputKey, p.Presumption]:
        """The presumptions of all that is presumed before anything of it is rebutted."""
        return {key: self.presumable[key].presumption for key in self._ordinary}

    @cached_property
    def _ordinary(self) -> dict[InputKey, Any]:
        """What everything is presumed to be, before anything of it is rebutted."""
        values: dict[InputKey, Any] = {}
        presumed: dict[InputKey, p.Presumption] = {}
        waiting: list[Presumable] = []
        for key, item in self.presumable.items():
            expression = item.presumption.expression
            if isinstance(expression, p.Constant):
                values[key], presumed[key] = _constant(expression.value, expression.type), item.presumption
            else:
                waiting.append(item)
        self._compute(values, presumed, waiting)
        return values

    @cached_property
    def _drawn(self) -> dict[InputKey, frozenset[Leaf]]:
        """What is presumed from other inputs, with the kinds of those on which it rests, also through others."""
        own = {key: leaves for key, item in self.presumable.items() if (leaves := self._sources(item))}
        through: dict[Leaf, set[Leaf]] = {}
        for key, leaves in own.items():
            through.setdefault(self._leaf(key), set()).update(leaves)

        def beneath(leaves: frozenset[Leaf]) -> frozenset[Leaf]:
            found, pending = set(leaves), list(leaves)
            while pending:
                further = through.get(pending.pop(), set()) - found
                found |= further
                pending += further
            return frozenset(found)

        return {key: beneath(leaves) for key, leaves in own.items()}

    def _sources(self, item: Presumable) -> frozenset[Leaf]:
        """The kinds of inputs that a presumption itself rests on."""
        if isinstance(item.presumption.expression, p.Constant):
            return frozenset()
        return self.case.knowledge.meaning.leaves(self._asked(item))

    def _asked(self, item: Presumable) -> Definition:
        """What is presumed, as a definition of the meaning; of a field, with its record in reach."""
        expression, meaning = item.presumption.expression, self.case.knowledge.meaning
        if len(item.key) == 1:
            return meaning.asked(expression)
        kind = self._leaf(item.key)[0]
        return meaning.asked(expression, ((kind, kind),))

    def _leaf(self, key: InputKey) -> Leaf:
        """The kind of an input: of a record's field that of all records, of what may follow in a list the list's."""
        if len(key) < 3:
            return "", key[0]
        return self.case.knowledge.program.facts[self.layout.inputs[key[0]][1]].type.name, key[2]

    def _compute(
        self,
        values: dict[InputKey, Any],
        presumed: dict[InputKey, p.Presumption],
        waiting: list[Presumable],
    ) -> None:
        """Adds what is presumed from other inputs, as soon as these are known."""
        while waiting:
            frame = self._with(values, presumed).frame()
            still: list[Presumable] = []
            for item in waiting:
                value = self._value(item, frame)
                if value is None:
                    still.append(item)
                else:
                    values[item.key] = _constant(self.case.as_told(value), item.presumption.expression.type)
                    presumed[item.key] = item.presumption
            if len(still) == len(waiting):
                break
            waiting = still

    def _value(self, item: Presumable, frame: Frame) -> Any:
        """What a presumption comes to in a frame, that of a field on the record to which it belongs.

        Where a list that may go on leaves bounds only, it is what the records told come to.
        """
        found = self._in_frame(item, frame)
        return self._in_frame(item, self.layout.closed(frame)) if isinstance(found, Interval) else found

    def _in_frame(self, item: Presumable, frame: Frame) -> Any:
        knowledge, expression, key = self.case.knowledge, item.presumption.expression, item.key
        if len(key) == 1:
            return knowledge.value(expression, frame)
        kind = knowledge.program.facts[self.layout.inputs[key[0]][1]].type.name
        return knowledge.value_of_record(expression, frame, told(frame[key[0]])[key[1]], kind)

    def _with(self, values: Mapping[InputKey, Any], presumed: dict[InputKey, p.Presumption]) -> Case:
        facts, more = dict(self.case.facts), dict(self.case.more)
        copied: set[str] = set()
        inputs = self.layout.inputs
        for key, value in values.items():
            name = inputs[key[0]][1]
            if len(key) == 1:
                if value is not None:
                    facts[name] = value
                elif key not in self._days:
                    facts.pop(name, None)
                continue
            if key[1] == APART:
                more[name] = replace(more[name], apart=value is True)
                continue
            if name not in copied:
                facts[name] = [list(row) for row in facts[name]]
                copied.add(name)
            if isinstance(value, list):  # a list in a record: its records are put among all of them
                field = self.case.declared(key).name
                facts[name][key[1]][key[2]] = added(self.case.knowledge.program, facts, name, field, value)
            elif value is not None or key not in self._days:
                facts[name][key[1]][key[2]] = value
        found = self.case.replaced(facts)
        found.more = more
        found.presumed, found.supposed = presumed, found.supposed or bool(values)
        return found

    def _rebutted(self, case: Case) -> set[InputKey]:
        """What the first contradiction in which something is presumed leaves out; nothing where there is none."""
        if not case.contradictions and not case.given:
            return set()
        meaning, presumed = case.knowledge.meaning, {self._leaf(key) for key in case.presumed}

        def rests_on_presumed(contradiction: p.Contradiction) -> bool:
            variables = () if contradiction.record is None else ((contradiction.record, contradiction.record),)
            return not meaning.leaves(meaning.asked(contradiction.condition, variables)).isdisjoint(presumed)

        among = [each for each in case.knowledge.contradictions if rests_on_presumed(each[0])]
        for found in (*contradicted(case, among), *outnumbered(case)):
            involved = sorted(key for key in found.read if key in case.presumed)
            for key in involved:
                others = {other: self.value(case, other) for other in case.presumed if other != key}
                without = self._with(others, {})
                if comes_true(without, found.contradiction, found.place, without.frame()) is not True:
                    return {key}
            if involved:
                return set(involved)
        return set()


def _presumable(case: Case, unpresumed: frozenset[str]) -> Iterator[Presumable]:
    """The inputs of a case that nobody mentioned and for which something is presumed."""
    program, layout = case.knowledge.program, case.knowledge.layout
    withheld = {name for name, (standing, _) in case.standing.items() if standing in ("contested", "open")}
    yield from (
        _standing_apart(program, program.facts[name], layout.slot("fact", name))
        for name in case.more
        if name not in withheld
    )
    withheld |= unpresumed | case.unknown
    for name, presumption in case.knowledge.presumable.items():
        if name not in case.facts and name not in withheld:
            slot = (layout.slot("fact", name),)
            yield Presumable(slot, name, presumption, partial(case.declared, slot))
    for name, value in case.facts.items():
        if is_open(value) and name not in withheld and program.facts[name].type.name == "deadline":
            yield _to_its_end(case, (layout.slot("fact", name),), name, value)
    for name, records in case.facts.items():
        fact = program.facts[name]
        if fact.type.kind != "list":
            continue
        record_kind = fact.type.name
        fields = program.records[record_kind].fields
        for at, field in enumerate(fields):
            if {f"{name}.{field.name}", f"{record_kind}.{field.name}"} & withheld:
                continue
            for number, record in enumerate(records):
                shown = record_name(*where(program, case.facts, name, number), field.name)
                if shown in withheld:
                    continue
                key = (layout.slot("fact", name), number, layout.fields[(record_kind, field.name)])
                if record[at] is None and field.presumption is not None:
                    yield Presumable(key, shown, field.presumption, partial(case.declared, key))
                elif is_open(record[at]) and field.type.name == "deadline":
                    yield _to_its_end(case, key, shown, record[at])


def _to_its_end(case: Case, key: InputKey, name: str, day: Moment) -> Presumable:
    """That a deadline told as a day runs to its end."""
    languages = case.knowledge.program.edition.languages
    because = phrase(languages, lambda tongue: tongue.advice["deadline_runs_to_its_end"])
    end = p.Constant(day.at_its_end, case.declared(key).type)
    return Presumable(key, name, p.Presumption(ORDINARY, end, because), partial(case.declared, key), day)


def _standing_apart(program: p.Program, listed: p.Fact, slot: int) -> Presumable:
    """That what a list may hold beyond the records told only adds to what is counted and summed up."""

    def said(key: str) -> p.Phrase:
        return phrase(
            program.edition.languages,
            lambda tongue: tongue.words("asking").say(key, list=listed.text.in_language(tongue.tag)),
        )

    because = p.Presumption(ORDINARY, p.Constant(True, BOOLEAN), said("apart_because"))
    fact = p.Fact(listed.name, "fact", BOOLEAN, said("apart"), said("not_apart"), None, presumption=because)
    return Presumable((slot, APART), listed.name + FURTHER, because, lambda: fact)


def _constant(value: Any, type_: p.Type) -> Any:
    if type_.kind == "list":
        return list(value) if isinstance(value, tuple | list) else []
    return ABSENT if value is None else value
