"""In which order presumptions are told on which an answer rests, and which of them count only by way of another."""

from __future__ import annotations

import pytest

from dsl.check import check_sources
from engine.answer.ordinary import ordinary
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.desk import Request
from engine.library.knowledge import KnowledgeBase
from tests.contracts import desk

LABEL = 'en "a" fr "b"'
YES_NO = f'{LABEL} otherwise en "c" fr "d" ask {LABEL}'
ORDINARY = f"ordinary because {LABEL}"
VOCABULARY = f"""vocabulary
party owner {LABEL}
topic t {LABEL}
action evict {LABEL}
choice matter {LABEL}
option of_rent {LABEL}
option of_fire {LABEL}
option of_flood {LABEL}
option of_nothing {LABEL}
fact in_question: matter {LABEL} ask {LABEL} presumed of_nothing {ORDINARY}
fact fire: boolean {YES_NO} presumed in_question is of_fire {ORDINARY}
fact noisy: boolean {YES_NO}
question may-evict topic t {LABEL} asks position power of owner to evict
"""
DOCUMENT = f"""document small {LABEL} cites articles
edition first
clause 1 {LABEL}
power for_noise by §1 owner may evict {LABEL} when noisy
exception after_fire to for_noise by §2 {LABEL} when fire and in_question is not of_rent
"""


def sources(exception: str) -> dict[str, bool]:
    """The presumptions on which a yes rests, and whether each counts only by way of another."""
    files = {"v.clause": VOCABULARY, "d.clause": DOCUMENT + exception}
    checked = check_sources(files)
    assert checked.is_sound, checked.diagnostics
    reader = CaseReader(KnowledgeBase(checked.programs[0]))
    found = ordinary(reader.read(parse_case("[facts]\nnoisy = true\n", "case.toml")), "may-evict")
    assert found.answer.answer == "yes"
    return {item.presumable.name: item.is_source for item in found.rests_on}


def test_what_is_read_but_changes_nothing_while_what_is_presumed_from_it_stays_counts_by_way_of_that() -> None:
    assert sources("") == {"fire": False, "in_question": True}


def test_what_by_one_value_alone_changes_the_answer_itself_is_told_beside_what_is_presumed_from_it() -> None:
    also = f"exception after_flood to for_noise by §3 {LABEL} when in_question is of_flood\n"
    assert sources(also) == {"fire": False, "in_question": False}


@pytest.mark.suite
@pytest.mark.parametrize(("language", "about"), [("en", "the question is about"), ("fr", "la question porte sur")])
def test_nobody_is_told_that_the_question_could_be_about_the_attack_that_is_told_anyway(
    language: str, about: str
) -> None:
    """CELESTE 10 s.4: an attack takes the place of the threat of 9 ¶3, whatever the client asks information about."""
    facts = {"founded_accusation": True}
    opinion = (
        desk().ask(Request("must-warn-before-block", "celeste-business-cloud", facts=facts, language=language)).opinion
    )
    changes = [change for turn in opinion.turns for change in turn.changes]
    assert any("attack" in change or "attaqué" in change for change in changes)
    assert not any(about in change for change in changes)
    assert not any(about in item.text.lower() for item in opinion.granted)
