"""What was computed in one frame, in another that differs from it in a few inputs."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from engine.meaning import nodes as n
from engine.meaning.marks import MAY_GO_ON
from engine.meaning.meaning import Leaf, Meaning


def carry_over(
    meaning: Meaning, root: n.Definition, computed: list[Any], fresh: list[Any], apart: Collection[n.Definition] = ()
) -> None:
    """Puts into a fresh frame what was computed in another for `root`, and rests on nothing in which they differ.

    They differ in inputs, and in what stands `apart`: it comes to something else than what it is computed from.
    """
    if computed[-1] is MAY_GO_ON or fresh[-1] is MAY_GO_ON:
        return
    otherwise, changed = _otherwise(meaning, computed, fresh), {id(definition) for definition in apart}
    same: dict[str, list[int]] = {}
    for definition in meaning.reached(root):
        if apart and any(id(meaning.definition_of(node)) in changed for node in definition.mentions):
            changed.add(id(definition))
        differs = id(definition) in changed or not otherwise.isdisjoint(meaning.leaves(definition))
        if definition.of is not n.Defines.ROOT and not differs:
            same.setdefault(definition.record, []).append(definition.slot)
    for record, slots in same.items():
        holders = [meaning.layout.holders(record, frame) for frame in (computed, fresh)]
        for (old, _), (new, _) in zip(*holders, strict=True):
            for slot in slots:
                new[slot] = old[slot]


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
        records = one[at] or [], other[at] or []
        if (one[at] is None) is not (other[at] is None) or len(records[0]) != len(records[1]):
            found |= {("", at), *((kind, column) for column in columns)}
            continue
        for mine, theirs in zip(*records, strict=True):
            found |= {(kind, column) for column in columns if not _is_same(mine[column], theirs[column])}
    return found


def _is_same(one: Any, other: Any) -> bool:
    """Whether two inputs are the same, down to the digits with which a number is written."""
    if one is other or type(one) is not type(other):
        return one is other
    return str(one) == str(other) if isinstance(one, Decimal) else bool(one == other)
