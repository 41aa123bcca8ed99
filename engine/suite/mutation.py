"""Mutation testing: every small mistake in the rules must make some scenario fail.

Only the scenarios that depend on the changed declaration are put to a mutant, and mostly one evaluation tells. A
scenario that stays undetermined is shown to stay so by the completions that proved it for the program as it is. Only
where that leaves a doubt is the answer built in full.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dsl.diagnostic import Diagnostic, Rejected
from dsl.forked import forked
from dsl.sentence import told
from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.answer.layers import Layers
from engine.library.knowledge import KnowledgeBase
from engine.library.library import EditionEntry, Library
from engine.model.asked import askable
from engine.model.graph import Graph, dependency_graph, reaching
from engine.suite.coverage import order_of
from engine.suite.expectation import LAYERED, differences
from engine.suite.layered import asserts_strictly, beyond_answers, layer_differences, ordinary_part, strict_part
from engine.suite.mistakes import PRESUMPTION, MistakeKind, Mutant
from engine.suite.mutants import mutants
from engine.suite.presumption_mutants import presumption_mutants
from engine.suite.retrial import Baseline, Tried, baseline_of, case_for, opens, retried
from engine.suite.runner import Run
from engine.suite.scenario import Scenario, entry_of, question_put, read_scenario
from engine.suite.selection import require_clauses

Progress = Callable[[int, int], None]

_PLAIN = frozenset({"answer", "value", "argument"})
"""The expectations that the value of the question alone settles."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant: the scenario that noticed it, or None for a survivor."""

    kind: MistakeKind
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


def _decoded(program: p.Program) -> p.Program:
    """A program with plain dictionaries, which copy faster than those that decode when they are read."""
    return replace(
        program,
        values=dict(program.values.items()),
        norms=dict(program.norms.items()),
        exceptions=dict(program.exceptions.items()),
        ambiguities=dict(program.ambiguities.items()),
        facts=dict(program.facts.items()),
        terms=dict(program.terms.items()),
        questions=dict(program.questions.items()),
        records=dict(program.records.items()),
    )


class Mutator:
    """Puts the scenarios of one edition to its mutants."""

    def __init__(
        self,
        library: Library,
        entry: EditionEntry,
        scenarios: Iterable[Scenario],
        answers: Mapping[int, Layers] | None = None,
    ) -> None:
        self.knowledge = library.knowledge(entry)
        self.program = _decoded(self.knowledge.program)
        self.graph: Graph = dependency_graph(self.program)
        for name in self.program.norms:
            for ground in self.knowledge.asked(name).grounds:
                self.graph.add_edges_from(
                    (f"norm:{name}", f"norm:{other}", {"kind": "opposed_by"}) for other in ground.contrary
                )
        self.baselines: list[Baseline] = []
        for scenario in scenarios:
            if scenario.document == entry.document and entry_of(library, scenario) == entry:
                layers = (answers or {}).get(id(scenario))
                if layers is None:
                    case = read_scenario(library, scenario)
                    layers = Layers(case, question_put(scenario, case))
                self._add(scenario, layers)
        self.baselines.sort(key=lambda baseline: (not baseline.is_decided, len(baseline.touched)))
        asked = set(askable(self.program))
        self.questions_of: dict[str, frozenset[str]] = {}
        for node in self.graph:
            kind, name = self.graph.nodes[node]["kind"], self.graph.nodes[node]["name"]
            if kind in ("value", "table", "norm", "exception", "fact", "judgement", "external", "setting"):
                reached = {
                    self.graph.nodes[other]["name"]
                    for other in reaching(self.graph, {node})
                    if self.graph.nodes[other]["kind"] in ("question", "norm")
                }
                self.questions_of[name] = frozenset(reached & asked)
        self.plain = {name for name in self.questions_of if not _cites_others(self.graph, name)}
        made = [*mutants(self.program), *presumption_mutants(self.program)]
        self.mutants = [mutant for mutant in made if self._questions(mutant)]
        self.unreached = len(made) - len(self.mutants)

    def _add(self, scenario: Scenario, layers: Layers) -> None:
        """A scenario as a baseline of each layer that it asserts."""
        told = layers.case
        if told.more:  # what is searched for a mutant takes lists for complete
            return
        found = [(layers.strict, strict_part(scenario.expect))] if asserts_strictly(scenario.expect) else []
        if ordinary_part(scenario.expect) or beyond_answers(scenario.expect):
            found.append((layers.ordinarily.answer, ordinary_part(scenario.expect)))
        for one, expect in found:
            tuple(differences(one, expect))  # what is looked at for them is in its frame, too
            self.baselines.append(baseline_of(scenario, one, self.graph, expect, told))

    def _questions(self, mutant: Mutant) -> frozenset[str]:
        return frozenset().union(*(self.questions_of.get(name, frozenset()) for name in mutant.names))

    def result(self, mutant: Mutant) -> Result:
        """Whether some scenario notices a mutant."""
        killer = self.killer(mutant)
        return Result(mutant.kind, mutant.label, mutant.clause, mutant.place, killer)

    def killer(self, mutant: Mutant) -> str | None:
        """The scenario that notices a mutant."""
        questions = self._questions(mutant)
        tried = Tried(KnowledgeBase(mutant.make()))
        if mutant.kind == PRESUMPTION:
            return self._noticed(tried, [b for b in self.baselines if b.presumes(mutant.owner)])
        candidates: list[Baseline] = []
        for baseline in self.baselines:
            question = baseline.scenario.question
            if mutant.kind == "swapped party":
                knowledge = tried.knowledge_for(baseline.case)
                if knowledge.asked(baseline.question).grounds != baseline.found.asked.grounds or question in questions:
                    candidates.append(baseline)
                continue
            if question not in questions or not baseline.touched & mutant.names:
                continue
            candidates.append(baseline)
        is_plain = mutant.owner in self.plain and mutant.names == {mutant.owner} and not mutant.of_ground
        doubtful: list[Baseline] = []
        alike: list[tuple[Baseline, Answer]] = []
        for baseline in candidates:
            after = retried(tried, baseline)
            if after is None:
                doubtful.append(baseline)
            elif after.answer != baseline.found.answer or after.value != baseline.found.value:
                if next(differences(after, baseline.expect), None) is not None:
                    return baseline.scenario.identifier
            elif not (baseline.expect.keys() <= _PLAIN or (is_plain and _same_nodes(after, baseline.found))):
                alike.append((baseline, after))
        for baseline, after in alike:
            if next(differences(after, baseline.expect), None) is not None:
                return baseline.scenario.identifier
        for baseline in doubtful:
            if opens(tried, baseline):
                return baseline.scenario.identifier
            found = answer(case_for(tried, baseline), baseline.question)
            if next(differences(found, baseline.expect), None) is not None:
                return baseline.scenario.identifier
        return self._noticed(tried, [b for b in candidates if beyond_answers(b.scenario.expect) and b.layered])

    def _noticed(self, tried: Tried, baselines: list[Baseline]) -> str | None:
        """The first scenario whose layers, built in full, are not what it expects of them."""
        for baseline in baselines:
            layers = Layers(case_for(tried, baseline, baseline.told), baseline.question)
            expect = {key: value for key, value in baseline.scenario.expect.items() if key in LAYERED}
            if next(layer_differences(layers, expect), None) is not None:
                return baseline.scenario.identifier
        return None


def _same_nodes(after: Answer, before: Answer) -> bool:
    """Whether every declaration came to what it came to before, in a question decided by one evaluation."""
    if after.answer not in ("yes", "no", "value") or before.tried or not before.frame or not after.frame:
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


def mutations(
    library: Library,
    run: Run,
    most: int | None = None,
    jobs: int = 1,
    clauses: Sequence[str] = (),
    progress: Progress | None = None,
) -> Iterator[Mutation]:
    """The mutants of every edition that a run put to the test.

    Raises `Rejected` for a clause that none of them has, and where a scenario fails before any mistake is made.
    """
    scenarios = [verdict.scenario for verdict in run.verdicts]
    require_clauses(library, {scenario.document for scenario in scenarios}, clauses)
    if run.failed:
        number = len(run.failed)
        message = (
            told("{number} scenario fails before any mistake is made", number=number)
            if number == 1
            else told("{number} scenarios fail before any mistake is made", number=number)
        )
        help_line = "mend the suite first; `opposable test` shows what differs"
        found = Diagnostic("failing-scenarios", message, (), help_line)
        raise Rejected([found], status=1)
    answers = {id(verdict.scenario): verdict.layers for verdict in run.verdicts if verdict.layers is not None}
    asked = {entry_of(library, scenario) for scenario in scenarios}
    for entry in library.entries:
        if entry in asked:
            yield mutate(library, entry, scenarios, most, jobs, progress, answers, clauses)


def mutate(
    library: Library,
    entry: EditionEntry,
    scenarios: Sequence[Scenario],
    most: int | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    answers: Mapping[int, Layers] | None = None,
    clauses: Sequence[str] = (),
) -> Mutation:
    """Tries the mutants of an edition, at most so many (evenly spread), in several processes.

    `answers` holds what scenarios were answered already, by their identity; with `clauses`, only mistakes in these
    and in what lies beneath them are made.
    """
    mutator = Mutator(library, entry, scenarios, answers)
    chosen = [at for at, mutant in enumerate(mutator.mutants) if not clauses or _lies_in(mutant.clause, clauses)]
    if most is not None and most < len(chosen):
        chosen = [chosen[at * len(chosen) // most] for at in range(most)]
    results: list[Result] = []
    if jobs <= 1 or len(chosen) < 50:
        for at in chosen:
            results.append(mutator.result(mutator.mutants[at]))
            if progress:
                progress(len(results), len(chosen))
    else:
        with forked(jobs, _begin, mutator) as pool:
            for result in pool.map(_try, chosen, chunksize=8):
                results.append(result)
                if progress:
                    progress(len(results), len(chosen))
    return Mutation(entry.document, entry.edition, tuple(results), mutator.unreached)


def _lies_in(clause: str, clauses: Sequence[str]) -> bool:
    return any(f"{clause}.".startswith(f"{wanted}.") for wanted in clauses)


_worker: Mutator | None = None


def _begin(mutator: Mutator) -> None:
    global _worker  # noqa: PLW0603  # each process has its own
    _worker = mutator


def _try(number: int) -> Result:
    assert _worker is not None
    return _worker.result(_worker.mutants[number])
