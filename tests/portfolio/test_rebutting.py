"""What contradictions rebut is the same in tables as in each case by itself."""

from random import Random

import pytest

from dsl.check import check_sources
from engine.library.knowledge import KnowledgeBase
from tests.answer.small_contract import RENTAL, VOCABULARY
from tests.backends.sql_agreement import layer_disagreements

BY_RECORD = """
contradiction announced_and_to_come of visit en "announced, and still to come" fr "annoncée, et encore à venir"
  when visit.announced and visit.on_day > as_of
contradiction warned_of_noise en "warned of noise while there is none" fr "averti d’un bruit qui n’est pas"
  when warned and noisy
"""
BY_SEVERAL = """
contradiction announced_and_warned of visit en "announced by one who warned" fr "annoncée par qui avait averti"
  when visit.announced and warned and visit.on_day > as_of
contradiction visits_and_emergency en "an emergency on announced visits" fr "une urgence lors de visites annoncées"
  when emergency and some v in visits has (v.announced)
"""


@pytest.mark.parametrize(("contradictions", "one_by_one"), [(BY_RECORD, False), (BY_SEVERAL, True)])
@pytest.mark.parametrize("question", ["in-breach", "may-evict", "may-enter"])
def test_tables_rebut_what_a_case_by_itself_does(contradictions: str, one_by_one: bool, question: str) -> None:
    checked = check_sources({"v.clause": VOCABULARY + contradictions, "r.clause": RENTAL})
    assert checked.is_sound, checked.diagnostics
    tally = layer_disagreements(KnowledgeBase(checked.programs[0]), question, 200, Random(question))
    assert tally.broken == []
    assert (tally.elsewhere > 0) <= one_by_one
    assert tally.decided > 20
