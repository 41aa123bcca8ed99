"""Texts and locks as a command is given them, every mistake a diagnostic."""

import re
from pathlib import Path

from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from engine.library.library import Library
from engine.model.staleness import lock_path
from engine.source.compare import Comparison
from engine.source.lock import Lock, load_lock

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")


def read_lock(folder: Path, document: str, edition: str) -> Lock:
    """The source lock of an edition. Raises `Rejected`."""
    return load_lock(lock_path(folder, document, edition))


def newest_edition(folder: Path, document: str) -> str:
    """The newest edition of a document that is encoded. Raises `Rejected` for a document that isn't there."""
    library = Library.open(folder)
    library.require_document(document)
    return library.editions(document)[-1].edition


def require_same_document(comparison: Comparison) -> None:
    """Raises `Rejected` for a text in which hardly anything of the document is found again."""
    if comparison.is_another_text:
        raise Rejected(
            [
                Diagnostic(
                    "another-document",
                    told(
                        "of the {of} passages of `{document}` {number} are found again in this text",
                        of=len(comparison.lock.passages),
                        document=comparison.lock.document,
                        number=comparison.found_again,
                    ),
                    (),
                    "begin a document with `opposable new`, or an edition with `opposable source lock --edition`",
                )
            ]
        )


def require_name(word: str, what: str) -> str:
    """Raises `Rejected` for a word that cannot name a document or an edition, nor therefore a file."""
    if not _NAME.fullmatch(word):
        raise Rejected(
            [
                Diagnostic(
                    "bad-name",
                    told("`{word}` cannot name {what}", word=word, what=what),
                    (),
                    "use small letters, digits, hyphens and full stops",
                )
            ]
        )
    return word
