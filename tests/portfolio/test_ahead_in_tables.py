"""What is told of times after that of the question has not happened as of then: in tables as in each case by itself."""

import csv
from pathlib import Path

import duckdb
import pytest

from engine.desk import Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio
from tests.contracts import desk

pytestmark = pytest.mark.suite

DOCUMENT = "infomaniak-jelastic-cloud"
BEGAN, ENDED, REPORTED = "2024-03-05T10:00:00+01:00", "2024-03-05T11:00:00+01:00", "2024-03-08"
CASES = (
    ("case", "as_of"),
    ("before", "2024-03-04"),
    ("not_yet_too_long", "2024-03-05T10:04:00+01:00"),
    ("unreported", "2024-03-07"),
    ("on_the_day", "2024-03-08"),
    ("undated", ""),
    ("second_ahead", "2024-03-10"),
)
EXPECTED = {
    "before": "no",
    "not_yet_too_long": "no",
    "unreported": "no",
    "on_the_day": "yes",
    "undated": "yes",
    "second_ahead": "yes",
}
SECOND = ("second_ahead", "A", "2024-03-20T10:00:00+01:00", "2024-03-20T11:00:00+01:00", "2024-03-21")


def test_each_case_is_answered_as_of_its_own_day(tmp_path: Path) -> None:
    """No failure, no report: no penalty (art. 10.1.4). The second failure of the last case lies ahead, one counts."""
    folder, output = tmp_path / "cases", tmp_path / "answers.parquet"
    folder.mkdir()
    outages = [(case, "A", BEGAN, ENDED, REPORTED) for case, _ in CASES[1:]]
    tables = {"cases": CASES, "outages": (("case", "class", "began", "ended", "reported_at"), *outages, SECOND)}
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    asked = ("client-owed-penalty", "class-a-occurrences")
    answer_portfolio(desk(), PortfolioRequest(asked, Request("", DOCUMENT), folder, output))
    columns = '"case", client_owed_penalty__ordinarily, class_a_occurrences__value'
    found = duckdb.sql(f"SELECT {columns} FROM '{output}'").fetchall()
    assert {case: answer for case, answer, _ in found} == EXPECTED
    counted = {case: value for case, _, value in found}
    assert str(counted["before"]) == "0"
    assert str(counted["second_ahead"]) == "1"
