"""Files are replaced whole or not at all."""

import os
import tempfile
from pathlib import Path


def replace_text(path: Path, text: str, mode: int = 0o644) -> None:
    """Writes `text` as UTF-8 beside `path` and moves it into place. Raises `OSError`; then nothing has changed."""
    replace_bytes(path, text.encode("utf-8"), mode)


def replace_bytes(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Writes `content` beside `path` and moves it into place, with the permissions of `mode`.

    Raises `OSError`; then nothing has changed.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
