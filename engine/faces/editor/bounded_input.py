"""What an editor sends, no more of it at once than an editor has reason to send."""

from collections.abc import Callable
from typing import BinaryIO

LARGEST_MESSAGE = 20_000_000
"""The largest message that is read, in bytes: some clause files of the largest size."""
_LONGEST_LINE = 10_000
"""The longest line of a header."""
_MOST_LINES = 100
"""How many lines there may be before a message."""


class BoundedInput:
    """Standard input as the server reads it. It ends where more is announced than is read, or a header does not end.

    `refuse` says so to the editor.
    """

    def __init__(self, stream: BinaryIO, refuse: Callable[[], None]) -> None:
        self.stream, self.refuse = stream, refuse
        self._lines = 0

    def readline(self) -> bytes:
        """The next line of a header."""
        line = self.stream.readline(_LONGEST_LINE)
        self._lines += 1
        return line if len(line) < _LONGEST_LINE and self._lines <= _MOST_LINES else self._end()

    def read(self, number: int) -> bytes:
        """A message of so many bytes."""
        self._lines = 0
        return self.stream.read(number) if number <= LARGEST_MESSAGE else self._end()

    def _end(self) -> bytes:
        self.refuse()
        return b""
