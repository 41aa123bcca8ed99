"""The desk as a program uses it: from a request to a reply, with no face between."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import engine.desk
from engine.case.reading import Unreadable
from engine.desk import Desk, Rejected, Request
from engine.library.library import CLAUSES

SPAM = Request("may-suspend", "celeste-business-cloud", facts={"client_sends_spam": True})


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.open()


def codes(request: Request, desk: Desk) -> list[str]:
    with pytest.raises(Rejected) as refused:
        desk.ask(request)
    return [diagnostic.code for diagnostic in refused.value.diagnostics]


def test_what_is_public_is_listed_and_documented() -> None:
    for name in engine.desk.__all__:
        assert vars(engine.desk)[name].__doc__ or name == "Facts", name


def test_a_reply_has_its_answer_its_opinion_and_every_format(desk: Desk) -> None:
    reply = desk.ask(SPAM)
    assert reply.entry.document == SPAM.document
    assert reply.data["answer"] == reply.answer.answer
    assert reply.opinion.short in " ".join(str(reply.printed("markdown")).split())
    with pytest.raises(FrozenInstanceError):
        reply.answer = reply.answer  # type: ignore[misc]


def test_the_facts_of_the_call_go_before_those_of_the_file(desk: Desk) -> None:
    document = "infomaniak-jelastic-cloud"
    file = CLAUSES / document / "sample.toml"
    whole = desk.ask(Request("penalty-amount", document, file=file))
    named = desk.ask(Request("penalty-amount", document, facts={"outages": "none"}, file=file))
    assert whole.answer.case.facts["outages"]
    assert named.answer.case.facts["outages"] == []


def test_records_dates_and_numbers_are_given_as_such(desk: Desk) -> None:
    outages = [{"class": "A", "began": "2024-02-28T23:10:00+01:00"}]
    request = Request(
        "client-owed-penalty", "infomaniak-jelastic-cloud", facts={"outages": outages}, on=date(2024, 3, 10)
    )
    case = desk.ask(request).answer.case
    assert case.as_of == date(2024, 3, 10)
    assert len(case.facts["outages"]) == 1


def test_every_mistake_of_a_request_is_a_diagnostic(desk: Desk) -> None:
    assert codes(Request("may-suspend", "celeste"), desk) == ["unknown-document"]
    assert codes(Request("may-suspnd", SPAM.document), desk) == ["unknown-question"]
    facts = {"client_sends_spam": Decimal(3), "client_sends_spm": True}
    assert codes(Request("may-suspend", SPAM.document, facts=facts), desk) == ["wrong-type", "unknown-fact"]
    assert codes(Request("may-suspend", SPAM.document, readings={"x": "y"}), desk) == ["unknown-ambiguity"]
    assert codes(Request("may-suspend", SPAM.document, file=Path("nowhere.toml")), desk) == ["unreadable-file"]


def test_a_comparison_asks_every_document_and_passes_over_what_it_does_not_know(desk: Desk) -> None:
    comparison = desk.compare(Request("may-suspend", facts={"block_conforms_to_general_terms": True}))
    assert [reply.entry.document for reply in comparison.replies] == list(desk.documents)


def test_an_interview_takes_answers_back_and_knows_why_it_asks(desk: Desk) -> None:
    request = Request("latest-notice-date", "celeste-business-cloud")
    first = desk.interview(request)
    missing = first.next
    assert missing is not None
    assert first.reasons(missing)
    with pytest.raises(Unreadable):
        first.told(missing, "perhaps")
    told = first.told(missing, "1", contested="a letter")
    assert told.earlier is first
    assert told.case.standing[missing.name] == ("contested", "a letter")
    assert missing.name in told.facts_file
    skipped = first.not_known(missing)
    assert skipped.next is None or skipped.next.name != missing.name
