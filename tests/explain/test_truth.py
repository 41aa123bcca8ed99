"""What an opinion says is true of itself: no step says otherwise than what stands below it, in any scenario."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dsl.diagnostic import Rejected
from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.answer.ordinary import in_the_ordinary_course
from engine.explain.reasoning import Reason, Reasoner
from engine.explain.sentences import Sentences
from engine.explain.step import Step
from engine.explain.trace import trace
from engine.explain.wording import wording_of
from engine.suite.scenario import find_scenarios, read_scenario
from tests.contracts import library
from tests.explain.cases import CASES, answered

SCENARIOS = Path(__file__).parents[1] / "scenarios"
SOME = 3
"""Of the scenarios of a file one in so many is always looked at, the others are where there is time."""
HOLDS = ("This applies here", "This exception applies", "The conditions are met")
"""What says of a norm or an exception that nothing of it is open."""
OPEN = ("This is open", "exception applies is open", "not settled", ": not known", "This is left open")


def trees(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    for reason in reasons:
        yield reason
        yield from trees(reason.children)


def steps(step: Step) -> Iterator[Step]:
    yield step
    if not step.again:
        for child in step.children:
            yield from steps(child)


def misread(found: Answer) -> list[str]:
    """The lines of an opinion that contradict what stands below them."""
    wording = wording_of(found.knowledge, "en")
    reasoner = Reasoner(Sentences(found, wording, wording.citer))
    said = (*reasoner.reasons(trace(found)), *reasoner.details())
    wrong = [
        f"{reason.text} | {child.text}"
        for reason in trees(said)
        if any(mark in reason.text for mark in HOLDS)
        for child in (reason, *reason.children)
        if any(mark in child.text for mark in OPEN) and "(see " not in child.text
    ]
    return wrong


def misjudged(found: Answer) -> list[str]:
    """The norms and exceptions that stand otherwise than their exceptions let them."""
    wrong = []
    for step in steps(trace(found)):
        if step.kind not in ("norm", "exception"):
            continue
        exceptions = [child for child in step.children if child.kind == "exception"]
        if step.status == "live" and any(child.status in ("live", "open") for child in exceptions):
            wrong.append(f"{step.subject.name} holds although {exceptions[0].subject.name} may exclude it")
        if step.status == "defeated" and not any(child.status == "live" for child in exceptions):
            wrong.append(f"{step.subject.name} is excluded by nothing")
    return wrong


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_step_of_a_case_says_otherwise_than_what_stands_below_it(path: Path) -> None:
    found, _ = answered(path)
    if found.asked.root is not None and not found.contradictions:
        assert misread(found) + misjudged(found) == []


@pytest.mark.suite
@pytest.mark.parametrize("first", [0, *(pytest.param(first, marks=pytest.mark.slow) for first in range(1, SOME))])
@pytest.mark.parametrize("path", sorted(SCENARIOS.rglob("*.toml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nor_does_one_of_any_scenario(path: Path, first: int) -> None:
    wrong = []
    for scenario in find_scenarios([path])[first::SOME]:
        try:
            case = read_scenario(library(), scenario)
        except Rejected:
            continue
        for found in (
            answer(case, scenario.question, searching=False),
            in_the_ordinary_course(case, scenario.question),
        ):
            if found.asked.root is not None and not found.contradictions:
                wrong += [f"{scenario.identifier}: {line}" for line in misread(found) + misjudged(found)]
    assert wrong == []
