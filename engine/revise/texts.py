"""Texts and locks as a command is given them, every mistake a diagnostic."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dsl.diagnostic import Diagnostic, Rejected
from engine.evaluate.editions import Library
from engine.model.staleness import lock_path
from engine.source.lock import Lock, load_lock
from engine.source.read import SourceError, read_source

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")

HELP = {
    "source-not-found": "check the path",
    "binary-source": "give the text as plain UTF-8 or as a PDF",
    "bad-utf-8": "save it as UTF-8",
    "pdf-without-text": "run it through character recognition first",
    "unreadable-pdf": "save it again from a viewer, or give the text as plain UTF-8",
    "lock-not-found": "make it with `opposable source lock`",
    "bad-lock": "make it again with `opposable source lock`",
    "lock-format": "make it again with `opposable source lock`",
}
"""What to do about a text or a lock that cannot be used."""


@contextmanager
def readable() -> Iterator[None]:
    """Turns what is wrong with a text or a lock into a rejection."""
    try:
        yield
    except SourceError as error:
        raise Rejected([Diagnostic(error.id, error.message, (), HELP.get(error.id))]) from None


def read_text(path: Path) -> str:
    """The text of a plain text file or a PDF. Raises `Rejected`."""
    with readable():
        return read_source(path)


def read_lock(folder: Path, document: str, edition: str) -> Lock:
    """The source lock of an edition. Raises `Rejected`."""
    with readable():
        return load_lock(lock_path(folder, document, edition))


def newest_edition(folder: Path, document: str) -> str:
    """The newest edition of a document that is encoded. Raises `Rejected` for a document that isn't there."""
    library = Library.open(folder)
    library.require_document(document)
    return library.editions(document)[-1].edition


def require_name(word: str, what: str) -> str:
    """Raises `Rejected` for a word that cannot name a document or an edition, nor therefore a file."""
    if not _NAME.fullmatch(word):
        raise Rejected([Diagnostic("bad-name", f"`{word}` cannot name {what}", (),
                                   "use small letters, digits, hyphens and full stops")])
    return word
