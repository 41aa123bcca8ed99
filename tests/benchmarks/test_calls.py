"""What explaining and asking cost, in calls of functions: the same on every machine, however busy it is."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parent))

from cases import flat_case, flat_knowledge

from engine.answer.answering import answer
from engine.case.case import Case
from engine.desk import Desk, Request
from engine.print.plain import as_plain
from tests.explain.cases import library

CALLS = 1_900
"""Of functions written in Python; some 1 700 are needed, eight or so for each step and its sentence."""

OFTEN = range(20)
"""How many cases are put before: by then what is made once is made."""


SCREEN = 300
"""Of functions written in Python, for a field of one more record; some 200 are needed."""

FIELDS = ("began", "ended", "cause", "maintenance")


def calls(work: Callable[[], object]) -> int:
    """How many calls of functions written in Python some work comes to."""
    called = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal called
        called += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return called


def test_an_answer_as_data_with_all_its_layers_costs_few_calls() -> None:
    knowledge = flat_knowledge()
    for seed in OFTEN:
        as_plain(answer(flat_case(knowledge, 6, seed), "penalty-amount"))
    facts = flat_case(knowledge, 6, len(OFTEN)).facts
    assert calls(lambda: as_plain(answer(Case(knowledge, facts), "penalty-amount"))) < CALLS


def test_what_stands_beside_a_field_is_looked_up_for_one_record_and_holds_for_all() -> None:
    outages = [{"class": "A", "began": f"2024-03-{day:02d}T10:00"} for day in range(1, 21)]
    interview = Desk(library()).interview(
        Request("client-owed-penalty", "infomaniak-jelastic-cloud", facts={"outages": outages})
    )

    def ask(first: int, last: int) -> None:
        for number in range(first, last + 1):
            for field in FIELDS:
                interview.asking("facts", f"outages[{number}].{field}")

    ask(1, 1)
    assert calls(lambda: ask(2, 20)) < SCREEN * 19 * len(FIELDS)
