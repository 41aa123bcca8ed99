"""Standard input and output as a program finds them: closed, full, or in an encoding that lacks a letter."""

import codecs
import os
import sys
from io import TextIOWrapper
from typing import TextIO, cast


def open_streams() -> None:
    """Gives a stream that was closed something in its place, so that no file takes its number.

    Nothing can be read from it, and what is written to standard output is refused as by a full disk. A letter that an
    encoding lacks is written as JSON writes it.
    """
    if sys.stdin is None:
        sys.stdin = _in_place_of(0, "r", os.O_RDONLY)
    if sys.stdout is None:
        sys.stdout = _in_place_of(1, "w", os.O_RDONLY)
    if sys.stderr is None:
        sys.stderr = _in_place_of(2, "w", os.O_WRONLY)
    codecs.register_error("opposable", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="opposable")


def write_in_utf8() -> None:
    """Has the streams written in UTF-8 from now on, for what says of itself that it is: JSON, HTML, XML, SVG.

    A terminal keeps its own encoding.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors=stream.errors)


def abandon_output() -> None:
    """Leaves what nobody can read unwritten, so that the end of the process doesn't try again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _in_place_of(number: int, way: str, access: int) -> TextIO:
    opened = os.open(os.devnull, access)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    return cast(TextIO, open(number, way, encoding="utf-8", closefd=False))


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters that an encoding lacks: `\\u00e9`, beyond the first 65 536 in two parts."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[at : at + 2].hex() for at in range(0, len(units), 2))
    return "".join(f"\\u{pair}" for pair in pairs), error.end
