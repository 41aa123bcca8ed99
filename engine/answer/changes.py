"""The smallest sets of facts whose change turns a yes into a no, or a no into a yes.

Every set that is given back was evaluated; none contains a smaller one that does the same. The search goes through
single facts, then pairs, then triples, and says so when it had to stop.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

from dsl.frozen import dataclass
from dsl.moment import Moment, is_open
from engine.answer.alike import LEAST_EVALUATIONS, most_evaluated
from engine.answer.answer import Answer, preferred_readings
from engine.answer.answering import answer
from engine.answer.candidates import Candidates, Valued
from engine.answer.guesses import apart, is_day, moved
from engine.answer.inputs import Key, inputs_of
from engine.answer.state import Assignment, Completions, State
from engine.answer.symbolic import comparisons
from engine.case.case import AS_OF
from engine.meaning.marks import ABSENT

MOST_EVALUATIONS = 300
"""Of the sets that turn some 150 answers of the suite, 99 in 100 were found within the first hundred."""
MOST_FILLINGS = 40
"""How many evaluations each set of changed facts gets for filling in unknown ones: most often none of them does it."""

MOST_SETS = 8
LARGEST_SET = 3
_DAY = timedelta(days=1)
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
    if most_evaluated(found.case) < LEAST_EVALUATIONS:
        return (), True
    return _Flipper(found, keys).found()


class _Flipper:
    def __init__(self, found: Answer, keys: list[Key]) -> None:
        root = found.asked.root
        assert root is not None
        self.told = found.case.replaced(found.case.facts, preferred_readings(found.case))
        self.case = self.told.closed()  # what turns it round without further records is tried with them
        self.question, self.layout = found.asked.question.name, found.knowledge.layout
        self.inputs = inputs_of(found.knowledge)
        self.knowledge, self.root = found.knowledge, root
        self.completions = Completions(self.case, self._noting, self._decision)
        self.start = State.of(self.case)
        self.wanted = not found.value
        self.sets: list[Flip] = []
        self.bound = 0
        self.cut = False
        dated = AS_OF in found.knowledge.program.facts
        self.as_of: Key | None = (self.layout.slot("fact", AS_OF),) if dated else None
        every = [*([self.as_of] if self.as_of is not None else []), *keys]
        self.keys = [key for key in dict.fromkeys(every) if self.given(key) is not None]
        opened, in_days = self._opened(), is_open(self.case.facts.get(AS_OF))
        self.candidates = Candidates(self.inputs, self.case.as_of, opened, in_days=in_days)
        self.atoms = comparisons(self.inputs, opened, self.inputs.meaning.asked(root))

    def _decision(self, frame: list[Any]) -> Any:
        return self.knowledge.decision(self.question)(frame)

    def _noting(self, frame: list[Any]) -> Any:
        """The same, with the unknown inputs that it meets noted: most changes leave nothing open, and never need it."""
        return self.knowledge.recording(self.root, self.question)(frame)

    def _opened(self) -> list[Any]:
        """The frame of the case without the inputs that may be changed: what is compared with them is looked at."""
        frame = self.case.frame()
        for key in self.keys:
            if len(key) == 1:
                frame[key[0]] = None
            else:
                frame[key[0]][key[1]][key[2]] = None
        return frame

    def _values(self, key: Key, state: State) -> list[Any]:
        """Values worth trying for an input, the others as they were given or changed."""
        given = {other: self.given(other) for other in self.keys}
        world = {
            other: value
            for other, value in {**given, **state.assignment}.items()
            if self.inputs.options(other) is None and value is not ABSENT and not self.inputs.is_list(other)
        }
        return self.candidates.values(key, self.atoms, Valued(self.candidates, world))

    def found(self) -> tuple[tuple[Flip, ...], bool]:
        for size in range(1, LARGEST_SET + 1):
            for chosen in combinations([key for key in self.keys if size == 1 or key != self.as_of], size):
                if self._spent():
                    return tuple(self.sets), True
                if not self._contains(chosen):
                    self._try(chosen, LARGEST_SET - size)
        return tuple(self.sets), self.cut

    def given(self, key: Key) -> Any:
        """The value of an input as it was given."""
        return self._told(self.start, key)

    def _told(self, state: State, key: Key) -> Any:
        if len(key) == 1:
            return state.inputs[key[0]] if key[0] not in state.lists else None
        _, rows = state.lists[key[0]]
        return rows[key[1]][key[2]]

    def _spent(self) -> bool:
        return self.completions.evaluations >= MOST_EVALUATIONS or len(self.sets) >= MOST_SETS

    def _contains(self, keys: tuple[Key, ...]) -> bool:
        """Whether a smaller set that does it is among the keys."""
        return any(set(flip.assignment) <= set(keys) for flip in self.sets)

    def _try(self, keys: tuple[Key, ...], room: int) -> None:
        """Other values of some inputs, the nearest to those given first; `room` unknown facts may be filled in."""
        self.bound = self.completions.evaluations + MOST_FILLINGS
        for values in product(*[self._others(key) for key in keys]):
            if self._spent():
                return
            state = self.start
            for key, value in zip(keys, values, strict=True):
                state = self.completions.extended(state, key, value)
            full = self._turned(state, room)
            if full is None or (self._contains(tuple(full)) and set(full) != set(keys)):
                continue
            full = self._plainer(keys, full)
            if self._verified(full):
                self.sets.append(Flip(full))
                return

    def _verified(self, full: Assignment) -> bool:
        """Whether the question, answered again on the changed facts, has the other answer."""
        case = self.told
        facts = dict(case.facts)
        for key, value in full.items():
            name = self.layout.inputs[key[0]][1]
            if len(key) == 1:
                facts[name] = value
                continue
            facts[name] = [list(row) for row in facts[name]]
            facts[name][key[1]][key[2]] = value
        return answer(case.replaced(facts), self.question).answer == ("yes" if self.wanted else "no")

    def _turned(self, state: State, room: int) -> Assignment | None:
        """What was changed and filled in, if that turns the answer round."""
        outcome = self.completions.answer(state)
        if outcome is self.wanted:
            return state.assignment if self.completions.possible(state) else None
        if outcome is not None or not room or self.completions.evaluations >= self.bound:
            self.cut = self.cut or (outcome is None and room > 0)
            return None
        for key in self.completions.evaluated(state)[1][:3]:
            if self.inputs.is_list(key) or is_open(self._told(state, key)):  # an hour alone is nothing to change
                continue
            candidates = self._values(key, state)
            for value in sorted(candidates, key=lambda value: value is not ABSENT)[:6]:
                full = self._turned(self.completions.extended(state, key, value), room - 1)
                if full is not None:
                    return full
        return None

    def _others(self, key: Key) -> list[Any]:
        given = self.given(key)
        found = [value for value in self._values(key, self.start) if value != given]
        if isinstance(given, date | Moment):
            found = [
                value for value in found if not isinstance(value, type(given)) or abs(apart(value, given)) <= FARTHEST
            ]
        if isinstance(given, date | Moment | timedelta | int) and not isinstance(given, bool):
            found.sort(key=lambda value: (not isinstance(value, type(given)), *_distance(value, given)))
        return found

    def _plainer(self, keys: tuple[Key, ...], full: Assignment) -> Assignment:
        """A change that is plainer to tell: what was filled in happens when something told or changed happens.

        The one date that is changed lies as near to the one given as it can.
        """
        for filled in [key for key in full if key not in keys]:
            for value in self._at_other_times(full, filled):
                if self._turns({**full, filled: value}):
                    full = {**full, filled: value}
                    break
        if len(keys) > 1:
            return full
        (changed,) = keys
        as_changed = [key for key, value in full.items() if key != changed and value == full[changed]]

        def to(value: Any) -> Assignment:
            return {**full, changed: value, **dict.fromkeys(as_changed, value)}

        return self._nearest(changed, full[changed], to)

    def _at_other_times(self, full: Assignment, filled: Key) -> Iterator[Any]:
        """The times that were told or changed, other than the one filled in: the changed ones first."""
        value = full[filled]
        if not isinstance(value, date | Moment):
            return
        told = [other for key, other in full.items() if key != filled]
        told += [self.given(key) for key in self.keys if key not in full]
        yield from (other for other in told if type(other) is type(value))

    def _turns(self, changed: Assignment) -> bool:
        state = self.start
        for key, value in changed.items():
            state = self.completions.extended(state, key, value)
        return self.completions.answer(state) is self.wanted and self.completions.possible(state)

    def _nearest(self, key: Key, value: Any, to: Callable[[Any], Assignment]) -> Assignment:
        """What turns the answer round with the value nearest to the one given, on the way to one that does.

        On another day it is the hour given, if that turns it round as well.
        """
        given = self.given(key)
        if not isinstance(value, date | Moment) or not isinstance(given, date | Moment):
            return to(value)
        if is_day(given):
            return self._stepped(given, value, _DAY, to) or to(value)
        near = self._stepped(given, value, timedelta(minutes=1), to) or to(value)
        if abs(apart(near[key], given)) < _DAY:
            return near
        by_day = self._stepped(given, value, _DAY, to)
        return by_day if by_day is not None and self._turns(by_day) else near

    def _stepped(self, given: Any, value: Any, unit: timedelta, to: Callable[[Any], Assignment]) -> Assignment | None:
        """The fewest steps from what was given towards a value that turn the answer round; None if it takes none."""
        near, far = 0, apart(value, given) // unit
        while abs(far - near) > 1:
            middle = (near + far) // 2
            near, far = (near, middle) if self._turns(to(moved(given, unit, middle))) else (middle, far)
        return to(moved(given, unit, far)) if far else None


def _distance(value: Any, given: Any) -> Iterator[Any]:
    if isinstance(value, type(given)):
        yield abs(apart(value, given))
