"""Rows of a result drawn at random, held to what `ask` says of each of these cases, for a test and for any run.

    python -m tests.portfolio.rows_by_themselves QUESTION… -d DOCUMENT --cases FOLDER --answers FILE [--rows N]

What differs is printed, and the exit status is then 1.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from dsl.frozen import dataclass, field
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
    found = duckdb.sql(f"SELECT * FROM '{answers}' ORDER BY hash(\"case\", {seed}) LIMIT {rows}")
    drawn = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    names = ", ".join(f"'{row['case']}'" for row in drawn)
    held = Held()
    with TemporaryDirectory() as folder:
        for table in cases.glob("*.parquet"):
            where = f'CAST("case" AS VARCHAR) IN ({names})'
            duckdb.sql(f"COPY (SELECT * FROM '{table}' WHERE {where}) TO '{folder}/{table.name}' (FORMAT parquet)")
        for row in drawn:
            facts = facts_of_case(desk, Request("", document), Path(folder), str(row["case"]))
            for question in questions:
                alone = desk.ask(Request(question, document, facts=facts)).data
                _compare(held, row, question, alone)
    return held


def _compare(held: Held, row: dict[str, Any], question: str, alone: dict[str, Any]) -> None:
    column = question.replace("-", "_")
    for layer, value, told in (
        ("strictly", "strict_value", alone),
        ("ordinarily", "value", alone["ordinarily"]),
    ):
        word, amount = row[f"{column}__{layer}"], row.get(f"{column}__{value}")
        expected = told["value"]["amount"] if told["answer"] == "value" else None
        if word == told["answer"] and (None if amount is None else str(amount)) == expected:
            held.alike += 1
        elif word == "undetermined":
            held.searched += 1
        else:
            held.different.append(f"case {row['case']}, {question}, {layer}: {word} {amount}, by itself {told}")


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
