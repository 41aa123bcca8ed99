"""Values worth trying keep to what is told of an input."""

from datetime import date

from engine.answer.candidates import Candidates
from engine.answer.inputs import inputs_of
from engine.case.case import AS_OF
from engine.case.case_reader import CaseReader
from tests.contracts import library


def test_a_question_is_put_later_than_what_happened_unless_its_day_is_known() -> None:
    entry = next(entry for entry in library().entries if entry.document == "celeste-business-cloud")
    knowledge = library().knowledge(entry)
    inputs = inputs_of(knowledge)
    as_of, blocked = ((knowledge.layout.slot("fact", name),) for name in (AS_OF, "blocked_on"))
    told = CaseReader(knowledge).read(None, on=date(2024, 6, 20))
    untold = CaseReader(knowledge).read(None)
    here, anywhere = (Candidates(inputs, case.as_of, case.frame()) for case in (told, untold))
    assert told.frame()[as_of[0]].holds(here.usual(as_of).first)
    assert anywhere.usual(as_of).first > anywhere.usual(blocked).first
