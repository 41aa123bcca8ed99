"""Lists in records: against the same in one list, in every backend, and what is missing against all completions."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.check import check_sources
from engine.answer.answering import answer
from engine.backends.python.generator import Generator
from engine.backends.python.modules import make
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.library.knowledge import KnowledgeBase

COMMON = """document orders en "Orders" cites articles languages en
edition first
topic ordering en "Ordering"
record item en "item"
  field size: integer en "size" ask en "?"
  field fragile: boolean en "fragile" otherwise en "sturdy" ask en "?"
  {of_item}
record order en "order"
  field gift: boolean en "a gift" otherwise en "no gift" ask en "?"
  {of_order}
fact orders: list of order en "orders" ask en "?"
{lists}
question any topic ordering en "?" asks value any_fragile
question all topic ordering en "?" asks value all_sturdy
question count topic ordering en "?" asks value gifts
question sum topic ordering en "?" asks value sizes
clause 1 en "Orders"
value whole of order: integer by §1 en "whole size" is sum of (i.size) for i in {of}
value any_fragile: boolean by §1 en "any" otherwise en "none"
  is some o in orders has (o.gift and some i in {inner} has (i.fragile))
value all_sturdy: boolean by §1 en "all" otherwise en "not all"
  is every o in orders has (every i in {inner} has (not i.fragile or i.size > 2))
value gifts: integer by §1 en "gifts" is count of o in orders where (o.gift and some i in {inner} has (i.fragile))
value sizes: integer by §1 en "sizes" is sum of (o.whole) for o in orders where (o.gift)
"""
NESTED = COMMON.format(
    of_item="", of_order='field items: list of item en "items" ask en "?"', lists="", of="order.items", inner="o.items"
)
FLAT = (
    COMMON.format(
        of_item='field within: integer en "order" ask en "?"',
        of_order='field number: integer en "number" ask en "?"',
        lists='fact items: list of item en "items" ask en "?"',
        of="items where (i.within = order.number)",
        inner="items",
    )
    .replace("some i in items has (i.fragile)", "some i in items has (i.within = o.number and i.fragile)")
    .replace("every i in items has (", "every i in items has (i.within != o.number or ")
)


def knowledge(source: str) -> KnowledgeBase:
    checked = check_sources({"a.clause": source})
    assert checked.is_sound, checked.diagnostics
    return KnowledgeBase(checked.programs[0])


BASE, LIKE = knowledge(NESTED), knowledge(FLAT)
QUESTIONS = ("any", "all", "count", "sum")

yes_no = st.sampled_from([True, False, "unknown"])
items = st.fixed_dictionaries({"size": st.sampled_from([1, 3]), "fragile": yes_no})
held = st.lists(items, max_size=2)


def orders(lists: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({"gift": yes_no, "items": lists}), max_size=3)


def case(told: list[dict[str, Any]]) -> Case:
    return CaseReader(BASE).read(None, {"orders": told})


def in_one_list(told: list[dict[str, Any]]) -> Case:
    flat = [{"gift": order["gift"], "number": at} for at, order in enumerate(told)]
    inner = [{**item, "within": at} for at, order in enumerate(told) for item in order["items"]]
    return CaseReader(LIKE).read(None, {"orders": flat, "items": inner})


@settings(deadline=None, max_examples=60)
@given(orders(held), st.sampled_from(QUESTIONS))
def test_a_list_in_a_record_is_that_part_of_one_list(told: list[dict[str, Any]], question: str) -> None:
    one, other = answer(case(told), question), answer(in_one_list(told), question)
    assert (one.answer, one.value) == (other.answer, other.value)


@settings(deadline=None, max_examples=40)
@given(orders(st.one_of(held, st.just("unknown"))), st.sampled_from(QUESTIONS))
def test_the_generated_code_says_what_the_walker_says(told: list[dict[str, Any]], question: str) -> None:
    root = BASE.root(question)
    generated = make(None, "", Generator(BASE.meaning).decision(root), BASE.meaning.laws)
    assert generated(case(told).frame()) == BASE.walker(case(told).frame()).value(root)


BOOLEANS = (True, False)
LISTS = [[], *([{"size": 1, "fragile": one}] for one in BOOLEANS)]


def completions(told: list[dict[str, Any]]) -> list[tuple[tuple[Any, ...], list[dict[str, Any]]]]:
    """Every completion with at most one item in a list that is unknown, with what it takes each unknown input to be."""
    places: list[tuple[str, Any, str, list[Any]]] = []
    for at, order in enumerate(told):
        if order["gift"] == "unknown":
            places.append((f"orders[{at + 1}].gift", order, "gift", list(BOOLEANS)))
        if order["items"] == "unknown":
            places.append((f"orders[{at + 1}].items", order, "items", LISTS))
            continue
        for number, item in enumerate(order["items"]):
            if item["fragile"] == "unknown":
                places.append((f"orders[{at + 1}].items[{number + 1}].fragile", item, "fragile", list(BOOLEANS)))
    found = []
    for values in product(*(options for *_, options in places)):
        for (_, holder, name, _), value in zip(places, values, strict=True):
            holder[name] = value
        settled = [{"gift": order["gift"], "items": [dict(item) for item in order["items"]]} for order in told]
        found.append((values, settled))
    for _, holder, name, _ in places:
        holder[name] = "unknown"
    return [(tuple(zip((name for name, *_ in places), map(repr, values), strict=True)), each) for values, each in found]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    orders(st.one_of(held, st.just("unknown"))).filter(lambda told: len(completions(told)) < 80),
    st.sampled_from(("any", "all", "count")),
)
def test_what_is_missing_is_what_completions_turn_on(told: list[dict[str, Any]], question: str) -> None:
    given_ = answer(case(told), question)
    outcomes = [(dict(inputs), answer(case(each), question).value) for inputs, each in completions(told)]
    turning = {
        name
        for one, first in outcomes
        for other, second in outcomes
        if first != second
        for name in [key for key in one if one[key] != other[key]]
        if sum(one[key] != other[key] for key in one) == 1
    }
    if given_.answer == "undetermined":
        assert turning == {missing.name for missing in given_.missing}
    else:
        assert {outcome for _, outcome in outcomes} == {given_.value}


def test_nothing_is_told_of_the_list_around() -> None:
    found = [answer(CaseReader(BASE).read(None), question) for question in QUESTIONS]
    assert [(each.answer, [missing.name for missing in each.missing]) for each in found] == [
        ("undetermined", ["orders"])
    ] * len(QUESTIONS)


DEEP = """document stores en "Stores" cites articles languages en
edition first
topic storing en "Storing"
record crate en "crate"
  field full: boolean en "full" otherwise en "not full" ask en "?"
record shelf en "shelf"
  field crates: list of crate en "crates" ask en "?"
record room en "room"
  field shelves: list of shelf en "shelves" ask en "?"
fact rooms: list of room en "rooms" ask en "?"
question any topic storing en "?" asks value any_full
question most topic storing en "?" asks value most
clause 1 en "Stores"
value held of shelf: integer by §1 en "held" is count of c in shelf.crates where (c.full)
value any_full: boolean by §1 en "any" otherwise en "none"
  is some r in rooms has (some s in r.shelves has (some c in s.crates has (c.full)))
value most: integer by §1 en "most"
  is or_else(largest of (or_else(largest of (s.held) for s in r.shelves, 0)) for r in rooms, 0)
"""
STORES = knowledge(DEEP)


@pytest.mark.parametrize(
    ("told", "any_full", "most", "missing"),
    [
        ([], False, 0, []),
        ([{"shelves": [{"crates": [{"full": True}]}, {"crates": []}]}, {"shelves": []}], True, 1, []),
        (
            [{"shelves": [{"crates": [{"full": False}]}, {"crates": [{}]}]}],
            None,
            None,
            ["rooms[1].shelves[2].crates[1].full"],
        ),
        ([{"shelves": [{"crates": []}, {}]}, {"shelves": []}], None, None, ["rooms[1].shelves[2].crates"]),
        ([{"shelves": []}, {}], None, None, ["rooms[2].shelves"]),
    ],
)
def test_lists_lie_as_deep_as_records_do(
    told: list[dict[str, Any]], any_full: bool | None, most: int | None, missing: list[str]
) -> None:
    case_ = CaseReader(STORES).read(None, {"rooms": told})
    found, counted = answer(case_, "any"), answer(case_, "most")
    assert (found.value, counted.value) == (any_full, most)
    assert [each.name for each in found.missing] == missing
