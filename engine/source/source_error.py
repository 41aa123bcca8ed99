"""What is wrong with a text, a lock or a list of sign-offs."""

from __future__ import annotations

from dsl.diagnostic import Diagnostic, Rejected


class SourceError(Rejected):
    """A source text, a lock or a list of sign-offs that cannot be used; `code` is that of its one diagnostic."""

    def __init__(self, code: str, message: str, help_line: str | None = None, status: int = 2) -> None:
        super().__init__([Diagnostic(code, message, (), help_line)], status=status)
        self.code = code
