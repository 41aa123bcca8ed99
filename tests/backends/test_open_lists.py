"""A list that may go on: whatever further records it holds, the answer without them told is compatible with that."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programs import cases, sources

from dsl.check import check_sources
from dsl.functions import function, names
from dsl.typed.program import Program
from engine.answer.answering import answer
from engine.answer.ordinary import ordinary
from engine.backends.walker import Walker
from engine.case.case import Case, More
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.explain.trace import trace
from engine.library.knowledge import KnowledgeBase
from engine.meaning.intervals import Interval, MayGoOnError, OpenList, hull, within
from engine.meaning.marks import ABSENT

random_programs = settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example]
)


def checked(files: dict[str, str]) -> Program:
    found = check_sources(files)
    assert found.is_sound, [(d.code, d.message) for d in found.diagnostics]
    return found.programs[0]


def compatible(known_within_bounds: Any, concrete: Any) -> bool:
    """Whether a value may turn out to be a concrete one; what isn't known there either tells nothing."""
    if concrete is None or known_within_bounds is None:
        return True
    if isinstance(known_within_bounds, Interval):
        return known_within_bounds.holds(concrete)
    return bool(known_within_bounds == concrete)


@pytest.mark.suite
@random_programs
@given(sources(), cases, st.data())
def test_every_number_of_further_records_is_compatible_with_what_is_open(
    files: dict[str, str], known: dict[str, Any], data: st.DataObject
) -> None:
    knowledge = KnowledgeBase(checked(files))
    records = known.get("events", [])
    told = data.draw(st.integers(0, len(records)))
    left = len(records) - told
    limit = data.draw(st.sampled_from([None, left, left + 2]))
    for question in knowledge.program.questions:
        root = knowledge.root(question)
        concrete = Walker(knowledge.meaning, Case(knowledge, known).frame()).value(root)
        case = Case(knowledge, {**known, "events": records[:told]}, more={"events": More(limit)})
        bounded = knowledge.walker(case.frame()).value(root)
        assert compatible(bounded, concrete), (question, bounded, concrete)
        decided = knowledge.decision(question)(case.frame())
        assert compatible(decided, concrete)
        closed = knowledge.decision(question)(case.closed().frame())
        assert decided is None or closed is not None
        assert compatible(decided, closed)


@pytest.mark.suite
@random_programs
@given(sources(), cases)
def test_what_may_go_on_is_answered_and_explained_alike_each_time(files: dict[str, str], known: dict[str, Any]) -> None:
    knowledge = KnowledgeBase(checked(files))
    for question in knowledge.program.questions:
        case = Case(knowledge, {**known, "events": known.get("events", [])}, more={"events": More()})
        found = [answer(case, question) for _ in range(2)]
        assert len({(each.answer, str(each.value)) for each in found}) == 1
        if found[0].answer in ("yes", "no", "value"):
            assert [str(trace(each)) for each in found] == [str(trace(found[0]))] * 2
        assert found[0].answer != "undetermined" or found[0].missing


@pytest.mark.suite
@random_programs
@given(sources(), cases)
def test_a_list_that_may_go_on_by_none_is_the_list(files: dict[str, str], known: dict[str, Any]) -> None:
    knowledge = KnowledgeBase(checked(files))
    whole = {**known, "events": known.get("events", [])}
    for question in knowledge.program.questions:
        case = Case(knowledge, whole, more={"events": More(0)})
        found = knowledge.decision(question)(case.frame())
        assert found == knowledge.decision(question)(case.closed().frame())


# ---- a small contract

VOCABULARY = """vocabulary
party owner en "the owner" fr "le loueur"
topic renting en "Renting" fr "Location"
choice kind en "kind" fr "genre" option scratch en "scratch" fr "rayure" option dent en "dent" fr "bosse"
record damage en "a damage" fr "un dégât"
  field kind: kind en "its kind" fr "son genre" ask en "?" fr "?"
  field cost: money en "its cost" fr "son coût" ask en "?" fr "?"
  field on: date en "its day" fr "son jour" ask en "?" fr "?"
fact damages: list of damage en "the damages" fr "les dégâts" ask en "?" fr "?"
question how-many topic renting en "How many?" fr "Combien ?" asks value number
question fee topic renting en "Which fee?" fr "Quels frais ?" asks value fee
question any topic renting en "Any dent?" fr "Une bosse ?" asks value any_dent
question all topic renting en "All dents?" fr "Que des bosses ?" asks value all_dents
question first topic renting en "The first day?" fr "Le premier jour ?" asks value first_day
question second topic renting en "The second day?" fr "Le deuxième jour ?" asks value second_day
question many topic renting en "Many?" fr "Beaucoup ?" asks value many
question alone topic renting en "Is one alone?" fr "Un seul ?" asks value one_alone
"""
RENTAL = """document rental en "Rental" fr "Location" cites articles currency EUR calendar FR
edition first
clause 1 en "Damage" fr "Dégâts"
value number: integer by §1 en "number" fr "nombre" is count of d in damages where (d.kind is dent)
table fee: percent by §1 en "fee" fr "frais" on number
  case 0 gives 0 %
  case 1 gives 10 %
  case 2 gives 20 %
  case 3 or more gives 50 % by §1
value any_dent: boolean by §1 en "a dent" fr "une bosse" otherwise en "none" fr "aucune"
  is some d in damages has (d.kind is dent)
value all_dents: boolean by §1 en "all dents" fr "que des bosses" otherwise en "not all" fr "pas toutes"
  is every d in damages has (d.kind is dent)
value first_day: optional date by §1 en "first day" fr "premier jour" is earliest of (d.on) for d in damages
value second_day: optional date by §1 en "second day" fr "deuxième jour" is nth (2) of (d.on) for d in damages
value many: boolean by §1 en "many" fr "beaucoup" otherwise en "few" fr "peu" is number >= 2
value alone of damage: boolean by §1 en "alone" fr "seul" otherwise en "not alone" fr "pas seul"
  is not (some d in damages has (d.on < damage.on))
value one_alone: boolean by §1 en "one alone" fr "un seul" otherwise en "none alone" fr "aucun seul"
  is some d in damages has (d.alone)
"""
ONE = '[[facts.damages]]\nkind = "dent"\ncost = "5.00 EUR"\non = 2024-03-01\n'
NONE_OF_THEM = '[[facts.damages]]\nkind = "scratch"\non = 2024-03-01\n'


@cache
def rental() -> KnowledgeBase:
    return KnowledgeBase(checked({"v.clause": VOCABULARY, "r.clause": RENTAL}))


def case_of(text: str) -> Case:
    return CaseReader(rental()).read(parse_case(text, "case.toml"))


@pytest.mark.parametrize(
    ("facts", "more", "question", "expected", "value"),
    [
        (ONE, "true", "how-many", "value", Interval(1, None)),
        (ONE, '"at most 2"', "how-many", "value", Interval(1, 3)),
        (ONE, "true", "fee", "value", Interval(Decimal("0.10"), Decimal("0.50"))),
        (ONE, '"at most 1"', "fee", "value", Interval(Decimal("0.10"), Decimal("0.20"))),
        (ONE * 3, "true", "fee", "value", Decimal("0.50")),
        (ONE, "true", "any", "yes", True),
        (NONE_OF_THEM, "true", "any", "undetermined", None),
        (NONE_OF_THEM, "true", "all", "no", False),
        (ONE, "true", "all", "undetermined", None),
        (ONE * 2, "true", "many", "yes", True),
        (ONE, "true", "many", "undetermined", None),
        (NONE_OF_THEM, '"at most 1"', "many", "no", False),
        (ONE, "true", "first", "value", Interval(None, date(2024, 3, 1))),
        (ONE, "false", "first", "value", date(2024, 3, 1)),
        (ONE * 2, "true", "second", "value", Interval(None, date(2024, 3, 1))),
        (ONE, "true", "second", "undetermined", None),
        ("", '"at most 1"', "many", "no", False),
        ("", "true", "how-many", "value", Interval(0, None)),
    ],
)
def test_counts_are_known_from_below_and_the_rest_follows(
    facts: str, more: str, question: str, expected: str, value: Any
) -> None:
    found = answer(case_of(f"[more]\ndamages = {more}\n{facts}"), question)
    assert (found.answer, found.value) == (expected, value)
    assert [missing.name for missing in found.missing] == (["damages"] if expected == "undetermined" else [])


def test_what_is_not_known_of_a_record_told_is_missing_whatever_else_there_may_be() -> None:
    found = answer(case_of('[more]\ndamages = true\n[[facts.damages]]\ncost = "1.00 EUR"\n'), "fee")
    assert found.answer == "undetermined"
    assert [missing.name for missing in found.missing] == ["damages[1].kind", "damages"]


def test_further_records_are_taken_to_leave_those_told_as_they_are() -> None:
    text = f"[more]\ndamages = true\n{ONE}"
    assert answer(case_of(text), "alone").answer == "undetermined"
    found = ordinary(case_of(text), "alone")
    assert found.answer.answer == "yes"
    assert [(item.presumable.name, item.outcome) for item in found.rests_on] == [
        ("damages[more]", ("undetermined", None))
    ]
    withheld = ordinary(case_of(f"{text}[standing]\ndamages = {{ is = 'open' }}\n"), "alone")
    assert withheld.answer.answer == "undetermined"
    assert ordinary(case_of(text), "all").answer.answer == "undetermined"


# ---- bounds


def test_an_open_list_is_taken_for_complete_by_nobody() -> None:
    with pytest.raises(MayGoOnError):
        list(OpenList([], [], None))


def test_bounds_meet_in_a_value_and_vanish_together() -> None:
    assert within(1, 1) == 1
    assert within(None, None) is None
    assert within(1, 1, optional=True) == Interval(1, 1, True)
    assert hull([1, Interval(3, None), 2], ordered=True) == Interval(1, None)
    assert hull([1, ABSENT], ordered=True) == Interval(1, 1, True)
    assert hull([1, None], ordered=True) is None
    assert hull([True, True], ordered=False) is True
    assert hull([True, False], ordered=False) is None


@pytest.mark.parametrize("name", [name for name in names() if function(name).rising])
@given(data=st.data())
def test_what_is_said_to_rise_never_falls(name: str, data: st.DataObject) -> None:
    law, sample = rental().meaning.laws[name], function(name).sample[0]
    assert function(name).rising == {0}
    first = sample[0]
    match first:
        case datetime():
            steps = st.timedeltas(timedelta(0), timedelta(days=900))
        case date():
            steps = st.timedeltas(timedelta(0), timedelta(days=900)).map(lambda step: timedelta(days=step.days))
        case Fraction():
            steps = st.fractions(0, 50)
        case _:
            steps = st.integers(0, 5000).map(lambda number: Decimal(number).scaleb(-2))
    start = data.draw(steps)
    one, other = first + start, first + start + data.draw(steps)
    assert law(one, *sample[1:]) <= law(other, *sample[1:])
