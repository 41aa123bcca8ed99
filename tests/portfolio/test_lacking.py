"""What a no rests on: a portfolio names what its sole ground lacks, and where that stands."""

from pathlib import Path

import duckdb
import pytest

from engine.desk import Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio
from tests.contracts import desk

pytestmark = pytest.mark.suite

CASES = """case,as_of,channel_used
mail,2024-03-20,email
good,2024-03-20,contact_form
"""
AT_TEN = "2024-03-04T10:00:00+01:00"
OUTAGES = f"""case,class,began,ended,report_received_at,requested_at
mail,A,{AT_TEN},2024-03-04T10:20:00+01:00,{AT_TEN},{AT_TEN}
good,A,{AT_TEN},2024-03-04T10:20:00+01:00,{AT_TEN},{AT_TEN}
"""


def test_a_no_says_what_the_claim_lacks_and_where_that_stands(tmp_path: Path) -> None:
    """Article 10.1.4 ¶2 item 1 s.1: an e-mail is no form."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "cases.csv").write_text(CASES)
    (tmp_path / "cases" / "outages.csv").write_text(OUTAGES)
    answers = tmp_path / "answers.parquet"
    asked = ("client-owed-penalty",)
    answer_portfolio(
        desk(), PortfolioRequest(asked, Request("", "infomaniak-jelastic-cloud"), tmp_path / "cases", answers)
    )
    column = "client_owed_penalty__"
    rows = duckdb.sql(
        f'SELECT "case", {column}ordinarily, {column}carried_by, {column}locator FROM {str(answers)!r}'
    ).fetchall()
    found = {name: (word, carried, place.replace("\u00a0", " ")) for name, word, carried, place in rows}
    assert found["mail"][:2] == ("no", "claim_formally_valid")
    assert "bullet 1" in found["mail"][2]
    assert found["good"][:2] == ("yes", "penalty")
