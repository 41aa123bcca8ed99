"""Of several bounds against which one thing is held alike, the closest: the others tell nothing more."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.frozen import NamedTuple
from engine.explain.step import Compared, OfRecord, Step, name_of
from engine.explain.values import apart

_ORDERING = frozenset(["less", "at_most", "more", "at_least"])


class _Held(NamedTuple):
    """A thing by its name and record, by which operator it is held against a bound, and what that came to."""

    thing: str
    record: int
    operator: str
    value: bool


def closest(steps: Iterable[Step]) -> list[Step]:
    """Steps without the comparisons whose bound is farther than that of another one, which came out alike."""
    found = list(steps)
    near: dict[tuple[_Held, type], tuple[Any, int]] = {}
    for at, step in enumerate(found):
        if (held := _held(step)) is not None:
            key, distance = (held[0], type(held[1])), held[1]
            if key not in near or distance < near[key][0]:
                near[key] = distance, at
    kept = {at for _, at in near.values()}
    return [step for at, step in enumerate(found) if at in kept or _held(step) is None]


def _held(step: Step) -> tuple[_Held, timedelta | Decimal | Fraction] | None:
    """How a thing is held against a bound, and how far the two are apart; None of what is not told apart so."""
    if step.kind != "comparison" or not isinstance(step.detail, Compared) or not isinstance(step.value, bool):
        return None
    (one, other), (thing, record) = step.detail.found[:2], _thing(step.detail.subjects[0])
    is_told_apart = step.subject.operator in _ORDERING and (thing or apart(one, other) is not None)
    distance = _distance(one, other) if is_told_apart else None
    return None if distance is None else (_Held(thing, record, step.subject.operator, step.value), distance)


def _thing(subject: Any) -> tuple[str, int]:
    """The name of what is held against a bound, empty of what is computed there, and the number of its record, or 0."""
    match subject:
        case OfRecord():
            return name_of(subject), subject.number
        case _:
            return name_of(subject), 0


def _distance(one: Any, other: Any) -> timedelta | Decimal | Fraction | None:
    if (moments := apart(one, other)) is not None:
        return moments.span
    match one, other:
        case timedelta(), timedelta():
            return abs(one - other)
        case bool(), _:
            return None
        case int() | Decimal(), int() | Decimal():
            return abs(Decimal(one) - Decimal(other))
        case Fraction(), Fraction():
            return abs(one - other)
    return None
