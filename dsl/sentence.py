"""A sentence of a message that can be said in another language where it is shown.

It is English text like any other, and knows how it was put together: what is written, with gaps, and what fills them.
Who shows it to a person who reads another language looks up what is written, and fills the gaps anew
(`engine/tongues/messages.py`).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

LONGEST_SHOWN = 100
"""How many characters of a name are shown: whoever wrote a longer one knows it by its beginning."""


_OTHER = re.compile(r"[\s/\\`,;]")
"""What stands in no name."""


class Named(str):
    """What a document calls something, in each of its languages; as text in the one given, else in its first."""

    texts: dict[str, str]
    language: str

    def __new__(cls, texts: Mapping[str, str], language: str) -> "Named":
        made = super().__new__(cls, texts.get(language) or next(iter(texts.values())))
        made.texts, made.language = dict(texts), language
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """It passes whole from one process to another."""
        return Named, (self.texts, self.language)


class Sentence(str):
    """English text, with the sentence as it is written and what fills its gaps."""

    written: str
    gaps: dict[str, Any]

    def __new__(cls, written: str, gaps: dict[str, Any]) -> "Sentence":
        if any(type(gap) is str and len(gap) > LONGEST_SHOWN for gap in gaps.values()):
            gaps = {name: _shortened(gap) if type(gap) is str else gap for name, gap in gaps.items()}
        made = super().__new__(cls, written.format(**gaps))
        made.written, made.gaps = written, gaps
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """A sentence passes whole from one process to another."""
        return Sentence, (self.written, self.gaps)


def _shortened(gap: str) -> str:
    """The beginning of a name beyond reason; what is no single name, or may be a path, is whole."""
    return f"{gap[:LONGEST_SHOWN]}…" if len(gap) > LONGEST_SHOWN and not _OTHER.search(gap) else gap


def told(written: str, /, **gaps: Any) -> Sentence:
    """A sentence whose gaps are filled."""
    return Sentence(written, gaps)


def listed(parts: Iterable[str]) -> Sentence:
    """Parts of a sentence one after another, with commas."""
    gaps = {f"part_{number}": part for number, part in enumerate(parts)}
    return Sentence(", ".join(f"{{{gap}}}" for gap in gaps), gaps)
