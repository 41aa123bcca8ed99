"""Arithmetic that leaves its range, long chains, and deep nesting: an answer or a diagnostic, never a traceback."""

from datetime import date, timedelta
from typing import Any

import pytest

from dsl.check import check_sources
from engine.answer.answering import answer
from engine.case.case import Case
from engine.explain.trace import trace
from engine.library.knowledge import KnowledgeBase
from engine.meaning.bounds import OutOfRangeError

VOCABULARY = """
vocabulary
party a en "a" fr "a"
record visit en "visit" fr "visite"
  field size: integer en "size" fr "taille" ask en "?" fr "?"
fact n: integer en "n" fr "n" ask en "?" fr "?"
fact d: date en "d" fr "d" ask en "?" fr "?"
fact s: duration en "s" fr "s" ask en "?" fr "?"
fact k: days en "k" fr "k" ask en "?" fr "?"
fact m: money en "m" fr "m" ask en "?" fr "?"
fact visits: list of visit en "visits" fr "visites" ask en "?" fr "?"
topic t en "t" fr "t"
"""
HEAD = """
document small en "Small" fr "Petit" cites articles
  zone Europe/Zurich
edition first
clause 1 en "One" fr "Un"
"""


def knowledge(*values: str, asked: str) -> KnowledgeBase:
    """A document of values, of which one is asked for by the question `end`."""
    question = f'question end topic t en "?" fr "?" asks value {asked}\n'
    declared = "".join(f'value {value.replace(":=", """by §1 en "v" fr "v" is""")}\n' for value in values)
    checked = check_sources({"v.clause": VOCABULARY + question, "d.clause": HEAD + declared})
    assert checked.is_sound, checked.diagnostics
    return KnowledgeBase(checked.programs[0])


@pytest.mark.parametrize(
    ("value", "facts"),
    [
        ("far: date := d + k", {"d": date(2024, 1, 1), "k": timedelta(days=9_000_000)}),
        ("far: date := d - k", {"d": date(2024, 1, 1), "k": timedelta(days=900_000)}),
        ("far: date := d + 99999 months rounding down", {"d": date(2024, 1, 1)}),
        ("far: duration := s * n", {"s": timedelta(days=99_999), "n": 99_999}),
        ("far: instant := start_of_day(d - k)", {"d": date(1, 1, 2), "k": timedelta(days=1)}),
        (
            "far: date := next_recurrence(d, d + k, 12 months, down)",
            {"d": date(9990, 1, 1), "k": timedelta(days=3600)},
        ),
    ],
)
def test_what_leaves_its_range_is_told_by_name_every_time(value: str, facts: dict[str, Any]) -> None:
    known = knowledge(value, asked="far")
    for _ in range(3):  # walked, generated, kept
        with pytest.raises(OutOfRangeError) as raised:
            answer(Case(known, dict(facts)), "end")
        (diagnostic,) = raised.value.diagnostics
        assert diagnostic.code == "value-out-of-range"
        assert "`far`" in diagnostic.message


@pytest.mark.parametrize(("kind", "given", "factor"), [("integer", "n", "v{}"), ("money", "m", "999999999999999999")])
def test_multiplying_again_and_again_ends_in_a_diagnostic(kind: str, given: str, factor: str) -> None:
    values = [f"v0: {kind} := {given}"]
    values += [f"v{i}: {kind} := v{i - 1} * {factor.format(i - 1)}" for i in range(1, 60)]
    known = knowledge(*values, asked="v59")
    for _ in range(3):
        with pytest.raises(OutOfRangeError, match=r"on these facts `v\d+` leaves"):
            answer(Case(known, {given: 7}), "end")
    assert answer(Case(known, {given: 0}), "end").value == 0


@pytest.mark.suite
def test_a_chain_of_1500_values_is_computed_and_explained() -> None:
    values = ["v0: integer := n + 1", *(f"v{i}: integer := v{i - 1} + 1" for i in range(1, 1500))]
    known = knowledge(*values, asked="v1499")
    for _ in range(3):
        found = answer(Case(known, {"n": 1}), "end")
        assert found.value == 1501
        assert trace(found).value == 1501


@pytest.mark.suite
def test_a_chain_of_1500_values_of_a_record_is_computed() -> None:
    values = ["v0 of visit: integer := visit.size + 1"]
    values += [f"v{i} of visit: integer := visit.v{i - 1} + 1" for i in range(1, 1500)]
    known = knowledge(*values, "total: integer := sum of (x.v1499) for x in visits", asked="total")
    for _ in range(3):
        assert answer(Case(known, {"visits": [[1], [2]]}), "end").value == 3003


@pytest.mark.suite
def test_250_records_compared_pairwise_take_a_moment() -> None:
    from time import process_time

    known = knowledge(
        'alone of visit: boolean by §1 en "v" fr "v" otherwise en "w" fr "w" '
        "is not some y in visits has (y.size = visit.size + 1)",
        "far: integer := count of x in visits where (x.alone)",
        asked="far",
    )
    visits = [[2 * size] for size in range(250)]
    for _ in range(3):
        start = process_time()
        found = answer(Case(known, {"visits": visits}), "end")
        assert found.value == 250
        trace(found)
        assert process_time() - start < 10


def test_a_count_that_asks_nothing_of_a_record_is_explained_every_time() -> None:
    known = knowledge("all: integer := count of visit in visits", asked="all")
    shown = [trace(answer(Case(known, {"visits": ()}), "end")) for _ in range(3)]  # walked, generated, kept
    assert shown[0] == shown[1] == shown[2]
