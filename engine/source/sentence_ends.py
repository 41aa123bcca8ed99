"""Cutting running text into sentences, in English, French or German.

A full stop ends a sentence only when white space and a capital follow it and no abbreviation precedes it, so
that `Node.JS`, addresses, `99.9%` and `S.A.` stay whole.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = (
    "ex art al let ch cf p pp n no nos m mm mme mlle dr me env resp max tél vol éd ss e.g i.e c.-à-d",
    "mr mrs ms prof vs sec secs para paras cl fig approx dept jan feb aug sept oct",
    "nov dec bzw z.b d.h u.a o.ä abs ziff nr str ca evtl ggf inkl exkl vgl bspw gem lit f ff kap rz mind",
)
_NEVER_LAST = frozenset(word for line in _ABBREVIATIONS for word in line.split())
_SOMETIMES_LAST = re.compile(r"inc|ltd|llc|corp|co|cie|bros|usw|[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]", re.IGNORECASE)
"""Abbreviations, initials among them, that may end a sentence: they do if a word follows that often begins one."""
_MONTHS = re.compile("Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember")
_BEFORE_ORDINALS = re.compile(
    "am|vom|zum|beim|im|ab|der|die|das|den|dem|des|jede[rsnm]?|[a-zäöü]{3,}ten", re.IGNORECASE
)
"""German words after which a number with a full stop is an ordinal, as in `das 10. Altersjahr`."""
_NEAR = 60
"""How many characters around a full stop are looked at."""
_BOUNDARY = re.compile(r"(?:(?<![.!?…])[.!?…]+(?:\s?[»”]|[\"’])?|\s?;)\s+(?=[«“\"(]?\s?[A-ZÀ-ÖØ-Þ0-9])")
_OPENERS = frozenset(
    word
    for line in (
        "Le La Les Il Elle Ils Elles Un Une En Ce Cette Ces Si Dans Au Aux Tout Toute Pour",
        "The This These Those If In It We You They Any All No Each Such Where When Upon For At An",
        "Der Die Das Den Dem Ein Eine Wenn Bei Im Es Er Sie Wir Diese Dieser Dieses",
    )
    for word in line.split()
)


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
    if last.casefold() in _NEVER_LAST or _is_ordinal(words, text[boundary.end() : boundary.end() + _NEAR].split()):
        return False
    if _SOMETIMES_LAST.fullmatch(last) and (len(last) > 1 or last.isupper()):
        return text[boundary.end() : boundary.end() + _NEAR].split(maxsplit=1)[0] in _OPENERS
    return not (following.isdigit() and not last)


def _is_ordinal(words: list[str], following: list[str]) -> bool:
    """Whether the last of some words is a German ordinal, whose full stop ends no sentence."""
    if not words or not re.fullmatch(r"\d{1,2}", words[-1]):
        return False
    if _MONTHS.fullmatch(following[0].rstrip(".,;:)")):
        return True
    is_german = len(words) > 1 and _BEFORE_ORDINALS.fullmatch(words[-2]) is not None
    return is_german and following[0] not in _OPENERS
