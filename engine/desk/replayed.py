"""An opinion given earlier, answered again."""

from typing import Any

from dsl.diagnostic import Diagnostic, Rejected
from dsl.frozen import dataclass
from dsl.sentence import told
from engine.case.written import as_facts_file
from engine.explain.recorded import recorded
from engine.explain.replay import Difference, again, differences
from engine.library.library import EditionEntry, Library


@dataclass(frozen=True, slots=True)
class Replayed:
    """What an earlier opinion was on, the state of the clauses then and now, and everything that differs."""

    question: str
    document: str
    edition: str
    fingerprint_then: str
    fingerprint_now: str
    differences: tuple[Difference, ...]
    facts_file: str
    """What the opinion was on, as a facts file."""

    @property
    def is_same(self) -> bool:
        """Whether the answer is what it was."""
        return not self.differences


def replayed(library: Library, text: str, name: str) -> tuple[Replayed, ...]:
    """Each answer of an opinion in JSON or HTML given again; `name` is what its file is called.

    Raises `Rejected` where the text is no opinion, or where its question or facts can no longer be put.
    """
    return tuple(_replayed(library, kept) for kept in recorded(text, name))


def _replayed(library: Library, kept: dict[str, Any]) -> Replayed:
    entry = _entry(library, kept)
    found = again(kept, library.knowledge(entry))
    return Replayed(
        kept["question"],
        kept["document"],
        kept["edition"],
        kept["fingerprint"],
        entry.fingerprint,
        differences(kept, found, entry),
        as_facts_file(found.case),
    )


def _entry(library: Library, kept: dict[str, Any]) -> EditionEntry:
    library.require_document(kept["document"])
    for entry in library.editions(kept["document"]):
        if entry.edition == kept["edition"]:
            return entry
    raise Rejected(
        [
            Diagnostic(
                "unknown-edition",
                told("the edition `{kept}` is no longer there", kept=kept["edition"]),
                (),
                "ask anew: another edition is in force now",
            )
        ],
        status=1,
    )
