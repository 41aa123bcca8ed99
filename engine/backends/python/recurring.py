"""What is asked again and again under the same readings is decided by code made for these readings."""

from collections.abc import Callable
from typing import Any

from engine.backends.python.modules import Decision, UnknownError, make
from engine.meaning import nodes as n
from engine.meaning.marks import MAY_GO_ON
from engine.meaning.meaning import Meaning

_OFTEN = 48
"""How often something small that goes through records is asked under the same readings before code is made for them."""

_TIMES_EACH = 4
"""How much oftener for each definition that it rests on: making code for many takes long."""

_QUICKER = 8
"""How many times oftener where no records are gone through: asking then takes so much less, making code as long."""

_MOST_MADE = 8
"""For how many choices of readings code is made."""

_MOST_COUNTED = 256
"""How many choices of readings are counted before counting begins anew."""

_PATIENCE = 32
"""How often code may give up before it is weighed whether it decides often enough."""


class _Made:
    """Code for one choice of readings, and how often it was asked and gave up."""

    __slots__ = ("asked", "decide", "given_up")

    def __init__(self, decide: Decision) -> None:
        self.decide, self.asked, self.given_up = decide, 0, 0

    def is_worth_it(self) -> bool:
        """Whether it decides most of what it is asked; else the time that it takes to give up is lost."""
        return self.given_up < _PATIENCE or self.given_up * 2 < self.asked


class Recurring:
    """Something asked of one meaning: `general` decides it in any frame, what is made here where all is known."""

    def __init__(
        self,
        meaning: Meaning,
        root: n.Definition,
        general: Decision,
        walk: Callable[[n.Definition, list[Any]], Any],
    ) -> None:
        self.meaning, self.root, self.general, self.walk = meaning, root, general, walk
        inputs = meaning.layout.inputs
        self.first = next((at for at, (kind, _) in enumerate(inputs) if kind == "reading"), len(inputs))
        self.last = len(inputs)
        self._made: dict[tuple[Any, ...], _Made] = {}
        self._counted: dict[tuple[Any, ...], int] = {}
        self._definitions = 0

    def decide(self, frame: list[Any]) -> Any:
        """What is asked comes to in a frame. Raises `OutOfRangeError`."""
        if frame.__class__ is not list or frame[-1] is MAY_GO_ON:  # notes what is read of it, or has no code
            return self._generally(frame)
        readings = tuple(frame[self.first : self.last])
        made = self._made.get(readings)
        if made is None:
            self._count(readings, frame)
            return self._generally(frame)
        made.asked += 1
        try:
            return made.decide(frame)
        except UnknownError:
            made.given_up += 1
            if not made.is_worth_it():
                made.decide = self._generally
            return self._generally(frame)
        except ArithmeticError:
            return self._generally(frame)

    def _generally(self, frame: list[Any]) -> Any:
        """Decides as in any frame.

        Where the arithmetic leaves its range the walker does, which tells of which value; so where a list may go on.
        """
        if frame[-1] is MAY_GO_ON:
            return self.walk(self.root, frame)
        try:
            return self.general(frame)
        except ArithmeticError:
            return self.walk(self.root, frame)

    def _count(self, readings: tuple[Any, ...], frame: list[Any]) -> None:
        if len(self._made) == _MOST_MADE:
            return
        if len(self._counted) == _MOST_COUNTED:
            self._counted.clear()
        count = self._counted[readings] = self._counted.get(readings, 0) + 1
        if count < _OFTEN:
            return
        records = sum([len(frame[at] or ()) for at in self.meaning.layout.list_slots])
        times = max(1, _QUICKER // (1 + records))
        if count < _OFTEN * times:
            return
        self._definitions = self._definitions or sum(1 for _ in self.meaning.reached(self.root))
        if count >= (_OFTEN + _TIMES_EACH * self._definitions) * times:
            from engine.backends.python.certainty import Certainty

            chosen = dict(zip(range(self.first, self.last), readings, strict=True))
            source = Certainty(self.meaning, chosen).decision(self.root)
            self._made[readings] = _Made(make(None, "", source, self.meaning.laws))
