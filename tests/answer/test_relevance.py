"""Which unknown facts are listed as missing: exactly those on which some completion of the others makes it turn."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.check import check_sources
from dsl.typed.program import Constant, Expression, Operation, Reference, Type
from engine.answer import straight_line
from engine.answer.search import Search, Standing
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase

pytestmark = pytest.mark.suite

BOOLEAN, COLOUR, READING = Type("boolean"), Type("choice", "colour"), Type("choice", "breadth")
OPTIONS: dict[str, list[Any]] = {
    "p": [True, False],
    "q": [True, False],
    "r": [True, False],
    "c": ["red", "blue", "green"],
    "breadth": ["narrow", "wide"],
}


def knowledge() -> KnowledgeBase:
    checked = check_sources(
        {
            "v.clause": '''vocabulary
            choice colour en "colour" fr "couleur" option red en "red" fr "rouge" option blue en "blue" fr "bleu"
              option green en "green" fr "vert"
            fact p: boolean en "p" fr "p" otherwise en "not p" fr "non p" ask en "p?" fr "p ?"
            fact q: boolean en "q" fr "q" otherwise en "not q" fr "non q" ask en "q?" fr "q ?"
            fact r: boolean en "r" fr "r" otherwise en "not r" fr "non r" ask en "r?" fr "r ?"
            fact c: colour en "c" fr "c" ask en "c?" fr "c ?"''',
            "d.clause": '''document small en "Small" fr "Petit" cites articles
            edition first
            clause 1 en "One" fr "Un"
            ambiguity breadth by §1 en "How wide?" fr "Quelle étendue ?"
              reading narrow en "narrow" fr "étroit" because en "words" fr "texte"
              reading wide en "wide" fr "large" because en "purpose" fr "but"''',
        }
    )
    assert checked.is_sound, checked.diagnostics
    return KnowledgeBase(checked.programs[0])


KNOWLEDGE = knowledge()
LEAVES: list[Expression] = [
    *(Reference("fact", name, BOOLEAN) for name in "pqr"),
    *(
        Operation("equal", (Reference("fact", "c", COLOUR), Constant(option, COLOUR)), BOOLEAN)
        for option in OPTIONS["c"]
    ),
    Operation("equal", (Reference("reading", "breadth", READING), Constant("wide", READING)), BOOLEAN),
]


def joined(children: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        children.map(lambda one: Operation("not", (one,), BOOLEAN)),
        st.tuples(st.sampled_from(["and", "or"]), children, children).map(
            lambda parts: Operation(parts[0], parts[1:], BOOLEAN)
        ),
        st.tuples(children, children, children).map(lambda parts: Operation("if", parts, BOOLEAN)),
    )


expressions = st.recursive(st.sampled_from(LEAVES), joined, max_leaves=9)
known_facts = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(options) for name, options in OPTIONS.items() if name != "breadth"}
)


def truth(expression: Expression, inputs: dict[str, Any]) -> Any:
    readings = {"breadth": inputs["breadth"]} if "breadth" in inputs else {}
    given_facts = {name: value for name, value in inputs.items() if name != "breadth"}
    return KNOWLEDGE.compile(expression)(Case(KNOWLEDGE, given_facts, readings).frame())


def matters(expression: Expression, known: dict[str, Any], name: str) -> bool:
    """By trying every completion of the others."""
    others = [other for other in OPTIONS if other not in known and other != name]
    for values in product(*(OPTIONS[other] for other in others)):
        completed = known | dict(zip(others, values, strict=True))
        if len({truth(expression, completed | {name: value}) for value in OPTIONS[name]}) > 1:
            return True
    return False


@settings(deadline=None, max_examples=60)
@given(expressions, known_facts)
def test_an_input_is_relevant_exactly_if_some_completion_makes_it_decide(
    expression: Expression, known: dict[str, Any]
) -> None:
    search = Search(Case(KNOWLEDGE, known), expression)
    if search.evaluate({}) is not None:
        return
    found = {search.layout.inputs[relevance.key[0]][1]: relevance for relevance in search.relevances()}
    assert {relevance.standing for relevance in found.values()} <= {Standing.MATTERS, Standing.EXCLUDED}
    for name in OPTIONS:
        if name not in known:
            relevant = name in found and found[name].matters
            assert relevant == matters(expression, known, name), name


@settings(deadline=None, max_examples=40)
@given(expressions, known_facts)
def test_a_witness_is_what_it_says(expression: Expression, known: dict[str, Any]) -> None:
    search = Search(Case(KNOWLEDGE, known), expression)
    if search.evaluate({}) is not None:
        return
    for key in search.unknown:
        proof = search.proved.get(key)
        if proof is not None:
            answers = [search.evaluate({**proof.others, **value}) for value in proof.values]
            assert tuple(answers) == proof.answers
            assert answers[0] != answers[1]


def test_where_a_comparison_would_tip_over_beyond_every_calendar_nothing_is_tried() -> None:
    slope = Fraction(1, 10**8)
    assert straight_line.solved(date(2024, 6, 14), timedelta(days=900), Fraction(1), 1 - slope) is None
