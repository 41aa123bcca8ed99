"""What an open answer turns on is looked for once in what several cases have in common, and comes out the same."""

from itertools import islice

import pytest
import small_contract
from small_contract import RENTAL, knowledge, told

from dsl.typed import program as p
from engine.answer import unsettled
from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.answer.concerned import concerned
from engine.answer.search import Search
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import read_case_file
from engine.library.library import CLAUSES, Library

VISITS = "[[facts.visits]]\non_day = 2024-06-14\n"


def turned_on(found: Answer) -> tuple[object, ...]:
    """All that is said of what an answer turns on."""
    return found.answer, found.missing, found.relevant, found.readings, found.preferred, found.bounded, found.sampled


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    """The cases in which it was looked for what an answer turns on."""
    made: list[Case] = []

    def searching(case: Case, root: p.Expression, question: str = "") -> Search:
        made.append(case)
        return Search(case, root, question)

    monkeypatch.setattr(unsettled, "Search", searching)
    return made


def test_a_fact_that_has_nothing_to_do_with_a_question_does_not_make_it_searched_anew(searches: list[Case]) -> None:
    known = knowledge()
    first = answer(told("[facts]\nrent_unpaid = true\n", known), "may-evict")
    number = len(searches)
    case = told("[facts]\nrent_unpaid = true\nemergency = true\n" + VISITS, known)
    second = answer(case, "may-evict")
    assert len(searches) == number > 0
    assert turned_on(second) == turned_on(first)
    assert second.case is case
    assert {missing.name for missing in second.missing} >= {"fault", "warned"}


@pytest.mark.parametrize("fact", ["fault = true", "noisy = false", "deferred = false"])
def test_a_fact_that_concerns_a_question_does(fact: str, searches: list[Case]) -> None:
    known = knowledge()
    first = answer(told("[facts]\nrent_unpaid = true\n", known), "may-evict")
    number = len(searches)
    second = answer(told(f"[facts]\nrent_unpaid = true\n{fact}\n", known), "may-evict")
    assert len(searches) > number
    name = fact.split(maxsplit=1)[0]
    assert name in {missing.name for missing in first.missing}
    assert name not in {missing.name for missing in second.missing}


def test_what_is_said_of_an_answer_afterwards_is_not_remembered() -> None:
    known = knowledge()
    first = answer(told("[facts]\nemergency = false\n", known), "may-enter")
    assert [missing.name for missing in first.outside] == ["rules_allow"]
    assert turned_on(answer(told("[facts]\nemergency = false\n", known), "may-enter")) == turned_on(first)


def test_of_a_record_the_fields_that_concern_a_question_are_left() -> None:
    case = told("[facts]\nnoisy = true\n[[facts.visits]]\non_day = 2024-06-14\nannounced = true\n")
    on_day, announced = case.facts["visits"][0]
    assert concerned(case, "visits-made").facts == {"visits": [[on_day, None]]}
    assert concerned(case, "in-breach").facts == {"visits": [[on_day, announced]]}
    assert concerned(case, "may-evict").facts == {"noisy": True}


@pytest.mark.slow
@pytest.mark.parametrize("document", ["celeste-business-cloud", "infomaniak-jelastic-cloud"])
def test_remembered_or_not_the_answer_is_the_same(document: str) -> None:
    library = Library.open()
    (entry,) = (each for each in library.entries if each.document == document)
    base = library.knowledge(entry)
    file = read_case_file(CLAUSES / document / "sample.toml")
    whole = CaseReader(base).read(file)
    left_out = islice(sorted(whole.facts), 0, None, 15)
    cases = [whole, *(whole.with_told({whole.key(name): None}) for name in left_out)]
    asked = [(case, question) for question in base.program.questions for case in cases]
    one_after_another = [turned_on(answer(case, question)) for case, question in asked]
    for (case, question), found in zip(asked, one_after_another, strict=True):
        base.searched.clear()
        assert turned_on(answer(case, question)) == found, question


def test_a_list_that_may_go_on_bears_on_no_question_that_it_does_not_concern(monkeypatch: pytest.MonkeyPatch) -> None:
    either = RENTAL.replace("emergency or rules_allow", "emergency or not emergency")
    monkeypatch.setattr(small_contract, "RENTAL", either)
    known = knowledge()
    found = answer(told("[facts]\n[more]\nvisits = true\n", known), "may-enter")
    assert found.case.more
    assert (found.answer, found.missing, found.relevant) == ("yes", (), ())
    asked = answer(told("[facts]\nas_of = 2024-06-14\n[more]\nvisits = true\n", known), "in-breach")
    assert "visits" in {missing.name for missing in asked.missing}
