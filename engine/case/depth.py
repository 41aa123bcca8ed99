"""How deep what was read nests: readers of data go down into it without looking how far it goes."""

import re
from typing import Any

from dsl.position import Span

DEEPEST = 50
"""How many objects, tables and lists of a case may stand one within another: none that means anything has ten."""


def depth(data: Any) -> int:
    """How many objects, tables and lists stand one within another; 1 for one that holds none."""
    found, within = 0, [data]
    while within:
        found += 1
        within = [
            part
            for each in within
            for part in (each.values() if isinstance(each, dict) else each)
            if isinstance(part, dict | list)
        ]
    return found


_SIGNS = r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[\[\]{}]'
_DOTTED = rf"(?<![\w.-])(?:[\w-]++\.){{{DEEPEST}}}"


def first_deeper(text: str, deepest: int) -> int | None:
    """Where in a text of TOML or JSON more than so many brackets are first open at once; None where never."""
    opened = 0
    for sign in re.finditer(_SIGNS, text):
        opened += (sign[0] in "[{") - (sign[0] in "]}")
        if opened > deepest:
            return sign.start()
    return None


def too_deep(text: str, name: str) -> Span:
    """Where in a text of TOML or JSON, called `name`, something first stands deeper within others than is read."""
    place = first_deeper(text, DEEPEST)
    if place is None:
        dotted = re.search(_DOTTED, text)
        place = dotted.start() if dotted else 0
    line = text.count("\n", 0, place) + 1
    return Span(name, line, place - text.rfind("\n", 0, place), place, place)


def longest_number(data: Any) -> int:
    """How many binary digits the longest whole number has that stands anywhere in data."""
    match data:
        case dict():
            return max(map(longest_number, data.values()), default=0)
        case list():
            return max(map(longest_number, data), default=0)
        case int():
            return data.bit_length()
        case _:
            return 0
