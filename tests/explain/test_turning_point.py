"""An open answer that turns on one matter says so, and what it is either way; each way is what telling it gives."""

from __future__ import annotations

import pytest

from engine.answer.layers import Layers
from engine.answer.ordinary import ordinary
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.explain.opinion import opinion_of
from engine.explain.turning_point import TurningPoint, turning_point
from tests.contracts import library
from tests.explain.cases import LANGUAGES

FOURTH = '[[facts.outages]]\nclass = "A"\ngiven = { rank = 4 }\n'
OF_TWELVE_MINUTES = FOURTH.replace("rank = 4", 'rank = 4, duration = "12 minutes"')
IN_TIME = """
[[facts.outages]]
class = "A"
given = { duration = "12 minutes", reported_in_time = true }
[standing]
"outages[1].requested_at" = "open"
"""


def layers(facts: str, question: str) -> Layers:
    entry = library().in_force("infomaniak-jelastic-cloud", None)
    case = CaseReader(library().knowledge(entry)).read(parse_case(facts, "case.toml"))
    return Layers(case, question)


def point(facts: str, question: str) -> TurningPoint:
    found = turning_point(layers(facts, question).ordinarily.answer)
    assert found is not None
    return found


def given(facts: str, conclusion: str, question: str) -> tuple[str, object]:
    answer = ordinary(layers(facts.replace("rank = 4", f"rank = 4, {conclusion}"), question).case, question).answer
    return answer.answer, answer.value


def test_of_several_missing_dates_it_names_the_conclusion_that_counsel_knows() -> None:
    """Its twelve minutes make the fourth an occurrence (art. 10.1.3, table, row 1)."""
    found = point(OF_TWELVE_MINUTES, "penalty-rate")
    assert [matter.subject.name for matter in found.matters] == ["claimed_in_time"]
    assert found.if_so == given(OF_TWELVE_MINUTES, "claimed_in_time = true", "penalty-rate")
    assert found.otherwise == given(OF_TWELVE_MINUTES, "claimed_in_time = false", "penalty-rate")


@pytest.mark.parametrize("question", ["client-owed-penalty", "penalty-rate"])
def test_of_a_list_that_may_go_on_the_failure_told_is_looked_at(question: str) -> None:
    """Its beginning is missing first, and what follows from it is tried on the one failure that was told."""
    answer = layers(f"{OF_TWELVE_MINUTES}[more]\noutages = true\n", question).ordinarily.answer
    assert [missing.name for missing in answer.missing][:1] == ["outages[1].began"]
    found = turning_point(answer)
    assert found is None or found.if_so != found.otherwise


def test_two_conclusions_that_are_needed_together_are_named_together() -> None:
    """A failure that counts as the fourth may still be too short (art. 10.1.3) or reported too late (art. 10.1.4)."""
    for question in ("client-owed-penalty", "penalty-rate"):
        found = point(FOURTH, question)
        names = [matter.subject.name for matter in found.matters]
        assert set(names) == {"claimed_in_time", "beyond_time_allowed_of"}
        assert found.if_so == given(FOURTH, ", ".join(f"{name} = true" for name in names), question)
        for name, other in (names, names[::-1]):
            assert found.otherwise == given(FOURTH, f"{name} = false, {other} = true", question)


def test_of_one_failure_its_own_matters_are_named_before_what_is_computed_of_all() -> None:
    """The fourth breaks the contract if it is long enough and of the year asked about (art. 10.1.3; 10.1.4, row 5)."""
    found = point(FOURTH, "may-client-terminate")
    names = [matter.subject.name for matter in found.matters]
    assert set(names) == {"beyond_time_allowed_of", "counts_in_year_asked"}
    assert (found.if_so[0], found.otherwise[0]) == ("yes", "no")
    of_no_class = point(FOURTH.replace('class = "A"\n', ""), "may-client-terminate")
    assert [matter.subject.name for matter in of_no_class.matters] == ["fourth_class_a_reached"]


def test_the_matter_that_is_asked_for_is_not_what_it_turns_on() -> None:
    """Whether it was reported in time turns on days, not on whether it was reported in time (art. 10.1.4 para. 2)."""
    sixty_days = '[[facts.outages]]\ngiven = { reported_after = "60 days" }\n'
    assert turning_point(layers(sixty_days, "claim-in-time").ordinarily.answer) is None


def test_of_a_rank_alone_it_does_not_follow_that_anything_was_reported() -> None:
    """Whoever calls a failure the fourth has not said that it was reported (art. 10.1.4 para. 2 s. 2)."""
    assert ordinary(layers(OF_TWELVE_MINUTES, "analyse_claim").case, "analyse_claim").answer.answer == "undetermined"


def test_a_single_act_that_is_missing_is_told_as_done_or_not() -> None:
    found = point(IN_TIME, "client-owed-penalty")
    assert [matter.subject.name for matter in found.matters] == ["requested_at"]
    assert (found.if_so[0], found.otherwise[0]) == ("no", "yes")


@pytest.mark.suite
def test_where_no_single_matter_decides_there_is_none() -> None:
    assert turning_point(layers('[[facts.outages]]\nclass = "A"\n', "penalty-amount").ordinarily.answer) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_short_answer_says_it(language: str) -> None:
    short = opinion_of(layers(OF_TWELVE_MINUTES, "penalty-rate"), language).short.replace("\u00a0", " ")
    told = {
        "en": "If the failure was reported in time and the penalty asked for: 50 %; otherwise: 0 %.",
        "fr": "Si la panne a été signalée à temps et la pénalité demandée : 50 % ; sinon : 0 %.",
    }
    assert short.endswith(told[language])
