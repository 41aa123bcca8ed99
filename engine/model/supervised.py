"""Runs another program, which ends when this process does, however that comes about, with all that it began."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO

from engine.model import supervising

_LAST_WORDS = 2
"""For how many seconds what it said is still read once it has ended."""
_LONGEST_SAID = 4096
"""How many bytes are kept of what it says of errors."""


def supervised(
    command: Sequence[str], folder: Path, longest: int, largest: int, within: Path | None = None
) -> tuple[int, str]:
    """The exit status of a command and the last line of what it said of errors, of which no more is kept.

    It is ended after so many seconds, or when this process ends, and `folder` is then taken away; no file that it
    writes has more bytes than `largest`. It runs `within` a folder. What left its group isn't waited for. Raises
    `OSError`, and `subprocess.TimeoutExpired`.
    """
    said = b""

    def listen(errors: IO[bytes]) -> None:
        nonlocal said
        with suppress(OSError):  # it is closed where nobody waits any longer
            while chunk := errors.read(_LONGEST_SAID):
                said = (said + chunk)[-_LONGEST_SAID:]

    whole = (sys.executable, "-I", str(supervising.__file__), str(folder), str(largest), *command)
    with subprocess.Popen(  # noqa: S603  # this program itself
        whole,
        bufsize=0,  # so that the pipe can be closed while somebody may still write to it
        cwd=within,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        listening = Thread(target=listen, args=(process.stderr,), daemon=True)
        listening.start()
        try:
            status = process.wait(longest)
        except subprocess.TimeoutExpired:
            raise subprocess.TimeoutExpired(list(command), longest) from None
        finally:
            process.stdin.close()  # which ends it
            process.wait()
            listening.join(_LAST_WORDS)
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return status, lines[-1].strip() if lines else ""
