"""What an open answer turns on may be asked for on one reading only: that is said, wherever readings stand."""

from __future__ import annotations

import json

import pytest

from engine.answer.layers import Layers
from engine.answer.ordinary import in_the_ordinary_course
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.desk import Request
from tests.contracts import desk, library
from tests.explain.cases import put

pytestmark = pytest.mark.suite

CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"
FALSE_INFORMATION = (CELESTE, "may-suspend-without-notice", {"false_information": "true"})
RISK = (CELESTE, "may-suspend", {"provider_knows_risk": "true"})
INTENSIVE_USE = (INFOMANIAK, "may-suspend", {"use_is_intensive": "true"})
OUTDATED = (CELESTE, "may-suspend", {"security_outdated": "true", "known_flaws_remedied": "false"})
TRIVIAL = (CELESTE, "may-suspend", {"breach_of_third_party_rights": "true", "breach_noted_by_provider": "true"})

Asked = tuple[str, str, dict[str, str]]


def written(asked: Asked) -> str:
    told = "\n".join(f"{name} = {value}" for name, value in asked[2].items())
    return f'document = "{asked[0]}"\non = 2024-05-20\n[facts]\n{told}\n'


def told_of(asked: Asked) -> Case:
    file = parse_case(written(asked), "case.toml")
    return CaseReader(library().knowledge(library().in_force(asked[0], file.content["on"]))).read(file)


def rows_of(asked: Asked) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in Layers(told_of(asked), asked[1]).ordinarily.readings:
        found.setdefault(row.ambiguity, {})[row.reading] = row.answer
    return found


@pytest.mark.parametrize(
    ("asked", "language", "on_another"),
    [
        # clause 3, sentence 3 sets no threshold
        (FALSE_INFORMATION, "en", "on another (any untruth) the answer would be: yes"),
        (FALSE_INFORMATION, "fr", "selon une autre (toute inexactitude), la réponse serait : oui"),
        # clause 10, sentence 2 speaks of any possible risk
        (RISK, "en", "on another (any conceivable risk) the answer would be: yes"),
        (RISK, "fr", "selon une autre (tout risque concevable), la réponse serait : oui"),
        # article 5.6, sentence 2 may be read as letting the provider limit and set a threshold at once
        (INTENSIVE_USE, "en", "on another (no: intensive use is enough) the answer would be: yes"),
        (INTENSIVE_USE, "fr", "selon une autre (non : l’usage intensif suffit), la réponse serait : oui"),
        # clause 10, sentence 3 mentions no request
        (OUTDATED, "en", "before it cuts the connection?” (it need not) the answer would be: yes"),
        (OUTDATED, "fr", "avant de couper la connexion ? » (non), la réponse serait : oui"),
    ],
)
def test_the_first_screen_says_on_which_reading_the_point_would_not_matter(
    asked: Asked, language: str, on_another: str
) -> None:
    found = put(written(asked), asked[1], language)
    assert found.answer == "undetermined"
    assert on_another in found.short.replace("\u00a0", " ")
    assert found.counters[0].is_reading


@pytest.mark.parametrize(
    ("asked", "ambiguity", "reading"),
    [
        (FALSE_INFORMATION, "false_info_weight", "any_untruth"),
        (RISK, "risk_standard", "any_risk"),
        (INTENSIVE_USE, "threshold_before_limiting", "intensive_use_suffices"),
        (OUTDATED, "request_before_cut", "not_required"),
        (TRIVIAL, "breach_gravity", "any_breach"),
    ],
)
def test_whoever_chooses_that_reading_gets_that_answer(asked: Asked, ambiguity: str, reading: str) -> None:
    case, rows = told_of(asked), rows_of(asked)
    assert rows[ambiguity][reading] == "yes"
    for axis, answers in rows.items():
        assert len(set(answers.values())) > 1
        for chosen, answer in answers.items():
            under = case.replaced(case.facts, {axis: chosen})
            assert in_the_ordinary_course(under, asked[1]).answer == answer


def test_each_point_of_interpretation_is_told_once_and_the_most_disputed_first() -> None:
    """Clause 10, sentence 2: hardly anybody reads the client's knowledge into it."""
    for asked, questions in ((RISK, ["theoretical risk", "Whose knowledge"]), (TRIVIAL, ["trivial breach"])):
        short = put(written(asked), asked[1]).short
        assert [short.count(question) for question in questions] == [1] * len(questions)
        assert sorted(questions, key=short.index) == questions


def test_that_on_which_the_answer_rests_if_the_point_is_so_is_told_after_it() -> None:
    """Clause 3, sentence 3: that untruth of weight was true at first matters only once it has that weight."""
    short = put(written(FALSE_INFORMATION), FALSE_INFORMATION[1]).short
    assert 0 < short.index("trifling error") < short.index("has become untrue")


def test_programs_find_the_reading_where_readings_are() -> None:
    request = Request(FALSE_INFORMATION[1], CELESTE, facts={"false_information": "yes"})
    found = json.loads(desk().ask(request).printed("json"))["ordinarily"]
    assert found["answer"] == "undetermined"
    assert {row["reading"]: row["answer"] for row in found["readings"]} == {
        "material_only": "undetermined",
        "any_untruth": "yes",
    }


def test_a_reading_that_decides_nothing_is_not_named() -> None:
    """Clause 3, sentence 3: from when the untruth dates leaves open whether it has weight."""
    assert rows_of(FALSE_INFORMATION).keys() == {"false_info_weight"}
