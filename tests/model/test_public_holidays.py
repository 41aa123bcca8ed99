"""Public holidays come from one table, made by the library once; beyond its years nothing is made up."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from holidays import country_holidays, list_supported_countries

from dsl.surroundings import KNOWN_YEARS, Surroundings, public_holidays
from dsl.typed import program as p
from engine.desk import Desk, Rejected, Request
from engine.model import laws
from engine.model.kept import SHIPPED, keep, kept

BY_CANTON = p.Calendar((p.Place("CH"),), "canton")
LOAN = """document loan en "Loan" cites articles languages en
  calendar FR
edition first
party lender en "the lender"
topic loan en "Loan"
fact due: date en "day on which it is due" ask en "When is it due?"
question pays topic loan en "When must it be paid?" asks value paid_by
clause 1 en "Payment"
value paid_by: date by §1 s.1 en "last day to pay" is next_working_day(due)
"""


@pytest.fixture(autouse=True)
def nothing_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder that is empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    laws.known_holidays.cache_clear()


@pytest.mark.parametrize(("country", "part"), [("CH", "VD"), ("CH", "TI"), ("FR", "")])
def test_the_table_is_what_the_library_says_of_each_year(country: str, part: str) -> None:
    expected = {day for year in KNOWN_YEARS for day in country_holidays(country, subdiv=part or None, years=year)}
    assert public_holidays(country, part) == expected
    assert laws.known_holidays(country, part) == expected


@pytest.mark.slow
@pytest.mark.parametrize("part", list_supported_countries()["CH"])
def test_the_table_of_every_canton(part: str) -> None:
    every = {day for year in KNOWN_YEARS for day in country_holidays("CH", subdiv=part, years=year)}
    assert laws.known_holidays("CH", part) == every


def test_the_table_is_kept_and_read_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    made = laws.known_holidays("CH", "GE")
    laws.known_holidays.cache_clear()
    monkeypatch.setattr(laws, "public_holidays", None)
    assert laws.known_holidays("CH", "GE") == made
    assert kept(laws.holiday_table("CH", "GE", laws.maker("holidays"))) is not None


def test_where_the_library_is_not_installed_the_shipped_table_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laws, "maker", lambda package: SHIPPED)
    keep(laws.holiday_table("CH", "UR", SHIPPED), laws.written_table([date(2024, 3, 12)]))
    document = Surroundings("Europe/Zurich", BY_CANTON, laws.known_holidays)
    assert not document.is_working_day(date(2024, 3, 12), "UR")
    assert document.is_working_day(date(2024, 12, 25), "UR")


@pytest.mark.parametrize(
    ("due", "paid"),
    [
        ("1990-01-01", "1990-01-02"),
        ("2060-12-25", "2060-12-27"),
        ("2060-12-31", "2060-12-31"),
        ("2024-07-14", "2024-07-15"),
    ],
)
def test_within_the_years_known_days_are_counted(loan: Desk, due: str, paid: str) -> None:
    reply = loan.ask(Request("pays", "loan", facts={"due": due}))
    assert reply.data["value"]["amount"] == paid


@pytest.mark.parametrize("due", ["1989-12-31", "2061-01-03"])
def test_beyond_them_the_answer_is_refused(loan: Desk, due: str) -> None:
    with pytest.raises(Rejected) as refused:
        loan.ask(Request("pays", "loan", facts={"due": due}))
    (found,) = refused.value.diagnostics
    assert found.code == "value-out-of-range"
    assert "from 1990 to 2060" in found.help


@pytest.mark.parametrize(
    ("place", "first", "last"),
    [("CH", 1990, 2060), ("US", 1990, 2060), ("ES", 2008, 2060), ("XPAR", 2019, 2060), ("XNYS", 1990, 2060)],
)
def test_a_place_is_known_in_the_years_that_the_library_has(place: str, first: int, last: int) -> None:
    """In Spain and at the bourse of Paris it knows no day before: none is made up, and none taken for a working day."""
    document = Surroundings(None, p.Calendar((p.Place(place),)))
    assert document.known("") == (date(first, 1, 1), date(last, 12, 31))
    with pytest.raises(OverflowError):
        document.is_working_day(date(first - 1, 7, 4), "")


def test_two_places_are_known_where_both_are() -> None:
    both = Surroundings(None, p.Calendar((p.Place("ES"), p.Place("LK"))))
    assert both.known("") == (date(2008, 1, 1), date(2026, 12, 31))


@pytest.fixture
def loan(tmp_path: Path) -> Any:
    """The desk of a contract that counts working days."""
    (tmp_path / "loan").mkdir()
    (tmp_path / "loan" / "loan.clause").write_text(LOAN, encoding="utf-8")
    return Desk.open(tmp_path)
