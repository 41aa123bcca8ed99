"""Completions that prove that an input matters, put together from what a search found."""

from itertools import combinations
from typing import Any

from dsl.frozen import dataclass
from engine.answer.diagram import NO, deep
from engine.answer.inputs import Key
from engine.answer.proving import Evidence
from engine.answer.search import Search
from engine.answer.state import Assignment
from engine.answer.terms import World
from engine.meaning.marks import ABSENT

WORK = 1_000_000
"""How many steps of work putting together one of them may take."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A completion of the other inputs under which one input's two values give two answers.

    Each value is an assignment: of the input alone, or of a list and what its records hold.
    """

    key: Key
    others: Assignment
    values: tuple[Assignment, Assignment]
    answers: tuple[Any, Any]


def witness(search: Search, key: Key) -> Witness | None:
    """The completion that proves that an input matters, with every value that the evaluation of it needs."""
    evidence = search.proved.get(key)
    if evidence is None:
        return None
    search.outlooks.diagrams.allowed = max(search.outlooks.diagrams.allowed, WORK)
    with deep():
        way, first, second = _way(search, evidence)
    both = _assigned(search, way, {**evidence.first.read, **(evidence.second or evidence.first).read})
    values = tuple(
        {at: value for at, value in {**both, **own}.items() if search.owner(at) == key} for own in (first, second)
    )
    others = {at: value for at, value in both.items() if search.owner(at) != key}
    return _completed(search, key, others, (values[0], values[1]))


def _way(search: Search, evidence: Evidence) -> tuple[dict[int, int], Assignment, Assignment]:
    """The options of the other variables under which the answer differs, and the two values with which it does."""
    outlooks, diagrams = search.outlooks, search.outlooks.diagrams
    if evidence.second is not None:
        difference = outlooks.difference(evidence.first.answer, evidence.second.answer)
        assert evidence.first.world is not None
        assert evidence.second.world is not None
        worlds = [_assigned(search, {}, outlook.read) for outlook in (evidence.first, evidence.second)]
        return outlooks.nearest(difference), worlds[0], worlds[1]
    variable = outlooks.terms.variables[evidence.level]
    for one, other in combinations(range(len(variable.options)), 2):
        fixed = [diagrams.fixed(evidence.first.answer, evidence.level, at) for at in (one, other)]
        difference = outlooks.difference(*fixed)
        if difference != NO:
            ways = [_assigned(search, {evidence.level: at}, evidence.first.read) for at in (one, other)]
            first, second = ({variable.key: way[variable.key]} for way in ways)
            return outlooks.nearest(difference), first, second
    raise AssertionError("what was proved can be shown")


def _assigned(search: Search, way: dict[int, int], world: World) -> Assignment:
    """The values of inputs on a way in a world."""
    found: Assignment = {}
    for key, value in world.items():
        if search.inputs.is_list(key):
            found[key] = (value,)
        elif search.inputs.options(key) is None or value in (search.inputs.options(key) or ()):
            found[key] = value
    for level, option in way.items():
        variable = search.outlooks.terms.variables[level]
        if search.inputs.options(variable.key) is not None:
            found[variable.key] = variable.options[option]
        elif variable.options[option] is ABSENT:
            found[variable.key] = ABSENT
    return found


def _completed(search: Search, key: Key, others: Assignment, values: tuple[Assignment, Assignment]) -> Witness:
    """With more inputs filled in, whichever way, until both answers are decided without looking at others."""
    while True:
        found = [search.completions.evaluate(search.state({**others, **value})) for value in values]
        met = [at for answer, unknown in found if answer is None for at in unknown]
        if not met:
            return Witness(key, others, values, (found[0][0], found[1][0]))
        for at in met:
            value = search.candidates.plain(at)[0]
            value = (value,) if search.inputs.is_list(at) else value
            if search.owner(at) == key:
                values = ({**values[0], at: values[0].get(at, value)}, {**values[1], at: values[1].get(at, value)})
            else:
                others = {**others, at: value}


def completed(search: Search) -> tuple[Assignment, ...]:
    """A few completions of a case on whose answer all agree, each with other values of what leaves it open."""
    found: list[Assignment] = []
    for turn in range(MOST_COMPLETED):
        assignment: Assignment = {}
        while True:
            answer, met = search.completions.evaluate(search.state(assignment))
            if answer is not None or not met:
                break
            for key in met:
                values = search.candidates.plain(key)
                value = values[turn % len(values)]
                assignment = {**assignment, key: (value,) if search.inputs.is_list(key) else value}
        if answer is not None and search.completions.possible(search.state(assignment)):
            found.append(assignment)
    return tuple(found)


MOST_COMPLETED = 12
