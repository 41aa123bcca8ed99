"""Plans are made once: kept, and found again for tables that are nearly the same; what is damaged is made anew."""

import csv
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from dsl.typed import program as p
from engine.backends.sql import plan
from engine.backends.sql.held import Held, rounded
from engine.desk import Desk, Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio
from engine.portfolio import planning, portfolio_run
from tests.portfolio.shop_cases import CASES, CONTRACT, written

pytestmark = pytest.mark.suite


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[plan.Plan]:
    """The plans that were made and not found; nothing was kept before."""
    found: list[plan.Plan] = []

    def noting(*arguments: object) -> plan.Plan:
        found.append(plan.planned(*arguments))  # type: ignore[arg-type]  # whatever it is called with
        return found[-1]

    monkeypatch.setattr(planning, "planned", noting)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return found


def refunds(folder: Path, day: str, price: str, *questions: str) -> list[tuple[object, ...]]:
    """What is answered of one case and another that is like it."""
    folder.mkdir(exist_ok=True)
    rows = [("case", "as_of", "delivered_on", "price", "faulty"), ("a", "2024-03-10", day, price, "yes")]
    with (folder / "cases.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*rows, ("b", "2024-03-08", "2024-03-07", "10.00 EUR", "yes")])
    Desk.open(CONTRACT)  # compiled now, so that it is found with all that is kept of it
    asked = questions or ("may-return", "refund")
    request = PortfolioRequest(asked, Request("", "shop"), folder, folder.with_name("answers.parquet"))
    answer_portfolio(Desk.open(CONTRACT), request)
    return duckdb.sql(f"SELECT * FROM '{folder.with_name('answers.parquet')}'").fetchall()


def test_the_same_tables_are_planned_once(made: list[plan.Plan], tmp_path: Path) -> None:
    first = refunds(tmp_path / "cases", "2024-03-01", "20.00 EUR")
    assert len(made) == 2
    assert refunds(tmp_path / "cases", "2024-03-01", "20.00 EUR") == first
    assert len(made) == 2
    found = refunds(tmp_path / "cases", "2024-04-02", "30.50 EUR")
    assert len(made) == 2
    made.clear()
    refunds(tmp_path / "cases", "2024-04-02", "30.50 EUR", "refund", "may-return")
    assert len(made) == 2
    (tmp_path / "cache").rename(tmp_path / "elsewhere")
    assert refunds(tmp_path / "cases", "2024-04-02", "30.50 EUR") == found
    assert len(made) == 4


def test_what_does_not_fit_is_planned_anew(made: list[plan.Plan], tmp_path: Path) -> None:
    refunds(tmp_path / "cases", "2024-03-01", "20.00 EUR")
    refunds(tmp_path / "cases", "2024-03-01", "123456789.00 EUR")
    refunds(tmp_path / "cases", "2024-03-01", "20.005 EUR")
    refunds(tmp_path / "cases", "2019-03-01", "20.00 EUR")
    refunds(tmp_path / "cases", "none", "20.00 EUR")
    assert len(made) == 10


def test_what_most_cases_leave_open_is_computed_with_the_rest(
    made: list[plan.Plan], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk = Desk.open(CONTRACT)  # of its own: what was planned once is known to the desk
    head, *told = CASES
    rows = ((str(number), *told[number % len(told)][1:]) for number in range(40))
    cases = written(tmp_path / "cases", (head, *rows))
    asked = ("may-return", "refund")
    answered = []
    for few in (10_000, 0):
        monkeypatch.setattr(portfolio_run, "FEW", few)
        monkeypatch.setattr(portfolio_run, "DRAWN", 20)
        output = tmp_path / f"{few}.parquet"
        answer_portfolio(desk, PortfolioRequest(asked, Request("", "shop"), cases, output))
        answered.append(duckdb.sql(f"SELECT * FROM '{output}'").fetchall())
    assert answered[0] == answered[1]
    assert [len(each.shares) for each in made] == [2, 2, 2, 2, 4]
    assert len({row[1] for row in answered[0]}) > 1, "some are decided, some left open"


def test_a_damaged_plan_is_made_anew(made: list[plan.Plan], tmp_path: Path) -> None:
    first = refunds(tmp_path / "cases", "2024-03-01", "20.00 EUR")
    (kept,) = (tmp_path / "cache").rglob("plans-*.json")
    whole = kept.read_bytes()
    for damaged in (b"", b"[]", b"[1, 2]", whole[: len(whole) // 2], whole.replace(b"0", b"1")):
        kept.write_bytes(damaged)
        made.clear()
        assert refunds(tmp_path / "cases", "2024-03-01", "20.00 EUR") == first
        assert len(made) == 2
        assert kept.read_bytes() == whole


@pytest.mark.parametrize(
    ("type_", "low", "high", "bounds"),
    [
        (p.Type("money", "CHF"), 0, 12_345, (0, 100_000)),
        (p.Type("money", "CHF"), -7, 100, (-10, 100)),
        (p.Type("integer"), 12, 12, (12, 12)),  # it can be divided by
        (p.Type("date"), 19_782, 19_790, (19_723, 20_088)),  # 29 February and 8 March, the first and last of 2024
    ],
)
def test_bounds_are_rounded_outwards(type_: p.Type, low: int, high: int, bounds: tuple[int, int]) -> None:
    found = rounded(Held("fact", type_, Fraction(1), low=low, high=high))
    assert (found.low, found.high) == bounds
    assert found.low <= low <= high <= found.high
