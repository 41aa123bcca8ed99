"""What is presumed from an input follows it, whatever was asked of the same case before."""

from __future__ import annotations

from random import Random

import pytest

from engine.case.case import Case
from engine.case.presuming import Course
from engine.library.knowledge import KnowledgeBase
from engine.meaning.bounds import OutOfRangeError
from tests.contracts import library
from tests.random_cases import told, value

pytestmark = pytest.mark.suite


@pytest.mark.parametrize("document", ["celeste-business-cloud", "infomaniak-jelastic-cloud"])
def test_what_follows_from_a_fixed_input_is_the_same_at_once_as_after_the_ordinary_course(document: str) -> None:
    knowledge = library().knowledge(library().in_force(document, None))
    tried = 0
    for number in range(60):
        chance = Random(f"follows {number}")
        case = Case(knowledge, told(knowledge, chance))
        if case.contradictions:
            continue
        course = Course(case)
        course.completed()
        for key in chance.sample(list(course.presumable), min(6, len(course.presumable))):
            item = course.presumable[key]
            if item.day is not None or item.name.endswith("]"):
                continue
            other = value(knowledge, item.fact.type, chance)
            fixed = course.completed({key: other})
            if len(key) == 1:
                afresh = case.replaced({**case.facts, item.name: other})
            else:
                records = [list(record) for record in case.facts[knowledge.layout.inputs[key[0]][1]]]
                records[key[1]][key[2]] = other
                afresh = case.replaced({**case.facts, knowledge.layout.inputs[key[0]][1]: records})
            try:
                told_so = Course(afresh).completed()
                if fixed.contradictions or told_so.contradictions:
                    continue
            except OutOfRangeError:
                continue
            if len(key) == 1 and item.fact.type.kind == "list" and other:
                continue  # once told, its records have presumptions of their own
            assert fixed.facts == told_so.facts, (number, item.name)
            tried += 1
    assert tried > 100


def test_who_must_prove_what_is_the_same_walked_and_generated() -> None:
    for entry in library().entries:
        knowledge = KnowledgeBase(library().knowledge(entry).program)  # nothing was generated for it before
        for question in list(knowledge.program.questions)[::6]:
            asked = knowledge.asked(question)
            if asked.root is None:
                continue
            norms = [knowledge.meaning.live(ground.norm) for ground in asked.grounds]
            reached = knowledge.meaning.reached(knowledge.root(question), *norms)
            bearing = {*knowledge.program.norms, *knowledge.program.exceptions}
            live = [found for found in reached if found.name in bearing]
            cases = [Case(knowledge, told(knowledge, Random(f"shown {number}"))) for number in range(6)]
            frames = [(case.frame(), case.frame(), case.frame()) for case in cases]
            walk = knowledge.shown(question, live)
            walked = [walk(frame) for frame, _, _ in frames]
            generated = [knowledge.shown(question, live) for _ in range(2)][1]
            assert generated is not walk
            assert [generated(frame) for _, frame, _ in frames] == walked, question
