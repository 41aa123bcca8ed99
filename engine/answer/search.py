"""Which unknown facts and open readings an answer truly depends on.

An input matters if some completion of the others leaves the answer to it alone: two of its values then give two
different answers. Each input is searched for such a completion, depth first, through states in which the question is
still open; Kleene evaluation cuts off the rest. What is found is a proof, kept as a `Witness`; the number of
evaluations is bounded, and running into the bound is reported, not hidden.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.answer import Key
from engine.answer.candidates import RECORD_COUNTS, Comparisons, Scope, guesses, step_of
from engine.answer.state import Assignment, Completions, State
from engine.answer.steering import Steering
from engine.case.facts_file import Case, options_of
from engine.evaluate.functions import ABSENT

EVALUATIONS_PER_START = 150
"""How many states the search for a completion that makes an input decide may visit: a path may need fifty values."""

EVALUATIONS_PER_RESTART = 60
"""How many each further start may visit; it takes other paths, and other values first."""

RESTARTS = 3
"""How often that search starts: a bad first choice is soonest left behind by beginning anew."""

EVALUATIONS_IN_ALL = 3_500
"""After so many states the inputs that remain get one short start only."""

EVALUATIONS_FOR_ONE = 2_000
"""How long any completion is searched for."""

KEPT = 24
"""How many completions of each answer are kept."""

_FALLBACK_DAY = date(2024, 6, 14)


@dataclass(frozen=True, slots=True)
class Witness:
    """A completion of the other inputs under which one input's two values give two answers.

    Each value is an assignment: of the input alone, or of a list and what its records hold.
    """

    key: Key
    others: Assignment
    values: tuple[Assignment, Assignment]
    answers: tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Relevance:
    """What the search found for one input; without a witness, `exhausted` tells a refutation from a surrender.

    Only where every input on the way has few values has everything been tried: samples of dates, amounts or lists
    prove nothing.
    """

    key: Key
    witness: Witness | None
    alone: bool
    exhausted: bool


class Search:
    """Explores the completions of one case for one root expression: that of the question, where one is named."""

    def __init__(self, case: Case, root: p.Expression, question: str = "") -> None:
        self.case, self.root = case, root
        self.knowledge = case.knowledge
        self.layout = self.knowledge.layout
        self.completions = Completions(case, self.knowledge.recording(root, question))
        self.comparisons = Comparisons(self.layout, root, self.knowledge.constraints())
        self.start = State.of(case)
        self.near = case.as_of or _FALLBACK_DAY
        self.pools: dict[Key, list[Any]] = {}
        self.types: dict[Key, p.Type] = {}
        self.decided: list[tuple[State, Any]] = []
        self._kept: dict[Any, int] = {}
        self._within: dict[int, Comparisons] = {}

    def evaluate(self, assignment: Assignment) -> Any:
        """The answer under a partial completion; None while it is open."""
        return self.completions.evaluate(self.state(assignment))[0]

    def state(self, assignment: Assignment) -> State:
        """The case with an assignment filled in; a list before what its records hold."""
        state = self.start
        for key in sorted(assignment, key=len):
            state = self.completions.extended(state, key, assignment[key])
        return state

    # ---- what matters

    def relevance(self, key: Key) -> Relevance:
        """Whether the answer can come to depend on one unknown input alone."""
        alone = self._alone(key)
        found = self._flipped(key)
        if found is not None:
            return Relevance(key, found, alone, True)
        for order in range(RESTARTS):
            start = self.completions.evaluations
            allowed = EVALUATIONS_PER_START if order == 0 else EVALUATIONS_PER_RESTART
            if start > EVALUATIONS_IN_ALL:
                allowed = EVALUATIONS_PER_RESTART
            found, exhausted = self._witness(key, start + allowed, order)
            if found is not None or exhausted:
                return Relevance(key, found, alone, True)
            if start > EVALUATIONS_IN_ALL:
                break
        return Relevance(key, None, alone, False)

    def relevances(self) -> list[Relevance]:
        """What the search finds for every unknown input; the completions met on the way are tried on all."""
        found = [self.relevance(key) for key in self.unknown()]
        again = []
        for relevance in found:
            late = None if relevance.witness or relevance.exhausted else self._flipped(relevance.key)
            again.append(Relevance(relevance.key, late, relevance.alone, True) if late else relevance)
        return again

    def unknown(self) -> list[Key]:
        """The unknown inputs that the answer could rest on, first those because of which it is open now.

        What the records of an unknown list hold belongs to that list.
        """
        _, met = self.completions.evaluate(self.start)
        inputs = self.comparisons.inputs
        found = dict.fromkeys(key for key in met if len(key) == 1 or key[0] in self.start.lists)
        for at, (_, name) in enumerate(self.layout.inputs):
            if (name, "") not in inputs:
                continue
            if at in self.start.lists:
                record = self.knowledge.program.records[self.knowledge.program.facts[name].type.name]
                for number, row in enumerate(self.start.lists[at][1]):
                    found |= dict.fromkeys(
                        (at, number, column)
                        for column, field in enumerate(record.fields)
                        if row[column] is None and (record.name, field.name) in inputs
                    )
            elif self.start.inputs[at] is None:
                found[(at,)] = None
        return list(found)

    def open_facts(self) -> list[Relevance]:
        """The unknown facts because of which the answer is open, where none of them was proved to matter."""
        _, met = self.completions.evaluate(self.start)
        return [
            Relevance(key, None, False, False)
            for key in met
            if self.layout.inputs[key[0]][0] == "fact" and (len(key) == 1 or key[0] in self.start.lists)
        ]

    def agreed(self) -> Any:
        """The one answer that every completion gives, or None where they differ or not all of them can be tried.

        Inputs with few values are tried one by one. Of dates, amounts and the like there may be one at most, and its
        values are tried on every stretch on which no comparison changes its outcome.
        """
        answers: set[Any] = set()
        stack, sampled = [self.start], None
        bound = self.completions.evaluations + EVALUATIONS_FOR_ONE
        while stack and len(answers) < 2 and self.completions.evaluations < bound:
            state = stack.pop()
            outcome, met = self.completions.evaluate(state)
            if not self.completions.possible(state):
                continue
            if outcome is not None:
                answers.add(outcome)
                continue
            key = next((other for other in met if self._few(other)), met[0])
            values: list[Any] | None = self.candidates(key, state)
            if not self._few(key):
                if self.type_of(key).kind == "list" or sampled not in (None, key):
                    return None
                sampled, values = key, self._stretches(key, state)
            if values is None:
                return None
            stack += [self.completions.extended(state, key, value) for value in values]
        return answers.pop() if len(answers) == 1 and not stack else None

    def _stretches(self, key: Key, state: State) -> list[Any] | None:
        """Values that stand for all values of an ordered input, or None where none can."""
        type_ = self.type_of(key)
        found = self.comparisons.boundaries(
            self.leaf(key),
            lambda value: self.completions.frame(self.completions.extended(state, key, value)),
            (key[0], key[1]) if len(key) == 3 else None,
            type_,
        )
        return found if found is None or not type_.optional else [*found, ABSENT]

    def _alone(self, key: Key) -> bool:
        for value in self.candidates(key, self.start):
            state = self.completions.extended(self.start, key, value)
            if self.completions.evaluate(state)[0] is not None and self.completions.possible(state):
                return True
        return False

    def _flipped(self, key: Key) -> Witness | None:
        """A witness among the completions met so far: one in which another value of the input gives another answer."""
        for state, outcome in self.decided:
            if key not in state.assignment:
                continue
            own = {
                at: value for at, value in state.assignment.items() if at == key or (len(key) == 1 and at[:1] == key)
            }
            value = state.assignment[key]
            for other in self.candidates(key, state):
                if other == value:
                    continue
                flipped = self.completions.extended(state, key, other)
                found, _ = self.completions.evaluate(flipped)
                if found is not None and found != outcome and self.completions.possible(flipped):
                    others = {at: content for at, content in state.assignment.items() if at not in own}
                    return Witness(key, others, (own, {key: other}), (outcome, found))
        return None

    def _keep(self, state: State, outcome: Any) -> None:
        """Keeps a few completions of each answer, for other inputs to be tried on."""
        kept = self._kept.get(outcome, 0)
        if kept < KEPT and self.completions.possible(state):
            self._kept[outcome] = kept + 1
            self.decided.append((state, outcome))

    def _witness(self, key: Key, bound: int, order: int) -> tuple[Witness | None, bool]:
        """Depth first through the states in which the question is open, steered so that it comes to rest on `key`."""
        complete = self._few(key)
        stack = [self.start]
        while stack:
            if self.completions.evaluations >= bound:
                return None, False
            state = stack.pop()
            self.completions.evaluations += 1
            outcome, met, frame = self.completions.evaluated(state)
            if outcome is not None:
                self._keep(state, outcome)
                continue
            if not self.completions.possible(state):
                continue
            others = [other for other in met if other != key]
            if not others:
                answers, others = self._answers(key, state, bound)
                different = next(((a, b) for a in answers for b in answers if a[1] != b[1]), None)
                if different:
                    (one, first), (two, second) = different
                    return Witness(key, state.assignment, (one, two), (first, second)), True
                if not others:
                    continue
            steering = Steering(self, key, order, state, frame)
            if key not in met and not steering.leads(self.root, {}):
                continue
            step = steering.along(self.root, {})
            other = step.key if step else self._next(others)
            complete = complete and self._few(other)
            values = self._ordered(step.values if step else self.candidates(other, state), order)
            following = [self.completions.extended(state, other, value) for value in reversed(values)]
            following.sort(key=lambda state: self._distance(state, key), reverse=True)
            stack += following
        return None, complete

    def _distance(self, state: State, key: Key) -> int:
        """How far a state is from resting on an input: whether it is open for want of it, or open at all."""
        outcome, met, _ = self.completions.evaluated(state)
        return 2 if outcome is not None else 0 if key in met else 1

    def _ordered(self, values: Sequence[Any], order: int) -> Sequence[Any]:
        """Values in the order given; on every second start choices among several begin elsewhere."""
        if order % 2 == 0 or len(values) < 3:
            return values
        turn = (7 * order) % len(values)
        return [*values[turn:], *values[:turn]]

    def _answers(self, key: Key, state: State, bound: int) -> tuple[list[tuple[Assignment, Any]], list[Key]]:
        """The answers that the values of one input give, and the other inputs that some of them still need.

        What a list's records hold is part of the list: it is filled in here.
        """
        answers: list[tuple[Assignment, Any]] = []
        others: list[Key] = []
        stack = [self.completions.extended(state, key, value) for value in reversed(self._fresh(key, state))]
        while stack and self.completions.evaluations < bound and len({answer for _, answer in answers}) < 2:
            tried = stack.pop()
            outcome, met = self.completions.evaluate(tried)
            if outcome is not None:
                if self.completions.possible(tried):
                    self._keep(tried, outcome)
                    own = {at: value for at, value in tried.assignment.items() if at not in state.assignment}
                    answers.append((own, outcome))
                continue
            beneath = [other for other in met if other[0] == key[0] and len(key) == 1]
            if beneath:
                stack += self._branches(tried, self._next(beneath))
            else:
                others += [other for other in met if other not in others]
        return answers, others

    def _branches(self, state: State, key: Key) -> list[State]:
        """The state with one more input filled in, in each way worth trying, the likeliest last."""
        return [self.completions.extended(state, key, value) for value in reversed(self.candidates(key, state))]

    def _next(self, keys: list[Key]) -> Key:
        """Lists first, then what has few values, and what needs tipping points last."""
        best, least = keys[0], 9
        for key in keys:
            kind = self.type_of(key).kind
            rank = 0 if kind == "list" else 1 if kind in ("boolean", "choice") else 2
            if rank < least:
                best, least = key, rank
        return best

    def _few(self, key: Key) -> bool:
        """Whether all values of an input can be tried: yes or no, or one of several options."""
        return self.type_of(key).kind in ("boolean", "choice")

    # ---- candidate values

    def type_of(self, key: Key) -> p.Type:
        """The type of an input."""
        if key not in self.types:
            kind, name = self.layout.inputs[key[0]]
            if kind == "reading":
                self.types[key] = p.Type("choice", name)
            else:
                type_ = self.knowledge.program.facts[name].type
                if len(key) == 3:
                    type_ = self.knowledge.program.records[type_.name].fields[key[2]].type
                self.types[key] = type_
        return self.types[key]

    def candidates(self, key: Key, state: State) -> list[Any]:
        """Values worth trying; tipping points are found once, in the first state that asks for them."""
        if key not in self.pools:
            self.pools[key] = self._fresh(key, state)
        return self.pools[key]

    def tipping(self, key: Key, state: State, expression: p.Expression, scope: Scope) -> list[Any]:
        """Values worth trying in a state, those first between which one expression tips over."""
        if self._few(key) or self.type_of(key).kind == "list":
            return self.candidates(key, state)
        if id(expression) not in self._within:
            self._within[id(expression)] = Comparisons(self.layout, expression, scope=scope)
        return self._fresh(key, state, self._within[id(expression)])

    def _fresh(self, key: Key, state: State, comparisons: Comparisons | None = None) -> list[Any]:
        type_ = self.type_of(key)
        absent = [ABSENT] if type_.optional else []
        match type_.kind:
            case "boolean":
                return [True, False]
            case "choice":
                return [*options_of(self.knowledge.program, type_), *absent]
            case "list":
                return [(count,) for count in RECORD_COUNTS]
        plain, step = guesses(type_, self.near), step_of(type_)
        first, second = (
            self.completions.frame(self.completions.extended(state, key, value))
            for value in (plain[0], plain[0] + step)
        )
        record = (key[0], key[1]) if len(key) == 3 else None
        found = (comparisons or self.comparisons).points(self.leaf(key), (first, second), record, plain[0], step)
        return [*dict.fromkeys([*found[:24], *plain, *absent])]

    def leaf(self, key: Key) -> tuple[str, str]:
        """The fact, or the record and field, behind an input."""
        name = self.layout.inputs[key[0]][1]
        if len(key) == 1:
            return name, ""
        record = self.knowledge.program.records[self.knowledge.program.facts[name].type.name]
        return record.name, record.fields[key[2]].name
