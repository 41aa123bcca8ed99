"""Texts and locks as a command is given them, every mistake a diagnostic."""

from datetime import date
from pathlib import Path

from dsl.check import check_folder
from dsl.diagnostic import Diagnostic, Rejected
from dsl.file_names import unnameable
from dsl.sentence import told
from engine.library.library import Library
from engine.model.staleness import lock_path
from engine.source.compare import Comparison
from engine.source.lock import Lock, load_lock


def read_lock(folder: Path, document: str, edition: str) -> Lock:
    """The source lock of an edition. Raises `Rejected`."""
    return load_lock(lock_path(folder, document, edition))


def newest_edition(folder: Path, document: str) -> str:
    """The newest edition of a document that is encoded, also where a source lock doesn't go with its clauses.

    Raises `Rejected` for a document that isn't there.
    """
    try:
        library = Library.open(folder)
    except Rejected:
        checked = check_folder(folder, locked=False)
        editions = [one.edition for one in checked.programs if one.edition.document == document]
        if not checked.is_sound or not editions:
            raise
        return max(editions, key=lambda edition: edition.in_force or date.min).name
    library.require_document(document)
    return library.editions(document)[-1].edition


def cited_in_vain(folder: Path, edition: str) -> list[Diagnostic]:
    """That the clauses of a folder cite passages which the locks of their editions don't have, if so: one warning."""
    try:
        Library.open(folder)
    except Rejected as error:
        found = [diagnostic for diagnostic in error.diagnostics if diagnostic.code == "unknown-passage"]
        if found:
            message = told(
                "nothing compiles with this lock: {number} citations of the clauses name passages that the text of "
                "edition `{name}` does not have",
                number=len(found),
                name=edition,
            )
            help_line = "mend them (`opposable check` names each), or lock the text that was encoded, with `--replace`"
            return [Diagnostic("unknown-passage", message, (), help_line, "warning")]
    return []


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
    if (remedy := unnameable(word)) is not None:
        raise bad_name(word, what, remedy)
    return word


def bad_name(word: str, what: str, remedy: str) -> Rejected:
    """The rejection of a word that cannot name what it is to name."""
    return Rejected([Diagnostic("bad-name", told("`{word}` cannot name {what}", word=word, what=what), (), remedy)])
