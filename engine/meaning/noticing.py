"""A frame, or a record in it, that notices which of its inputs are read."""

from typing import Any

from engine.meaning.intervals import told

Key = tuple[int, ...]
"""An input: its place in the frame, or that of its list, of the record in it and of the field."""


class Noticing(dict[int, Any]):
    """The places of a frame, each filled from `told` when it is first read: read again it costs as usual."""

    def __init__(self, values: list[Any], way: Key, inputs: int, read: dict[Key, None]) -> None:
        super().__init__()
        self.told, self._way, self._inputs, self._read = values, way, inputs, read

    def __missing__(self, at: int) -> Any:
        if 0 <= at < self._inputs:
            self._read[(*self._way, at)] = None
        found = self[at] = self.told[at]
        return found

    def take(self) -> None:
        """Takes what was put in so far for told."""
        for at, value in self.items():
            self.told[at] = value
        self.clear()

    def forget(self) -> None:
        """Takes all that was read in a frame for unread."""
        for key in self._read:
            holder: Any = self if len(key) == 1 else told(self.told[key[0]])[key[1]]
            holder.pop(key[-1], None)
        self._read.clear()


def as_told(holder: Any) -> list[Any]:
    """What a frame or a record was filled with, which counts for no reading of anything."""
    values: list[Any] = holder.told if isinstance(holder, Noticing) else holder
    return values
