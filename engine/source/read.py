"""Reading the user's own copy of a contract: plain text, PDF, HTML, Markdown or a Word document.

Whatever it was, it becomes lines: a paragraph, a heading, a list item or a table row is a line, with a blank one before
it. What a page adds (navigation, headers, footers, scripts) is left out where the form tells it apart.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from dsl.diagnostic import Diagnostic
from dsl.files import read_content
from dsl.harmless import harmless
from dsl.sentence import told
from engine.source.confined import read_confined
from engine.source.source_error import SourceError

LARGEST_SOURCE = 20_000_000
"""The largest file that is read, in bytes."""
LARGEST_TEXT = 1_000_000
"""The longest text that is taken apart, in characters: some three hundred pages."""
MOST_LINES = 50_000
"""How many lines such a text may have: what it is made of is looked for line by line."""

LONGEST_LINE = 100_000
"""How many characters a line may have: what is no longer parted by any end of a line has no places to cite."""

SourceForm = Literal["plain", "pdf", "html", "markdown", "word"]
"""The forms of a text that are read."""

_MARKUP = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1c\x1d\x1e\x85")


def read_source(path: Path) -> str:
    """The text of a file; the pages of a PDF are parted by form feeds.

    Raises `SourceError`: `unreadable-file`, `file-too-large`, `empty-text`, `not-text`, `bad-encoding`,
    `unreadable-pdf`, `pdf-without-text`, `pdf-without-letters`, `unreadable-document`, `missing-package` or
    `exhausting-file`.
    """
    return text_of(path, _content(path))


def text_of(path: Path, content: bytes) -> str:
    """The text of a file that was read already, `path` being its name. Raises `SourceError` as `read_source` does."""
    form = form_of(path, content)
    if content.startswith(b"{\\rtf"):  # written in signs of a text, and none
        raise _not_text(str(path))
    if form == "plain":
        text = decode_source(content, str(path))
    else:
        if form == "markdown":
            _require_lines(decode_source(content, str(path)), path)  # what is no text is told before
        text = read_confined(form, path, content)
    _require_lines(text, path)
    text = harmless(text, keep=_TEXT_CONTROLS)
    if not text.strip():
        raise SourceError("empty-text", told("`{path}` has no text", path=path), "check that it is the right file")
    return text


def _require_lines(text: str, path: Path) -> None:
    """Raises `SourceError` for a text of which no contract is made, before anything is looked for in it."""
    if len(text) > LARGEST_TEXT:
        raise SourceError(
            "file-too-large",
            told(
                "`{path}` has {size} characters; {most} are read at most", path=path, size=len(text), most=LARGEST_TEXT
            ),
            "give one document alone",
        )
    lines = text.count("\n")
    if lines > MOST_LINES:
        raise SourceError(
            "file-too-large",
            told("`{path}` has {lines} lines; {most} are read at most", path=path, lines=lines, most=MOST_LINES),
            "give one document alone",
        )
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        raise SourceError(
            "file-too-large",
            told(
                "a line of `{path}` has {size} characters; {most} are read at most",
                path=path,
                size=longest,
                most=LONGEST_LINE,
            ),
            "set each paragraph on a line of its own, or several",
        )


def form_of(path: Path, content: bytes) -> SourceForm:
    """What a file is, by its first bytes and, for Markdown, by its name."""
    beginning = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith(b"%PDF-"):
        return "pdf"
    if beginning.startswith(b"PK\x03\x04"):
        return "word"
    if _MARKUP.match(beginning) or path.suffix.lower() in (".html", ".htm", ".xhtml"):
        return "html"
    return "markdown" if path.suffix.lower() in (".md", ".markdown") else "plain"


def _content(path: Path) -> bytes:
    content = read_content(path, str(path), LARGEST_SOURCE)
    if isinstance(content, Diagnostic):
        raise SourceError(content.code, content.message, content.help)
    return content


def decode_source(content: bytes, name: str) -> str:
    """Decode a plain text. Raises `SourceError` (`not-text`, `bad-encoding`); `name` is for the message."""
    if b"\x00" in content:
        raise _not_text(name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError(
            "bad-encoding",
            told("`{name}` is not UTF-8: byte {start} on line {line}", name=name, start=error.start, line=line),
            "save it as UTF-8",
        ) from None
    controls = sum(1 for character in text if character < " " and character not in _TEXT_CONTROLS)
    if 100 * controls > len(text):
        raise _not_text(name)
    return text


def _not_text(name: str) -> SourceError:
    return SourceError(
        "not-text",
        told("`{name}` is no text that can be read", name=name),
        "give it as plain UTF-8, PDF, HTML, Markdown or a Word document",
    )
