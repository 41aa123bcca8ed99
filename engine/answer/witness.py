"""Two completions of a case that prove that an answer turns on one input: both were evaluated, and differ."""

from collections.abc import Callable
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


@dataclass(frozen=True, slots=True)
class Witness:
    """A completion of the other inputs under which one input's two values give two answers.

    Each value is an assignment: of the input alone, or of a list and what its records hold.
    """

    key: Key
    others: Assignment
    values: tuple[Assignment, Assignment]
    answers: tuple[Any, Any]


class Witnesses:
    """Evaluates completions of one case, two by two."""

    def __init__(
        self,
        completions: Completions,
        start: State,
        inputs: Inputs,
        candidates: Candidates,
        owner: Callable[[Key], Key],
    ) -> None:
        """`owner` tells of what an input is part: itself, or the list that nobody gave."""
        self.completions, self.start, self.inputs, self.candidates = completions, start, inputs, candidates
        self._owner = owner
        self.records = sum(len(rows) for _, rows in start.lists.values())
        """How many records the case has."""
        self.work = WORK_OF_EVALUATION + WORK_OF_RECORDS * self.records**2
        """What evaluating a pair counts for, in computed terms."""

    def found(self, key: Key, others: Assignment, values: tuple[Assignment, Assignment]) -> Witness | None:
        """With more inputs filled in until both answers are decided; None where these don't differ or can't be."""
        for _ in range(MOST_FILLED):
            states = [self.state({**others, **value}) for value in values]
            self.candidates.work += self.work
            answers = tuple(map(self.completions.answer, states))
            if None not in answers:
                break
            met = [at for state in states for at in self.completions.evaluate(state)[1]]
            if not met:
                return None
            for at in met:
                value = self.candidates.plain(at)[0]
                value = (value,) if self.inputs.is_list(at) else value
                if self._owner(at) == key:
                    values = ({**values[0], at: values[0].get(at, value)}, {**values[1], at: values[1].get(at, value)})
                else:
                    others = {**others, at: value}
        if None in answers or (answers[0] == answers[1] and answers[0].__class__ is answers[1].__class__):
            return None
        if not all(self.completions.possible(state) for state in states):
            return None
        return Witness(key, others, values, answers)

    def by_length(self, key: Key, frame: list[Any]) -> Witness | None:
        """A proof that a list in a record matters by how many records it has, all of them alike.

        Other such lists are as long, or empty; inputs with few values all have their first one, or their last.
        """
        spare = self.completions.spare
        assert spare is not None
        few = [at for at in self.inputs.unknown(frame) if self.inputs.options(at) is not None]
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
