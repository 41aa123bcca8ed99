"""Cutting running French text into sentences.

A full stop ends a sentence only when white space and a capital follow it and no abbreviation precedes it, so
that `Node.JS`, addresses, `99.9%` and `S.A.` stay whole.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = "ex art al let ch cf p pp n no nos m mm mme mlle dr me env resp max tél vol éd ss e.g i.e c.-à-d"
_NEVER_LAST = frozenset(_ABBREVIATIONS.split())
_NEAR = 60
"""How many characters around a full stop are looked at."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_BOUNDARY = re.compile(r"(?:(?<![.!?…])[.!?…]+(?:\s?[»”]|[\"’])?|\s?;)\s+(?=[«“\"(]?\s?[A-ZÀ-ÖØ-Þ0-9])")
_DETERMINERS = "Le La Les Il Elle Ils Elles Un Une En Ce Cette Ces Si Dans Au Aux Tout Toute Pour"
_OPENERS = frozenset(_DETERMINERS.split())


def split_sentences(text: str) -> list[str]:
    """The sentences of one paragraph or list item, whose white space is single spaces; none is empty.

    A semicolon before a capital also ends one: that is how a remark is glued to the last item of a list.
    """
    found: list[str] = []
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        if _ends_sentence(text, start, boundary):
            found.append(text[start : boundary.end()].strip())
            start = boundary.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def _ends_sentence(text: str, start: int, boundary: re.Match[str]) -> bool:
    mark = boundary.group().lstrip()[0]
    following = text[boundary.end()]
    if mark == ";":
        return following.isupper()
    if mark != ".":
        return not following.isdigit()
    words = text[max(start, boundary.start() - _NEAR) : boundary.start()].split()
    last = words[-1].lstrip("([«\"“'’").rpartition("’")[2].rpartition("'")[2] if words else ""
    if last.casefold() in _NEVER_LAST:
        return False
    if (len(last) == 1 and last.isupper()) or _INITIALS.fullmatch(last):
        return text[boundary.end() : boundary.end() + _NEAR].split(maxsplit=1)[0] in _OPENERS
    return not (following.isdigit() and not last)
