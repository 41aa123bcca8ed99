"""A world made from another is as one made at once, and what a search was made of is gone with it."""

from __future__ import annotations

import gc
from datetime import date
from typing import Any
from weakref import ref

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.typed.program import Expression
from engine.answer.candidates import Candidates, Valued
from engine.answer.circuit import Circuit
from engine.answer.search import Search
from engine.answer.symbolic import Symbolic
from engine.answer.terms import Terms
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from tests.answer.test_symbolic import INPUTS, KNOWLEDGE
from tests.backends.expressions import booleans, facts
from tests.contracts import library


@pytest.mark.suite
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(booleans(), facts, st.data())
def test_a_world_is_the_same_whether_its_inputs_were_moved_or_all_there_at_once(
    expression: Expression, known: dict[str, Any], data: st.DataObject
) -> None:
    frame = Case(KNOWLEDGE, known).frame()
    lengths = {key[0]: 1 for key in INPUTS.unknown(frame) if INPUTS.is_list(key)}
    terms = Terms(INPUTS, Circuit(100_000))
    Symbolic(INPUTS, frame, terms, lengths).ways(KNOWLEDGE.meaning.asked(expression))
    candidates = Candidates(INPUTS, date(2024, 6, 14), frame)
    begun = Valued(candidates, {key: candidates.usual(key) for key in terms.ordered})
    here, made = begun, {**begun.world}
    for key in data.draw(st.lists(st.sampled_from(list(terms.ordered)), max_size=4)) if terms.ordered else ():
        value = data.draw(st.sampled_from(candidates.plain(key)))
        seen = data.draw(st.lists(st.sampled_from(list(terms.atoms)), max_size=3)) if terms.atoms else ()
        _ = [here.of(atom) for atom in seen]  # what was looked at before must not count
        here, made = here.moved(key, value), {**made, key: value}
        at_once = Valued(candidates, made)
        assert here.world == made
        for term in (*terms.atoms, *terms.ordered.values()):
            found, expected = here.of(term), at_once.of(term)
            assert (found.__class__, found) == (expected.__class__, expected)


def test_what_a_search_was_made_of_is_gone_with_it() -> None:
    knowledge = library().knowledge(next(entry for entry in library().entries if entry.document.startswith("celeste")))
    case, root = CaseReader(knowledge).read(None), knowledge.asked("renewed-until").root
    assert root is not None
    gc.disable()
    try:
        search = Search(case, root, "renewed-until")
        search.relevances()
        assert search.proved
        prover = ref(search._prover)
        laid = ref(search._prover.free)
        del search
        assert prover() is None  # not only once somebody looks for what refers to itself
        assert laid() is None
    finally:
        gc.enable()
