"""The values that an undetermined answer can still take, as far as a bounded search finds them."""

from random import Random
from typing import Any

from engine.answer.alike import most_evaluated
from engine.answer.answer import Answer, preferred_readings
from engine.answer.candidates import Valued
from engine.answer.inputs import Key
from engine.answer.search import Search
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
    case = answer.case.replaced(answer.case.facts, preferred_readings(answer.case))
    search = Search(case, answer.asked.root, answer.asked.question.name)
    atoms = search.atoms
    usual = Valued(search.candidates, {})
    chance = Random(0)  # noqa: S311  # a fixed sequence, not a secret
    found: dict[Any, None] = {}
    pools: dict[Key, list[Any]] = {}
    most = most_evaluated(case)
    for _ in range(ROLLOUTS):
        state = search.start
        for _ in range(DEPTH):
            if search.completions.evaluations >= most:
                return ()
            outcome, met = search.completions.evaluate(state)
            if outcome is not None:
                if outcome is not ABSENT and search.completions.possible(state):
                    found[outcome] = None
                break
            if not met:
                break
            lists = [key for key in met if search.inputs.is_list(key)]
            key = chance.choice(lists or met)
            if key not in pools:
                pools[key] = search.candidates.values(key, atoms, usual)
            value = chance.choice(pools[key])
            state = search.completions.extended(state, key, (value,) if lists else value)
    return tuple(sorted(found))
