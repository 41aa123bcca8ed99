"""Comparisons that ask the same of two records in reach: of a record with itself they are known whatever is told.

A failure whose day nobody knows is of the same month as itself, and it begins no earlier than it does.
"""

from engine.meaning import nodes as n

Levels = tuple[int, int]
"""The levels of two records in reach, the outer one first."""

_IRREFLEXIVE = frozenset({n.Relation.LESS, n.Relation.MORE, n.Relation.UNEQUAL})


def mirrored(left: n.Node, right: n.Node) -> Levels | None:
    """The two records of which both sides of a comparison are the same; None where they differ in more than these."""
    levels = set[Levels]()
    if not _is_alike(left, right, levels) or len(levels) != 1:
        return None
    return levels.pop()


def of_itself(compare: n.Compare) -> bool | None:
    """What a mirrored comparison comes to where both records are one; None where that may be *none*."""
    if compare.relation in _IRREFLEXIVE:
        return False
    return None if compare.left.type.optional else True


def _is_alike(left: n.Node, right: n.Node, levels: set[Levels]) -> bool:
    """Whether two nodes are the same but for the records that they look at."""
    match left, right:
        case (n.Field(level=one), n.Field(level=other)) if (left.record, left.column) == (right.record, right.column):
            return _is_paired(one, other, levels)
        case (n.Named(level=int() as one), n.Named(level=int() as other)) if left.slot == right.slot:
            return left.record == right.record and _is_paired(one, other, levels)
        case (n.Call(), n.Call()) if left.function == right.function:
            pairs = zip(left.arguments, right.arguments, strict=True)
            return all(_is_alike(one, other, levels) for one, other in pairs)
        case (n.Apply(), n.Apply()) if left.operator is right.operator:
            return _is_alike(left.left, right.left, levels) and _is_alike(left.right, right.right, levels)
        case _:
            return left is right


def _is_paired(one: int, other: int, levels: set[Levels]) -> bool:
    if one != other:
        levels.add((min(one, other), max(one, other)))
    return True
