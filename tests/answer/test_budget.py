"""However much is unknown, the search ends soon, and says of what it tells whether it was all there is."""

from datetime import date

import pytest

from dsl.check import check_sources
from dsl.typed.program import Operation, Reference, Type
from engine.answer.answering import answer
from engine.answer.search import Search, Standing
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.library.knowledge import KnowledgeBase
from engine.library.library import Library

pytestmark = pytest.mark.suite

BOOLEAN = Type("boolean")


def knowledge(names: list[str]) -> KnowledgeBase:
    facts = "\n".join(
        f'fact {name}: boolean en "{name}" fr "{name}" otherwise en "not {name}" fr "non {name}" ask en "{name}?" '
        f'fr "{name} ?"'
        for name in names
    )
    checked = check_sources(
        {
            "v.clause": f"vocabulary\n{facts}",
            "d.clause": 'document small en "Small" fr "Petit" cites articles\nedition first\nclause 1 en "One" fr "Un"',
        }
    )
    assert checked.is_sound, checked.diagnostics
    return KnowledgeBase(checked.programs[0])


@pytest.mark.parametrize("operator", ["and", "or"])
def test_three_hundred_unknown_facts_are_all_told_exactly(operator: str) -> None:
    names = [f"fact_{number}" for number in range(300)]
    base = knowledge(names)
    root = Operation(operator, tuple(Reference("fact", name, BOOLEAN) for name in names), BOOLEAN)
    search = Search(Case(base, {}), root)
    found = search.relevances()
    assert [base.layout.inputs[relevance.key[0]][1] for relevance in found] == names
    assert {relevance.standing for relevance in found} == {Standing.MATTERS}
    assert {relevance.alone for relevance in found} == {True}


def test_facts_that_cancel_each_other_out_are_excluded() -> None:
    base = knowledge(["first", "second"])
    first, second = (Reference("fact", name, BOOLEAN) for name in ("first", "second"))
    never = Operation("and", (first, Operation("not", (first,), BOOLEAN)), BOOLEAN)
    search = Search(Case(base, {}), Operation("or", (second, never), BOOLEAN))
    assert [found.standing for found in search.relevances()] == [Standing.MATTERS, Standing.EXCLUDED]


OUTAGE = '[[facts.outages]]\nclass = "A"\n'


@pytest.mark.parametrize(
    ("question", "outages"), [("client-owed-penalty", 4), ("client-owed-penalty", 12), ("penalty-amount", 2)]
)
def test_outages_of_which_little_is_known_take_no_more_work_than_allowed(question: str, outages: int) -> None:
    library = Library.open()
    entry = next(entry for entry in library.entries if entry.document == "infomaniak-jelastic-cloud")
    case = CaseReader(library.knowledge(entry)).read(parse_case(OUTAGE * outages, "facts.toml"), on=date(2024, 6, 20))
    found = answer(case, question)
    assert found.answer == "undetermined"
    assert found.missing
    assert any(missing.name.startswith("outages[") for missing in found.missing)
