"""Runs a command for another process, and ends it, with all that it began, as soon as that process goes.

It is run as a program, by its path: `supervising.py FOLDER BYTES COMMAND…`. Whoever runs it holds its standard input:
that this ends is all that is known of a process that was killed. The folder is then removed; no file that the command
writes becomes larger than so many bytes.
"""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from threading import Event, Thread

_OF_SIGNALS = 128
"""What is added to the number of the signal that ended a command, as shells do."""


def main() -> None:
    """Runs the command, and ends with its status."""
    folder, most, *command = sys.argv[1:]
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    try:
        # the command is the user's own, from the user's own list, and no shell reads it
        process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
    gone = Event()
    Thread(target=_end_with_caller, args=(process, gone), daemon=True).start()
    status = process.wait()
    _end(process)
    if gone.is_set():
        shutil.rmtree(folder, ignore_errors=True)
    sys.stderr.flush()
    os._exit(status if status >= 0 else _OF_SIGNALS - status)


def _end_with_caller(process: "subprocess.Popen[bytes]", gone: Event) -> None:
    sys.stdin.buffer.read()
    gone.set()
    _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends a process and, where the system groups them, all that it began."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
