"""Putting a scenario to a changed program without answering it anew: single evaluations mostly tell.

What cannot be told that way is left open (None), and the caller builds the answer in full.
"""

from dataclasses import dataclass, replace
from typing import Any

from engine.answer.answer import Answer, preferred_readings, word
from engine.answer.answering import answer
from engine.answer.inputs import Key
from engine.answer.search import Search
from engine.answer.state import Assignment, Completions, State
from engine.answer.witness import Witness
from engine.backends.python.modules import Decision
from engine.case.case import Case
from engine.case.given import taking
from engine.library.knowledge import Frame, KnowledgeBase
from engine.model.asked import Asked
from engine.model.graph import Graph
from engine.suite.layered import strict_part
from engine.suite.scenario import Scenario
from engine.suite.touched import touched


class Tried:
    """A mutant's knowledge base, with what becomes of it where a scenario takes values as given."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self._taking: dict[tuple[str, ...], KnowledgeBase] = {}

    def knowledge_for(self, case: Case) -> KnowledgeBase:
        """The knowledge base to which a case is put."""
        names = tuple(case.given)
        if not names:
            return self.knowledge
        if names not in self._taking:
            self._taking[names] = taking(self.knowledge, case.given)
        return self._taking[names]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A scenario answered by the program as it is, with the proofs that its missing facts and readings matter."""

    scenario: Scenario
    case: Case
    found: Answer
    expect: dict[str, Any]
    """What the scenario expects of this layer, under the keys of an answer."""

    told: Case
    """The case as it is told; `case` has the presumptions filled in where the layer is the ordinary one."""

    touched: frozenset[str]
    witnesses: dict[str, Witness]
    completions: tuple[Assignment, ...] = ()
    """Where unknown inputs turned out not to matter: completions that all come to the answer."""

    @property
    def question(self) -> str:
        """What is asked: the question of the scenario, put to some norms alone where it names any."""
        return self.found.asked.question.name

    @property
    def layered(self) -> bool:
        """Whether it is the ordinary answer that was found."""
        return self.case is not self.told

    def presumes(self, owner: str) -> bool:
        """Whether the answer was found on a case in which a fact, or a field of records, is presumed."""
        layout, program = self.case.knowledge.layout, self.case.knowledge.program
        if not self.layered:
            return False
        for key in self.case.presumed:
            fact = program.facts[layout.inputs[key[0]][1]]
            if len(key) == 1 and fact.name == owner:
                return True
            if len(key) == 3 and f"{fact.type.name}.{program.records[fact.type.name].fields[key[2]].name}" == owner:
                return True
        return False

    @property
    def is_decided(self) -> bool:
        """Whether one evaluation gave the answer."""
        return self.found.answer in ("yes", "no", "value") and self.found.robust


def baseline_of(
    scenario: Scenario,
    found: Answer,
    graph: Graph,
    expect: dict[str, Any] | None = None,
    told: Case | None = None,
) -> Baseline:
    """A scenario with its answer of one layer, made ready to be put to mutants; without `expect`, the strict one."""
    expect = strict_part(scenario.expect) if expect is None else expect
    told = told or found.case
    witnesses: dict[str, Witness] = {}
    completions: tuple[Assignment, ...] = ()
    knowledge, question, root = found.knowledge, found.asked.question.name, found.asked.root
    if root is not None and not found.contradictions and knowledge.decision(question)(found.case.frame()) is None:
        search = Search(found.case, root, question)
        witnesses = {_input_name(search, key): proof for key, proof in search.proved.items()}
        if not witnesses:
            completions = search.completed()
    return Baseline(scenario, found.case, found, expect, told, touched(found, graph), witnesses, completions)


def _input_name(search: Search, key: Key) -> str:
    """An input as an answer names it: a fact, a reading's ambiguity, or a field of a record."""
    return search.case.name(key)


def retried(tried: Tried, baseline: Baseline) -> Answer | None:
    """What a scenario comes to for a mutant, as far as single evaluations tell; None where they don't."""
    case = case_for(tried, baseline)
    found = answer(case, baseline.question, searching=False)
    if found.answer == "undetermined":
        return _open(case, case.knowledge.decision(baseline.question), baseline, found.asked, found.frame)
    return found


def _open(case: Case, decide: Decision, baseline: Baseline, asked: Asked, frame: Frame) -> Answer | None:
    """The answer where one evaluation leaves it open."""
    before = baseline.found
    if baseline.completions:
        return _completed(case, decide, baseline, asked, frame)
    if before.answer == "undetermined" and _stays_open(case, decide, baseline):
        return replace(before, case=case, asked=asked, frame=frame)
    if before.answer == "turns-on-reading":
        turning = _turning(case, decide, before)
        return replace(turning, asked=asked, frame=frame) if turning is not None else None
    return None


def opens(tried: Tried, baseline: Baseline) -> bool:
    """Whether a question that was decided turns on something unknown now: the first proof of it is enough."""
    case = case_for(tried, baseline)
    root = case.knowledge.asked(baseline.question).root
    if root is None or baseline.found.answer not in ("yes", "no", "value"):
        return False
    return bool(Search(case, root, baseline.question).proved)


def _completed(case: Case, decide: Decision, baseline: Baseline, asked: Asked, frame: Frame) -> Answer | None:
    """The answer where the completions that used to come to it still do, or else one that shows that they don't."""
    completions = Completions(case, decide)
    found = [_complete(completions, case, assignment) for assignment in baseline.completions]
    if None in found:
        return None
    if all(value == baseline.found.value for value in found):
        return replace(baseline.found, case=case, asked=asked, frame=frame)
    return Answer(case, asked, "undetermined", frame=frame)


def _complete(completions: Completions, case: Case, assignment: Assignment) -> Any:
    """What a case comes to with some unknown inputs filled in; a list before what its records hold."""
    state = completions.filled(State.of(case), assignment)
    return completions.evaluate(state)[0]


def _stays_open(case: Case, decide: Decision, baseline: Baseline) -> bool:
    """Whether a scenario is undetermined for a mutant as well, and for want of the facts that it expects."""
    expected = baseline.expect
    wanted = [*expected.get("missing", ()), *expected.get("readings", ())]
    facts = (name for name in baseline.witnesses if name not in case.knowledge.program.ambiguities)
    if not all(_matters(case, decide, baseline, name) for name in wanted):
        return False
    if not any(_matters(case, decide, baseline, name) for name in facts):
        return False
    preferred = _under(case, decide, preferred_readings(case))
    return baseline.found.preferred is None or (
        (preferred, word(preferred)) == (baseline.found.preferred_value, baseline.found.preferred)
    )


def _turning(case: Case, decide: Decision, before: Answer) -> Answer | None:
    """The answer by the readings that used to matter; None where some combination leaves it open."""
    outcomes = [
        (combination.readings, _under(case, decide, {**preferred_readings(case), **combination.readings}))
        for combination in before.combinations
    ]
    if not outcomes or any(value is None for _, value in outcomes):
        return None
    first = outcomes[0][1]
    if all(value == first for _, value in outcomes):
        return replace(before, case=case, answer=word(first), value=first, relevant=())
    relevant = tuple(
        axis
        for axis in before.relevant
        if any(
            one != other
            for at, (readings, one) in enumerate(outcomes)
            for others, other in outcomes[at + 1 :]
            if {name for name in readings if readings[name] != others[name]} == {axis}
        )
    )
    preferred = _under(case, decide, preferred_readings(case)) if before.preferred is not None else None
    return replace(
        before,
        case=case,
        relevant=relevant,
        preferred_value=preferred,
        preferred=before.preferred and word(preferred),
    )


def _under(case: Case, decide: Decision, readings: dict[str, str]) -> Any:
    """What a question comes to under readings."""
    return decide(case.replaced(case.facts, readings).frame())


def _matters(case: Case, decide: Decision, baseline: Baseline, name: str) -> bool:
    """Whether the completion that proved an input to matter still proves it."""
    witness = baseline.witnesses.get(name)
    if witness is None:
        return False
    completions = Completions(case, decide)
    answers = [_complete(completions, case, {**witness.others, **value}) for value in witness.values]
    return None not in answers and bool(answers[0] != answers[1])


def case_for(tried: Tried, baseline: Baseline, case: Case | None = None) -> Case:
    """The case of a scenario for a mutant; what was laid out for the program fits unless the inputs differ."""
    case = case or baseline.case
    knowledge = tried.knowledge_for(case)
    found = replace(case, knowledge=knowledge)
    if case.given or knowledge.layout.inputs != case.knowledge.layout.inputs:
        found = found.replaced(case.facts)
    return found
