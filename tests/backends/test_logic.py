"""The laws of the evaluation: generated code against the reference evaluator, and what more knowledge may change."""

from typing import Any

import pytest
from expressions import booleans, facts, small_program
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.typed.program import Expression, Operation, Type
from engine.backends.python.notes import Kept
from engine.backends.walker import Walker
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase
from engine.meaning.meaning import Meaning

pytestmark = pytest.mark.suite

KNOWLEDGE = KnowledgeBase(small_program())
MEANING = Meaning(KNOWLEDGE.program)
BOOLEAN = Type("boolean")


def decide(expression: Expression, known: dict[str, Any]) -> Any:
    return KNOWLEDGE.compile(expression)(Case(KNOWLEDGE, known).frame())


@settings(deadline=None, max_examples=40)
@given(booleans(), facts)
def test_generated_code_agrees_with_the_walker(expression: Expression, known: dict[str, Any]) -> None:
    frame = Case(KNOWLEDGE, known).frame()
    assert decide(expression, known) == Walker(MEANING, frame).value(MEANING.asked(expression))


@settings(deadline=None, max_examples=30)
@given(booleans(), facts, facts)
def test_what_is_decided_stays_decided_when_more_becomes_known(
    expression: Expression, known: dict[str, Any], more: dict[str, Any]
) -> None:
    before = decide(expression, known)
    if before is not None:
        assert decide(expression, {**more, **known}) == before


@settings(deadline=None, max_examples=40)
@given(booleans(2), booleans(2), facts)
def test_de_morgan_and_double_negation_hold_with_unknowns(
    one: Expression, other: Expression, known: dict[str, Any]
) -> None:
    def negated(expression: Expression) -> Expression:
        return Operation("not", (expression,), BOOLEAN)

    joined = negated(Operation("and", (one, other), BOOLEAN))
    split = Operation("or", (negated(one), negated(other)), BOOLEAN)
    assert decide(joined, known) == decide(split, known)
    assert decide(negated(negated(one)), known) == decide(one, known)


@settings(deadline=None, max_examples=40)
@given(booleans(2), facts)
def test_recording_does_not_change_the_answer(expression: Expression, known: dict[str, Any]) -> None:
    frame = Case(KNOWLEDGE, known).frame()
    frame[-1], frame[-2] = [], Kept()
    assert KNOWLEDGE.compile(expression, recording=True)(frame) == decide(expression, known)


@settings(deadline=None, max_examples=25)
@given(st.lists(booleans(1), min_size=2, max_size=60), facts)
def test_long_conjunctions_compile(operands: list[Expression], known: dict[str, Any]) -> None:
    found = [decide(operand, known) for operand in operands]
    expected = False if False in found else None if None in found else True
    assert decide(Operation("and", tuple(operands), BOOLEAN), known) is expected
