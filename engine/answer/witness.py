"""Two completions of a case that prove that an answer turns on one input: both were evaluated, and differ."""

from itertools import product
from typing import Any

from dsl.frozen import dataclass
from engine.answer.candidates import Candidates
from engine.answer.inputs import Inputs, Key
from engine.answer.state import Assignment, Completions, State

WORK_OF_EVALUATION = 200
"""What evaluating a pair counts for, in computed terms."""

WORK_OF_RECORDS = 30
"""What it counts for besides, for each two records that may be compared with each other."""

MOST_FILLED = 400
"""How many further inputs may be filled in until an answer is decided."""


MOST_KEPT = 4
"""How many of the completions evaluated last are kept."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A completion of the other inputs under which one input's two values give two answers.

    Each value is an assignment: of the input alone, or of a list and what its records hold.
    """

    key: Key
    others: Assignment
    values: tuple[Assignment, Assignment]
    answers: tuple[Any, Any]


class _Completion:
    """A completion that was evaluated: its state, and its answer."""

    __slots__ = ("_possible", "answer", "assignment", "completions", "state")

    def __init__(self, completions: Completions, start: State, assignment: Assignment) -> None:
        self.completions, self.assignment = completions, assignment
        self.state = completions.filled(start, assignment)
        self.answer = completions.answer(self.state)
        self._possible: bool | None = None

    @property
    def is_possible(self) -> bool:
        """Whether its facts can all be true."""
        if self._possible is None:
            self._possible = self.completions.possible(self.state)
        return self._possible


class Witnesses:
    """Evaluates completions of one case, two by two."""

    def __init__(
        self,
        completions: Completions,
        start: State,
        frame: list[Any],
        inputs: Inputs,
        candidates: Candidates,
    ) -> None:
        self.completions, self.start, self.frame = completions, start, frame
        self.inputs, self.candidates = inputs, candidates
        self.records = sum(len(rows) for _, rows in start.lists.values())
        """How many records the case has."""
        self.work = WORK_OF_EVALUATION + WORK_OF_RECORDS * self.records**2
        """What evaluating a pair counts for, in computed terms."""
        self._latest: list[_Completion] = []

    def owner(self, key: Key) -> Key:
        """The input itself, or the list that nobody gave and whose records it would be part of."""
        key = key if self.completions.spare is None else self.completions.spare.held_by(key)
        return key[:1] if self.frame[key[0]] is None else key

    def found(self, key: Key, others: Assignment, values: tuple[Assignment, Assignment]) -> Witness | None:
        """With more inputs filled in until both answers are decided; None where these don't differ or can't be."""
        for _ in range(MOST_FILLED):
            pair = [self._evaluated({**others, **value}) for value in values]
            self.candidates.work += self.work
            answers = tuple([completion.answer for completion in pair])
            if None not in answers:
                break
            met = [at for completion in pair for at in self.completions.evaluate(completion.state)[1]]
            if not met:
                return None
            for at in met:
                value = self.candidates.plain(at)[0]
                value = (value,) if self.inputs.is_list(at) else value
                if self.owner(at) == key:
                    values = ({**values[0], at: values[0].get(at, value)}, {**values[1], at: values[1].get(at, value)})
                else:
                    others = {**others, at: value}
        if None in answers or (answers[0] == answers[1] and answers[0].__class__ is answers[1].__class__):
            return None
        if not all(completion.is_possible for completion in pair):
            return None
        return Witness(key, others, values, (answers[0], answers[1]))

    def _evaluated(self, assignment: Assignment) -> _Completion:
        """A completion, evaluated: many pairs have one that the pair before had."""
        for known in self._latest:
            if known.assignment == assignment:
                return known
        self._latest = [*self._latest[-MOST_KEPT + 1 :], _Completion(self.completions, self.start, assignment)]
        return self._latest[-1]

    def by_length(self, key: Key) -> Witness | None:
        """A proof that a list in a record matters by how many records it has, all of them alike.

        Other such lists are as long, or empty; inputs with few values all have their first one, or their last.
        """
        spare = self.completions.spare
        assert spare is not None
        few = [at for at in self.inputs.unknown(self.frame) if self.inputs.options(at) is not None]
        lists = [at for at in spare.lists if at != key]
        own = spare.fields(key)
        for others_at, own_at, length in product((0, -1), (0, -1), (0, 1)):
            others = self._options(few, others_at) | dict.fromkeys(lists, (length,))
            found = self.found(key, others, ({key: (0,)}, {key: (1,)} | self._options(own, own_at)))
            if found is not None:
                return found
        return None

    def _options(self, keys: list[Key], at: int) -> Assignment:
        """The first or the last option of each input that has few."""
        return {key: options[at] for key in keys if (options := self.inputs.options(key)) is not None}

    def state(self, assignment: Assignment) -> State:
        """The case with inputs filled in."""
        return self.completions.filled(self.start, assignment)
