"""The benchmark compares like with like: both programs decide the same rule, to the cent."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from by_hand import penalty, read
from by_hand_terms import penalty_of_terms
from cases import flat_case, flat_knowledge, flat_outages, flat_text, terms_by_hand, terms_case, terms_knowledge

from engine.answer.answering import answer
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case

KNOWLEDGE = flat_knowledge()
TERMS = terms_knowledge()


@pytest.mark.parametrize("seed", range(40))
def test_the_engine_and_the_hand_written_program_agree(seed: int) -> None:
    number = seed % 14
    case = flat_case(KNOWLEDGE, number, seed)
    owed, amount = penalty(flat_outages(number, seed), 2024, True, case.facts["invoice"])
    assert (answer(case, "client-owed-penalty").answer == "yes") is owed
    assert answer(case, "penalty-amount").value == amount


@pytest.mark.parametrize("seed", range(1, 14))
def test_both_read_the_same_from_a_file(seed: int) -> None:
    text = flat_text(seed, seed)
    case = CaseReader(KNOWLEDGE).read(parse_case(text, "facts.toml"))
    assert answer(case, "penalty-amount").value == penalty(*read(text))[1]
    assert read(text)[0] == flat_outages(seed, seed)


@pytest.mark.parametrize("seed", [None, *range(12)])
def test_the_terms_and_their_penalty_by_hand_agree(seed: int | None) -> None:
    """Articles 10.1.2 to 10.1.5, on failures of the whole service that each lasted longer than five minutes."""
    case = terms_case(TERMS, seed)
    owed, amount = penalty_of_terms(*terms_by_hand(TERMS, case), 2024, True)
    assert (answer(case, "client-owed-penalty").answer == "yes") is owed
    assert answer(case, "penalty-amount").value == amount
