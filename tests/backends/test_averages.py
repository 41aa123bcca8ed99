"""Averages, and amounts divided by numbers, against fractions rounded by hand: in every backend."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.check import check_sources
from engine.backends.python.generator import Generator
from engine.backends.python.modules import make
from engine.backends.walker import Walker
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase
from engine.meaning.marks import ABSENT

SOURCE = """document marks en "Marks" cites articles languages en currency EUR
edition first
topic marks en "Marks"
record pupil en "pupil"
  field points: integer en "points" ask en "?"
  field share: percent en "share" ask en "?"
  field due: optional money en "due" ask en "?"
fact as_of: date en "date of the question" ask en "As of which date?"
fact pupils: list of pupil en "pupils" ask en "?"
fact price: money en "price" ask en "?"
fact guests: integer en "guests" ask en "?"
fact growth: percent en "growth" ask en "?"
question points topic marks en "?" asks value mean_points
question share topic marks en "?" asks value mean_share
question due topic marks en "?" asks value mean_due
question each topic marks en "?" asks value for_each
question share-of topic marks en "?" asks value of_a_share
question capped topic marks en "?" asks value capped
question grown topic marks en "?" asks value grown
question annuity topic marks en "?" asks value annuity
question how-often topic marks en "?" asks value how_often
clause 1 en "Marks"
value mean_points: optional ratio by §1 en "mean" is average of (p.points) for p in pupils where (p.points > 2)
value mean_share: optional percent by §1 en "mean" is round(average of (p.share) for p in pupils, 0.1 %, half_up)
value mean_due: optional money by §1 en "mean" is round(average of (p.due) for p in pupils, 0.05 EUR, half_up)
value of_a_share: money by §1 en "share" is round(guests / 7 * price, 0.01 EUR, half_up)
value capped: ratio by §1 en "capped" is if guests > 0 then max(0.2, min(7 / guests, 0.75)) else 1
value grown: money by §1 en "grown" is round(price * power(100 % + growth, guests), 0.01 EUR, half_up)
value discount: ratio by §1 en "discount" is power(1 + growth / 100 % / 12, 0 - guests)
value annuity: money by §1 en "annuity"
  is if 1 - discount > 0 then prorated(price, growth / 100 % / 12 / (1 - discount), 0.01 EUR, half_up) else price
value how_often: decimal by §1 en "ratio" is round(price / 12.50 EUR, 0.01, half_up)
value for_each: money by §1 en "for each" is if guests > 0 then round(price / guests, 0.01 EUR, half_up) else price
"""
CHECKED = check_sources({"a.clause": SOURCE})
BASE = KnowledgeBase(CHECKED.programs[0])

cents = st.integers(0, 99_999).map(lambda number: Decimal(number).scaleb(-2))
pupils = st.lists(
    st.tuples(
        st.integers(0, 6), st.integers(0, 100).map(lambda n: Decimal(n).scaleb(-2)), st.one_of(st.just(ABSENT), cents)
    ).map(list),
    max_size=5,
)


def answers(question: str, known: dict[str, Any]) -> list[Any]:
    """What the walker and the generated code come to."""
    root = BASE.root(question)
    plain = make(None, "", Generator(BASE.meaning).decision(root), BASE.meaning.laws)
    return [Walker(BASE.meaning, Case(BASE, known).frame()).value(root), plain(Case(BASE, known).frame())]


def mean(numbers: list[Any], unit: str = "0") -> Any:
    """The average of some numbers, rounded half up to a multiple of a unit; *none* of none."""
    if not numbers:
        return ABSENT
    found = sum(map(Fraction, numbers), Fraction(0)) / len(numbers)
    step = Fraction(unit)
    return floor(found / step + Fraction(1, 2)) * step if step else found


@settings(deadline=None, max_examples=30)
@given(pupils)
def test_an_average_is_a_sum_by_a_count(rows: list[list[Any]]) -> None:
    def known() -> dict[str, Any]:
        return {"pupils": [list(row) for row in rows]}

    points = [row[0] for row in rows if row[0] > 2]
    assert answers("points", known()) == [mean(points)] * 2
    assert answers("share", known()) == [mean([row[1] for row in rows], "0.001")] * 2
    assert answers("due", known()) == [mean([row[2] for row in rows if row[2] is not ABSENT], "0.05")] * 2


@settings(deadline=None, max_examples=30)
@given(cents, st.integers(-2, 9))
def test_an_amount_by_a_number_is_rounded_in_one_step(price: Decimal, guests: int) -> None:
    due = mean([price] + [0] * (guests - 1), "0.01") if guests > 0 else price
    assert answers("each", {"price": price, "guests": guests}) == [due, due]
    share = mean([price * guests] + [0] * 6, "0.01") if guests >= 0 else None
    assert share is None or answers("share-of", {"price": price, "guests": guests}) == [share, share]
    ratio = mean([Fraction(price) / Fraction("12.5")], "0.01")
    assert answers("how-often", {"price": price}) == [ratio, ratio]


def test_what_is_unknown_of_one_record_leaves_the_average_open() -> None:
    assert CHECKED.is_sound
    rows = [[3, Decimal("0.1"), None], [4, None, ABSENT]]
    assert answers("points", {"pupils": rows}) == [Fraction(7, 2)] * 2
    assert answers("share", {"pupils": rows}) == answers("due", {"pupils": rows}) == [None, None]


@pytest.mark.parametrize(("guests", "share"), [(0, 1), (7, "3/4"), (14, "1/2"), (70, "1/5")])
def test_a_number_beside_a_quotient_is_one(guests: int, share: str) -> None:
    assert answers("capped", {"guests": guests}) == [Fraction(share)] * 2
    assert all(isinstance(each, Fraction) for each in answers("capped", {"guests": guests}))


def test_a_percentage_grows_by_itself() -> None:
    known = {"price": Decimal(1000), "growth": Decimal("0.05"), "guests": 3}
    assert answers("grown", known) == [Decimal("1157.63")] * 2


@pytest.mark.parametrize(("rate", "months"), [("0.0395", 360), ("0.03957", 480)])
def test_a_rate_is_paid_by_the_month_for_decades(rate: str, months: int) -> None:
    monthly = Fraction(rate) / 12
    due = mean([350_000 * monthly / (1 - (1 + monthly) ** -months)], "0.01")
    assert answers("annuity", {"price": Decimal(350_000), "growth": Decimal(rate), "guests": months}) == [due, due]
