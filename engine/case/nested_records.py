"""The records of lists that lie in records: where each is among all of them, and where it is said to be.

A case keeps the records of such a field in one list (`Program.nested`, `orders.items`), and in the field the numbers
that its own have there. Who tells or reads of one names the record in which it lies: `orders[2].items[1].price`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dsl.typed import program as p
from engine.model.record_names import OfRecord, of_record, record_name


def in_all(program: p.Program, facts: Mapping[str, Any], place: OfRecord) -> OfRecord:
    """A place among all records of a field, of one that names the record in which its list lies.

    Raises `KeyError` where there is no such list or record.
    """
    listed, number, name = place
    around = of_record(listed)
    if around is None:
        return place
    outer, at, field = in_all(program, facts, around)
    numbers = facts[outer][at][column(program, outer, field)] if at < len(facts.get(outer) or ()) else None
    if numbers is None or number >= len(numbers):
        raise KeyError(record_name(*place))
    return f"{outer}.{field}", numbers[number], name


def where(program: p.Program, facts: Mapping[str, Any], listed: str, number: int) -> tuple[str, int]:
    """The list of a record as it is named from outside, with the record in which it lies, and the number in it."""
    nested = program.nested.get(listed)
    if nested is None:
        return listed, number
    outer, field = nested.outer, nested.field
    at_column = column(program, outer, field)
    for at, record in enumerate(facts.get(outer) or ()):
        if number in (record[at_column] or ()):
            around = record_name(*where(program, facts, outer, at), field)
            return around, record[at_column].index(number)
    return listed, number


def ordinal(program: p.Program, facts: Mapping[str, Any], listed: str, number: int) -> str:
    """How a record is counted: `2`, and `3.2` for the second in the third of several others."""
    around, at = where(program, facts, listed, number)
    outer = of_record(around)
    if outer is None:
        return str(at + 1)
    name, in_it, _ = in_all(program, facts, outer)
    return f"{ordinal(program, facts, name, in_it)}.{at + 1}" if len(facts[name]) > 1 else str(at + 1)


def column(program: p.Program, listed: str, field: str) -> int:
    """Which column of the records of a list a field is. Raises `KeyError` if it is none."""
    names = [declared.name for declared in program.records[program.facts[listed].type.name].fields]
    if field not in names:
        raise KeyError(field)
    return names.index(field)


def added(program: p.Program, facts: dict[str, Any], listed: str, field: str, rows: list[list[Any]]) -> tuple[int, ...]:
    """The numbers of records that are put behind all those of a field."""
    name = f"{listed}.{field}"
    assert name in program.nested
    before = list(facts.get(name, ()))
    facts[name] = [*before, *rows]
    return tuple(range(len(before), len(before) + len(rows)))


def whole_list(listed: str) -> str:
    """The list of all records of a field, of one that is named with the record in which it lies."""
    return re.sub(r"\[\d+\]\.", ".", listed)


def total(program: p.Program, facts: Mapping[str, Any], listed: str) -> int:
    """How many records were told of a list that is named with the record in which it lies, if it lies in one."""
    around = of_record(listed)
    if around is None:
        records = facts.get(listed)
        return len(records) if isinstance(records, list) else 0
    if not is_there(program, facts, around):
        return 0
    outer, number, field = in_all(program, facts, around)
    return len(facts[outer][number][column(program, outer, field)] or ())


def is_there(program: p.Program, facts: Mapping[str, Any], place: OfRecord) -> bool:
    """Whether a place is one of a record that there is."""
    try:
        listed, number, _ = in_all(program, facts, place)
    except KeyError:
        return False
    return number < len(facts.get(listed) or ())


def are_sound(program: p.Program, facts: Mapping[str, Any]) -> bool:
    """Whether every record of a list in a record lies in one, and all that is said to lie there is a record."""
    for name, nesting in program.nested.items():
        outer, field = nesting.outer, nesting.field
        at = column(program, outer, field)
        said = [number for record in facts.get(outer) or () for number in record[at] or ()]
        if any(type(number) is not int for number in said):
            return False
        if sorted(said) != list(range(len(facts.get(name) or ()))):
            return False
    return True


def compacted(program: p.Program, facts: dict[str, Any]) -> None:
    """Leaves out the records that lie nowhere any more, since what held them was told anew."""
    for name, nesting in program.nested.items():
        outer, field = nesting.outer, nesting.field
        rows: list[list[Any]] = facts.pop(name, [])
        kept: list[list[Any]] = []
        at = column(program, outer, field) if facts.get(outer) else 0
        for record in facts.get(outer) or ():
            if record[at] is not None:
                numbers = record[at]
                record[at] = tuple(range(len(kept), len(kept) + len(numbers)))
                kept += [rows[number] for number in numbers]
        if kept:
            facts[name] = kept


def one_of_each(program: p.Program, lists: Iterable[str]) -> dict[str, list[list[Any]]]:
    """Facts by which each of some lists has one record, of which nothing is known but what it holds of the others."""
    found = {name: [[None] * len(program.records[program.facts[name].type.name].fields)] for name in lists}
    rows: dict[str, list[list[Any]]] = dict(found)
    for name in found:
        nesting = program.nested.get(name)
        if nesting is not None:
            rows[nesting.outer][0][column(program, nesting.outer, nesting.field)] = (0,)
    return rows


def with_those_around(program: p.Program, listed: str) -> list[str]:
    """A list, and those in whose records it lies, the outermost first."""
    nesting = program.nested.get(listed)
    return [*(with_those_around(program, nesting.outer) if nesting is not None else ()), listed]
