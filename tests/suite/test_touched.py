"""What an answer came upon: told by its events, so what was not looked at is not among it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.answer.layers import Layers
from engine.answer.ordinary import in_the_ordinary_course
from engine.library.library import EditionEntry, Library
from engine.model.graph import dependency_graph
from engine.suite.scenario import Scenario, entry_of, find_scenarios, read_scenario
from engine.suite.touched import reachable, touched
from tests.contracts import library

SCENARIOS = Path(__file__).parents[1] / "scenarios"


def test_what_was_not_looked_at_is_not_touched(
    library: Library, entry: EditionEntry, scenarios: list[Scenario]
) -> None:
    graph = dependency_graph(library.knowledge(entry).program)
    told = 0
    for scenario in scenarios:
        found = Layers(read_scenario(library, scenario), scenario.question).strict
        if found.asked.root is None:
            assert touched(found, graph) == frozenset()
            continue
        names, whole = touched(found, graph), reachable(found, graph)
        assert names
        assert names <= whole
        if found.answer in ("undetermined", "turns-on-reading"):
            assert names == whole
        told += names < whole
    assert told


def test_every_exception_to_a_norm_whose_conditions_hold_is_touched(
    library: Library, entry: EditionEntry, scenarios: list[Scenario]
) -> None:
    graph = dependency_graph(library.knowledge(entry).program)
    (owed,) = [one for one in scenarios if one.question == "rebate-owed" and one.expect["answer"] == "yes"][:1]
    found = touched(Layers(read_scenario(library, owed), owed.question).strict, graph)
    assert {"rebate", "requested_late", "storm_excludes", "works_exclude"} <= found
    assert "retain" not in found


@pytest.mark.suite
def test_a_list_that_may_go_on_is_gone_through_as_far_as_it_is_told() -> None:
    path = SCENARIOS / "infomaniak-jelastic-cloud" / "lists-that-may-go-on.toml"
    for scenario in find_scenarios([path]):
        program = library().knowledge(entry_of(library(), scenario)).program
        found = in_the_ordinary_course(read_scenario(library(), scenario), scenario.question)
        assert touched(found, dependency_graph(program)), scenario.title.name
