"""What no dates fulfil is told by the few comparisons that are never so together."""

from __future__ import annotations

from datetime import date

from engine.answer.candidates import Candidates, Valued
from engine.answer.circuit import Circuit
from engine.answer.inputs import inputs_of
from engine.answer.realizing import realized
from engine.answer.terms import Term, Terms
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase
from engine.meaning.nodes import Relation
from tests.backends.expressions import small_program

KNOWLEDGE = KnowledgeBase(small_program())
INPUTS = inputs_of(KNOWLEDGE)
FRAME = Case(KNOWLEDGE, {}).frame()
DAYS = [key for key in INPUTS.unknown(FRAME) if INPUTS.type_of(key).kind == "date" and not INPUTS.is_list(key)]


def later(terms: Terms, day: Term, than: date) -> Term:
    condition = terms.compared(Relation.MORE, day, than)
    return next(atom for atom, of_atom in terms.atoms.items() if of_atom == condition)


def test_of_many_comparisons_the_few_are_named_that_are_never_so_together() -> None:
    terms, candidates = Terms(INPUTS, Circuit(1_000)), Candidates(INPUTS, date(2024, 6, 14), FRAME)
    one, other = (terms.input(key) for key in DAYS[:2])
    wanted = [
        (later(terms, one, date(2024, 3, 1)), True, (1,)),
        (later(terms, other, date(2024, 5, 1)), True, (2,)),
        (later(terms, one, date(2023, 1, 1)), False, (3,)),
        (later(terms, other, date(2024, 7, 1)), False, (4,)),
    ]
    begun = Valued(candidates, {})
    found = realized(candidates, wanted, begun)
    assert {why for _, _, (why,) in found.apart} == {1, 3}
    assert [why for _, _, (why,) in found.failing] in ([1], [3])


def test_where_dates_fulfil_all_of_them_nothing_is_apart() -> None:
    terms, candidates = Terms(INPUTS, Circuit(1_000)), Candidates(INPUTS, date(2024, 6, 14), FRAME)
    one = terms.input(DAYS[0])
    wanted = [
        (later(terms, one, date(2023, 1, 1)), True, (1,)),
        (later(terms, one, date(2023, 3, 1)), False, (2,)),
    ]
    begun = Valued(candidates, {})
    found = realized(candidates, wanted, begun)
    assert (found.failing, found.apart) == ((), ())
    assert date(2023, 1, 1) < found.values.world[DAYS[0]] <= date(2023, 3, 1)
