"""Text files as a person hands them in: their text, or the one reason why it cannot be had."""

from pathlib import Path

from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.position import Span

LARGEST_CLAUSE_FILE = 10_000_000
"""The largest clause file that is read, in bytes."""


def read_text_file(path: Path, name: str, largest: int) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file in UTF-8 of at most `largest` bytes, or why it cannot be read; `name` is what to call it."""
    place = (Label(Span(name, 1, 1, 0, 0)),)
    try:
        size = path.stat().st_size
        if size > largest:
            return None, [
                Diagnostic(
                    "file-too-large",
                    f"`{name}` has {size} bytes; {largest} are read at most",
                    place,
                    "check the path, or split it into several files",
                )
            ]
        content = path.read_bytes()
    except OSError as error:
        return None, [
            Diagnostic(
                "unreadable-file", f"`{name}` cannot be read: {error.strerror}", place, _near(path) or "check the path"
            )
        ]
    if b"\0" in content[:8192]:
        return None, [
            Diagnostic(
                "not-text", f"`{name}` is not a text file", place, "check the path, and save the file as plain text"
            )
        ]
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [
            Diagnostic(
                "bad-encoding",
                f"`{name}` is not UTF-8: byte {error.start} on line {line}",
                (Label(Span(name, line, 1, 0, 0)),),
                "save it as UTF-8",
            )
        ]


def _near(path: Path) -> str | None:
    """The name beside it that is nearest to that of a file which isn't there."""
    if path.exists() or not path.parent.is_dir():
        return None
    return suggestion(path.name, [child.name for child in path.parent.iterdir()])
