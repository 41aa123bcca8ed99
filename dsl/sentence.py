"""A sentence of a message that can be said in another language where it is shown.

It is English text like any other, and knows how it was put together: what is written, with gaps, and what fills them.
Who shows it to a person who reads another language looks up what is written, and fills the gaps anew
(`engine/tongues/messages.py`).
"""

from typing import Any


class Sentence(str):
    """English text, with the sentence as it is written and what fills its gaps."""

    written: str
    gaps: dict[str, Any]

    def __new__(cls, written: str, gaps: dict[str, Any]) -> "Sentence":
        made = super().__new__(cls, written.format(**gaps))
        made.written, made.gaps = written, gaps
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """A sentence passes whole from one process to another."""
        return Sentence, (self.written, self.gaps)


def told(written: str, /, **gaps: Any) -> Sentence:
    """A sentence whose gaps are filled."""
    return Sentence(written, gaps)
