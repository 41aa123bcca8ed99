"""Redlines: two versions of a passage, word by word. Shown to whoever has both texts; never kept."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from engine.source.fingerprint import skeleton
from engine.source.passages import Passage

_PIECE = re.compile(r"\s+|[^\W_]+(?:[.,'’][^\W_]+)*|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text: in both versions, only in the old one, or only in the new one."""

    kind: Literal["same", "old", "new"]
    text: str


def redline(old: str, new: str) -> tuple[Segment, ...]:
    """The segments that lead from one version to the other; typography alone counts as the same."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    bones = [[_bare(piece) for piece in pieces] for pieces in (before, after)]
    matcher = SequenceMatcher(None, bones[0], bones[1], autojunk=False)
    segments: list[Segment] = []
    for operation, first, last, start, end in matcher.get_opcodes():
        if operation == "equal":
            segments.append(Segment("same", "".join(after[start:end])))
            continue
        if last > first:
            segments.append(Segment("old", "".join(before[first:last])))
        if end > start:
            segments.append(Segment("new", "".join(after[start:end])))
    return tuple(segments)


def _bare(piece: str) -> str:
    """What of a piece takes part in the comparison: its letters and digits, its capital, else the sign that it is."""
    if piece.isspace():
        return " "
    return "^" * piece[0].isupper() + (skeleton(piece) or piece.translate({0x2019: "'", 0xA0: " "}))


def words_of(passage: Passage | None) -> str:
    """A passage as it is shown: its label, then its text."""
    return f"{passage.label} {passage.text}".strip() if passage is not None else ""
