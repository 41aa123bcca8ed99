"""Mutation testing: every small mistake in the rules must make some scenario fail.

Only the scenarios that depend on the changed declaration are put to a mutant, and mostly one evaluation tells. A
scenario that stays undetermined is shown to stay so by the completions that proved it for the program as it is. Only
where that leaves a doubt is the answer built in full.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import Any

from dsl import program as p
from engine.answer.answer import Answer, Key, answer, preferred_readings
from engine.answer.answer import word as word_of
from engine.answer.search import Search, Witness
from engine.answer.state import Assignment, Completions, State
from engine.case.facts_file import Case
from engine.evaluate.knowledge import Decision, Frame, KnowledgeBase
from engine.evaluate.library import EditionEntry, Library
from engine.model.asked import Asked
from engine.model.graph import Graph, dependency_graph, reaching
from engine.suite.coverage import order_of
from engine.suite.mutants import Mutant, mutants
from engine.suite.scenario import Scenario, differences, entry_of, read_scenario
from engine.suite.touched import touched

Progress = Callable[[int, int], None]

_PLAIN = frozenset({"answer", "value", "argument"})
"""The expectations that the value of the question alone settles."""



@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant: the scenario that noticed it, or None for a survivor."""

    kind: str
    label: str
    clause: str
    place: str
    killer: str | None


@dataclass(frozen=True, slots=True)
class Mutation:
    """The mutants of one edition of a document. `unreached` were left out: no question comes to them."""

    document: str
    edition: str
    results: tuple[Result, ...]
    unreached: int

    @property
    def survivors(self) -> tuple[Result, ...]:
        """The mistakes that no scenario notices."""
        alive = (result for result in self.results if result.killer is None)
        return tuple(sorted(alive, key=lambda result: order_of(result.clause)))

    @property
    def percent(self) -> float:
        """The share of mutants noticed; all of none is everything."""
        return 100 * (1 - len(self.survivors) / len(self.results)) if self.results else 100.0


@dataclass(frozen=True, slots=True)
class Baseline:
    """A scenario answered by the program as it is, with the proofs that its missing facts and readings matter."""

    scenario: Scenario
    case: Case
    found: Answer
    touched: frozenset[str]
    witnesses: dict[str, Witness]
    completions: tuple[Assignment, ...] = ()
    """Where unknown inputs turned out not to matter: completions that all come to the answer."""

    @property
    def is_decided(self) -> bool:
        """Whether one evaluation gave the answer."""
        return self.found.answer in ("yes", "no", "value") and self.found.robust


def _decoded(program: p.Program) -> p.Program:
    """A program with plain dictionaries, which copy faster than those that decode when they are read."""
    return replace(
        program, values=dict(program.values.items()), norms=dict(program.norms.items()),
        exceptions=dict(program.exceptions.items()), ambiguities=dict(program.ambiguities.items()),
        facts=dict(program.facts.items()), terms=dict(program.terms.items()),
        questions=dict(program.questions.items()), records=dict(program.records.items()))


def baseline_of(scenario: Scenario, found: Answer, graph: Graph) -> Baseline:
    """A scenario with its answer, made ready to be put to mutants."""
    witnesses: dict[str, Witness] = {}
    completions: tuple[Assignment, ...] = ()
    knowledge, question, root = found.knowledge, scenario.question, found.asked.root
    if root is not None and not found.contradictions and knowledge.decision(question)(found.case.frame()) is None:
        search = Search(found.case, root)
        for relevance in search.relevances():
            if relevance.witness is not None:
                witnesses[_input_name(search, relevance.key)] = relevance.witness
        if not witnesses:
            completions = tuple(state.assignment for state, _ in search.decided)
    return Baseline(scenario, found.case, found, touched(found, graph), witnesses, completions)


def _input_name(search: Search, key: Key) -> str:
    """An input as an answer names it: a fact, a reading's ambiguity, or a field of a record."""
    name = search.layout.inputs[key[0]][1]
    if len(key) < 3:
        return name
    record = search.knowledge.program.facts[name].type.name
    return f"{name}[{key[1] + 1}].{search.knowledge.program.records[record].fields[key[2]].name}"


class Mutator:
    """Puts the scenarios of one edition to its mutants."""

    def __init__(self, library: Library, entry: EditionEntry, scenarios: Iterable[Scenario]) -> None:
        self.knowledge = library.knowledge(entry)
        self.program = _decoded(self.knowledge.program)
        self.graph: Graph = dependency_graph(self.program)
        self.baselines: list[Baseline] = []
        for scenario in scenarios:
            if scenario.document == entry.document and entry_of(library, scenario) == entry:
                found = answer(read_scenario(library, scenario), scenario.question)
                self.baselines.append(baseline_of(scenario, found, self.graph))
        self.baselines.sort(key=lambda baseline: (not baseline.is_decided, len(baseline.touched)))
        asked = set(self.program.questions)
        self.questions_of: dict[str, frozenset[str]] = {}
        for node in self.graph:
            kind, _, name = node.partition(":")
            if kind in ("value", "table", "norm", "exception"):
                reached = {other.partition(":")[2] for other in reaching(self.graph, {node}) if
                           other.startswith("question:")}
                self.questions_of[name] = frozenset(reached & asked)
        self.plain = {name for name in self.questions_of if not _cites_others(self.graph, name)}
        self.mutants = [mutant for mutant in mutants(self.program) if self._questions(mutant)]
        self.unreached = sum(1 for _ in mutants(self.program)) - len(self.mutants)

    def _questions(self, mutant: Mutant) -> frozenset[str]:
        return frozenset().union(*(self.questions_of.get(name, frozenset()) for name in mutant.names))

    def result(self, mutant: Mutant) -> Result:
        """Whether some scenario notices a mutant."""
        killer = self.killer(mutant)
        return Result(mutant.kind, mutant.label, mutant.clause, mutant.place, killer)

    def killer(self, mutant: Mutant) -> str | None:
        """The scenario that notices a mutant."""
        questions = self._questions(mutant)
        knowledge = KnowledgeBase(mutant.make())
        candidates: list[Baseline] = []
        for baseline in self.baselines:
            question = baseline.scenario.question
            if mutant.kind == "swapped party":
                if knowledge.asked(question).grounds != baseline.found.asked.grounds or question in questions:
                    candidates.append(baseline)
                continue
            if question not in questions or not baseline.touched & mutant.names:
                continue
            candidates.append(baseline)
        is_plain = mutant.owner in self.plain and mutant.names == {mutant.owner}
        doubtful: list[Baseline] = []
        alike: list[tuple[Baseline, Answer]] = []
        for baseline in candidates:
            after = _quick_answer(knowledge, baseline)
            if after is None:
                doubtful.append(baseline)
            elif after.answer != baseline.found.answer or after.value != baseline.found.value:
                if next(differences(after, baseline.scenario.expect), None) is not None:
                    return baseline.scenario.identifier
            elif not (baseline.scenario.expect.keys() <= _PLAIN or (is_plain and _same_nodes(after, baseline.found))):
                alike.append((baseline, after))
        for baseline, after in alike:
            if next(differences(after, baseline.scenario.expect), None) is not None:
                return baseline.scenario.identifier
        for baseline in doubtful:
            found = answer(_case(knowledge, baseline), baseline.scenario.question)
            if next(differences(found, baseline.scenario.expect), None) is not None:
                return baseline.scenario.identifier
        return None


def _quick_answer(knowledge: KnowledgeBase, baseline: Baseline) -> Answer | None:
    """What a scenario comes to for a mutant, as far as single evaluations tell; None where they don't."""
    question = baseline.scenario.question
    asked, before = knowledge.asked(question), baseline.found
    case = _case(knowledge, baseline)
    if asked.root is None:
        return Answer(case, asked, "silent")
    frame = case.frame()
    decide = knowledge.decision(question)
    value: Any = decide(frame)
    if value is None and baseline.completions:
        return _completed(case, decide, baseline, asked, frame)
    if value is None:
        is_same = (before.answer == "undetermined" and _stays_open(case, decide, baseline)) or (
            before.answer == "turns-on-reading" and _turns_alike(case, decide, before))
        return replace(before, case=case, asked=asked, frame=frame) if is_same else None
    if value is False and knowledge.silence(question) is not None:
        return None
    word = ("yes" if value else "no") if isinstance(value, bool) else "value"
    return Answer(case, asked, word, value, True, preferred=word, preferred_value=value, frame=frame)


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
    state = State.of(case)
    for key in sorted(assignment, key=len):
        state = completions.extended(state, key, assignment[key])
    return completions.evaluate(state)[0]


def _same_nodes(after: Answer, before: Answer) -> bool:
    """Whether every declaration came to what it came to before, in a question decided by one evaluation."""
    if after.answer not in ("yes", "no", "value") or not before.frame or not after.frame:
        return False
    width = len(after.knowledge.layout.slots)
    return bool(after.frame[:width] == before.frame[:width])


def _cites_others(graph: Graph, name: str) -> bool:
    """Whether a declaration mentions others that carry citations, so that a change in it may show other ones."""
    node = next((f"{kind}:{name}" for kind in ("value", "norm", "exception") if f"{kind}:{name}" in graph), None)
    if node is None:
        return True
    kinds = {graph.nodes[other]["kind"] for other in graph.successors(node)}
    return not kinds.isdisjoint(("value", "table", "norm", "exception", "ambiguity"))


def _stays_open(case: Case, decide: Decision, baseline: Baseline) -> bool:
    """Whether a scenario is undetermined for a mutant as well, and for want of the facts that it expects."""
    expected = baseline.scenario.expect
    wanted = [*expected.get("missing", ()), *expected.get("readings", ())]
    facts = (name for name in baseline.witnesses if name not in case.knowledge.program.ambiguities)
    if not all(_matters(case, decide, baseline, name) for name in wanted):
        return False
    if not any(_matters(case, decide, baseline, name) for name in facts):
        return False
    preferred = _under(case, decide, preferred_readings(case))
    return baseline.found.preferred is None or (
        (preferred, word_of(preferred)) == (baseline.found.preferred_value, baseline.found.preferred))


def _turns_alike(case: Case, decide: Decision, before: Answer) -> bool:
    """Whether every combination of the readings that matter comes to what it came to."""
    return bool(before.combinations) and all(
        combination.value is not None and _under(case, decide, {**case.readings, **combination.readings})
        == combination.value for combination in before.combinations)


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


def _case(knowledge: KnowledgeBase, baseline: Baseline) -> Case:
    """The case of a scenario for a mutant; what was laid out for the program fits unless the inputs differ."""
    if len(knowledge.layout.inputs) == len(baseline.case.knowledge.layout.inputs):
        return replace(baseline.case, knowledge=knowledge)
    return Case(knowledge, baseline.case.facts, baseline.case.readings, baseline.case.standing, baseline.case.defaults)


def mutate(
    library: Library, entry: EditionEntry, scenarios: Sequence[Scenario], most: int | None = None,
    jobs: int = 1, progress: Progress | None = None,
) -> Mutation:
    """Tries the mutants of an edition, at most so many (evenly spread), in several processes."""
    mutator = Mutator(library, entry, scenarios)
    chosen = list(range(len(mutator.mutants)))
    if most is not None and most < len(chosen):
        chosen = [chosen[at * len(chosen) // most] for at in range(most)]
    results: list[Result] = []
    if jobs <= 1 or len(chosen) < 50:
        for at in chosen:
            results.append(mutator.result(mutator.mutants[at]))
            if progress:
                progress(len(results), len(chosen))
    else:
        with ProcessPoolExecutor(jobs, get_context("fork"), _begin, (mutator,)) as pool:
            for result in pool.map(_try, chosen, chunksize=8):
                results.append(result)
                if progress:
                    progress(len(results), len(chosen))
    return Mutation(entry.document, entry.edition, tuple(results), mutator.unreached)


_worker: Mutator | None = None


def _begin(mutator: Mutator) -> None:
    global _worker  # noqa: PLW0603  # each process has its own
    _worker = mutator


def _try(number: int) -> Result:
    assert _worker is not None
    return _worker.result(_worker.mutants[number])


