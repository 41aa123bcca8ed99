"""Every change that is shown turns the answer round, and contested facts are tried both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.answer.answer import answer, preferred_readings
from engine.answer.changes import flips
from engine.answer.contested import contested
from engine.explain.cite import Citer
from engine.explain.wording import Wording
from tests.explain.cases import CASES, answered, opinion


def _case(name: str) -> Path:
    return next(path for path in CASES if path.stem == name)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_change_was_checked_by_answering_again(path: Path) -> None:
    found = answered(path)[0]
    layout = found.knowledge.layout
    keys = [(layout.slot("fact", name),) for name in found.case.facts
            if found.knowledge.program.facts[name].type.kind != "list"]
    for flip in flips(found, keys)[0]:
        facts = dict(found.case.facts)
        for key, value in flip.assignment.items():
            facts[layout.inputs[key[0]][1]] = value
        changed = answer(found.case.replaced(facts, preferred_readings(found.case)), found.asked.question.name)
        assert {changed.answer, found.answer} == {"yes", "no"}


def test_a_contested_fact_is_tried_both_ways() -> None:
    found = answered(_case("spam"))[0]
    (tried,) = contested(found)
    assert tried.turns
    assert tried.here.answer == "yes"
    assert "contested" in opinion(_case("spam"), "en").short


def test_a_deadline_that_runs_is_named_in_the_short_answer() -> None:
    assert opinion(_case("threat-running"), "en").short.startswith("No, not yet")


def test_citations_in_both_forms() -> None:
    edition = answered(_case("spam"))[0].knowledge.program.edition
    locators = ("9 §3 s.1", "9 §3 s.2", "11 §1 item 3")
    assert Citer(edition).cite_all(locators, "fr").replace("\u00a0", " ") == (
        "ch. 9, al. 3, 1re et 2e phrases ; ch. 11, al. 1, 3e tiret")
    assert Citer(edition, courts=True).cite_all(locators[2:], "fr").replace("\u00a0", " ") == "ch. 11 al. 1 3e tiret"


def test_french_elides_before_il() -> None:
    wording = Wording(answered(_case("spam"))[0].knowledge.program, "fr")
    assert wording.elided("on ne sait pas si il pleut") == "on ne sait pas s’il pleut"
