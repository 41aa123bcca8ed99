"""The smallest sets of facts whose change turns a yes into a no, or a no into a yes.

Every set that is given back was evaluated; none contains a smaller one that does the same. The search goes through
single facts, then pairs, then triples, and says so when it had to stop.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

from dsl.frozen import dataclass
from engine.answer.answer import Answer, Key, answer, preferred_readings
from engine.answer.search import Search
from engine.answer.state import Assignment, State
from engine.case.facts_file import AS_OF
from engine.evaluate.functions import ABSENT

MOST_EVALUATIONS = 300
"""Of the sets that turn some 150 answers of the suite, 99 in 100 were found within the first hundred."""
MOST_FILLINGS = 40
"""How many evaluations each set of changed facts gets for filling in unknown ones: most often none of them does it."""

MOST_SETS = 8
LARGEST_SET = 3
FARTHEST = timedelta(days=366)
"""How far a date is moved: what would hold a year earlier or later helps nobody."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A set of inputs with the values that turn the answer round."""

    assignment: Assignment


def flips(found: Answer, keys: list[Key]) -> tuple[tuple[Flip, ...], bool]:
    """The smallest changes to the given inputs that turn a decided answer round, and whether the search was cut short.

    Where a change alone leaves the question open, the unknown facts that then matter are filled in, too.
    """
    if found.answer not in ("yes", "no") or found.asked.root is None:
        return (), False
    return _Flipper(found).found(keys)


class _Flipper:
    def __init__(self, found: Answer) -> None:
        assert found.asked.root is not None
        case = found.case.replaced(found.case.facts, preferred_readings(found.case))
        self.search = Search(case, found.asked.root, found.asked.question.name)
        self.question = found.asked.question.name
        self.wanted = not found.value
        self.sets: list[Flip] = []
        self.bound = 0
        self.cut = False
        self.as_of: Key = (found.knowledge.layout.slot("fact", AS_OF),)

    def found(self, keys: list[Key]) -> tuple[tuple[Flip, ...], bool]:
        keys = [key for key in dict.fromkeys([*keys, self.as_of]) if self.given(key) is not None]
        for size in range(1, LARGEST_SET + 1):
            for chosen in combinations([key for key in keys if size == 1 or key != self.as_of], size):
                if self._spent():
                    return tuple(self.sets), True
                if not self._contains(chosen):
                    self._try(chosen, LARGEST_SET - size)
        return tuple(self.sets), self.cut

    def given(self, key: Key) -> Any:
        """The value of an input as it was given."""
        start = self.search.start
        if len(key) == 1:
            return start.inputs[key[0]] if key[0] not in start.lists else None
        _, rows = start.lists[key[0]]
        return rows[key[1]][key[2]]

    def _spent(self) -> bool:
        return self.search.completions.evaluations >= MOST_EVALUATIONS or len(self.sets) >= MOST_SETS

    def _contains(self, keys: tuple[Key, ...]) -> bool:
        """Whether a smaller set that does it is among the keys."""
        return any(set(flip.assignment) <= set(keys) for flip in self.sets)

    def _try(self, keys: tuple[Key, ...], room: int) -> None:
        """Other values of some inputs, the nearest to those given first; `room` unknown facts may be filled in."""
        self.bound = self.search.completions.evaluations + MOST_FILLINGS
        for values in product(*[self._others(key) for key in keys]):
            if self._spent():
                return
            state = self.search.start
            for key, value in zip(keys, values, strict=True):
                state = self.search.completions.extended(state, key, value)
            full = self._turned(state, room)
            if full is None or (self._contains(tuple(full)) and set(full) != set(keys)):
                continue
            if len(full) == 1:
                full = {keys[0]: self._nearest(keys[0], full[keys[0]])}
            if self._verified(full):
                self.sets.append(Flip(full))
                return

    def _verified(self, full: Assignment) -> bool:
        """Whether the question, answered again on the changed facts, has the other answer."""
        case = self.search.case
        facts = dict(case.facts)
        for key, value in full.items():
            name = self.search.layout.inputs[key[0]][1]
            if len(key) == 1:
                facts[name] = value
                continue
            facts[name] = [list(row) for row in facts[name]]
            facts[name][key[1]][key[2]] = value
        return answer(case.replaced(facts), self.question).answer == ("yes" if self.wanted else "no")

    def _turned(self, state: State, room: int) -> Assignment | None:
        """What was changed and filled in, if that turns the answer round."""
        outcome, met = self.search.completions.evaluate(state)
        if outcome is self.wanted:
            return state.assignment if self.search.completions.possible(state) else None
        if outcome is not None or not room or self.search.completions.evaluations >= self.bound:
            self.cut = self.cut or (outcome is None and room > 0)
            return None
        for key in met[:3]:
            if self.search.type_of(key).kind == "list":
                continue
            candidates = self.search.candidates(key, state)
            for value in sorted(candidates, key=lambda value: value is not ABSENT)[:6]:
                full = self._turned(self.search.completions.extended(state, key, value), room - 1)
                if full is not None:
                    return full
        return None

    def _others(self, key: Key) -> list[Any]:
        given = self.given(key)
        found = [value for value in self.search.candidates(key, self.search.start) if value != given]
        if isinstance(given, date):
            found = [value for value in found if not isinstance(value, type(given)) or abs(value - given) <= FARTHEST]
        if isinstance(given, date | timedelta | int) and not isinstance(given, bool):
            found.sort(key=lambda value: (not isinstance(value, type(given)), *_distance(value, given)))
        return found

    def _nearest(self, key: Key, value: Any) -> Any:
        """The value nearest to the one given that still turns the answer round, on the way to one that does."""
        given = self.given(key)
        if not isinstance(value, date) or not isinstance(given, date):
            return value
        unit = timedelta(minutes=1) if self.search.type_of(key).kind == "instant" else timedelta(days=1)
        near, far = 0, (value - given) // unit
        while abs(far - near) > 1:
            middle = (near + far) // 2
            state = self.search.completions.extended(self.search.start, key, given + middle * unit)
            turned = self.search.completions.evaluate(state)[0] is self.wanted
            turned = turned and self.search.completions.possible(state)
            near, far = (near, middle) if turned else (middle, far)
        return given + far * unit if far else value


def _distance(value: Any, given: Any) -> Iterator[Any]:
    if isinstance(value, type(given)):
        yield abs(value - given)
