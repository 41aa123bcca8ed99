"""What the first sentences of an opinion say of what is taken for granted, in both languages."""

from __future__ import annotations

import pytest

from engine.answer.answering import answer
from engine.desk import Request
from engine.explain.opinion import opinion_on
from engine.print.outline import sections
from tests.answer.small_contract import told
from tests.contracts import desk
from tests.explain.cases import FOLDER, laid_out, opinion, put, short
from tests.explain.test_brief import TWO_HOURS

pytestmark = pytest.mark.suite


def of_rental(text: str, language: str = "en", strict: bool = False, question: str = "may-evict") -> str:
    return opinion_on(answer(told(text), question), language, strict=strict).short


LATE = FOLDER / "cases" / "penalty-claimed-late.toml"
UNPAID = "[facts]\nrent_unpaid = true\n"


def test_the_nearest_presumption_is_what_would_make_it_otherwise() -> None:
    assert of_rental(UNPAID).startswith("Yes, unless paid: the owner may evict")
    assert of_rental(UNPAID, "fr").startswith("Oui, sauf si payé")


def test_the_burden_of_proof_stands_with_what_is_taken_for_granted() -> None:
    found = {section.key: section for section in sections(opinion_on(answer(told(UNPAID), "may-evict"), "en"))}
    burden = found["granted"].items[-1].text
    assert burden.startswith("If nothing more is proved, the answer is no: the owner would still have to show this:")


def test_strictly_nothing_is_taken_for_granted() -> None:
    assert of_rental(UNPAID, strict=True).startswith("That cannot be said yet")


def test_where_nothing_told_bears_on_it_the_answer_says_on_what_it_depends() -> None:
    assert of_rental("", question="evict_if_noisy").startswith("That turns on one point")


def test_what_is_taken_for_granted_has_its_section_with_reasons_and_stands_first_among_what_would_change_it() -> None:
    opinion = opinion_on(answer(told(UNPAID), "may-evict"), "en")
    found = {section.key: section for section in sections(opinion)}
    assert "So it goes." in found["granted"].items[0].text
    assert found["granted"].items[-2].text.startswith("It is the tenant’s fault (art. 97 CO).")
    assert found["changes"].items[0].text == "Paid."


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("en", "Yes, unless the ground of the measure has gone: the provider may refuse performance and block at once"),
        ("fr", "Oui, sauf si le motif de la mesure a disparu\u00a0: le fournisseur peut refuser ses prestations"),
    ],
)
def test_a_client_who_sends_spam_may_be_blocked_unless_the_reason_has_gone(language: str, begins: str) -> None:
    """Clause 11, para. 1, bullet 3: as long as the reason lasts, which nobody says that it doesn't."""
    asked = Request("may-suspend", "celeste-business-cloud", facts={"client_sends_spam": "yes"}, language=language)
    reply = desk().ask(asked)
    assert reply.opinion.short.startswith(begins)
    assert reply.data["ordinarily"]["answer"] == "yes"
    assert reply.data["answer"] == "undetermined"
    first = reply.data["ordinarily"]["citations"][0]
    assert first.startswith("clause 11" if language == "en" else "ch.\u00a011")


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "The ground of the measure still exists."), ("fr", "Le motif de la mesure subsiste.")],
)
def test_what_only_makes_another_point_plausible_is_not_told_beside_it(language: str, told: str) -> None:
    """Clause 11, para. 1: whether the reason lasts decides; when it may have gone only bears on that."""
    asked = Request("may-suspend", "celeste-business-cloud", facts={"client_sends_spam": "yes"}, language=language)
    reply = desk().ask(asked)
    granted = laid_out(reply.opinion, "granted")
    assert [item.text[: len(told)] for item in granted.items[:-2]] == [told]  # after it the setting, then the burden
    assert {"ground_persists", "ground_gone_on", "remedied_on"} <= {
        item["fact"] for item in reply.data["ordinarily"]["presumed"]
    }


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        (
            "en",
            "No, supposing that the provider did not threaten to block: for that reason the nearest ground fails, and "
            "no other applies – after threat, reason and an adequate deadline",
        ),
        (
            "fr",
            "Non, étant admis que le fournisseur n’a pas menacé de bloquer : pour cette raison, le fondement le plus "
            "proche est écarté, et aucun autre ne s’applique – après menace, motif et échéance",
        ),
    ],
)
def test_what_is_taken_for_granted_is_not_told_once_more_as_what_the_nearest_ground_lacks(
    language: str, begins: str
) -> None:
    """Clause 9, para. 3: on an accusation the provider blocks after a threat, of which nobody speaks."""
    facts = {"founded_accusation": "yes", "breach_noted_by_provider": "no"}
    asked = Request("may-suspend", "celeste-business-cloud", facts=facts, language=language)
    assert desk().ask(asked).opinion.short.replace("\u00a0", " ").startswith(begins)


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("en", "No, supposing that the damage was not caused on purpose on the provider’s side"),
        ("fr", "Non, étant admis que le dommage n’a pas été causé intentionnellement du côté du fournisseur"),
    ],
)
def test_who_is_concerned_is_not_what_an_answer_names_first(language: str, begins: str) -> None:
    """Clause 13 (CO 100 I): an exclusion ends at intent; whose damage it is, who tells of it leaves in no doubt."""
    facts = {"damage_in_question": "business_interruption"}
    asked = Request("provider-liable", "celeste-business-cloud", facts=facts, language=language)
    assert desk().ask(asked).opinion.short.startswith(begins)


def test_an_empty_list_is_none_rather_than_a_number() -> None:
    """Annex, row 5: by one reading the fourth failure in a year lets either party end the contract."""
    either = {"break_holder": "either_party"}
    asked = Request("may-terminate-without-notice", "infomaniak-jelastic-cloud", readings=either, language="en")
    assert "– There were no failures of the service." in str(desk().ask(asked).printed("text"))


def test_a_silence_that_rests_on_nothing_untold_takes_nothing_for_granted() -> None:
    """By the preferred reading of that row only the client may: failures don't bear on what the provider may."""
    asked = Request("may-terminate-without-notice", "infomaniak-jelastic-cloud", language="en")
    assert "for granted" not in desk().ask(asked).opinion.short


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("en", "The document does not say, supposing that there were no failures of the service; one would have to"),
        ("fr", "Le document ne le dit pas, étant admis qu’il n’y a eu aucune panne du service ; il faudrait"),
    ],
)
def test_a_silence_names_in_its_first_sentence_what_it_takes_for_granted(language: str, begins: str) -> None:
    """Annex, row 5: on one reading a fourth failure would let the provider end the contract: none is supposed."""
    either = {"break_holder": "either_party"}
    asked = Request("may-terminate-without-notice", "infomaniak-jelastic-cloud", readings=either, language=language)
    assert desk().ask(asked).opinion.short.replace("\u00a0", " ").startswith(begins)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "The holidays are, by assumption, those of Vaud: those of the place of performance count (CO 78), and "
            "the document names neither that place nor a canton. This is assumed as long as nothing else is said.",
        ),
        (
            "fr",
            "Les jours fériés sont, par hypothèse, ceux du canton suivant\u00a0: Vaud\u00a0; comptent ceux du lieu "
            "d’exécution (art. 78 CO), et le document ne désigne ni ce lieu ni un canton. C’est admis tant que rien "
            "d’autre n’est dit.",
        ),
    ],
)
def test_a_calendar_that_nobody_named_is_taken_for_granted_and_says_how_it_is_set(language: str, told: str) -> None:
    """Two months after 28 February 2024 end on a Sunday, so that the next working day matters (art. 10.1.4)."""
    found = {section.key: section for section in sections(opinion(LATE, language))}
    assert [(item.text, item.typed) for item in found["granted"].items] == [(told, "--set canton=…")]
    assert not found["granted"].in_annex


def test_a_calendar_that_was_named_is_not_taken_for_granted() -> None:
    case = LATE.read_text().replace("[facts]", '[facts]\ncanton = "GE"', 1)
    assert 'canton = "GE"' in case
    assert "granted" not in {section.key for section in sections(put(case, "client-owed-penalty"))}


def test_what_stands_in_the_annex_is_counted_after_all_that_is_named() -> None:
    invoice = "[[facts.invoices]]\nperiod_from = 2025-03-01\nperiod_to = 2025-03-31\namount = 500\n"
    laid_out = sections(put(TWO_HOURS + invoice, "penalty-amount"))
    found = {section.key: section for section in laid_out if not section.in_annex}
    assert [item.typed for item in found["granted"].items][-2:] == ["--set canton=…", ""]
    assert found["granted"].items[-1].text.endswith("things more stand in the annex.")


FEARED = {"dos_attack_count": 1, "dos_repetition_feared": True}
TWENTY_MINUTES = """
document = "infomaniak-jelastic-cloud"
on = 2024-03-20
[[facts.outages]]
class = "A"
began = 2024-03-04T10:00:00+01:00
ended = 2024-03-04T10:20:00+01:00
report_received_at = 2024-03-04T11:00:00+01:00
requested_at = 2024-03-04T11:00:00+01:00
[[facts.invoices]]
period_from = 2024-03-01
period_to = 2024-03-31
amount = "333.35 CHF"
"""


@pytest.mark.parametrize(
    ("language", "graver", "further"),
    [
        ("en", "at least CHF 36.67. Two further readings may change the answer, too;", "nothing"),
        ("fr", "au moins CHF 36.67. Deux autres interprétations peuvent aussi changer la réponse ;", "rien"),
    ],
)
def test_the_most_disputed_reading_is_named_and_that_there_are_further_ones(
    language: str, graver: str, further: str
) -> None:
    """Article 10.1.4, table: what the additional minutes cost is more disputed than what a fifth occurrence does."""
    found = short(f"{TWENTY_MINUTES}[more]\noutages = true\n", "penalty-amount", language)
    assert graver in found
    assert f"({further})" in found.partition(graver)[2]


@pytest.mark.parametrize(("language", "told"), [("en", "Two further readings"), ("fr", "Deux autres interprétations")])
def test_of_further_readings_the_one_that_leads_furthest_is_told(language: str, told: str) -> None:
    """The contract's amount gives 500 instead of 375 francs; one percent once gives 82.50."""
    short = opinion(FOLDER / "cases" / "penalty-amount.toml", language).short.replace("\u00a0", " ")
    assert "CHF 500.00" in short
    assert "CHF 82.50" in short.partition(told)[2]


@pytest.mark.parametrize(
    ("language", "begins"),
    [
        ("en", "Yes, supposing that the client’s cloud is under attack at the time of the measure"),
        ("fr", "Oui, étant admis que le cloud du client est attaqué au moment de la mesure"),
    ],
)
def test_what_would_only_deny_a_presumption_is_told_without_a_double_negation(language: str, begins: str) -> None:
    """Clause 10: not "unless the client’s cloud is not under attack"."""
    asked = Request("may-suspend", "celeste-business-cloud", facts=FEARED, language=language)
    assert desk().ask(asked).opinion.short.startswith(begins)


@pytest.mark.parametrize(("language", "whose"), [("en", "on the provider’s side"), ("fr", "du côté du fournisseur")])
def test_whose_intent_is_meant_is_said_where_the_client_answers(language: str, whose: str) -> None:
    """Clause 8: it is the provider’s that spares the client."""
    asked = Request("client-liable", "celeste-business-cloud", facts={"third_party_claims": True}, language=language)
    assert whose in desk().ask(asked).opinion.short.partition(":")[0]
