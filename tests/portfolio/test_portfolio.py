"""Many cases at once: the answers are those that each case gets by itself, in every format, and what is bad is told."""

import csv
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import jsonschema
import pytest

from engine.desk import Desk, Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio, facts_of_case, write_sample
from engine.portfolio.summary_print import lines
from engine.schema.schemas import named_schema
from engine.tongues import tongue
from tests.portfolio.rows_by_themselves import held_to_ask, is_said, rows_of, surroundings_of
from tests.portfolio.shop_cases import CONTRACT, DESK, answers, written

pytestmark = pytest.mark.suite

THREE_OUTAGES = Path(__file__).parents[1] / "benchmarks" / "three-outages.toml"
SAMPLE = Path(__file__).parents[2] / "clauses" / "infomaniak-jelastic-cloud" / "sample.toml"
LOSSES = (
    ("case", "lost_at", "noticed_at", "insured"),
    ("day", "2024-03-01", "2024-03-04", "no"),
    ("hour", "2024-03-01 10:00", "2024-03-04 12:30", "no"),
    ("never", "none", "none", "no"),
    ("unheard", "", "2024-03-04", "no"),
    ("presumed", "2024-03-01", "2024-03-04 08:00", ""),
    ("by_days", "2024-03-01", "", "yes"),
    ("by_itself", "2024-03-01 10:00", "", "yes"),
    ("summer_time", "2024-03-30", "2024-10-26", ""),
)


def test_each_case_is_answered_as_by_itself(tmp_path: Path) -> None:
    folder = written(tmp_path / "cases")
    rows = answers(folder, tmp_path / "answers.parquet", "may-return", "refund")
    assert [row[0] for row in rows] == ["a", "b", "c", "d", "e"]
    names = [column[0] for column in duckdb.sql(f"SELECT * FROM '{tmp_path}/answers.parquet' LIMIT 0").description]
    for row in rows:
        found = dict(zip(names, row, strict=True))
        for question in ("may-return", "refund"):
            facts = facts_of_case(DESK, Request("", "shop"), folder, str(row[0]))
            alone = DESK.ask(Request(question, "shop", facts=facts)).data
            column = question.replace("-", "_")
            if found[f"{column}__strictly"] != "undetermined":
                assert found[f"{column}__strictly"] == alone["answer"]
            assert found[f"{column}__ordinarily"] == alone["ordinarily"]["answer"], (question, row)
            if alone["ordinarily"]["answer"] == "value":
                assert str(found[f"{column}__value"]) == alone["ordinarily"]["value"]["amount"]


def test_what_the_columns_say_is_what_the_contract_says(tmp_path: Path) -> None:
    """Clause 1: a faulty thing may be returned within 14 days; clause 2: not where the fault was known."""
    rows = answers(written(tmp_path / "cases"), tmp_path / "answers.parquet", "may-return")
    said = {row[0]: row[1:] for row in rows}
    assert said["a"] == ("yes", "yes", "take_back", "art.\u00a01, para.\u00a01", 0, False)
    assert said["b"] == ("no", "no", "known_fault", "art.\u00a02, para.\u00a01", 0, False)
    assert said["c"] == ("no", "no", None, None, 0, False)  # never delivered: nothing to return
    assert said["d"] == ("undetermined", "undetermined", None, None, 1, True)  # whether it is faulty is never presumed
    assert said["e"] == ("undetermined", "yes", "take_back", "art.\u00a01, para.\u00a01", 1, True)


def test_what_only_a_search_decides_is_searched_for_as_many_as_asked(tmp_path: Path) -> None:
    """Clause 4: a faulty thing may be swapped, and one without fault; so it may, whichever it is."""
    cases = (("case", "faulty"), ("a", ""), ("b", "yes"), ("c", ""))
    folder = written(tmp_path / "cases", cases)
    for search, said, counted in ((0, "undetermined", (0, 0)), (1, "undetermined", (1, 1)), (9, "yes", (2, 2))):
        output = tmp_path / f"after_{search}.parquet"
        request = PortfolioRequest(("may-swap",), Request("", "shop"), folder, output, search=search)
        outcome = answer_portfolio(DESK, request)
        assert (outcome.by_itself.searched, outcome.by_itself.settled) == counted
        query = f"SELECT may_swap__strictly, may_swap__ordinarily FROM '{output}' ORDER BY \"case\""
        first, second, last = duckdb.sql(query).fetchall()
        assert second == ("yes", "yes")
        assert last == (said, said)
        assert first == (("yes", "yes") if search else (said, said))


def test_a_named_reading_is_searched_as_well(tmp_path: Path) -> None:
    """Of the cases that are searched, the answers under a reading are those that each gets by itself under it."""
    desk, document, named = Desk.open(), "infomaniak-jelastic-cloud", ("penalty_base", "amount_of_contract")
    write_sample(desk, Request("", document, file=SAMPLE), 6, tmp_path / "cases")
    output, question = tmp_path / "answers.parquet", "penalty-amount"
    request = Request("", document)
    asked = PortfolioRequest((question,), request, tmp_path / "cases", output, (named,), search=6)
    outcome = answer_portfolio(desk, asked)
    assert outcome.by_itself.searched > 3
    columns = (
        "penalty_amount__under_penalty_base_amount_of_contract",
        "penalty_amount__value_under_penalty_base_amount_of_contract",
    )
    rows = duckdb.sql(f"SELECT \"case\", penalty_amount__value, {', '.join(columns)} FROM '{output}'").fetchall()
    assert any(value != under for _, value, _, under in rows)  # the rate applies to the contract, not to the invoice
    for name, _, word, value in rows:
        facts = facts_of_case(desk, request, tmp_path / "cases", name)
        alone = desk.ask(Request(question, document, facts=facts, readings=dict([named]))).data["ordinarily"]
        assert word == alone["answer"]
        assert str(value) == alone["value"]["amount"]


def losses_answered(folder: Path, ending: str, search: int = 0) -> Path:
    """Until when a loss must be reported, in a file with this ending, and on the reading from its notice, too."""
    cases, named = written(folder / "cases", LOSSES), (("time_for_report", "from_notice"),)
    output = folder / f"answers-{search}{ending}"
    asked = PortfolioRequest(("report-due",), Request("", "shop"), cases, output, named, search=search)
    assert answer_portfolio(DESK, asked).by_itself.elsewhere > 0  # three days after an hour
    return output


@pytest.mark.parametrize("search", [0, 9])
def test_a_moment_that_is_a_day_or_a_stretch_has_its_first_and_its_last_instant(tmp_path: Path, search: int) -> None:
    """In every layer what `ask` says: two days later is a stretch of a day where the loss was told as a day."""
    clocks = surroundings_of(DESK, "shop")
    rows = rows_of(f"SELECT * FROM '{losses_answered(tmp_path, '.parquet', search)}'")
    assert [row["case"] for row in rows] == [loss[0] for loss in LOSSES[1:]]
    for row in rows:
        facts = facts_of_case(DESK, Request("", "shop"), tmp_path / "cases", row["case"])
        alone = DESK.ask(Request("report-due", "shop", facts=facts)).data
        assert is_said(row, "report_due__value", alone["ordinarily"]["value"], clocks), row
        if row["report_due__strictly"] == "value":
            assert is_said(row, "report_due__strict_value", alone["value"], clocks), row
        readings = {"time_for_report": "from_notice"}
        under = DESK.ask(Request("report-due", "shop", facts=facts, readings=readings)).data["ordinarily"]
        assert is_said(row, "report_due__value_under_time_for_report_from_notice", under["value"], clocks), row
    known = {
        row["case"]: row["report_due__value__last"] - row["report_due__value"]
        for row in rows
        if row["report_due__value"]
    }
    assert known["by_itself"] == known["hour"] == timedelta(0)
    a_day = timedelta(days=1) - timedelta(microseconds=1)
    assert known["by_days"] == known["day"] == known["presumed"] == known["summer_time"] == a_day


def test_a_day_that_is_told_by_the_clocks_of_another_zone_stays_a_stretch(tmp_path: Path) -> None:
    """A loss of 1 March in New York, reported within 48 hours: both ends lie five hours after midnight of London."""
    shop = (CONTRACT / "shop.clause").read_text(encoding="utf-8")
    elsewhere = shop.replace("lost_at: optional moment", "lost_at: optional moment in America/New_York")
    (tmp_path / "clauses").mkdir()
    (tmp_path / "clauses" / "shop.clause").write_text(elsewhere, encoding="utf-8")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "cases.csv").write_text("case,lost_at,insured\na,2024-03-01,no\n", encoding="utf-8")
    desk, output, request = Desk.open(tmp_path / "clauses"), tmp_path / "answers.parquet", Request("", "shop")
    answer_portfolio(desk, PortfolioRequest(("report-due",), request, tmp_path / "cases", output))
    (row,) = rows_of(f"SELECT * FROM '{output}'")
    first = datetime(2024, 3, 3, 5, tzinfo=UTC)
    assert row["report_due__value"] == first
    assert row["report_due__value__last"] == first + timedelta(days=1) - timedelta(microseconds=1)
    facts = facts_of_case(desk, request, tmp_path / "cases", "a")
    alone = desk.ask(Request("report-due", "shop", facts=facts)).data["ordinarily"]
    assert is_said(row, "report_due__value", alone["value"], surroundings_of(desk, "shop"))


def test_both_ends_of_a_moment_are_in_texts_as_well(tmp_path: Path) -> None:
    """A loss of 1 March, reported within 48 hours: the last instant for it lies on 3 March in Paris."""
    with losses_answered(tmp_path, ".csv").open(encoding="utf-8") as file:
        in_sheet = next(csv.DictReader(file))
    lines = [json.loads(line) for line in losses_answered(tmp_path, ".jsonl").read_text(encoding="utf-8").splitlines()]
    for row in (in_sheet, lines[0]):
        assert row["report_due__value"] == "2024-03-02 23:00:00+00"
        assert row["report_due__value__last"] == "2024-03-03 22:59:59.999999+00"
    for line in lines:
        jsonschema.validate(line, named_schema("portfolio"))


def test_the_summary_says_what_things_are_called(tmp_path: Path) -> None:
    folder = written(tmp_path / "cases")
    request = PortfolioRequest(("may-return",), Request("", "shop"), folder, tmp_path / "a.parquet")
    shown = "\n".join(lines(answer_portfolio(DESK, request), "CALL", tongue("en")))
    assert "may-return: May the buyer return the thing?" in shown
    assert "    2  The buyer may return a faulty thing within fourteen days." in shown
    assert "    2  the fault was not known" in shown
    assert "take_back" not in shown


def test_nothing_in_a_sample_lies_after_the_question_or_overtakes_what_came_before(tmp_path: Path) -> None:
    request = Request("", "infomaniak-jelastic-cloud", file=THREE_OUTAGES)
    write_sample(Desk.open(), request, 500, tmp_path / "cases")
    query = f"""WITH told AS (
            SELECT CAST(COLUMNS('^(began|ended|.*_at)$') AS TIMESTAMPTZ) FROM '{tmp_path}/cases/outages.parquet'
        ) SELECT count(*) FROM told
        WHERE report_received_at > TIMESTAMPTZ '2024-03-20 23:59:59+01' OR ended < began
            OR resolution_announced_at < ended OR report_received_at < resolution_announced_at"""
    assert duckdb.sql(query).fetchall() == [(0,)]


def test_the_sample_of_the_readme_has_amounts(tmp_path: Path) -> None:
    """Its failures stay in the month of which it has the invoice, and the summary says how many amounts it adds up."""
    desk, document = Desk.open(), "infomaniak-jelastic-cloud"
    write_sample(desk, Request("", document, file=SAMPLE), 200, tmp_path / "cases")
    questions = ("client-owed-penalty", "penalty-amount")
    outcome = answer_portfolio(
        desk, PortfolioRequest(questions, Request("", document), tmp_path / "cases", tmp_path / "answers.parquet")
    )
    owed, amount = outcome.questions
    assert amount.amounts >= owed.ordinarily["yes"]
    shown = "\n".join(lines(outcome, "CALL", tongue("en")))
    assert f"({amount.amounts} of 200 cases have an amount)" in shown


def test_every_format_holds_the_same_rows(tmp_path: Path) -> None:
    folder = written(tmp_path / "cases")
    parquet = answers(folder, tmp_path / "answers.parquet", "may-return")
    answer_portfolio(DESK, PortfolioRequest(("may-return",), Request("", "shop"), folder, tmp_path / "answers.csv"))
    with (tmp_path / "answers.csv").open(encoding="utf-8") as file:
        assert [row["may_return__strictly"] for row in csv.DictReader(file)] == [row[1] for row in parquet]
    answer_portfolio(DESK, PortfolioRequest(("may-return",), Request("", "shop"), folder, tmp_path / "answers.jsonl"))
    lines = (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["case"] for line in lines] == [row[0] for row in parquet]
    for line in lines:
        jsonschema.validate(json.loads(line), named_schema("portfolio"))
    answer_portfolio(DESK, PortfolioRequest(("may-return",), Request("", "shop"), folder, tmp_path / "answers.duckdb"))
    with duckdb.connect(str(tmp_path / "answers.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT * FROM answers").fetchall() == parquet


def held_to_spark(desk: Desk, document: str, questions: tuple[str, ...], cases: Path, results: Path) -> None:
    """Both engines give the same rows of the same types, in the same order."""
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    request = Request("", document)
    for by in ("duckdb", "spark"):
        answer_portfolio(desk, PortfolioRequest(questions, request, cases, results / f"{by}.parquet", threads=2, by=by))
    by_duckdb, by_spark = (duckdb.sql(f"SELECT * FROM '{results}/{by}.parquet'") for by in ("duckdb", "spark"))
    assert by_spark.types == by_duckdb.types
    rows = by_duckdb.to_arrow_table().to_pylist()
    assert rows
    assert by_spark.to_arrow_table().to_pylist() == rows


@pytest.mark.filterwarnings("ignore")  # Spark's own
def test_spark_gives_the_same_rows_in_the_same_order(tmp_path: Path) -> None:
    held_to_spark(DESK, "shop", ("may-return", "refund"), written(tmp_path / "cases"), tmp_path)


@pytest.mark.filterwarnings("ignore")  # Spark's own
def test_spark_gives_both_ends_of_a_moment(tmp_path: Path) -> None:
    held_to_spark(DESK, "shop", ("report-due",), written(tmp_path / "cases", LOSSES), tmp_path)


@pytest.mark.filterwarnings("ignore")  # Spark's own
def test_spark_gives_the_same_rows_where_a_plan_has_hundreds_of_tables(tmp_path: Path) -> None:
    desk, document = Desk.open(), "infomaniak-jelastic-cloud"
    write_sample(desk, Request("", document, file=THREE_OUTAGES), 60, tmp_path / "cases")
    held_to_spark(desk, document, ("client-owed-penalty",), tmp_path / "cases", tmp_path)


def test_a_column_of_a_type_of_its_own_says_what_it_says_as_text(tmp_path: Path) -> None:
    """Whole cases, decimals with more of them than a hundredth, days and moments; and what nobody reads in either."""
    tables = {
        "cases": """SELECT CAST(number AS INTEGER) AS "case", DATE '2024-03-10' AS as_of,
            DATE '2024-03-01' + CAST(number % 9 AS INTEGER) AS delivered_on, number % 2 = 0 AS faulty,
            CASE WHEN number = 7 THEN 12345678901234567.125 ELSE CAST(number * 1.125 AS DECIMAL(22, 3)) END AS price
            FROM range(20) r(number)""",
        "damages": """SELECT number // 2 AS "case", CAST(number AS DECIMAL(9, 2)) AS cost,
            CASE WHEN number = 8 THEN DATE '9999-12-31' ELSE DATE '2024-03-02' END AS reported_on
            FROM range(42) r(number)""",
    }
    typed, text = tmp_path / "typed", tmp_path / "text"
    for folder in (typed, text):
        folder.mkdir()
    for name, query in tables.items():
        duckdb.sql(f"COPY ({query}) TO '{typed}/{name}.parquet' (FORMAT parquet)")
        duckdb.sql(f"COPY (SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ({query})) TO '{text}/{name}.parquet'")
    found = {
        folder: answers(folder, tmp_path / f"{folder.name}.csv", "may-return", "refund") for folder in (typed, text)
    }
    assert found[typed] == found[text]
    bad = [(tmp_path / f"{folder.name}.csv.bad.csv").read_text(encoding="utf-8") for folder in (typed, text)]
    assert bad[0] == bad[1]
    assert {row["case"] for row in csv.DictReader(bad[0].splitlines())} == {"4", "7", "20"}


@pytest.mark.parametrize("decimals", [2, *(pytest.param(number, marks=pytest.mark.slow) for number in (3, 9)), 11])
def test_decimals_of_any_size_are_counted_exactly(tmp_path: Path, decimals: int) -> None:
    """On both sides of what 64 bits hold of a number that is counted in its last decimal, and of all that is read."""
    ends = [f"{sign}{10**power - 1}.{'9' * decimals}" for power in (1, 13, 14, 15) for sign in ("", "-")]
    ends += [f"{sign}{10**power}.{'0' * (decimals - 1)}1" for power in (0, 12, 13, 14) for sign in ("", "-")]
    rows = " UNION ALL ".join(
        f"""SELECT {number} AS "case", DATE '2024-03-10' AS as_of, DATE '2024-03-01' AS delivered_on, TRUE AS faulty,
            FALSE AS fault_known, {price}::DECIMAL(38, {decimals}) AS price"""
        for number, price in enumerate(ends)
    )
    found = []
    for name, type_ in (("narrow", f"DECIMAL({15 + decimals}, {decimals})"), ("text", "VARCHAR")):
        (tmp_path / name).mkdir()
        query = f"SELECT * REPLACE (CAST(price AS {type_}) AS price) FROM ({rows})"
        duckdb.sql(f"COPY ({query}) TO '{tmp_path}/{name}/cases.parquet' (FORMAT parquet)")
        found.append([facts_of_case(DESK, Request("", "shop"), tmp_path / name, str(at)) for at in range(len(ends))])
    assert found[0] == found[1]
    assert all(str(end) in str(facts) for end, facts in zip(ends, found[0], strict=True))


def test_a_run_goes_on_where_it_was_interrupted(tmp_path: Path) -> None:
    folder = written(tmp_path / "cases")
    whole = answers(folder, tmp_path / "whole.parquet", "may-return")
    from engine.desk.many_cases import portfolio_of

    def interrupted(done: int, of: int) -> None:
        if done:
            raise KeyboardInterrupt

    request = PortfolioRequest(("may-return",), Request("", "shop"), folder, tmp_path / "answers.parquet")
    portfolio = portfolio_of(DESK, request, batch=2)
    with pytest.raises(KeyboardInterrupt):
        portfolio.run(interrupted)
    assert not (tmp_path / "answers.parquet").exists()
    assert len(list((tmp_path / "answers.parquet.working").glob("part-*.parquet"))) == 1
    portfolio_of(DESK, request, batch=2).run()
    assert duckdb.sql(f"SELECT * FROM '{tmp_path}/answers.parquet'").fetchall() == whole
    assert not (tmp_path / "answers.parquet.working").exists()


def test_a_sample_of_a_real_case_is_answered_as_each_case_by_itself(tmp_path: Path) -> None:
    desk = Desk.open()
    document = "infomaniak-jelastic-cloud"
    write_sample(desk, Request("", document, file=THREE_OUTAGES), 40, tmp_path / "cases")
    asked = PortfolioRequest(("penalty-amount",), Request("", document), tmp_path / "cases", tmp_path / "a.parquet")
    outcome = answer_portfolio(desk, asked)
    assert (outcome.cases, outcome.bad, outcome.by_itself.elsewhere) == (40, 0, 0)
    held = held_to_ask(desk, document, ("penalty-amount",), tmp_path / "cases", tmp_path / "a.parquet", 5, 1)
    assert held.different == []
    assert held.alike > held.searched


def test_as_many_presumptions_are_told_as_one_column_holds(tmp_path: Path) -> None:
    """The sixty-two of a column need more than half of a number's width, whichever case comes first."""
    (tmp_path / "cases.csv").write_text("case,client_sends_spam\nspam,yes\n", encoding="utf-8")
    asked = PortfolioRequest(
        ("may-suspend",), Request("", "celeste-business-cloud"), tmp_path / "cases.csv", tmp_path / "answers.parquet"
    )
    (put,) = answer_portfolio(Desk.open(), asked).put
    assert len(put.presumable) > 31
    column = f"SELECT may_suspend__presumed_1 FROM '{tmp_path}/answers.parquet'"
    ((bits,),) = duckdb.sql(column).fetchall()
    assert int(bits) > 2**31
