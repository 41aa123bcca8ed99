"""Ways of counting months differ at the ends of months alone: dates are looked for there, too."""

import pytest

from dsl.check import check_sources
from engine.answer.search import Search, Standing
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase

VOCABULARY = """vocabulary
topic ends en "ends" fr "fins"
fact began: date en "beginning" fr "début" ask en "When did it begin?" fr "Quand a-t-il débuté ?"
fact sent: date en "notice" fr "résiliation" ask en "When was notice given?" fr "Quand a-t-il été résilié ?"
fact wanted: date en "end asked for" fr "fin demandée" ask en "To what day?" fr "Pour quel jour ?"
question in-time topic ends en "In time?" fr "À temps ?"
  asks value is_in_time
"""
DOCUMENT = """document small en "Small" fr "Petit" cites articles
edition first
clause 1 en "One" fr "Un"
ambiguity rounding by §1 en "How are months counted?" fr "Comment les mois se comptent-ils ?"
  reading lower en "to the last day" fr "jusqu’au dernier jour" because en "words" fr "texte"
  reading upper en "to the day after" fr "jusqu’au lendemain" because en "purpose" fr "but"
value runs_until: date by §1 en "end of the period" fr "fin du délai"
  is if rounding is lower then sent + 3 months rounding down else sent + 3 months rounding up
value is_in_time: boolean by §1 en "in time" fr "à temps" otherwise en "not in time" fr "pas à temps"
  is """


@pytest.mark.parametrize(
    "condition",
    [
        "runs_until <= wanted",
        "runs_until <= wanted and wanted = next_recurrence(began, wanted - 1 day, 12 months, down)",
        "sent > began + 12 months rounding down and runs_until <= wanted "
        "and wanted = next_recurrence(began, sent, 12 months, down)",
    ],
)
def test_a_reading_that_tells_at_the_end_of_a_month_alone_is_found_to_matter(condition: str) -> None:
    checked = check_sources({"vocabulary.clause": VOCABULARY, "one.clause": DOCUMENT + condition})
    assert checked.is_sound, checked.diagnostics
    knowledge = KnowledgeBase(checked.programs[0])
    root = knowledge.asked("in-time").root
    assert root is not None
    found = Search(Case(knowledge, {}), root, "in-time").relevances()
    assert {relevance.standing for relevance in found} == {Standing.MATTERS}
