"""Each kind of fault that was found in the law is held by scenarios on both sides of its margin."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parents[1]
SCENARIOS = TESTS / "scenarios"
CLAUSES = TESTS.parent / "clauses"
FINDINGS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "findings.toml").read_text(encoding="utf-8")
)
OUTCOMES = ("ordinarily_value", "ordinarily", "value", "preferred_value", "preferred", "answer")
"""What a scenario expects in the end: the first of these that it names."""


@cache
def expected(file: str) -> dict[str, dict[str, Any]]:
    """What the scenarios of a file expect, by their English titles."""
    content = tomllib.loads((SCENARIOS / file).read_text(encoding="utf-8"), parse_float=Decimal)
    return {scenario["title"]["en"]: scenario["expect"] for scenario in content["scenario"]}


def outcomes(named: list[str]) -> set[str]:
    found = set()
    for scenario in named:
        file, _, title = scenario.partition(": ")
        expect = expected(file)[title]
        found.add(next(str(expect[key]) for key in OUTCOMES if key in expect))
    return found


@pytest.mark.parametrize("row", [row for row, found in FINDINGS.items() if "so" in found])
def test_scenarios_hold_it_on_both_sides(row: str) -> None:
    one, other = outcomes(FINDINGS[row]["so"]), outcomes(FINDINGS[row]["otherwise"])
    assert one
    assert other
    assert one.isdisjoint(other)


def test_every_row_is_shown() -> None:
    assert [f"L{number}" for number in range(1, 17)] == [row for row in FINDINGS if row[1:].isdigit()]
    assert all("so" in found or found.get("tests") for found in FINDINGS.values())


@pytest.mark.parametrize("named", [named for found in FINDINGS.values() for named in found.get("tests", [])])
def test_the_test_that_shows_it_is_there(named: str) -> None:
    file, _, name = named.partition(": ")
    assert f"\ndef {name}(" in (TESTS / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("named", [found["note"] for found in FINDINGS.values() if "note" in found])
def test_a_word_stands_beside_the_clause(named: str) -> None:
    file, _, name = named.partition(": ")
    lines = (CLAUSES / file).read_text(encoding="utf-8").splitlines()
    at = next(
        n for n, line in enumerate(lines) if not line[:1].isspace() and name in line.replace(":", "").split()[1:2]
    )
    assert lines[at - 1].startswith("# "), "what stands above it is no comment"
