"""A number given of the whole says which place the records told have in it, and that there are others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dsl.check import check_sources
from engine.answer.layers import Layers
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.library.knowledge import KnowledgeBase

VOCABULARY = """vocabulary
topic repairing en "Repairing" fr "Réparation"
record repair en "repair" fr "réparation"
  field done_on: date en "its day" fr "sa date" ask en "?" fr "?"
  field bad: boolean en "bad" fr "mauvaise" otherwise en "good" fr "bonne" ask en "?" fr "?"
    presumed yes ordinary because en "So." fr "Ainsi."
fact repairs: list of repair en "the repairs" fr "les réparations" ask en "?" fr "?"
question rebate topic repairing en "Which rebate?" fr "Quel rabais ?" asks value rebate
"""
TERMS = """document repairs en "Repair terms" fr "Conditions" cites articles
edition first
clause 1 en "Rebate" fr "Rabais"
value bad_ones: integer by §1 en "number of bad repairs" fr "nombre" is count of r in repairs where (r.bad)
value later_ones of repair: integer by §1 en "later bad repairs" fr "mauvaises réparations ultérieures"
  is count of r in repairs where (r.bad and r.done_on > repair.done_on)
value place of repair: integer by §1 en "place among the bad repairs" fr "rang"
  is count of r in repairs where (r.bad and r.done_on <= repair.done_on)
  presumed if bad_ones < 1 then none else bad_ones - repair.later_ones ordinary
    because en "Who tells of fewer tells of the last." fr "Les dernières."
value rebate: percent by §1 en "rebate" fr "rabais"
  is 10 % * or_else(largest of (r.place) for r in repairs where (r.bad), 0)
"""
ONE = "[[facts.repairs]]\ndone_on = 2024-03-01\n"
TWO = f"{ONE}[[facts.repairs]]\ndone_on = 2024-04-01\n"
SETTLED = TWO.replace("\n[[", "\nbad = true\n[[") + "bad = true\n"


def layers(told: str) -> Layers:
    checked = check_sources({"v.clause": VOCABULARY, "t.clause": TERMS})
    assert checked.is_sound, checked.diagnostics
    return Layers(CaseReader(KnowledgeBase(checked.programs[0])).read(parse_case(told, "case.toml")), "rebate")


@pytest.mark.parametrize(
    ("told", "said", "rate"),
    [(ONE, 1, 10), (ONE, 4, 40), (TWO, 2, 20), (TWO, 4, 40), (SETTLED, 2, 20), (SETTLED, 5, 50)],
)
def test_of_more_than_are_told_those_told_are_the_last(told: str, said: int, rate: int) -> None:
    found = layers(f"[given]\nbad_ones = {said}\n{told}").ordinarily.answer
    assert (found.answer, found.value) == ("value", Decimal(rate) / 100)


def test_strictly_it_is_open_which_of_them_the_one_told_is() -> None:
    found = layers(f"[given]\nbad_ones = 4\n{ONE}bad = true\n").strict
    assert found.answer == "undetermined"
    assert [missing.name for missing in found.missing] == ["repairs[1].given place"]


def test_it_is_named_among_what_the_answer_rests_on() -> None:
    rests_on = layers(f"[given]\nbad_ones = 4\n{ONE}").ordinarily.rests_on
    assert "repairs[1].given place" in [each.presumable.name for each in rests_on]


def test_fewer_than_were_told_cannot_be() -> None:
    assert layers(f"[given]\nbad_ones = 1\n{SETTLED}").strict.answer == "contradictory"


def test_of_fewer_than_were_told_it_is_open_which_count() -> None:
    found = layers(f"[given]\nbad_ones = 0\n{ONE}").ordinarily.answer
    assert (found.answer, [missing.name for missing in found.missing]) == ("undetermined", ["repairs[1].bad"])


def test_the_place_of_one_that_is_given_leaves_room_for_others() -> None:
    assert layers(f"{ONE}bad = true\ngiven.place = 4\n").strict.value == Decimal("0.4")
    assert layers(f"{SETTLED}given.place = 1\n").strict.answer == "contradictory"


def test_nothing_follows_where_nothing_is_given() -> None:
    assert [layers(told).ordinarily.answer.value for told in (ONE, TWO)] == [Decimal("0.1"), Decimal("0.2")]
