"""The summary of a portfolio: it says what is taken for granted, not what it is taken of."""

from pathlib import Path

import pytest

from engine.desk import Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio
from engine.portfolio.summary_print import lines
from engine.tongues import tongue
from tests.portfolio.shop_cases import DESK, written

pytestmark = pytest.mark.suite


def test_what_is_taken_for_granted_is_told_as_it_is_taken(tmp_path: Path) -> None:
    """Of a case of which nobody tells whether the fault was known, it is presumed that it was not (clause 2)."""
    cases = written(tmp_path / "cases")
    request = PortfolioRequest(("may-return",), Request("", "shop"), cases, tmp_path / "answers.parquet")
    shown = list(lines(answer_portfolio(DESK, request), "CALL", tongue("en")))
    assert any(line.endswith("  the fault was not known") for line in shown)
    assert not any(line.endswith("  the fault was known") for line in shown)
