"""What folds come to over records of which it isn't known how many there are: bounds, or what holds of any number."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from dsl.arithmetic import EXACT
from dsl.frozen import NamedTuple
from engine.meaning import nodes as n
from engine.meaning.intervals import ends, may_be_none, within
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Folding, Kind


class Part(NamedTuple):
    """What a record, or each of several further ones, adds to a fold: how many there are at least and at most."""

    value: Any
    at_least: int
    at_most: int | None


def joined(parts: Iterable[Part], of_all: bool) -> Any:
    """Whether all parts hold, or any: what may not be there decides nothing, and what decides is the last looked at."""
    result: Any = of_all
    for value, at_least, at_most in parts:
        if value is of_all or at_most == 0:
            continue
        if value is None or at_least == 0:
            result = None
        else:
            return not of_all
    return result


def summed(fold: n.Fold, parts: list[Part]) -> Any:
    kind = fold.type.kind
    zero: Any = timedelta(0) if kind in n.SPANS else 0 if kind is Kind.INTEGER else Decimal(0)
    low: Any = zero
    high: Any = zero
    for value, at_least, at_most in parts:
        if value is ABSENT or at_most == 0:
            continue
        sure = 0 if is_optional(value, fold.body) else at_least
        least, greatest = ends(value)
        low = _plus(low, _times(least, sure if least is None or least >= zero else at_most))
        high = _plus(high, _times(greatest, at_most if greatest is None or greatest >= zero else sure))
    return within(low, high)


def _plus(left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    return EXACT.add(left, right) if isinstance(left, Decimal) else left + right


def _times(value: Any, number: int | None) -> Any:
    """So many times a bound; no bound where either has none, but nothing at all where there is none."""
    if value is None or value == value * 0:
        return value
    if number is None:
        return None
    return EXACT.multiply(value, Decimal(number)) if isinstance(value, Decimal) else value * number


def ordered(fold: n.Fold, parts: list[Part], position: int) -> Any:
    """The smallest, the largest or the one in a place, of the records that are or may be there."""
    there = [part for part in parts if part.value is not ABSENT and part.at_most != 0]
    if not there:
        return ABSENT
    falling = fold.folding is Folding.LARGEST
    sure: list[Any] = []
    near: list[Any] = []
    unbounded = 0
    for value, at_least, at_most in there:
        first, last = reversed(ends(value)) if falling else ends(value)
        if at_least and not is_optional(value, fold.body):
            sure += [last] * min(at_least, position)
        times = position if at_most is None else min(at_most, position)
        if first is None:
            unbounded += times
        near += [] if first is None else [first] * times
    far = None
    if len(sure) >= position >= 1:
        known = sorted((bound for bound in sure if bound is not None), reverse=falling)
        far = known[position - 1] if len(known) >= position else None
    nearest = sorted(near, reverse=falling)
    close = nearest[position - 1 - unbounded] if unbounded < position <= unbounded + len(nearest) else None
    low, high = (far, close) if falling else (close, far)
    if len(sure) < position:
        lows, highs = zip(*(ends(part.value) for part in there), strict=True)
        return within(if_all(min, lows), if_all(max, highs), True)
    return within(low, high)


def is_optional(value: Any, body: n.Node | None) -> bool:
    return body is not None and may_be_none(value, body.type.optional)


def if_all(pick: Callable[..., Any], bounds: Any, *start: Any) -> Any:
    """What is picked of some bounds; none where one of them is none."""
    return None if None in bounds else pick(bounds, *start)
