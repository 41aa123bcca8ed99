"""An opinion on facts whose lists may go on, or are told to hold no more than what was told."""

from pathlib import Path

import pytest

from engine.desk import Request
from tests.contracts import desk

DOCUMENT = "infomaniak-jelastic-cloud"
SAMPLE = Path(__file__).resolve().parents[2] / "clauses" / DOCUMENT / "sample.toml"


QUESTIONS = ("client-owed-penalty", "penalty-amount", "must-inform-client", "provider-in-breach")
SAID = ("at most 0", "at most 1", "yes")
AT_ONCE = (("client-owed-penalty", "yes"), ("must-inform-client", "at most 0"), ("provider-in-breach", "at most 1"))
"""What is always looked at: each way of saying it, and each question but the amount, of which the next tests speak."""
EVERY = [
    pytest.param(question, said, marks=() if (question, said) in AT_ONCE else pytest.mark.slow)
    for question in QUESTIONS
    for said in SAID
]


@pytest.mark.parametrize(("question", "said"), EVERY)
def test_every_question_has_its_opinion(question: str, said: str) -> None:
    reply = desk().ask(Request(question, DOCUMENT, file=SAMPLE, more={"outages": said}, language="en"))
    assert str(reply.printed("text"))
    assert reply.data["answer"]


def test_a_list_that_holds_no_more_leaves_the_answer_as_it_is() -> None:
    closed, ended = (
        desk().ask(Request("penalty-amount", DOCUMENT, file=SAMPLE, more=more, language="en")).data
        for more in ({}, {"outages": "at most 0"})
    )
    for key in ("answer", "value", "headline"):
        assert ended.get(key) == closed.get(key)


def test_what_every_reading_leaves_within_the_same_bounds_turns_on_none() -> None:
    """Of invoices that may be any, whatever the rate applies to (10.1.4, para. 1, s. 3): a penalty is none or more."""
    data = (
        desk()
        .ask(Request("penalty-amount", DOCUMENT, file=SAMPLE, more={"invoices": "yes"}, strict=True, language="en"))
        .data
    )
    assert (data["answer"], data["value"]["at_least"], data["value"]["at_most"]) == ("value", "0.00", None)
    assert not data["readings"]
