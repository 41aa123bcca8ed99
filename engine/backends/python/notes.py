"""The unknown inputs because of which a result is open, as noting code notes them.

What a definition noted stands for itself, by its key, wherever it is read: so each is written down once, however many
others read it. Only when all is computed are the inputs behind those keys put in their place.
"""

from collections.abc import Hashable
from typing import Any


class Kept(dict[Hashable, list[Any]]):
    """What each open definition noted: inputs, and the keys of further definitions. Equal keys are kept as one."""

    def __init__(self) -> None:
        super().__init__()
        self.keys_met: dict[Hashable, Hashable] = {}


def keep(frame: list[Any], since: int, key: Hashable) -> None:
    """Keeps what was noted since a definition was begun, and notes the definition in its place."""
    notes, kept = frame[-1], frame[-2]
    once = kept.keys_met.setdefault
    kept[key] = [once(noted, noted) for noted in dict.fromkeys(notes[since:])]
    notes[since:] = [key]


def resolve(frame: list[Any]) -> None:
    """Puts in the place of the definitions that were noted the inputs behind them, each once, in the order of notes."""
    notes, kept = frame[-1], frame[-2]
    found: dict[Any, None] = {}
    seen: set[Hashable] = set()
    pending = [iter(notes)]
    while pending:
        for key in pending[-1]:
            if key not in kept:
                found[key] = None
            elif key not in seen:
                seen.add(key)
                pending.append(iter(kept[key]))
                break
        else:
            pending.pop()
    notes[:] = found
