"""Conditions say of every completion what the walker says of it; what is excluded never matters."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pysat.solvers import Minisat22

from dsl.typed import program as p
from dsl.typed.program import Expression
from engine.answer.candidates import Candidates, Valued
from engine.answer.circuit import Circuit
from engine.answer.inputs import Key, inputs_of
from engine.answer.search import Search, Standing
from engine.answer.symbolic import Symbolic
from engine.answer.terms import Term, Terms
from engine.backends.walker import Walker
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase
from engine.meaning.marks import ABSENT
from tests.backends.expressions import amounts, booleans, days, facts, numbers, small_program, spans

KNOWLEDGE = KnowledgeBase(small_program())
INPUTS = inputs_of(KNOWLEDGE)
VALUES = {
    "integer": numbers,
    "date": days,
    "duration": spans,
    "money": amounts,
}


def value_of(draw: st.DrawFn, key: Key) -> Any:
    type_ = INPUTS.type_of(key)
    options = INPUTS.options(key)
    if options is not None:
        return draw(st.sampled_from(options))
    return draw(st.one_of(st.just(ABSENT), VALUES[type_.kind]) if type_.optional else VALUES[type_.kind])


@st.composite
def completions(draw: st.DrawFn, known: dict[str, Any]) -> tuple[list[Any], dict[Key, Any]]:
    """A frame with nothing unknown, and the values filled in; unknown lists have one record."""
    case = Case(KNOWLEDGE, known)
    chosen: dict[Key, Any] = {}
    for key in list(INPUTS.unknown(case.frame(), inside_unknown_lists=True)):
        chosen[key] = 1 if INPUTS.is_list(key) else value_of(draw, key)
    return completed(case, chosen), chosen


def completed(case: Case, chosen: dict[Key, Any]) -> list[Any]:
    frame = case.frame()
    for key in sorted(chosen, key=len):
        if INPUTS.is_list(key):
            kind = KNOWLEDGE.program.records[INPUTS.type_of(key).name]
            frame[key[0]] = [[*[None] * len(kind.fields), *KNOWLEDGE.layout.blanks[kind.name], (key[0], 0)]]
        elif len(key) == 1:
            frame[key[0]] = chosen[key]
        else:
            frame[key[0]][key[1]][key[2]] = chosen[key]
    return frame


def allowed(terms: Terms, condition: int, chosen: dict[Key, Any]) -> list[bool]:
    """Whether a condition can hold on a completion, and whether it can fail: its inputs and comparisons tell."""
    assumed = []
    for key, choice in terms.choices.items():
        for option, of_option in choice.options:
            holds = chosen[key] is not ABSENT if isinstance(option, Term) else chosen[key] == option
            assumed.append(of_option if holds else -of_option)
    values = Valued(Candidates(INPUTS, date(2024, 6, 14), Case(KNOWLEDGE, {}).frame()), chosen)
    for atom, of_atom in terms.atoms.items():
        if not any(chosen[key] is ABSENT for key in atom.keys) and (holds := values.of(atom)) is not None:
            assumed.append(of_atom if holds else -of_atom)
    with Minisat22(bootstrap_with=terms.circuit.clauses) as solver:
        return [solver.solve(assumptions=[*assumed, found]) for found in (condition, -condition)]


@pytest.mark.suite
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(booleans(), facts, st.data())
def test_conditions_say_of_each_completion_what_the_walker_says(
    expression: Expression, known: dict[str, Any], data: st.DataObject
) -> None:
    definition = KNOWLEDGE.meaning.asked(expression)
    frame = Case(KNOWLEDGE, known).frame()
    lengths = {key[0]: 1 for key in INPUTS.unknown(frame) if INPUTS.is_list(key)}
    terms = Terms(INPUTS, Circuit(100_000))
    condition = Symbolic(INPUTS, frame, terms, lengths).condition(definition)
    for _ in range(4):
        whole, chosen = data.draw(completions(known))
        holds, fails = allowed(terms, condition, chosen)
        found = Walker(KNOWLEDGE.meaning, whole).value(definition)
        assert holds if found else fails
        if not any(atom.is_composed for atom in terms.atoms):
            assert holds is not fails


@pytest.mark.suite
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(booleans(), facts, st.data())
def test_what_is_excluded_never_changes_the_answer(
    expression: Expression, known: dict[str, Any], data: st.DataObject
) -> None:
    case = Case(KNOWLEDGE, known)
    search = Search(case, expression)
    if search.evaluate({}) is not None:
        return
    definition = KNOWLEDGE.meaning.asked(expression)
    excluded = [found.key for found in search.relevances() if found.standing is Standing.EXCLUDED]
    for key in excluded:
        if INPUTS.is_list(key):
            continue
        frame, chosen = data.draw(completions(known))
        other = completed(case, {**chosen, key: value_of(data.draw, key)})
        meaning = KNOWLEDGE.meaning
        assert Walker(meaning, frame).value(definition) is Walker(meaning, other).value(definition)


def test_which_record_of_a_list_that_nobody_gave_is_read_is_not_excluded() -> None:
    events = p.Reference("fact", "events", p.Type("list", "event"))
    day = p.FieldReference("x", "event", "day", p.Type("date", optional=True))
    number = p.Reference("fact", "n", p.Type("integer"))
    nth = p.Aggregate("nth", "x", "event", events, day, None, number, p.Type("date", optional=True))
    asked = p.Operation("at_most", (nth, p.Reference("fact", "d", p.Type("date"))), p.Type("boolean"))
    search = Search(Case(KNOWLEDGE, {"d": date(2025, 2, 13)}), asked)
    standings = {found.key: found.standing for found in search.relevances()}
    assert Standing.EXCLUDED not in standings.values()


@pytest.mark.suite
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(booleans(), facts)
def test_what_matters_is_proved_by_two_completions(expression: Expression, known: dict[str, Any]) -> None:
    search = Search(Case(KNOWLEDGE, known), expression)
    if search.evaluate({}) is not None:
        return
    for found in search.relevances():
        proof = search.proved.get(found.key)
        assert (proof is not None) == found.matters
        if proof is not None:
            one, other = (search.evaluate({**proof.others, **value}) for value in proof.values)
            assert None not in (one, other)
            assert one is not other
