"""What is told of times after that of the question, in tables: as `engine/case/lying_ahead.py` leaves it aside in one case."""

from collections.abc import Iterator, Mapping
from datetime import date

import pyarrow

from dsl.typed import program as p
from engine.backends.sql.cells import EPOCH, counted
from engine.backends.sql.duck import Duck
from engine.backends.sql.held import Held, column_of, rounded
from engine.backends.sql.plan import CASES, Tables
from engine.case.case import AS_OF
from engine.library.knowledge import KnowledgeBase

_ENDS = "ends_of_days"


def leave_aside(knowledge: KnowledgeBase, engine: Duck, tables: Tables) -> Tables:
    """Takes out of the tables what lies ahead of the time that each case is asked of; what is known of them then."""
    asked = tables.facts.get(AS_OF)
    if asked is None:
        return tables
    last = _last_instant(knowledge, engine, asked)
    program, fields = knowledge.program, dict(tables.fields)
    for name, columns in tables.fields.items():
        declared = program.records[program.facts[name].type.name].fields
        if _left_aside(engine, f"held_{name}", columns, declared, last):
            fields[name] = _known(engine, name, columns)
    facts = tables.facts
    if _left_aside(engine, f"held_{CASES}", facts, tuple(program.facts.values()), last):
        facts = _known(engine, CASES, facts)
    return Tables(facts, fields, tables.listed)


def _last_instant(knowledge: KnowledgeBase, engine: Duck, asked: Held) -> str:
    """The last instant of the time that a case `c` is asked of, as an expression."""
    if asked.type.kind != "date":
        return f"c.{column_of(AS_OF, 'last' if asked.type.kind == 'moment' else 'value')}"
    day = column_of(AS_OF)
    days = [day for (day,) in engine.run(f"SELECT DISTINCT {day} FROM held_{CASES} WHERE {day} IS NOT NULL")]
    document = knowledge.meaning.laws.document
    ends = [counted(document.moment(date.fromordinal(int(day) + EPOCH)).last)[0] for day in days]
    engine.keep(_ENDS, pyarrow.table({"day": pyarrow.array(days, "int64"), "last": pyarrow.array(ends, "int64")}))
    return f"(SELECT e.last FROM {_ENDS} e WHERE e.day = c.{day})"


def _left_aside(engine: Duck, table: str, columns: Mapping[str, Held], declared: tuple[p.Fact, ...], last: str) -> bool:
    """Whether anything in a table may lie ahead; it is taken out."""
    happening = [columns[fact.name] for fact in declared if fact.happens and fact.name in columns]
    for held in sorted(happening, key=lambda held: held.type.optional):
        ahead = f"{table}.number = c.number AND {table}.{held.columns[0]} > {last}"
        if held.type.optional:
            engine.run(f"UPDATE {table} SET {', '.join(_none(held))} FROM held_{CASES} c WHERE {ahead}")
        else:
            engine.run(f"DELETE FROM {table} USING held_{CASES} c WHERE {ahead}")
    return bool(happening)


def _none(held: Held) -> Iterator[str]:
    for column in held.columns:
        yield f"{column} = {'TRUE' if column == column_of(held.name, 'none') else 'NULL'}"


def _known(engine: Duck, table: str, columns: Mapping[str, Held]) -> dict[str, Held]:
    return {each.name: rounded(each) for each in engine.surveyed(f"held_{table}", list(columns.values()))}
