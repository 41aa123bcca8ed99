"""What one run leaves for the next in the user's cache folder: nothing that could not be made again.

Each file begins with a seal, the length and the digest of what it holds: what is not as it was written is made again.
Where the folder can't be read or written, everything works all the same, only slower.
"""

import os
import stat
from importlib.util import find_spec
from pathlib import Path

from dsl.files import AT_ONCE
from engine.model.user_folders import private, user_folder

try:
    from _blake2 import blake2b  # `hashlib` loads OpenSSL, which takes longer than all that is digested here
except ImportError:
    from hashlib import blake2b  # the same, by its public name

_LENGTH, _DIGEST = 8, 32
"""How many bytes of a seal say the length, and how many are the digest."""

OLDEST = 14 * 24 * 3600
"""After so many seconds the compiled form of a state of the clauses is forgotten: most are never asked again."""


def digest(*parts: bytes, size: int = 12) -> bytes:
    """By what the content of something kept is known: `size` bytes that tell it from any other."""
    found = blake2b(digest_size=size)
    for part in parts:
        found.update(part)
    return found.digest()


def cache_folder() -> Path:
    """The folder of this program in the user's cache, which nobody else can read or write."""
    return private(user_folder("cache"))


SHIPPED = "shipped"
"""In the name of what is kept: the package that made it isn't here, and what it made came with the program."""


def maker(package: str, *files: Path) -> str:
    """Which state of a package, and of some files, makes what is kept; told without importing it."""
    specification = find_spec(package)
    if specification is None:
        return SHIPPED
    statuses = [os.stat(path) for path in (*map(str, files), specification.origin or "")]
    return "-".join(f"{status.st_size:x}{status.st_mtime_ns:x}" for status in statuses)


def kept(name: str) -> str | None:
    """The text that was kept under a name, a path below the cache folder; None where there is none."""
    content = kept_bytes(name)
    try:
        return None if content is None else content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def kept_bytes(name: str) -> bytes | None:
    """What was kept under a name, a path below the cache folder; None where there is none."""
    return read_sealed(cache_folder() / name)


def keep(name: str, text: str) -> None:
    """Keeps a text under a name, if the folder lets itself be written."""
    keep_bytes(name, text.encode("utf-8"))


def keep_bytes(name: str, content: bytes) -> None:
    """Keeps the content of a file under a name, if the folder lets itself be written."""
    try:
        write_sealed(cache_folder() / name, content)
    except OSError:
        return


def read_sealed(path: Path) -> bytes | None:
    """What was written into a file; None where there is none, or where it is not what was written under that name."""
    try:
        with open(os.open(path, os.O_RDONLY | AT_ONCE), "rb") as file:
            status, seal = os.fstat(file.fileno()), file.read(_LENGTH + _DIGEST)
            length = int.from_bytes(seal[:_LENGTH], "big")
            if not stat.S_ISREG(status.st_mode) or status.st_size != len(seal) + length:
                return None
            content = file.read(length)
    except OSError:
        return None
    return content if seal == _seal(path, content) else None


def write_sealed(path: Path, content: bytes) -> None:
    """Writes a file that `read_sealed` reads, in a folder that is made if need be. Raises `OSError`."""
    from dsl.atomic import replace_bytes

    path.parent.mkdir(parents=True, exist_ok=True)
    replace_bytes(path, _seal(path, content) + content)


def _seal(path: Path, content: bytes) -> bytes:
    """By what a file is known to be as it was written: the length, and a digest that goes with its name."""
    return len(content).to_bytes(_LENGTH, "big") + digest(os.fsencode(path.name), b"\0", content, size=_DIGEST)


def forget_old_states(newest: Path) -> None:
    """Removes what was compiled long before `newest`, the folder of the state compiled just now."""
    from shutil import rmtree

    try:
        now = newest.stat().st_mtime
        for manifest in newest.parent.glob("*/manifest.*"):
            if now - manifest.stat().st_mtime > OLDEST:
                rmtree(manifest.parent, ignore_errors=True)
        for state in newest.parent.glob("*.state"):
            if now - state.stat().st_mtime > OLDEST:
                state.unlink()
    except OSError:
        return
