"""A conclusion that is given brings with it what it cannot be without: that it happened, though nobody says when."""

from __future__ import annotations

from typing import Any

import pytest

from dsl.check import check_sources
from engine.answer.layers import Layers
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.case.presuming import Course
from engine.library.knowledge import KnowledgeBase
from engine.meaning.marks import ABSENT

VOCABULARY = """vocabulary
party guest en "the guest" fr "l’hôte"
topic staying en "Staying" fr "Séjour"
action refund en "refund" fr "remboursement"
fact due_on: date en "last day" fr "dernier jour" ask en "?" fr "?"
fact wrote_on: optional moment en "letter" fr "lettre" told en "the guest wrote on {value}" fr "écrit le {value}"
  otherwise en "the guest did not write" fr "l’hôte n’a pas écrit" ask en "?" fr "?"
fact asked_on: optional moment en "request" fr "demande" told en "the guest asked on {value}" fr "demandé le {value}"
  otherwise en "the guest asked for nothing" fr "l’hôte n’a rien demandé" ask en "?" fr "?"
  presumed wrote_on form because en "Who writes asks." fr "Qui écrit demande."
record stay en "stay" fr "séjour"
  field ended_on: optional moment en "its end" fr "sa fin" ask en "?" fr "?"
  field paid_on: optional moment en "its payment" fr "son paiement" ask en "?" fr "?"
    presumed stay.ended_on ordinary because en "Who leaves pays." fr "Qui part paie."
fact stays: list of stay en "the stays" fr "les séjours" ask en "?" fr "?"
question refund-owed topic staying en "Is a refund owed?" fr "Un remboursement est-il dû ?"
  asks position claim of guest to refund
question all-paid topic staying en "Is every stay paid?" fr "Tout séjour est-il payé ?" asks value all_paid
"""
TERMS = """document house en "House" fr "Maison" cites articles
  zone Europe/Zurich
edition first
clause 1 en "Refund" fr "Remboursement"
value in_time: boolean by §1 en "in time" fr "à temps" otherwise en "late" fr "tard" is day_of(wrote_on) <= due_on
value late_or_never: boolean by §1 en "not in time" fr "pas à temps" otherwise en "in time" fr "à temps"
  is wrote_on is none or day_of(wrote_on) > due_on
claim refund by §1 guest is owed refund en "It is owed." fr "Il est dû." when in_time and not asked_on is none
value short of stay: boolean by §2 en "short" fr "court" otherwise en "long" fr "long"
  is day_of(stay.ended_on) <= due_on
value all_paid: boolean by §2 en "paid" fr "payé" otherwise en "not paid" fr "impayé"
  is every s in stays has (s.short and not s.paid_on is none)
"""


def layers(text: str, question: str = "refund-owed") -> Layers:
    checked = check_sources({"v.clause": VOCABULARY, "t.clause": TERMS})
    assert checked.is_sound, checked.diagnostics
    return Layers(CaseReader(KnowledgeBase(checked.programs[0])).read(parse_case(text, "case.toml")), question)


def test_what_was_in_time_was_sent_and_what_is_presumed_from_it_follows() -> None:
    found = layers("[given]\nin_time = true\n")
    assert found.strict.answer == "undetermined"
    assert found.ordinarily.answer.answer == "yes"
    (rests,) = found.ordinarily.rests_on
    assert rests.presumable.name == "asked_on"
    assert rests.value.isoformat() == "../.."
    assert rests.outcome == ("no", False)


@pytest.mark.parametrize("told", ['asked_on = "none"', '[standing]\nasked_on = { is = "open" }'])
def test_what_was_told_or_is_open_is_not_presumed_from_it(told: str) -> None:
    found = layers(f"[given]\nin_time = true\n[facts]\n{told}\n")
    assert found.ordinarily.answer.answer == ("no" if "none" in told else "undetermined")


@pytest.mark.parametrize("given", ["in_time = false", "late_or_never = true", "late_or_never = false"])
def test_only_what_the_conclusion_cannot_be_without_has_happened(given: str) -> None:
    case = layers(f"[given]\n{given}\n").case
    completed = Course(case).completed()
    assert ("wrote_on" in completed.facts) is (given == "late_or_never = false")


def test_of_a_record_that_of_this_record_alone() -> None:
    found = layers("[[facts.stays]]\ngiven.short = true\n[[facts.stays]]\n", "all-paid")
    rows = Course(found.case).completed().facts["stays"]
    assert [[str(field.isoformat()) if field is not None else None for field in row[:2]] for row in rows] == [
        ["../..", "../.."],
        [None, None],
    ]


def test_what_was_noticed_took_place_and_not_after_it_was_noticed() -> None:
    leak = """
fact leaked_on: optional moment en "leak" fr "fuite" ask en "?" fr "?"
  presumed none ordinary because en "Nobody speaks of one." fr "Personne n’en parle."
fact seen_on: optional moment en "discovery" fr "découverte" ask en "?" fr "?"
  presumed leaked_on ordinary because en "A leak is seen." fr "Une fuite se voit."
contradiction seen_that_never_was en "seen, but never was" fr "vue sans avoir été"
  when leaked_on is none and seen_on is not none
contradiction seen_before_it_was en "seen before it was" fr "vue auparavant" when seen_on < leaked_on
"""
    checked = check_sources({"v.clause": VOCABULARY + leak, "t.clause": TERMS})
    assert checked.is_sound, checked.diagnostics

    def leaked(facts: str) -> Any:
        case = CaseReader(KnowledgeBase(checked.programs[0])).read(parse_case(facts, "case.toml"))
        return Course(case).completed().facts["leaked_on"]

    assert leaked("[facts]\nseen_on = 2024-05-01T10:00:00+02:00\n").isoformat() == "../2024-05-01T10:00:00+02:00"
    assert leaked("") is ABSENT
