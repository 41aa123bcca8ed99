"""What has become of all the texts that are watched, in one report: the gravest first, and what each change reaches.

Whatever is said of a changed passage begins with what rests on it: a change on which nothing rests can wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

from dsl.diagnostic import Diagnostic, Rejected
from dsl.harmless import harmless
from engine.library.library import Library, spoken_beside
from engine.revise.revision import choose_editions, revise
from engine.revise.revision_data import as_plain
from engine.revise.watch_list import Watched, fetch
from engine.source.read import read_source
from engine.suite.scenario import Scenario

Weight = Literal["unread", "signs", "wording", "elsewhere", "unchanged"]
"""How grave it is what became of a text: it couldn't be read; numbers, negations, modal verbs or signs
changed; words did; passages only stand elsewhere; nothing says anything else."""

WEIGHTS: tuple[Weight, ...] = get_args(Weight)
STATUSES: dict[Weight, int] = {"unchanged": 0, "elsewhere": 3, "wording": 4, "signs": 5, "unread": 6}
"""The exit status by the gravest weight of a digest; 1 and 2 say that the call itself went wrong."""

_WEIGHT_OF: dict[str, Weight] = {
    **dict.fromkeys(("numbers", "negations", "modals", "signs"), "signs"),
    **dict.fromkeys(("wording", "added", "removed"), "wording"),
    **dict.fromkeys(("moved", "shifted"), "elsewhere"),
}


def digest(
    library: Library,
    folder: Path,
    watched: Sequence[Watched],
    scenarios: Sequence[Scenario],
    language: str,
    is_fetched: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """The report on all watched texts as plain data, the gravest first; a text that can't be read says why.

    Each document is told in `language` if it is written in it, else in one that it has.
    `is_fetched` has each text fetched first by its command, if it has one. Raises `Rejected` for a document that isn't
    there.
    """
    for entry in watched:
        library.require_document(entry.document)
    found = []
    for number, entry in enumerate(watched, 1):
        found.append(_of(library, folder, entry, scenarios, language, is_fetched))
        if progress:
            progress(number, len(watched))
    found.sort(key=lambda document: (WEIGHTS.index(document["weight"]), document["document"]))
    gravest: Weight = found[0]["weight"] if found else "unchanged"
    return {"weight": gravest, "changed": sum(_is_changed(document) for document in found), "documents": found}


def _is_changed(document: dict[str, Any]) -> bool:
    return document["weight"] not in ("unchanged", "unread")


def _of(
    library: Library, folder: Path, watched: Watched, scenarios: Sequence[Scenario], language: str, is_fetched: bool
) -> dict[str, Any]:
    """What became of one text: the data of its revision."""
    named = {"document": watched.document, "text": harmless(str(watched.text))}
    try:
        if is_fetched and watched.fetch:
            fetch(watched)
        text = read_source(watched.text)
        old = read_source(watched.old_text) if watched.old_text else None
        base, target = choose_editions(library, folder, watched.document, text, None, None)
        revision = revise(library, folder, base, target, text, scenarios, old)
        data = as_plain(revision, library, spoken_beside(target or base, language))
    except Rejected as error:
        return {**named, "weight": "unread", "trouble": [_plain(found) for found in error.diagnostics]}
    return {**named, "weight": _weight(data["passages"]), "trouble": [], **data}


def _plain(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic in which nothing acts, whatever a command or a name that was told may say."""
    return {
        "code": diagnostic.code,
        "message": harmless(diagnostic.message),
        "help": diagnostic.help and harmless(diagnostic.help),
    }


def _weight(passages: Iterable[dict[str, Any]]) -> Weight:
    weights = {_WEIGHT_OF[passage["change"]] for passage in passages}
    return next((weight for weight in WEIGHTS if weight in weights), "unchanged")
