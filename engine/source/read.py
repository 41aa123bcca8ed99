"""Reading the user's own copy of a contract, as plain text or as PDF."""

from __future__ import annotations

import logging
from pathlib import Path

from dsl.diagnostic import Diagnostic, Rejected

LARGEST_SOURCE = 20_000_000
"""The largest file that is read, in bytes."""

_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1c\x1d\x1e\x85")


class SourceError(Rejected):
    """A source text, a lock or a list of sign-offs that cannot be used; `code` is that of its one diagnostic."""

    def __init__(self, code: str, message: str, help_line: str | None = None, status: int = 2) -> None:
        super().__init__([Diagnostic(code, message, (), help_line)], status=status)
        self.code = code


def read_source(path: Path) -> str:
    """The text of a file; the pages of a PDF are parted by form feeds.

    Raises `SourceError`: `unreadable-file`, `file-too-large`, `empty-text`, `not-text`, `bad-encoding`,
    `unreadable-pdf`, `pdf-without-text` or `missing-package`.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_SOURCE:
            raise SourceError(
                "file-too-large",
                f"`{path}` has {size} bytes; {LARGEST_SOURCE} are read at most",
                "check the path: a contract is far smaller",
            )
        content = path.read_bytes()
    except OSError as error:
        raise SourceError("unreadable-file", f"`{path}` cannot be read: {error.strerror}", "check the path") from None
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _read_pdf(path, content)
    text = decode_source(content, str(path))
    if not text.strip():
        raise SourceError("empty-text", f"`{path}` is empty", "check the path")
    return text


def decode_source(content: bytes, name: str) -> str:
    """Decode a plain text. Raises `SourceError` (`not-text`, `bad-encoding`); `name` is for the message."""
    if b"\x00" in content:
        raise _not_text(name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError(
            "bad-encoding", f"`{name}` is not UTF-8: byte {error.start} on line {line}", "save it as UTF-8"
        ) from None
    controls = sum(1 for character in text if character < " " and character not in _TEXT_CONTROLS)
    if 100 * controls > len(text):
        raise _not_text(name)
    return text


def _not_text(name: str) -> SourceError:
    return SourceError("not-text", f"`{name}` is neither a text nor a PDF", "give the text as plain UTF-8 or as a PDF")


def _read_pdf(path: Path, content: bytes) -> str:
    try:
        from io import BytesIO

        from pypdf import PdfReader
    except ImportError:
        raise SourceError(
            "missing-package",
            "a PDF is read by the package `pypdf`, which is not installed",
            "install it with `pip install pypdf`, or give the text as plain UTF-8",
        ) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a damaged file is no diagnostic
    try:
        pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    except Exception as error:  # pypdf lets errors of every kind through for a damaged file
        raise SourceError(
            "unreadable-pdf",
            f"`{path}` is no readable PDF: {error}",
            "save it again from a viewer, or give the text as plain UTF-8",
        ) from None
    if not any(page.strip() for page in pages):
        raise SourceError(
            "pdf-without-text",
            f"`{path}` has no text, only images perhaps",
            "run it through character recognition first",
        )
    return "\f".join(pages)
