"""What a sweep says that a step changes, the walker says as well, and of no other step."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.typed.program import Expression
from engine.answer.candidates import Candidates, Valued
from engine.answer.circuit import Circuit
from engine.answer.sweeping import Step, Sweep
from engine.answer.symbolic import Symbolic
from engine.answer.terms import Term, Terms
from engine.backends.walker import Walker
from engine.case.case import Case
from engine.meaning.marks import ABSENT
from tests.answer.test_symbolic import INPUTS, KNOWLEDGE, completed, completions
from tests.backends.expressions import booleans, facts


@pytest.mark.suite
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(booleans(), facts, st.data())
def test_a_step_changes_what_the_walker_says_it_does(
    expression: Expression, known: dict[str, Any], data: st.DataObject
) -> None:
    case, definition = Case(KNOWLEDGE, known), KNOWLEDGE.meaning.asked(expression)
    frame = case.frame()
    terms = Terms(INPUTS, Circuit(100_000))
    lengths = {key[0]: 1 for key in INPUTS.unknown(frame) if INPUTS.is_list(key)}
    outcomes = Symbolic(INPUTS, frame, terms, lengths).ways(definition)
    told = all(term.compute or term.ways or term.key for term in terms._terms.values())
    told = told and "'nth'" not in repr(expression)  # which record is read may be one that isn't there
    if not terms.choices or not told:  # of what no formula tells a sweep supposes that it doesn't hold
        return
    candidates = Candidates(INPUTS, date(2024, 6, 14), frame)
    seen = [data.draw(completions(known))[1] for _ in range(3)]
    exist = {key: value for chosen in seen for key, value in chosen.items() if value is not ABSENT}
    here = Valued(candidates, {key: exist.get(key, candidates.usual(key)) for key in terms.ordered})
    starts = [
        {
            key: chosen[key]
            for key, choice in terms.choices.items()
            if chosen[key] is ABSENT or not any(isinstance(option, Term) for option, _ in choice.options)
        }
        for chosen in seen
    ]
    steps = [Step(key, option, here, True) for key, choice in terms.choices.items() for option, _ in choice.options]
    rest = {key: value for key, value in seen[0].items() if key not in terms.choices and key not in terms.ordered}

    def says(start: dict[Any, Any]) -> bool | None:
        whole = completed(case, {**rest, **here.world, **start})
        found: bool | None = Walker(KNOWLEDGE.meaning, whole).value(definition)
        return found

    expected = [step for step in steps if any(says(start) is not says(step.taken(start)) for start in starts)]
    assert [step for step, _ in Sweep(terms, outcomes).changed(starts, here, steps)] == expected


def test_of_a_choice_the_test_and_the_one_chosen_decide() -> None:
    frame = Case(KNOWLEDGE, {}).frame()
    keys = list(INPUTS.unknown(frame))[:3]
    terms = Terms(INPUTS, Circuit(100))
    test, yes, no = (terms.choice(key, (True, False)).options[0][1] for key in keys)
    found = terms.circuit.choose(test, yes, no)
    here = Valued(Candidates(INPUTS, None, frame), {})
    steps = [Step(key, option, here, True) for key in keys for option in (True, False)]
    sweep = Sweep(terms, ((found, True), (-found, False)))
    for chosen, deciding in (((True, True, False), keys[:2]), ((False, True, True), keys[2:])):
        changed = {step.key for step, _ in sweep.changed([dict(zip(keys, chosen, strict=True))], here, steps)}
        assert changed == set(deciding)
