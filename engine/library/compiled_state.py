"""From which state of the clause files and of the compiler something was compiled: the same key, the same form.

The key is a digest of what is written in the clause files. As long as the system says of none of them that it changed,
the key need not be found anew, so that they are not read.
"""

import marshal
import os
import time
from pathlib import Path

from dsl.diagnostic import Diagnostic
from dsl.files import LARGEST_LOCK_FILE, read_content
from engine.model.kept import digest, keep, kept

ROOT = Path(__file__).resolve().parents[2]
"""The folder of this program."""
_CODE = ("dsl", "engine/model", "engine/meaning", "engine/backends", "engine/library")
"""The folders whose code decides what the compiled form and the generated modules look like."""
_WITHOUT_REFERENCES = 2
"""The version of `marshal` in which what is alike is written alike, whatever else refers to it."""
_SETTLED = 2
"""How many seconds after a file was written it can't be written again without its time telling."""


def key_of(folder: Path) -> str:
    """The key of what is compiled from a folder of clause files now."""
    name = _told(folder)
    found = kept(name) if name else None
    if found is None:
        found = _digest_of_all(folder)
        if name:
            keep(name, found)
    return found


def state_of_code(*packages: str) -> str:
    """The state of all code of some packages, as the system tells it of each file."""
    parts = []
    for path in (path for package in packages for path in _files(str(ROOT / package), (".py", ".lark"))):
        status = os.stat(path)
        parts.append(f"{os.path.relpath(path, ROOT)} {status.st_size} {status.st_mtime_ns}".encode())
    return digest(*parts).hex()


def fingerprint_of(folder: Path) -> str:
    """The state of the clause files alone: what an opinion carries so that it can be replayed."""
    contents = [part for part in _contents(folder) if part[0].endswith(".clause")]
    return digest(*map(_part, contents)).hex()


def _told(folder: Path) -> str:
    """Under which name the key is kept, by what the system says of each file; empty where one was written just now."""
    found, newest = [], 0
    try:
        for path in (*_files(str(folder.resolve()), (".clause", ".lock.json")), *_compiler()):
            status = os.stat(path)
            modified, changed = status.st_mtime_ns, status.st_ctime_ns
            newest = max(newest, modified, changed)
            found.append((path, status.st_ino, status.st_size, modified, changed))
    except OSError:  # something leads nowhere, or may not be looked at: reading tells what
        return ""
    told = marshal.dumps(found, _WITHOUT_REFERENCES)
    return f"{digest(told).hex()}.state" if time.time_ns() - newest > _SETTLED * 10**9 else ""


def _digest_of_all(folder: Path) -> str:
    parts = [_part(content) for content in _contents(folder)]
    return digest(*parts, state_of_code(*_CODE).encode()).hex()


def _part(content: tuple[str, bytes]) -> bytes:
    return content[0].encode() + b"\0" + content[1] + b"\0"


def _contents(folder: Path) -> list[tuple[str, bytes]]:
    paths = sorted([*folder.rglob("*.clause"), *folder.rglob("*.lock.json")])
    return [(path.relative_to(folder).as_posix(), _content(path)) for path in paths]


def _content(path: Path) -> bytes:
    """The content of a file; what no text holds where it can't be read, which the compiler then reports."""
    content = read_content(path, path.name, LARGEST_LOCK_FILE)
    return b"\0" if isinstance(content, Diagnostic) else content


def _compiler() -> list[str]:
    return [path for package in _CODE for path in _files(str(ROOT / package), (".py", ".lark"))]


def _files(folder: str, endings: tuple[str, ...]) -> list[str]:
    """The files with these endings in a folder and in those below it, in order. Raises `OSError`."""
    found: list[str] = []
    pending = [folder]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                elif entry.name.endswith(endings):
                    found.append(entry.path)
    return sorted(found)
