"""Finds values of dates, amounts and the like under which comparisons come out as wanted.

Beginning in some world, one input after another is moved to where a comparison that fails would tip over, so that fewer
fail. Where that ends the values found are a proof; where it doesn't, nothing is proved.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from dsl.frozen import dataclass
from engine.answer.candidates import Candidates, Valued
from engine.answer.inputs import Key
from engine.answer.terms import Term

MOST_MOVES = 24

MOST_ASTRAY = 2
"""How many of the moves may be ones after which no fewer comparisons fail."""

Wanted = tuple[Term, bool, tuple[int, ...]]
"""A comparison, whether it is to hold, and the conditions for which it is."""


@dataclass(frozen=True, slots=True)
class Realization:
    """A world, and those comparisons that don't come out in it as wanted.

    `apart` are a few of those wanted that came out so together in none of the worlds that were tried.
    """

    values: Valued
    failing: tuple[Wanted, ...]
    apart: tuple[Wanted, ...] = ()


def realized(
    candidates: Candidates, wanted: Sequence[Wanted], values: Valued, movable: Collection[Key] | None = None
) -> Realization:
    """A world in which comparisons come out as wanted as far as it was found; all inputs are moved, or only some."""
    tried: set[tuple[Key, Any]] = set()
    failing, astray = _failing(wanted, values), MOST_ASTRAY
    worlds = [values]
    for _ in range(MOST_MOVES):
        if not failing or candidates.are_spent:
            break
        best: tuple[int, Key, Any] | None = None
        concerned: dict[Key, tuple[list[Wanted], int]] = {}
        doubtful = [*failing, *[item for item in wanted if item not in failing]]
        for key, value in _moves(candidates, failing, values, movable):
            if (key, value) not in tried:
                if key not in concerned:
                    reading = [item for item in doubtful if key in item[0].keys]
                    concerned[key] = reading, sum(key not in atom.keys for atom, *_ in failing)
                reading, others = concerned[key]
                most = best[0] - others if best is not None else len(reading) + 1
                worlds.append(values.moved(key, value))
                left = others + _number_failing(reading, worlds[-1], most)
                if best is None or left < best[0]:
                    best = left, key, value
                if left < len(failing):
                    break
        if best is None or (best[0] >= len(failing) and not astray):
            break
        if best[0] >= len(failing):
            few = _apart(wanted, failing, worlds) if astray == MOST_ASTRAY else ()
            if 0 < len(few) < len(wanted) and len(frozenset().union(*(atom.keys for atom, *_ in few))) == 1:
                alone = realized(candidates, few, values, movable)
                if alone.failing:  # where a few that read one input alone can't be had, all of them can't
                    return Realization(values, tuple(failing), alone.apart)
            astray -= 1
        _, key, value = best
        tried.add((key, value))
        values = values.moved(key, value)
        failing = _failing(wanted, values)
    return Realization(values, tuple(failing), _apart(wanted, failing, worlds) if failing else ())


def _apart(wanted: Sequence[Wanted], failing: Sequence[Wanted], worlds: list[Valued]) -> tuple[Wanted, ...]:
    """One comparison that fails, and others of which one fails wherever that doesn't; all near it if it always does."""
    found = [failing[0]]
    left = [world for world in worlds if _is_so(failing[0], world)]
    if not left:
        return tuple(item for item in wanted if item[0].keys & failing[0][0].keys)
    while left:
        others = (item for item in wanted if item[0].keys and not _is_so(item, left[0]))
        found.append(max(others, key=lambda item: sum(not _is_so(item, world) for world in left)))
        left = [world for world in left if _is_so(found[-1], world)]
    return tuple(found)


def _is_so(item: Wanted, world: Valued) -> bool:
    """Whether a comparison comes out as wanted, as far as a formula tells."""
    found = world.of(item[0])
    return found is item[1] or found is None


def _moves(
    candidates: Candidates, failing: Sequence[Wanted], values: Valued, movable: Collection[Key] | None
) -> Iterator[tuple[Key, Any]]:
    """The points at which comparisons that fail would tip over, and plain values of what they read; each once."""
    read = sorted(frozenset().union(*(atom.keys for atom, *_ in failing)))
    keys = [key for key in read if movable is None or key in movable]
    seen: set[tuple[Key, Any]] = set()
    for atom, *_ in failing:
        for key in (key for key in keys if key in atom.keys):
            yield from _new(seen, key, candidates.points(key, atom, values))
    for key in keys:
        yield from _new(seen, key, candidates.plain(key))


def _new(seen: set[tuple[Key, Any]], key: Key, values: Iterable[Any]) -> Iterator[tuple[Key, Any]]:
    for value in values:
        if (key, value) not in seen:
            seen.add((key, value))
            yield key, value


def _number_failing(wanted: Sequence[Wanted], values: Valued, most: int) -> int:
    """How many comparisons don't come out as wanted; it is not counted further than `most`."""
    number = 0
    for atom, holds, _ in wanted:
        if number >= most:
            break
        found = values.of(atom)
        number += found is not holds and found is not None
    return number


def _failing(wanted: Sequence[Wanted], values: Valued) -> list[Wanted]:
    """The comparisons that don't come out as wanted; those of which no formula tells are left aside."""
    return [item for item in wanted if item[0].keys and not _is_so(item, values)]
