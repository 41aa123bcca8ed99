"""Every change that is shown turns the answer round, and contested facts are tried both ways."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.answer.answer import preferred_readings
from engine.answer.answering import answer
from engine.answer.changes import flips
from engine.answer.contested import contested
from engine.answer.ordinary import in_the_ordinary_course
from engine.desk import Request
from engine.explain.cite import Citer
from engine.explain.wording import Wording
from tests.contracts import desk
from tests.explain.cases import CASES, answered, opinion


def _case(name: str) -> Path:
    return next(path for path in CASES if path.stem == name)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_change_was_checked_by_answering_again(path: Path) -> None:
    found = answered(path)[0]
    layout = found.knowledge.layout
    keys = [
        (layout.slot("fact", name),)
        for name in found.case.facts
        if found.knowledge.program.facts[name].type.kind != "list"
    ]
    for flip in flips(found, keys)[0]:
        facts = dict(found.case.facts)
        for key, value in flip.assignment.items():
            facts[layout.inputs[key[0]][1]] = value
        changed = answer(found.case.replaced(facts, preferred_readings(found.case)), found.asked.question.name)
        assert {changed.answer, found.answer} == {"yes", "no"}


def test_what_changes_leave_decided_is_decided_without_noting_what_is_met(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError("the code that notes unknown inputs is read")

    told = answered(_case("spam"))[0]
    found = in_the_ordinary_course(told.case, told.asked.question.name)
    monkeypatch.setattr("engine.library.knowledge.KnowledgeBase.recording", read)
    assert flips(found, [(found.knowledge.layout.slot("fact", "client_sends_spam"),)])[0]


def test_a_contested_fact_is_tried_both_ways() -> None:
    found = answered(_case("spam"))[0]
    (tried,) = contested(found).tried
    assert tried.turns
    assert tried.here.answer == "yes"
    assert "contested" in opinion(_case("spam"), "en").short


IDLE = (
    "law_allows_assignment", "loss_after_correction", "ip_change_made_by_client", "password_delivered",
    "hardware_as_described", "protection_software_installed", "client_insured", "indemnity_refused",
)  # fmt: skip
"""What has no bearing on whether the provider may suspend for spam (CELESTE, clause 11, para. 1, item 3)."""


def test_of_many_contested_facts_the_one_that_decides_is_shown_and_the_others_are_counted() -> None:
    names = (*IDLE, "client_sends_spam")
    standing = {name: {"is": "contested"} for name in names}
    asked = Request("may-suspend", "celeste-business-cloud", dict.fromkeys(names, True), standing=standing)
    told = desk().ask(asked).opinion
    assert "which turns on a contested fact" in told.short
    assert told.contested[0].turns
    assert told.contested[-1].text == "Further contested facts, none of which changes the answer by itself: 3."


def test_what_there_are_too_many_records_to_try_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.answer.contested.MOST_LOOKED_AT", 7)
    names = (*IDLE, "client_sends_spam")
    standing = {name: {"is": "contested"} for name in names}
    asked = Request("may-suspend", "celeste-business-cloud", dict.fromkeys(names, True), standing=standing)
    told = desk().ask(asked).opinion
    assert told.contested[-1].text.endswith("were not tried one by one; the answer may turn on them: 2.")
    assert not any("however the contested facts turn out" in contest.text for contest in told.contested)


def test_a_deadline_that_runs_is_named_in_the_short_answer() -> None:
    assert opinion(_case("threat-running"), "en").short.startswith("No, not yet")


def test_citations_in_both_forms() -> None:
    edition = answered(_case("spam"))[0].knowledge.program.edition
    locators = ("9 §3 s.1", "9 §3 s.2", "11 §1 item 3")
    assert Citer(edition).cite_all(locators, "fr").replace("\u00a0", " ") == (
        "ch. 9, al. 3, 1re et 2e phrases ; ch. 11, al. 1, 3e tiret"
    )
    courts = Citer(edition, courts=True)
    assert courts.cite_all(locators[2:], "fr").replace("\u00a0", " ") == "ch. 11 al. 1 3e tiret"


def test_the_only_paragraph_of_a_clause_is_not_cited() -> None:
    edition = answered(_case("spam"))[0].knowledge.program.edition
    locators = ("10 §1 s.2", "10 §1 s.3", "4 §1")
    assert Citer(edition).cite_all(locators).replace("\u00a0", " ") == "clause 10, sentences 2 and 3; clause 4"
    assert Citer(edition).cite_all(locators, "fr").replace("\u00a0", " ") == "ch. 10, 2e et 3e phrases ; ch. 4"
    assert Citer(edition, courts=True).cite("10 §1 s.2", "fr").replace("\u00a0", " ") == "ch. 10 2e phrase"
    assert Citer(edition).eid("10 §1 s.2") == "clause_10__para_1__sent_2"


def test_what_is_expected_of_citations() -> None:
    edition = answered(_case("spam"))[0].knowledge.program.edition
    citer, unlocked = Citer(edition), Citer(replace(edition, single_paragraph=None))
    assert citer.within("10 §1 s.2", "clause 10")
    assert citer.within("10 §1 s.2", "clause 10, sentence 2")
    assert not citer.within("10 §1 s.2", "clause 1")
    assert not citer.within("10 §1 s.2", "clause 10, para. 1")
    assert citer.without_paragraph("clause 10, para. 1, sentence 2") == "clause 10, sentence 2"
    assert citer.without_paragraph("clause 10, para. 10") is None
    assert not citer.within("9 §1 s.2", "clause 9, sentence 2")
    assert citer.without_paragraph("clause 9, para. 1") is None
    assert unlocked.within("10 §1 s.2", "clause 10, para. 1")
    assert unlocked.within("10 §1 s.2", "clause 10, sentence 2")


def test_french_elides_before_il() -> None:
    wording = Wording(answered(_case("spam"))[0].knowledge.program, "fr")
    assert wording.elided("on ne sait pas si il pleut") == "on ne sait pas s’il pleut"


def test_a_date_is_put_on_the_day_beside_the_deadline_and_what_is_filled_in_on_it_too() -> None:
    """Two months from 3 March 2025 end on a Saturday and run to Monday, 5 May (Infomaniak 10.1.4; art. 78 CO).

    A failure on 2 March, a Sunday, would have had to be reported by Friday, 2 May.
    """
    outage = {"began": "2025-03-03T14:20:00+01:00", "report_received_at": "2025-05-05"}
    asked = Request("claim-in-time", "infomaniak-jelastic-cloud", facts={"outages": [outage]})
    turns = [" and ".join(turn.changes).replace("\N{NO-BREAK SPACE}", " ") for turn in desk().ask(asked).opinion.turns]
    assert turns == [
        "the report reached the provider on 6 May 2025 and the client reported the failure on 6 May 2025",
        "the failure began on 2 March 2025 at 14:20 and the client reported the failure on 5 May 2025",
    ]


@pytest.mark.suite
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_change_within_a_day_after_a_deadline_told_as_a_day_is_told_as_a_day(language: str) -> None:
    """CELESTE 11 ¶1 item 4: what is remedied later lifts the reason; the deadline of a day runs to its end."""
    facts = {"payment_overdue": True, "formal_notice_on": "2024-03-01", "formal_notice_deadline": "2024-03-15"}
    asked = Request("may-suspend", "celeste-business-cloud", facts={**facts, "as_of": "2024-03-20"}, language=language)
    told = [change for turn in desk().ask(asked).opinion.turns for change in turn.changes]
    assert any("removed the ground" in change or "éliminé le motif" in change for change in told)
    assert not [change for change in told if "59" in change]


@pytest.mark.suite
@pytest.mark.parametrize(("language", "put_as_of"), [("en", "the question is put"), ("fr", "la question se pose")])
def test_what_was_so_earlier_and_not_without_something_else_is_no_change(language: str, put_as_of: str) -> None:
    """Infomaniak 8.3 s.1: after the end the data are gone; nobody can ask earlier, and under another law besides."""
    facts = {"contract_ended_on": "2024-03-01", "as_of": "2024-03-08"}
    asked = Request("may-client-recover-data", "infomaniak-jelastic-cloud", facts=facts, language=language)
    told = [change for turn in desk().ask(asked).opinion.turns for change in turn.changes]
    assert not [change for change in told if put_as_of in change]
