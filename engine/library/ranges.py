"""What a generated function does where its arithmetic leaves its range, or where it has no code."""

from typing import Any

from engine.backends.python.modules import Decision
from engine.meaning.marks import MAY_GO_ON

Frame = list[Any]


def within_range(generated: Decision, walk: Decision) -> Decision:
    """A generated function, and the walk where a list may go on or arithmetic leaves its range: that tells where."""

    def decide(frame: Frame) -> Any:
        try:
            return walk(frame) if frame[-1] is MAY_GO_ON else generated(frame)
        except ArithmeticError:
            return walk(frame)

    return decide


def open_out_of_range(generated: Decision) -> Decision:
    """A generated function that notes what it meets; what leaves its range is open for want of nothing."""

    def decide(frame: Frame) -> Any:
        try:
            return generated(frame)
        except ArithmeticError:
            frame[-1].clear()
            return None

    return decide
