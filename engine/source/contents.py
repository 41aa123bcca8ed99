"""Lists of contents: lines that say beforehand which headings follow.

Such a list says nothing of its own. It is known by its headings, which come again one after another, each with a text
of its own below it; a table that is printed twice is none.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

_FEWEST = 3
_LONGEST = 120
"""The longest entry of a list, in characters, its page number included."""
_BETWEEN = 2
"""How far one entry may be from the next, so that the rest of a long one, or one more, stands between."""
_MOST_LOOKS = 20
"""How often each line is looked at, on an average, before what seems to begin lists all over is taken to hold none."""
_BEFORE = re.compile(r"^[•‣◦▪●∙·–—-]\s*")
_AFTER = re.compile(r"(?:\s*(?:\.\s?){2,}|\s*…+|\s)\s*\d{1,4}$")
_TITLES = re.compile(
    r"(?:table of )?contents|index|inhalt|inhalts(?:verzeichnis|übersicht)|sommaire|table des matières", re.IGNORECASE
)


def contents(lines: Sequence[str]) -> frozenset[int]:
    """The lines that are a list of contents, by their numbers, its title included; none where there is no such list.

    It stands below a title of its own, or before any sentence: a list within a text has something to say.
    """
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        places.setdefault(_plain(line), []).append(index)
    headings = [_again(line, places, at) for at, line in enumerate(lines)]
    is_before_all, looks = True, 0
    for start, line in enumerate(lines):
        is_titled = start > 0 and bool(_TITLES.fullmatch(_BEFORE.sub("", lines[start - 1]).strip(" :")))
        if looks < _MOST_LOOKS * len(lines) and (is_titled or is_before_all):
            run = _run(headings, start)
            looks += len(run)
            if len(run) >= _FEWEST and _is_list(run):
                return frozenset(range(start - is_titled, max(run) + 1))
        is_before_all = is_before_all and not line.endswith((".", ":", ";"))
    return frozenset()


def _run(headings: Sequence[int | None], start: int) -> dict[int, int]:
    """The entries that follow one another from a line on, each with the line at which its heading comes again."""
    run: dict[int, int] = {}
    at, last, end = start, start, len(headings)
    while at < end and at - last <= _BETWEEN:
        heading = headings[at]
        if heading is not None:
            run[at] = heading
            last, end = at, min(end, heading)
        elif not run:
            break
        at += 1
    return run


def _again(line: str, places: dict[str, list[int]], at: int) -> int | None:
    """The first line after an entry that is the heading which it names; None where it names none."""
    if len(line) > _LONGEST or not any(sign.isalpha() for sign in line):
        return None
    keys = (_plain(_AFTER.sub("", line)), _plain(line))
    found = (places.get(key, ()) for key in keys)
    return next((lines[after] for lines in found if (after := bisect(lines, at)) < len(lines)), None)


def _is_list(run: dict[int, int]) -> bool:
    """Whether texts of their own stand below most of the headings that come again."""
    gaps = [after - before > 1 for before, after in pairwise(sorted(run.values()))]
    return 3 * sum(gaps) >= 2 * len(gaps)


def _plain(line: str) -> str:
    return " ".join(re.findall(r"[^\W_]+|§", _BEFORE.sub("", line).casefold()))
