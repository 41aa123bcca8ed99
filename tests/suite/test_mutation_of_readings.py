"""Mutants where the answer turns on a reading, is the same under all of them, or changes its grounds alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.answer.answering import answer
from engine.library.knowledge import KnowledgeBase
from engine.library.library import Library
from engine.suite.expectation import differences
from engine.suite.mistakes import Mutant
from engine.suite.mutation import Mutator
from engine.suite.retrial import Tried, case_for
from engine.suite.runner import run_suite
from engine.suite.scenario import find_scenarios

VOCABULARY = """
vocabulary
party owner en "the owner" fr "le loueur"
party rider en "the rider" fr "le client"
topic renting en "Renting" fr "Location"
action charge en "charge the rider" fr "facturer au client"
action ride en "ride" fr "rouler"
fact as_of: date en "date" fr "date" ask en "As of when?" fr "À quelle date ?"
fact handed_out: date en "day of handing out" fr "jour de la remise" ask en "When?" fr "Quand ?"
fact unpaid: boolean en "it is unpaid" fr "c’est impayé" otherwise en "it is paid" fr "c’est payé"
  ask en "Unpaid?" fr "Impayé ?"
fact racing: boolean en "the rider raced" fr "le client a fait la course" otherwise en "no race" fr "pas de course"
  ask en "A race?" fr "Une course ?"
question due-on topic renting en "When is it due?" fr "Quand est-ce dû ?" asks value due
question rider-in-breach topic renting en "Is the rider in breach?" fr "Le client est-il en faute ?"
  asks breach by rider
"""
RENTAL = """
document rental en "Rental" fr "Location" cites articles
edition first
clause 1 en "Due" fr "Échéance"
ambiguity counting by §1 s.1 en "How is it counted?" fr "Comment compte-t-on ?"
  reading forward preferred low en "forward" fr "en avant" because en "the wording" fr "les termes"
  reading backward en "backward" fr "en arrière" because en "the purpose" fr "le but"
value one_way: date by §1 s.1 en "one way" fr "d’une façon" is handed_out + 10 days
value other_way: date by §1 s.2 en "the other way" fr "de l’autre façon" is handed_out + 1 days + 9 days
value due: date by §1 s.1 en "due" fr "échéance" is if counting is forward then one_way else other_way
power charge_late by §1 s.3 owner may charge en "The owner may charge." fr "Le loueur peut facturer."
  when unpaid and counting is forward
value heavy_use: boolean by §4 en "the use is heavy" fr "l’usage est intense" otherwise en "light" fr "léger"
  is racing
value no_payment: boolean by §5 en "no payment" fr "pas de paiement" otherwise en "payment" fr "paiement" is unpaid
power charge_more by §6 owner may ride en "The owner may charge more." fr "Le loueur peut facturer plus."
  when heavy_use or no_payment
  when counting is forward
power lend by §7 owner may ride en "The owner may lend it." fr "Le loueur peut le prêter." when unpaid
exception not_raced to lend by §8 en "Not after a race." fr "Pas après une course." when racing
exception not_unpaid to lend by §9 en "Not if unpaid." fr "Pas si impayé." when unpaid and racing
clause 2 en "Riding" fr "Usage"
obligation ride_slowly by §1 rider must ride en "The rider rides slowly." fr "Le client roule lentement."
  breached when racing
obligation ride_and_pay by §2 rider must ride en "The rider rides and pays." fr "Le client roule et paie."
  breached when racing and unpaid
prohibition no_charge by §3 owner must not charge en "The owner charges nothing." fr "Le loueur ne facture rien."
  when racing
"""
SCENARIOS = """
document = "rental"
[[scenario]]
title = "Ten days, however they are counted"
question = "due-on"
facts = { handed_out = 2024-03-01 }
expect = { answer = "value", value = 2024-03-11 }
[[scenario]]
title = "Whether it may be charged turns on the counting"
question = "charge_late"
facts = { unpaid = true, racing = false }
expect = { answer = "turns-on-reading", readings = ["counting"] }
[[scenario]]
title = "Under one reading, with a prohibition to the contrary"
question = "charge_late"
facts = { unpaid = true, racing = true }
readings = { counting = "forward" }
expect = { answer = "turns-on-reading", readings = ["conflict_of_charge_late"] }
[[scenario]]
title = "Two grounds for charging more, under one reading"
question = "charge_more"
facts = { unpaid = true, racing = true }
expect = { answer = "turns-on-reading", cites = ["art. 1, para. 4"] }
[[scenario]]
title = "Two exceptions against lending"
question = "lend"
facts = { unpaid = true, racing = true }
expect = { answer = "no", bearer = "owner", defeated_by = ["not_raced", "not_unpaid"] }
[[scenario]]
title = "Both duties are broken at once"
question = "rider-in-breach"
facts = { unpaid = true, racing = true }
expect = { answer = "yes", cites = ["art. 2, para. 2"] }
[[scenario]]
title = "One duty is broken, and only that one"
question = "rider-in-breach"
facts = { unpaid = false, racing = true }
expect = { answer = "yes", cites = ["art. 2, para. 1"] }
"""


@pytest.fixture
def mutator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mutator:
    """The rental conditions with their scenarios, all of which pass."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "clauses").mkdir()
    (tmp_path / "clauses" / "vocabulary.clause").write_text(VOCABULARY, encoding="utf-8")
    (tmp_path / "clauses" / "rental.clause").write_text(RENTAL, encoding="utf-8")
    (tmp_path / "scenarios.toml").write_text(SCENARIOS, encoding="utf-8")
    library = Library.open(tmp_path / "clauses")
    scenarios = find_scenarios([tmp_path / "scenarios.toml"])
    assert [verdict.differences for verdict in run_suite(library, scenarios).failed] == []
    return Mutator(library, library.entries[0], scenarios)


def noticed(mutator: Mutator, mutant: Mutant) -> bool:
    """Whether a whole answer to some scenario differs from what is expected of it."""
    tried = Tried(KnowledgeBase(mutant.make()))
    return any(
        next(
            differences(answer(case_for(tried, baseline), baseline.question), baseline.scenario.expect),
            None,
        )
        is not None
        for baseline in mutator.baselines
    )


@pytest.mark.suite
def test_those_that_survive_are_those_that_no_whole_answer_notices(mutator: Mutator) -> None:
    survivors = {mutant.label for mutant in mutator.mutants if mutator.killer(mutant) is None}
    assert survivors == {mutant.label for mutant in mutator.mutants if not noticed(mutator, mutant)}


@pytest.mark.parametrize("beginning", [
    "one_way: handed_out + 10 days", "other_way: handed_out + 1 day", "charge_late: counting is forward",
    "no_charge: ", "ride_slowly: ", "ride_and_pay: bearer", "charge_more: heavy_use", "lend: bearer",
    "not_raced: exception", "not_unpaid: racing → not racing",
])  # fmt: skip
def test_some_mistake_is_noticed_wherever_the_answer_can_lead(mutator: Mutator, beginning: str) -> None:
    made = [mutant for mutant in mutator.mutants if mutant.label.startswith(beginning)]
    assert any(mutator.killer(mutant) is not None for mutant in made), [mutant.label for mutant in mutator.mutants]
