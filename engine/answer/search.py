"""Which unknown facts and open readings an answer truly depends on.

An input matters if some completion of the others leaves the answer to it alone: two of its values then give two
different answers. Over inputs with few values that is told exactly: the answer on all completions is one decision
diagram, and what matters is what the diagram looks at, where the facts don't contradict each other.

Dates, amounts and lists have too many values. Without any values for them a diagram tells what can't matter; and in one
*world* after another, where each of them is something definite, diagrams prove what does. What was neither proved nor
excluded was only looked for: among the values that were tried (SAMPLED), or not even among these (OUT_OF_BUDGET).
"""

from enum import Enum
from functools import cached_property
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.candidates import Candidates
from engine.answer.inputs import Inputs, Key, inputs_of
from engine.answer.outlook import Outlooks
from engine.answer.proving import Evidence, Prover
from engine.answer.state import Assignment, Completions, State
from engine.answer.terms import Term
from engine.case.case import Case

WORK = 150_000
"""How many steps of work on diagrams one search may do: about half a second."""


class Standing(Enum):
    """What a search found out about an input."""

    MATTERS = "matters"
    EXCLUDED = "excluded"
    SAMPLED = "sampled"
    OUT_OF_BUDGET = "out of budget"


@dataclass(frozen=True, slots=True)
class Relevance:
    """What the search found for one input; `alone` if one of its values decides, whatever the others."""

    key: Key
    standing: Standing
    alone: bool = False

    @property
    def matters(self) -> bool:
        """Whether it was proved that the answer can come to depend on the input."""
        return self.standing is Standing.MATTERS


class Search:
    """Explores the completions of one case for one root expression: that of the question, where one is named."""

    def __init__(self, case: Case, root: p.Expression, question: str = "") -> None:
        self.case, self.root, self.knowledge = case, root, case.knowledge
        self.inputs: Inputs = inputs_of(case.knowledge)
        self.layout = case.knowledge.layout
        self.completions = Completions(case, self.knowledge.recording(root, question))
        self.start = State.of(case)
        self.frame = case.frame()
        self.candidates = Candidates(self.inputs, case.as_of, self.frame)
        self.outlooks = Outlooks(self.inputs, self.frame, root, self.candidates, WORK)

    def relevances(self) -> list[Relevance]:
        """What the search finds for every unknown input, first those because of which the answer is open now."""
        return [self.relevance(key) for key in self.unknown]

    def relevance(self, key: Key) -> Relevance:
        """Whether the answer can come to depend on one unknown input."""
        if key in self.proved:
            return Relevance(key, Standing.MATTERS, self._alone(key))
        if key not in self._prover.possible:
            return Relevance(key, Standing.EXCLUDED)
        return Relevance(key, Standing.OUT_OF_BUDGET if self._prover.spent else Standing.SAMPLED)

    @property
    def proved(self) -> dict[Key, Evidence]:
        """Every input that was proved to matter, with what proves it."""
        return self._prover.proved

    @cached_property
    def _prover(self) -> Prover:
        prover = Prover(self.outlooks, self.candidates, self.unknown, self.owner)
        prover.prove()
        return prover

    @cached_property
    def unknown(self) -> list[Key]:
        """The unknown inputs that the answer could rest on, first those because of which it is open now.

        What the records of an unknown list hold belongs to that list. An hour is among them only where the answer is
        open for want of it now: while what it is compared with isn't known either, that comes first.
        """
        _, met = self.completions.evaluate(self.start)
        leaves = self.inputs.leaves(self.outlooks.definition)
        found = dict.fromkeys(self.owner(key) for key in met)
        days = self.inputs.hourless(self.frame)
        found |= dict.fromkeys(
            key for key in self.inputs.unknown(self.frame) if self.inputs.leaf(key) in leaves and key not in days
        )
        return list(found)

    def owner(self, key: Key) -> Key:
        """The input itself, or the list that nobody gave and whose records it would be part of."""
        return key[:1] if self.frame[key[0]] is None else key

    def open_facts(self) -> list[Key]:
        """The unknown facts because of which the answer is open, as far as it isn't excluded that they matter."""
        _, met = self.completions.evaluate(self.start)
        found = [key for key in dict.fromkeys(map(self.owner, met)) if self.inputs.is_fact(key)]
        return [key for key in found if self.relevance(key).standing is not Standing.EXCLUDED]

    @cached_property
    def agreed(self) -> Any:
        """The one answer that every completion gives; None where they differ, or where not all of them were tried."""
        whole = self.outlooks.whole
        found = self.outlooks.answers(whole.answer) if whole is not None else set()
        value = next(iter(found), None)
        return value if len(found) == 1 and not isinstance(value, Term) else None

    def evaluate(self, assignment: Assignment) -> Any:
        """The answer under a partial completion; None while it is open."""
        return self.completions.evaluate(self.state(assignment))[0]

    def state(self, assignment: Assignment) -> State:
        """The case with an assignment filled in; a list before what its records hold."""
        state = self.start
        for key in sorted(assignment, key=len):
            state = self.completions.extended(state, key, assignment[key])
        return state

    def _alone(self, key: Key) -> bool:
        """Whether one value of an input decides, whatever the others."""
        if not self.inputs.is_fact(key):
            return False
        is_list = self.inputs.is_list(key)
        for value in self.candidates.values(key, self.outlooks.terms.atoms, {}):
            state = self.completions.extended(self.start, key, (value,) if is_list else value)
            if self.completions.evaluate(state)[0] is not None and self.completions.possible(state):
                return True
        return False
