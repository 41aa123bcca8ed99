"""What one run leaves for the next in the user's cache folder: nothing that could not be made again.

Where the folder can't be read or written, everything works all the same, only slower.
"""

import os
from pathlib import Path

OLDEST = 14 * 24 * 3600
"""After so many seconds the compiled form of a state of the clauses is forgotten: most are never asked again."""


def cache_folder() -> Path:
    """The folder of this program in the user's cache (XDG base directory specification)."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "opposable"


def kept(name: str) -> str | None:
    """The text that was kept under a name, a path below the cache folder; None where there is none."""
    try:
        return (cache_folder() / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def keep(name: str, text: str) -> None:
    """Keeps a text under a name, if the folder lets itself be written."""
    from engine.model.atomic import replace_text

    path = cache_folder() / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_text(path, text)
    except OSError:
        return


def forget_old_states(newest: Path) -> None:
    """Removes what was compiled long before `newest`, the folder of the state compiled just now."""
    from shutil import rmtree

    try:
        now = newest.stat().st_mtime
        for manifest in newest.parent.glob("*/manifest.json"):
            if now - manifest.stat().st_mtime > OLDEST:
                rmtree(manifest.parent, ignore_errors=True)
    except OSError:
        return
