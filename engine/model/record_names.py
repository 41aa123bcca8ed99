"""The names by which one thing of one record goes in a call, in an answer and in a kept opinion: `outages[1].began`.

The list may lie in a record itself: `orders[2].items[1].price`.
"""

import re

_NUMBER = r"[1-9]\d{0,8}"
_LISTED = rf"\w+(?:\[{_NUMBER}\]\.\w+)*"
_OF_RECORD = rf"({_LISTED})\[({_NUMBER})\]\.((?:given )?\w+)"
"""What is taken as given of a record has a place beside its fields, with a name that no clause file holds."""

OfRecord = tuple[str, int, str]
"""A list, the number of a record in it, from 0, and the name of a field or of what is computed of it."""


def of_record(name: str) -> OfRecord | None:
    """The thing of a record that a name names; None where it names something else."""
    if "[" not in name:
        return None  # most names, so that few calls need the expression
    found = re.fullmatch(_OF_RECORD, name, re.ASCII)
    return (found[1], int(found[2]) - 1, found[3]) if found else None


def member_named(name: str) -> OfRecord | None:
    """The record that a name such as `holders[2]` names, and nothing of it; None where it names something else."""
    found = re.fullmatch(rf"({_LISTED})\[({_NUMBER})\]", name, re.ASCII)
    return (found[1], int(found[2]) - 1, "") if found else None


def record_name(listed: str, number: int, name: str) -> str:
    """The name of a field, or of what is computed, of a record with a number from 0."""
    return f"{listed}[{number + 1}].{name}"


def number_within(listed: str, name: str) -> int | None:
    """The number of the record of a list, from 0, to which something belongs, however deep; None where to none."""
    within = re.match(rf"{re.escape(listed)}\[({_NUMBER})\]\.", name)
    return int(within[1]) - 1 if within else None


def depth(name: str) -> int:
    """In how many records something lies."""
    return name.count("[")


def counted(name: str) -> str:
    """How the record is counted of which something is: `2`, and `3.2` for the second in the third."""
    return ".".join(re.findall(r"\[(\d+)\]", name))
