"""Reading the user's own copy of a contract, as plain text or as PDF."""

from __future__ import annotations

from pathlib import Path

LARGEST_SOURCE = 20_000_000
"""The largest file that is read, in bytes."""

_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1c\x1d\x1e\x85")


class SourceError(Exception):
    """A source text or a lock that cannot be used: a stable kebab-case `id` and a message for the user."""

    def __init__(self, id: str, message: str) -> None:  # noqa: A002 - the word that every diagnostic uses
        super().__init__(message)
        self.id = id
        self.message = message


def read_source(path: Path) -> str:
    """The text of a file; the pages of a PDF are parted by form feeds.

    Raises `SourceError`: `source-not-found`, `unreadable-source`, `source-too-big`, `empty-source`,
    `binary-source`, `bad-utf-8`, `unreadable-pdf`, `pdf-without-text` or `no-pdf-reader`.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise SourceError("unreadable-source", f"`{path}` is a folder, not a text")
        if size > LARGEST_SOURCE:
            raise SourceError("source-too-big", f"`{path}` has {size} bytes, more than {LARGEST_SOURCE}")
        content = path.read_bytes()
    except FileNotFoundError:
        raise SourceError("source-not-found", f"there is no file `{path}`") from None
    except OSError as error:
        raise SourceError("unreadable-source", f"`{path}` cannot be read: {error.strerror}") from None
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _read_pdf(path, content)
    text = decode_source(content, str(path))
    if not text.strip():
        raise SourceError("empty-source", f"`{path}` is empty")
    return text


def decode_source(content: bytes, name: str) -> str:
    """Decode a plain text. Raises `SourceError` (`binary-source`, `bad-utf-8`); `name` is for the message."""
    if b"\x00" in content:
        raise SourceError("binary-source", f"`{name}` is neither a text in UTF-8 nor a PDF")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError("bad-utf-8", f"`{name}` is not UTF-8: line {line}, byte {error.start}") from None
    controls = sum(1 for character in text if character < " " and character not in _TEXT_CONTROLS)
    if 100 * controls > len(text):
        raise SourceError("binary-source", f"`{name}` is neither a text in UTF-8 nor a PDF")
    return text


def _read_pdf(path: Path, content: bytes) -> str:
    try:
        from io import BytesIO

        from pypdf import PdfReader
    except ImportError:
        raise SourceError("no-pdf-reader", "reading a PDF needs the package `pypdf`") from None
    try:
        pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    except Exception as error:  # pypdf lets errors of every kind through for a damaged file
        raise SourceError("unreadable-pdf", f"`{path}` is no readable PDF: {error}") from None
    if not any(page.strip() for page in pages):
        raise SourceError("pdf-without-text", f"`{path}` has no text, only images perhaps")
    return "\f".join(pages)
