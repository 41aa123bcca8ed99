"""How deep what was read nests: readers of data go down into it without looking how far it goes."""

from typing import Any

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
