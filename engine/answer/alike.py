"""What is presumed of many records alike: tried together where trying each by itself would take too long."""

from collections.abc import Collection

from engine.case.case import Case, InputKey

MOST_COMPARED = 1_000_000
"""How many pairs of records may be gone through in trying presumptions one by one: an evaluation compares them all."""


def alike(case: Case, keys: Collection[InputKey]) -> list[list[InputKey]]:
    """Presumptions each by itself; where there are too many records for that, those of one field together."""
    records = sum(len(value) for value in case.facts.values() if isinstance(value, list))
    if len(keys) * records**2 <= MOST_COMPARED:
        return [[key] for key in keys]
    found: dict[InputKey, list[InputKey]] = {}
    for key in keys:
        found.setdefault((key[0], *key[2:]), []).append(key)
    return list(found.values())
