"""What is made once and used for many cases: of each thing of a program, and of values that recur."""

from collections.abc import Callable
from typing import Any, TypeVar

Thing = TypeVar("Thing")
Made = TypeVar("Made")

MOST_KEPT = 1024
"""Of how many values it is kept what was made of them."""


def once(make: Callable[[Thing], Made]) -> Callable[[Thing], Made]:
    """The same function, which makes the same thing's only once.

    Things are told apart by what they are and not by what they hold: what is written twice alike is made twice, and
    nothing is compared.
    """
    kept: dict[int, tuple[Any, Made]] = {}

    def made(thing: Thing) -> Made:
        known = kept.get(id(thing))
        if known is None:
            known = kept[id(thing)] = (thing, make(thing))
        return known[1]

    return made


class Kept(dict[Any, Made]):
    """What is made of each value when it is first looked up; where there are many, the latest are kept."""

    def __init__(self, make: Callable[[Any], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: Any) -> Made:
        if len(self) >= MOST_KEPT:
            self.clear()
        made = self[value] = self._make(value)
        return made
