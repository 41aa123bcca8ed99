"""Definitions: a program that calls them is the program in which they are written out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsl.check import Checked, check_sources
from dsl.surface.formatter import format_source
from dsl.typed import program as p

HEAD = """document quay en "Quay" cites articles currency EUR
edition first
party keeper en "the keeper"
topic fees en "Fees"
record visit en "visit"
  field began: date en "first day" ask en "When?"
  field cost: money en "cost" ask en "How much?"
fact visits: list of visit en "visits" ask en "Which?"
fact fee: money en "fee" ask en "Fee?"
fact as_of: date en "date of the question" ask en "As of which date?"
question due topic fees en "What is due?" asks value due
clause 1 en "Terms"
{definitions}
clause 2 en "Due"
value due: {type} by §1 en "due" is {expression}
"""


def checked(expression: str, definitions: str = "", type_: str = "money") -> Checked:
    """What checking a document comes to whose only value is an expression."""
    return check_sources({"a.clause": HEAD.format(definitions=definitions, type=type_, expression=expression)})


def due(found: Checked) -> p.Value:
    """The value of a sound document."""
    assert {diagnostic.code for diagnostic in found.diagnostics} <= {"unused"}, found.diagnostics
    return found.programs[0].values["due"]


AMOUNTS = st.recursive(
    st.sampled_from(["fee", "2 EUR", "sum of (v.cost) for v in visits"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} + {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"larger({pair[0]}, {pair[1]})"),
        inner.map(lambda one: f"doubled({one})"),
        inner.map(lambda one: f"(sum of (doubled(v.cost)) for v in visits where (v.cost > {one}))"),
    ),
    max_leaves=6,
)
DEFINITIONS = """define larger of (a, b) is if a > b then a else b
define doubled of (a) is larger(a, a) + a"""


def written_out(expression: str) -> str:
    """The same without definitions, by replacing innermost calls in the text."""
    while True:
        at = max(expression.rfind("larger("), expression.rfind("doubled("))
        if at < 0:
            return expression
        opening = expression.index("(", at)
        depth, parts, start = 1, [], opening + 1
        for index in range(opening + 1, len(expression)):
            sign = expression[index]
            depth += {"(": 1, ")": -1}.get(sign, 0)
            if (sign == "," and depth == 1) or depth == 0:
                parts.append(expression[start:index].strip())
                start = index + 1
            if depth == 0:
                break
        if expression[at] == "l":
            a, b = parts
            whole = f"(if {a} > {b} then {a} else {b})"
        else:
            (a,) = parts
            whole = f"((if {a} > {a} then {a} else {a}) + {a})"
        expression = expression[:at] + whole + expression[index + 1 :]


@given(AMOUNTS)
def test_a_call_is_what_is_written_out(expression: str) -> None:
    called = due(checked(expression, DEFINITIONS))
    assert called.expression == due(checked(written_out(expression))).expression


def test_an_argument_is_never_captured() -> None:
    later = "define later of (day) is count of v in visits where (v.began > day)"
    found = due(checked("count of v in visits where (later(v.began) > 0)", later, "integer")).expression
    assert isinstance(found, p.Aggregate)
    assert isinstance(found.where, p.Operation)
    inner = found.where.operands[0]
    assert isinstance(inner, p.Aggregate)
    assert inner.variable != found.variable
    assert isinstance(inner.where, p.Operation)
    one, other = inner.where.operands
    assert isinstance(one, p.FieldReference)
    assert isinstance(other, p.FieldReference)
    assert (one.variable, other.variable) == (inner.variable, found.variable)


def test_what_calls_a_definition_cites_its_passages() -> None:
    definitions = "define tax of (a) by §3 is prorated(a, 5 %, 0.01 EUR, up)\ndefine gross of (a) by §4 is a + tax(a)"
    assert due(checked("gross(fee)", definitions)).citations == ("2 §1", "1 §3", "1 §4")


def test_a_record_is_given_by_its_name() -> None:
    costly = "define costly of (visit) is visit.cost > 50 EUR"
    due(checked("count of v in visits where (costly(v))", costly, "integer"))
    found = checked("count of v in visits where (costly(v.cost))", costly, "integer")
    assert [diagnostic.code for diagnostic in found.diagnostics] == ["not-a-record"]


def test_what_grows_beyond_reason_is_refused_at_once() -> None:
    calls = "twice(" * 40 + "fee" + ")" * 40
    found = checked(calls, "define twice of (a) is a + a")
    assert {diagnostic.code for diagnostic in found.diagnostics} == {"nested-too-deep"}


def test_a_definition_is_set_as_it_is_written() -> None:
    source = HEAD.format(definitions=DEFINITIONS, type="money", expression="doubled(fee)")
    once, _ = format_source(source, "a.clause")
    assert once is not None
    assert "define larger of (a, b)\n  is if a > b then a else b\n" in once
    assert format_source(once, "a.clause") == (once, [])


SELECTED = """define dear by §3 selects v in visits where (v.cost > 50 EUR)
define early by §4 selects w in dear where (w.began < as_of)"""
LOOKED_THROUGH = [
    ("sum of (v.cost) for v in dear", "sum of (v.cost) for v in visits where (v.cost > 50 EUR)", "money"),
    (
        "sum of (x.cost) for x in dear where (x.cost < fee)",
        "sum of (x.cost) for x in visits where (x.cost > 50 EUR and x.cost < fee)",
        "money",
    ),
    (
        "count of x in early",
        "count of x in visits where (x.cost > 50 EUR and x.began < as_of)",
        "integer",
    ),
    (
        "some x in dear has (x.began > as_of)",
        "some x in visits has (x.cost > 50 EUR and x.began > as_of)",
        'boolean by §1 en "due" otherwise en "not due" is',
    ),
    (
        "every x in dear has (x.began > as_of)",
        "every x in visits has (not x.cost > 50 EUR or x.began > as_of)",
        'boolean by §1 en "due" otherwise en "not due" is',
    ),
    (
        "count of x in visits where (dear(x) and not early(x))",
        "count of x in visits where (x.cost > 50 EUR and not (x.began < as_of))",
        "integer",
    ),
]


def of_type(expression: str, definitions: str, type_: str) -> Checked:
    source = HEAD.format(definitions=definitions, type=type_, expression=expression)
    if type_.endswith(" is"):
        source = source.replace(f'{type_} by §1 en "due" is {expression}', f"{type_} {expression}")
    return check_sources({"a.clause": source})


@pytest.mark.parametrize(("expression", "written", "type_"), LOOKED_THROUGH)
def test_a_selection_is_its_list_with_its_condition(expression: str, written: str, type_: str) -> None:
    found, plain = due(of_type(expression, SELECTED, type_)), due(of_type(written, "", type_))
    assert _flattened(found.expression) == _flattened(plain.expression)


def _flattened(expression: p.Expression) -> p.Expression:
    """An aggregate whose conditions are joined once only, not pair by pair."""
    if not isinstance(expression, p.Aggregate):
        return expression
    return replace(expression, where=_joined(expression.where), body=_joined(expression.body))


def _joined(expression: p.Expression | None) -> p.Expression | None:
    if not isinstance(expression, p.Operation) or expression.operator != "and":
        return expression
    parts = [_joined(part) for part in expression.operands]
    flat = [
        inner
        for part in parts
        for inner in (part.operands if isinstance(part, p.Operation) and part.operator == "and" else (part,))
    ]
    return replace(expression, operands=tuple(flat))


def test_a_selection_is_cited_and_never_captured() -> None:
    assert due(of_type("count of x in early", SELECTED, "integer")).citations == ("2 §1", "1 §4", "1 §3")
    nested = "define repeated selects v in visits where (count of w in visits where (w.began = v.began) > 1)"
    found = due(of_type("count of w in repeated", nested, "integer")).expression
    assert isinstance(found, p.Aggregate)
    assert isinstance(found.where, p.Operation)
    inner = found.where.operands[0]
    assert isinstance(inner, p.Aggregate)
    assert inner.variable != found.variable


def test_a_parameter_hides_a_selection_of_its_name() -> None:
    definitions = f"{SELECTED}\ndefine total of (dear) is sum of (v.cost) for v in dear"
    everything = due(of_type("total(visits)", definitions, "money")).expression
    assert everything == due(of_type("sum of (v.cost) for v in visits", "", "money")).expression
    chosen = due(of_type("total(dear)", definitions, "money")).expression
    assert chosen == due(of_type(LOOKED_THROUGH[0][1], "", "money")).expression


@pytest.mark.parametrize(
    ("expression", "definitions", "code"),
    [
        ("count of x in a", "define a selects x in b where (x.cost > fee)\ndefine b selects x in a where (yes)",
         "circular-definition"),
        ("count of x in a", "define a selects x in visits where (some y in a has (y.cost > x.cost))",
         "circular-definition"),
        ("count of x in a", "define a selects x in fee where (fee > 1 EUR)", "not-a-list"),
        ("count of x in a", "define a selects x in visits where (x.price > fee)", "unknown-name"),
        ("if dear then 1 else 2", SELECTED, "norm-as-value"),
    ],
)  # fmt: skip
def test_what_cannot_be_selected_is_refused(expression: str, definitions: str, code: str) -> None:
    assert code in {diagnostic.code for diagnostic in of_type(expression, definitions, "integer").diagnostics}


def test_a_selection_is_set_as_it_is_written() -> None:
    source = HEAD.format(definitions=SELECTED, type="integer", expression="count of x in dear")
    set_once, mistakes = format_source(source, "a.clause")
    assert mistakes == []
    assert "define early by §4\n  selects w in dear where (w.began < as_of)\n" in set_once
    assert format_source(set_once, "a.clause") == (set_once, [])
