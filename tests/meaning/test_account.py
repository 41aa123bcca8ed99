"""What accounts for a value: what is unknown because of which a question is open, and the parts that decide."""

from typing import Any

import pytest
from expressions import booleans, facts, small_program
from hypothesis import given, settings

from dsl.check import check_sources
from dsl.typed.program import Expression
from engine.backends.walker import Walker
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase
from engine.meaning import nodes as n
from engine.meaning.account import accounts_for, events, unknown
from engine.meaning.meaning import Meaning

KNOWLEDGE = KnowledgeBase(small_program())
MEANING = Meaning(KNOWLEDGE.program)

LICENCE = """
vocabulary
party owner en "owner" fr "propriétaire"
action copy en "copy" fr "copier"
fact paid: boolean en "paid" fr "payé" otherwise en "unpaid" fr "impayé" ask en "?" fr "?"
fact broke: boolean en "broke" fr "enfreint" otherwise en "kept" fr "respecté" ask en "?" fr "?"
fact cured: boolean en "cured" fr "corrigé" otherwise en "not cured" fr "non corrigé" ask en "?" fr "?"
"""
DOCUMENT = """
document licence en "Licence" fr "Licence" cites articles
edition first
clause 1 en "One" fr "Un"
permission copying by §1 owner may copy en "may copy" fr "peut copier" when paid
exception ending to copying by §1 en "ends" fr "prend fin" when broke
exception revival to ending by §1 en "revives" fr "renaît" when cured
"""


def licence() -> Meaning:
    checked = check_sources({"v.clause": LICENCE, "d.clause": DOCUMENT})
    assert checked.is_sound, checked.diagnostics
    return Meaning(checked.programs[0])


def walker(meaning: Meaning, known: dict[str, Any]) -> Walker:
    return Walker(meaning, Case(KnowledgeBase(meaning.program), known).frame())


@pytest.mark.suite
@settings(deadline=None, max_examples=80)
@given(booleans(), facts, facts)
def test_an_open_question_stays_open_until_an_input_becomes_known_that_accounts_for_it(
    expression: Expression, known: dict[str, Any], more: dict[str, Any]
) -> None:
    asked = MEANING.asked(expression)
    walked = Walker(MEANING, Case(KNOWLEDGE, known).frame())
    if walked.value(asked) is not None:
        assert not unknown(walked, asked)
        return
    met = unknown(walked, asked)
    assert met
    names = {MEANING.layout.inputs[key[0]][1] for key in met}
    others = {name: value for name, value in more.items() if name not in names}
    assert Walker(MEANING, Case(KNOWLEDGE, {**others, **known}).frame()).value(asked) is None


def test_a_norm_is_live_when_its_conditions_hold_and_nothing_that_defeats_it_does() -> None:
    meaning = licence()
    live = meaning.live("copying")
    assert live.of is n.Defines.NORM
    assert [name for name, _ in live.defeaters] == ["ending"]
    for facts_, expected in (
        ({"paid": True, "broke": True, "cured": True}, True),
        ({"paid": True, "broke": True, "cured": False}, False),
        ({"paid": True, "broke": True}, None),
        ({"paid": False}, False),
        ({"paid": True, "broke": False}, True),
        ({"broke": True, "cured": False}, False),
    ):
        assert walker(meaning, facts_).value(live) is expected


def test_of_a_conjunction_that_fails_the_failing_parts_account_for_it() -> None:
    meaning = licence()
    live = meaning.live("copying")
    walked = walker(meaning, {"paid": True, "broke": True, "cured": False})
    root = next(events(walked, live))
    (defeat,) = root.parts
    assert isinstance(defeat, n.Not)
    assert accounts_for(defeat, root.sheet) == (live.defeaters[0][1],)


def test_what_a_definition_rests_on_comes_before_it() -> None:
    meaning = licence()
    names = [definition.name for definition in meaning.reached(meaning.live("copying"))]
    assert names == ["revival", "ending", "copying"]
