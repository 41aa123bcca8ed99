"""What a document says on a question before any fact is told, made from its norms."""

from __future__ import annotations

import pytest

from engine.answer.answer import AnswerWord
from engine.explain.in_general import InGeneral, Unprompted, difference, in_general
from tests.contracts import desk

pytestmark = pytest.mark.suite

OPEN = Unprompted("undetermined", None, "", "")


def said(document: str, question: str, language: str = "en", found: Unprompted | None = None) -> InGeneral:
    knowledge = desk().library.knowledge(desk().newest(document))
    return in_general(knowledge, knowledge.asked(question), found or OPEN, language)


CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"


def test_a_few_cases_are_told_one_by_one() -> None:
    """CELESTE 9 §3 s.1-3 and 11 §1 item 4 put a warning before a block; 2 s.2 does on one reading only."""
    told = said(CELESTE, "must-warn-before-block")
    assert told.lead == "yes, in three cases"
    assert told.sentence.startswith("Yes, in three cases: on one reading the provider must warn")
    assert "on an accusation or doubt alone the provider must threaten" in told.sentence
    assert "clause 11, para. 1, bullet 4" in told.sentence.replace("\u00a0", " ")


def test_of_many_cases_it_says_how_many_ask_for_a_notice_and_how_many_for_none() -> None:
    """A notice that the text makes a condition is counted (9 §3, 11 item 4); what it merely mentions is not.

    Nor does it count as asking for none where a reading disputes that (2 s.2, 10 s.2, 12 §1 s.2).
    """
    told = said(CELESTE, "may-suspend")
    shown = told.sentence.replace("\u00a0", " ")
    assert "two ask for a notice first (a threat with its reason and an adequate deadline" in shown
    assert "six ask for no notice (clause 3; clause 9; clause 11)" in shown


def test_of_many_cases_it_says_what_their_clauses_are_about() -> None:
    """The two sentences of CELESTE 10 on suspending stand under its heading."""
    told = said(CELESTE, "may-suspend").sentence.replace("\u00a0", " ")
    assert "clause 10 (security of data and systems); clause 11 (" in told


def test_a_table_that_is_read_on_one_choice_is_told_by_what_it_gives() -> None:
    """Infomaniak 2.3 s.3, 3.1 and 2.2: the client pays for adapting and for use, the provider for the trial."""
    told = said(INFOMANIAK, "who-bears-cost").sentence
    assert told.startswith("It depends on cost in question: the client for adapting the client’s hardware or software")
    assert "; the provider for use during the trial and replacement of hardware; " in told
    assert "under other documents or the law for everything else" in told


def test_of_a_list_it_is_said_what_is_computed_of_its_records() -> None:
    """Infomaniak 10.1.4 §2 s.1: each failure has its last day."""
    told = said(INFOMANIAK, "claim-deadline").lead
    assert told == "it depends on this: last day for the report of the failure"


def test_what_covers_nothing_of_the_question_is_no_case_of_it() -> None:
    """The block after a deadline presupposes the warning: it is no case of acting at once (9 §3 s.3)."""
    names = {norm.name for norm in said(CELESTE, "may-suspend-without-notice").norms}
    assert "block_after_deadline" not in names
    assert "block_after_deadline" in {norm.name for norm in said(CELESTE, "may-suspend").norms}


def test_a_duty_that_the_text_denies_is_no_case_of_it() -> None:
    """CELESTE 12 §2 s.2: the provider need not inform before the contract is extended."""
    told = said(CELESTE, "must-inform-client")
    assert "remind_before_extension" not in {norm.name for norm in told.norms}
    assert told.lead == "yes, in seven cases, and silent otherwise"


def test_silence_is_no_denial() -> None:
    """Infomaniak 4.5 and 5.6 let the provider interrupt or limit; of other grounds the terms say nothing."""
    told = said(INFOMANIAK, "may-suspend")
    assert told.lead == "yes, in four cases, and silent otherwise"
    assert said(CELESTE, "may-suspend").lead == "yes, in 20 cases"


def test_a_prohibition_is_what_a_liberty_ends_at() -> None:
    """Infomaniak 5.7 forbids processes; what it doesn't forbid is allowed."""
    assert said(INFOMANIAK, "may-install-app").lead == "yes, but for twelve prohibitions"
    assert said(INFOMANIAK, "may-install-app", "fr").lead == "oui, sous réserve de douze interdictions"


def test_a_condition_that_a_sentence_can_hold_is_told_whole() -> None:
    """CELESTE 6 s.4."""
    found = Unprompted("undetermined", None, "", "", "no loss was left unreported past 24 hours")
    told = said(CELESTE, "client-notification-in-time", found=found)
    assert told.lead == "yes, if no loss was left unreported past 24 hours"
    assert told.sentence.startswith("Yes, if no loss was left unreported past 24 hours (clause")


@pytest.mark.parametrize(
    ("answer", "value", "lead"), [("yes", "", "yes"), ("no", "", "no"), ("value", "CHF 5.00", "CHF 5.00")]
)
def test_what_needs_no_facts_is_said_as_an_opinion_says_it(answer: AnswerWord, value: str, lead: str) -> None:
    told = said(INFOMANIAK, "may-start-trial", found=Unprompted(answer, answer, value, "What is said."))
    assert (told.bearing, told.lead, told.sentence) == ("decided", lead, "What is said.")


def test_where_only_another_reading_says_yes_the_answer_begins_with_no() -> None:
    """CELESTE 5 s.1 and s.3: an address is kept only on the reading that the promise covers it."""
    told = said(CELESTE, "may-client-keep-ip", found=Unprompted("undetermined", "no", "", ""))
    assert told.sentence.startswith("No on the preferred readings; on another, yes in one case:")


def test_the_difference_names_each_document_and_what_one_alone_asks_for() -> None:
    """Only CELESTE asks for a warning before it ends the contract without a notice period (9 §2 s.5)."""
    sides = [said(document, "may-terminate-without-notice") for document in (CELESTE, INFOMANIAK)]
    told = difference(sides, "en")
    assert told.startswith("CELESTE: yes, in two cases; Infomaniak: yes, in two cases, and silent otherwise.")
    assert "Only CELESTE asks for a notice" in told


def test_silence_and_agreement_are_said() -> None:
    silent = [said(document, "must-back-up-data") for document in (CELESTE, INFOMANIAK)]
    assert difference(silent, "fr") == "Aucun n’en dit rien."
    denied = Unprompted("no", "no", "", "No.")
    alike = [said(document, "has-physical-access", found=denied) for document in (CELESTE, INFOMANIAK)]
    assert difference(alike, "en") == "They are alike: no."
    assert difference(alike[:1], "en") == ""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_question_has_a_sentence_in_every_document(language: str) -> None:
    for document in (CELESTE, INFOMANIAK):
        knowledge = desk().library.knowledge(desk().newest(document))
        for question in knowledge.program.questions:
            told = in_general(knowledge, knowledge.asked(question), OPEN, language)
            assert told.lead, question
            assert told.bearing == "silent" or told.sentence[0].isupper(), question
            assert not any(mark in told.sentence for mark in ("{", "}", "  ", ". .", ": .")), told.sentence
