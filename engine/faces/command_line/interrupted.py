"""What an interview leaves behind after each entry, so that it can go on after an interruption.

Interviews that run at the same time each have a place of their own in the user's state folder.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from dsl.atomic import PRIVATE, replace_text
from dsl.files import read_text_file
from dsl.taken import taken
from engine.case.facts_file import LARGEST
from engine.model.kept import digest
from engine.model.user_folders import private, user_folder


class Place:
    """The file in which one interview is kept, and what keeps every other interview out of it while it runs."""

    def __init__(self, path: Path, held: BinaryIO | None) -> None:
        self.path, self._held = path, held

    @classmethod
    def taken(cls, path: Path) -> "Place | None":
        """The place at a path; None where an interview that is running has it."""
        try:
            held = taken(_held(path))
        except OSError:  # where nothing can be kept
            return cls(path, None)
        return None if held is None else cls(path, held)

    def keep(self, entered: dict[str, Any]) -> bool:
        """Keeps what was entered, whole or not at all; False where the system refuses."""
        try:
            replace_text(
                private(self.path.parent) / self.path.name, json.dumps(entered, ensure_ascii=False, indent=1), PRIVATE
            )
        except OSError:
            return False
        return True

    def kept(self) -> Any:
        """What was kept; None where there is nothing, or nothing that can be read."""
        text, _ = read_text_file(self.path, self.path.name, LARGEST)
        try:
            return json.loads(text or "")
        except (ValueError, RecursionError):
            return None

    def set_aside(self) -> Path:
        """Gives what was kept and can't be read another name: no later interview stumbles over it, or writes there.

        It stays where it is if the system doesn't let it be renamed.
        """
        aside, again = self.path.with_suffix(".unreadable.json"), 1
        while os.path.lexists(aside):
            again += 1
            aside = self.path.with_suffix(f".unreadable-{again}.json")
        try:
            self.path.replace(aside)
        except OSError:
            return self.path
        return aside

    def forget(self) -> None:
        """Removes what was kept, once an interview came to its end."""
        with suppress(OSError):  # where nothing can be removed, nothing could be kept
            self.path.unlink()

    def let_go(self) -> None:
        """Leaves the place, with what is kept there, to the next interview."""
        if self._held is not None:
            with suppress(OSError):
                _held(self.path).unlink()
            self._held.close()
            self._held = None


def interrupted(clauses: Path, document: str, question: str) -> Iterator[Place]:
    """The places at which interviews on a question are kept that don't run any more, the latest first."""
    first = _first(clauses, document, question)
    name = re.compile(rf"{re.escape(first.stem)}(-\d+)?\.json")
    try:
        there = [path for path in first.parent.iterdir() if name.fullmatch(path.name)]
        there.sort(key=lambda path: path.lstat().st_mtime_ns, reverse=True)
    except OSError:  # nothing was kept, or an interview has just come to its end
        there = [first] if os.path.lexists(first) else []
    for path in there:
        place = Place.taken(path)
        if place is not None and os.path.lexists(path):
            yield place
        elif place is not None:
            place.let_go()


def new_place(clauses: Path, document: str, question: str) -> Place:
    """A place for an interview that begins: none where another one is kept, or will be."""
    first = _first(clauses, document, question)
    path, number = first, 1
    while True:
        place = None if os.path.lexists(path) else Place.taken(path)
        if place is not None and not os.path.lexists(path):
            return place
        if place is not None:
            place.let_go()
        number += 1
        path = first.with_name(f"{first.stem}-{number}.json")


def _first(clauses: Path, document: str, question: str) -> Path:
    """The first of the places for interviews on a question, as the clauses of a folder put it."""
    folder = digest(os.fsencode(os.path.realpath(clauses)), size=4).hex()
    return private(user_folder("state") / "interviews") / f"{document}--{question}--{folder}.json"


def _held(path: Path) -> Path:
    return path.with_suffix(".running")
