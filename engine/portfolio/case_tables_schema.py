"""The tables that a question is asked of: their columns, and what each of them tells."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.backends.sql.plan import CASES, Tables
from engine.backends.sql.rows import Columns
from engine.case.case import options_of
from engine.library.knowledge import KnowledgeBase
from engine.portfolio.layered_question import LayeredQuestion
from engine.portfolio.single_values import check_single_values
from engine.portfolio.told_apart import CASE_KEY, require_told_apart


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table of cases: what it tells, and how that is written."""

    table: str
    column: str
    type: str
    asks: str
    options: str


def columns_for(knowledge: KnowledgeBase, questions: tuple[str, ...], language: str) -> Iterator[TableColumn]:
    """The columns that some questions can come to, the key of each table first."""
    require_told_apart(knowledge.program)
    check_single_values(knowledge, questions)
    program = knowledge.program
    read: dict[tuple[str, int | None], None] = {}
    for question in questions:
        asked = LayeredQuestion(knowledge, question, Tables({}, {}, {}), Columns(), {}, (), {})
        read |= {(name, column): None for name, _, column in asked.read}
    lists = [name for name in program.facts if (name, None) in read and program.facts[name].type.kind == "list"]
    yield TableColumn(CASES, CASE_KEY, "text", "", "")
    for name, column in read:
        if column is None:
            yield _column(program, CASES, program.facts[name], language)
    for name in lists:
        yield TableColumn(name, CASE_KEY, "text", "", "")
        for other, column in read:
            if other == name and column is not None:
                yield _column(program, name, program.records[program.facts[name].type.name].fields[column], language)


def _column(program: p.Program, table: str, fact: p.Fact, language: str) -> TableColumn:
    asks = (fact.ask or fact.text).in_language(language)
    kind = f"{fact.type}, none" if fact.type.optional else str(fact.type)
    options = ("none",) if fact.type.kind == "list" else options_of(program, fact.type)
    return TableColumn(table, fact.name, kind, asks, " ".join(options))


def write_template(columns: Sequence[TableColumn], folder: Path) -> None:
    """Writes an empty file for each table, and one that describes their columns.

    Nothing that is there is lost: then `OSError` is raised.
    """
    folder.mkdir(exist_ok=True)
    for table in dict.fromkeys(each.table for each in columns):
        with (folder / f"{table}.csv").open("x", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow([each.column for each in columns if each.table == table])
    with (folder / "columns.txt").open("x", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["table", "column", "type", "asks", "options"])
        rows.writerows([each.table, each.column, each.type, each.asks, each.options] for each in columns)
