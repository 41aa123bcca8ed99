"""How far a document is encoded: what stands behind each passage, and whether a new edition was gone through at all."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dsl.files import lies_at
from dsl.typed import program as p
from engine.model.ledger import Ledger, LedgerRow, PassageStanding, ledger
from engine.model.staleness import is_unwritten, lock_path
from engine.source.compare import IN_DOUBT, Change


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands behind a passage in its edition, with the reason where nothing can rest on it."""

    kind: PassageStanding = "none"
    reason: p.Phrase | None = None


@dataclass(frozen=True, slots=True)
class Encoded:
    """How many passages of an edition there are of each standing."""

    edition: str
    counts: dict[PassageStanding, int]


class Encoding:
    """The edition that a text revises and, once there is one, the edition that encodes it."""

    def __init__(self, folder: Path, base: p.Program, target: p.Program | None) -> None:
        self._before, self._after = _ledger(folder, base), _ledger(folder, target) if target else None
        self._rows = [_by_place(found) for found in (self._before, self._after)]
        self._base, self._target = base, target

    def of(self, change: Change) -> Standing:
        """What stands behind a changed passage: where it stood, or, of one that was added, where it stands now."""
        entry = change.before or change.after
        row = self._rows[0 if change.before else 1].get(str(entry.locator)) if entry else None
        return Standing(row.standing, row.reason) if row else Standing()

    def counts(self) -> tuple[Encoded, ...]:
        """How far each of the two editions is encoded."""
        both = ((self._base, self._before), (self._target, self._after))
        return tuple(Encoded(program.edition.name, found.counts) for program, found in both if program and found)

    def unwritten(self, changes: Iterable[Change]) -> tuple[str, ...]:
        """The clauses of the new edition that say something else than before and that nobody has gone through."""
        if self._target is None:
            return ()
        return tuple(clause for clause in self._changed(changes) if is_unwritten(self._target, clause))

    def is_skeleton(self, changes: Iterable[Change]) -> bool:
        """Whether nobody has gone through any clause of the new edition that says something else."""
        if self._target is None:
            return False
        changed = self._changed(changes)
        return bool(changed) and all(is_unwritten(self._target, clause) for clause in changed)

    def _changed(self, changes: Iterable[Change]) -> tuple[str, ...]:
        entries = [change.after or change.before for change in changes if change.kind in IN_DOUBT]
        clauses = dict.fromkeys(entry.locator.clause for entry in entries if entry)
        return tuple(clause for clause in clauses if self._target and clause in self._target.clauses)


def _ledger(folder: Path, program: p.Program) -> Ledger | None:
    """The ledger of an edition; None where its text was never locked."""
    is_locked = lies_at(lock_path(folder, program.edition.document, program.edition.name))
    return ledger(program, folder) if is_locked else None


def _by_place(found: Ledger | None) -> dict[str, LedgerRow]:
    return {row.locator: row for row in found.rows} if found else {}
