"""Where something stands in a source file."""

from dsl.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source file; lines and columns count from 1, offsets from 0.

    `end` is exclusive. A span never takes part in the equality of the node that carries it.
    """

    file: str
    line: int
    column: int
    start: int
    end: int

    def to(self, other: "Span") -> "Span":
        """The stretch from the start of this span to the end of `other`."""
        return Span(self.file, self.line, self.column, self.start, max(self.end, other.end))
