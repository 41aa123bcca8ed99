"""What can be presumed of a case: what nobody mentioned, save what a question never takes for granted."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from dsl.check import check_sources
from engine.answer.answer import under_preference
from engine.answer.other_values import others
from engine.case.case import Case
from engine.case.presuming import Course
from engine.library.knowledge import KnowledgeBase
from tests.answer.small_contract import RENTAL, VOCABULARY, told
from tests.contracts import desk
from tests.random_cases import told as random_facts

VISIT = "[[facts.visits]]\non_day = 2024-05-06\n"


def presumable(unpresumed: tuple[str, ...]) -> list[str]:
    return [item.name for item in Course(told(VISIT), unpresumed).presumable.values() if item.name.startswith("visits")]


def test_a_list_that_a_question_never_presumes_is_not_empty_but_its_records_are_as_records_are() -> None:
    assert presumable(("visits",)) == ["visits[1].announced"]


def test_a_field_that_a_question_never_presumes_is_named_by_its_record() -> None:
    assert presumable(("visit.announced",)) == []
    assert presumable(()) == ["visits[1].announced"]


CONTRADICTIONS = """
contradiction announced_and_to_come of visit en "announced, and still to come" fr "annoncée, et encore à venir"
  when visit.announced and visit.on_day > as_of
contradiction warned_in_vain en "unpaid although warned through one’s fault" fr "impayé malgré la mise en demeure"
  when still_unpaid and warned and fault
"""


def contradicting() -> KnowledgeBase:
    checked = check_sources({"v.clause": VOCABULARY + CONTRADICTIONS, "r.clause": RENTAL})
    assert checked.is_sound, checked.diagnostics
    return KnowledgeBase(checked.programs[0])


def test_a_contradiction_in_some_records_leaves_what_is_presumed_of_the_others() -> None:
    days = ("2024-05-06", "2024-06-07", "2024-06-08", "2024-05-20")
    visits = "".join(f"[[facts.visits]]\non_day = {day}\n" for day in days)
    case = told(f"{visits}[facts]\nas_of = 2024-06-01\n", contradicting())
    announced = case.knowledge.layout.fields[("visit", "announced")]
    rows = Course(case).completed().facts["visits"]
    assert [row[announced] for row in rows] == [True, None, None, True]


def test_of_presumptions_that_cannot_all_be_true_the_first_declared_is_left_out() -> None:
    facts = Course(told("", contradicting())).completed().facts
    assert "still_unpaid" not in facts
    assert facts["warned"] is facts["fault"] is True
    told_so = Course(told("[facts]\nstill_unpaid = true\n", contradicting())).completed().facts
    assert "warned" not in told_so
    assert told_so["still_unpaid"] is told_so["fault"] is True


@pytest.mark.suite
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("document", ["celeste-business-cloud", "infomaniak-jelastic-cloud"])
def test_with_one_thing_otherwise_all_is_presumed_that_would_be_if_it_were_told_so(document: str, seed: int) -> None:
    """What rests on nothing that is otherwise isn't computed anew, which must change nothing."""
    chance = Random(seed)
    knowledge = desk().library.knowledge(desk().newest(document))
    case = under_preference(Case(knowledge, random_facts(knowledge, chance)))
    course = Course(case)
    completed = course.completed()
    for key in chance.sample(sorted(completed.presumed), min(len(completed.presumed), 10)):
        item = course.presumable[key]
        if item.day is not None or len(key) == 2 or item.fact.type.kind == "list":  # of a list told more is presumed
            continue
        for other in islice(others(completed, item, course.value(completed, key)), 2):
            told_so = Course(case.with_told({key: other})).completed()
            assert course.completed({key: other}).facts == told_so.facts, (item.name, other)
