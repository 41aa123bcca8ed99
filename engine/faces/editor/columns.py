"""Places as an editor counts them: lines and UTF-16 columns from 0; and as the language does: offsets from 0."""

from lsprotocol import types as t


def offset_at(text: str, position: t.Position) -> int:
    """The offset of a position; the end of the line, or of the text, where that has no such column or line."""
    start = 0
    for _ in range(position.line):
        end = text.find("\n", start)
        if end < 0:
            return len(text)
        start = end + 1
    end = text.find("\n", start)
    line = text[start : len(text) if end < 0 else end]
    units = 0
    for number, letter in enumerate(line):
        if units >= position.character:
            return start + number
        units += _units(letter)
    return start + len(line)


def position_of(text: str, offset: int) -> t.Position:
    """The position of an offset."""
    start = text.rfind("\n", 0, offset) + 1
    return t.Position(text.count("\n", 0, offset), sum(map(_units, text[start:offset])))


def range_of(text: str, start: int, end: int) -> t.Range:
    """The range between two offsets."""
    return t.Range(position_of(text, start), position_of(text, end))


def _units(letter: str) -> int:
    return 2 if ord(letter) > 0xFFFF else 1
