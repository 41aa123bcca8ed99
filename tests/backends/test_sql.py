"""SQL says of many cases what the generated Python says of each: on random cases, unknown and none included."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from engine.backends.sql.sql_functions import FUNCTIONS
from engine.library.knowledge import KnowledgeBase
from engine.library.library import EditionEntry, Library
from engine.meaning import nodes as n
from engine.portfolio.case_by_case import answered
from tests.backends.case_tables import CaseTables
from tests.backends.sql_agreement import disagreements, layer_disagreements, nodes_of, putable
from tests.contracts import library

pytestmark = pytest.mark.suite

LIBRARY = library()
OFTEN = {
    "celeste-business-cloud": ("may-suspend", "renewed-until", "early-termination-fee"),
    "infomaniak-jelastic-cloud": ("class-a-occurrences", "claim-deadline", "trial-running"),
}
"""Questions of every shape: positions, dates, money, counts, lists within lists, moments."""


@pytest.mark.parametrize("entry", LIBRARY.entries, ids=lambda entry: entry.document)
@pytest.mark.parametrize("readings", ["preferred", "open"])
def test_sql_agrees_with_the_generated_code(entry: EditionEntry, readings: str) -> None:
    knowledge = LIBRARY.knowledge(entry)
    questions = OFTEN.get(entry.document) or putable(knowledge)
    for question in questions:
        tally = disagreements(knowledge, question, readings, 40, Random(f"{question} {readings}"))
        assert tally.broken == []
        assert tally.decided > 0 or readings == "open"


@pytest.mark.parametrize(
    ("document", "question"),
    [
        ("celeste-business-cloud", "may-suspend"),
        ("infomaniak-jelastic-cloud", "client-owed-penalty"),
        ("infomaniak-jelastic-cloud", "may-suspend"),
    ],
)
def test_the_columns_of_a_portfolio_are_what_each_case_gets_by_itself(document: str, question: str) -> None:
    (entry,) = [entry for entry in LIBRARY.entries if entry.document == document]
    tally = layer_disagreements(LIBRARY.knowledge(entry), question, 40, Random(question))
    assert tally.broken == []
    assert tally.decided > 0


@pytest.mark.parametrize("times", [1, pytest.param(3, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    ("document", "question"),
    [("celeste-business-cloud", "may-suspend"), ("infomaniak-jelastic-cloud", "penalty-amount")],
)
def test_sql_agrees_where_few_cases_say_much_alike(document: str, question: str, times: int) -> None:
    """Three cases at a time: each time makes plans of its own."""
    (entry,) = [entry for entry in LIBRARY.entries if entry.document == document]
    knowledge = LIBRARY.knowledge(entry)
    tallies = [
        disagreements(knowledge, question, readings, 3 * times, Random(f"{readings} of {question}"), 3)
        for readings in ("preferred", "open")
    ]
    tallies.append(layer_disagreements(knowledge, question, 3 * times, Random(question), 3))
    assert [tally.broken for tally in tallies] == [[], [], []]
    assert all(tally.decided + tally.open > 0 for tally in tallies)


def test_records_that_contradict_each_other_are_found_in_many_cases() -> None:
    """Two invoices of a day, one unknown, and one alone: article 10.1.4 bills a failure in one period."""
    (entry,) = [entry for entry in LIBRARY.entries if entry.document == "infomaniak-jelastic-cloud"]
    knowledge = LIBRARY.knowledge(entry)
    names = [field.name for field in knowledge.program.records["invoice"].fields]

    def invoice(first: date | None, last: date) -> list[object]:
        told = {"period_from": first, "period_to": last, "amount": Decimal("15.00")}
        return [told.get(name) for name in names]

    january, from_last = invoice(date(2024, 1, 1), date(2024, 1, 31)), invoice(date(2024, 1, 31), date(2024, 2, 29))
    february, unknown = invoice(date(2024, 2, 1), date(2024, 2, 29)), invoice(None, date(2024, 1, 20))
    told = [[january, february], [january, from_last], [january, unknown], [february, january, from_last], [], None]
    held = CaseTables(knowledge, [{} if each is None else {"invoices": each} for each in told])
    words = [said["strictly"] for said, _ in held.layers("penalty-amount")]
    assert [word == "contradictory" for word in words] == [False, True, False, True, False, False]


def test_what_is_known_to_have_happened_nobody_says_when_is_computed_by_itself() -> None:
    """Who reports a change of data says that there was one: that there was none is presumed only of the other case."""
    (entry,) = [entry for entry in LIBRARY.entries if entry.document == "celeste-business-cloud"]
    knowledge = LIBRARY.knowledge(entry)
    reported = knowledge.meaning.laws.document.moment(date(2024, 1, 31))
    held = CaseTables(knowledge, [{"data_change_reported_at": reported}, {"password_shared": True}])
    asked = held.layered("must-warn-before-block")
    (_, first_elsewhere), (said, elsewhere) = held.layers("must-warn-before-block")
    assert (first_elsewhere, elsewhere) == (True, False)
    expected = answered(held.case({"password_shared": True}), asked)
    assert said == {name: expected[name] for name in said}


@pytest.mark.parametrize("others", ["decisions", "allowance", "lease", "flat", "gdpr"])
def test_sql_agrees_on_the_rules_of_others(others: str) -> None:
    """Tables of every hit policy, rows in force for a time, indices, norms of several bearers and of each recipient."""
    library = Library.open(Path(__file__).parents[1] / "others" / others / "clauses")
    knowledge = library.knowledge(library.entries[0])
    tallies = [disagreements(knowledge, each, "preferred", 60, Random(each)) for each in putable(knowledge)]
    assert [tally.broken for tally in tallies if tally.broken] == []
    assert any(tally.decided for tally in tallies)


def beyond_sql(knowledge: KnowledgeBase, question: str) -> Iterator[str]:
    """What a question can come to that SQL doesn't say: functions, and folds other than of the lists of a case."""
    for node in nodes_of(knowledge, question):
        match node:
            case n.Call(function=name) if name not in FUNCTIONS:
                yield name
            case n.Fold(folding=folding, source=source, scope=scope):
                if folding is n.Folding.NTH or len(scope.records) > 2 or not isinstance(source, n.Input):
                    yield folding.value
            case _:
                pass


@pytest.mark.parametrize("entry", LIBRARY.entries, ids=lambda entry: entry.document)
def test_the_house_says_which_questions_sql_covers(entry: EditionEntry) -> None:
    knowledge = LIBRARY.knowledge(entry)
    questions = putable(knowledge)
    beyond = {question: set(beyond_sql(knowledge, question)) for question in questions}
    wanting = sorted(set[str]().union(*beyond.values()))
    table = (Path(__file__).parents[2] / "engine" / "README.md").read_text(encoding="utf-8").splitlines()
    (row,) = [line for line in table if line.startswith(f"| `{entry.document}` | ")]
    assert f"| {len(questions)} of {len(questions)} |" in row
    assert all(f"`{name}`" in row for name in wanting)
    several = sum(bool(names) for names in beyond.values())
    assert (f"in {several} of them" in row) is bool(several)
