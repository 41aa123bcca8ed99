"""What is no longer up to date: declarations that rest on passages whose words changed after they were encoded.

A declaration was encoded from the source lock of its origin: the edition whose file states it. What stands now is the
lock of the edition asked about, or the text last recorded as published (`source check --record`). Where the two
differ the declaration is stale, until somebody signs the passage off as it now reads. A sign-off names a fingerprint
and lapses with it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dsl.files import lies_at
from dsl.locator import Locator
from dsl.typed import program as p
from engine.model.ledger import conclusions
from engine.model.signoffs import SignOff, read_signoffs
from engine.source.compare import IN_DOUBT, Change, Comparison, compare_locks, relies
from engine.source.lock import Lock, LockedPassage, load_lock
from engine.source.source_error import SourceError
from engine.tongues import tags, tongue


def unwritten(languages: Iterable[str]) -> p.Phrase:
    """The gist of a clause that a scaffold has copied and nobody has gone through yet, in each language."""
    spoken = tags()
    return p.Phrase(
        {
            language: tongue(language).words("revising")["unwritten"] if language in spoken else "…"
            for language in languages
        }
    )


@dataclass(frozen=True, slots=True)
class StalePassage:
    """A passage that changed under a declaration.

    `change`: numbers, negations, modals, signs, wording, moved, added, removed, or lapsed (only the sign-off no longer
    fits); what only bears another number says what it said. `now` is where the passage stands now, `since` the edition
    or the published text in which it changed.
    """

    locator: str
    change: str
    now: str | None
    since: str


@dataclass(frozen=True, slots=True)
class Staleness:
    """What is stale in one edition: passages by declaration, added passages, and the state of the sign-offs."""

    by_name: dict[str, tuple[StalePassage, ...]] = field(default_factory=dict)
    added: tuple[StalePassage, ...] = ()
    signed: dict[str, SignOff] = field(default_factory=dict)
    lapsed: dict[str, SignOff] = field(default_factory=dict)

    def of(self, names: Iterable[str]) -> tuple[StalePassage, ...]:
        """The stale passages behind some declarations, each once."""
        return tuple(dict.fromkeys(passage for name in names for passage in self.by_name.get(name, ())))

    def at(self, locator: str) -> StalePassage | None:
        """What is stale about one passage of the edition's lock, if anything relies on it."""
        every = (passage for found in self.by_name.values() for passage in found)
        return next(
            (
                passage
                for passage in every
                if locator == (passage.locator if passage.since == PUBLISHED else passage.now)
            ),
            None,
        )

    def plain(self, locator: str) -> dict[str, Any]:
        """The state of a passage as data: `stale` (the change), `signed` and `lapsed` (who and when)."""
        stale = self.at(locator)
        signatures = {
            key: {"by": signed[locator].by, "on": signed[locator].on.isoformat()} if locator in signed else None
            for key, signed in (("signed", self.signed), ("lapsed", self.lapsed))
        }
        return {"stale": stale.change if stale else None, **signatures}

    def marks(self, locator: str, language: str) -> list[str]:
        """The state of a passage in words."""
        words = tongue(language).words("staleness")
        stale = self.at(locator)
        is_told = stale is not None and stale.change != "lapsed"
        found = [words.say("mark_stale", change=words[f"mark_{stale.change}"])] if stale and is_told else []
        for key, signed in (("signed", self.signed), ("lapsed", self.lapsed)):
            if locator in signed:
                found.append(words.say(f"mark_{key}", by=signed[locator].by, on=signed[locator].on.isoformat()))
        return found


RECORD_AGAIN = "record it again with `opposable source check --record`"
"""What to do about a damaged record of the text that is published."""

PUBLISHED = "published"
"""Says that a passage changed in the text last recorded as published, which no edition encodes yet."""

NOTHING = Staleness()
"""Nothing is stale, nothing is signed."""


def published_path(folder: Path, document: str, edition: str) -> Path:
    """Where the fingerprints of the text last seen as published are kept."""
    return folder / document / f"{edition}.published.json"


def lock_path(folder: Path, document: str, edition: str) -> Path:
    """Where the source lock of an edition lies."""
    return folder / document / f"{edition}.lock.json"


def staleness(folder: Path, chain: Sequence[p.Program]) -> Staleness:
    """What is stale in the first edition of `chain`, which goes on with the editions that it revises, the oldest last.

    Without a lock nothing is known, so nothing is stale. Raises `SourceError` where a lock or a list of sign-offs
    cannot be read.
    """
    program = chain[0]
    document, edition = program.edition.document, program.edition.name
    signoffs = [signoff for each in chain for signoff in read_signoffs(folder, document, each.edition.name)]
    published = published_path(folder, document, edition)
    if len(chain) == 1 and not signoffs and not lies_at(published):
        return NOTHING
    own = _lock(folder, document, edition)
    if own is None:
        return NOTHING
    recorded = load_lock(published, RECORD_AGAIN) if lies_at(published) else None
    if recorded is None or _has_edition(folder, recorded, edition):
        return _Judge(folder, chain, own, edition, signoffs).judge()
    return _Judge(folder, chain, recorded, PUBLISHED, signoffs).judge()


def _has_edition(folder: Path, recorded: Lock, but: str) -> bool:
    """Whether the text recorded as published is that of another edition by now: this one answers for its own time."""
    paths = (folder / recorded.document).glob("*.lock.json")
    locks = (load_lock(path) for path in paths if path != lock_path(folder, recorded.document, but))
    return any(compare_locks(lock, recorded).same_words for lock in locks)


class _Judge:
    """Goes through the declarations of one edition."""

    def __init__(
        self, folder: Path, chain: Sequence[p.Program], present: Lock, since: str, signoffs: list[SignOff]
    ) -> None:
        self.folder, self.chain, self.present, self.since = folder, chain, present, since
        self.signoffs = signoffs
        self.valid = {(signoff.passage, signoff.fingerprint) for signoff in signoffs}
        self.comparison = cache(self._comparison)
        self.cited = cache(self._cited)

    def judge(self) -> Staleness:
        signed, lapsed = self._signatures()
        by_name: dict[str, dict[StalePassage, None]] = {}
        for name in dict.fromkeys(name for name, _ in conclusions(self.chain[0])):
            for passage in self._behind(name, lapsed):
                by_name.setdefault(name, {})[passage] = None
        first = self.comparison(self._origin_of_silences().edition.name)
        added = tuple(self._added(first)) if first else ()
        return Staleness({name: tuple(found) for name, found in by_name.items()}, added, signed, lapsed)

    def _signatures(self) -> tuple[dict[str, SignOff], dict[str, SignOff]]:
        signed: dict[str, SignOff] = {}
        lapsed: dict[str, SignOff] = {}
        present = {str(entry.locator): entry.fingerprint.substance for entry in self.present.passages}
        for signoff in self.signoffs:
            fits = present.get(signoff.passage) == signoff.fingerprint
            (signed if fits else lapsed)[signoff.passage] = signoff
        left = {passage: signoff for passage, signoff in lapsed.items() if passage not in signed and passage in present}
        return signed, left

    def _behind(self, name: str, lapsed: dict[str, SignOff]) -> Iterator[StalePassage]:
        origin = self._origin(name)
        comparison = self.comparison(origin.edition.name)
        if comparison is None:
            return
        places = self.cited(origin.edition.name).get(name, [])
        for change in (change for place in places for change in comparison.reaching(place)):
            if change.kind in IN_DOUBT or (change.kind == "moved" and change.moved):
                yield from self._stale(change)
        for passage in lapsed:
            if any(relies(place, Locator.parse(passage)) for place in places):
                yield StalePassage(passage, "lapsed", passage, self.since)

    def _added(self, comparison: Comparison) -> Iterator[StalePassage]:
        for change in comparison.of_kind("added"):
            yield from self._stale(change)

    def _stale(self, change: Change) -> Iterator[StalePassage]:
        """A changed passage, unless somebody has signed it off or encoded it since."""
        after = change.after
        if after is not None and change.kind in IN_DOUBT and self._is_signed(after):
            return
        if after is not None and change.kind == "added" and self._is_encoded(after):
            return
        yield StalePassage(str(change.locator), change.kind, str(after.locator) if after else None, self.since)

    def _is_encoded(self, entry: LockedPassage) -> bool:
        """Whether the edition asked about deals with a passage that the edition before it did not have."""
        if self.since == PUBLISHED:
            return False
        program = self.chain[0]
        places = [place for found in self.cited(program.edition.name).values() for place in found]
        places += [Locator.parse(place) for standing in program.standings for place in standing.passages]
        return any(relies(place, entry.locator) for place in places)

    def _is_signed(self, entry: LockedPassage) -> bool:
        return (str(entry.locator), entry.fingerprint.substance) in self.valid

    def _cited(self, edition: str) -> dict[str, list[Locator]]:
        """The places that each declaration of an edition cites."""
        program = next(program for program in self.chain if program.edition.name == edition)
        found: dict[str, list[Locator]] = {}
        for name, locators in conclusions(program):
            found.setdefault(name, []).extend(Locator.parse(locator) for locator in locators)
        return found

    def _origin(self, name: str) -> p.Program:
        """The edition whose lock a declaration was encoded from."""
        node = declaration(self.chain[0], name)
        origin = self.chain[0]
        for newer, older in zip(self.chain, self.chain[1:], strict=False):
            before = declaration(older, name)
            if before is None or node is None:
                break
            if before.place != node.place and not is_unwritten(newer, node.clause):
                break
            node, origin = before, older
        return origin

    def _origin_of_silences(self) -> p.Program:
        """The oldest edition from which a declared silence is taken over."""
        origin = self.chain[0]
        for newer, older in zip(self.chain, self.chain[1:], strict=False):
            before = {silence.place for silence in older.silences}
            if not any(silence.place in before or is_unwritten(newer, silence.clause) for silence in newer.silences):
                break
            origin = older
        return origin

    def _comparison(self, origin: str) -> Comparison | None:
        lock = _lock(self.folder, self.chain[0].edition.document, origin)
        return compare_locks(lock, self.present) if lock is not None else None


Declaration = p.Value | p.Norm | p.Exception_ | p.Ambiguity | p.Priority
"""What concludes something from a passage."""


def declaration(program: p.Program, name: str) -> Declaration | None:
    """The declaration of a name that concludes something."""
    found = (
        program.norms.get(name)
        or program.values.get(name)
        or program.exceptions.get(name)
        or program.ambiguities.get(name)
    )
    return found or next((priority for priority in program.priorities if priority.name == name), None)


def is_unwritten(program: p.Program, number: str) -> bool:
    """Whether nobody has gone through a clause that a scaffold has copied."""
    clause = program.clauses.get(number)
    gist = clause.gist if clause is not None else None
    return gist is not None and gist == unwritten(gist.languages)


def _lock(folder: Path, document: str, edition: str) -> Lock | None:
    path = lock_path(folder, document, edition)
    try:
        return load_lock(path)
    except SourceError as error:
        if error.code == "no-lock":
            return None
        raise
