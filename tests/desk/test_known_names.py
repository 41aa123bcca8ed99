"""What the steps of an interview name, and tell, is looked at as what a request says is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.desk import Interview, Rejected, Request
from tests.contracts import desk

INFOMANIAK = "infomaniak-jelastic-cloud"


def begin(question: str, **facts: Any) -> Interview:
    return desk().interview(Request(question, INFOMANIAK, facts=facts))


NAMED: dict[str, Callable[[Interview, Any], Any]] = {
    "told": lambda interview, name: interview.told(name, "yes"),
    "given": lambda interview, name: interview.given(name, "yes"),
    "not_known": Interview.not_known,
    "as_presumed": lambda interview, name: interview.as_presumed([name]),
    "picked": lambda interview, name: interview.picked([name]),
    "asked_again": lambda interview, name: interview.asked_again("facts", name),
    "asking": lambda interview, name: interview.asking("given", name),
    "with_record": Interview.with_record,
    "removed": lambda interview, name: interview.removed("facts", name),
}
"""The steps that name something."""


@pytest.mark.parametrize("step", NAMED)
@pytest.mark.parametrize(
    "name", ["outage", "outages[1].clas", "outages[2].duratio", "outages[0].began", "outages[7]", "]", "", None, 3]
)
def test_a_name_that_is_none_is_a_mistake_as_in_a_request(step: str, name: Any) -> None:
    with pytest.raises(Rejected):
        NAMED[step](begin("client-owed-penalty", outages=[{}]), name)


def test_a_misspelt_name_is_answered_with_the_one_that_is_near() -> None:
    interview = begin("client-owed-penalty")
    for step, name, near in (("told", "outags", "outages"), ("given", "penalty_rat", "penalty_rate")):
        with pytest.raises(Rejected) as refused:
            NAMED[step](interview, name)
        assert [found.help for found in refused.value.diagnostics] == [f"did you mean `{near}`?"]


@pytest.mark.parametrize("text", [True, 3, None, b"x"])
def test_what_is_told_in_an_interview_is_a_text(text: Any) -> None:
    interview = begin("client-owed-penalty")
    for step in (interview.told, interview.given):
        with pytest.raises(Rejected, match="`text` is a text"):
            step("outages" if step == interview.told else "penalty_rate", text)


def test_one_fact_that_is_no_list_has_no_record_more() -> None:
    with pytest.raises(Rejected, match="use_is_ordinary"):
        begin("may-suspend").with_record("use_is_ordinary")
