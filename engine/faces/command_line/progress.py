"""How far a long run has come, on standard error and only where somebody watches."""

import sys
from types import TracebackType

from engine.faces.command_line.speech import said


class Progress:
    """Called with how many of how many are done; wipes its line when all are done, or when it ends."""

    def __init__(self, what: str) -> None:
        self.what = said(what)
        self.is_shown = sys.stderr.isatty()
        self.last = ""

    def __enter__(self) -> "Progress":
        return self

    def __call__(self, done: int, of: int) -> None:
        """Notes the progress; drawn at most once for each percent."""
        line = f"{self.what}: {done}/{of}" if of < 200 else f"{self.what}: {100 * done // of} %"
        if done == of:
            self._wipe()
        elif self.is_shown and line != self.last:
            self.last = line
            sys.stderr.write(f"\r{line}\x1b[K")
            sys.stderr.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wipe()

    def _wipe(self) -> None:
        if self.is_shown and self.last:
            self.last = ""
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
