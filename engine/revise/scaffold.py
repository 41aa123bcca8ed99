"""The skeleton of a new edition: an overlay that restates every changed clause as it stands, to be gone through.

Each clause block begins with what changed, in fingerprints' terms, and carries a gist to be written: as long as that
stands there, what the clause concludes counts as stale. A copied clause compiles and answers as before.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from dsl.check import read
from dsl.diagnostic import Rejected
from dsl.files import in_order
from dsl.locator import Locator
from dsl.surface import syntax as s
from dsl.surface.parse import parse
from dsl.typed.cited_passages import is_known, locators
from dsl.units.assembly import assemble
from dsl.units.languages import languages_of
from dsl.units.scope import Unit
from engine.model.staleness import unwritten
from engine.revise.new_document import numbered
from engine.revise.revision import ChangedPassage, Revision


def scaffold(revision: Revision, folder: Path, edition: str) -> str:
    """The text of an overlay file for a new edition of the revised document; it parses. Raises `Rejected`."""
    sources, unit = _unit(folder, revision.document, revision.base)
    present: dict[str, dict[Locator, None]] = {}
    for entry in revision.comparison.text.passages:
        present.setdefault(entry.locator.clause, {})[entry.locator] = None
    blocks = _Blocks(
        sources,
        unit,
        present,
        {
            passage.change.before.locator: passage.change.after.locator if passage.change.after else None
            for passage in revision.passages
            if passage.change.before is not None and (passage.change.after is None or passage.change.moved)
        },
    )
    in_force = f" in force from {edition}" if _is_date(edition) else ""
    parts = [
        f"part of {revision.document} edition {edition}\n\nedition {edition} revises {revision.base}{in_force}\n",
        "# Every clause below changed. Go through what it states, mend it, and write its gist: until then its answers\n"
        "# are marked as stale.\n",
    ]
    changed: dict[str, list[ChangedPassage]] = {}
    for passage in revision.passages:
        before, after = passage.change.before, passage.change.after
        place = after or before
        assert place is not None
        changed.setdefault(place.locator.clause, []).append(passage)
        if before is not None and before.locator.clause != place.locator.clause:
            changed.setdefault(before.locator.clause, [])
    origins = _origins(revision)
    for clause, origin in origins.items():
        if blocks.cites_otherwise(origin):
            changed.setdefault(clause, [])
    for clause in sorted(changed, key=lambda number: Locator(clause=number).sort_key()):
        if clause in present:
            parts.append(_block(clause, changed[clause], blocks, origins.get(clause)))
        elif clause in blocks.clauses:
            parts.append(f"repeal clause {clause}\n")
    return "\n".join(parts)


def _origins(revision: Revision) -> dict[str, str]:
    """For each clause of the new text the one it continues: where most of its passages come from, or its number."""
    votes: dict[str, Counter[str]] = {}
    for change in revision.comparison.changes:
        if change.before is not None and change.after is not None:
            votes.setdefault(change.after.locator.clause, Counter())[change.before.locator.clause] += 1
    origins: dict[str, str] = {}
    taken: set[str] = set()
    ranked = sorted((-number, clause, old) for clause, count in votes.items() for old, number in count.items())
    for _, clause, old in ranked:
        if clause not in origins and old not in taken:
            origins[clause] = old
            taken.add(old)
    for entry in revision.comparison.text.passages:
        clause = entry.locator.clause
        if clause not in origins and clause not in taken:
            origins[clause] = clause
            taken.add(clause)
    return origins


def _block(clause: str, passages: list[ChangedPassage], blocks: "_Blocks", origin: str | None) -> str:
    notes = [f"# {_note(passage)}\n" for passage in passages]
    opened = blocks.clauses.get(origin) if origin else None
    title = blocks.title(opened, clause) if opened is not None else blocks.unwritten
    body = blocks.body(origin, clause) if origin else ""
    return f"{''.join(notes)}clause {clause} {title}\n  gist {blocks.unwritten}\n{body}"


def _note(passage: ChangedPassage) -> str:
    change = passage.change
    before, after = change.before, change.after
    if change.kind == "added":
        return f"{change.locator}: added"
    if after is None or before is None:
        return f"{change.locator}: removed"
    note = f"{change.locator}: {change.kind}"
    if change.kind == "numbers":
        note += f", {' '.join(before.fingerprint.numbers) or 'none'} → {' '.join(after.fingerprint.numbers) or 'none'}"
    return f"{note}, now {after.locator}" if change.moved else note


def _written(texts: Iterable[tuple[str, str]]) -> str:
    """A phrase as a clause file has it."""
    return " ".join(f'{language} "{text}"' for language, text in texts)


class _Blocks:
    """The clause blocks of an edition as they are written."""

    def __init__(
        self,
        sources: dict[str, str],
        unit: Unit,
        present: dict[str, dict[Locator, None]],
        moved: dict[Locator, Locator | None],
    ) -> None:
        self.sources, self.present, self.moved = sources, present, moved
        self.unwritten = _written(unwritten(languages_of(unit.document)).texts)
        self.renumbered = {old.clause: new.clause for old, new in moved.items() if new and old.clause != new.clause}
        self.parts: dict[str, list[list[s.Statement]]] = {}
        self.clauses: dict[str, s.Clause] = {}
        for placed in unit.placed:
            if placed.is_shared or not placed.clause:
                continue
            if isinstance(placed.statement, s.Clause):
                self.clauses[placed.clause] = placed.statement
            if isinstance(placed.statement, s.Clause | s.Continued):
                self.parts.setdefault(placed.clause, []).append([])
            else:
                self.parts[placed.clause][-1].append(placed.statement)

    def title(self, clause: s.Clause, now: str) -> str:
        """A clause's heading as it is written; one that is only called by its number is called by the present one."""
        was = clause.number.text
        return _written(
            (language, numbered(language, now) if text == numbered(language, was) else text)
            for language, text in clause.text.texts
        )

    def body(self, clause: str, now: str) -> str:
        """What a clause states, in all its files, under its present number, with the comments in between.

        Locators of passages that moved are mended. A statement whose passages are all gone is put behind `#`.
        """
        return "".join(self._part(statements, clause, now) for statements in self.parts.get(clause, ()) if statements)

    def _part(self, statements: list[s.Statement], clause: str, now: str) -> str:
        text = self.sources[statements[0].span.file]
        shown: list[str] = []
        at = statements[0].span.start
        for statement in statements:
            shown.append(text[at : statement.span.start])
            words = list(locators(statement))
            if words and all(self._became(word.text, clause) is None for word in words):
                written = text[statement.span.start : statement.span.end]
                shown.append("\n".join(f"# {line}".rstrip() for line in written.split("\n")))
            else:
                shown.append(self._mended(text, statement, words, clause, now))
            at = statement.span.end
        return "".join(shown).rstrip() + "\n"

    def cites_otherwise(self, clause: str) -> bool:
        """Whether a clause rests on a passage that is gone, or that stands elsewhere now."""
        return any(
            self._became(word.text, clause) != Locator.parse(word.text, clause=clause)
            for statements in self.parts.get(clause, ())
            for statement in statements
            for word in locators(statement)
        )

    def _became(self, written: str, clause: str) -> Locator | None:
        """Where a locator leads now; None if the passage is gone."""
        place = Locator.parse(written, clause=clause)
        now = self.moved.get(place, replace(place, clause=self.renumbered.get(place.clause, place.clause)))
        return now if now is not None and is_known(now, self.present) else None

    def _mended(self, text: str, statement: s.Statement, words: list[s.Word], clause: str, now: str) -> str:
        """A statement with its locators as they are now; of a list those are left out that are gone."""
        parts: list[str] = []
        at = statement.span.start
        for row in _rows(text, words):
            parts.append(text[at : row[0].span.start])
            kept = [(word, became) for word in row if (became := self._became(word.text, clause)) is not None]
            written = [
                word.text if became == Locator.parse(word.text, clause=clause) else became.source_form(within=now)
                for word, became in kept
            ]
            parts.append(", ".join(written) or now)
            at = row[-1].span.end
        return "".join(parts) + text[at : statement.span.end]


def _rows(text: str, words: list[s.Word]) -> Iterable[list[s.Word]]:
    """The locators of a statement, those together that stand in one list."""
    row: list[s.Word] = []
    for word in words:
        if row and text[row[-1].span.end : word.span.start].strip() != ",":
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _unit(folder: Path, document: str, edition: str) -> tuple[dict[str, str], Unit]:
    sources: dict[str, str] = {}
    files = []
    for path in in_order(folder.rglob("*.clause")):
        name = path.relative_to(folder).as_posix()
        text, trouble = read(path, name)
        if text is None:
            raise Rejected(trouble, status=1)
        sources[name] = text
        files.append((name, parse(text, name)[0]))
    units, trouble = assemble(files)
    if trouble:
        raise Rejected(trouble, sources, status=1)
    return sources, next(unit for unit in units if unit.identifier == (document, edition))


def _is_date(word: str) -> bool:
    try:
        date.fromisoformat(word)
    except ValueError:
        return False
    return True
