"""Files that one process has for itself: its end gives them back, however that comes about."""

import os
from pathlib import Path
from typing import BinaryIO


def taken(path: Path) -> BinaryIO | None:
    """A file made, if need be, and taken for this process alone until it is closed; None while another one has it.

    Where the system knows no such thing, everybody is given it. Raises `OSError` where it can't be made.
    """
    while True:
        file = open(path, "ab")  # noqa: SIM115  # until whoever asked for it closes it
        if not _is_locked(file):
            file.close()
            return None
        if _is_at(file, path):
            return file
        file.close()  # whoever had it took it away meanwhile


def _is_locked(file: BinaryIO) -> bool:
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system that knows no such thing
        pass
    return True


def _is_at(file: BinaryIO, path: Path) -> bool:
    """Whether a file that was opened is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(path))
    except OSError:
        return False
