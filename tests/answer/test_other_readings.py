"""What is presumed under other readings: as under those that were taken first, unless it rests on them."""

from __future__ import annotations

import pytest

from dsl.check import check_sources
from engine.answer.ordinary import _Ordinary, ordinary
from engine.answer.ordinary_course import ordinary_course
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.case.presuming import Course
from engine.library.knowledge import KnowledgeBase
from tests.contracts import library

VOCABULARY = """vocabulary
party owner en "the owner" fr "le loueur"
topic renting en "Renting" fr "Location"
fact warned: boolean en "the owner warned" fr "le loueur a averti" otherwise en "no" fr "non" ask en "?" fr "?"
  presumed sending_counts ordinary because en "So it goes." fr "Il en va ainsi."
fact heard: boolean en "it was heard" fr "entendu" otherwise en "no" fr "non" ask en "?" fr "?"
  presumed warned ordinary because en "So it goes." fr "Il en va ainsi."
fact quiet: boolean en "it is quiet" fr "calme" otherwise en "no" fr "non" ask en "?" fr "?"
  presumed yes ordinary because en "So it goes." fr "Il en va ainsi."
question was-heard topic renting en "Was it heard?" fr "Entendu ?" asks value was_heard
"""
RULES = """document rental en "Rental" fr "Location" cites articles
edition first
clause 1 en "Warning" fr "Avertissement"
value sending_counts: boolean by §1 en "sent" fr "envoyé" otherwise en "no" fr "non"
  is arrival is on_sending
value was_heard: boolean by §1 en "heard" fr "entendu" otherwise en "no" fr "non" is heard and quiet
ambiguity arrival by §1 en "When does it arrive?" fr "Quand arrive-t-il ?"
  reading on_sending preferred high en "once sent" fr "à l’envoi" because en "So it reads." fr "Ainsi lu."
  reading on_reading en "once read" fr "à la lecture" because en "So it reads." fr "Ainsi lu."
"""


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    checked = check_sources({"v.clause": VOCABULARY, "r.clause": RULES})
    assert checked.is_sound, [(found.code, found.message) for found in checked.diagnostics]
    return KnowledgeBase(checked.programs[0])


@pytest.mark.parametrize(("reading", "heard"), [("on_sending", True), ("on_reading", False)])
def test_what_rests_on_a_reading_is_presumed_anew(knowledge: KnowledgeBase, reading: str, heard: bool) -> None:
    case = CaseReader(knowledge).read(parse_case("", "case.toml"))
    course = ordinary_course(case, "was-heard")
    assert course.completed().facts["heard"] is True
    other = case.replaced(case.facts, {"arrival": reading})
    completed = course.under(other).completed()
    assert completed.facts["heard"] is heard
    assert completed.facts == Course(other).completed().facts
    assert course.completed().facts["heard"] is True


def test_what_an_answer_rests_on_is_told_without_answering_under_every_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for the presumptions alone, as what another reading supposes, has no use for the readings."""
    asked: list[str] = []
    under = _Ordinary._under
    monkeypatch.setattr(_Ordinary, "_under", lambda self, *rest: asked.append(rest[1]) or under(self, *rest))
    file = parse_case('[[facts.outages]]\nclass = "A"\ngiven = { claimed_in_time = true }\n', "case.toml")
    entry = library().in_force("infomaniak-jelastic-cloud", None)
    found = ordinary(CaseReader(library().knowledge(entry)).read(file), "client-owed-penalty")
    assert found.rests_on
    assert not asked
    assert found.readings
    assert asked
