"""Whose position a norm of several bearers is, and whose breach: held to an oracle that knows only sets of parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from dsl.check import check_sources
from dsl.norm_kinds import NORM_KINDS
from dsl.surface.formatter import format_source
from engine.answer.answering import answer
from engine.case.case import Case
from engine.export.targets import legalruleml
from engine.library.knowledge import KnowledgeBase

PARTIES = ("ada", "ben", "cleo")
KINDS = {"power": "may", "obligation": "must", "claim": "is owed"}
HEAD = "".join(
    [
        'document d en "D" cites articles languages en\nedition first\n',
        *(f'party {party} en "{party}"\n' for party in PARTIES),
        'topic t en "T"\naction act en "act"\n',
        *(f'question breach-{party} topic t en "?" asks breach by {party}\n' for party in PARTIES),
    ]
)


@dataclass(frozen=True)
class Norm:
    """One norm: its kind, its bearers, and how they bear it; `is_each` where it is one of each."""

    kind: str
    bearers: tuple[str, ...]
    plurality: str

    @property
    def is_each(self) -> bool:
        return self.plurality in ("each", "severally")

    def written(self, number: int) -> str:
        """Live where a fact is so, or, for each bearer, where that bearer is the one whom a fact names."""
        condition = f"who_{number} is bearer" if self.is_each else f"so_{number}"
        breached = " breached when failed" if self.kind == "obligation" else ""
        return (
            f'fact so_{number}: boolean en "so" otherwise en "not so" ask en "?"\n'
            f'fact who_{number}: party en "who" ask en "?"\n'
            f'{self.kind} n{number} by §1 {", ".join(self.bearers)} {self.plurality} {KINDS[self.kind]} act en "N."'
            f" when {condition}{breached}\n"
        )

    def units(self, facts: dict[str, Any], number: int) -> list[tuple[set[str], bool]]:
        """What the norm comes to: whom it is of, and whether it is live."""
        if self.is_each:
            return [({bearer}, facts[f"who_{number}"] == bearer) for bearer in self.bearers]
        return [(set(self.bearers), facts[f"so_{number}"])]


def norms() -> st.SearchStrategy[list[Norm]]:
    def of_kind(kind: str) -> st.SearchStrategy[Norm]:
        several = st.lists(st.sampled_from(PARTIES), min_size=2, max_size=3, unique=True).map(tuple)
        borne = st.builds(Norm, st.just(kind), several, st.sampled_from(NORM_KINDS[kind].pluralities))
        alone = st.builds(Norm, st.just(kind), st.sampled_from(PARTIES).map(lambda one: (one,)), st.just(""))
        return borne | alone

    return st.lists(st.sampled_from(sorted(KINDS)).flatmap(of_kind), min_size=1, max_size=3)


def holds(norm: Norm, of: set[str], parties: set[str]) -> bool:
    """The oracle: power of attorney for the many, duty for each."""
    if norm.kind == "obligation":
        return all(party in of for party in parties)
    if norm.plurality == "jointly":
        return all(bearer in parties for bearer in of)
    return any(bearer in parties for bearer in of)


@pytest.mark.suite
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_positions_and_breaches_are_whose_the_oracle_says(data: st.DataObject) -> None:
    declared = data.draw(norms())
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    parties = data.draw(st.lists(st.sampled_from(PARTIES), min_size=1, max_size=3, unique=True))
    facts: dict[str, Any] = {"failed": data.draw(st.booleans())}
    for number, _ in enumerate(declared):
        facts |= {f"so_{number}": data.draw(st.booleans()), f"who_{number}": data.draw(st.sampled_from(PARTIES))}
    source = (
        f'{HEAD}question position topic t en "?" asks position {kind} of {", ".join(parties)} to act\n'
        'fact failed: boolean en "failed" otherwise en "not failed" ask en "?"\nclause 1 en "C"\n'
        + "".join(norm.written(number) for number, norm in enumerate(declared))
    )
    checked = check_sources({"d.clause": source})
    assert checked.is_sound, checked.diagnostics
    formatted, trouble = format_source(source, "d.clause")
    again = check_sources({"d.clause": formatted})
    assert not trouble
    assert again.programs[0].norms.keys() == checked.programs[0].norms.keys()
    case = Case(KnowledgeBase(checked.programs[0]), facts)

    units = [(norm, *unit) for number, norm in enumerate(declared) for unit in norm.units(facts, number)]
    concerned = [unit for unit in units if unit[0].kind == kind and not unit[1].isdisjoint(parties)]
    position = any(live and holds(norm, of, set(parties)) for norm, of, live in concerned)
    assert answer(case, "position").answer == (("yes" if position else "no") if concerned else "silent")
    for party in PARTIES:
        duties = [live for norm, of, live in units if norm.kind == "obligation" and party in of]
        breach = facts["failed"] and any(duties)
        assert answer(case, f"breach-{party}").answer == (("yes" if breach else "no") if duties else "silent")


def test_legalruleml_names_every_bearer_and_how_they_bear_it() -> None:
    from engine.export.target import Exported

    source = f'{HEAD}clause 1 en "C"\n' + Norm("obligation", ("ada", "ben"), "jointly and severally").written(0)
    source += 'claim owed by §2 ben, cleo jointly is owed act en "N."\n'
    source += 'fact failed: boolean en "failed" otherwise en "not failed" ask en "?"\n'
    checked = check_sources({"d.clause": source})
    root = legalruleml.TARGET.written(Exported(program=checked.programs[0], places=(), language="en"))
    space = {"l": legalruleml.LRML, "r": legalruleml.RULEML}
    duty = root.find(".//l:Obligation[@key='deontic-n0']", space)
    assert duty is not None
    assert [found.get("iri") for found in duty.findall(".//l:Bearer", space)] == [
        "urn:opposable:party:ada",
        "urn:opposable:party:ben",
    ]
    how = [str(found) for found in duty.xpath("r:slot/r:Ind/@iri", namespaces=space)]
    assert "urn:opposable:plurality:jointly-and-severally" in how
    assert b"urn:opposable:plurality:jointly<" not in etree.tostring(root)
    assert root.xpath("//r:Ind[@iri='urn:opposable:plurality:jointly']", namespaces=space)


@pytest.mark.parametrize(
    ("bearing", "code"),
    [
        ("ada, ben", "plurality-of-bearers"),
        ("ada each", "plurality-of-bearers"),
        ("ada, ada jointly", "plurality-of-bearers"),
        ("ada, ben each and", "unexpected-word"),
        ("ada, ben each", ""),
        ("ada,ben  jointly\n  and severally", ""),
    ],
)
def test_how_several_bear_a_norm_is_said_and_fits(bearing: str, code: str) -> None:
    source = f'{HEAD}clause 1 en "C"\nobligation n by §1 {bearing} must act en "N."\n'
    found = {diagnostic.code for diagnostic in check_sources({"d.clause": source}).diagnostics if diagnostic.is_error}
    assert found == ({code} if code else set())
