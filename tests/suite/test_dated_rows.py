"""Rows of a table that is only read on other days than its own: they are covered, and mistaken, wherever it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsl.typed import program as p
from engine.library.library import Library
from engine.suite.decisions import all_parts
from engine.suite.mutants import mutants
from engine.suite.runner import run_suite
from engine.suite.scenario import find_scenarios

pytestmark = pytest.mark.suite

LEASE = Path(__file__).resolve().parents[1] / "others" / "lease"


@pytest.fixture
def lease(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Library.open(LEASE / "clauses")


def test_a_row_is_read_on_the_day_of_a_call(lease: Library) -> None:
    scenarios = find_scenarios([LEASE / "scenarios"])
    (coverage,) = run_suite(lease, scenarios, covering=True).coverage
    rows = [item for item in coverage.items if item.kind == "row"]
    assert [item.name for item in rows if item.lacking] == []
    assert {item.clause for item in rows} == {"annex-1"}
    (left,) = run_suite(
        lease, [each for each in scenarios if "published" not in each.title.name], covering=True
    ).coverage
    assert [item.name for item in left.items if item.kind == "row" and item.lacking] == ["price_index row 4 (*)"]


def test_a_mistake_in_a_row_is_one_on_every_day(lease: Library) -> None:
    program = lease.knowledge(lease.entries[0]).program
    made = [mutant for mutant in mutants(program) if mutant.owner == "price_index"]
    assert made
    for mutant in made:
        changed = mutant.make()
        table = changed.values["price_index"].expression
        assert isinstance(table, p.Lookup)
        assert table != program.values["price_index"].expression
        calls = [part for part in all_parts(changed) if isinstance(part, p.Lookup) and part.of == "price_index"]
        assert len(calls) == 6
        for call in calls:
            assert [(row.number, row.result) for row in call.rows] == [(row.number, row.result) for row in table.rows]
            assert table.inputs[-1] not in [part for row in call.rows for part in _operands(row.test)]
    assert not any(" row " in mutant.before for mutant in mutants(program) if mutant.owner == "rent_due")


def _operands(test: p.Expression) -> tuple[p.Expression, ...]:
    if not isinstance(test, p.Operation):
        return ()
    return (*test.operands, *(inner for operand in test.operands for inner in _operands(operand)))
