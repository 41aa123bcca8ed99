"""Of what happened, nobody says when: an end of its time that is open is null, and no date is made up for it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jsonschema
import pytest

from engine.desk import Desk, Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio, facts_of_case
from engine.schema.schemas import named_schema
from tests.portfolio.rows_by_themselves import is_said, rows_of, surroundings_of
from tests.portfolio.shop_cases import CONTRACT

pytestmark = pytest.mark.suite

NOTICED_SO_LOST = """
contradiction noticed_never_lost en "a loss noticed that never was"
  when noticed_at is not none and lost_at is none
contradiction noticed_beforehand en "a loss noticed before it was"
  when noticed_at < lost_at
"""
TOLD = 'fact lost_at: optional moment en "time of the loss"\n  ask en "When was it lost?"\n'
PRESUMED = TOLD + '  presumed none ordinary because en "A loss would be told."\n'


def shop(folder: Path) -> Desk:
    """The shop, where nothing is lost unless it is told, and what is noticed was lost before."""
    rules = (CONTRACT / "shop.clause").read_text(encoding="utf-8")
    assert TOLD in rules
    (folder / "shop.clause").write_text(rules.replace(TOLD, PRESUMED) + NOTICED_SO_LOST, encoding="utf-8")
    return Desk.open(folder)


@pytest.mark.parametrize("insured", ["yes", "no"])
def test_the_first_instant_of_what_was_only_noticed_is_open(tmp_path: Path, insured: str) -> None:
    """Clause 5: due 48 hours, or insured three days, after the loss, which was noticed on 4 March and so was before."""
    for name in ("clauses", "cases"):
        (tmp_path / name).mkdir()
    table = f"case,noticed_at,insured\na,2024-03-04T08:00:00Z,{insured}\n"
    (tmp_path / "cases" / "cases.csv").write_text(table, encoding="utf-8")
    desk, request = shop(tmp_path / "clauses"), Request("", "shop")
    for ending in (".parquet", ".jsonl"):
        output = tmp_path / f"answers{ending}"
        answer_portfolio(desk, PortfolioRequest(("report-due",), request, tmp_path / "cases", output))
    (row,) = rows_of(f"SELECT * FROM '{tmp_path}/answers.parquet'")
    assert row["report_due__ordinarily"] == "value"
    assert row["report_due__value"] is None
    after = timedelta(days=3) if insured == "yes" else timedelta(hours=48)
    assert row["report_due__value__last"] == datetime(2024, 3, 4, 8, tzinfo=UTC) + after
    line = json.loads((tmp_path / "answers.jsonl").read_text(encoding="utf-8"))
    assert line["report_due__value"] is None
    jsonschema.validate(line, named_schema("portfolio"))
    facts = facts_of_case(desk, request, tmp_path / "cases", "a")
    alone = desk.ask(Request("report-due", "shop", facts=facts)).data["ordinarily"]
    assert alone["value"]["amount"].startswith("../2024-03-0")
    assert is_said(row, "report_due__value", alone["value"], surroundings_of(desk, "shop"))
