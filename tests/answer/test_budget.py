"""However much is unknown, the search ends soon, and says of what it tells whether it was all there is."""

from datetime import UTC, date, datetime, timedelta

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


def outages(number: int, lacking: str) -> str:
    """Failures of one shape, half an hour of every fourth week, each without one of the facts that are told."""
    told = {
        "class": '"A"',
        "cause": '"failing_of_provider"',
        "beyond_control": "false",
        "inappropriate_use": "false",
        "maintenance": '"no_maintenance"',
        "follows_block": "false",
        "due_to_event": "false",
    }
    told.pop(lacking)
    texts = []
    for at in range(number):
        began = datetime(2023, 4, 3, 10, tzinfo=UTC) + timedelta(weeks=4) * at
        ended, reported = began + timedelta(minutes=30), began + timedelta(days=1)
        moments = {"began": began, "ended": ended, "resolution_announced_at": ended}
        moments |= {"report_received_at": reported, "requested_at": reported}
        fields = told | {name: moment.isoformat() for name, moment in moments.items()}
        texts.append("[[facts.outages]]\n" + "".join(f"{name} = {value}\n" for name, value in fields.items()))
    return "on = 2024-03-20\n" + "".join(texts)


def test_what_matters_of_one_outage_is_shown_of_every_other_of_its_shape() -> None:
    library = Library.open()
    entry = next(entry for entry in library.entries if entry.document == "infomaniak-jelastic-cloud")
    facts = outages(6, "beyond_control") + '[facts]\ntrial_started_on = "none"\n'
    found = answer(CaseReader(library.knowledge(entry)).read(parse_case(facts, "facts.toml")), "client-owed-penalty")
    named = {missing.name for missing in found.missing}
    assert {f"outages[{number}].beyond_control" for number in range(1, 7)} <= named


def test_where_nothing_is_told_the_formalities_of_a_claim_are_shown_to_matter_to_its_amount() -> None:
    library = Library.open()
    knowledge = library.knowledge(library.in_force("infomaniak-jelastic-cloud", None))
    root = knowledge.asked("penalty-amount").root
    assert root is not None
    search = Search(CaseReader(knowledge).read(None), root, "penalty-amount")
    names = {knowledge.layout.inputs[found.key[0]][1] for found in search.relevances() if found.matters}
    assert {"outages", "claim_gives_dates", "channel_used", "author_in_console"} <= names


def test_of_hundreds_of_outages_the_search_lays_out_nothing() -> None:
    library = Library.open()
    entry = next(entry for entry in library.entries if entry.document == "infomaniak-jelastic-cloud")
    knowledge = library.knowledge(entry)
    facts = outages(200, "beyond_control").replace("on = 2024-03-20", "on = 2039-01-01")
    case = CaseReader(knowledge).read(parse_case(facts, "facts.toml"))
    root = knowledge.asked("client-owed-penalty").root
    assert root is not None
    search = Search(case, root, "client-owed-penalty")
    assert {found.standing for found in search.relevances()} <= {Standing.OUT_OF_BUDGET, Standing.MATTERS}
    assert search.completions.evaluations < 10
