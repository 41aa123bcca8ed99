"""What an opinion says is to be done: only what is to be done, by whom, until when, and what would cure a defect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.desk import Request
from engine.explain.acts import Act
from engine.explain.opinion import opinion_on
from tests.contracts import desk, library
from tests.explain.cases import FOLDER, LANGUAGES

pytestmark = pytest.mark.suite

CELESTE, INFOMANIAK = "celeste-business-cloud", "infomaniak-jelastic-cloud"


def acts(document: str, question: str, facts: str, on: str, language: str = "en") -> tuple[Act, ...]:
    content = f'document = "{document}"\non = {on}\n[facts]\n{facts}'
    entry = library().in_force(document, None)
    case = CaseReader(library().knowledge(entry)).read(parse_case(content, "case.toml"))
    return opinion_on(answer(case, question), language, entry).acts


def told(document: str, question: str, facts: str, on: str, language: str = "en") -> str:
    lines = (f"{act.day}: {act.text}" if act.day else act.text for act in acts(document, question, facts, on, language))
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_that_is_not_needed_is_nothing_to_do(language: str) -> None:
    """CELESTE 10 s.2 lets the provider block at once where a risk is known."""
    known = "provider_knows_risk = true\nclient_knows_risk = true\nrisk_is_concrete = true\nground_persists = true\n"
    said = told(CELESTE, "block_for_risk", known, "2024-05-15", language)
    assert "notice by" not in said.lower()
    assert "avis à donner" not in said.lower()


def test_what_the_text_does_without_is_stated_as_none_everywhere() -> None:
    """A clause file that says "none" in prose would have it told as something to do."""
    for entry in library().entries:
        for norm in library().knowledge(entry).program.norms.values():
            for qualifier in norm.qualifiers:
                if qualifier.kind in ("notice", "form") and qualifier.text is not None:
                    first = qualifier.text.in_language("en").split()[0].strip(",.;").casefold()
                    assert first not in ("none", "no", "without", "nothing"), norm.name


BY_MAIL = """
channel_used = "email"
[[facts.outages]]
class = "A"
began = 2025-03-03T14:20:00+01:00
ended = 2025-03-03T16:45:00+01:00
report_received_at = 2025-03-05
requested_at = 2025-03-05
"""
INVOICED = """
[[facts.invoices]]
period_from = 2025-03-01
period_to = 2025-03-31
amount = "1500.00 CHF"
"""
ANEW = {"en": "anew in due form", "fr": "répétera ceci dans la forme voulue"}


def test_a_claim_by_e_mail_is_to_be_made_anew_while_the_two_months_run() -> None:
    """10.2.2 and 10.3.3 want the form; 10.1.4 §2 s.1 gives until 3 May 2025, a Saturday, so until Monday the 5th."""
    said = told(INFOMANIAK, "client-owed-penalty", BY_MAIL, "2025-03-10")
    assert "By 5 May 2025: the client should do this anew in due form (by the form or the assistant, " in said
    assert "as the message was an e-mail: report of the failure by the client and the client’s request" in said
    assert "for the penalty (the answer would then be: yes)" in said
    said = told(INFOMANIAK, "client-owed-penalty", BY_MAIL, "2025-03-10", "fr")
    assert (
        "Jusqu’au 5 mai 2025: le client répétera ceci dans la forme voulue (par le formulaire ou l’assistant, " in said
    )
    assert "car la communication s’est faite par e-mail : signalement de la panne par le client" in said


def test_the_amount_is_said_that_the_claim_made_anew_would_bring() -> None:
    """10.1.4: 10 % for the first occurrence and 140 % for as many minutes, but half of CHF 1500 at most."""
    said = told(INFOMANIAK, "penalty-amount", BY_MAIL + INVOICED, "2025-03-10")
    assert "By 5 May 2025: the client should do this anew in due form" in said
    assert "(the answer would then be: CHF 750.00)" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("facts", "on"),
    [
        (BY_MAIL, "2025-05-06"),  # the two months are over (10.1.4 §2 s.1)
        (BY_MAIL.replace("16:45", "14:23"), "2025-03-10"),  # three minutes bring no penalty (10.1.2 s.1)
        (BY_MAIL.replace("email", "contact_form"), "2025-03-10"),  # nothing is to be cured
    ],
)
def test_nothing_is_to_be_done_anew_where_that_would_not_help(facts: str, on: str, language: str) -> None:
    assert ANEW[language] not in told(INFOMANIAK, "client-owed-penalty", facts, on, language)


def test_on_the_last_day_there_is_still_time() -> None:
    assert "By 5 May 2025" in told(INFOMANIAK, "client-owed-penalty", BY_MAIL, "2025-05-05")


ORAL = """
commissioned_on = 2023-11-20
notice_given_by = "client"
notice_written = false
notice_sent_on = 2025-03-01
requested_end = 2025-11-20
"""


def test_a_notice_by_word_of_mouth_is_to_be_given_anew_in_writing_three_months_before() -> None:
    """CELESTE 1 s.1: in writing, by registered mail, three months before the anniversary of 20 November."""
    said = told(CELESTE, "end_by_client", ORAL, "2025-03-10")
    assert "By 20 August 2025: the client should do this anew in due form (in writing, by registered mail)" in said
    assert "as the notice is not in writing: dispatch of the notice" in said
    assert ANEW["en"] not in told(CELESTE, "end_by_client", ORAL, "2025-08-21")


IN_FORM = BY_MAIL.replace("email", "contact_form")


def test_what_is_owed_is_said_with_its_amount_once_that_is_decided() -> None:
    """10.1.4 §1 s.2 and s.3: half of the invoice of CHF 1500 at most; without an invoice nobody knows how much."""
    for question in ("penalty-amount", "client-owed-penalty"):
        said = told(INFOMANIAK, question, IN_FORM + INVOICED, "2025-03-10")
        assert "a deposit of the amount on the prepaid account" in said
        assert "(the penalty amounts to CHF 750.00, rounded to the centime)" in said
    assert "(la pénalité s’élève à CHF 750.00, " in told(
        INFOMANIAK, "penalty-amount", IN_FORM + INVOICED, "2025-03-10", "fr"
    )
    said = told(INFOMANIAK, "client-owed-penalty", IN_FORM, "2025-03-10")
    assert "a deposit of the amount on the prepaid account" in said
    assert "CHF" not in said


def test_no_deposit_is_due_where_no_penalty_is_owed() -> None:
    """10.1.4 §2 s.1: a report after the two months brings none."""
    late = IN_FORM.replace("2025-03-05", "2025-05-06") + INVOICED
    assert "deposit" not in told(INFOMANIAK, "penalty-amount", late, "2025-05-10")


UNREPORTED = IN_FORM.replace("report_received_at = 2025-03-05\nrequested_at = 2025-03-05\n", "")


def test_the_day_until_which_a_failure_can_be_reported_is_something_to_keep() -> None:
    """10.1.4 §2 s.1: two months from 3 March 2025 end on a Saturday, and so on Monday 5 May."""
    said = told(INFOMANIAK, "claim-deadline", UNREPORTED, "2025-03-10")
    assert "By 5 May 2025: " in said
    assert "eport of the failure by the client (last day for the report of the failure)" in said
    said = told(INFOMANIAK, "claim-deadline", UNREPORTED, "2025-03-10", "fr")
    assert "Jusqu’au 5 mai 2025: " in said
    assert "ignalement de la panne par le client (dernier jour pour signaler la panne)" in said


@pytest.mark.parametrize(("facts", "on"), [(UNREPORTED, "2025-05-06"), (IN_FORM, "2025-03-10")])
def test_no_report_is_to_be_made_once_it_was_made_or_the_time_is_over(facts: str, on: str) -> None:
    assert "5 May 2025" not in told(INFOMANIAK, "claim-deadline", facts, on)


def test_what_another_clause_calls_for_is_nothing_to_do_where_one_clause_is_asked_about() -> None:
    """The formal notice is one of CELESTE 11; who asks about 9 alone is told what 9 calls for."""
    alone = desk().ask(Request("provider-in-breach", CELESTE, of=("clause 9",))).opinion.acts
    assert alone
    assert {act.citation.split(",")[0] for act in alone if act.citation} == {"clause\u00a09"}


@pytest.mark.parametrize(
    ("language", "spam"), [("en", "while the client sends spam"), ("fr", "tant que le client envoie du spam")]
)
def test_strictly_the_ground_told_comes_first_and_no_notice_is_named_that_it_does_not_need(
    language: str, spam: str
) -> None:
    """Clause 11, para. 1, bullet 3: whoever sends spam is blocked at once, without a threat or a formal notice."""
    asked = Request("may-suspend", "celeste-business-cloud", facts={"client_sends_spam": "yes"}, language=language)
    opinion = desk().ask(replace(asked, strict=True)).opinion
    assert not opinion.acts
    assert spam in opinion.argument[0].text


@pytest.mark.parametrize(("language", "alone"), [("en", "may settle it alone"), ("fr", "en décider à elle seule")])
def test_strictly_the_fact_that_can_settle_it_alone_is_told_apart_from_the_many(language: str, alone: str) -> None:
    asked = Request("may-suspend", "celeste-business-cloud", facts={"client_sends_spam": "yes"}, language=language)
    assert alone in desk().ask(replace(asked, strict=True)).opinion.short


@pytest.mark.parametrize(
    ("language", "ways"),
    [
        ("en", "(removal of the ground by the client or proof by the client that all is lawful)"),
        ("fr", "(élimination du motif par le client ou preuve de la conformité par le client)"),
    ],
)
def test_all_that_a_party_can_still_reverse_the_answer_by_is_told_together(language: str, ways: str) -> None:
    """Clause 9, para. 3, sentence 4: the ground removed, or lawfulness proved."""
    case = FOLDER.parents[1] / "clauses" / "celeste-business-cloud" / "sample.toml"
    asked = Request("may-suspend", "celeste-business-cloud", file=case, language=language)
    assert any(act.text.endswith(ways) for act in desk().ask(asked).opinion.acts)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "notice by the provider, and its form: what the general terms of use lay down"),
        (
            "fr",
            "avis à donner par le fournisseur, et sa forme : ce que prévoient les conditions générales d’utilisation",
        ),
    ],
)
def test_a_notice_and_a_form_that_are_told_alike_are_told_once(language: str, said: str) -> None:
    asked = Request("may-provider-terminate", INFOMANIAK, language=language, strict=True)
    acts = desk().ask(asked).opinion.acts
    assert said in [act.text.replace("\u00a0", " ").rstrip(".") for act in acts]


@pytest.mark.parametrize(
    ("language", "owed", "proof"),
    [
        ("en", "the client owes this: the retrieval of all its data before the end", "keep proof"),
        ("fr", "le client doit ceci : le rapatriement de toutes ses données avant la fin", "conservera la preuve"),
    ],
)
def test_who_acts_in_its_own_interest_is_told_to_and_nobody_is_told_to_prove_it(
    language: str, owed: str, proof: str
) -> None:
    """Infomaniak 8.3 s.2: the client’s own loss is all that follows, and nothing that the provider has to prove."""
    said = told(INFOMANIAK, "must-client-export-data", "", "2024-05-15", language)
    assert said.startswith(owed)
    assert proof not in said


@pytest.mark.parametrize(
    ("language", "told_"),
    [
        (
            "en",
            "By 15 April 2024: notice by the client: three months before the anniversary of commissioning, sent by "
            "then and, to be on the safe side, received; form: in writing, by registered mail",
        ),
        (
            "fr",
            "Jusqu’au 15 avril 2024: avis à donner par le client : trois mois avant la date anniversaire de la mise en "
            "service, envoi d’ici là et, par prudence, réception ; forme : par écrit, par courrier recommandé",
        ),
    ],
)
def test_the_last_day_of_notice_is_told_as_what_to_send_and_how(language: str, told_: str) -> None:
    """CELESTE 1 s.1: in writing, by registered mail; whether it must have arrived by then is disputed."""
    commissioned = "commissioned_on = 2023-07-15\n"
    assert told(CELESTE, "latest-notice-date", commissioned, "2024-03-01", language).startswith(told_)
    sent = commissioned + "notice_sent_on = 2024-02-20\n"
    assert told(CELESTE, "latest-notice-date", sent, "2024-03-01", language) == ""


@pytest.mark.parametrize(("language", "form"), [("en", "e-mail with the reason"), ("fr", "e-mail motivé")])
@pytest.mark.parametrize(
    ("more", "is_still_to_be_done"),
    [
        ("", True),
        ("threatened_on = 2024-03-01\nthreat_deadline = 2024-03-15\n", False),
        ("threatened_on = 2024-03-01\nthreat_deadline = 2024-03-15\nnotice_states_reason = false\n", True),
    ],
    ids=["not told", "threatened", "threatened without a reason"],
)
def test_what_a_duty_calls_for_is_nothing_to_do_once_it_was_told_as_done(
    more: str, is_still_to_be_done: bool, language: str, form: str
) -> None:
    """CELESTE 9 ¶3 s.1 to 3: the provider threatens, with reason and deadline; then the client is to act."""
    doubted = "founded_doubt = true\n" + more
    assert (form in told(CELESTE, "must-warn-before-block", doubted, "2024-03-10", language)) is is_still_to_be_done


UNREPORTED_CHANGE = """
data_changed_at = 2024-04-30T10:00:00+02:00
data_change_noticed_at = 2024-04-30T10:00:00+02:00
data_change_reported_at = "none"
password_lost_at = "none"
"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("on", "is_ahead"), [("2024-05-02T09:59:00+02:00", True), ("2024-05-02T10:01:00+02:00", False)]
)
def test_an_hour_that_has_passed_today_is_nothing_to_keep(on: str, is_ahead: bool, language: str) -> None:
    """CELESTE 6 s.4: 48 hours from the change, so until 10:00 on 2 May."""
    said = told(CELESTE, "client-notification-in-time", UNREPORTED_CHANGE, on, language)
    assert (("By 2 May" if language == "en" else "Jusqu’au 2 mai") in said) is is_ahead


@pytest.mark.parametrize(
    ("language", "made_good"), [("en", "to be made good, as far as"), ("fr", "à rattraper, pour autant que")]
)
def test_what_a_breached_duty_called_for_is_told_as_missed(language: str, made_good: str) -> None:
    """Infomaniak 5.7 letter i: in doubt the client checks before it installs; once installed, that is missed."""
    facts = "application_is_doubtful = true\napplication_installed = true\napplication_verified = false\n"
    installed = told(INFOMANIAK, "client-in-breach", facts, "2024-05-20", language)
    not_yet = told(INFOMANIAK, "ask_when_in_doubt", facts.replace("ed = true", "ed = false"), "2024-05-20", language)
    assert made_good in installed
    assert made_good not in not_yet


FAILED = IN_FORM.replace("report_received_at = 2025-03-05\nrequested_at = 2025-03-05\n", "")
NEXT_DAY = FAILED[FAILED.index("[[") :].replace("03-03T", "03-04T")
OPEN_CAUSE = '[standing]\n"outages[1].cause" = "open"\n'


@pytest.mark.parametrize(
    ("language", "notice"), [("en", "notice by the client"), ("fr", "avis à donner par le client")]
)
@pytest.mark.parametrize(
    ("facts", "is_to_do"),
    [
        (IN_FORM, False),
        (FAILED + "given = { claimed_in_time = true }\n", False),
        (FAILED + "report_received_at = 2025-03-05\n" + NEXT_DAY, True),
    ],
    ids=["by its day", "by a conclusion", "of one of two failures"],
)
def test_a_report_that_was_told_is_nothing_to_do_however_it_was_told(
    facts: str, is_to_do: bool, language: str, notice: str
) -> None:
    """10.1.4 §2 s.1, where only the cause is open."""
    said = told(INFOMANIAK, "client-owed-penalty", facts + OPEN_CAUSE, "2025-03-10", language)
    assert (notice in said.lower()) is is_to_do


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_of_two_failures_is_reported_by_its_own_day(language: str) -> None:
    """10.1.4 §2 s.1: the day for the second is no other way of counting that for the first."""
    found = acts(INFOMANIAK, "client-owed-penalty", FAILED + NEXT_DAY + OPEN_CAUSE, "2025-03-10", language)
    days = [act.day.replace("\u00a0", " ") for act in found if act.day]
    assert (
        days == ["By 3 May 2025", "By 4 May 2025"]
        if language == "en"
        else ["Jusqu’au 3 mai 2025", "Jusqu’au 4 mai 2025"]
    )


@pytest.mark.parametrize(("language", "notice"), [("en", "notice by"), ("fr", "avis à donner")])
def test_a_notification_that_was_given_is_nothing_to_do(language: str, notice: str) -> None:
    """CELESTE 4 s.2 and 3: the client was notified; whether that had an effect is open."""
    exceeding = "traffic_exceeds_normal = true\n"
    for more, is_to_do in (("", True), ("traffic_notice_on = 2024-04-01\n", False)):
        said = told(CELESTE, "may-bill-excess-traffic", exceeding + more, "2024-05-15", language)
        assert (notice in said.lower()) is is_to_do


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_end_of_a_term_by_which_nobody_has_to_do_anything_is_nothing_to_do(language: str) -> None:
    """CELESTE 1 s.1: notice had to be sent three months before the term ends."""
    facts = 'commissioned_on = 2023-03-15\npackage = "base_package"\n'
    assert told(CELESTE, "renewed-until", facts, "2024-02-01", language) == ""
