"""Places as an editor counts them: lines and UTF-16 columns from 0; and as the language does: offsets from 0."""

import re

from lsprotocol import types as t

_LINE_END = re.compile(r"\r\n|\n|\r")
"""What ends a line for an editor, and nothing else: no form feed, no line separator."""


def offset_at(text: str, position: t.Position) -> int:
    """The offset of a position; the end of the line, or of the text, where that has no such column or line."""
    lines = [0, *(line_end.end() for line_end in _LINE_END.finditer(text))]
    if position.line >= len(lines):
        return len(text)
    start = lines[position.line]
    line_end = _LINE_END.search(text, start)
    end = line_end.start() if line_end else len(text)
    units = 0
    for at in range(start, end):
        if units >= position.character:
            return at
        units += _units(text[at])
    return end


def position_of(text: str, offset: int) -> t.Position:
    """The position of an offset."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    line = text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
    return t.Position(line, sum(map(_units, text[start:offset])))


def range_of(text: str, start: int, end: int) -> t.Range:
    """The range between two offsets."""
    return t.Range(position_of(text, start), position_of(text, end))


def changed(text: str, change: t.TextDocumentContentChangeEvent) -> str:
    """A text after a change to a part of it, or to all of it."""
    if isinstance(change, t.TextDocumentContentChangeWholeDocument):
        return change.text
    start, end = offset_at(text, change.range.start), offset_at(text, change.range.end)
    return text[:start] + change.text + text[max(start, end) :]


def _units(letter: str) -> int:
    return 2 if ord(letter) > 0xFFFF else 1
