"""Comparing a text with a lock: which passages are the same, which changed, and in what way.

Passages are aligned by what they say before where they stand, so that renumbering is not taken for a rewrite.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, get_args

from dsl.locator import Locator
from engine.source.layout import DECIMAL_ARTICLES, Layout
from engine.source.lock import Lock, LockedPassage, make_lock
from engine.source.negations import is_denied_otherwise

ChangeKind = Literal[
    "numbers",
    "negations",
    "modals",
    "signs",
    "wording",
    "added",
    "removed",
    "moved",
    "shifted",
    "extraction",
    "typographic",
    "identical",
]
"""`numbers`: its numbers changed, with their currencies, comparisons, minus signs and units, whatever else did;
`negations`: it denies what it didn't, or the other way about, and no number changed; `modals`: it requires what it
allowed, or the like; `wording`: its words changed, and none of these; `signs`: nothing but other signs, punctuation or
the capitals of defined terms.
`moved`: it says the same, but stands in another order, as do both of two that change places; `shifted`: it only bears
another number, because something before it came or went. `extraction`: the text is the same letter by letter and sign
by sign, and was only taken apart otherwise, as where a file lost its line breaks."""

ORDER: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""The kinds by weight, the gravest first: the order of every report."""

IN_DOUBT: tuple[ChangeKind, ...] = ORDER[: ORDER.index("moved")]
"""The changes that put an encoding in doubt; a passage that stands elsewhere wants another citation, no more."""

UNCHANGED: tuple[ChangeKind, ...] = ("extraction", "typographic", "identical")
"""What becomes of a passage that says what it said, where it was."""

_LIKE = 3 / 16
_LIKE_IN_PLACE = 2 / 16
_LIKE_ELSEWHERE = 1 / 2
_FOUND_AGAIN = 1 / 4
_NAMED_BY_PLACE = frozenset({"title", "heading", "footer", "table-header"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one passage: the locked one, the one in the text, or both.

    `within` are the clauses of the locked edition that the clause of an added passage goes on with, whatever their
    numbers were; none if that clause is new, too.
    """

    kind: ChangeKind
    before: LockedPassage | None
    after: LockedPassage | None
    within: frozenset[str] = frozenset()

    @property
    def is_reworded(self) -> bool:
        """Whether other words stand there than did, the numbers apart."""
        before, after = self.before, self.after
        return before is not None and after is not None and before.fingerprint.frame != after.fingerprint.frame

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

    def touches(self, place: Locator) -> bool:
        """Whether what cites a place of the locked edition may say something else for this change.

        Nothing cites an added passage yet: it may qualify whatever the clause states into which it came.
        """
        if self.before is None:
            return place.clause in self.within and not self.locator.heading
        return relies(place, self.before.locator)


def relies(place: Locator, passage: Locator) -> bool:
    """Whether a citation relies on a passage; a citation of a whole clause does not rely on its heading."""
    if passage.heading and not place.heading:
        return False
    return place.contains(passage) or passage.contains(place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Every passage of both sides, once: first in the order of the text, then the removed ones."""

    lock: Lock
    text: Lock
    changes: tuple[Change, ...]

    @property
    def same_words(self) -> bool:
        """Whether nothing but typography differs, or how the text was taken apart."""
        return all(change.kind in UNCHANGED for change in self.changes)

    @property
    def found_again(self) -> int:
        """How many passages of the locked edition are in the text again: as they were, or at least half alike."""
        return sum(
            change.before is not None
            and change.after is not None
            and (not change.is_reworded or _is_like(change.before, change.after))
            for change in self.changes
        )

    @property
    def is_another_text(self) -> bool:
        """Whether so little is found again that this may be the text of another document."""
        return self.found_again < _FOUND_AGAIN * len(self.lock.passages)

    def of_kind(self, *kinds: ChangeKind) -> tuple[Change, ...]:
        """The changes of some kinds, in order."""
        return tuple(change for change in self.changes if change.kind in kinds)

    def counts(self) -> dict[ChangeKind, int]:
        """How many passages there are of each kind that occurs, the gravest first."""
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in ORDER if counted[kind]}

    def shifts(self) -> dict[tuple[str, str], int]:
        """How many passages merely bear another number, by their clauses in the locked edition and in the text."""
        return dict(
            Counter(
                (change.before.locator.clause, change.after.locator.clause)
                for change in self.of_kind("shifted")
                if change.before and change.after
            )
        )

    def reaching(self, locator: Locator) -> tuple[Change, ...]:
        """The changes, other than identical passages, that touch a place of the locked edition."""
        return tuple(change for change in self.changes if change.kind != "identical" and change.touches(locator))


def compare_text(lock: Lock, text: str, layout: Layout = DECIMAL_ARTICLES) -> Comparison:
    """Compare a text with a lock of its document, which has a layout.

    Raises `SourceError` (`empty-text`) for an empty text.
    """
    return compare_locks(lock, make_lock(lock.document, lock.edition, text, layout))


def compare_locks(lock: Lock, text: Lock) -> Comparison:
    """Compare two editions by their locks; `lock` is the earlier one."""
    pairs = _align(lock.passages, text.passages)
    in_order = _in_order(pairs)
    continued = _continued_clauses(lock.passages, text.passages, pairs)
    changes = [
        _continued(lock.passages[pairs[index]], entry, index in in_order)
        if index in pairs
        else Change(kind="added", before=None, after=entry, within=continued[entry.locator.clause])
        for index, entry in enumerate(text.passages)
    ]
    kept = set(pairs.values())
    changes += [
        Change(kind="removed", before=entry, after=None)
        for index, entry in enumerate(lock.passages)
        if index not in kept
    ]
    swapped = _swapped(lock.passages, text.passages, pairs)
    changes = [
        replace(change, kind="moved") if change.kind == "shifted" and swapped(change) else change for change in changes
    ]
    if lock.is_same_text(text):
        changes = [replace(change, kind="extraction") if change.kind in IN_DOUBT else change for change in changes]
    return Comparison(lock=lock, text=text, changes=tuple(changes))


def _continued(before: LockedPassage, after: LockedPassage, is_in_order: bool) -> Change:
    return Change(kind=_kind(before, after, is_in_order), before=before, after=after)


def _kind(before: LockedPassage, after: LockedPassage, is_in_order: bool) -> ChangeKind:
    old, new = before.fingerprint, after.fingerprint
    if old.numbers != new.numbers:
        return "numbers"  # the gravest of what changed
    if old.forces != new.forces:
        return "negations" if is_denied_otherwise(old.forces, new.forces) else "modals"
    if old.skeleton != new.skeleton:
        return "wording"  # also for the same number in letters and in figures
    if old.signs != new.signs:
        return "signs"
    if not is_in_order:
        return "moved"  # under the same name, too, where headings alone name the clauses
    if before.locator != after.locator:
        return "shifted"
    return "identical" if old.strict == new.strict else "typographic"


def _in_order(pairs: dict[int, int]) -> frozenset[int]:
    """The new passages that keep the order of the old ones: a longest increasing subsequence of the pairs."""
    after = sorted(pairs)
    lowest: list[int] = []  # for each length, the least old passage that such a subsequence can end with
    ends: list[int] = []
    previous: dict[int, int | None] = {}
    for index in after:
        length = bisect_left(lowest, pairs[index])
        previous[index] = ends[length - 1] if length else None
        lowest[length : length + 1] = [pairs[index]]
        ends[length : length + 1] = [index]
    kept = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = previous[at]
    return frozenset(kept)


def _align(old: tuple[LockedPassage, ...], new: tuple[LockedPassage, ...]) -> dict[int, int]:
    """For each new passage that has one, the old passage it continues; both by index."""
    pairs = _alone(old, new)
    became = _became(old, new, pairs)
    here = {
        id(entry): replace(entry.locator, clause=became[entry.locator.clause])
        for entry in old
        if entry.locator.clause in became
    }

    def place(entry: LockedPassage) -> Locator:
        """Where a passage stands in the new text, as far as its clause is known again by what else it holds."""
        return here.get(id(entry), entry.locator)

    by_key: tuple[Callable[[LockedPassage], Hashable], ...] = (
        lambda entry: (place(entry), entry.fingerprint.substance),
        lambda entry: (place(entry).clause, entry.fingerprint.substance),
        lambda entry: entry.fingerprint.substance,
        lambda entry: (place(entry), entry.fingerprint.skeleton, entry.fingerprint.numbers),
        lambda entry: (entry.fingerprint.skeleton, entry.fingerprint.numbers),
        lambda entry: (place(entry), entry.fingerprint.frame),
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


def _alone(old: tuple[LockedPassage, ...], new: tuple[LockedPassage, ...]) -> dict[int, int]:
    """The pairs of what each side says once, in the same words."""
    once: list[dict[str, int]] = []
    for side in (old, new):
        counted = Counter(entry.fingerprint.substance for entry in side)
        once.append(
            {
                entry.fingerprint.substance: index
                for index, entry in enumerate(side)
                if counted[entry.fingerprint.substance] == 1
            }
        )
    return {index: once[0][substance] for substance, index in once[1].items() if substance in once[0]}


def _became(old: tuple[LockedPassage, ...], new: tuple[LockedPassage, ...], pairs: dict[int, int]) -> dict[str, str]:
    """The clause of the new text that holds most of what is known again of each old one."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for after, before in pairs.items():
        votes[old[before].locator.clause][new[after].locator.clause] += 1
    return {clause: count.most_common(1)[0][0] for clause, count in votes.items()}


def _continued_clauses(
    old: tuple[LockedPassage, ...], new: tuple[LockedPassage, ...], pairs: dict[int, int]
) -> dict[str, frozenset[str]]:
    """The old clauses that each new one goes on with.

    These are the ones of which it holds most of what is known again. A clause of which nothing is known again goes on
    under its number, unless another clause took that over.
    """
    became = _became(old, new, pairs)
    found: dict[str, set[str]] = {entry.locator.clause: set() for entry in new}
    for clause, now in became.items():
        found[now].add(clause)
    for clause in {entry.locator.clause for entry in old} - set(became):
        if clause in found and not found[clause]:
            found[clause].add(clause)
    return {clause: frozenset(clauses) for clause, clauses in found.items()}


def _swapped(
    old: tuple[LockedPassage, ...], new: tuple[LockedPassage, ...], pairs: dict[int, int]
) -> Callable[[Change], bool]:
    """Whether a passage that is found again changed places with another one, by itself or with its whole clause."""
    places = {(old[before].locator, new[after].locator) for after, before in pairs.items()}
    clauses = set(_became(old, new, pairs).items())

    def is_swapped(change: Change) -> bool:
        if change.before is None or change.after is None:
            return False
        was, now = change.before.locator, change.after.locator
        if was.clause == now.clause:
            return (now, was) in places
        return {(was.clause, now.clause), (now.clause, was.clause)} <= clauses

    return is_swapped


def _left(entries: tuple[LockedPassage, ...], taken: Iterable[int]) -> list[int]:
    settled = set(taken)
    return [index for index in range(len(entries)) if index not in settled]


def _align_rewritten(old: tuple[LockedPassage, ...], new: tuple[LockedPassage, ...], pairs: dict[int, int]) -> None:
    """Pair what is left, the most alike first, above all within the same clause."""
    became = _became(old, new, pairs)
    candidates = []
    for before in _left(old, pairs.values()):
        clause = old[before].locator.clause
        for after in _left(new, pairs):
            likeness = _likeness(old[before], new[after], became.get(clause, clause))
            if likeness:
                candidates.append((-likeness, before, after))
    settled: set[int] = set(pairs.values())
    for _, before, after in sorted(candidates):
        if before not in settled and after not in pairs:
            settled.add(before)
            pairs[after] = before


def _is_like(before: LockedPassage, after: LockedPassage) -> bool:
    return before.fingerprint.likeness(after.fingerprint) >= _LIKE_ELSEWHERE


def _likeness(before: LockedPassage, after: LockedPassage, became: str) -> float:
    """How likely it is that a passage was reworded into another; 0 if it was not."""
    likeness = before.fingerprint.likeness(after.fingerprint)
    if before.locator == after.locator and before.kind == after.kind:
        if before.kind in _NAMED_BY_PLACE:
            return 2.0
        return 1.0 + likeness if likeness >= _LIKE_IN_PLACE else 0.0
    is_near = after.locator.clause == became
    if not is_near and not before.fingerprint.has_words:  # numbers alone are alike everywhere
        return 0.0
    return likeness if likeness >= (_LIKE if is_near else _LIKE_ELSEWHERE) else 0.0
