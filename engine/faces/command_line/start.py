"""How the command begins: also an interrupt in its first moment, while it is being imported, ends it in one line.

What comes before this module (Python's own start, and what the installer writes into the command's file) is not ours:
for some hundredths of a second an interrupt is told by Python, and what tells it to end ends it without a word.
"""

import atexit
import gc
import os
import signal
import sys

_ALLOCATIONS = 100_000
"""How much is allocated before cycles are looked for: a command that answers one question is over before, and what it
leaves is frozen, so that neither its run nor its end pays for the search."""

_ENDING = (signal.SIGTERM,) if sys.platform == "win32" else (signal.SIGTERM, signal.SIGHUP)
"""By what a command is told to end, or that its terminal went away."""
_OF_SIGNALS = 128
"""What is added to the number of a signal in the status of a command, as shells do."""
_begun: list[int] = []
"""The process that runs the command: one that was forked from it has nothing to take away."""
_told: list[int] = []
"""The signal by which it was told to end: what was at work then may make another error of it."""


def main() -> None:
    """Runs the command. Told to end, it first takes away what it keeps for the time being, as after an interrupt."""
    gc.set_threshold(_ALLOCATIONS)
    _begun.append(os.getpid())
    atexit.register(_end_as_told)  # the first, which is called when all else was taken away
    for number in _ENDING:
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _end)
    try:
        from engine.faces.command_line.own_modules import find_own_modules

        find_own_modules()
        from engine.faces.command_line.command import main as run

        run()
    except (KeyboardInterrupt, RuntimeError) as error:
        # up to Python 3.11 an interrupt while the attributes of a class are named comes as the cause of another error
        if _told or KeyboardInterrupt not in (type(error), type(error.__cause__)):
            raise
        _say_stopped()
        os._exit(130)


def _say_stopped() -> None:
    from contextlib import suppress  # it takes as long to load as all the rest here

    with suppress(OSError):  # whoever would read it may be gone, as a terminal that was closed
        os.write(2, b"stopped\n")


def _end_as_told() -> None:
    """Ends by the signal, so that who sent it sees that it was heeded."""
    if os.getpid() in _begun and _told:
        os.kill(os.getpid(), _told[0])


def _end(number: int, _: object) -> None:
    end_at_once()
    if os.getpid() in _begun:
        _told.append(number)
        _say_stopped()
        raise SystemExit(_OF_SIGNALS + number)
    os.kill(os.getpid(), number)


def end_at_once() -> None:
    """From now on the command ends where it stands, also by an interrupt: a server waits for what may never come."""
    for number in (*_ENDING, signal.SIGINT):
        if signal.getsignal(number) in (_end, signal.default_int_handler):
            signal.signal(number, signal.SIG_DFL)
