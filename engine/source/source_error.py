"""What is wrong with a text, a lock or a list of sign-offs."""

from __future__ import annotations

from dsl.diagnostic import Diagnostic, Label, Rejected


class SourceError(Rejected):
    """A source text, a lock or a list of sign-offs that cannot be used; `code` is that of its one diagnostic.

    `labels` are the places of the mistake in the files of which `sources` hold the texts.
    """

    def __init__(
        self,
        code: str,
        message: str,
        help_line: str | None = None,
        status: int = 2,
        labels: tuple[Label, ...] = (),
        sources: dict[str, str] | None = None,
    ) -> None:
        super().__init__([Diagnostic(code, message, labels, help_line)], sources, status)
        self.code = code
