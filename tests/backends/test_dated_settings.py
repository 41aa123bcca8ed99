"""A setting whose values are in force for a time, against looking the days up by hand: in every backend."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dsl.check import check_sources
from engine.desk import Desk, Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio
from engine.library.knowledge import KnowledgeBase
from tests.backends.both_ways import answers

SOURCE = """document loan en "Loan" cites articles languages en currency EUR
edition first
topic loans en "Loans"
fact as_of: date en "date of the question" ask en "As of which date?"
fact price: money en "price" ask en "Which price?"
setting rate: percent
  = 5 % in force until 2023-12-31,
    6.5 %,
    8 % in force from 2024-01-01 until 2025-12-31
  en "rate" ask en "At which rate?"
setting free: boolean = yes in force until 2024-06-30, no in force from 2024-07-01
  en "delivery is free" otherwise en "delivery is not free" ask en "Is delivery free?"
record item en "item"
  field cost: money en "cost" ask en "What does it cost?"
fact items: list of item en "items" ask en "Which items?"
question interest topic loans en "How much interest?" asks value interest
question many topic loans en "On how many items?" asks value many
clause 1 en "Interest"
value interest: money by §1 en "interest" is if free then round(price * rate, 0.01 EUR, half_up) else price
value many: integer by §2 en "items" is count of i in items where (i.cost * rate > 1.00 EUR)
"""
BASE = KnowledgeBase(check_sources({"a.clause": SOURCE}).programs[0])
TURNS = (date(2024, 1, 1), date(2024, 7, 1), date(2026, 1, 1))
DAYS = sorted({turn + timedelta(days=days) for turn in TURNS for days in (-400, -1, 0, 1)})


def in_force(day: date) -> Decimal:
    return Decimal("0.05") if day < TURNS[0] else Decimal("0.08") if day < TURNS[2] else Decimal("0.065")


def due(day: date, told: dict[str, Any]) -> Decimal:
    rate, free = told.get("rate", in_force(day)), told.get("free", day < TURNS[1])
    return 100 * rate if free else Decimal(100)


@pytest.mark.parametrize("told", [{}, {"rate": Decimal("0.07")}, {"free": True}, {"free": False}])
def test_the_value_in_force_on_the_day_holds_unless_the_case_has_another(told: dict[str, Any]) -> None:
    for day in DAYS:
        known = {**BASE.defaults, "as_of": day, "price": Decimal(100), **told}
        assert answers(BASE, "interest", known) == [due(day, told)] * 2, day
        rows = {"items": [[Decimal(cost)] for cost in (13, 16, 21)]}
        many = sum(cost * told.get("rate", in_force(day)) > 1 for cost in (13, 16, 21))
        assert answers(BASE, "many", {**known, **rows}) == [many] * 2, day


def test_without_the_day_it_is_open_unless_it_was_told() -> None:
    known = {**BASE.defaults, "price": Decimal(100)}
    assert answers(BASE, "interest", known) == [None] * 2
    assert answers(BASE, "interest", {**known, "free": True, "rate": Decimal("0.07")}) == [Decimal(7)] * 2


def test_a_portfolio_has_the_same(tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "loan.clause").write_text(SOURCE, encoding="utf-8")
    told = [{}, {"rate": Decimal("0.07")}, {"free": False}]
    rows = [(day, each) for day in DAYS for each in told]
    with (tmp_path / "cases.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("case", "price", "as_of", "rate", "free"))
        for number, (day, each) in enumerate(rows):
            rate, free = f"{each['rate'] * 100} %" if "rate" in each else "", "no" if "free" in each else ""
            lines.writerow((number, "100", day, rate, free))
        lines.writerow((len(rows), "100", "", "", ""))
    desk, output = Desk.open(tmp_path / "terms"), tmp_path / "answers.csv"
    answer_portfolio(desk, PortfolioRequest(("interest",), Request("", "loan"), tmp_path / "cases.csv", output))
    found = duckdb.sql(
        f"SELECT interest__strictly, interest__strict_value FROM '{output}' ORDER BY \"case\""
    ).fetchall()
    assert found == [*(("value", float(due(day, each))) for day, each in rows), ("undetermined", None)]


def test_what_an_answer_rests_on_and_what_would_change_it_have_the_value_of_the_day(tmp_path: Path) -> None:
    dear = 'value dear: boolean by §3 en "dear" otherwise en "cheap" is rate > 7 %'
    question = 'question dear topic loans en "Is it dear?" asks value dear'
    source = SOURCE.replace("clause 1", f"{question}\nclause 1", 1) + dear
    (tmp_path / "loan.clause").write_text(source, encoding="utf-8")
    desk = Desk.open(tmp_path)
    reply = desk.ask(Request("dear", "loan", on=date(2024, 1, 1)))
    found = str(reply.printed("json"))
    assert json.loads(found)["facts"]["rate"] == {"value": "8", "standing": "default"}
    assert "Rate: 7\xa0% instead of 8\xa0%." in str(reply.printed("text"))
    assert all(replayed.is_same for replayed in desk.replay(found))
