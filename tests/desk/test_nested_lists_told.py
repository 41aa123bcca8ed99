"""Lists in records as they are told: in an interview, in a facts file, in a call, and in an opinion given again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dsl.diagnostic import Rejected
from engine.case.facts_file import parse_case
from engine.desk import Desk, Request

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """document orders en "Orders" cites articles languages en currency CHF
edition first
topic packing en "Packing"
party seller en "the seller"
action pack en "pack by hand"
record item en "item"
  field price: money en "price" ask en "What does it cost?"
  field fragile: boolean en "the item is fragile" otherwise en "the item is not fragile" ask en "Is it fragile?"
record order en "order"
  field items: list of item en "items" ask en "Which items?"
fact orders: list of order en "the orders" ask en "Which orders?"
question must-pack topic packing en "Must the seller pack by hand?" asks position obligation of seller to pack
question total topic packing en "What do they cost?" asks value total
clause 1 en "Packing"
value total: money by §1 en "total" is sum of (o.cost) for o in orders
value cost of order: money by §1 en "cost of the order" is sum of (i.price) for i in order.items
obligation packing by §2 seller must pack en "The seller packs by hand what is fragile."
  when some o in orders has (some i in o.items has (i.fragile))
"""
FILE = """[[facts.orders]]

[[facts.orders.items]]
fragile = false

[[facts.orders]]

[[facts.orders.items]]
fragile = false

[[facts.orders.items]]
fragile = true
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder: Path = tmp_path_factory.mktemp("clauses")
    (folder / "orders.clause").write_text(SOURCE, encoding="utf-8")
    return Desk.open(folder)


def test_an_interview_asks_list_by_list_and_writes_a_facts_file(desk: Desk) -> None:
    interview, asked = desk.interview(Request("must-pack", "orders")), []
    for text in ("2", "1", "2", "no", "no", "yes"):
        assert interview.screen is not None
        asked.append(interview.screen.name)
        interview = interview.told(interview.screen.name, text)
    assert asked == [
        "orders",
        "orders[1].items",
        "orders[2].items",
        "orders[1].items[1].fragile",
        "orders[2].items[1].fragile",
        "orders[2].items[2].fragile",
    ]
    assert interview.screen is None
    assert interview.so_far == ("yes", True)
    assert interview.facts_file == FILE
    assert [entered.name for entered in interview.entered][3:6] == [
        "orders[1].items[1]",
        "orders[1].items[1].fragile",
        "orders[2]",
    ]
    without = interview.removed("facts", "orders[1]")
    assert without.request.facts["orders[1].items[2].fragile"] is True
    assert without.so_far == ("yes", True)
    assert interview.removed("facts", "orders[2].items[2]").so_far == ("no", False)


def test_an_opinion_that_rests_on_them_is_given_again(desk: Desk) -> None:
    reply = desk.ask(Request("must-pack", "orders", file=parse_case(FILE, "case.toml")))
    assert reply.answer.answer == "yes"
    (again,) = desk.replay(reply.printed("json"))
    assert not again.differences
    assert json.loads(reply.printed("json"))["facts"]["orders"]["value"][1]["items"] == [
        {"fragile": False},
        {"fragile": True},
    ]


def test_a_call_names_one_by_the_record_in_which_it_lies(desk: Desk) -> None:
    facts = {"orders[1].items[1].price": "60", "orders[1].items[2].price": "20", "orders[2].items": "none"}
    assert str(desk.ask(Request("total", "orders", facts=facts)).answer.value) == "80"
    facts |= {"orders[2].items": "unknown"}
    given = {"orders[2].cost": "100"}
    assert str(desk.ask(Request("total", "orders", facts=facts, given=given)).answer.value) == "180"


@pytest.mark.parametrize(
    ("facts", "more", "code"),
    [
        ({"orders[1].items[3].price": "1"}, {}, "no-such-record"),
        ({"orders[1].items[1].prise": "1"}, {}, "unknown-field"),
        ({"orders[1].items": "5"}, {}, "wrong-type"),
        ({"orders.items": "none"}, {}, "unknown-fact"),
        ({"items[1].price": "1"}, {}, "unknown-fact"),
        ({"orders[1].items[1].price": "1"}, {"orders[1].items": True}, "wrong-type"),
    ],
)
def test_what_is_told_amiss_is_refused(desk: Desk, facts: dict[str, str], more: dict[str, bool], code: str) -> None:
    with pytest.raises(Rejected) as refused:
        desk.ask(Request("total", "orders", facts=facts, more=more))
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == [code]


def test_a_record_is_counted_as_it_lies_in_the_case_at_hand(desk: Desk) -> None:
    """Of three items the second is fragile: the first of the second order, or the second of the first."""
    for sizes, number in (((1, 2), "2.1"), ((2, 1), "1.2"), ((1, 2), "2.1")):
        fragile = iter([False, True, False])
        facts = {
            f"orders[{order}].items[{item}].fragile": next(fragile)
            for order, size in enumerate(sizes, 1)
            for item in range(1, size + 1)
        }
        printed = desk.ask(Request("must-pack", "orders", facts=facts)).printed("json")
        assert isinstance(printed, str)
        assert f"The item is fragile (no.\u00a0{number})" in printed
