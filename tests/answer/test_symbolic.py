"""Diagrams of all completions say what the walker says of each of them; what is excluded never matters."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.typed.program import Expression
from engine.answer.candidates import Candidates
from engine.answer.diagram import Diagrams
from engine.answer.inputs import Key, inputs_of
from engine.answer.search import Search, Standing
from engine.answer.symbolic import Symbolic
from engine.answer.terms import World
from engine.answer.witness import witness
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
def completions(draw: st.DrawFn, known: dict[str, Any]) -> tuple[list[Any], dict[Key, Any], World]:
    """A frame with nothing unknown, the values filled in, and the world that they make; unknown lists have a record."""
    case = Case(KNOWLEDGE, known)
    frame = case.frame()
    chosen: dict[Key, Any] = {}
    for key in list(INPUTS.unknown(frame, inside_unknown_lists=True)):
        chosen[key] = 1 if INPUTS.is_list(key) else value_of(draw, key)
    return (
        completed(case, chosen),
        chosen,
        {key: value for key, value in chosen.items() if INPUTS.options(key) is None and value is not ABSENT},
    )


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


def reached(symbolic: Symbolic, diagram: int, chosen: dict[Key, Any]) -> Any:
    """The value that a diagram gives to a completion."""
    diagrams = symbolic.diagrams
    while not diagrams.is_leaf(diagram):
        variable = symbolic.terms.variables[diagrams.level[diagram]]
        value = chosen[variable.key]
        options = INPUTS.options(variable.key)
        at = int(value is ABSENT) if options is None else options.index(value)
        diagram = diagrams.branches[diagram][at]
    return diagrams.values[diagram]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(booleans(), facts, st.data())
def test_a_diagram_says_of_each_completion_what_the_walker_says(
    expression: Expression, known: dict[str, Any], data: st.DataObject
) -> None:
    definition = KNOWLEDGE.meaning.asked(expression)
    diagrams = Diagrams(1_000_000)
    candidates = Candidates(INPUTS, date(2024, 6, 14), Case(KNOWLEDGE, known).frame())
    symbolic = Symbolic(INPUTS, Case(KNOWLEDGE, known).frame(), diagrams, candidates.usual)
    for _ in range(4):
        frame, chosen, world = data.draw(completions(known))
        diagram, _ = symbolic.come_to(definition, world)
        assert reached(symbolic, diagram, chosen) is Walker(KNOWLEDGE.meaning, frame).value(definition)


@settings(suppress_health_check=[HealthCheck.too_slow])
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
        frame, chosen, _ = data.draw(completions(known))
        other = completed(case, {**chosen, key: value_of(data.draw, key)})
        meaning = KNOWLEDGE.meaning
        assert Walker(meaning, frame).value(definition) is Walker(meaning, other).value(definition)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(booleans(), facts)
def test_what_matters_is_proved_by_two_completions(expression: Expression, known: dict[str, Any]) -> None:
    search = Search(Case(KNOWLEDGE, known), expression)
    if search.evaluate({}) is not None:
        return
    for found in search.relevances():
        proof = witness(search, found.key)
        assert (proof is not None) == found.matters
        if proof is not None:
            one, other = (search.evaluate({**proof.others, **value}) for value in proof.values)
            assert None not in (one, other)
            assert one is not other
