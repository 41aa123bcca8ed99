"""What a case leaves open, laid out as conditions, and the worlds in which it was looked at."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from engine.answer.candidates import Candidates, Valued
from engine.answer.inputs import Inputs, Key
from engine.answer.pairs import Effort, Pairs
from engine.answer.state import Assignment
from engine.answer.sweeping import Step, Sweep
from engine.answer.symbolic import Lengths
from engine.answer.terms import Term, Terms, Ways
from engine.meaning.marks import ABSENT

MOST_STARTS = 4
"""From how many completions it is looked, to begin with, what single steps change."""


class LaidOut:
    """The answers under their conditions, lists that nobody gave being as long as said in either completion."""

    def __init__(
        self,
        inputs: Inputs,
        candidates: Candidates,
        terms: Terms,
        outcomes: tuple[Ways, Ways],
        lengths: tuple[Lengths, Lengths],
        keys: Iterable[Key],
        effort: Effort,
    ) -> None:
        """`keys` are the inputs in which two completions may differ, besides those met."""
        self.inputs, self.candidates, self.terms = inputs, candidates, terms
        self.outcomes, self.lengths = outcomes, lengths
        self._keys, self._effort = keys, effort
        self.worlds: list[Valued] = []
        """The worlds from which it was begun, and those of proofs."""
        self.begun: list[Valued] = []
        """The worlds from which it was begun: there all is stepped to, elsewhere only options."""
        self._elsewhere: dict[tuple[Valued, Key], list[Valued]] = {}
        self._steps: dict[Valued, dict[Key, list[Step]]] = {}

    @cached_property
    def pairs(self) -> Pairs:
        """What proposes pairs of completions: laying them out for the solver takes its time."""
        return Pairs(self.inputs, self.terms, self.outcomes, self._keys, self._effort)

    @cached_property
    def sweep(self) -> Sweep:
        """What sees what single steps change."""
        return Sweep(self.terms, self.outcomes[0])

    def steps(self, keys: Iterable[Key], here: Valued) -> list[Step]:
        """Every other value that inputs may have: options, and in a world begun from what tips some comparison over."""
        known = self._steps.setdefault(here, {})
        found: list[Step] = []
        for key in keys:
            of_key = known.get(key)
            if of_key is None:
                of_key = known[key] = list(self._each_step(key, here))
            found += of_key
        return found

    def _each_step(self, key: Key, here: Valued) -> Iterator[Step]:
        choice = self.terms.choices.get(key)
        if choice is not None:
            yield from (Step(key, option, here, True) for option, _ in choice.options)
        if key in self.terms.ordered and here in self.begun:
            yield from (Step(key, there[key], there, False) for there in self.elsewhere(key, here))

    def starts(self) -> list[Assignment]:
        """Completions to begin with, of what has few values: the ordinary one, and others more or less like it."""
        choices = self.terms.choices.values()
        ordinary = {
            choice.key: self.candidates.ordinary(choice.key)
            for choice in choices
            if self.inputs.options(choice.key) is not None
        }
        found = [ordinary]
        for turn in range(1, MOST_STARTS):
            start = {**ordinary}
            for number, choice in enumerate(choices):
                option = choice.options[number * turn % len(choice.options)][0]
                start[choice.key] = option
                if isinstance(option, Term):
                    del start[choice.key]
            found.append(start)
        return found

    def elsewhere(self, key: Key, here: Valued) -> Sequence[Valued]:
        """A world with another value of one input for each way in which the comparisons then come out."""
        found = self._elsewhere.get((here, key))
        if found is None:
            found = self._elsewhere[here, key] = list(self._moved(key, here))
        return found

    def _moved(self, key: Key, here: Valued) -> Iterator[Valued]:
        concerned, path = list(self.terms.reading(key)), self.terms.path(key)
        seen: set[tuple[Any, ...]] = set()
        if not self._answers_with(key):
            seen.add(tuple([here.of(atom) for atom in concerned]))
        for value in self.candidates.values(key, concerned, here):
            if value is not ABSENT and value != here[key]:
                there = here.moved(key, value)
                there.follow(path)
                signature = tuple([there.of(atom) for atom in concerned])
                if signature not in seen or not concerned:
                    seen.add(signature)
                    yield there

    def _answers_with(self, key: Key) -> bool:
        """Whether an answer is computed of an input: it changes with it, be all comparisons as they were."""
        answers = (value for ways in self.outcomes for _, value in ways if isinstance(value, Term))
        return any(key in value.keys for value in answers)
