"""An opinion given earlier, answered again."""

from typing import Any

from dsl.diagnostic import Diagnostic, Rejected
from dsl.frozen import dataclass
from dsl.position import Span
from dsl.sentence import told
from engine import __version__
from engine.answer.answer import Answer
from engine.case.written import as_facts_file
from engine.explain.recorded import Recorded, contradicted, recorded
from engine.explain.replay import Difference, again, differences
from engine.library.library import EditionEntry, Library
from engine.print.data import as_json
from engine.print.plain import as_plain


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
    all_compared: bool
    """Whether all that the opinion says was held to its record: else only the record was answered again."""

    @property
    def is_same(self) -> bool:
        """Whether the answer is what it was."""
        return not self.differences


def replayed(library: Library, text: str, name: str) -> tuple[Replayed, ...]:
    """Each answer of an opinion in JSON or HTML given again; `name` is what its file is called.

    Raises `Rejected` where the text is no opinion, or where its question or facts can no longer be put.
    """
    try:
        return tuple(_replayed(library, found, name) for found in recorded(text, name))
    except Rejected as error:
        raise error.at(Span(name, 1, 1, 0, 0)) from None


def _replayed(library: Library, found: Recorded, name: str) -> Replayed:
    kept = found.record
    entry = _entry(library, kept)
    now = again(kept, library.knowledge(entry))
    differ = differences(kept, now, entry)
    is_of_today = kept["fingerprint"] == entry.fingerprint and kept.get("version") == __version__ and not differ
    if found.said is not None and is_of_today:
        _require_as_written(found.said, now, entry, name)
    return Replayed(
        kept["question"],
        kept["document"],
        kept["edition"],
        kept["fingerprint"],
        entry.fingerprint,
        differ,
        as_facts_file(now.case),
        found.is_sealed or (found.said is not None and is_of_today),
    )


def _require_as_written(said: dict[str, Any], now: Answer, entry: EditionEntry, name: str) -> None:
    """That an opinion as data says what its record gives on the same state of the clauses, in all that it says.

    Raises `Rejected` otherwise.
    """
    import json

    language = said.get("language", "en")
    if language not in entry.languages:
        raise contradicted(name, "language")
    written = json.loads(as_json(as_plain(now, language, entry)))
    for key, content in written.items():
        if key != "record" and said.get(key, content) != content:
            raise contradicted(name, key)


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
