"""What is presumed of many records alike: tried together where trying each by itself would take too long."""

from collections.abc import Collection

from engine.case.case import Case, InputKey

MOST_COMPARED = 1_000_000
"""How many pairs of records may be gone through in trying presumptions one by one: an evaluation compares them all."""
MOST_WALKED = 40_000
"""How many triples of records may be, where a list may go on: each evaluation walks all pairs, a hundred times slower
than code that is generated, and the more records there are, the more there is to try."""
LEAST_EVALUATIONS = 20
"""Where there are so many records that a case can't be evaluated as often, what may be left out is not looked for."""


def most_evaluated(case: Case) -> int:
    """How often a case may be evaluated in trying one thing after the other."""
    records = sum(len(value) for value in case.facts.values() if isinstance(value, list))
    records = max(records, 1)
    return MOST_WALKED // records**3 if case.more else MOST_COMPARED // records**2


def alike(case: Case, keys: Collection[InputKey]) -> list[list[InputKey]]:
    """Presumptions each by itself; where there are too many records for that, those of one field together."""
    if len(keys) <= most_evaluated(case):
        return [[key] for key in keys]
    found: dict[InputKey, list[InputKey]] = {}
    for key in keys:
        found.setdefault(of_any_record(key), []).append(key)
    return list(found.values())


def of_any_record(key: InputKey) -> InputKey:
    """What an input is apart from its record: a field is the same one in every record."""
    return key[0], *key[2:]
