"""What an interview leaves behind after each entry, so that it can go on after an interruption."""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from dsl.atomic import PRIVATE, replace_text
from dsl.files import read_text_file
from engine.case.facts_file import LARGEST
from engine.model.user_folders import private, user_folder


def kept_in(document: str, question: str) -> Path:
    """Where an interview on a question is kept: in the user's state folder."""
    return user_folder("state") / "interviews" / f"{document}--{question}.json"


def keep(path: Path, entered: dict[str, Any]) -> bool:
    """Keeps what was entered, whole or not at all; False where the system refuses."""
    try:
        replace_text(private(path.parent) / path.name, json.dumps(entered, ensure_ascii=False, indent=1), PRIVATE)
    except OSError:
        return False
    return True


def kept(path: Path) -> Any:
    """What was kept; None where there is nothing, or nothing that can be read."""
    text, _ = read_text_file(path, path.name, LARGEST)
    try:
        return json.loads(text or "")
    except (ValueError, RecursionError):
        return None


def set_aside(path: Path) -> Path:
    """Gives what was kept and can't be read another name, so that the next interview doesn't write over it.

    It stays where it is if the system doesn't let it be renamed.
    """
    aside, again = path.with_suffix(".unreadable.json"), 1
    while os.path.lexists(aside):
        again += 1
        aside = path.with_suffix(f".unreadable-{again}.json")
    try:
        path.replace(aside)
    except OSError:
        return path
    return aside


def forget(path: Path) -> None:
    """Removes what was kept, once an interview came to its end."""
    with suppress(OSError):  # where nothing can be removed, nothing could be kept
        path.unlink()
