"""Which inputs are never below zero, and that nobody tells of one that is, nor is asked about one."""

from pathlib import Path

import pytest

from dsl.check import check_sources
from dsl.diagnostic import Rejected
from engine.desk import Desk, Request

HEAD = """document demo en "Demo" cites articles languages en currency EUR
edition first
topic topics en "Topics"
record item en "item"
  field weight: decimal en "weight" ask en "?"
fact items: list of item en "items" ask en "?"
fact age: integer en "age" ask en "?"
fact guests: count en "guests" ask en "?"
fact rate: percent en "rate" ask en "?"
fact balance: money en "balance" ask en "?"
question owed topic topics en "?" asks value owed
clause 1 en "Rules"
table by_age: integer by §1 en "by age" on age case 0 to 17 gives 1 case 18 or more gives 2 by §2
table by_rate: integer by §1 en "by rate" on rate case below 2 % gives 1 case 2 % or more gives 2 by §2
table by_weight of item: integer by §1 en "by weight" on item.weight
  case 0 to 5 gives 1 case over 5 gives 2 by §2
"""
OWED = """value owed: integer by §3 en "owed" is by_age + by_rate + guests
  + (sum of (i.by_weight) for i in items) + (if balance < 0.00 EUR then 1 else 0)
"""


def from_zero(source: str) -> set[str]:
    program = check_sources({"a.clause": source}).programs[0]
    inputs = {name: fact.type for name, fact in program.facts.items()}
    fields = {f"{name}.{f.name}": f.type for name, record in program.records.items() for f in record.fields}
    return {name for name, type_ in (inputs | fields).items() if type_.from_zero}


def test_a_count_is_and_what_a_table_answers_from_zero_on_alone() -> None:
    assert from_zero(HEAD + OWED) == {"guests", "age", "item.weight"}


@pytest.mark.parametrize(
    "case", ["case below 0 gives 0 case 0 or more gives 1 by §2", "case -3 gives 0 case otherwise gives 1"]
)
def test_what_another_table_answers_below_zero_may_be_below_it(case: str) -> None:
    further = f'table again: integer by §4 en "again" on age {case}\n'
    assert from_zero(HEAD + OWED + further) == {"guests", "item.weight"}


def told(folder: Path, **facts: object) -> list[str]:
    (folder / "demo.clause").write_text(HEAD + OWED, encoding="utf-8")
    try:
        Desk.open(folder).ask(Request("owed", "demo", facts=facts))
    except Rejected as error:
        return [diagnostic.message for diagnostic in error.diagnostics]
    return []


def test_who_tells_of_less_than_nothing_is_told_so(tmp_path: Path) -> None:
    assert told(tmp_path, age="-3", guests=-1) == ["`age`: `-3` is below zero", "`guests`: `-1` is below zero"]
    assert told(tmp_path, items=[{"weight": "-0.1"}]) == ["`items[1].weight`: `-0.1` is below zero"]
    assert told(tmp_path, age=0, guests=0, rate="-0.5 %", balance="-3 EUR", items=[{"weight": 0}]) == []


def test_what_is_computed_is_no_count() -> None:
    found = check_sources({"a.clause": HEAD + OWED.replace("owed: integer", "owed: count")}).diagnostics
    assert [(each.code, each.message) for each in found] == [
        ("wrong-type", "`owed` is computed, and a `count` is told")
    ]
