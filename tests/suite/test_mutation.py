"""Mutants: the mistakes that are made, and that the quick verdict is the verdict of the whole answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from dsl.typed import program as p
from engine.answer.answering import answer
from engine.library.knowledge import KnowledgeBase
from engine.library.library import EditionEntry, Library
from engine.suite.expectation import differences
from engine.suite.mutants import changes, mutants
from engine.suite.mutation import Mutator, mutate
from engine.suite.retrial import Tried, case_for, retried
from engine.suite.scenario import Scenario, find_scenarios, run
from engine.suite.spelling import spelled

pytestmark = pytest.mark.suite

DATE, DAYS, BOOLEAN = p.Type("date"), p.Type("days"), p.Type("boolean")


def test_every_mistake_in_the_contract_is_noticed(
    library: Library, entry: EditionEntry, scenarios: list[Scenario]
) -> None:
    found = mutate(library, entry, scenarios)
    assert [result.label for result in found.survivors] == []
    kinds = Counter(result.kind for result in found.results)
    assert set(kinds) == {"comparison", "number", "unit", "deadline", "and-or", "dropped condition",
                          "negated condition", "dropped exception", "swapped party", "table row"}  # fmt: skip


def test_several_processes_find_the_same(library: Library, entry: EditionEntry, scenarios: list[Scenario]) -> None:
    left = [scenario for scenario in scenarios if "day" not in scenario.title.name]
    one, two = mutate(library, entry, left, jobs=1), mutate(library, entry, left, jobs=2)
    assert one == two
    assert one.survivors
    assert len(mutate(library, entry, left, most=10).results) == 10


@pytest.mark.parametrize(("title", "survivor"), [
    ("Requested on the last day", "requested_late: rebate_requested <= outage_date + 2 months rounding down → "
     "rebate_requested < outage_date + 2 months rounding down"),
    ("Requested a day late", "requested_late: outage_date + 2 months rounding down → outage_date + 3 months rounding "
     "down"),
    ("A cut of exactly five hours", "rebate: outage_length > 5 hours → outage_length >= 5 hours"),
    ("A storm", "storm_excludes: exception to rebate → nothing"),
    ("Overdue, and paid in the end", "retain: not invoice_paid → nothing"),
])  # fmt: skip
def test_a_missing_scenario_lets_a_mistake_pass(
    library: Library, entry: EditionEntry, scenarios: list[Scenario], title: str, survivor: str
) -> None:
    left = [scenario for scenario in scenarios if scenario.title.name != title]
    if title == "A storm":
        left = [scenario for scenario in left if scenario.title.name not in ("No rebate, no amount", "Nobody knows yet "
                                                                       "whether there was a storm")]  # fmt: skip
    labels = {result.label: result for result in mutate(library, entry, left).survivors}
    assert survivor in labels, sorted(labels)
    assert labels[survivor].clause in ("1.2", "2.1", "2.2", "2.3")


def test_the_quick_verdict_is_that_of_the_whole_answer(
    library: Library, entry: EditionEntry, scenarios: list[Scenario]
) -> None:
    mutator = Mutator(library, entry, scenarios)
    told = 0
    for mutant in mutator.mutants:
        tried = Tried(KnowledgeBase(mutant.make()))
        for baseline in mutator.baselines:
            after = retried(tried, baseline)
            quick = None if after is None else next(differences(after, baseline.scenario.expect), None) is not None
            found = answer(case_for(tried, baseline), baseline.question)
            whole = next(differences(found, baseline.scenario.expect), None) is not None
            assert quick is None or quick is whole, (mutant.label, baseline.scenario.title.name)
            told += quick is not None
            untouched = not baseline.touched & mutant.names and mutant.kind != "swapped party"
            assert not (untouched and whole), (mutant.label, baseline.scenario.title.name)
    assert told > 0.9 * len(mutator.mutants) * len(mutator.baselines)


def test_mutants_keep_every_place(library: Library, entry: EditionEntry) -> None:
    program = library.knowledge(entry).program
    layout = library.knowledge(entry).layout
    for mutant in mutants(program):
        assert KnowledgeBase(mutant.make()).layout.slots == layout.slots
        assert mutant.make() != program


def test_a_span_between_dates_is_not_turned_into_a_sum() -> None:
    first, second = p.Reference("fact", "first", DATE), p.Reference("fact", "second", DATE)
    between = p.Operation("subtract", (first, second), DAYS)
    assert [kind for kind, *_ in changes(between)] == []
    moved = p.Operation("add", (first, p.Constant(2, p.Type("period"))), DATE, month_end="down")
    assert [(kind, spelled(became)) for kind, became, _, _ in changes(moved)] == [
        ("deadline", "first - 2 months rounding down"), ("deadline", "first + 3 months rounding down"),
        ("deadline", "first + 24 months rounding down")]  # fmt: skip


def test_a_choice_is_negated_and_a_comparison_moves_by_one() -> None:
    kind = p.Type("choice", "sort")
    test = p.Operation("equal", (p.Reference("fact", "sort", kind), p.Constant("red", kind)), BOOLEAN)
    assert [(k, spelled(became)) for k, became, _, _ in changes(test)] == [("negated condition", "sort is not red")]
    many = p.Operation("more", (p.Reference("fact", "n", p.Type("integer")), p.Constant(3, p.Type("integer"))), BOOLEAN)
    assert [(k, spelled(became)) for k, became, _, _ in changes(many)] == [
        ("comparison", "n >= 3"), ("number", "n > 4")]  # fmt: skip
    assert replace(many) == many


GIVEN = """
title = "A cut of so many hours, whatever its length"
document = "crique-verte"
question = "rebate-amount"
on = 2024-06-15
[given]
hours_begun = 14
[facts]
monthly_fee = "200.00 CHF"
outage_length = "14 hours"
storm = false
announced_works = false
caused_by_boater = false
outage_date = 2024-05-01
rebate_requested = 2024-05-02
[expect]
answer = "value"
value = "40.00 CHF"
"""


def test_a_scenario_that_takes_a_value_as_given_notices_mistakes_above_it_and_what_contradicts_it(
    library: Library, entry: EditionEntry, tmp_path: Path
) -> None:
    """The length is told as well: with a mistake in how hours are counted, it decides them otherwise than as given."""
    (tmp_path / "given.toml").write_text(GIVEN, encoding="utf-8")
    scenarios = find_scenarios([tmp_path / "given.toml"])
    assert run(library, scenarios[0]).differences == ()
    mutator = Mutator(library, entry, scenarios)
    noticed = {mutant.label for mutant in mutator.mutants if mutator.killer(mutant)}
    owners = {label.partition(":")[0] for label in noticed}
    assert "rebate_rate" in owners
    assert "hours_begun" in owners
