"""Cases of the shop in `contract`: the tables of a portfolio, and what it answers."""

import csv
from pathlib import Path

import duckdb

from engine.desk import Desk, Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio

CONTRACT = Path(__file__).parent / "contract"
DESK = Desk.open(CONTRACT)
CASES = (
    ("case", "as_of", "delivered_on", "price", "faulty", "fault_known"),
    ("a", "2024-03-10", "2024-03-01", "200.00 EUR", "yes", "no"),
    ("b", "2024-03-10", "2024-03-01", "99.90 EUR", "yes", "yes"),
    ("c", "2024-03-10", "none", "100 EUR", "yes", "no"),
    ("d", "2024-03-10", "2024-03-05", "1'000.00 EUR", "", ""),
    ("e", "10.3.2024", "1.3.2024", "10.05 EUR", "oui", "unknown"),
)
DAMAGES = (
    ("case", "reported_on", "cost"),
    ("a", "2024-03-02", "10.00 EUR"),
    ("a", "2024-03-09", "20.50 EUR"),
    ("b", "2024-02-02", "5.00 EUR"),
)


def written(folder: Path, cases: tuple[tuple[str, ...], ...] = CASES) -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in (("cases", cases), ("damages", DAMAGES)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def answers(folder: Path, output: Path, *questions: str) -> list[tuple[object, ...]]:
    answer_portfolio(DESK, PortfolioRequest(questions, Request("", "shop"), folder, output))
    return duckdb.sql(f"SELECT * FROM '{output}'").fetchall()
