"""What the facts told bear out is named first."""

from __future__ import annotations

import pytest

from dsl.check import check_sources
from engine.answer.borne_out import bearing, borne_out
from engine.answer.ordinary import ordinary
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.library.knowledge import KnowledgeBase

LABEL = 'en "a" fr "b"'
YES_NO = f'{LABEL} otherwise en "c" fr "d" ask {LABEL}'
ORDINARY = f"ordinary because {LABEL}"
FILES = {
    "v.clause": f"""vocabulary
party owner {LABEL}
topic t {LABEL}
action evict {LABEL}
fact as_of: moment {LABEL} ask {LABEL}
fact noisy: boolean {YES_NO} presumed no {ORDINARY}
fact smoking: boolean {YES_NO} presumed no {ORDINARY}
fact warned: optional moment {LABEL} ask {LABEL} presumed none {ORDINARY}
question may-evict topic t {LABEL} asks position power of owner to evict
""",
    "d.clause": f"""document small {LABEL} cites articles
edition first
clause 1 {LABEL}
power for_noise by §1 owner may evict {LABEL} when noisy
power for_smoking by §2 owner may evict {LABEL} when smoking and warned <= as_of
""",
}


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    checked = check_sources(FILES)
    assert checked.is_sound, checked.diagnostics
    return KnowledgeBase(checked.programs[0])


def case(knowledge: KnowledgeBase, facts: str) -> Case:
    return CaseReader(knowledge).read(parse_case(f"on = 2024-06-06\n[facts]\n{facts}", "case.toml"))


def test_the_ground_that_a_fact_bears_out_comes_before_one_of_which_nothing_was_told(knowledge: KnowledgeBase) -> None:
    found = ordinary(case(knowledge, "smoking = true"), "may-evict")
    assert found.answer.answer == "no"
    assert [item.presumable.name for item in found.rests_on] == ["warned", "noisy"]
    assert set(borne_out(found.answer.case, "may-evict")) == {"for_smoking"}


def test_what_is_only_presumed_bears_out_nothing(knowledge: KnowledgeBase) -> None:
    found = ordinary(case(knowledge, ""), "may-evict")
    assert borne_out(found.answer.case, "may-evict") == {}


def test_what_was_told_bears_against_a_ground_whose_condition_it_denies(knowledge: KnowledgeBase) -> None:
    told = bearing(ordinary(case(knowledge, "smoking = false"), "may-evict").answer.case, "may-evict")
    assert told.against == {"for_smoking"}
    assert not told.out


def test_a_presumption_without_any_date_told_is_still_tried_the_other_way(knowledge: KnowledgeBase) -> None:
    facts = CaseReader(knowledge).read(parse_case("[facts]\nsmoking = true", "case.toml"))
    assert next(item.presumable.name for item in ordinary(facts, "may-evict").rests_on) == "warned"


def test_a_list_that_is_presumed_empty_is_tried_with_a_record_of_which_nothing_is_known() -> None:
    visits = f"record visit {LABEL}\nfield began: date {LABEL} ask {LABEL}\n"
    visits += f"fact visits: list of visit {LABEL} ask {LABEL} presumed none {ORDINARY}\n"
    power = f"power for_visits by §3 owner may evict {LABEL} when some v in visits has (v.began > 2024-01-01)\n"
    checked = check_sources({"v.clause": FILES["v.clause"] + visits, "d.clause": FILES["d.clause"] + power})
    assert checked.is_sound, checked.diagnostics
    found = ordinary(case(KnowledgeBase(checked.programs[0]), ""), "may-evict")
    listed = {item.presumable.name: item for item in found.rests_on}
    assert listed["visits"].otherwise == [[None]]
    assert listed["visits"].outcome == ("undetermined", None)


def test_of_a_ground_to_which_something_is_lacking_that_comes_first_and_not_what_would_meet_it_anyway() -> None:
    power = FILES["d.clause"].replace("when smoking and warned", "when (noisy or smoking) and warned")
    checked = check_sources({**FILES, "d.clause": power})
    assert checked.is_sound, checked.diagnostics
    found = ordinary(case(KnowledgeBase(checked.programs[0]), "smoking = true"), "may-evict")
    assert [item.presumable.name for item in found.rests_on] == ["warned", "noisy"]
