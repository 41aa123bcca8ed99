"""Rows of a result drawn at random, held to what `ask` says of each of these cases, for a test and for any run.

    python -m tests.portfolio.rows_by_themselves QUESTION… -d DOCUMENT --cases FOLDER --answers FILE [--rows N]

What differs is printed, and the exit status is then 1.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from dsl.frozen import dataclass, field
from dsl.moment import Moment
from dsl.surroundings import Surroundings
from engine.desk import Desk, Request
from engine.desk.many_cases import facts_of_case


@dataclass(slots=True)
class Held:
    """What came of it: rows whose answers are the same, those that only a search decides, and what differs."""

    alike: int = 0
    searched: int = 0
    different: list[str] = field(default_factory=list)


def held_to_ask(
    desk: Desk, document: str, questions: Sequence[str], cases: Path, answers: Path, rows: int, seed: int
) -> Held:
    """Holds so many rows of a result to `ask`, layer by layer; `cases` is a folder of Parquet files.

    A portfolio leaves open what is decided only because all that the unknown facts may be comes to the same.
    """
    drawn = rows_of(f"SELECT * FROM '{answers}' ORDER BY hash(\"case\", {seed}) LIMIT {rows}")
    names = ", ".join(f"'{row['case']}'" for row in drawn)
    held, clocks = Held(), surroundings_of(desk, document)
    with TemporaryDirectory() as folder:
        for table in cases.glob("*.parquet"):
            where = f'CAST("case" AS VARCHAR) IN ({names})'
            duckdb.sql(f"COPY (SELECT * FROM '{table}' WHERE {where}) TO '{folder}/{table.name}' (FORMAT parquet)")
        for row in drawn:
            facts = facts_of_case(desk, Request("", document), Path(folder), str(row["case"]))
            for question in questions:
                alone = desk.ask(Request(question, document, facts=facts)).data
                _compare(held, row, question, alone, clocks)
    return held


def rows_of(query: str) -> list[dict[str, Any]]:
    """The rows of a query by the names of their columns."""
    found: list[dict[str, Any]] = duckdb.sql(query).to_arrow_table().to_pylist()
    return found


def surroundings_of(desk: Desk, document: str) -> Surroundings:
    """By which clocks a document tells its moments."""
    return desk.case(Request("", document), desk.edition(document, None), None).knowledge.meaning.laws.document


def is_said(row: dict[str, Any], column: str, value: dict[str, Any] | None, clocks: Surroundings) -> bool:
    """Whether a column of a result says the value of an opinion; None where that has none."""
    amount = None if value is None else value["amount"]
    if column + "__last" in row:
        first, last = row[column], row[column + "__last"]
        return (first, last) == ((None, None) if amount is None else _ends(amount, clocks))
    return (None if row.get(column) is None else str(row[column])) == amount


def _ends(moment: str, clocks: Surroundings) -> tuple[datetime | None, datetime | None]:
    """The first and the last instant of a moment as JSON has it: a day, an instant, or two of these; `..` is open."""

    def told(end: str) -> Moment | None:
        whole = datetime.fromisoformat(end) if "T" in end else date.fromisoformat(end)
        return clocks.moment(whole)

    before, _, after = moment.partition("/")
    first, last = (None if end == ".." else told(end) for end in (before, after or before))
    return first and first.first, last and last.last


def _compare(held: Held, row: dict[str, Any], question: str, alone: dict[str, Any], clocks: Surroundings) -> None:
    column = question.replace("-", "_")
    for layer, value, told in (
        ("strictly", "strict_value", alone),
        ("ordinarily", "value", alone["ordinarily"]),
    ):
        word, expected = row[f"{column}__{layer}"], told["value"] if told["answer"] == "value" else None
        if word == told["answer"] and is_said(row, f"{column}__{value}", expected, clocks):
            held.alike += 1
        elif word == "undetermined":
            held.searched += 1
        else:
            held.different.append(
                f"case {row['case']}, {question}, {layer}: {word} {row.get(f'{column}__{value}')}, by itself {told}"
            )


def main() -> None:
    """Prints what differs, and how many rows were held to account."""
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("questions", nargs="+")
    arguments.add_argument("--cases", type=Path, required=True)
    arguments.add_argument("--answers", type=Path, required=True)
    arguments.add_argument("-d", "--document", required=True)
    arguments.add_argument("--rows", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=0)
    asked = arguments.parse_args()
    held = held_to_ask(Desk.open(), asked.document, asked.questions, asked.cases, asked.answers, asked.rows, asked.seed)
    print(*held.different, f"{held.alike} alike, {held.searched} decided by a search alone", sep="\n")
    sys.exit(bool(held.different))


if __name__ == "__main__":
    main()
