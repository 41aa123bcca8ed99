"""What a scenario can expect: who bears, what defeats, what is not cited; and every mistake in it at its key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dsl.check import check_sources
from dsl.diagnostic import Rejected
from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import CaseFile
from engine.library.knowledge import KnowledgeBase
from engine.suite.expectation import differences, mistakes_in, unknown_names
from engine.suite.scenario import find_scenarios

VOCABULARY = """vocabulary
party owner en "the owner" fr "le loueur"
party rider en "the rider" fr "le client"
topic renting en "Renting" fr "Location"
action charge en "charge" fr "facturer"
action bill is charge en "bill" fr "établir une facture"
fact as_of: date en "date" fr "date" ask en "As of when?" fr "À quelle date ?"
fact price: money en "price" fr "prix" ask en "Price?" fr "Prix ?"
fact late: boolean en "late" fr "tard" otherwise en "in time" fr "à temps" ask en "Late?" fr "Tard ?"
fact trial: boolean en "trial" fr "essai" otherwise en "no trial" fr "pas d’essai" ask en "Trial?" fr "Essai ?"
fact abuse: boolean en "abuse" fr "abus" otherwise en "no abuse" fr "pas d’abus" ask en "Abuse?" fr "Abus ?"
fact waived: boolean en "waived" fr "remis" otherwise en "not waived" fr "non remis" ask en "Waived?" fr "Remis ?"
question may-charge topic renting en "May the owner charge?" fr "Le loueur peut-il facturer ?"
  asks position power of owner to charge
question how-much topic renting en "How much?" fr "Combien ?" asks value total
question rider-in-breach topic renting en "A breach?" fr "Une violation ?" asks breach by rider
"""
RENTAL = """document rental en "Rental" fr "Location" cites articles
edition first
clause 1 en "Price" fr "Prix"
value total: money by §1 en "total" fr "total" is price + 1.00 CHF
power charge_late by §2 owner may charge en "It may charge." fr "Il peut facturer." when late
power bill_abuse by §3 owner may bill en "It may bill abuse." fr "Il peut facturer l’abus." when abuse
obligation ride_well by §4 rider must charge en "To ride well." fr "Bien rouler." breached when abuse
clause 2 en "Limits" fr "Limites"
exception no_trial to charge_late, bill_abuse by §1 en "Not in a trial." fr "Pas à l’essai." when trial
exception a_waiver to charge_late by §2 en "Not if waived." fr "Pas si remis." when waived
exception not_for_abuse to a_waiver by §3 en "Not for abuse." fr "Pas en cas d’abus." when abuse
"""


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    checked = check_sources({"v.clause": VOCABULARY, "r.clause": RENTAL})
    assert checked.is_sound, checked.diagnostics
    return KnowledgeBase(checked.programs[0])


def differing(knowledge: KnowledgeBase, question: str, expect: dict[str, Any], **facts: Any) -> list[str]:
    case = CaseReader(knowledge).read(CaseFile("case.toml", "", {"facts": facts}))
    found = answer(case, question)
    return list(differences(found, {"answer": found.answer, **expect}))


@pytest.mark.parametrize(
    ("question", "bearer"),
    [("may-charge", "owner"), ("charge_late", "owner"), ("ride_well", "rider"), ("rider-in-breach", "rider")],
)
def test_the_bearer_is_that_of_the_norm_or_the_one_asked_about(
    knowledge: KnowledgeBase, question: str, bearer: str
) -> None:
    other = {"owner": "rider", "rider": "owner"}[bearer]
    assert differing(knowledge, question, {"bearer": bearer}) == []
    assert differing(knowledge, question, {"bearer": other}) == [f"bearer: expected {other}, got {bearer}"]


def test_a_value_has_no_bearer(knowledge: KnowledgeBase) -> None:
    assert differing(knowledge, "how-much", {"bearer": "owner"}, price="9.00 CHF") == [
        "bearer: expected owner, got none, since the question is about no party"]  # fmt: skip


@pytest.mark.parametrize(("question", "facts", "names"), [
    ("charge_late", {"late": True, "trial": True, "waived": True, "abuse": False}, ["a_waiver", "no_trial"]),
    ("charge_late", {"late": True, "trial": True, "waived": True, "abuse": True}, ["no_trial"]),
    ("charge_late", {"late": True, "trial": False, "waived": True, "abuse": False}, ["a_waiver"]),
    ("charge_late", {"late": True, "trial": False, "waived": False}, []),
    ("charge_late", {"late": False, "trial": True, "waived": True}, []),
    ("charge_late", {"trial": True}, ["no_trial"]),
    ("charge_late", {"late": True, "waived": False}, []),
    ("may-charge", {"late": False, "abuse": True, "trial": True}, ["no_trial"]),
    ("may-charge", {"late": True, "abuse": False, "trial": False, "waived": True}, ["a_waiver"]),
    ("how-much", {"price": "1.00 CHF", "trial": True}, []),
])  # fmt: skip
def test_exactly_what_defeats_the_norms_asked_about(
    knowledge: KnowledgeBase, question: str, facts: dict[str, Any], names: list[str]
) -> None:
    assert differing(knowledge, question, {"defeated_by": names}, **facts) == []
    for wrong in ([*names, "not_for_abuse"], names[1:] if names else ["no_trial"]):
        (line,) = differing(knowledge, question, {"defeated_by": wrong}, **facts)
        assert line == f"defeated_by: expected {', '.join(sorted(wrong)) or 'none'}, got {', '.join(names) or 'none'}"


def test_what_must_not_be_cited(knowledge: KnowledgeBase) -> None:
    facts = {"late": True, "trial": False, "waived": True, "abuse": False}
    assert differing(knowledge, "charge_late", {"cites_not": ["art. 2, para. 1", "art. 2, para. 3"]}, **facts) == []
    for unwanted in ("art. 2", "art. 2, para. 2"):
        assert differing(knowledge, "charge_late", {"cites_not": [unwanted]}, **facts) == [
            f"cites_not: expected nothing in {unwanted}, got art. 2, para. 2"]  # fmt: skip


def test_names_that_the_document_does_not_have(knowledge: KnowledgeBase) -> None:
    text = 'expect = { bearer = "ownr", defeated_by = ["no_trail"], cites_not = ["art. 1, para. 9", "art. 2"] }'
    expect = {"bearer": "ownr", "defeated_by": ["no_trail"], "cites_not": ["art. 1, para. 9", "art. 2"]}
    found = unknown_names(expect, knowledge.program, CaseFile("s.toml", text, {}), ("expect",))
    assert [(d.code, d.labels[0].span.column, d.message) for d in found] == [
        ("unknown-expectation", 12, "there is no party `ownr`"),
        ("unknown-expectation", 29, "there is no exception `no_trail`"),
        ("unknown-expectation", 57, "nothing in the document cites `art. 1, para. 9`"),
    ]  # fmt: skip
    assert [d.help.replace("\u00a0", " ") for d in found if d.help] == [
        "did you mean `owner`?", "did you mean `no_trial`?", "did you mean `art. 1, para. 4`?"]  # fmt: skip
    known = {"bearer": "rider", "defeated_by": ["no_trial"], "cites_not": ["art. 1", "art. 2, para. 2"]}
    assert unknown_names(known, knowledge.program, CaseFile("s.toml", "", {}), ("expect",)) == []


@pytest.mark.parametrize(("expect", "codes"), [
    ({"answer": "yes", "bearer": ["owner"]}, ["wrong-type"]), ({"answer": "yes", "defeated_by": "x"}, ["wrong-type"]),
    ({"answer": "yes", "cites_not": [1]}, ["wrong-type"]), ({"anser": "yes"}, ["unknown-key", "unknown-answer"]),
    ({"answer": "yep", "cites": 1, "x": 1}, ["unknown-key", "wrong-type", "unknown-answer"]), ({"answer": "no"}, []),
])  # fmt: skip
def test_every_mistake_of_form_is_told(expect: dict[str, Any], codes: list[str]) -> None:
    assert [d.code for d in mistakes_in(expect, CaseFile("s.toml", "", {}), ("expect",))] == codes


SEVERAL = """document = "rental"

[[scenario]]
title = "No question"
expect = { answer = "yes" }

[[scenario]]
title = "Right"
question = "may-charge"
expect = { answer = "yes" }

[[scenario]]
title = "No answer"
question = "may-charge"
[scenario.expect]
answer = "perhaps"
bearrer = "owner"

[[scenario]]
title = "A key too many"
question = "may-charge"
weather = "fine"
expect = { answer = "yes" }
"""


def test_every_broken_scenario_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "several.toml").write_text(SEVERAL, encoding="utf-8")
    with pytest.raises(Rejected) as rejected:
        find_scenarios([tmp_path / "several.toml"])
    assert [(d.code, d.labels[0].span.line) for d in rejected.value.diagnostics] == [
        ("incomplete-scenario", 4), ("unknown-key", 17), ("unknown-answer", 16), ("unknown-key", 22)]  # fmt: skip
