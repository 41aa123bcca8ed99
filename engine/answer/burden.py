"""The answer if nothing more is proved: each norm and each exception stands only if its conditions are shown.

A presumption of law shows what it says; one of the ordinary course does not, unless all that it says is that something
which nobody put forward did not happen: whoever relies on it puts it forward and shows it, and nobody has to disprove
it. Who must show what follows from whom the norm or the exception serves: who claims, what the claim rests
on; the other side, its exception.
"""

from collections.abc import Collection, Iterator
from functools import cached_property

from dsl.norm_kinds import NORM_KINDS
from dsl.typed import program as p
from engine.answer.alike import alike, of_any_record
from engine.answer.answer import Ordinary, Outcome, ToProve, Unproved, word
from engine.answer.answering import outcome
from engine.answer.ordinary_course import ordinary_course
from engine.case.case import Case, InputKey
from engine.case.presuming import LAW, ORDINARY, Presumable
from engine.case.watched import watched
from engine.library.knowledge import Frame, KnowledgeBase
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Defines, Definition
from engine.model.asked import Asked
from engine.model.belonging import norms_of_value, values_in
from engine.model.expressions import inputs_in


def unproved(case: Case, question: str, ordinary: Ordinary) -> Unproved | None:
    """The answer if nothing more is proved to a question that the facts leave open.

    None where there is none to give, as where the document is silent.
    """
    asked = case.knowledge.asked(question)
    if asked.root is None or ordinary.answer.answer in ("silent", "contradictory"):
        return None
    return _Burden(case, asked, ordinary).found()


class _Burden:
    def __init__(self, case: Case, asked: Asked, ordinary: Ordinary) -> None:
        self.asked, self.ordinary = asked, ordinary
        self.knowledge: KnowledgeBase = case.knowledge
        self.course = ordinary_course(case, asked.question.name)
        meaning, norms = self.knowledge.meaning, [ground.norm for ground in asked.grounds]
        roots = [self.knowledge.root(asked.question.name), *map(meaning.live, norms)]
        self.live = [found for found in meaning.reached(*roots) if found.of in (Defines.NORM, Defines.EXCEPTION)]
        self._waking: dict[InputKey, bool] = {}
        self.standing = {key for key, item in self.course.presumable.items() if self._stands(item)}
        """What is presumed and counts although nothing more is proved."""

    def found(self) -> Unproved:
        case = self.course.completed(only=self.standing)
        answer, value = self._shown(case, case.frame())
        return Unproved(answer, value, tuple(self._to_prove((answer, value))))

    def _stands(self, item: Presumable) -> bool:
        """Whether the other side has to show the contrary: by law, or since it alone put something forward with it."""
        if item.presumption.kind == LAW:
            return True
        if item.presumption.kind != ORDINARY:
            return False
        value = self.course.value(self.course.completed(), item.key)
        return value is ABSENT or value == 0 or self._wakes_an_exception(item.key)

    def _wakes_an_exception(self, key: InputKey) -> bool:
        """Whether an exception that ordinarily isn't live might be, were it unknown what is presumed of an input.

        Of a field that is asked of every record: what keeps one of them from the exception is no reason for another.
        """
        idle, read = self._idle
        kind = of_any_record(key)
        if kind not in self._waking:
            self._waking[kind] = False
            if kind in read:
                likewise = [other for other in self.course.presumable if of_any_record(other) == kind]
                withheld = self.course.completed(dict.fromkeys(likewise))
                withheld.carry_over(self.course.completed(), self.asked.question.name)
                self._waking[kind] = any(
                    self.knowledge.is_live(found.name, withheld.evaluated) is not False for found in idle
                )
        return self._waking[kind]

    @cached_property
    def _idle(self) -> tuple[list[Definition], frozenset[InputKey]]:
        """The exceptions that ordinarily aren't live, and the kinds of what is presumed that are read to see that."""
        frame, read = watched(self.course.completed())
        idle = [found for found in self._exceptions if self.knowledge.is_live(found.name, frame) is False]
        return idle, frozenset(of_any_record(key) for key in read if key in self.course.presumable)

    @cached_property
    def _exceptions(self) -> list[Definition]:
        """The exceptions on which the question rests, those to the norms of a value that is asked about included."""
        program, meaning = self.knowledge.program, self.knowledge.meaning
        norms = [] if self.asked.grounds else norms_of_value(program, self.asked.question.target or "")
        reached = [*self.live, *meaning.reached(*(meaning.live(norm) for norm in norms))]
        return [found for found in dict.fromkeys(reached) if found.of is Defines.EXCEPTION and not found.record]

    def _shown(self, case: Case, frame: Frame) -> Outcome:
        """The answer where whatever isn't shown to be live isn't."""
        value = self.knowledge.shown(self.asked.question.name, self.live)(frame)
        if value is None and self.asked.grounds and not self._opposed(frame):
            value = False
        return word(value), value

    def _opposed(self, frame: Frame) -> bool:
        """Whether norms to the contrary, of which none has priority, are what leaves it open."""
        walker, live = self.knowledge.walker(frame), self.knowledge.meaning.live
        return any(
            walker.value(live(ground.norm)) is True and any(walker.value(live(other)) for other in ground.contrary)
            for ground in self.asked.grounds
        )

    def _to_prove(self, reached: Outcome) -> Iterator[ToProve]:
        ordinarily = (self.ordinary.answer.answer, self.ordinary.answer.value)
        if reached == ordinarily:
            return
        idle, _ = self._idle
        parties = _Parties(self.knowledge, self.asked, {exception.name for exception in idle})
        if ordinarily[0] in ("undetermined", "turns-on-reading"):
            for missing in self.ordinary.answer.missing:
                yield ToProve(missing.name, missing.fact, parties.by(missing.key))
            return
        of_norms = {key for norm in parties.resting_on for key in self._needed_for(norm)}
        is_denied = ordinarily[0] == "no" or ordinarily[1] == 0
        for key in self._needed(ordinarily):
            item = self.course.presumable[key]
            yield ToProve(item.name, item.fact, parties.against(key) if is_denied else parties.by(key, of_norms))

    def _needed_for(self, norm: str) -> list[InputKey]:
        """What would have to be shown for a norm to which the value that is asked about belongs."""
        alone = _Burden(self.course.case, self.knowledge.asked(norm), self.ordinary)
        ordinarily = outcome(alone.course.completed(), norm)
        return alone._needed(ordinarily) if ordinarily[0] == "yes" else []

    def _needed(self, ordinarily: Outcome) -> list[InputKey]:
        """Presumptions that, once shown, give the ordinary answer, none of them too many."""
        completed = self.course.completed()
        frame, read = watched(completed)
        if self._shown(completed, frame) != ordinarily:
            return []
        needed = {
            key: self.course.value(completed, key)
            for key in read
            if key in completed.presumed and key not in self.standing
        }
        for part in reversed(alike(completed, needed)):
            shown = {key: value for key, value in needed.items() if key not in part}
            fewer = self.course.completed(shown, only=self.standing)
            if self._shown(fewer, fewer.frame()) == ordinarily:
                needed = shown
        return list(needed)


class _Parties:
    """Who would have to prove a fact: the party that the norm or exception serves among whose conditions it is.

    Of exceptions that are `idle`, since they ordinarily don't stand, nobody has anything to show.
    """

    def __init__(self, knowledge: KnowledgeBase, asked: Asked, idle: Collection[str]) -> None:
        self.knowledge, self.program, self.asked, self.idle = knowledge, knowledge.program, asked, idle
        self.found: dict[str, str | None] = {}
        self.claimant: str | None = None
        """Who is served by a value that is asked about."""

        self.resting_on: list[str] = []
        """The norms to which the value belongs that is asked about."""

        self._excepted: set[str] = set()
        self._visited: set[tuple[str, str]] = set()
        if asked.grounds:
            for ground in asked.grounds:
                served = self._served(self.program.norms[ground.norm])
                self._gather(("live", ground.norm), served)
                if ground.covering is not None:
                    self._gather(ground.covering, served)
        elif asked.root is not None:
            self.resting_on = norms_of_value(self.program, asked.question.target or "")
            parties = {self._served(self.program.norms[norm]) for norm in self.resting_on}
            party = next(iter(asked.question.parties), None) or (parties.pop() if len(parties) == 1 else None)
            self.claimant = party
            for norm in self.resting_on if party is not None else ():
                self._gather(("live", norm), party)
            self._excepted = self._exceptional()
            self._gather(asked.root, party)

    def by(self, key: InputKey, of_norms: Collection[InputKey] | None = None) -> str | None:
        """The party for an input; None where no norm says.

        `of_norms` are the inputs that must be shown for the norms of a value: what their exceptions rest on, and they
        themselves can do without, is for the other side.
        """
        name = self._name(key)
        party = self.found.get(name)
        for_other = of_norms is not None and name in self._excepted and key not in of_norms
        return self._other(party) if for_other else party

    def against(self, key: InputKey) -> str | None:
        """The party for an input where the answer denies what is asked about: who claims it never has to show that."""
        party = self.found.get(self._name(key))
        return None if party is not None and party == self.claimant else party

    def _exceptional(self) -> set[str]:
        """The facts on which the exceptions to the norms of a value rest."""
        layout, program = self.knowledge.layout, self.program
        pending = [name for norm in self.resting_on for name in self._defeaters(norm)]
        conditions = [condition for name in pending for condition in layout.conditions(name)]
        values = {found for condition in conditions for found in values_in(self.program, condition)}
        named = [*conditions, *(program.values[value].expression for value in values)]
        return {name for expression in named for kind, name in inputs_in(expression) if kind in ("fact", "field")}

    def _defeaters(self, name: str) -> list[str]:
        return [defeater for defeater in self.knowledge.layout.defeater_names(name) if defeater not in self.idle]

    def _name(self, key: InputKey) -> str:
        name = self.knowledge.layout.inputs[key[0]][1]
        if len(key) != 3:
            return name
        record = self.program.records[self.program.facts[name].type.name]
        return f"{record.name}.{record.fields[key[2]].name}"

    def _served(self, norm: p.Norm) -> str | None:
        if NORM_KINDS[norm.kind].serves_bearer:
            return self._among(norm.bearers)
        if norm.counterparties:
            return self._among(norm.counterparties)
        return self._other(self._among(norm.bearers))

    def _among(self, bearers: tuple[p.Party, ...]) -> str | None:
        """The bearer that the question is about, else the first; None where only the case tells who it is."""
        declared = [bearer for bearer in bearers if isinstance(bearer, str)]
        return next(
            (bearer for bearer in declared if bearer in self.asked.question.parties), next(iter(declared), None)
        )

    def _other(self, party: str | None) -> str | None:
        """The other of two parties that bear norms."""
        bearers = dict.fromkeys(
            bearer for norm in self.program.norms.values() for bearer in norm.bearers if isinstance(bearer, str)
        )
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
                if served is None and name in self.program.norms:
                    served = self._served(self.program.norms[name])
                    other = self._other(served)
                layout = self.knowledge.layout
                pending += [(("live", defeater), other, served) for defeater in reversed(self._defeaters(name))]
                pending += [(condition, served, other) for condition in reversed(layout.conditions(name))]
