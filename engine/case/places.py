"""Where a key stands in a facts file or scenario: found again by its name, since TOML readers don't keep places."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from dsl.frozen import dataclass
from dsl.position import Span

_HEADER = re.compile(r"^[ \t]*\[{1,2}[ \t]*(?P<name>[^\[\]\n]+?)[ \t]*\]{1,2}", re.MULTILINE)
_SCENARIO = re.compile(r"^[ \t]*\[\[[ \t]*scenario[ \t]*\]\]", re.MULTILINE)


_KEY = re.compile(r'(?:^|(?<=[{,.]))[ \t]*+(?:"(?P<quoted>[^"\n]++)"|(?P<bare>[\w-]++))(?=[ \t]*+[=.])', re.MULTILINE)
"""A key, or a part of a dotted one, where it is given something, also in an inline table."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file: its dotted name, where that begins, and where its keys begin and end."""

    name: str
    at: int
    start: int
    end: int


class _Places:
    """The tables of a stretch of a file by their names, and the keys of each; found once for all look-ups."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._tables: dict[str, list[_Table]] = defaultdict(list)
        self._keys: dict[int, dict[str, list[int]]] = {}
        for table in _tables(text, start, end):
            self._tables[table.name].append(table)

    def named(self, name: str) -> list[_Table]:
        """The tables of a dotted name, in the order of the file."""
        return self._tables.get(name, [])

    def inside(self, table: _Table, names: list[str]) -> int | None:
        """Where the last of nested names begins in the body of a table: inline tables and dotted keys are entered."""
        keys = self._keys.get(table.start)
        if keys is None:
            keys = self._keys[table.start] = defaultdict(list)
            for key in _KEY.finditer(self._text, table.start, table.end):
                keys[key["quoted"] or key["bare"]].append(key.start(key.lastgroup or 0))
        at, found = table.start, None
        for name in names:
            places = keys.get(name, [])
            following = bisect_left(places, at)
            if following == len(places):
                return None
            found = places[following]
            at = found + len(name)
        return found


@lru_cache(maxsize=4)
def _places(text: str, start: int, end: int) -> _Places:
    return _Places(text, start, end)


def locate(file: str, text: str, keys: tuple[str | int, ...], part: tuple[int, int] | None = None) -> Span:
    """The place of a key below others, as well as it can be found; the beginning of the part where it can't.

    Numbers count the records of the list before them. `part` is the stretch that one of several scenarios takes up.
    """
    start, end = part or (0, len(text))
    names = [key for key in keys if isinstance(key, str)]
    number = next((key for key in keys if isinstance(key, int)), 0)
    listed = next((at for at, key in enumerate(keys) if isinstance(key, int)), len(keys))
    places = _places(text, start, end)
    whole = places.named(".".join(names))
    found = whole[0].at + whole[0].name.rfind(".") + 1 if whole and number == 0 else None
    for depth in range(len(names) - 1, -1, -1) if found is None else ():
        above = places.named(".".join(names[:depth]))
        if depth >= listed:
            above = above[number : number + 1]
        inside = (places.inside(table, names[depth:]) for table in above)
        found = next((at for at in inside if at is not None), None)
        if found is not None:
            break
    if found is None:
        word = re.compile(rf"(?<![\w-]){re.escape(names[-1])}(?![\w-])").search(text, start, end)
        found = word.start() if word else None
    return _span(file, text, start, start) if found is None else _span(file, text, found, found + len(names[-1]))


def scenario_parts(text: str, number: int) -> list[tuple[int, int] | None]:
    """The stretches that the scenarios of a file take up, where each of that number has a header of its own."""
    starts = [header.start() for header in _SCENARIO.finditer(text)]
    if not starts or len(starts) != number:
        return [None] * number
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _tables(text: str, start: int, end: int) -> Iterator[_Table]:
    headers = list(_HEADER.finditer(text, start, end))
    yield _Table("", start, start, headers[0].start() if headers else end)
    for at, header in enumerate(headers):
        name, begins = header["name"].replace('"', ""), header.start("name")
        for prefix in ("scenario.", "scenario"):
            if name.startswith(prefix):
                name, begins = name.removeprefix(prefix), begins + len(prefix)
        yield _Table(name, begins, header.end(), headers[at + 1].start() if at + 1 < len(headers) else end)


def _span(file: str, text: str, start: int, end: int) -> Span:
    return Span(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), start, end)
