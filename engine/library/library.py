"""The library of compiled documents: which editions there are, which is in force when, and their knowledge bases.

Compiling is done once for a given state of the clause files and of the compiler; the result is kept in the user's cache
folder and loaded without the parser. Where the cache can't be written, or what is kept there is damaged,
everything still works.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cached_property, partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from dsl.frozen import dataclass
from dsl.sentence import told
from dsl.typed.program import Phrase
from engine.library.compiled_form import read_form, unpickled
from engine.library.compiled_state import ROOT, fingerprint_of, key_of
from engine.library.knowledge import KnowledgeBase
from engine.model.kept import cache_folder, forget_old_states, read_sealed, write_sealed
from engine.tongues import tongue

if TYPE_CHECKING:
    from dsl.check import Checked
    from dsl.typed.program import Program
    from engine.model.staleness import Staleness

CLAUSES = ROOT / "clauses"
DEFAULT = "en"
"""The language of answers where none is asked for and the document is written in it."""
_SUFFIX = ".compiled"
"""How the file of an edition ends."""
_MANIFEST = f"manifest{_SUFFIX}"
"""The file that lists the editions."""


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One edition in the manifest of the library."""

    document: str
    edition: str
    in_force: date | None
    title: Phrase
    languages: tuple[str, ...]
    facts: tuple[str, ...]
    reads: tuple[str, ...]
    """Those of the facts on which anything in the document rests."""
    fingerprint: str


class Library:
    """Everything that was compiled from one folder of clause files."""

    def __init__(self, entries: tuple[EditionEntry, ...], stored: dict[tuple[str, str], Path | bytes]) -> None:
        self.entries, self._stored = entries, stored
        self.folder: Path | None = None
        self._loaded: dict[tuple[str, str], KnowledgeBase] = {}

    @classmethod
    def open(cls, folder: Path = CLAUSES, announce: Callable[[], None] | None = None) -> "Library":
        """The library of a folder, compiled now or before.

        Raises `Rejected` if the clauses have errors, or declare no document.

        `announce` is called before compiling, which takes a few seconds.
        """
        library = cls._open(folder, announce)
        if not library.entries:
            raise Rejected(
                [
                    Diagnostic(
                        "no-document",
                        told("no clause file in `{folder}` declares a document", folder=folder),
                        (),
                        "name the folder of your clause files with `--clauses`",
                    )
                ]
            )
        library.folder = folder
        return library

    @classmethod
    def _open(cls, folder: Path, announce: Callable[[], None] | None) -> "Library":
        stored = cache_folder() / key_of(folder)
        try:
            library = cls._from_manifest(stored / _MANIFEST)
            if library.entries:
                return library
        except ValueError:
            pass
        if announce is not None:
            announce()
        return cls._compile(folder, stored)

    @classmethod
    def _compile(cls, folder: Path, kept: Path) -> "Library":
        from dsl.check import check_folder  # the parser is only needed when something changed

        library = cls.of(check_folder(folder), fingerprint_of(folder))
        try:
            library.write(kept)
            forget_old_states(kept)
        except OSError:
            return library
        return library

    @classmethod
    def of(cls, checked: "Checked", fingerprint: str = "") -> "Library":
        """The library of clauses that were checked, of which nothing is kept. Raises `Rejected` if they have errors."""
        from dsl.typed.dependencies import facts_read
        from engine.library.compiled_writer import written_form

        if not checked.is_sound:
            raise Rejected([d for d in checked.diagnostics if d.is_error], checked.sources, status=1)
        entries, stored = [], {}
        for program in checked.programs:
            edition = program.edition
            entries.append(
                EditionEntry(
                    edition.document,
                    edition.name,
                    edition.in_force,
                    edition.title,
                    edition.languages,
                    tuple(program.facts),
                    tuple(sorted(facts_read(program))),
                    fingerprint,
                )
            )
            stored[(edition.document, edition.name)] = written_form(program)
        return cls(tuple(entries), dict(stored))

    @classmethod
    def shipped(cls, folder: Path) -> "Library":
        """The library that was written into a folder, whose clause files are not at hand.

        Raises `ValueError` where it isn't whole.
        """
        return cls._from_manifest(folder / _MANIFEST)

    def write(self, folder: Path) -> None:
        """Writes what was compiled into a folder. Raises `OSError`."""
        from engine.library.compiled_writer import pickled

        for entry in self.entries:
            content = self._content((entry.document, entry.edition))
            write_sealed(folder / f"{entry.document}@{entry.edition}{_SUFFIX}", content)
        write_sealed(folder / _MANIFEST, pickled(tuple(map(attrgetter(*EditionEntry.__match_args__), self.entries))))

    @classmethod
    def _from_manifest(cls, manifest: Path) -> "Library":
        content = read_sealed(manifest)
        if content is None:
            raise ValueError("damaged")
        entries = [EditionEntry(*parts) for parts in unpickled(content)]
        stored: dict[tuple[str, str], Path | bytes] = {}
        for entry in entries:
            path = manifest.parent / f"{entry.document}@{entry.edition}{_SUFFIX}"
            if not path.is_file():
                raise ValueError("incomplete")
            stored[(entry.document, entry.edition)] = path
        return cls(tuple(entries), stored)

    def written_in(self, language: str) -> "Library":
        """The documents that are written in a language, by themselves."""
        found = Library(tuple(entry for entry in self.entries if language in entry.languages), self._stored)
        found.folder, found._loaded = self.folder, self._loaded
        return found

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The identifiers of the documents."""
        return tuple(dict.fromkeys(entry.document for entry in self.entries))

    def editions(self, document: str) -> tuple[EditionEntry, ...]:
        """The editions of a document, oldest first; one without a date counts as the oldest."""
        found = [entry for entry in self.entries if entry.document == document]
        return tuple(sorted(found, key=lambda entry: entry.in_force or date.min))

    def in_force(self, document: str, on: date | None) -> EditionEntry:
        """The edition in force on a date (of an hour, on its date).

        Raises `Rejected` where none is, or where there are several and no date.
        """
        self.require_document(document)
        editions = self.editions(document)
        if on is None:
            if len(editions) > 1:
                raise Rejected(
                    [
                        Diagnostic(
                            "date-missing",
                            told(
                                "`{document}` has {number} editions; the question needs a date",
                                document=document,
                                number=len(editions),
                            ),
                            (),
                            "say as of which day it is put, as `on`: 2024-03-10",
                        )
                    ]
                )
            return editions[0]
        day = on.date() if isinstance(on, datetime) else on
        valid = [entry for entry in editions if entry.in_force is None or entry.in_force <= day]
        if not valid:
            first = editions[0].in_force
            raise Rejected(
                [
                    Diagnostic(
                        "no-edition-in-force",
                        told(
                            "no edition of `{document}` that is encoded was in force on {day}",
                            document=document,
                            day=day,
                        ),
                        (),
                        told("the earliest one took effect on {first}", first=first),
                    )
                ]
            )
        return valid[-1]

    def require_document(self, document: str) -> None:
        """Raises `Rejected` for a document that isn't there."""
        if document not in self.documents:
            raise Rejected(
                [
                    Diagnostic(
                        "unknown-document",
                        told("there is no document `{document}`", document=document),
                        (),
                        suggestion(document, self.documents)
                        or told(
                            "there are {names} in this folder of clauses",
                            names=", ".join(f"`{name}`" for name in self.documents),
                        ),
                    )
                ]
            )

    def knowledge(self, entry: EditionEntry) -> KnowledgeBase:
        """The knowledge base of an edition, loaded once; compiled afresh if what was kept of it is damaged."""
        key = (entry.document, entry.edition)
        if key not in self._loaded:
            stored = self._stored[key]
            modules = None if isinstance(stored, bytes) else stored.with_suffix(".modules")
            program, kept = read_form(self._content(key))
            self._loaded[key] = KnowledgeBase(program, partial(self._staleness, entry), modules, kept=kept)
        return self._loaded[key]

    def _content(self, key: tuple[str, str]) -> bytes:
        """The compiled form of an edition; compiled afresh if what was kept of it is damaged."""
        stored = self._stored[key]
        content = read_sealed(stored) if isinstance(stored, Path) else stored
        return self._compiled_afresh(key) if content is None else content

    def _compiled_afresh(self, key: tuple[str, str]) -> bytes:
        """An edition compiled anew, the others with it. Raises `Rejected` where the clauses have errors by now."""
        assert self.folder is not None
        fresh = self._compile(self.folder, cache_folder() / key_of(self.folder))
        self._stored |= fresh._stored
        content = self._stored[key]
        assert isinstance(content, bytes)
        return content

    def revised(self, entry: EditionEntry) -> EditionEntry | None:
        """The edition that an edition revises."""
        name = self.knowledge(entry).program.edition.revises
        return next((e for e in self.entries if (e.document, e.edition) == (entry.document, name)), None)

    def _staleness(self, entry: EditionEntry) -> "Staleness | None":
        """What is stale in an edition. Raises `Rejected` where a file beside its clauses is damaged."""
        if self.folder is None or not self._may_be_stale(entry):
            return None
        from engine.model.staleness import staleness

        chain: list[Program] = []
        at: EditionEntry | None = entry
        while at is not None:
            chain.append(self.knowledge(at).program)
            at = self.revised(at)
        return staleness(self.folder, chain)

    def _may_be_stale(self, entry: EditionEntry) -> bool:
        """Whether anything beside the clauses could make them stale; saves a cold process the comparison of locks."""
        folder = self.folder / entry.document if self.folder else Path()
        beside = folder.is_dir() and any(
            name.endswith((".published.json", ".signoffs.toml")) for name in os.listdir(folder)
        )
        return beside or self.knowledge(entry).program.edition.revises is not None

    def facts_elsewhere(self, document: str) -> dict[str, str]:
        """The facts that only other documents know, each with the first document that does."""
        own = {fact for entry in self.entries if entry.document == document for fact in entry.facts}
        found: dict[str, str] = {}
        for entry in self.entries:
            for fact in entry.facts:
                if fact not in own:
                    found.setdefault(fact, entry.document)
        return found

    def read_elsewhere(self, document: str, facts: Iterable[str]) -> dict[str, str]:
        """Those of some facts on which nothing in a document rests, each with the first one in which something does."""
        own = {fact for entry in self.entries if entry.document == document for fact in entry.reads}
        found: dict[str, str] = {}
        for fact in facts:
            of = next((entry.document for entry in self.entries if fact in entry.reads), None)
            if of is not None and fact not in own:
                found[fact] = of
        return found


def spoken(entries: Sequence[EditionEntry], language: str | None = None) -> str:
    """The language in which to speak of some documents: the one asked for, else English or their first in common.

    Raises `Rejected` where there is no such tongue, or where a document isn't written in it.
    """
    wanted = spoken_around(entries, language)
    for entry in entries:
        if wanted not in entry.languages:
            known = ", ".join(f"`{tag}`" for tag in entry.languages)
            raise Rejected(
                [
                    Diagnostic(
                        "not-in-language",
                        told("`{document}` is not written in `{wanted}`", document=entry.document, wanted=wanted),
                        (),
                        told("ask in a language of the document: {known}", known=known),
                    )
                ]
            )
    return wanted


def spoken_around(entries: Sequence[EditionEntry], language: str | None = None) -> str:
    """The language of what is said around documents told beside each other, whatever these are written in.

    It is the one asked for, else English or their first in common; English where they have none in common. Raises
    `Rejected` where there is no tongue of the language asked for.
    """
    if language is not None:
        tongue(language)
        return language
    common = [tag for tag in entries[0].languages if all(tag in entry.languages for entry in entries)]
    return DEFAULT if DEFAULT in common or not common else common[0]


def spoken_beside(entry: EditionEntry, language: str | None = None) -> str:
    """The language in which a document is told beside others, which may be written in other languages.

    It is the one asked for where the document is written in it, else English, else its first. Raises `Rejected` where
    there is no tongue of the language asked for.
    """
    if language is not None:
        tongue(language)
    return next(tag for tag in (language, DEFAULT, *entry.languages) if tag in entry.languages)
