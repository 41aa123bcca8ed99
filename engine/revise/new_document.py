"""The beginning of a document: a folder that compiles, with every passage of its text as a stub at its place.

No sentence of the text is written into it: of a clause its heading, of a passage its place, its kind and its numbers.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Literal

from dsl.diagnostic import Diagnostic, Rejected
from dsl.files import LARGEST_CLAUSE_FILE, read_content
from dsl.numberings import CITED_BY, Numbering
from dsl.sentence import told
from dsl.surface.formatter import format_source
from engine.revise.texts import bad_name, require_name
from engine.source.layout import layout
from engine.source.lock import Lock, LockedPassage, lock_text, make_lock
from engine.source.text_outline import Outline, outline
from engine.tongues import Words, tags, tongue

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EDITION = re.compile(rf"{_NAME.pattern}|{_DATE.pattern}")
_NAMING = ("title", "heading")
"""The kinds of passages that only say what follows."""
_LONGEST_HEADING = 80
_DEFAULT_TONGUE = "en"

Beginning = Literal["header", "clauses", "lock", "scenario"]
"""What is written of a new document: each a file."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What a document begins with: `files`, each with its path within the folder of clauses, and a first `scenario`."""

    outline: Outline
    lock: Lock
    files: dict[Beginning, tuple[str, str]]
    scenario: str

    @property
    def to_encode(self) -> int:
        """How many passages are to be encoded: all but those that only name what follows."""
        return sum(passage.kind not in _NAMING for passage in self.lock.passages)


def new_document(
    name: str,
    text: str,
    edition: str = "undated",
    languages: tuple[str, ...] = (_DEFAULT_TONGUE,),
    numbering: Numbering | None = None,
) -> NewDocument:
    """The beginning of a document whose text is given: its header, a stub of each clause, a first question, its lock.

    The numbering is found out if it isn't said. Raises `Rejected` for a name that can name no document, for a language
    that is no tongue, and for a text without words.
    """
    _require(name, _NAME, "a document", "begin with a small letter; then letters, digits and single hyphens")
    require_edition(edition)
    for language in languages:
        tongue(language)
    found = outline(text, layout(numbering) if numbering else None)
    numbered = numbering or found.numbering
    lock = make_lock(name, edition, text, found.layout)
    return NewDocument(
        outline=found,
        lock=lock,
        files={
            "header": (f"{name}/00-document.clause", _header(name, edition, languages, numbered, found)),
            "clauses": (f"{name}/01-clauses.clause", _clauses(name, edition, languages, found, lock)),
            "lock": (f"{name}/{edition}.lock.json", lock_text(lock)),
        },
        scenario=_scenario(name),
    )


def write_document(document: NewDocument, clauses: Path, scenario: Path) -> dict[Beginning, Path]:
    """Writes what a document begins with, each in a file; `scenario` is that of its first one.

    What a run that was killed has left of the same files is completed; where one can't be written, none stays. Raises
    `Rejected` (`document-exists`) where anything else is there already, and then writes nothing; raises `OSError`.
    """
    from dsl.atomic import replace_text

    targets: dict[Beginning, tuple[Path, str]] = {
        part: (clauses / path, content) for part, (path, content) in document.files.items()
    }
    targets["scenario"] = (scenario, document.scenario)
    folder = clauses / document.lock.document
    there = {path for path in (scenario, *_within(folder)) if os.path.lexists(path)}
    left = {
        path for path, content in targets.values() if read_content(path, "", LARGEST_CLAUSE_FILE) == content.encode()
    }
    if not there <= left or len(left) == len(targets):
        taken = [path for path in (folder, scenario) if os.path.lexists(path)]
        remedy = "choose another name, or go on with what is there"
        raise Rejected(
            [Diagnostic("document-exists", told("`{path}` is there already", path=path), (), remedy) for path in taken]
        )
    written: list[Path] = []
    for path, content in targets.values():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_text(path, content)
        except OSError as error:
            _take_back(written, folder)
            raise OSError(error.errno, error.strerror, str(path)) from None
        written.append(path)
    return {part: path for part, (path, _) in targets.items()}


def _take_back(written: Iterable[Path], folder: Path) -> None:
    """Takes away what was written, and the folder if nothing else is in it."""
    for path in written:
        path.unlink()
    with suppress(OSError):
        folder.rmdir()


def _within(folder: Path) -> Iterable[Path]:
    """What lies in a folder, but for what was left of writing it; the folder itself where it is none."""
    if folder.is_symlink() or not folder.is_dir():
        return [folder]
    return [path for path in folder.rglob("*") if not path.name.startswith(".")]


def require_edition(word: str) -> str:
    """Raises `Rejected` for what cannot name a new edition: a date that there is can, or a word."""
    by_date = "name it by its date, as in `2025-01-01`, or by a word"
    _require(word, _EDITION, "an edition", by_date)
    if _DATE.fullmatch(word) and not _is_day(word):
        raise bad_name(word, "an edition", by_date)
    return word


def _require(word: str, pattern: re.Pattern[str], what: str, remedy: str) -> None:
    """Raises `Rejected` for a word that cannot stand in a clause file as the name of something, or of a file."""
    if not pattern.fullmatch(word):
        raise bad_name(word, what, remedy)
    require_name(word, what)


def _is_day(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _header(name: str, edition: str, languages: tuple[str, ...], numbering: Numbering | None, found: Outline) -> str:
    """The header, the two sides, one thing that may be done, and the question whether it may."""
    plain = name.replace("-", "_")
    title = _heading(found.title) or name.replace("-", " ").capitalize()
    cited = f"{found.layout.style}s" if f"{found.layout.style}s" in CITED_BY else "articles"
    dated = f" in force from {edition}" if _DATE.fullmatch(edition) else ""

    def phrase(key: str) -> str:
        return _written({at: tongue(at).words("founding").say(key, title=title) for at in languages})

    source = "\n".join(
        (
            *(f"# {line}" for line in _words(languages)["header"].splitlines()),
            f"document {name} {phrase('document')} cites {cited} languages {', '.join(languages)}",
            *((f"numbered {numbering}",) if numbering else ()),
            f"edition {edition}{dated}",
            f"party first_party_{plain} {phrase('first_party')}",
            f"party second_party_{plain} {phrase('second_party')}",
            f"topic topic_{plain} {phrase('document')}",
            f"action act_{plain} {phrase('action')}",
            f"question may-act-{name} topic topic_{plain} {phrase('question')}",
            f"asks position power or permission of first_party_{plain} to act_{plain}",
        )
    )
    return _set(source, f"{name}/00-document.clause")


def _clauses(name: str, edition: str, languages: tuple[str, ...], found: Outline, lock: Lock) -> str:
    """Every clause with its heading, and above it the places of the passages that are to be encoded."""
    headings = {entry.clause: entry.heading for entry in found.entries}
    words = _words(languages)
    parts = [f"part of {name} edition {edition}"]
    for clause, group in groupby(lock.passages, key=lambda passage: passage.locator.clause):
        passages = tuple(group)
        heading = _heading(headings.get(clause, ""))
        parts += [
            "",
            *(f"# {line}" for line in _stubs(passages, words)),
            f"clause {clause} " + _written({at: heading or _named(at, clause) for at in languages}),
            *_headings(passages, languages),
        ]
    return _set("\n".join(parts), f"{name}/01-clauses.clause")


def _stubs(passages: Iterable[LockedPassage], words: Words) -> Iterable[str]:
    """The passages of a clause that conclude something or stand for something: all but the title and headings."""
    for passage in passages:
        if passage.kind in _NAMING:
            continue
        numbers = passage.fingerprint.numbers
        yield words.say("stub_numbers" if numbers else "stub", place=passage.locator, numbers=" · ".join(numbers))


def _written(said: dict[str, str]) -> str:
    """A phrase as clause files write it."""
    return " ".join(f'{language} "{text}"' for language, text in said.items())


def _named(language: str, clause: str) -> str:
    """What a clause without a heading is called."""
    return tongue(language).words("founding").get(clause) or numbered(language, clause)


def numbered(language: str, clause: str) -> str:
    """What a clause is called by its number; empty in a language for which there is no tongue."""
    return tongue(language).words("founding").say("clause", clause=clause) if language in tags() else ""


def _headings(passages: Iterable[LockedPassage], languages: tuple[str, ...]) -> Iterable[str]:
    """That the title or a heading concludes nothing: so it is with most, and the author sees where it isn't."""
    places = [passage.locator.source_form() for passage in passages if passage.kind in _NAMING]
    if places:
        said = {language: tongue(language).words("founding")["names_only"] for language in languages}
        yield f"inert {', '.join(places)} as heading {_written(said)}"


def _heading(text: str) -> str:
    """A heading as a clause file can hold it: on one line, without quotation marks, and no longer than a heading is."""
    line = " ".join(text.split()).replace('"', "’")
    return line if len(line) <= _LONGEST_HEADING else line[: _LONGEST_HEADING - 1].rstrip() + "…"


def _scenario(name: str) -> str:
    words = tongue(_DEFAULT_TONGUE).words("founding")
    return "\n".join(
        (
            f'document = "{name}"',
            "",
            "[[scenario]]",
            f'title = "{words["scenario"]}"',
            f'question = "may-act-{name}"',
            f'argument = "{words["argument"]}"',
            "[scenario.expect]",
            'answer = "silent"',
            "",
        )
    )


def _words(languages: tuple[str, ...]) -> Words:
    """The words of the first language: the one in which the author is spoken to."""
    return tongue(languages[0]).words("founding")


def _set(source: str, file: str) -> str:
    """The source as every clause file is set."""
    formatted, diagnostics = format_source(source, file)
    if formatted is None:
        raise Rejected(diagnostics, {file: source})
    return formatted
