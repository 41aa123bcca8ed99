"""The benchmark compares like with like: both programs decide the same rule, to the cent."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from by_hand import penalty
from cases import flat_case, flat_knowledge, flat_outages

from engine.answer.answer import answer

KNOWLEDGE = flat_knowledge()


@pytest.mark.parametrize("seed", range(40))
def test_the_engine_and_the_hand_written_program_agree(seed: int) -> None:
    number = seed % 14
    case = flat_case(KNOWLEDGE, number, seed)
    owed, amount = penalty(flat_outages(number, seed), 2024, True, case.facts["invoice"])
    assert (answer(case, "client-owed-penalty").answer == "yes") is owed
    assert answer(case, "penalty-amount").value == amount
