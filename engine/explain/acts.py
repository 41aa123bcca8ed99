"""What is to be done, and by when: from the deadlines, notices and forms that the norms themselves declare."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from dsl.frozen import dataclass
from dsl.moment import Moment
from dsl.norm_kinds import NORM_KINDS
from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.answer.answering import outcome
from engine.answer.guesses import moved
from engine.case.case import AS_OF, Case, InputKey
from engine.explain.curing import cure_of
from engine.explain.dates import Dated
from engine.explain.done import done, first_of, held_to, is_done, to_be_observed_by
from engine.explain.granted import Granting
from engine.explain.naming import placed
from engine.explain.reasoning import Reasoner
from engine.explain.sentences import names_in
from engine.explain.step import OfRecord
from engine.explain.whatif import Turn, day_of
from engine.explain.why_not import of_the_only_record
from engine.explain.wording import Wording
from engine.meaning.marks import ABSENT
from engine.model.store import column

MOST_ACTS = 6

MOST_NAMES = 2
"""How many names of one last day are told beside what is to be done by it."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to do: its words, the last day for it if one runs, and its citation."""

    text: str
    day: str
    citation: str


class Acting:
    """Finds what the parties still have to do."""

    def __init__(
        self,
        answer: Answer,
        course: Answer,
        told: Case,
        reasoner: Reasoner,
        dates: tuple[Dated, ...],
        granting: Granting | None,
    ) -> None:
        self.answer, self.course, self.told = answer, course, told
        self.reasoner, self.dates, self.granting = reasoner, dates, granting
        self.wording = reasoner.wording

    def acts(self, turns: tuple[Turn, ...]) -> tuple[Act, ...]:
        """What is to be done: what has a last day first, in order of time, then forms, chances and evidence."""
        running = [dated for dated in self.dates if self._runs(dated)]
        norms = self._norms()
        found = [*self._until_the_day_asked_for(), *self._anew()]
        for dated, later in _each_act_once(running):
            norm = next((norm for norm in norms if dated.clause and dated.clause in _clauses(norm)), None)
            calling = norm or self._calling_for(dated)
            is_open = calling is not None and not is_done(calling, self.told)
            observed = [self._observed(calling)] if calling is not None and is_open else []
            averting = [] if dated.acts or observed else self._averting(dated)
            text = self.wording.listed([*dated.acts, *observed]) or self.wording.tongue.alternatives(averting)
            if norm is not None:
                norms.remove(norm)
            if not text and not self.answer.asked.is_yes_no:
                continue  # a day by which nobody has to do anything
            names = [self.wording.inner(name) for name in (dated.label, *dated.also)]
            label = self.wording.listed(names[:MOST_NAMES])
            told = self._say("act_by" if text else "act_by_bare", label=label, act=text)
            for other in later:
                told = self._say("act_otherwise", told=told, label=self.wording.inner(other.label), day=other.shown)
            found.append(Act(told, self._say("act_day", day=dated.shown), dated.citation))
        for norm in norms:
            if not self._is_past(norm) and not self._is_observed(norm) and not is_done(norm, self.told):
                cited = self.reasoner.sentences.cited_first(norm.citations)
                found.append(Act(self._still_observed(norm), "", cited))
        found += self._consequences()
        found += self._still_open(turns)
        return (*found[:MOST_ACTS], *self._evidence())

    def _still_open(self, turns: tuple[Turn, ...]) -> list[Act]:
        """What the parties can still do that reverses the answer: each party's ways together."""
        ways: dict[str, list[str]] = {}
        for turn in turns:
            if turn.is_open:
                ways.setdefault(turn.power, []).append(self.wording.listed(list(turn.acts)))
        return [
            Act(self._say("act_open", acts=self.wording.tongue.alternatives(acts), power=power), "", "")
            for power, acts in ways.items()
        ]

    def _runs(self, dated: Dated) -> bool:
        """Whether a moment is still ahead and awaits something."""
        return dated.kind != "today" and dated.awaits and self._is_ahead(dated.day, dated.moment)

    def _is_ahead(self, day: date, last: datetime) -> bool:
        """Whether a deadline runs when the question is put: to its last instant, or its day where no hour is known."""
        as_of = self.answer.case.facts.get(AS_OF)
        if isinstance(as_of, Moment):
            return last > as_of.first or (last == as_of.first and not as_of.is_open)
        return self.answer.case.as_of is not None and day >= self.answer.case.as_of

    def _calling_for(self, dated: Dated) -> p.Norm | None:
        """The norm that says how notice is given by a day, of those stated in the passages that the day is counted by.

        What is asked may be a figure alone, so that the reasoning never comes by it.
        """
        if not (dated.acts and dated.citations):
            return None
        norms = self.wording.program.norms.values()
        stated = (norm for norm in norms if set(dated.citations) <= set(norm.citations))
        return next((norm for norm in stated if "notice" in _observed(norm)), None)

    def _until_the_day_asked_for(self) -> list[Act]:
        """The day asked for, where it is still ahead and acts are held to it that nobody told.

        They are told as the norm that has that day as its deadline wants them observed, if one does.
        """
        target, day, as_of = self.answer.asked.question.target, self.answer.value, self.answer.case.as_of
        value = self.wording.program.values.get(target or "")
        if value is None or as_of is None or not isinstance(day, date | Moment) or day_of(self.answer, day) < as_of:
            return []
        held = held_to(self.wording.program, value)
        if not held or any(self.told.declared(key) in held for key in done(self.told)):
            return []
        asked = next((step for step in self.reasoner.shown if step.subject is value), None)
        of_one = of_the_only_record(asked, self.wording) if asked is not None else None
        label = self.wording.inner(self.wording.label(value if of_one is None else of_one.place or of_one.subject))
        norm = to_be_observed_by(self.wording.program, value)
        labels = [self.wording.label(act) for act in first_of(held)]
        awaited = self.wording.listed(labels) if norm is None else self._observed(norm)
        shown = self._say("act_day", day=self.wording.value(day, value.type))
        return [
            Act(
                self._say("act_by", act=awaited, label=label),
                shown,
                self.reasoner.sentences.cited_first(value.citations),
            )
        ]

    def _anew(self) -> list[Act]:
        """What failed for its form alone, and can still be done in due form."""
        cure = cure_of(self.answer, self.told)
        if cure is None:
            return []
        norm = cure.norms[0]
        forms = dict.fromkeys(self.wording.phrase(_observed(norm)["form"]) for norm in cure.norms)
        defects = [
            self.wording.stated(fact, self.told.told(key), place)
            for key, (fact, place) in zip(cure.defects, self._of(cure.defects), strict=True)
        ]
        acts = dict.fromkeys(self._act_named(*at) for at in self._of(cure.acts))
        text = self._say(
            "act_anew",
            party=self.wording.parties.bearers(norm),
            form=self.wording.listed(list(forms)),
            defects=self.wording.tongue.together([self.wording.inner(defect) for defect in defects]),
            acts=self.wording.tongue.together(list(acts)),
            outcome=self.wording.outcome(*cure.outcome, self.answer.asked.type),
        )
        day = self._say("act_day", day=self.wording.value(cure.day, p.Type("date")))
        return [Act(text, day, self.reasoner.sentences.cited_first(norm.citations))]

    def _act_named(self, fact: p.Fact, place: OfRecord | None) -> str:
        """What an act is called; of what arrives in nobody's power, the act on which that ordinarily follows."""
        program, presumption = self.told.knowledge.program, fact.presumption
        if fact.power is None and presumption is not None and presumption.kind == "form":
            among = {field.name: field for field in place.record.fields} if place else program.facts
            fact = next((among[name] for name in names_in(presumption.expression) if name in among), fact)
        return self.wording.inner(self.wording.label(place._replace(node=fact) if place else fact))

    def _of(self, keys: tuple[InputKey, ...]) -> list[tuple[p.Fact, OfRecord | None]]:
        """The facts that inputs are, and of which records."""
        facts = [(key, self.told.declared(key)) for key in keys]
        return [(fact, placed(self.told, fact, key) if len(key) == 3 else None) for key, fact in facts]

    def _averting(self, dated: Dated) -> list[str]:
        """What a party can still do until a day against which only the time of the question is held.

        Each was tried: done in time, it makes the answer after that day another one.
        """
        case, question = self.course.case, self.course.asked.question.name
        layout, program = case.knowledge.layout, case.knowledge.program
        now, as_of = case.facts[AS_OF], case.as_of
        if as_of is None:
            return []
        when = (layout.slot("fact", AS_OF),)
        after: dict[InputKey, Any] = {when: moved(now, dated.day - as_of + timedelta(days=1), 1)}
        idle = outcome(case.with_told(after), question)[0]
        if idle not in ("yes", "no"):
            return []
        other = "no" if idle == "yes" else "yes"
        undone = [
            fact
            for name, fact in program.facts.items()
            if fact.power is not None and fact.type.kind == program.facts[AS_OF].type.kind
            if case.facts.get(name) is ABSENT
        ]
        return [
            self.wording.label(fact)
            for fact in undone
            if outcome(case.with_told({**after, (layout.slot("fact", fact.name),): now}), question)[0] == other
        ]

    def _norms(self) -> list[p.Norm]:
        """The norms in the reasoning that hold or are open, and say how notice is given or in which form."""
        found: dict[str, p.Norm] = {}
        idle = self._idle_grounds()
        for step in self.reasoner.shown:
            is_in_question = step.status == "live" or (step.status == "open" and step.subject.name not in idle)
            if step.kind == "norm" and is_in_question and _observed(step.subject):
                found.setdefault(step.subject.name, step.subject)
        norms, asked = self.wording.program.norms, self.answer.asked
        if asked.put[1]:  # what other clauses call for is no part of the question
            clauses = set[str]().union(*(_clauses(norms[ground.norm]) for ground in asked.grounds))
            return [norm for norm in found.values() if clauses & _clauses(norm)]
        return list(found.values())

    def _idle_grounds(self) -> set[str]:
        """The grounds of an open question that lack more than the one that what was told bears out most."""
        grounds = {ground.norm for ground in self.answer.asked.grounds}
        if self.answer.answer != "undetermined" or len(grounds) < 2:
            return set()
        lacking = {name: self.reasoner.lacking(name) for name in grounds}
        return {name for name in grounds if lacking[name] > min(lacking.values())}

    def _consequences(self) -> list[Act]:
        """What the grounds that hold say of what follows: whoever owes it has to see to it, others have to weigh it."""
        grounds = {ground.norm for ground in self.answer.asked.grounds} | self._due_on()
        return [
            Act(
                self._with_amount(step.subject, self._following(step.subject, qualifier.text)),
                "",
                self.reasoner.sentences.cited_as_carried(step),
            )
            for step in self.reasoner.shown
            if step.kind == "norm" and step.status == "live" and step.subject.name in grounds
            for qualifier in step.subject.qualifiers
            if qualifier.kind == "consequence" and qualifier.text is not None
        ]

    def _due_on(self) -> set[str]:
        """The norms of which the value asked for says what is due on them."""
        target = self.wording.program.values.get(self.answer.asked.question.target or "")
        norm = _due_if(target) if target is not None else None
        return {norm} if norm is not None else set()

    def _with_amount(self, norm: p.Norm, told: str) -> str:
        """What follows from a norm, with the amount that is due on it where that is decided."""
        knowledge, case = self.answer.knowledge, self.answer.case
        values = self.wording.program.values
        for value in (values[name] for name, type_ in column(values, "type").items() if type_.kind == "money"):
            if _due_if(value) == norm.name:
                amount = knowledge.named_value(value.name, case.evaluated)
                shown = self.wording.stating.told(value, amount, value.type) if isinstance(amount, Decimal) else ""
                return self._say("act_due_amount", told=told, amount=shown) if shown else told
        return told

    def _following(self, norm: p.Norm, consequence: p.Phrase) -> str:
        """What follows from a norm: what its debtor owes, or what whoever acts on it has to bear in mind."""
        kind, words = NORM_KINDS[norm.kind], {"consequence": self.wording.phrase(consequence)}
        if kind.serves_bearer and kind.verb != "is owed":
            return self._say("act_weighed", **words)
        if not kind.serves_bearer:
            key = "act_due" if len(norm.bearers) == 1 else "act_due_of_several"
            return self._say(key, party=self.wording.parties.bearers(norm), **words)
        if not norm.counterparties:
            return words["consequence"]
        key = "act_due" if len(norm.counterparties) == 1 else "act_due_of_several"
        return self._say(key, party=self.wording.parties.labels(norm.counterparties), **words)

    def _is_observed(self, norm: p.Norm) -> bool:
        """Whether what a right calls for was observed, since it holds: what of it is presumed is to be proved."""
        serves = NORM_KINDS[norm.kind].serves_bearer
        live = (step.subject.name for step in self.reasoner.shown if step.kind == "norm" and step.status == "live")
        return serves and norm.name in live

    def _is_past(self, norm: p.Norm) -> bool:
        """Whether the clause counted a last day by which nothing is awaited any more."""
        return any(dated.kind == "deadline" and dated.clause in _clauses(norm) for dated in self.dates)

    def _observed(self, norm: p.Norm) -> str:
        """Notice and form as a norm declares them, and for whom."""
        return _told(_observed(norm), norm, self.wording)

    def _still_observed(self, norm: p.Norm) -> str:
        """Notice and form as what is to be done; of a duty that is breached, as what can at best be made good."""
        breach, case = norm.breached, self.course.case
        if breach is None or case.knowledge.value(breach, case.frame()) is not True:
            return self._observed(norm)
        return self._say("act_made_good", act=self._observed(norm))

    def _evidence(self) -> tuple[Act, ...]:
        """What a party should be able to prove, where the answer is for it and would be another without."""
        found = self.granting.to_show() if self.granting is not None else []
        return tuple(
            Act(
                self._say("act_evidence", party=self.wording.parties.label(by), facts=self.wording.listed(facts)),
                "",
                "",
            )
            for by, facts in found
            if self._is_for(by)
        )

    def _is_for(self, party: str) -> bool:
        """Whether an answer may be for a party: of grounds a yes is for those whom they serve, and a no for others.

        What its bearer has to see to in its own interest, being owed to nobody, is for no party to prove.
        """
        asked, norms = self.answer.asked, self.wording.program.norms
        grounds = [norms[ground.norm] for ground in asked.grounds]
        if not grounds or asked.question.asks == "liberty" or self.answer.answer not in ("yes", "no"):
            return True
        served = [norm.bearers if NORM_KINDS[norm.kind].serves_bearer else norm.counterparties for norm in grounds]
        is_served = any(party in members for members in served)
        return all(served) and is_served == (self.answer.answer == "yes")

    def _say(self, key: str, **words: str) -> str:
        return self.wording.elided(self.wording.sentence(key, **words))


def _each_act_once(running: list[Dated]) -> list[tuple[Dated, list[Dated]]]:
    """The days by which something is to be done, each with the later ones that its clause gives for the same act.

    The first is safe, however the time is counted.
    """
    found: list[tuple[Dated, list[Dated]]] = []
    for dated in running:
        alike = (later for first, later in found if _of_act(first) == _of_act(dated))
        later = next(alike, None) if dated.acts else None
        if later is None:
            found.append((dated, []))
        else:
            later.append(dated)
    return found


def _of_act(dated: Dated) -> tuple[tuple[str, ...], str, int]:
    return dated.acts, dated.clause, dated.number


def noticed(norm: p.Norm, wording: Wording) -> str:
    """The notice that a norm declares, and by whom it is given; empty where it says nothing of it."""
    notice = {kind: text for kind, text in _observed(norm).items() if kind == "notice"}
    return _told(notice, norm, wording) if notice else ""


def _told(observed: dict[str, p.Phrase], norm: p.Norm, wording: Wording) -> str:
    """What is to be observed, and by whom."""
    party = wording.parties.bearers(norm)
    words = {kind: wording.phrase(text) for kind, text in observed.items()}
    is_alike = len(words) > 1 and len(set(words.values())) == 1
    key = "act_notice_and_form_alike" if is_alike else "act_" + "_and_".join(words)
    return wording.elided(wording.sentence(key, party=party, whose=wording.tongue.whose(party), **words))


def _observed(norm: p.Norm) -> dict[str, p.Phrase]:
    """What a norm says of its notice and its form, where it says something."""
    return {
        qualifier.kind: qualifier.text
        for kind in ("notice", "form")
        for qualifier in norm.qualifiers
        if qualifier.kind == kind and qualifier.text is not None
    }


def _due_if(value: p.Value) -> str | None:
    """The norm that has to hold for a value to be more than nothing."""
    match value.expression:
        case p.Operation(operator="if", operands=(p.Reference(kind="live", name=norm), *_)):
            return norm
        case _:
            return None


def _clauses(norm: p.Norm) -> set[str]:
    return {citation.split(" ", 1)[0] for citation in norm.citations}
