"""Files as a person hands them in: their content, or the one reason why it cannot be had."""

import codecs
import os
import re
import stat
from collections.abc import Iterable
from errno import EAGAIN
from pathlib import Path

from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.position import Span
from dsl.sentence import told

LARGEST_CLAUSE_FILE = 2_000_000
"""The largest clause file that is read, in bytes: checked in seconds, and fifty times the size of what people write."""
LARGEST_LOCK_FILE = 10_000_000
"""The largest file that is read of those which the program writes beside clauses, in bytes."""
AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe is opened without waiting for somebody to write to it (and, where systems tell them apart, bytes as such)."""


def in_order(paths: Iterable[Path]) -> list[Path]:
    """Paths as a person puts them in order: a number in a name counts as one, so that 2 comes before 10."""
    return sorted(paths, key=lambda path: ([_numbered(part) for part in path.parts], path))


def _numbered(name: str) -> list[str | int]:
    """A name as its text and its numbers in turn."""
    return [int(part) if at % 2 else part for at, part in enumerate(re.split(r"(\d+)", name))]


def lies_at(path: Path) -> bool:
    """Whether anything lies at a path: a folder, a pipe or a link that leads nowhere, too, which reading then refuses.

    Who may leave a file out asks this: what lies in its place by mistake is told, and not taken for nothing.
    """
    return os.path.lexists(path)


def read_content(path: Path, name: str, largest: int) -> bytes | Diagnostic:
    """The content of a file of at most `largest` bytes, or why it cannot be had; `name` is what to call it.

    More than `largest` bytes are refused, whatever size the system tells.
    """
    content = beginning_of(path, name, largest + 1)
    if not isinstance(content, Diagnostic) and len(content) > largest:
        message = told(
            "`{name}` has {size} bytes; {largest} are read at most",
            name=name,
            size=max(os.stat(path).st_size, len(content)),
            largest=largest,
        )
        place = (Label(Span(name, 1, 1, 0, 0)),)
        return Diagnostic("file-too-large", message, place, "check the path, or give a smaller file")
    return content


def beginning_of(path: Path, name: str, most: int) -> bytes | Diagnostic:
    """At most so many bytes from the beginning of a file, or why they cannot be had; `name` is what to call it.

    Only files have an end: a device or a pipe is refused without being read.
    """
    place = (Label(Span(name, 1, 1, 0, 0)),)
    try:
        with open(os.open(path, os.O_RDONLY | AT_ONCE), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                message = told("`{name}` is no file but {kind}", name=name, kind=_special(status.st_mode))
                return Diagnostic(
                    "no-regular-file", message, place, "give a file; what comes from elsewhere, save first"
                )
            content = file.read(most)
            if content is None:  # it is called a file, but has nothing to give yet, as some of the system have
                raise BlockingIOError(EAGAIN, os.strerror(EAGAIN))
            return content
    except OSError as error:
        message = told("`{name}` cannot be read: {strerror}", name=name, strerror=error.strerror)
        return Diagnostic("unreadable-file", message, place, _near(path) or "check the path")
    except ValueError as error:  # a null character in the path
        return Diagnostic(
            "unreadable-file", told("`{name}` cannot be read: {error}", name=name, error=error), place, "check the path"
        )


def _special(mode: int) -> str:
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"


def read_text_file(path: Path, name: str, largest: int) -> tuple[str | None, list[Diagnostic]]:
    """The text of a file in UTF-8 of at most `largest` bytes, or why it cannot be read; `name` is what to call it."""
    content = read_content(path, name, largest)
    if isinstance(content, Diagnostic):
        return None, [content]
    place = (Label(Span(name, 1, 1, 0, 0)),)
    if b"\0" in content[:8192]:
        return None, [
            Diagnostic(
                "not-text",
                told("`{name}` is not a text file", name=name),
                place,
                "check the path, and save the file as plain text",
            )
        ]
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [
            Diagnostic(
                "bad-encoding",
                told("`{name}` is not UTF-8: byte {start} on line {line}", name=name, start=error.start, line=line),
                (Label(Span(name, line, 1, 0, 0)),),
                "save it as UTF-8",
            )
        ]


def _near(path: Path) -> str | None:
    """The name beside it that is nearest to that of a file which isn't there."""
    if os.path.exists(path) or not os.path.isdir(path.parent):  # unlike a path, no where it can't be a name at all
        return None
    beside = [child.name for child in path.parent.iterdir()]
    return suggestion(path.name, [name for name in beside if name != path.name])  # a link that leads nowhere is there
