"""Values that are known only within bounds, as they come of a list that may go on, and lists that may.

Everything here is exact and only ever widens: whatever a value turns out to be lies within the bounds.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from dsl.frozen import dataclass
from engine.meaning.marks import ABSENT


@dataclass(frozen=True, slots=True)
class Interval:
    """A value of a kind that has an order, known only within bounds: None where there is none on that side.

    `optional` says that it may also be *none*. Where nothing at all is known, a value is not an interval but None.
    """

    at_least: Any
    at_most: Any
    optional: bool = False

    def holds(self, value: Any) -> bool:
        """Whether a known value lies within the bounds."""
        if value is ABSENT:
            return self.optional
        return (self.at_least is None or self.at_least <= value) and (self.at_most is None or value <= self.at_most)


def within(at_least: Any, at_most: Any, optional: bool = False) -> Any:
    """The value known within two bounds: itself where they meet, None where there are none."""
    if at_least is None and at_most is None:
        return None
    if at_least == at_most and not optional:
        return at_least
    return Interval(at_least, at_most, optional)


def ends(value: Any) -> tuple[Any, Any]:
    """The least and the greatest that a value other than *none* can be."""
    return (value.at_least, value.at_most) if isinstance(value, Interval) else (value, value)


def may_be_none(value: Any, optional: bool) -> bool:
    """Whether a value may be *none*; `optional` says whether its type allows that."""
    if isinstance(value, Interval):
        return value.optional
    return value is ABSENT or (value is None and optional)


def hull(values: Iterable[Any], ordered: bool, optional: bool = False) -> Any:
    """What is known of one of several values, whichever it is; `ordered` says whether their kind has an order."""
    found = list(values)
    first = found[0]
    if first is not None and all(value is first or (not ordered and value == first) for value in found):
        return first
    if not ordered:
        return None
    there = [ends(value) for value in found if value is not ABSENT]
    if not there:
        return ABSENT
    lows, highs = [low for low, _ in there], [high for _, high in there]
    return within(
        None if None in lows else min(lows),
        None if None in highs else max(highs),
        any(may_be_none(value, optional) for value in found),
    )


class MayGoOnError(Exception):
    """Somebody goes through a list as if it were complete."""


class OpenList:
    """A list that may go on: the records told, one that stands for each further one, and how many there are at most.

    Of `further` nothing is known. It is no sequence: whoever needs a complete list must not take this for one.
    """

    def __init__(self, told: list[list[Any]], further: list[Any], at_most: int | None, apart: bool = False) -> None:
        self.told, self.further, self.at_most, self._apart = told, further, at_most, apart

    def is_apart(self) -> bool:
        """Whether further records are taken to only add to what is counted and summed up of those told."""
        return self._apart

    def __iter__(self) -> Iterator[list[Any]]:
        raise MayGoOnError

    def __len__(self) -> int:
        raise MayGoOnError


def told(listed: Any) -> list[list[Any]]:
    """The records told of a list; none where it is unknown."""
    if listed is None:
        return []
    found: list[list[Any]] = listed.told if isinstance(listed, OpenList) else listed
    return found
