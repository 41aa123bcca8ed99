"""The folders of this program among those of the user (XDG base directory specification)."""

import os
import stat
from pathlib import Path
from typing import Literal

_FOLDERS = {
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "config": ("XDG_CONFIG_HOME", ".config"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}
NOWHERE = Path(os.devnull)
"""Below it nothing can be read or made: where a user without a home keeps things."""
_PRIVATE = 0o700


def user_folder(kind: Literal["cache", "config", "state"]) -> Path:
    """The folder for what is kept from run to run, what the user sets, and what is to be gone on with.

    A relative path in the environment is ignored, as the specification says: what is kept must not depend on where the
    program is called.
    """
    variable, below = _FOLDERS[kind]
    base = os.environ.get(variable, "")
    if not os.path.isabs(base):
        home = _home()
        base = os.path.join(home, below) if os.path.isabs(home) else str(NOWHERE)
    return Path(base) / "opposable"


def private(folder: Path) -> Path:
    """A folder made, or made to be, the user's alone; `NOWHERE` if it is another's or a symbolic link."""
    try:
        try:
            status = os.lstat(folder)
        except FileNotFoundError:
            os.makedirs(folder, _PRIVATE, exist_ok=True)
            status = os.lstat(folder)
        owner = os.geteuid() if hasattr(os, "geteuid") else status.st_uid
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner:
            return NOWHERE
        if hasattr(os, "geteuid") and status.st_mode & 0o077:
            os.chmod(folder, _PRIVATE)
    except OSError:
        return NOWHERE
    return folder


def _home() -> str:
    said = os.environ.get("HOME", "")
    if os.path.isabs(said):
        return said
    try:
        from pwd import getpwuid

        return getpwuid(os.getuid()).pw_dir
    except (ImportError, KeyError):
        return os.environ.get("USERPROFILE", "")
