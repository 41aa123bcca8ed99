"""The moments of a case in order of time: those told, those that were counted from them, and today."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from dsl.frozen import dataclass, replace
from dsl.moment import Moment
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.answer.answer import Answer
from engine.answer.answering import inputs_read
from engine.case.case import APART, AS_OF
from engine.explain.granted import DEADLINE, is_presumed
from engine.explain.naming import placed
from engine.explain.reasoning import Reasoner
from engine.explain.relied import Used
from engine.explain.sentences import names_in
from engine.explain.step import Compared, OfRecord, Step
from engine.explain.trace import trace
from engine.meaning.intervals import Interval
from engine.meaning.marks import ABSENT
from engine.model.expressions import is_counted
from engine.model.laws import surroundings
from engine.tongues.writing import bare, capital

MomentKind = Literal["deadline", "event", "today"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment: what it is, and also is; when; and, if it was counted, its citation and the passages that it cites.

    `moment` puts it in order: a day without a time comes after the times of that day, as it lasts to its end. A
    deadline `awaits` an act of a party where one is held against it that nobody told yet, and `is_missed` where one
    was told that came later. Of what was told only a deadline awaits anything: nothing is to be done by what happened.
    `acts` is what the acts are called that it awaits.
    """

    label: str
    also: tuple[str, ...]
    day: date
    shown: str
    citation: str
    kind: MomentKind
    moment: datetime
    citations: tuple[str, ...] = ()
    awaits: bool = False
    is_missed: bool = False
    acts: tuple[str, ...] = ()
    number: int = 0
    """The number of the record of which it is a day; 0 of none."""

    @property
    def clause(self) -> str:
        """The clause that it cites first; empty of what was not counted."""
        return self.citations[0].split(" ", 1)[0] if self.citations else ""


def moments(answer: Answer, reasoner: Reasoner, behind: list[Used]) -> tuple[Dated, ...]:
    """The deadlines and the dated facts behind an answer, in order of time; nothing where all is one moment."""
    found = _Moments(answer, reasoner)
    found.add_deadlines()
    found.add_facts(behind)
    return found.in_order()


class _Moments:
    def __init__(self, answer: Answer, reasoner: Reasoner) -> None:
        self.answer, self.reasoner, self.wording = answer, reasoner, reasoner.wording
        self.document = surroundings(self.wording.program.edition)
        self.found: dict[tuple[str, str], Dated] = {}
        self.awaited: list[tuple[date | Moment, str]] = []
        self.told: list[tuple[date | Moment, date | Moment]] = []
        self.counted: list[Step] = []
        self._hold_against(trace(answer))

    def add_deadlines(self) -> None:
        """The dates that were counted on the way, or against which acts are held, and those that live norms declare."""
        answer, cited = self.answer, self.reasoner.sentences.cited_first
        awaited = [step for step in self.counted if isinstance(step.value, date | Moment) and self._holds(step.value)]
        counted = [step for step in (*self.reasoner.shown, *awaited) if _is_counted(step)]
        handed_on = {(name, step.value) for step in counted for name in behind(self.wording.program, step.subject)}
        for step in (*self.reasoner.shown, *awaited):
            if _is_counted(step):
                value: p.Value = step.subject
                if (value.name, step.value) not in handed_on:
                    label = self.wording.label(step.place or value)
                    number = step.place.number if step.place else 0
                    self._add(
                        label, step.value, value.type, "deadline", step.citations, cited(step.citations), number=number
                    )
            elif step.kind == "norm" and step.status == "live":
                norm: p.Norm = step.subject
                if norm.deadline is not None:
                    value_ = answer.knowledge.value(norm.deadline, answer.case.frame())
                    label = self.wording.parties.gist(norm) if norm.plurality else self.wording.phrase(norm.text)
                    self._add(
                        label, value_, norm.deadline.type, "deadline", norm.citations, cited(norm.citations), True
                    )

    def add_facts(self, behind: list[Used]) -> None:
        """The dated facts that were told and matter, and the date of the question."""
        answer = self.answer
        seen: dict[tuple[str, str, int], tuple[p.Fact, OfRecord | None]] = {}
        for fact, place in (*((fact, place) for fact, place, _ in behind), *self._read()):
            seen.setdefault((place.fact, fact.name, place.number) if place else (fact.name, "", 0), (fact, place))
        for fact, place in sorted(seen.values(), key=_declared):
            if fact.type.kind not in CALENDAR or is_presumed(answer, fact, place):
                continue
            name = place.fact if place else fact.name
            value = answer.case.facts.get(name)
            if place and value:
                value = value[place.number - 1][answer.knowledge.layout.fields[(place.record.name, fact.name)]]
            if name != AS_OF:
                self._add(self.wording.label(place or fact), value, fact.type, "event")
        as_of, when = answer.case.facts.get(AS_OF), self.wording.program.facts.get(AS_OF)
        if when is not None and self.found:
            self._add(self.wording.sentence("today"), as_of, when.type, "today")

    def in_order(self) -> tuple[Dated, ...]:
        """One entry for each moment, in order of time."""
        told = {dated.shown for dated in self.found.values() if dated.kind != "deadline"}
        grouped: dict[tuple[str, bool], Dated] = {}
        for dated in self.found.values():
            if dated.kind == "deadline" and dated.shown in told:
                continue
            key = (dated.shown, dated.kind == "today")
            known = grouped.setdefault(key, dated)
            if known is not dated:
                grouped[key] = replace(
                    known,
                    also=(*known.also, dated.label),
                    awaits=known.awaits or dated.awaits,
                    is_missed=known.is_missed or dated.is_missed,
                    acts=tuple(dict.fromkeys((*known.acts, *dated.acts))),
                )
        if len(grouped) < 2:
            return ()
        return tuple(sorted(grouped.values(), key=lambda dated: dated.moment))

    def _add(
        self,
        label: str,
        value: Any,
        type_: p.Type,
        kind: MomentKind,
        citations: tuple[str, ...] = (),
        citation: str = "",
        awaits: bool = False,
        number: int = 0,
    ) -> None:
        if value is None or value is ABSENT or isinstance(value, Interval):  # a day within bounds is no day
            return
        if isinstance(value, Moment) and value.is_undated:
            return
        moment = self._moment(value)
        may_await = kind != "event" or type_.name == DEADLINE
        shown = self.wording.value(value, type_)
        dated = Dated(
            capital(bare(label)),
            (),
            self.document.day_of(moment),
            shown,
            citation,
            kind,
            moment,
            citations,
            (awaits or (may_await and self._awaits(value))) and all(value != against for _, against in self.told),
            kind == "deadline" and any(value == against and self._moment(act) > moment for act, against in self.told),
            tuple(dict.fromkeys(act for against, act in self.awaited if act and against == value)),
            number,
        )
        self.found.setdefault((label, shown), dated)

    def _awaits(self, value: date | Moment) -> bool:
        return any(value == against for against, _ in self.awaited)

    def _holds(self, value: date | Moment) -> bool:
        """Whether an act of a party is held against a moment: one that is awaited, or one that was told."""
        return self._awaits(value) or any(value == against for _, against in self.told)

    def _read(self) -> Iterator[tuple[p.Fact, OfRecord | None]]:
        """The moments that were told and that the answer looked at, whether or not its reasons name them."""
        answer, case = self.answer, self.answer.case
        inputs = case.knowledge.layout.inputs
        for key in inputs_read(case, answer.asked.question.name):
            if (
                inputs[key[0]][0] == "fact"
                and key[1:] != (APART,)  # whether a list goes on is no moment
                and key not in case.presumed
                and (fact := case.declared(key)).type.kind in CALENDAR
            ):
                yield fact, placed(case, fact, key) if len(key) == 3 else None

    def _moment(self, value: date | Moment) -> datetime:
        """A moment to compare others with; a day without a time is its end."""
        if isinstance(value, Moment):
            value = value.day or value.last
        return value if isinstance(value, datetime) else datetime.combine(value, time.max, self.document.zone or UTC)

    def _hold_against(self, root: Step) -> None:
        """Notes with which acts of parties, and with which days, the moments of the reasoning are compared."""
        pending, seen = [root], set[int]()
        while pending:
            step = pending.pop()
            if step.children and id(step.children) in seen:
                continue
            seen.add(id(step.children))
            pending += step.children
            if step.kind == "comparison" and isinstance(step.detail, Compared):
                (one, other), (first, second) = step.detail.subjects, step.detail.found
                self._note(one, first, second)
                self._note(other, second, first)
            elif step.kind == "value":
                self.counted.append(step)

    def _note(self, subject: Any, value: Any, against: Any) -> None:
        """Notes that a thing is compared with a moment."""
        fact = self._fact(subject)
        if fact is None or not isinstance(against, date | Moment):
            return
        if fact.name == AS_OF:
            self.awaited.append((against, ""))
        elif fact.power is not None and isinstance(value, date | Moment) and not self._is_presumed(fact, subject):
            self.told.append((value, against))
        elif fact.power is not None:
            self.awaited.append((against, self.wording.label(subject)))

    def _fact(self, subject: Any) -> p.Fact | None:
        """The fact behind an operand, itself or its day."""
        match self.wording.stating.declared(subject):
            case p.Fact() as fact:
                return fact
            case p.Function(arguments=(argument, *_)):
                return self._fact(argument)
            case _:
                return None

    def _is_presumed(self, fact: p.Fact, subject: Any) -> bool:
        """Whether nobody told a fact; of the day of a field, whether nobody told it of some record."""
        if isinstance(subject, p.Fact | OfRecord):
            return is_presumed(self.answer, fact, subject if isinstance(subject, OfRecord) else None)
        presumed = self.answer.case.presumed.values()
        return fact.presumption is not None and fact.presumption in presumed


def behind(program: p.Program, value: p.Value, *, conditions: bool = True) -> set[str]:
    """The names of the values that a value is computed from, however far; those that are yes or no if `conditions`."""
    values, found, pending = program.values, set[str](), [value]
    while pending:
        names = {name for name in names_in(pending.pop().expression) if name in values} - found
        names = {name for name in names if conditions or values[name].type.kind != "boolean"}
        found |= names
        pending += [values[name] for name in names]
    return found


def _is_counted(step: Step) -> bool:
    """Whether a step gives a day that was counted from another."""
    return step.kind == "value" and step.subject.type.kind in CALENDAR and is_counted(step.subject.expression)


def _declared(used: tuple[p.Fact, OfRecord | None]) -> tuple[int, int]:
    """The order in which a record declares its fields, record by record; other facts stay as they are."""
    fact, place = used
    return (place.number, place.record.fields.index(fact)) if place else (0, 0)
