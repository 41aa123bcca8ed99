"""The names by which one thing of one record goes in a call, in an answer and in a kept opinion: `outages[1].began`."""

import re

_OF_RECORD = r"(\w+)\[(\d+)\]\.(\w+)"

OfRecord = tuple[str, int, str]
"""A list, the number of a record in it, from 0, and the name of a field or of what is computed of it."""


def of_record(name: str) -> OfRecord | None:
    """The thing of a record that a name names; None where it names something else."""
    found = re.fullmatch(_OF_RECORD, name)
    return (found[1], int(found[2]) - 1, found[3]) if found and int(found[2]) else None


def record_name(listed: str, number: int, name: str) -> str:
    """The name of a field, or of what is computed, of a record with a number from 0."""
    return f"{listed}[{number + 1}].{name}"
