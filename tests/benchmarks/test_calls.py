"""What an explanation costs, in calls of functions: these are the same on every machine, however busy it is."""

import sys
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parent))

from cases import flat_case, flat_knowledge

from engine.answer.answering import answer
from engine.case.case import Case
from engine.print.plain import as_plain

CALLS = 1_900
"""Of functions written in Python; some 1 700 are needed, eight or so for each step and its sentence."""

OFTEN = range(20)
"""How many cases are put before: by then what is made once is made."""


def test_an_answer_as_data_with_all_its_layers_costs_few_calls() -> None:
    knowledge = flat_knowledge()
    called = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal called
        called += event == "call"

    for seed in OFTEN:
        as_plain(answer(flat_case(knowledge, 6, seed), "penalty-amount"))
    facts = flat_case(knowledge, 6, len(OFTEN)).facts
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        as_plain(answer(Case(knowledge, facts), "penalty-amount"))
    finally:
        sys.setprofile(before)
    assert called < CALLS, f"{called} calls"
