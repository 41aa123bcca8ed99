"""A norm for each member of a list, and parties taken from a case: held to an oracle of three truth values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.check import check_sources
from dsl.surface.formatter import format_source
from engine.answer.answering import answer
from engine.answer.layers import Layers
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.explain.opinion import opinion_on
from engine.library.knowledge import KnowledgeBase

SOURCE = """document company en "Company" cites articles languages en
edition first
party company en "the company"
party agent en "the agent"
party rival en "the rival"
topic t en "T"
action pay en "pay"
action vote en "vote"
action call en "call the meeting"
fact declared: boolean en "declared" otherwise en "not declared" ask en "?"
fact chair: party en "the chair" ask en "?"
fact frozen: boolean en "frozen" otherwise en "not frozen" ask en "?"
record holder en "shareholder"
  field shares: integer en "shares" ask en "?"
  field waived: boolean en "waived" otherwise en "not waived" ask en "?"
  field paid: boolean en "paid" otherwise en "not paid" ask en "?"
  field voter: party en "voter" ask en "?"
fact holders: list of holder en "the shareholders" ask en "?"
question owed topic t en "?" asks position claim of holder to pay
question must-pay topic t en "?" asks position obligation of company to pay
question breach topic t en "?" asks breach by company
question may-vote topic t en "?" asks position power of agent to vote
question must-call topic t en "?" asks position obligation of agent to call
question how-many topic t en "?" asks value how_many
question all-owed topic t en "?" asks value all_owed
clause 1 en "C"
claim dividend for each h in holders by §1
  h is owed pay from company
  en "A shareholder is owed the dividend."
  when declared
  when h.shares > 0
obligation payment for each holder in holders by §2
  company must pay towards holder
  en "The company pays each shareholder."
  when live(dividend of holder)
  breached when not holder.paid
exception waiver for each h to dividend by §3
  en "Not who waived."
  when h.waived
exception freeze to dividend by §4
  en "Not while everything is frozen."
  when frozen
power voting for each h in holders by §5
  h.voter may vote
  en "Whoever is named for shares votes."
  when h.shares > 0
obligation meeting by §6
  chair must call
  en "The chair calls the meeting."
value how_many: integer by §7
  en "number of those who are owed it"
  is count of h in holders where (live(dividend of h))
value all_owed: boolean by §7
  en "all are owed it"
  otherwise en "not all are owed it"
  is every h in holders has (live(dividend of h))
"""
KNOWLEDGE = KnowledgeBase(check_sources({"company.clause": SOURCE}).programs[0])
Truth = bool | None


def all_of(parts: Iterable[Truth]) -> Truth:
    found = list(parts)
    return False if False in found else None if None in found else True


def not_(truth: Truth) -> Truth:
    return None if truth is None else not truth


def any_of(parts: Iterable[Truth]) -> Truth:
    return not_(all_of(map(not_, parts)))


def above_zero(number: int | None) -> Truth:
    return None if number is None else number > 0


def is_agent(party: str | None) -> Truth:
    return None if party is None else party == "agent"


parties, yes_no = st.sampled_from(["agent", "rival"]), st.booleans()
holders = st.lists(
    st.fixed_dictionaries(
        {}, optional={"shares": st.integers(0, 2), "waived": yes_no, "paid": yes_no, "voter": parties}
    ),
    max_size=4,
)
facts = st.fixed_dictionaries({"holders": holders}, optional={"declared": yes_no, "frozen": yes_no, "chair": parties})


def written(facts: dict[str, Any], may_go_on: bool) -> str:
    def toml(value: Any) -> str:
        match value:
            case bool():
                return str(value).lower()
            case str():
                return f'"{value}"'
            case list():
                return f"[{', '.join(map(toml, value))}]"
            case dict():
                return f"{{ {', '.join(f'{key} = {toml(part)}' for key, part in value.items())} }}"
            case _:
                return str(value)

    more = "[more]\nholders = true\n" if may_go_on else ""
    return f"{more}[facts]\n" + "".join(f"{name} = {toml(value)}\n" for name, value in facts.items())


@pytest.mark.suite
@settings(max_examples=120, deadline=None)
@given(facts, yes_no)
def test_every_question_is_answered_as_the_oracle_does(facts: dict[str, Any], may_go_on: bool) -> None:
    case = CaseReader(KNOWLEDGE).read(parse_case(written(facts, may_go_on), "case.toml"), None, None, {})
    further: list[Truth] = [None] if may_go_on else []
    listed = facts["holders"]
    given_at_all = all_of([facts.get("declared"), not_(facts.get("frozen"))])
    owed = [all_of([given_at_all, above_zero(h.get("shares")), not_(h.get("waived"))]) for h in listed]
    breached = [all_of([each, not_(h.get("paid"))]) for each, h in zip(owed, listed, strict=True)]
    votes = [all_of([above_zero(h.get("shares")), is_agent(h.get("voter"))]) for h in listed]
    none_ever = given_at_all is False
    expected = {
        "owed": False if none_ever else any_of([*owed, *further]),
        "must-pay": False if none_ever else any_of([*owed, *further]),
        "breach": False if none_ever else any_of([*breached, *further]),
        "may-vote": any_of([*votes, *further]),
        "must-call": is_agent(facts.get("chair")),
        "all-owed": all_of([*owed, *further]),
    }
    words = {True: "yes", False: "no", None: "undetermined"}
    for question, truth in expected.items():
        assert answer(case, question).answer == words[truth], question
    counted = answer(case, "how-many")
    if none_ever:
        assert counted.value == 0
    elif not may_go_on and None not in owed:
        assert counted.value == owed.count(True)


@settings(max_examples=15, deadline=None)
@given(facts, yes_no)
def test_what_is_shown_and_what_is_told_of_it(facts: dict[str, Any], may_go_on: bool) -> None:
    """The claimant shows what its claim rests on; what defeats it is for the other side."""
    case = CaseReader(KNOWLEDGE).read(parse_case(written(facts, may_go_on), "case.toml"), None, None, {})
    shown = {
        "owed": facts.get("frozen") is not True
        and any(
            facts.get("declared") is True and h.get("shares", 0) > 0 and h.get("waived") is not True
            for h in facts["holders"]
        ),
        "may-vote": any(h.get("shares", 0) > 0 and h.get("voter") == "agent" for h in facts["holders"]),
    }
    for question, is_shown in shown.items():
        layers = Layers(case, question)
        found = layers.unproved
        assert found is not None
        assert found.answer == ("yes" if is_shown else "no"), question
        assert opinion_on(layers.ordinarily.answer).short


def test_what_is_missing_is_asked_of_the_member() -> None:
    told = {"declared": True, "frozen": False, "holders": [{"shares": 0}, {"shares": 1}]}
    case = CaseReader(KNOWLEDGE).read(parse_case(written(told, False), "case.toml"), None, None, {})
    assert [missing.name for missing in answer(case, "owed").missing] == ["holders[2].waived"]


def test_it_is_set_as_it_is_written() -> None:
    clause = SOURCE[SOURCE.index("claim dividend") : SOURCE.index("\nvalue how_many") + 1]
    formatted, trouble = format_source(SOURCE, "company.clause")
    assert not trouble
    assert "".join(line for line in formatted.splitlines(True) if line.strip()).count(clause) == 1
