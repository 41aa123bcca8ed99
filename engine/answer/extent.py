"""The values that an undetermined answer can still take, as far as a bounded search finds them."""

from functools import cached_property
from random import Random
from typing import Any

from engine.answer.alike import most_evaluated
from engine.answer.answer import Answer, preferred_readings
from engine.answer.candidates import Valued
from engine.answer.inputs import Key
from engine.answer.search import Search
from engine.answer.state import Completions, State
from engine.meaning.marks import ABSENT

ROLLOUTS = 150
DEPTH = 40
_DAYS = {"date", "instant", "moment"}
_UNBOUNDED = {"money", "decimal", "integer", "percent"} | _DAYS


def extent(answer: Answer) -> tuple[Any, ...]:
    """The values found, in order; empty where a missing fact is itself an amount, for that bounds nothing.

    Empty as well where there are too many records for the search to come to its end: part of it would tell too little.

    A date has no range either where a list of events is missing: it is counted from dates that were merely tried.

    Unknown facts are filled in at random, the same way each time, with values on either side of what the text
    compares them with. Readings are as preferred.
    """
    kinds = {missing.fact.type.kind for missing in (*answer.missing, *answer.outside)}
    if answer.asked.root is None or answer.case.more or kinds & _UNBOUNDED:
        return ()
    if answer.asked.type.kind in _DAYS and "list" in kinds:
        return ()
    most = most_evaluated(answer.case)
    if most < ROLLOUTS:  # each takes an evaluation
        return ()
    case = answer.case.replaced(answer.case.facts, preferred_readings(answer.case))
    search = Search(case, answer.asked.root, answer.asked.question.name)
    atoms = search.atoms
    usual = Valued(search.candidates, {})
    chance = Random(0)  # noqa: S311  # a fixed sequence, not a secret
    found: dict[Any, None] = {}
    pools: dict[Key, list[Any]] = {}
    start, left = _Reached(search.completions, search.start), most - search.completions.evaluations
    for _ in range(ROLLOUTS):
        reached = start
        for _ in range(DEPTH):
            if left <= 0:
                return ()
            left -= 1
            outcome, met = reached.evaluated
            if outcome is not None:
                if outcome is not ABSENT and reached.is_possible:
                    found[outcome] = None
                break
            if not met:
                break
            lists = [key for key in met if search.inputs.is_list(key)]
            key = chance.choice(lists or met)
            if key not in pools:
                pools[key] = search.candidates.values(key, atoms, usual)
            number = chance.randrange(len(pools[key]))
            value = pools[key][number]
            reached = reached.next(key, number, (value,) if lists else value)
    return tuple(sorted(found))


class _Reached:
    """A state to which filling in led, looked at once however often it is reached in the same way."""

    def __init__(self, completions: Completions, state: State) -> None:
        self._completions, self._state = completions, state
        self._next: dict[tuple[Key, int], _Reached] = {}

    @cached_property
    def evaluated(self) -> tuple[Any, list[Key]]:
        """What it comes to, and the unknown inputs because of which that is open."""
        return self._completions.evaluate(self._state)

    @cached_property
    def is_possible(self) -> bool:
        """Whether all that was filled in can be true."""
        return self._completions.possible(self._state)

    def next(self, key: Key, number: int, value: Any) -> "_Reached":
        """The state with one more input filled in, by a value that goes by its number."""
        if (key, number) not in self._next:
            extended = self._completions.extended(self._state, key, value)
            self._next[key, number] = _Reached(self._completions, extended)
        return self._next[key, number]
