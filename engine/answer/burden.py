"""The answer if nothing more is proved: each norm and each exception stands only if its conditions are shown.

A presumption of law shows what it says; one of the ordinary course does not. Who must show what follows from whom the
norm or the exception serves: who claims, what the claim rests on; the other side, its exception.
"""

from collections.abc import Iterator
from typing import Any

from dsl.frozen import dataclass
from dsl.norm_kinds import NORM_KINDS
from dsl.typed import program as p
from engine.answer.answer import AnswerWord, Outcome, under_preference, word
from engine.answer.answering import outcome
from engine.answer.ordinary import Ordinary
from engine.case.case import Case, InputKey
from engine.case.presuming import LAW, Course
from engine.case.watched import watched
from engine.library.knowledge import Frame, KnowledgeBase
from engine.meaning.marks import PENDING
from engine.meaning.nodes import Defines
from engine.model.asked import Asked
from engine.model.expressions import inputs_in


@dataclass(frozen=True, slots=True)
class ToProve:
    """A fact that would have to be shown, and the party that would have to show it, where that can be said."""

    name: str
    fact: p.Fact
    by: str | None


@dataclass(frozen=True, slots=True)
class Unproved:
    """The answer if nothing more is proved, and what would have to be shown for the ordinary answer."""

    answer: AnswerWord
    value: Any
    to_prove: tuple[ToProve, ...]


def unproved(case: Case, question: str, ordinary: Ordinary) -> Unproved | None:
    """The answer if nothing more is proved; None where there is none to give, as where the document is silent."""
    asked = case.knowledge.asked(question)
    if asked.root is None or ordinary.answer.answer in ("silent", "contradictory"):
        return None
    strictly, value = outcome(case, question)
    if strictly not in ("undetermined", "contradictory"):
        return Unproved(strictly, value, ())
    return _Burden(case, asked, ordinary).found()


class _Burden:
    def __init__(self, case: Case, asked: Asked, ordinary: Ordinary) -> None:
        self.asked, self.ordinary = asked, ordinary
        self.knowledge: KnowledgeBase = case.knowledge
        self.course = Course(under_preference(case), asked.question.unpresumed)
        self.by_law = {key for key, item in self.course.presumable.items() if item.presumption.kind == LAW}
        meaning, norms = self.knowledge.meaning, [ground.norm for ground in asked.grounds]
        roots = [self.knowledge.root(asked.question.name), *map(meaning.live, norms)]
        self.live = [found for found in meaning.reached(*roots) if found.of in (Defines.NORM, Defines.EXCEPTION)]

    def found(self) -> Unproved:
        case = self.course.completed(only=self.by_law)
        answer, value = self._shown(case, case.frame())
        return Unproved(answer, value, tuple(self._to_prove((answer, value))))

    def _shown(self, case: Case, frame: Frame) -> Outcome:
        """The answer where whatever isn't shown to be live isn't."""
        walker = self.knowledge.walker(frame)
        for definition in self.live:
            if frame[definition.slot] is PENDING:
                frame[definition.slot] = walker.value(definition) is True
        value = walker.value(self.knowledge.root(self.asked.question.name))
        if value is None and self.asked.grounds and not self._opposed(frame):
            value = False
        return word(value), value

    def _opposed(self, frame: Frame) -> bool:
        """Whether norms to the contrary, of which none has priority, are what leaves it open."""
        slot = self.knowledge.layout.slot
        return any(
            frame[slot("live", ground.norm)] is True and any(frame[slot("live", other)] for other in ground.contrary)
            for ground in self.asked.grounds
        )

    def _to_prove(self, reached: Outcome) -> Iterator[ToProve]:
        ordinarily = (self.ordinary.answer.answer, self.ordinary.answer.value)
        if reached == ordinarily:
            return
        parties = _Parties(self.knowledge, self.asked)
        if ordinarily[0] in ("undetermined", "turns-on-reading"):
            for missing in self.ordinary.answer.missing:
                yield ToProve(missing.name, missing.fact, parties.by(missing.key))
            return
        for key in self._needed(ordinarily):
            item = self.course.presumable[key]
            yield ToProve(item.name, item.fact, parties.by(key))

    def _needed(self, ordinarily: Outcome) -> list[InputKey]:
        """Presumptions that, once shown, give the ordinary answer, none of them too many."""
        completed = self.course.completed()
        frame, read = watched(completed)
        if self._shown(completed, frame) != ordinarily:
            return []
        needed = {
            key: self.course.value(completed, key)
            for key in read
            if key in completed.presumed and key not in self.by_law
        }
        for key in reversed(list(needed)):
            shown = {other: value for other, value in needed.items() if other != key}
            fewer = self.course.completed(shown, only=self.by_law)
            if self._shown(fewer, fewer.frame()) == ordinarily:
                needed = shown
        return list(needed)


class _Parties:
    """Who would have to prove a fact: the party that the norm or exception serves among whose conditions it is."""

    def __init__(self, knowledge: KnowledgeBase, asked: Asked) -> None:
        self.knowledge, self.program = knowledge, knowledge.program
        self.found: dict[str, str | None] = {}
        self._visited: set[tuple[str, str]] = set()
        if asked.grounds:
            for ground in asked.grounds:
                served = self._served(self.program.norms[ground.norm])
                self._gather(("live", ground.norm), served)
                if ground.covering is not None:
                    self._gather(ground.covering, served)
        elif asked.root is not None:
            self._gather(asked.root, asked.question.party)

    def by(self, key: InputKey) -> str | None:
        """The party for an input; None where no norm says."""
        return self.found.get(self._name(key))

    def _name(self, key: InputKey) -> str:
        name = self.knowledge.layout.inputs[key[0]][1]
        if len(key) != 3:
            return name
        record = self.program.records[self.program.facts[name].type.name]
        return f"{record.name}.{record.fields[key[2]].name}"

    def _served(self, norm: p.Norm) -> str | None:
        if NORM_KINDS[norm.kind].serves_bearer:
            return norm.bearer
        return norm.counterparty or self._other(norm.bearer)

    def _other(self, party: str | None) -> str | None:
        """The other of two parties that bear norms."""
        bearers = dict.fromkeys(norm.bearer for norm in self.program.norms.values())
        others = [bearer for bearer in bearers if bearer != party]
        return others[0] if party in bearers and len(others) == 1 else None

    def _gather(self, start: tuple[str, str] | p.Expression, party: str | None) -> None:
        """Whom each input serves that something names which serves a party, whatever lies between them.

        What defeats a norm or exception serves the other party.
        """
        pending: list[tuple[tuple[str, str] | p.Expression, str | None, str | None]] = [
            (start, party, self._other(party))
        ]
        while pending:
            named, served, other = pending.pop()
            if not isinstance(named, tuple):
                pending += [(name, served, other) for name in reversed(list(inputs_in(named)))]
                continue
            kind, name = named
            if kind in ("fact", "field"):
                self.found.setdefault(name, served)
            elif kind in ("live", "value") and named not in self._visited:
                self._visited.add(named)
                if kind == "value":
                    pending.append((self.program.values[name].expression, served, other))
                    continue
                layout = self.knowledge.layout
                pending += [(("live", defeater), other, served) for defeater in reversed(layout.defeater_names(name))]
                pending += [(condition, served, other) for condition in reversed(layout.conditions(name))]
