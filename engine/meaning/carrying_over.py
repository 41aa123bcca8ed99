"""What was computed in one frame, in another that differs from it in a few inputs."""

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

from engine.meaning import nodes as n
from engine.meaning.bounds import OutOfRangeError
from engine.meaning.intervals import Interval, OpenList, ends, told
from engine.meaning.marks import OUT_OF_RANGE, PENDING
from engine.meaning.meaning import Leaf, Meaning

Value = Callable[[n.Definition, tuple[list[Any], ...]], Any]
"""Computes a definition, on the records in reach."""


def carry_over(
    meaning: Meaning,
    root: n.Definition,
    computed: list[Any],
    fresh: list[Any],
    apart: Collection[n.Definition] = (),
    value: Value | None = None,
) -> None:
    """Puts into a fresh frame what was computed in another for `root`, and rests on nothing in which they differ.

    They differ in inputs, and in what stands `apart`: it comes to something else than what it is computed from. With
    `value`, which computes a definition in the fresh frame, what an input changes is computed there at once: where it
    comes to the same, what rests on it is taken over as well.
    """
    otherwise, changed = _otherwise(meaning, computed, fresh), set(apart)
    if computed[-2] is OUT_OF_RANGE:
        value = None

    @cache
    def holders(record: str) -> list[tuple[list[Any], list[Any]]]:
        return list(zip(*(_holders(meaning, record, frame) for frame in (computed, fresh)), strict=True))

    for definition in meaning.reached(root):
        if definition.of is n.Defines.ROOT:
            continue
        at = definition.slot
        rests = changed.isdisjoint(map(meaning.definition_of, definition.mentions)) and definition not in changed
        if rests and otherwise.isdisjoint(meaning.looked_at(definition)):
            for old, new in holders(definition.record):
                new[at] = old[at]
        elif value is None or not all(
            _comes_to_the_same(definition, old, new, value) for old, new in holders(definition.record)
        ):
            changed.add(definition)


def _comes_to_the_same(definition: n.Definition, old: list[Any], new: list[Any], value: Value) -> bool:
    """Whether what was computed before is computed anew; what nothing asked for before bears on nothing."""
    before = old[definition.slot]
    if before is PENDING:
        return True
    try:
        now = value(definition, (new,) if definition.record else ())
    except OutOfRangeError:
        return False
    return not isinstance(now, list | OpenList) and _is_same(before, now)


def _holders(meaning: Meaning, record: str, frame: list[Any]) -> Iterator[list[Any]]:
    """Where something is kept that is computed, in what stands for further records of a list as well."""
    layout = meaning.layout
    yield from (holder for holder, _ in layout.holders(record, frame))
    lists = (frame[layout.slot("fact", name)] for name, kind in layout.lists.items() if kind == record)
    yield from (listed.further for listed in lists if isinstance(listed, OpenList))


def _otherwise(meaning: Meaning, one: list[Any], other: list[Any]) -> set[Leaf]:
    """The kinds of inputs in which two frames differ. Where one has other records, all of these."""
    layout, found = meaning.layout, set[Leaf]()
    kinds = {layout.slot("fact", name): kind for name, kind in layout.lists.items()}
    for at in range(len(layout.inputs)):
        kind = kinds.get(at)
        if kind is None:
            if not _is_same(one[at], other[at]):
                found.add(("", at))
            continue
        columns = range(len(meaning.program.records[kind].fields))
        records = told(one[at]), told(other[at])
        if _bounds(one[at]) != _bounds(other[at]) or len(records[0]) != len(records[1]):
            found |= {("", at), *((kind, column) for column in columns)}
            continue
        for mine, theirs in zip(*records, strict=True):
            found |= {(kind, column) for column in columns if not _is_same(mine[column], theirs[column])}
    return found


def _bounds(listed: Any) -> Any:
    """What there is of a list besides the records told: whether it is known, and how it may go on."""
    return (listed.at_most, listed.is_apart()) if isinstance(listed, OpenList) else listed is None


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values are the same, down to the digits with which a number is written."""
    if isinstance(one, Interval) and isinstance(other, Interval):
        return one.optional is other.optional and all(map(_is_same, ends(one), ends(other)))
    if one is other or type(one) is not type(other):
        return one is other
    return str(one) == str(other) if isinstance(one, Decimal) else bool(one == other)
