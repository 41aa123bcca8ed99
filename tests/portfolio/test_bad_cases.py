"""What can't be read of a portfolio is told, case by case, and the other cases are answered."""

import csv
import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from engine.desk import Rejected, Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio
from engine.faces.command_line.command import cli
from tests.contracts import desk
from tests.portfolio.shop_cases import CASES, CONTRACT, DESK, answers, written

pytestmark = pytest.mark.suite


def test_bad_rows_are_left_out_and_told(tmp_path: Path) -> None:
    bad = (*CASES, ("f", "2024-02-30", "2024-03-01", "a lot", "perhaps", "no"), ("a", "", "", "", "", ""))
    folder = written(tmp_path / "cases", bad)
    runner = CliRunner()
    call = ["portfolio", "may-return", "-d", "shop", "--clauses", str(CONTRACT), "--cases", str(folder)]
    result = runner.invoke(cli, [*call, "-o", str(tmp_path / "answers.parquet")])
    assert result.exit_code == 3, result.output
    with (tmp_path / "answers.parquet.bad.csv").open(encoding="utf-8") as file:
        told = {(row["case"], row["column"], row["value"], row["id"]) for row in csv.DictReader(file)}
    assert told == {
        ("f", "as_of", "2024-02-30", "no-such-date"),
        ("f", "price", "a lot", "wrong-type"),
        ("f", "faulty", "perhaps", "wrong-type"),
        ("a", "case", "a", "case-twice"),
    }
    left = duckdb.sql(f"SELECT \"case\" FROM '{tmp_path}/answers.parquet'").fetchall()
    assert left == [("b",), ("c",), ("d",), ("e",)]


@pytest.mark.parametrize("ending", ["csv", "parquet", "duckdb"])
@pytest.mark.parametrize(("row", "status"), [("", 0), ("f,2024-02-30,a lot\n", 3)], ids=["none", "none readable"])
def test_answers_to_no_case_have_all_columns(tmp_path: Path, row: str, status: int, ending: str) -> None:
    def columns(name: str, row: str, status: int) -> list[str]:
        cases, output = tmp_path / f"{name}.csv", tmp_path / f"{name}.of.{ending}"
        cases.write_text(f"case,as_of,price\n{row}", encoding="utf-8")
        call = ["portfolio", "may-return", "-d", "shop", "--clauses", str(CONTRACT), "--cases", str(cases)]
        assert CliRunner().invoke(cli, [*call, "-o", str(output)]).exit_code == status
        with duckdb.connect(str(output) if ending == "duckdb" else ":memory:") as connection:
            source = "answers" if ending == "duckdb" else f"'{output}'"
            return [str(column) for column, *_ in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]

    assert columns("some", "a,2024-03-10,200.00 EUR\n", 0) == columns("none", row, status)


def test_what_is_bad_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    folder = written(tmp_path / "cases", (*CASES, ("a", "", "", "", "", ""), ("f", "2024-02-30", "", "", "", "")))
    asked = Request("", "shop", language="fr")
    answer_portfolio(DESK, PortfolioRequest(("may-return",), asked, folder, tmp_path / "answers.parquet"))
    with (tmp_path / "answers.parquet.bad.csv").open(encoding="utf-8") as file:
        assert {row["message"] for row in csv.DictReader(file)} == {
            "deux lignes sont de ce cas",
            "la date `2024-02-30` n’existe pas",
        }


def test_a_row_that_names_no_case_leaves_the_others_alone(tmp_path: Path) -> None:
    cases = (("case", "faulty"), ("a", "yes"), ("", "yes"), ("b", "yes"))
    found = answers(written(tmp_path / "cases", cases), tmp_path / "answers.parquet", "may-swap")
    assert [row[0] for row in found] == ["a", "b"]
    (bad,) = csv.DictReader((tmp_path / "answers.parquet.bad.csv").read_text(encoding="utf-8").splitlines())
    assert (bad["table"], bad["column"], bad["id"]) == ("cases", "case", "no-such-case")


def test_what_a_row_tells_of_a_list_is_never_passed_over(tmp_path: Path) -> None:
    """Its records stand in a table of their own; those of a row would else change no answer, and nobody would know."""
    folder = tmp_path / "cases"
    folder.mkdir()
    damage = {"reported_on": "2024-01-01", "cost": "100 EUR"}
    said = {"in_row": [damage], "some": "some", "none": "none", "empty": [], "unsaid": None, "denied": "none"}
    rows = [{"case": case, "as_of": "2024-03-10", "price": "500 EUR", "damages": told} for case, told in said.items()]
    (folder / "cases.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "damages.jsonl").write_text(json.dumps({"case": "denied"} | damage), encoding="utf-8")
    found = answers(folder, tmp_path / "answers.parquet", "refund")
    assert [row[0] for row in found] == ["none", "empty", "unsaid"]
    with (tmp_path / "answers.parquet.bad.csv").open(encoding="utf-8") as file:
        bad = {(row["case"], row["column"], row["id"]) for row in csv.DictReader(file)}
    assert bad == {(case, "damages", "list-in-table") for case in ("in_row", "some", "denied")}


def test_a_table_that_tells_nothing_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "cases", (("case", "pricee"), ("a", "1")))
    with pytest.raises(Rejected) as refused:
        answers(folder, tmp_path / "answers.parquet", "may-return")
    assert [(each.code, each.help) for each in refused.value.diagnostics] == [
        ("unknown-column", "did you mean `price`?")
    ]


def test_a_day_whose_holidays_nobody_knows_is_told_and_stops_nothing(tmp_path: Path) -> None:
    folder, document = tmp_path / "cases", "infomaniak-jelastic-cloud"
    folder.mkdir()
    (folder / "cases.csv").write_text("case,channel_used\nold,contact_form\nnew,contact_form\n", encoding="utf-8")
    outages = [
        f"{case},A,{year}-02-28T23:10:00Z,{year}-02-28T23:50:00Z,{year}-03-01T09:00:00Z,planned"
        for case, year in (("old", 1975), ("new", 2024))
    ]
    header = "case,class,began,ended,report_received_at,maintenance"
    (folder / "outages.csv").write_text("\n".join([header, *outages]) + "\n", encoding="utf-8")
    asked = PortfolioRequest(("client-owed-penalty",), Request("", document), folder, tmp_path / "a.parquet")
    outcome = answer_portfolio(desk(), asked)
    assert (outcome.cases, outcome.bad, outcome.by_itself.elsewhere) == (1, 1, 1)
    with (tmp_path / "a.parquet.bad.csv").open(encoding="utf-8") as file:
        assert [(row["case"], row["id"]) for row in csv.DictReader(file)] == [("old", "value-out-of-range")]


def test_answers_in_two_formats_beside_each_other_each_have_a_legend_and_bad_rows_of_their_own(tmp_path: Path) -> None:
    twice = written(tmp_path / "twice", (*CASES, CASES[-1]))
    answers(twice, tmp_path / "answers.csv", "may-return")
    beside = [tmp_path / f"answers.csv{ending}" for ending in (".legend.json", ".bad.csv")]
    before = [path.read_bytes() for path in beside]
    answers(written(tmp_path / "once"), tmp_path / "answers.parquet", "refund")
    assert [path.read_bytes() for path in beside] == before
    assert (tmp_path / "answers.parquet.legend.json").read_bytes() != before[0]
    assert not (tmp_path / "answers.parquet.bad.csv").exists()
