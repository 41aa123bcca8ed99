"""The list of the documents that are watched: of each its text as last seen, and a command that fetches it anew."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.files import read_content, read_text_file
from dsl.first_mistakes import first_mistakes
from dsl.position import Span
from dsl.sentence import told
from engine.case.facts_file import LARGEST, parse_toml
from engine.model.supervised import supervised
from engine.source.read import LARGEST_SOURCE

_KEYS = ("document", "text", "old_text", "fetch")
_TABLE = re.compile(r"^[ \t]*(?P<table>\[\[\s*watched\s*\]\])", re.MULTILINE)
_LONGEST_FETCH = 120
"""How many seconds a command may take that fetches a text."""


@dataclass(frozen=True, slots=True)
class Watched:
    """One document that is watched.

    `text` is the file of its text as last seen, `old_text` the one that was encoded (for redlines), `fetch` a command
    and its arguments, in which `{text}` stands for the file that it is to write.
    """

    document: str
    text: Path
    old_text: Path | None = None
    fetch: tuple[str, ...] = ()


def read_watch_list(path: Path) -> tuple[Watched, ...]:
    """The documents of a list; its paths are relative to its own folder. Raises `Rejected` with every mistake in it."""
    text, wrong = read_text_file(path, path.as_posix(), LARGEST)
    if text is None:
        raise Rejected(wrong)
    name = path.as_posix()
    content = parse_toml(text, name).content
    entries = content.get("watched")
    if not isinstance(entries, list) or not entries or set(content) != {"watched"}:
        message = told("`{path}` lists no documents", path=name)
        remedy = "write a table `[[watched]]` for each of them, and nothing else"
        raise Rejected([Diagnostic("bad-watch-list", message, (Label(Span(name, 1, 1, 0, 0)),), remedy)])
    tables = [(found.start("table"), found.end("table")) for found in _TABLE.finditer(text)]
    mistakes = first_mistakes(
        replace(mistake, labels=(Label(_place(name, text, tables, number)),))
        for number, entry in enumerate(entries)
        for mistake in _mistakes(entry, number + 1)
    )
    if mistakes:
        raise Rejected(mistakes, {name: text})
    return tuple(
        Watched(
            entry["document"],
            path.parent / entry["text"],
            path.parent / entry["old_text"] if "old_text" in entry else None,
            tuple(entry.get("fetch", ())),
        )
        for entry in entries
    )


def _place(name: str, text: str, tables: Sequence[tuple[int, int]], number: int) -> Span:
    """Where an entry begins; the beginning of the file where it is written in another way."""
    if number >= len(tables):
        return Span(name, 1, 1, 0, 0)
    start, end = tables[number]
    return Span(name, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), start, end)


def _mistakes(entry: Any, number: int) -> Iterable[Diagnostic]:
    if not isinstance(entry, dict):
        yield _wrong(told("entry {number} is no table", number=number), "write it as a table `[[watched]]`")
        return
    for key in (key for key in entry if key not in _KEYS):
        listed = ", ".join(f"`{known}`" for known in _KEYS)
        yield _wrong(
            told("entry {number}: there is no key `{key}`", number=number, key=key),
            suggestion(key, _KEYS) or told("the keys are {listed}", listed=listed),
        )
    for key in ("document", "text"):
        if key not in entry:
            yield _wrong(
                told("entry {number} has no `{key}`", number=number, key=key), told('write {key} = "…"', key=key)
            )
    for key in ("document", "text", "old_text"):
        if not isinstance(entry.get(key, ""), str):
            yield _wrong(
                told("entry {number}: `{key}` is no text", number=number, key=key), told('write {key} = "…"', key=key)
            )
    fetch = entry.get("fetch", ["{text}"])
    words = fetch if isinstance(fetch, list) else []
    if not all(isinstance(word, str) for word in words) or not any("{text}" in str(word) for word in words):
        remedy = 'write it as a list with `{text}` where the file belongs: fetch = ["curl", "-o", "{text}", "…"]'
        yield _wrong(told("entry {number}: `fetch` is no command that writes a file", number=number), remedy)


def fetch(watched: Watched) -> None:
    """Fetches the text of a document by its command and puts it in the place of the one last seen.

    Nothing changes where the command fails. Raises `Rejected` (`not-fetched`) then.
    """
    from dsl.atomic import replace_bytes

    with tempfile.TemporaryDirectory() as folder:
        fetched = Path(folder) / watched.text.name
        command = [word.replace("{text}", str(fetched)) for word in watched.fetch]
        try:
            status, said = supervised(command, fetched.parent, _LONGEST_FETCH, LARGEST_SOURCE + 1)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _not_fetched(watched, str(error)) from None
        is_there = fetched.is_file()
        content = read_content(fetched, watched.text.name, LARGEST_SOURCE) if is_there else b""
        if isinstance(content, Diagnostic):
            raise _not_fetched(watched, content.message)
        if status:
            raise _not_fetched(watched, said or told("its command ended with {status}", status=status))
        if not is_there:
            raise _not_fetched(watched, "its command ended well, but wrote no file in place of `{text}`")
        try:
            replace_bytes(watched.text, content)
        except OSError as error:
            raise _not_fetched(watched, error.strerror or str(error)) from None


def _wrong(message: str, remedy: str) -> Diagnostic:
    return Diagnostic("bad-watch-list", message, (), remedy)


def _not_fetched(watched: Watched, reason: str) -> Rejected:
    message = told("the text of `{document}` was not fetched: {reason}", document=watched.document, reason=reason)
    return Rejected([Diagnostic("not-fetched", message, (), "try its `fetch` command by hand")], status=1)
