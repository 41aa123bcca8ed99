"""Finds values of dates, amounts and the like under which comparisons come out as wanted.

Beginning in some world, one input after another is moved to where a comparison that fails would tip over, so that as
few as possible fail. Where that ends the values found are a proof; where it doesn't, nothing is proved.
"""

from collections.abc import Sequence
from typing import Any

from engine.answer.candidates import Candidates, Valued
from engine.answer.inputs import Key
from engine.answer.terms import Term, World

MOST_MOVES = 24

Wanted = Sequence[tuple[Term, bool]]
"""Atoms, and whether each of them is to hold."""


def realized(candidates: Candidates, wanted: Wanted, world: World, fixed: Key | None = None) -> World | None:
    """A world in which atoms come out as wanted, or None where none was found; `fixed` isn't moved."""
    tried: set[tuple[Key, Any]] = set()
    failing = _failing(candidates, wanted, world)
    for _ in range(MOST_MOVES):
        if not failing:
            return world
        moves = [
            (key, value)
            for atom, _ in failing
            for key in sorted(atom.keys)
            if key != fixed
            for value in candidates.points(key, atom, Valued(candidates, world))
            if (key, value) not in tried
        ]
        if not moves:
            return None
        found = [_failing(candidates, wanted, {**world, key: value}) for key, value in moves]
        at = min(range(len(moves)), key=lambda at: len(found[at]))
        tried.add(moves[at])
        world, failing = {**world, moves[at][0]: moves[at][1]}, found[at]
    return world if not failing else None


def _failing(candidates: Candidates, wanted: Wanted, world: World) -> list[tuple[Term, bool]]:
    """The atoms that don't come out as wanted; those of which no formula tells are left aside."""
    values = Valued(candidates, world)
    return [(atom, holds) for atom, holds in wanted if atom.keys and values.of(atom) not in (holds, None)]
