"""Code for what is known decides as the walker does, or gives up; and it gives up only where something is unknown."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from expressions import WAYS, booleans, facts, integers, small_program
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programs import FACTS, cases, sources

from dsl.check import check_sources
from dsl.typed.program import Expression
from engine.answer.answer import preferred_readings
from engine.answer.answering import answer
from engine.backends.python.certainty import Certainty
from engine.backends.python.generator import Generator
from engine.backends.python.modules import Decision, UnknownError, make
from engine.backends.walker import Walker
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase
from engine.meaning import nodes as n
from engine.meaning.bounds import OutOfRangeError
from engine.meaning.marks import ABSENT
from engine.suite.scenario import Scenario, find_scenarios, read_scenario
from tests.contracts import library

SCENARIOS = Path(__file__).parent.parent / "scenarios"
KNOWLEDGE = KnowledgeBase(small_program())
readings = st.fixed_dictionaries({}, optional={"way": st.sampled_from(WAYS)})
random_programs = settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example]
)


def certain(knowledge: KnowledgeBase, root: n.Definition, chosen: dict[str, str]) -> Decision:
    return _certain(knowledge, root, tuple(chosen.items()))


@cache
def _certain(knowledge: KnowledgeBase, root: n.Definition, readings: tuple[tuple[str, str], ...]) -> Decision:
    chosen = dict(readings)
    slots = {knowledge.layout.slot("reading", name): chosen.get(name) for name in knowledge.program.ambiguities}
    return make(None, "", Certainty(knowledge.meaning, slots).decision(root), knowledge.meaning.laws)


def agrees(knowledge: KnowledgeBase, root: n.Definition, case: Case, frame: list[Any]) -> bool:
    """Whether code for what is known decides in a frame; what it decides is to be what the walker says."""
    try:
        decided = certain(knowledge, root, case.readings)(frame)
    except UnknownError:
        return False
    except ArithmeticError:
        return True  # the walker is asked instead
    assert decided == Walker(knowledge.meaning, case.frame()).value(root)
    assert decided is not None
    return True


@pytest.mark.suite
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(booleans(), integers()), facts, readings)
def test_what_it_decides_the_walker_decides_alike(
    expression: Expression, known: dict[str, Any], chosen: dict[str, str]
) -> None:
    case = Case(KNOWLEDGE, known, chosen)
    agrees(KNOWLEDGE, KNOWLEDGE.meaning.asked(expression), case, case.frame())


@pytest.mark.suite
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(booleans(), booleans(), facts, readings)
def test_what_was_open_in_a_frame_before_is_not_taken_to_be_known(
    before: Expression, expression: Expression, known: dict[str, Any], chosen: dict[str, str]
) -> None:
    case = Case(KNOWLEDGE, known, chosen)
    frame = case.frame()
    first = KNOWLEDGE.meaning.asked(before)
    make(None, "", Generator(KNOWLEDGE.meaning).decision(first), KNOWLEDGE.meaning.laws)(frame)
    agrees(KNOWLEDGE, KNOWLEDGE.meaning.asked(expression), case, frame)


@pytest.mark.suite
@random_programs
@given(sources(), cases)
def test_where_every_fact_is_known_it_never_gives_up(files: dict[str, str], known: dict[str, Any]) -> None:
    checked = check_sources(files)
    assert checked.is_sound
    knowledge = KnowledgeBase(checked.programs[0])
    for question in knowledge.program.questions:
        case = Case(knowledge, known)
        decides = agrees(knowledge, knowledge.root(question), case, case.frame())
        is_known = known.keys() == FACTS.keys() and not any(None in record for record in known["events"])
        assert decides or not is_known


def of_visits(*values: str, asked: str) -> KnowledgeBase:
    """A document of values over a list of visits, of which one is asked for by the question `q`."""
    label = 'en "a" fr "b"'
    files = {
        "v.clause": f"vocabulary\nparty p {label}\ntopic t {label}\nrecord visit {label}\n"
        f"field size: integer {label} ask {label}\nfield left: optional date {label} ask {label}\n"
        f"fact d: date {label} ask {label}\nfact visits: list of visit {label} ask {label}\n"
        f"question q topic t {label} asks value {asked}\n",
        "d.clause": f"document small {label} cites articles\nedition first\nclause 1 {label}\n"
        + "".join(f"value {value.replace(':=', f'by §1 {label} otherwise {label} is')}\n" for value in values),
    }
    checked = check_sources(files)
    assert checked.is_sound, checked.diagnostics
    return KnowledgeBase(checked.programs[0])


def test_a_loop_within_a_loop_is_run_for_each_record_of_the_outer_one() -> None:
    """The greatest visit: only of one record is it so that none is greater."""
    knowledge = of_visits(
        "greatest: boolean := some x in visits has (x.size > 2 and not some y in visits has (y.size > x.size))",
        asked="greatest",
    )
    decide = certain(knowledge, knowledge.root("q"), {})
    for sizes, found in (((3, 5, 4), True), ((1, 2), False), ((), False)):
        case = Case(knowledge, {"visits": [[size, ABSENT] for size in sizes]})
        assert decide(case.frame()) is found


def test_what_is_none_is_no_in_a_comparison_and_unknown_beside_what_is_unknown_in_a_sum() -> None:
    compared = of_visits("v: boolean := some x in visits has (x.left > d)", asked="v")
    left_out = {"visits": [[1, ABSENT]]}
    assert certain(compared, compared.root("q"), {})(Case(compared, left_out).frame()) is False
    added = of_visits("v: boolean := some x in visits has (x.left - d > 1 day)", asked="v")
    with pytest.raises(UnknownError):
        certain(added, added.root("q"), {})(Case(added, left_out).frame())
    assert certain(added, added.root("q"), {})(Case(added, {**left_out, "d": date(2024, 1, 1)}).frame()) is False


@pytest.mark.slow
@pytest.mark.parametrize("document", ["celeste-business-cloud", "infomaniak-jelastic-cloud"])
def test_the_terms_are_decided_alike_in_every_scenario(
    document: str, share: Callable[[list[Scenario]], list[Scenario]]
) -> None:
    """In its own code for the readings chosen, under the preferred ones, and with all of them open."""
    decided = 0
    for scenario in share(find_scenarios([SCENARIOS / document])):
        case = read_scenario(library(), scenario)
        knowledge = case.knowledge
        if knowledge.asked(scenario.question).root is None or case.more:
            continue  # nothing is asked of the terms; or a list may go on, for which no code is made
        root = knowledge.root(scenario.question)
        for chosen in (case.readings, preferred_readings(case)):
            put = case.replaced(case.facts, chosen)
            decided += agrees(knowledge, root, put, put.frame())
    assert decided > 100


def test_what_is_asked_again_and_again_is_answered_alike() -> None:
    """Beyond the number of times after which code is made for the readings chosen, known and unknown facts mixed."""
    label = 'en "a" fr "b"'
    fact = f'{label} otherwise en "c" fr "d" ask {label}'
    files = {
        "v.clause": f"vocabulary\nparty p {label}\naction act {label}\ntopic t {label}\nfact x: boolean {fact}\n"
        f"fact y: boolean {fact}\nquestion may topic t {label} asks position permission of p to act\n",
        "d.clause": f"document small {label} cites articles\nedition first\nclause 1 {label}\n"
        f"permission may_act by §1 p may act {label} when x\nexception not_so to may_act by §1 {label} when y\n",
    }
    knowledge = KnowledgeBase(check_sources(files).programs[0])
    expected = {(True, False): "yes", (True, True): "no", (False, None): "no", (None, True): "no", (True, None): None}
    for _ in range(200):
        for (x, y), found in expected.items():
            known = {name: value for name, value in (("x", x), ("y", y)) if value is not None}
            assert answer(Case(knowledge, known), "may").answer == (found or "undetermined")


def test_a_junction_that_a_part_decides_is_decided_though_another_leaves_its_range() -> None:
    label = 'en "a" fr "b"'
    files = {
        "v.clause": f"vocabulary\nparty p {label}\ntopic t {label}\nfact n: integer {label} ask {label}\n"
        f"fact d: date {label} ask {label}\nquestion q topic t {label} asks value v\n",
        "d.clause": f"document small {label} cites articles\nedition first\nclause 1 {label}\n"
        f"value late: date by §1 {label} is d + 12 months rounding down\n"
        f"value v: boolean by §1 {label} otherwise {label} is late > d or n > 1\n",
    }
    knowledge = KnowledgeBase(check_sources(files).programs[0])
    for _ in range(400):
        assert answer(Case(knowledge, {"d": date(9998, 6, 1), "n": 2}), "q").answer == "yes"
        with pytest.raises(OutOfRangeError, match="`late`"):
            answer(Case(knowledge, {"d": date(9998, 6, 1), "n": 0}), "q")
