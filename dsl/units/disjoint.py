"""Whether two conditions, as they are written, can never hold at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import product

from dsl.surface import syntax as s

_OPPOSITE = {
    "less": "at_least", "at_least": "less", "more": "at_most", "at_most": "more", "equal": "unequal", "is": "is_not",
}  # fmt: skip
_Stretch = tuple[Fraction | None, bool, Fraction | None, bool]
"""From where to where, each with whether the end belongs to it; None where it goes on."""


def are_disjoint(
    one: tuple[s.Expression, ...], other: tuple[s.Expression, ...], names: Mapping[str, s.Statement]
) -> bool:
    """Whether some part of one condition refuses some part of the other. It sees what is written, not what it means:

    a thing and its negation, two options, two stretches of one thing that don't meet. No says only that it isn't seen.
    """
    pairs = product(_conjuncts(one), _conjuncts(other))
    return any(_refuse(left, right, names) for left, right in pairs)


def _conjuncts(conditions: tuple[s.Expression, ...]) -> Iterator[s.Expression]:
    for condition in conditions:
        if isinstance(condition, s.Operation) and condition.operator == "and":
            yield from _conjuncts(condition.operands)
        else:
            yield condition


def _refuse(left: s.Expression, right: s.Expression, names: Mapping[str, s.Statement]) -> bool:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, s.Operation) and one.operator == "not" and one.operands[0] == other:
            return True
        if (
            isinstance(one, s.Operation)
            and isinstance(other, s.Operation)
            and _OPPOSITE.get(one.operator) == other.operator
            and one.operands == other.operands
        ):
            return True
    subject, other_subject = _options(left, names), _options(right, names)
    if subject and other_subject and subject[0] == other_subject[0]:
        return not subject[1] & other_subject[1]
    stretch, other_stretch = _stretch(left), _stretch(right)
    return bool(
        stretch
        and other_stretch
        and stretch[:2] == other_stretch[:2]
        and (_apart(stretch[2], other_stretch[2]) or _apart(other_stretch[2], stretch[2]))
    )


def _options(condition: s.Expression, names: Mapping[str, s.Statement]) -> tuple[s.Expression, frozenset[str]] | None:
    """What a condition is about and the options of which it must be one."""
    match condition:
        case s.Operation(operator="is", operands=(subject, s.Name(text=option))) if option not in names:
            return subject, frozenset({option})
        case s.Membership(operand=subject, options=options):
            return subject, frozenset(option.text for option in options)
        case _:
            return None


def _stretch(condition: s.Expression) -> tuple[s.Expression, str, _Stretch] | None:
    """What a comparison with a constant is about, in which unit, and the stretch in which it holds."""
    match condition:
        case s.Operation(operator=operator, operands=(subject, s.Literal() as bound)) if bound.kind in (
            "number", "percent", "money", "quantity", "date",
        ):  # fmt: skip
            at = _place(bound)
        case _:
            return None
    if at is None:
        return None
    unit = f"{bound.kind} {bound.unit.rstrip('s')}"
    match operator:
        case "less" | "at_most":
            return subject, unit, (None, False, at, operator == "at_most")
        case "more" | "at_least":
            return subject, unit, (at, operator == "at_least", None, False)
        case "equal":
            return subject, unit, (at, True, at, True)
        case _:
            return None


def _place(bound: s.Literal) -> Fraction | None:
    """Where a bound stands among those of its kind and unit; None for a date that isn't one."""
    if bound.kind != "date":
        return Fraction(bound.text)
    try:
        return Fraction(date.fromisoformat(bound.text).toordinal())
    except ValueError:
        return None


def _apart(lower: _Stretch, upper: _Stretch) -> bool:
    """Whether one stretch ends before another begins."""
    end, is_closed = lower[2], lower[3]
    start, begins_closed = upper[0], upper[1]
    if end is None or start is None:
        return False
    return end < start or (end == start and not (is_closed and begins_closed))
