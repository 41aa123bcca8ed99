"""What one step changes, looked at from many completions at once.

A condition is a whole number here, of which each bit says whether it holds in one completion. The completions stand in
blocks: the first are those from which it is looked, then come, for each step, the same with that step taken. What one
step changes is only a proposal, as what a solver finds is; but of all steps it is seen together.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any

from dsl.frozen import dataclass
from engine.answer.candidates import Valued, computed
from engine.answer.circuit import YES
from engine.answer.inputs import Key
from engine.answer.state import Assignment
from engine.answer.terms import Term, Terms, Ways


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """An input with an option, or with another value in another world."""

    key: Key
    value: Any
    there: Valued
    is_option: bool

    def taken(self, start: Assignment) -> Assignment:
        """The inputs with few values once the step is taken; one that exists has its value in the world."""
        if self.is_option and not isinstance(self.value, Term):
            return {**start, self.key: self.value}
        return {at: value for at, value in start.items() if at != self.key}


class Sweep:
    """Sees what steps change of the answers under their conditions."""

    def __init__(self, terms: Terms, outcomes: Ways) -> None:
        self.terms, self.circuit, self.outcomes = terms, terms.circuit, outcomes
        composed = [(condition, term) for term, condition in terms.atoms.items() if term.is_composed]
        self.plain = [(condition, term) for term, condition in terms.atoms.items() if not term.is_composed]
        self.made: list[tuple[int, Any]] = sorted([*self.circuit.gates, *composed], key=lambda made: made[0])
        self.options = [
            (choice.key, option, None if isinstance(option, Term) else option, condition)
            for choice in terms.choices.values()
            for option, condition in (choice.options[1:] if len(choice.options) == 2 else choice.options)
        ]
        """Of each input with few values the options, what completions have for them, and the conditions; one of two."""

    def changed(
        self, starts: Sequence[Assignment], here: Valued, steps: Sequence[Step]
    ) -> Iterator[tuple[Step, Assignment]]:
        """The steps that change the answer in a world, each with the first of the completions in which it does."""
        count = len(starts)
        own = (1 << count) - 1
        whole = (1 << count * (len(steps) + 1)) - 1
        repeated = whole // own
        blocks = [(step, own << at * count) for at, step in enumerate(steps, 1)]
        masks = _Columns(self, starts, here, blocks, whole).answers()
        apart = reduce(or_, [(mask & own) * repeated & ~mask for mask in masks], 0) & reduce(or_, masks, 0)
        for at, step in enumerate(steps, 1):
            changed = apart >> at * count & own
            if changed:
                yield step, starts[(changed & -changed).bit_length() - 1]


class _Columns:
    """What every condition comes to in each of the completions."""

    def __init__(
        self,
        sweep: Sweep,
        starts: Sequence[Assignment],
        here: Valued,
        steps: list[tuple[Step, int]],
        whole: int,
    ) -> None:
        self._sweep, self._here, self._whole = sweep, here, whole
        self._chosen: dict[Key, list[tuple[Step, int]]] = {}
        self._moved: dict[Key, list[tuple[Step, int]]] = {}
        for step, block in steps:
            (self._chosen if step.is_option else self._moved).setdefault(step.key, []).append((step, block))
        self._known: dict[Term, list[tuple[Any, int]]] = {}
        self._found = [0] * (2 * sweep.circuit.size + 1)
        self._put(YES, whole)
        self._choose(starts, whole // ((1 << len(starts)) - 1))
        self._compare()
        found = self._found
        for condition, made in sweep.made:
            if made.__class__ is Term:
                mask = next((mask for value, mask in self._values(made) if value is True), 0)
            elif made[0] == 0:
                _, test, yes, no = made
                mask = found[test] & found[yes] | found[-test] & found[no]
            else:
                mask = whole
                for part in made:
                    mask &= found[part]
            found[condition], found[-condition] = mask, whole ^ mask

    def _put(self, condition: int, mask: int) -> None:
        self._found[condition], self._found[-condition] = mask, self._whole ^ mask

    def _choose(self, starts: Sequence[Assignment], repeated: int) -> None:
        """What is known of inputs with few values; one without few values exists, or is none."""
        found, whole = self._found, self._whole
        stepped: dict[tuple[Key, Any], int] = {}
        others: dict[Key, int] = {}
        for key, steps in self._chosen.items():
            others[key] = whole
            for step, block in steps:
                others[key] ^= block
                stepped[key, step.value] = block
        bits = [(1 << at, start) for at, start in enumerate(starts)]
        masks = {0: 0}
        for key, option, told, condition in self._sweep.options:
            at = 0
            for bit, start in bits:
                if start.get(key) == told:
                    at |= bit
            mask = masks.get(at)
            if mask is None:
                mask = masks[at] = at * repeated
            if key in others:
                mask = mask & others[key] | stepped.get((key, option), 0)
            found[condition], found[-condition] = mask, whole ^ mask

    def _compare(self) -> None:
        """How comparisons come out; those of which no formula tells do not hold."""
        of, whole = self._here.of, self._whole
        found: dict[int, int] = {}
        for condition, term in self._sweep.plain:
            found[condition] = whole if of(term) is True else 0
        for key, steps in self._moved.items():
            reading = self._sweep.terms.reading(key)
            for step, block in steps:
                for term, condition in reading.items():
                    if not term.is_composed and (step.there.of(term) is True) is not (of(term) is True):
                        found[condition] ^= block
        for condition, mask in found.items():
            self._put(condition, mask)

    def answers(self) -> list[int]:
        """In which completions each of the answers is reached."""
        found: dict[Any, int] = {}
        for condition, value in self._sweep.outcomes:
            reached = self._found[condition]
            for answer, mask in self._values(value):
                name = answer.__class__, answer
                found[name] = found.get(name, 0) | mask & reached
        return list(found.values())

    def _values(self, value: Any) -> list[tuple[Any, int]]:
        """What a term comes to in which completions, as far as that is told; anything else is its own value."""
        if value.__class__ is not Term:
            return [(value, self._whole)]
        found = self._known.get(value)
        if found is None:
            several = self._composed(value) if value.is_composed else self._by_world(value)
            merged: dict[Any, tuple[Any, int]] = {}
            for one, mask in several:
                name = one.__class__, one
                merged[name] = one, merged.get(name, (one, 0))[1] | mask
            found = self._known[value] = list(merged.values())
        return found

    def _by_world(self, term: Term) -> Iterator[tuple[Any, int]]:
        rest = self._whole
        for key in self._moved.keys() & term.keys:
            for step, block in self._moved[key]:
                rest ^= block
                yield step.there.of(term), block
        yield self._here.of(term), rest

    def _composed(self, term: Term) -> Iterator[tuple[Any, int]]:
        if term.ways:
            for condition, value in term.ways:
                reached = self._found[condition]
                yield from ((one, mask & reached) for one, mask in self._values(value) if mask & reached)
            return
        joined: list[tuple[tuple[Any, ...], int]] = [((), self._whole)]
        for part in term.parts:
            values = self._values(part)
            joined = [((*given, one), mask & where) for given, where in joined for one, mask in values if mask & where]
        self._here.candidates.work += len(joined)
        for given, mask in joined:
            yield (None if None in given else computed(term, given)), mask
