"""A power and a prohibition on one action are a conflict unless it is evident that they are never live together."""

from __future__ import annotations

from itertools import product

import pytest

from dsl.check import check_sources
from engine.answer.answering import answer
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase

VOCABULARY = """vocabulary
party owner en "the owner" fr "le loueur"
topic renting en "Renting" fr "Location"
action charge en "charge" fr "facturer"
fact trial: boolean en "trial" fr "essai" otherwise en "no trial" fr "pas d’essai" ask en "Trial?" fr "Essai ?"
fact late: boolean en "late" fr "tard" otherwise en "in time" fr "à temps" ask en "Late?" fr "Tard ?"
fact abuse: boolean en "abuse" fr "abus" otherwise en "no abuse" fr "pas d’abus" ask en "Abuse?" fr "Abus ?"
question may-charge topic renting en "May the owner charge?" fr "Le loueur peut-il facturer ?"
  asks position power of owner to charge
"""
RENTAL = """document rental en "Rental" fr "Location" cites articles
edition first
clause 1 en "Price" fr "Prix"
power bill by §1 owner may charge en "It may charge." fr "Il peut facturer." {bill}
prohibition no_bill by §2 owner must not charge en "It may not charge." fr "Il ne peut pas facturer." {no_bill}
{exceptions}
"""
EXCEPTION = 'exception {name} to {to} by §3 en "Not so." fr "Pas ainsi." when {when}\n'


def exception(name: str, to: str, when: str) -> str:
    return EXCEPTION.format(name=name, to=to, when=when)


def knowledge(bill: str, no_bill: str, exceptions: str) -> KnowledgeBase:
    rental = RENTAL.format(bill=bill, no_bill=no_bill, exceptions=exceptions)
    checked = check_sources({"v.clause": VOCABULARY, "r.clause": rental})
    assert checked.is_sound, checked.diagnostics
    return KnowledgeBase(checked.programs[0])


def found(knowledge: KnowledgeBase) -> set[str]:
    """Every answer that full knowledge of the facts can give."""
    cases = (Case(knowledge, dict(zip(("trial", "late", "abuse"), values, strict=True)))
             for values in product((True, False), repeat=3))  # fmt: skip
    return {answer(case, "may-charge").answer for case in cases}


NEVER_TOGETHER = [
    ("", "when trial", exception("free", "bill", "trial")),
    ("when late", "when trial and late", exception("free", "bill", "trial")),
    ("", "when late when trial", exception("free", "bill", "trial and late")),
    ("when abuse", "", exception("allowed", "no_bill", "abuse")),
    ("when late or abuse when trial", "", exception("allowed", "no_bill", "late or abuse")),
]
PERHAPS_TOGETHER = [
    ("", "when trial", ""),
    ("", "when trial", exception("free", "bill", "late")),
    ("", "when trial", exception("free", "bill", "trial and late")),
    ("", "when trial or late", exception("free", "bill", "trial")),
    ("", "when not trial", exception("free", "bill", "trial")),
    ("", "when trial", exception("free", "bill", "trial") + exception("abused", "free", "abuse")),
    ("when trial", "when trial", exception("free", "bill", "late")),
]


@pytest.mark.parametrize(("bill", "no_bill", "exceptions"), NEVER_TOGETHER)
def test_no_conflict_where_one_is_excepted_under_the_condition_of_the_other(
    bill: str, no_bill: str, exceptions: str
) -> None:
    known = knowledge(bill, no_bill, exceptions)
    assert "conflict_of_bill" not in known.program.ambiguities
    assert found(known) <= {"yes", "no"}


@pytest.mark.parametrize(("bill", "no_bill", "exceptions"), PERHAPS_TOGETHER)
def test_a_conflict_where_both_may_be_live(bill: str, no_bill: str, exceptions: str) -> None:
    known = knowledge(bill, no_bill, exceptions)
    assert "conflict_of_bill" in known.program.ambiguities
    assert "turns-on-reading" in found(known)


@pytest.mark.parametrize(("bill", "no_bill", "exceptions"), NEVER_TOGETHER)
def test_what_is_left_out_is_never_live_together(bill: str, no_bill: str, exceptions: str) -> None:
    known = knowledge(bill, no_bill, exceptions)
    for values in product((True, False), repeat=3):
        case = Case(known, dict(zip(("trial", "late", "abuse"), values, strict=True)))
        assert {answer(case, "bill").answer, answer(case, "no_bill").answer} != {"yes"}
