"""Cases out of the tables that hold them, as the engine takes them one by one."""

from collections.abc import Iterator, Sequence
from typing import Any

from dsl.surroundings import Surroundings
from engine.backends.sql.duck import Duck
from engine.backends.sql.held import Held, column_of
from engine.backends.sql.plan import CASES, Tables
from engine.backends.sql.rows import NUMBER
from engine.library.knowledge import KnowledgeBase


def facts_held(
    knowledge: KnowledgeBase, engine: Duck, tables: Tables, lists: Sequence[str], numbers: Sequence[int]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The facts told of some cases, by their numbers."""
    document, program = knowledge.meaning.laws.document, knowledge.program
    among = ", ".join(map(str, numbers)) or "NULL"
    records: dict[str, dict[int, list[list[Any]]]] = {}
    for name, fields in tables.fields.items():
        declared = program.records[program.facts[name].type.name].fields
        of_list = list(fields.values())
        selected = ", ".join([NUMBER, *(column for each in of_list for column in each.columns)])
        rows = engine.run(f"SELECT {selected} FROM held_{name} WHERE number IN ({among}) ORDER BY number, place")
        by_number: dict[int, list[list[Any]]] = {}
        for row in rows:
            held = dict(zip(fields, _decoded(of_list, row[1:], document), strict=True))
            by_number.setdefault(int(row[0]), []).append([held.get(field.name) for field in declared])
        records[name] = by_number
    facts = list(tables.facts.values())
    flags = [column_of(name, "told") for name in lists]
    selected = ", ".join([NUMBER, *flags, *(column for each in facts for column in each.columns)])
    for row in engine.run(f"SELECT {selected} FROM held_{CASES} WHERE number IN ({among}) ORDER BY number"):
        number, start = int(row[0]), 1 + len(flags)
        values = zip(tables.facts, _decoded(facts, row[start:], document), strict=True)
        told: dict[str, Any] = {name: value for name, value in values if value is not None}
        for name, is_told in zip(lists, row[1:start], strict=True):
            if is_told:
                told[name] = records.get(name, {}).get(number, [])
        yield number, told


def _decoded(held: Sequence[Held], row: Sequence[Any], document: Surroundings) -> list[Any]:
    found, at = [], 0
    for each in held:
        width = len(each.columns)
        found.append(each.decoded(tuple(row[at : at + width]), document))
        at += width
    return found
