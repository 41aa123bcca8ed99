"""Comparing a text with a lock: which passages are the same, which changed, and in what way.

Passages are aligned by what they say before where they stand, so that renumbering is not taken for a rewrite.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

from dsl.locator import Locator
from engine.source.layout import DECIMAL_ARTICLES, Layout
from engine.source.lock import Lock, LockedPassage, make_lock

ChangeKind = Literal["identical", "typographic", "numbers", "wording", "moved", "added", "removed"]
"""`moved`: a passage that says the same in another place; `numbers`: nothing but its numbers changed."""

_LEAST_LIKENESS = 0.6
_SAME_PLACE = 0.25
_SAME_KIND = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one passage: the locked one, the one in the text, or both."""

    kind: ChangeKind
    before: LockedPassage | None
    after: LockedPassage | None

    @property
    def moved(self) -> bool:
        """Whether the passage stands elsewhere now, whatever else happened to it."""
        before, after = self.before, self.after
        return before is not None and after is not None and before.locator != after.locator

    @property
    def locator(self) -> Locator:
        """Where the passage stood in the locked edition; for an added one, where it stands now."""
        entry = self.before or self.after
        assert entry is not None  # a change has at least one side
        return entry.locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Every passage of both sides, once: first in the order of the text, then the removed ones."""

    lock: Lock
    text: Lock
    changes: tuple[Change, ...]

    @property
    def same_words(self) -> bool:
        """Whether nothing but typography differs."""
        return all(change.kind in ("identical", "typographic") for change in self.changes)

    def of_kind(self, *kinds: ChangeKind) -> tuple[Change, ...]:
        """The changes of some kinds, in order."""
        return tuple(change for change in self.changes if change.kind in kinds)

    def counts(self) -> dict[ChangeKind, int]:
        """How many passages there are of each kind that occurs."""
        return dict(Counter(change.kind for change in self.changes))

    def reaching(self, locator: Locator) -> tuple[Change, ...]:
        """The changes, other than identical passages, that lie in a place of the locked edition."""
        return tuple(
            change
            for change in self.changes
            if change.kind != "identical"
            and change.before is not None
            and (locator.contains(change.before.locator) or change.before.locator.contains(locator))
        )


def compare_text(lock: Lock, text: str, layout: Layout = DECIMAL_ARTICLES) -> Comparison:
    """Compare a text with a lock of its document, which has a layout.

    Raises `SourceError` (`empty-text`) for an empty text.
    """
    return compare_locks(lock, make_lock(lock.document, lock.edition, text, layout))


def compare_locks(lock: Lock, text: Lock) -> Comparison:
    """Compare two editions by their locks; `lock` is the earlier one."""
    pairs = _align(lock.passages, text.passages)
    changes = [
        _change(lock.passages[pairs[index]] if index in pairs else None, entry)
        for index, entry in enumerate(text.passages)
    ]
    kept = set(pairs.values())
    changes += [_change(entry, None) for index, entry in enumerate(lock.passages) if index not in kept]
    return Comparison(lock=lock, text=text, changes=tuple(changes))


def _change(before: LockedPassage | None, after: LockedPassage | None) -> Change:
    return Change(kind=_kind(before, after), before=before, after=after)


def _kind(before: LockedPassage | None, after: LockedPassage | None) -> ChangeKind:
    if before is None:
        return "added"
    if after is None:
        return "removed"
    old, new = before.fingerprint, after.fingerprint
    if old.frame != new.frame:
        return "wording"
    if old.numbers != new.numbers:
        return "numbers"
    if before.locator != after.locator:
        return "moved"
    return "identical" if old.strict == new.strict else "typographic"


def _align(old: tuple[LockedPassage, ...], new: tuple[LockedPassage, ...]) -> dict[int, int]:
    """For each new passage that has one, the old passage it continues; both by index."""
    pairs: dict[int, int] = {}
    by_key: tuple[Callable[[LockedPassage], Hashable], ...] = (
        lambda entry: (entry.locator, entry.fingerprint.skeleton, entry.fingerprint.numbers),
        lambda entry: (entry.locator.clause, entry.fingerprint.skeleton, entry.fingerprint.numbers),
        lambda entry: (entry.fingerprint.skeleton, entry.fingerprint.numbers),
        lambda entry: (entry.locator, entry.fingerprint.frame),
        lambda entry: (entry.fingerprint.frame, entry.kind) if entry.kind in ("sentence", "item") else None,
    )
    for key in by_key:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for index in _left(old, pairs.values()):
            waiting[key(old[index])].append(index)
        for index in _left(new, pairs):
            found = waiting.get(key(new[index])) if key(new[index]) is not None else None
            if found:
                pairs[index] = found.pop(0)
    _align_rewritten(old, new, pairs)
    return pairs


def _left(entries: tuple[LockedPassage, ...], taken: Iterable[int]) -> list[int]:
    settled = set(taken)
    return [index for index in range(len(entries)) if index not in settled]


def _align_rewritten(old: tuple[LockedPassage, ...], new: tuple[LockedPassage, ...], pairs: dict[int, int]) -> None:
    """Pair what is left within each clause, the most alike first: no words are kept, so length must speak."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for after, before in pairs.items():
        votes[old[before].locator.clause][new[after].locator.clause] += 1
    became = {clause: count.most_common(1)[0][0] for clause, count in votes.items()}
    candidates = []
    for before in _left(old, pairs.values()):
        for after in _left(new, pairs):
            clause = old[before].locator.clause
            if new[after].locator.clause != became.get(clause, clause):
                continue
            likeness = _likeness(old[before], new[after])
            if likeness >= _LEAST_LIKENESS:
                candidates.append((-likeness, before, after))
    settled: set[int] = set(pairs.values())
    for _, before, after in sorted(candidates):
        if before not in settled and after not in pairs:
            settled.add(before)
            pairs[after] = before


def _likeness(before: LockedPassage, after: LockedPassage) -> float:
    lengths = sorted((before.fingerprint.length, after.fingerprint.length))
    likeness = lengths[0] / lengths[1] if lengths[1] else 1.0
    if before.locator == after.locator:
        likeness += _SAME_PLACE
    elif before.locator.item is None and (before.locator.row is None) != (after.locator.row is None):
        return 0.0
    return likeness + (_SAME_KIND if before.kind == after.kind else -_SAME_KIND)
