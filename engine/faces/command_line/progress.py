"""How far a long run has come, on standard error and only where somebody watches."""

import sys
import time
from types import TracebackType

from engine.faces.command_line.speech import said

_SURE = 5
"""How many seconds a run has to have taken before it is said how long the rest will take."""


class Progress:
    """Called with how many of how many are done; wipes its line when all are done, or when it ends.

    How long the rest will take is estimated by what was done since the first call.
    """

    def __init__(self, what: str) -> None:
        self.what = said(what)
        self.is_shown = sys.stderr.isatty()
        self.last = ""
        self._first: tuple[float, int] | None = None

    def __enter__(self) -> "Progress":
        return self

    def __call__(self, done: int, of: int) -> None:
        """Notes the progress; drawn at most once for each percent."""
        line = f"{self.what}: {done}/{of}" if of < 200 else f"{self.what}: {100 * done // of} %"
        line += self._rest(done, of)
        if done == of:
            self._wipe()
        elif self.is_shown and line != self.last:
            self.last = line
            sys.stderr.write(f"\r{line}\x1b[K")
            sys.stderr.flush()

    def _rest(self, done: int, of: int) -> str:
        """The estimate, in minutes and seconds; nothing while there is too little to go by."""
        now = time.monotonic()
        if self._first is None:
            self._first = now, done
        passed, gone = now - self._first[0], done - self._first[1]
        if passed < _SURE or gone <= 0:
            return ""
        minutes, seconds = divmod(round(passed * (of - done) / gone), 60)
        return ", " + said("about {} left").format(f"{minutes}:{seconds:02}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wipe()

    def _wipe(self) -> None:
        if self.is_shown and self.last:
            self.last = ""
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
