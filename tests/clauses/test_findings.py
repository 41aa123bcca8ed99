"""Each kind of fault that was found in the law is held by scenarios on both sides of its margin."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SCENARIOS = Path(__file__).parents[1] / "scenarios"
FINDINGS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "findings.toml").read_text(encoding="utf-8")
)
OUTCOMES = ("ordinarily_value", "ordinarily", "value", "preferred", "answer")
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


@pytest.mark.parametrize("row", FINDINGS)
def test_scenarios_hold_it_on_both_sides(row: str) -> None:
    one, other = outcomes(FINDINGS[row]["so"]), outcomes(FINDINGS[row]["otherwise"])
    assert one
    assert other
    assert one.isdisjoint(other)
