"""An edition handed to those who write the formats of others."""

from pathlib import Path

from engine.export.target import Exported, as_text, cited_places, target_named
from engine.library.library import EditionEntry, Library
from engine.source.lock import load_lock
from engine.source.source_error import SourceError


def exported(library: Library, entry: EditionEntry, folder: Path, target: str, language: str) -> str:
    """An edition in the format of that name. Raises `Rejected` for an unknown one."""
    program = library.knowledge(entry).program
    try:
        lock = load_lock(folder / entry.document / f"{entry.edition}.lock.json")
        places = tuple(passage.locator for passage in lock.passages)
    except SourceError:
        places = cited_places(program)
    return as_text(target_named(target).written(Exported(program=program, places=places, language=language)))
