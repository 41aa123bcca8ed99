"""A reader's own copy held against the lock of an edition: which of its passages read as they were encoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.source.layout import Layout
from engine.source.lock import Lock, locked
from engine.source.passages import split_passages

Likeness = Literal["alike", "otherwise", "wanting"]
"""Whether a passage reads as it was encoded, reads otherwise, or is not there."""


@dataclass(frozen=True, slots=True)
class OwnPassage:
    """What a copy says at a place of the lock; `words` are empty where it says nothing."""

    locator: str
    words: str
    likeness: Likeness


def own_words(text: str, layout: Layout, lock: Lock) -> tuple[OwnPassage, ...]:
    """The passages of a lock in its order, with what a text says at each place; how it is set is no difference."""
    found = {str(passage.locator): passage for passage in split_passages(text, layout) if passage.kind != "running"}
    own = []
    for entry in lock.passages:
        if entry.kind == "running":
            continue
        passage = found.get(str(entry.locator))
        if passage is None:
            own.append(OwnPassage(str(entry.locator), "", "wanting"))
            continue
        alike = locked(passage).fingerprint.substance == entry.fingerprint.substance
        own.append(OwnPassage(str(entry.locator), passage.text, "alike" if alike else "otherwise"))
    return tuple(own)
