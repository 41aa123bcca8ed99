"""Short answers: what they say is so, each thing once, and with a verb."""

from __future__ import annotations

from datetime import date

import pytest

from engine.desk import Request
from engine.print.head_and_foot import difference
from tests.contracts import desk
from tests.explain.cases import put

NEVER_CLAIMED = """
document = "infomaniak-jelastic-cloud"
on = 2024-08-20
[[facts.outages]]
class = "A"
began = 2024-05-10T10:00:00+02:00
ended = 2024-05-10T10:06:00+02:00
reported_at = "none"
detected_by_provider = false
"""
ONE_ATTACK = """
document = "celeste-business-cloud"
on = 2024-05-20
[facts]
dos_attack_count = 1
dos_repetition_feared = true
dos_attacks_stoppable = false
dos_impact_stoppable = false
termination_warned_on = 2024-05-01
"""
TWICE_THREE_MINUTES = """
document = "infomaniak-jelastic-cloud"
on = 2024-06-20
[facts]
month_asked = 2024-05-01
[[facts.outages]]
class = "A"
began = 2024-05-10T10:00:00+02:00
ended = 2024-05-10T10:03:00+02:00
[[facts.outages]]
class = "A"
began = 2024-05-12T10:00:00+02:00
ended = 2024-05-12T10:03:00+02:00
"""


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "fails, since no penalty is owed for failures that were not reported in time"),
        ("fr", "car aucune pénalité n’est due pour les pannes signalées tardivement"),
    ],
)
def test_a_claim_that_is_excluded_is_no_reason_by_what_it_would_grant(language: str, expected: str) -> None:
    """Article 10.1.4 ¶2: without a report there is no penalty to apply, and "the client may claim" is not why."""
    short = put(NEVER_CLAIMED, "apply_penalties", language).short
    assert expected in short
    assert "client may claim" not in short
    assert "peut prétendre" not in short


@pytest.mark.parametrize(("language", "said"), [("en", "less than"), ("fr", "soit moins de")])
def test_of_several_bounds_that_are_missed_the_closest_is_named(language: str, said: str) -> None:
    assert put(ONE_ATTACK, "may-provider-terminate", language).short.count(said) == 1


@pytest.mark.parametrize(("language", "of_both"), [("en", "nos. 1 and 2"), ("fr", "nos 1 et 2")])
def test_what_is_taken_to_be_so_of_several_records_is_told_once(language: str, of_both: str) -> None:
    found = put(TWICE_THREE_MINUTES, "monthly-maximum-respected", language)
    facts = found.short.replace("\u00a0", " ").rpartition(":")[2].split(";")
    assert [of_both in fact for fact in facts] == [True] * 3


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "there were no failures of the service"), ("fr", "il n’y a eu aucune panne du service")],
)
def test_a_list_without_a_record_is_told_in_a_sentence(language: str, told: str) -> None:
    """Article 10.2.1 s. 1 has failures kept from coming back."""
    case = 'document = "infomaniak-jelastic-cloud"\non = 2024-06-01\n[facts]\noutages = []\n'
    assert told in put(case, "prevent_failures", language).short


def test_an_exception_that_fails_for_want_of_a_right_is_told_by_what_that_lacks() -> None:
    """Clause 2: nothing is switched off for abuse where there is none; its own condition is a norm that isn't met."""
    case = 'document = "celeste-business-cloud"\non = 2024-05-01\n[facts]\nfounded_accusation = true\n'
    rejected = [each.text for each in put(case, "must-warn-before-block").rejected]
    assert rejected
    assert not [text for text in rejected if "its conditions are not met" in text]


@pytest.mark.parametrize(
    ("language", "account"),
    [
        ("en", "the question is not answered, and one would have to consult Infomaniak’s general terms of use"),
        ("fr", "la question n’est pas réglée, et il faudrait consulter les conditions générales d’utilisation"),
    ],
)
def test_a_comparison_does_not_take_silence_for_denial(language: str, account: str) -> None:
    """Infomaniak leaves blocking for non-payment to its general terms, which it refers to (art. 4.5)."""
    asked = Request("may-suspend", facts={"payment_overdue": True, "as_of": "2025-03-03"}, language=language)
    replies = desk().compare(asked).replies
    assert account in difference([reply.opinion for reply in replies])


def test_one_act_has_one_last_day_and_what_counting_otherwise_allows() -> None:
    """Two months from 3 March 2025 end on a Saturday; only on one reading they run to Monday (Infomaniak 10.1.4)."""
    outage = {"class": "A", "began": "2025-03-03T14:20:00+01:00", "ended": "2025-03-03T14:50:00+01:00"}
    facts = {"as_of": "2025-03-10", "outages": [{**outage, "report_received_at": "none"}]}
    asked = Request("client-owed-penalty", "infomaniak-jelastic-cloud", facts=facts)
    dated = [act for act in desk().ask(asked).opinion.acts if act.day]
    assert [act.day.replace("\N{NO-BREAK SPACE}", " ") for act in dated] == ["By 3 May 2025"]
    assert "counted otherwise" in dated[0].text
    assert dated[0].text.replace("\N{NO-BREAK SPACE}", " ").endswith("there is time until 5 May 2025")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Until the service was back, the failure lasted 7 hours (taken as given)"),
        ("fr", "Jusqu’au rétablissement, la panne a duré 7 heures (tenu pour donné)"),
    ],
)
def test_what_is_given_is_told_in_the_sentence_of_its_value(language: str, told: str) -> None:
    case = (
        'document = "infomaniak-jelastic-cloud"\non = 2024-03-20\n[[facts.outages]]\nclass = "A"\n'
        'began = 2024-03-03T10:00:00+01:00\ngiven = { duration = "7 hours" }\n'
    )
    shown = " ".join(matter.text for matter in put(case, "client-owed-penalty", language).matters)
    assert told.casefold() in shown.replace("\u00a0", " ").casefold()


@pytest.mark.parametrize(
    ("question", "facts", "lacking"),
    [
        (
            "must-warn-before-block",
            {"founded_accusation": False, "founded_doubt": False},
            "since there is neither a founded accusation nor a founded doubt (clause 9, para. 3, sentence 1)",
        ),
        (
            "may-suspend",
            {"client_sends_spam": True, "ground_persists": False},
            "since the reason no longer lasts (clause 11, para. 1, sentence 1)",
        ),
        ("may-suspend", {"order_of_foreign_authority": True}, "since no court, authority or other authorised body"),
    ],
)
def test_the_ground_of_which_something_was_told_is_the_nearest(
    question: str, facts: dict[str, bool], lacking: str
) -> None:
    reply = desk().ask(Request(question, "celeste-business-cloud", facts=facts))
    assert lacking in reply.opinion.short.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "the client asked for the penalty, on a day that nobody told"),
        ("fr", "le client a demandé la pénalité, un jour que personne n’indique"),
    ],
)
def test_what_happened_on_a_day_that_nobody_told_is_told_with_a_verb(language: str, told: str) -> None:
    facts = {"outages": [{"class": "A", "given": {"duration": "12 minutes", "reported_after": "10 days"}}]}
    asked = Request("client-owed-penalty", "infomaniak-jelastic-cloud", facts=facts, language=language)
    printed = desk().ask(asked).printed("markdown").replace("\N{NO-BREAK SPACE}", " ")
    assert told.casefold() in printed.casefold()
    assert "penalty: a day" not in printed
    assert "pénalité : jour" not in printed


@pytest.mark.parametrize(
    ("language", "told", "untold"),
    [
        ("en", "the report reached the provider, on a day that nobody told (presumed)", "the same as a day"),
        ("fr", "le signalement est parvenu au fournisseur, un jour que personne n’indique (présumé)", "la même date"),
    ],
)
def test_of_two_days_that_nobody_told_neither_says_which_the_other_is(language: str, told: str, untold: str) -> None:
    facts = {"outages": [{"class": "A", "given": {"reported_after": "10 days"}}]}
    asked = Request("claim-in-time", "infomaniak-jelastic-cloud", facts=facts, language=language)
    printed = desk().ask(asked).printed("markdown").replace("\N{NO-BREAK SPACE}", " ")
    assert told.casefold() in printed.casefold()
    assert untold not in printed


@pytest.mark.parametrize(
    ("facts", "cited"),
    [
        (
            {"damage_in_question": "business_interruption", "during_maintenance": True},
            "(art. 10.2.5, bullet 2, sentence 4)",
        ),
        ({"damage_in_question": "credentials_compromised"}, "(art. 5.5, sentence 1)"),
        ({"damage_in_question": "data_loss", "loss_results_from_provider_breach": True}, "(art. 4.4, sentence 1)"),
    ],
)
def test_a_conclusion_that_other_rules_settle_is_cited_by_those_that_hold(facts: dict[str, object], cited: str) -> None:
    """Each exclusion of liability has its own article (Infomaniak 4.4, 5.5, 10.2.5)."""
    reply = desk().ask(Request("provider-liable", "infomaniak-jelastic-cloud", facts=facts))
    assert cited in reply.opinion.short.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "told", "of_attacks", "elsewhere"),
    [
        ("en", "nothing that was told makes out any of the grounds", "after repeated denial", "the law or another"),
        ("fr", "rien de ce qui est indiqué ne réalise l’un des fondements", "après des attaques", "la loi ou un autre"),
    ],
)
def test_a_ground_on_which_nothing_told_bears_is_not_the_nearest_one(
    language: str, told: str, of_attacks: str, elsewhere: str
) -> None:
    """Clauses 9 ¶2 s.5 and 11 ¶2 s.2: attacks have nothing to do with spam, and what is saved is a right elsewhere."""
    facts = {"client_sends_spam": True}
    asked = Request("may-terminate-without-notice", "celeste-business-cloud", facts=facts, language=language)
    short = desk().ask(asked).opinion.short
    assert told in short
    assert of_attacks not in short
    assert elsewhere in short


@pytest.mark.parametrize(
    ("language", "begins", "warned"),
    [("en", "No: nothing that was told", "did not warn"), ("fr", "Non : rien de ce qui est indiqué", "pas averti")],
)
def test_what_would_not_make_out_a_ground_is_not_supposed_but_listed(language: str, begins: str, warned: str) -> None:
    """Clause 9 ¶2 s.5: the warning belongs to repeated attacks, of which nobody spoke."""
    facts = {"client_sends_spam": True}
    asked = Request("may-provider-terminate", "celeste-business-cloud", facts=facts, language=language)
    opinion = desk().ask(asked).opinion
    assert opinion.short.replace("\N{NO-BREAK SPACE}", " ").startswith(begins)
    assert warned not in opinion.short
    assert any(warned in granted.text for granted in opinion.granted)


SPAM_DENIED = {"blocked_on": date(2024, 3, 1), "block_basis": "basis_spam", "client_sends_spam": False}
ALSO_TECHNICAL = {"further_block_basis": "basis_technical", "another_ground_stands": False}


@pytest.mark.parametrize(
    ("language", "further", "said"),
    [
        ("en", {}, "the block must end when its reason no longer lasts (clause 11, para. 1, sentence 1)."),
        ("fr", {}, "le blocage doit cesser quand son motif ne dure plus (ch. 11, al. 1, 1re phrase)."),
        ("en", ALSO_TECHNICAL, "however the other facts turn out, one ground or another applies (clause 9, para."),
        ("fr", ALSO_TECHNICAL, "quels que soient les autres faits, un fondement ou un autre s’applique (ch. 9, al."),
    ],
)
def test_a_yes_that_holds_however_the_rest_turns_out_names_what_it_rests_on(
    language: str, further: dict[str, object], said: str
) -> None:
    """Clause 11 s.1: spam that is denied does not last, though nobody says when it went."""
    facts = SPAM_DENIED | further
    asked = Request("must-lift-block", "celeste-business-cloud", facts=facts, on=date(2024, 3, 20), language=language)
    assert said in desk().ask(asked).opinion.short.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("language", "supposed", "burden"),
    [
        ("en", "No, supposing that the failure is due to the outside event put forward:", "relies on it to prove"),
        ("fr", "Non, étant admis que la panne est due à l’événement extérieur invoqué :", "prévaut de le prouver"),
    ],
)
def test_that_an_outside_event_brought_a_failure_about_is_supposed_and_for_the_provider_to_prove(
    language: str, supposed: str, burden: str
) -> None:
    """Articles 10.1.4 ¶1 and 10.5 s.4 (CC 8): what is put forward is not thereby the cause, and may be contested."""
    facts = {
        "outside_event_happened": "natural_disaster",
        "outages": [{"class": "A", "given": {"duration": "3 hours", "claimed_in_time": True}}],
    }
    asked = Request("client-owed-penalty", "infomaniak-jelastic-cloud", facts=facts, language=language)
    opinion = desk().ask(asked).opinion
    assert opinion.short.replace("\N{NO-BREAK SPACE}", " ").startswith(supposed)
    assert burden in opinion.granted[0].because.replace("\N{NO-BREAK SPACE}", " ")
