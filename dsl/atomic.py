"""Files and folders are replaced whole or not at all."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PRIVATE = 0o600
"""The permissions of what is nobody else's business."""
_NEW = 0o666
"""Those of any other new file, before the user's mask is taken off."""


def replace_text(path: Path, text: str, mode: int | None = None) -> None:
    """Writes `text` as UTF-8 beside `path` and moves it into place. Raises `OSError`; then nothing has changed."""
    replace_bytes(path, text.encode("utf-8"), mode)


def replace_bytes(path: Path, content: bytes, mode: int | None = None) -> None:
    """Writes `content` beside `path` and moves it into place.

    Where `path` is a symbolic link, what it points to is replaced and the link stays. A file that is there keeps its
    permissions, a new one has those that the user's mask leaves; `mode` goes before both. What is no file, or may not
    be written, is left alone.

    Raises `OSError`; then nothing has changed.
    """
    target = _replaced(path)
    permissions = mode if mode is not None else permissions_of(path)
    name = target.parent / f".{target.name[:100]}.{os.urandom(6).hex()}"
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW if permissions is None else PRIVATE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if permissions is not None:
            os.chmod(name, permissions)
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def put_in_place(made: Path, path: Path) -> None:
    """Moves a finished file to where `replace_bytes` would have written it. Raises `OSError`."""
    permissions = permissions_of(path)
    if permissions is not None:
        os.chmod(made, permissions)
    os.replace(made, _replaced(path))


def _replaced(path: Path) -> Path:
    """The file that is replaced, wherever links lead. Raises `FileNotFoundError` where they lead through no folder.

    What goes up from a folder that isn't there leads nowhere, though another place would be found by the words alone.
    """
    target = Path(os.path.realpath(path))
    if not path.parent.is_dir() or (target.exists() and not path.exists()):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    return target


@contextmanager
def replaced_folder(folder: Path, changing: bool = False) -> Iterator[Path]:
    """A folder to be filled, put in place of `folder` when all is done; `changing` begins with a copy of what is there.

    What a run that was killed has left beside it is taken away. Raises `OSError`.
    """
    from shutil import copytree, rmtree  # slow to load, and only folders need them

    folder.parent.mkdir(parents=True, exist_ok=True)
    made, former = (folder.with_name(f".{folder.name}.{state}") for state in ("made", "former"))
    for left in (*folder.parent.glob(f"{made.name}.*"), *folder.parent.glob(f"{former.name}.*")):
        if not _is_alive(left.suffix[1:]):
            rmtree(left, ignore_errors=True)
    made, former = (path.with_name(f"{path.name}.{os.getpid()}") for path in (made, former))
    try:
        if changing:
            copytree(folder, made)
        else:
            made.mkdir()
        yield made
        with suppress(FileNotFoundError):
            folder.rename(former)
        made.rename(folder)
    finally:
        for left in (made, former):
            rmtree(left, ignore_errors=True)


def _is_alive(process: str) -> bool:
    """Whether a process of that number is there."""
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:  # somebody else's
        return True
    return True


def permissions_of(path: Path) -> int | None:
    """The permissions of the file to be replaced; None where there is none. Raises `OSError` for anything else."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is a device or a pipe, not a file", str(path))
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return stat.S_IMODE(status.st_mode) & 0o777
