"""Whether something holds however the text is read: one reading after another is taken of what it turns on."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from engine.backends.walker import Walker
from engine.meaning import nodes as n
from engine.meaning.account import unknown

MOST_EVALUATED = 256
"""Under how many choices of readings one thing is evaluated; what would take more is not said to hold."""


def holds_under_every_reading(
    definition: n.Definition,
    readings: Mapping[int, Sequence[str]],
    frame: Callable[[], list[Any]],
    walker: Callable[[list[Any]], Walker],
) -> bool:
    """Whether a condition is true under all readings that a case leaves open.

    `readings` are those of each ambiguity, by its slot; `frame` makes a frame of the case, and `walker` evaluates it. A
    reading is chosen only where the condition turns on it, so that where a fact that nobody told leaves it open,
    that shows soon. Raises `OutOfRangeError`.
    """
    left: list[dict[int, Any]] = [{}]
    for _ in range(MOST_EVALUATED):
        if not left:
            return True
        chosen = left.pop()
        read = frame()
        for slot, reading in chosen.items():
            read[slot] = reading
        evaluation = walker(read)
        value = evaluation.value(definition)
        if value is True:
            continue
        axis = None
        if value is None:
            axis = next(
                (slot for slot, *place in unknown(evaluation, definition) if not place and slot in readings), None
            )
        if axis is None:
            return False
        left += [{**chosen, axis: reading} for reading in reversed(readings[axis])]
    return not left
