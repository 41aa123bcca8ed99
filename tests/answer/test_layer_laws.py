"""Laws of the layers, on random cases of the small contract and of both documents."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.answer.answer import under_preference
from engine.answer.answering import answer, outcome
from engine.answer.ordinary import ordinary, searched_outcome
from engine.case.case import Case, options_of
from engine.case.presuming import Course
from engine.library.knowledge import KnowledgeBase
from tests.answer.small_contract import KNOWLEDGE
from tests.contracts import library

DECIDED = ("yes", "no", "value")
SMALL = "small"
DOCUMENTS = [
    SMALL,
    *(pytest.param(name, marks=pytest.mark.suite) for name in ("celeste-business-cloud", "infomaniak-jelastic-cloud")),
]


@cache
def knowledge(document: str) -> KnowledgeBase:
    if document == SMALL:
        return KNOWLEDGE
    return library().knowledge(library().in_force(document, None))


@st.composite
def cases(draw: st.DrawFn, document: str) -> tuple[Case, str]:
    """A case of a few facts with few values each, and a question."""
    known = knowledge(document)
    facts = known.program.facts
    few = [name for name in facts if facts[name].type.kind in ("boolean", "choice")]
    told: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(few), max_size=6, unique=True)):
        type_ = facts[name].type
        told[name] = draw(
            st.booleans() if type_.kind == "boolean" else st.sampled_from(options_of(known.program, type_))
        )
    return Case(known, told), draw(st.sampled_from(list(known.program.questions)))


@pytest.mark.parametrize("document", DOCUMENTS)
@settings(deadline=None, max_examples=15)
@given(st.data())
def test_a_further_fact_never_turns_one_decided_answer_into_another(document: str, data: st.DataObject) -> None:
    case, question = data.draw(cases(document))
    more, _ = data.draw(cases(document))
    fewer, whole = outcome(case, question), outcome(case.replaced({**more.facts, **case.facts}), question)
    if fewer[0] in DECIDED and whole[0] != "contradictory":
        assert whole == fewer


@pytest.mark.parametrize("document", DOCUMENTS)
@settings(deadline=None, max_examples=10)
@given(st.data())
def test_what_is_ordinarily_so_is_strictly_so_once_all_that_is_presumed_is_told(
    document: str, data: st.DataObject
) -> None:
    case, question = data.draw(cases(document))
    found = ordinary(case, question).answer
    if found.answer not in DECIDED:
        return
    told = Case(case.knowledge, found.case.facts, found.case.readings)
    assert (answer(told, question).answer, answer(told, question).value) == (found.answer, found.value)


@pytest.mark.parametrize("document", DOCUMENTS)
@settings(deadline=None, max_examples=10)
@given(st.data())
def test_what_a_case_comes_to_is_the_same_whether_or_not_it_is_looked_for_what_that_turns_on(
    document: str, data: st.DataObject
) -> None:
    told, question = data.draw(cases(document))
    for case in (told, under_preference(told), Course(under_preference(told)).completed()):
        found = answer(case, question)
        assert searched_outcome(case, question) == (found.answer, found.value)


@pytest.mark.parametrize("document", DOCUMENTS)
@settings(deadline=None, max_examples=10)
@given(st.data())
def test_a_presumption_that_is_listed_turns_the_answer_and_one_that_is_not_does_not(
    document: str, data: st.DataObject
) -> None:
    case, question = data.draw(cases(document))
    found = ordinary(case, question)
    reached = (found.answer.answer, found.answer.value)
    if reached[0] not in DECIDED:
        return
    comes_to = outcome if outcome(found.answer.case, question) == reached else searched_outcome
    course = Course(under_preference(case), case.knowledge.asked(question).question.unpresumed)
    for item in found.rests_on:
        if item.outcome is not None:
            turned = course.completed({item.presumable.key: item.otherwise})
            assert comes_to(turned, question) == item.outcome != reached
    if any(item.outcome is None for item in found.rests_on):
        return
    listed = {item.presumable.key for item in found.rests_on}
    others = [key for key in found.answer.case.presumed if key not in listed and len(key) == 1]
    for key in data.draw(st.lists(st.sampled_from(others), max_size=8)) if others else []:
        value, item = course.value(found.answer.case, key), course.presumable[key]
        if isinstance(value, bool):
            turned = course.completed({key: not value})
        elif value == []:
            fields = case.knowledge.program.records[item.fact.type.name].fields
            turned = course.completed({key: [[None] * len(fields)]})
        else:
            continue
        if not turned.contradictions and comes_to(turned, question) != reached:
            assert searched_outcome(turned, question) == reached
