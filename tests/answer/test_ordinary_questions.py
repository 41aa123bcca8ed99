"""Every question can be put without a date, at either end of the calendar, and before the whole story is told.

Whatever is replied is as its schema says.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from engine.answer.answering import answer
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.desk import Reply, Request
from engine.library.library import EditionEntry, Library
from engine.schema.schemas import named_schema
from engine.suite.scenario import Scenario, find_scenarios
from tests.contracts import library
from tests.schema.closed import mistakes

SCENARIOS = Path(__file__).parents[1] / "scenarios"
TERMS, HARBOUR = library(), Library.open(SCENARIOS.parent / "revise" / "contract" / "clauses")
LIBRARIES = {entry.document: library for library in (HARBOUR, TERMS) for entry in library.entries}
DOCUMENTS = [
    *(entry.document for entry in HARBOUR.entries),
    *(pytest.param(entry.document, marks=pytest.mark.suite) for entry in TERMS.entries),
]
"""The terms, which have many questions, and a contract of our own with few."""
DAYS = {"first": date(1900, 1, 1), "last": date(2999, 12, 31)}
"""Days beyond are refused where facts are read."""
SOME = 3
"""What is said on these days, what it turns on among it, is said of one question in so many, another on each day."""
STORIES = 40
"""How many scenarios of each document are told bit by bit: those that say most, one for each question at most."""


def entry_of(document: str) -> EditionEntry:
    return next(entry for entry in LIBRARIES[document].entries if entry.document == document)


def replied(document: str, question: str, case: Case) -> Reply:
    """What is said in reply, changes that would turn the answer round among it."""
    reply = Reply(Request(question, document), entry_of(document), answer(case, question), "en")
    assert reply.opinion.short
    assert reply.printed("text")
    return reply


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_question_has_an_answer_without_a_date(document: str) -> None:
    knowledge = LIBRARIES[document].knowledge(entry_of(document))
    for question in knowledge.program.questions:
        data = replied(document, question, CaseReader(knowledge).read(None)).data
        assert not mistakes(named_schema("answer"), json.loads(json.dumps(data))), question


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_question_has_an_answer_at_the_ends_of_the_calendar(document: str, day: str) -> None:
    knowledge = LIBRARIES[document].knowledge(entry_of(document))
    in_words = questions_in_words(document, day)
    for question in knowledge.program.questions:
        case = CaseReader(knowledge).read(None, on=DAYS[day])
        assert answer(case, question, searching=False).answer
        assert question not in in_words or replied(document, question, case)


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("document", [entry.document for entry in TERMS.entries])
def test_every_other_question_has_its_opinion_there_as_well(
    document: str, day: str, share: Callable[[list[str]], list[str]]
) -> None:
    knowledge = TERMS.knowledge(entry_of(document))
    in_words = questions_in_words(document, day)
    for question in share([question for question in knowledge.program.questions if question not in in_words]):
        assert replied(document, question, CaseReader(knowledge).read(None, on=DAYS[day]))


def questions_in_words(document: str, day: str) -> list[str]:
    """The questions whose whole opinion on a day is always looked at."""
    program = LIBRARIES[document].knowledge(entry_of(document)).program
    return list(program.questions)[list(DAYS).index(day) :: SOME]


def stories(document: str) -> list[Scenario]:
    """The longest scenario of each question."""
    found: dict[str, Scenario] = {}
    for scenario in find_scenarios([SCENARIOS / document]):
        kept = found.get(scenario.question)
        if kept is None or len(scenario.file.text) > len(kept.file.text):
            found[scenario.question] = scenario
    return list(found.values())[:STORIES]


def prefixes(case: Case) -> Iterator[Case]:
    """The case with its first fact, its first two, and so on, never with a date."""
    told: dict[str, object] = {}
    for name, value in case.facts.items():
        if name != "as_of":
            told[name] = value
            yield case.replaced(dict(told))


@pytest.mark.slow
@pytest.mark.parametrize("document", [entry.document for entry in TERMS.entries])
def test_every_question_has_an_answer_wherever_the_story_breaks_off(
    document: str, share: Callable[[list[Scenario]], list[Scenario]]
) -> None:
    for scenario in share(stories(document)):
        knowledge = TERMS.knowledge(entry_of(document))
        case = CaseReader(knowledge, lenient=True).read(scenario.file)
        for told in prefixes(case):
            assert replied(document, scenario.question, told)
