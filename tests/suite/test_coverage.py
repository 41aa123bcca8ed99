"""Coverage: conditions decide alone, rows are read, norms are live and not."""

from __future__ import annotations

from typing import Any

import pytest

from dsl.typed import program as p
from engine.library.library import Library
from engine.suite.decisions import Decision, decided_alone, decisions_of
from engine.suite.runner import run_suite
from engine.suite.scenario import Scenario
from engine.suite.spelling import spelled

BOOLEAN = p.Type("boolean")
A, B, C = (p.Reference("fact", name, BOOLEAN) for name in "abc")


def joined(operator: str, *operands: p.Expression) -> p.Operation:
    return p.Operation(operator, operands, BOOLEAN)


@pytest.mark.parametrize(("expression", "values", "outcome", "alone"), [
    (joined("and", A, B), (True, True), True, "ab"),
    (joined("and", A, B), (True, False), False, "b"),
    (joined("and", A, B), (False, False), False, ""),
    (joined("or", A, B), (False, False), False, "ab"),
    (joined("or", A, B), (True, True), True, ""),
    (joined("and", A, B), (None, True), None, ""),
    (joined("and", A, B), (False, None), False, ""),
    (joined("or", A, B), (True, None), True, ""),
    (joined("not", joined("or", A, joined("not", B))), (False, True), True, "ab"),
    (joined("and", A, joined("or", B, C)), (True, False, True), True, "ac"),
])  # fmt: skip
def test_a_condition_decides_alone_if_its_opposite_turns_the_outcome(
    expression: p.Operation, values: tuple[Any, ...], outcome: Any, alone: str
) -> None:
    conditions = Decision("x", "when", "1", "", expression, "x", expression).conditions
    found, deciding = decided_alone(expression, {id(c): v for c, v in zip(conditions, values, strict=True)})
    assert found is outcome
    assert "".join(spelled(condition) for condition in deciding) == alone


def test_the_decisions_of_a_program(library: Library) -> None:
    program = library.knowledge(library.entries[0]).program
    found = [(decision.owner, decision.part, [spelled(c) for c in decision.conditions])
             for decision in decisions_of(program)]  # fmt: skip
    assert ("retain", "when", ["invoice_paid", "as_of > invoice_due"]) in found
    assert ("rebate_amount", "if", ["live(rebate)"]) in found
    assert ("storm_excludes", "when", ["storm"]) in found


def test_the_whole_suite_covers_everything(library: Library, scenarios: list[Scenario]) -> None:
    (coverage,) = run_suite(library, scenarios, covering=True).coverage
    assert coverage.percent == 100
    assert not [item for item in coverage.items if item.lacking]


@pytest.mark.parametrize(("title", "lacking"), [
    ("The last day for payment", {}),
    ("Overdue, and paid in the end", {"retain when: invoice_paid": ("decides by holding",)}),
    ("By word of mouth", {"leave_with_notice when: notice_in_writing": ("decides by not holding",)}),
    ("The day after", {"retain": ("live",), "retain when: invoice_paid": ("decides by not holding",),
                       "retain when: as_of > invoice_due": ("decides by holding",)}),
    ("A full day earns twenty percent", {}),
    ("The boater's own doing", {"own_fault_excludes": ("live",),
                                "own_fault_excludes when: caused_by_boater": ("decides by holding",)}),
])  # fmt: skip
def test_what_a_missing_scenario_leaves_uncovered(
    library: Library, scenarios: list[Scenario], title: str, lacking: dict[str, tuple[str, ...]]
) -> None:
    left = [scenario for scenario in scenarios if scenario.title.name != title]
    assert len(left) == len(scenarios) - 1
    (coverage,) = run_suite(library, left, covering=True).coverage
    assert {item.name: item.lacking for item in coverage.items if item.lacking} == lacking


def test_a_row_is_read_by_the_scenarios_that_reach_it(library: Library, scenarios: list[Scenario]) -> None:
    left = [
        scenario
        for scenario in scenarios
        if "twenty" not in scenario.title.name and "minute" not in scenario.title.name
    ]
    (coverage,) = run_suite(library, left, covering=True).coverage
    assert [item.name for item in coverage.items if item.lacking] == ["rebate_rate row 2 (13–24)"]
