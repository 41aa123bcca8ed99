"""What an editor sends, no more of it at once than an editor has reason to send."""

from typing import BinaryIO

LARGEST_MESSAGE = 100_000_000
"""The largest message that is read, in bytes: some clause files of the largest size."""
_LONGEST_LINE = 10_000
"""The longest line of a header."""


class BoundedInput:
    """Standard input as the server reads it. It ends where more is announced than is read, or a header does not end."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def readline(self) -> bytes:
        """The next line of a header."""
        line = self.stream.readline(_LONGEST_LINE)
        return line if len(line) < _LONGEST_LINE else b""

    def read(self, number: int) -> bytes:
        """A message of so many bytes."""
        return self.stream.read(number) if number <= LARGEST_MESSAGE else b""
