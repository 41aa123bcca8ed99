"""What an interview leaves behind after each entry, so that it can go on after an interruption."""

import json
import os
from pathlib import Path
from typing import Any

from engine.model.atomic import replace_text

_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
"""What was told is nobody else's business."""


def kept_in(document: str, question: str) -> Path:
    """Where an interview on a question is kept: in the user's state folder (XDG base directory specification)."""
    base = os.environ.get("XDG_STATE_HOME")
    folder = (Path(base) if base else Path.home() / ".local" / "state") / "opposable" / "interviews"
    return folder / f"{document}--{question}.json"


def keep(path: Path, entered: dict[str, Any]) -> bool:
    """Keeps what was entered, whole or not at all; False where the system refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)
        replace_text(path, json.dumps(entered, ensure_ascii=False, indent=1), _FILE_MODE)
    except OSError:
        return False
    return True


def kept(path: Path) -> Any:
    """What was kept; None where there is nothing, or nothing that can be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def forget(path: Path) -> None:
    """Removes what was kept, once an interview came to its end."""
    path.unlink(missing_ok=True)
