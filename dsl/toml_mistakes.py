"""What is wrong with a text that must be TOML, in words of our own: those of the library are English alone."""

import re

from dsl.position import Span
from dsl.sentence import told

_MEANT = (
    ("Expected newline or end of document", told("nothing more is expected on this line")),
    ("Expected '=' after a key", told("a key is followed by `=` and its value")),
    ("Expected ']", told("the name of a table ends with as many square brackets as it begins with")),
    ("Expected '", told("a text is not closed")),
    ('Expected "', told("a text is not closed")),
    ("Illegal character '\\n'", told("a text is not closed")),
    ("Unterminated string", told("a text is not closed")),
    ("Invalid date or datetime", told("there is no such date or time")),
    ("Invalid hex value", told("a backslash in a text is followed by nothing that it may stand before")),
    ("Unescaped '\\'", told("a backslash in a text is followed by nothing that it may stand before")),
    ("Escaped character", told("a backslash in a text is followed by nothing that it may stand before")),
    ("Invalid initial character for a key part", told("no key begins like this")),
    ("Invalid statement", told("a line begins neither with a key nor with a table")),
    ("Invalid value", told("this is no value")),
    ("Unclosed array", told("a list is not closed")),
    ("Unclosed inline table", told("a table in braces is not closed")),
    ("Cannot ", told("a key or a table is given twice")),
    ("Duplicate inline table key", told("a key or a table is given twice")),
    ("Found invalid character", told("a sign stands where it may not")),
    ("Illegal character", told("a sign stands where it may not")),
)
"""How the library's sentences begin, and what each says to whoever wrote the file."""

_LONG_NUMBER = re.compile(r"(?<![\w.])[+-]?[0-9][0-9a-zA-Z_.+-]{3000,}")


def toml_mistake(error: ValueError, text: str, name: str) -> tuple[str, Span]:
    """What the library found, and where in the file `name`."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
    start = sum(len(part) + 1 for part in text.split("\n")[: line - 1]) + column - 1
    meant = (ours for theirs, ours in _MEANT if str(error).startswith(theirs))
    return next(meant, told("the file is no longer TOML from here on")), Span(name, line, column, start, start + 1)


def long_number(text: str, name: str) -> Span:
    """Where a number stands that is too long to be read: the first that looks like one."""
    found = _LONG_NUMBER.search(text)
    if found is None:
        return Span(name, 1, 1, 0, 0)
    before = text[: found.start()]
    return Span(name, before.count("\n") + 1, len(before) - before.rfind("\n"), found.start(), found.start() + 1)
