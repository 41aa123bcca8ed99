"""Many records: what a case costs grows with what is possible, and what is reused or tried together stays right."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from engine.answer.alike import most_evaluated
from engine.answer.answer import Missing
from engine.answer.answering import answer, outcome
from engine.answer.changes import LEAST_EVALUATIONS, flips
from engine.answer.extent import extent
from engine.answer.ordinary import ordinary
from engine.answer.ordinary_course import ordinary_course
from engine.answer.outside import is_silent
from engine.answer.proving import MOST_RECORDS
from engine.answer.state import Completions, State
from engine.backends.open_walker import OpenWalker
from engine.backends.python.generator import Generator
from engine.backends.python.modules import make
from engine.backends.python.notes import Kept
from engine.backends.python.recurring import Recurring
from engine.backends.walker import Walker
from engine.case.case import Case, InputKey
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.case.presuming import Course
from engine.case.watched import watched
from engine.desk import Desk, Request
from engine.explain.means import Means, means_of
from engine.explain.untold import Presuming
from engine.library.knowledge import KnowledgeBase
from engine.library.library import CLAUSES
from engine.meaning.marks import PENDING
from engine.meaning.nodes import Fold
from engine.meaning.noticing import Noticing
from engine.model.laws import Laws
from engine.print.outline import MOST_MISSING

pytestmark = pytest.mark.suite

DOCUMENT, QUESTION = "infomaniak-jelastic-cloud", "penalty-amount"
COMPLETE = """cause = "failing_of_provider"
beyond_control = false
inappropriate_use = false
maintenance = "no_maintenance"
follows_block = false
due_to_event = false
"""
CLASS_ALONE = '[[facts.outages]]\nclass = "A"\n'
ENDED_ALONE = "[[facts.outages]]\nended = 2024-03-01T10:00:00+01:00\n"
MAY_GO_ON = "[more]\noutages = true\n"


def outages(number: int, more: str) -> str:
    """So many outages of a year, of three classes, each reported and its penalty asked for within the day."""
    rows = []
    for place in range(number):
        began = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=360) * place / number
        ended, told = began + timedelta(minutes=35 + place % 60), began + timedelta(hours=5)
        rows.append(
            f'[[facts.outages]]\nclass = "{"ABC"[place % 3]}"\nbegan = {began.isoformat()}\n'
            f"ended = {ended.isoformat()}\n"
            f"report_received_at = {told.isoformat()}\nrequested_at = {told.isoformat()}\n{more}"
        )
    return "\n".join(rows)


def told_by_dates(place: int) -> str:
    began = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=2 * place)
    return f"[[facts.outages]]\nbegan = {began.isoformat()}\nended = {(began + timedelta(hours=1)).isoformat()}\n"


def case_of(number: int, more: str, with_rest: bool = False) -> str:
    sample = (CLAUSES / DOCUMENT / "sample.toml").read_text(encoding="utf-8")
    told = sample[sample.index("[[facts.invoices]]") :] if with_rest else ""
    return f"on = 2024-12-31\n{outages(number, more)}\n{told}"


def read(text: str) -> Case:
    opened = Desk.open()
    return CaseReader(opened.library.knowledge(opened.newest(DOCUMENT))).read(parse_case(text, "case.toml"))


def write(folder: Path, text: str) -> Path:
    path = folder / "case.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("number", "more"),
    [(100, COMPLETE), (100, ""), pytest.param(300, COMPLETE, marks=pytest.mark.slow)],
    ids=["complete", "incomplete", "three hundred"],
)
def test_many_outages_are_answered(number: int, more: str, tmp_path: Path) -> None:
    reply = Desk.open().ask(Request(QUESTION, DOCUMENT, file=write(tmp_path, case_of(number, more, True))))
    assert reply.data["ordinarily"]["answer"] in ("value", "undetermined")


@pytest.mark.parametrize("more", ["", 'class = "A"\n'], ids=["dates", "dates and class"])
def test_a_case_of_many_records_is_evaluated_few_times(more: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = read("on = 2024-12-31\n" + "".join(told_by_dates(place) + more for place in range(150)))
    evaluated = 0
    decide = Recurring.decide

    def counted(self: Recurring, frame: list[object]) -> object:
        nonlocal evaluated
        evaluated += 1
        return decide(self, frame)

    monkeypatch.setattr(Recurring, "decide", counted)
    found = ordinary(case, QUESTION)
    assert found.answer.answer == "undetermined"
    assert found.rests_on
    assert evaluated < 2 * most_evaluated(case)


def test_more_records_than_are_laid_out_together_are_not_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[State] = []
    evaluate = Completions.evaluate

    def noting(self: Completions, state: State) -> Any:
        noted.append(state)
        return evaluate(self, state)

    monkeypatch.setattr(Completions, "evaluate", noting)
    found = answer(read("on = 2024-12-31\n" + ENDED_ALONE * (MOST_RECORDS + 1)), QUESTION)
    assert found.answer == "undetermined"
    assert noted
    assert not any(state.assignment for state in noted)


def test_what_is_read_of_a_record_is_noticed_once_however_often_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    completed = ordinary_course(read(case_of(40, COMPLETE, True)), QUESTION).completed()
    frame, inputs = watched(completed)
    noticed: Counter[tuple[int, int]] = Counter()
    missing = Noticing.__missing__

    def counted(self: Noticing, at: int) -> object:
        noticed[id(self), at] += 1
        return missing(self, at)

    monkeypatch.setattr(Noticing, "__missing__", counted)
    outcome(completed, QUESTION, frame)
    assert inputs
    assert set(noticed.values()) == {1}


class Counting:
    """The functions of a document, whose calls are counted."""

    def __init__(self, laws: Laws) -> None:
        self.laws, self.document, self.called = laws, laws.document, Counter[str]()

    def __getitem__(self, name: str) -> Callable[..., Any]:
        law = self.laws[name]

        def counted(*given: Any) -> Any:
            self.called[name] += 1
            return law(*given)

        return counted


@pytest.mark.parametrize("noting", [False, True], ids=["deciding", "noting"])
def test_what_is_reckoned_from_one_record_is_reckoned_once_for_it_and_not_for_each_pair(noting: bool) -> None:
    called = []
    for number in (20, 40):
        completed = ordinary_course(read(case_of(number, COMPLETE, True)), QUESTION).completed()
        meaning, root = completed.knowledge.meaning, completed.knowledge.asked(QUESTION).root
        assert root is not None
        frame, counting = completed.frame(), Counting(meaning.laws)
        if noting:
            frame[-1], frame[-2] = [], Kept()
        source = Generator(meaning, noting).decision(meaning.asked(root))
        make(None, "", source, counting)(frame)  # type: ignore[arg-type]  # as much of it as code looks at
        called.append(counting.called["start_of_day"])
    assert 0 < called[1] < 3 * called[0]


def test_an_amount_is_never_no_so_that_no_other_document_is_asked_whether_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = read("")
    monkeypatch.setattr("engine.answer.outside._said", None)
    assert not is_silent(case, QUESTION)
    with pytest.raises(TypeError):
        is_silent(case, "may-suspend")


class Counted(list[object]):
    """Notes that count what is written down, also what is taken back later."""

    written = 0

    def append(self, item: object) -> None:
        self.written += 1
        super().append(item)

    def extend(self, items: Iterable[object]) -> None:
        for item in items:
            self.append(item)


def test_what_is_noted_of_open_records_grows_with_their_pairs_not_with_their_triples() -> None:
    written = []
    for number in (20, 40):
        case = read(CLASS_ALONE * number)
        frame, root = case.frame(), case.knowledge.asked("client-owed-penalty").root
        assert root is not None
        frame[-1], frame[-2] = notes, _ = Counted(), Kept()
        assert case.knowledge.recording(root, "client-owed-penalty")(frame) is None
        assert {key[1] for key in notes if isinstance(key, tuple) and len(key) == 3} == set(range(number))
        written.append(notes.written)
    assert written[1] < 5 * written[0]


def test_from_what_something_is_presumed_is_found_alike_however_many_were_looked_at_before() -> None:
    case = read(case_of(3, "", True))
    course = ordinary_course(case, "client-owed-penalty")
    completed = course.completed()
    apart = {
        key: ordinary_course(case, "client-owed-penalty").sources(completed, item)
        for key, item in course.presumable.items()
    }
    assert {key: course.sources(completed, item) for key, item in course.presumable.items()} == apart
    assert any(apart.values())


def test_values_within_reach_are_told_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answer(read(""), "who-is-responsible")
    assert len(extent(found)) > 1
    monkeypatch.setattr("engine.answer.alike.MOST_COMPARED", 9)
    assert extent(found) == ()


def test_a_state_that_is_filled_in_alike_again_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    found, looked = answer(read(""), "who-is-responsible"), Counter[tuple[Any, ...]]()
    evaluate = Completions.evaluate

    def counted(self: Completions, state: State) -> tuple[Any, list[InputKey]]:
        looked[sys._getframe(1).f_code.co_name, *state.assignment.items()] += 1
        return evaluate(self, state)

    monkeypatch.setattr(Completions, "evaluate", counted)
    assert len(extent(found)) > 1
    assert {number for (name, *_), number in looked.items() if name == "evaluated"} == {1}


def test_changes_are_looked_for_only_where_the_records_leave_room_for_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ordinary(read(case_of(3, COMPLETE)), "client-owed-penalty").answer
    keys = [(found.knowledge.layout.slot("fact", "outages"), 0, column) for column in range(3)]
    assert flips(found, keys)[0]
    monkeypatch.setattr("engine.answer.alike.MOST_COMPARED", 3**2 * (LEAST_EVALUATIONS - 1))
    assert flips(found, keys) == ((), True)


@pytest.mark.parametrize(("number", "more"), [(24, ""), (2, MAY_GO_ON)], ids=["complete", "may go on"])
def test_what_was_computed_under_one_reading_serves_another_only_where_it_is_the_same(
    number: int, more: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = Counter[str]()
    walk = OpenWalker._of_record

    def counted(self: OpenWalker, fold: Fold, reach: tuple[Any, ...]) -> tuple[Any, Any]:
        walked[whose] += 1
        return walk(self, fold, reach)

    monkeypatch.setattr(OpenWalker, "_of_record", counted)
    whose = "first"
    completed = ordinary_course(read(case_of(number, COMPLETE, True) + more), QUESTION).completed()
    reached = outcome(completed, QUESTION)
    answers = set()
    for axis, ambiguity in completed.knowledge.program.ambiguities.items():
        for reading in ambiguity.readings:
            fresh = completed.replaced(completed.facts, {**completed.readings, axis: reading.name})
            again = completed.replaced(completed.facts, {**completed.readings, axis: reading.name})
            whose = "again"
            again.carry_over(completed, QUESTION)
            answers.add(outcome(again, QUESTION))
            whose = "fresh"
            assert outcome(again, QUESTION) == outcome(fresh, QUESTION), (axis, reading.name)
    assert {reached} < answers
    assert walked["again"] * 4 <= walked["fresh"]


@pytest.mark.parametrize("more", ["", COMPLETE], ids=["incomplete", "complete"])
def test_under_other_readings_the_same_is_presumed_and_it_is_found_out_once(more: str) -> None:
    case = read(case_of(24, more, True))
    course = ordinary_course(case, QUESTION)
    unpresumed = case.knowledge.asked(QUESTION).question.unpresumed
    for axis, ambiguity in case.knowledge.program.ambiguities.items():
        other = case.replaced(case.facts, {**course.case.readings, axis: ambiguity.readings[-1].name})
        found = course.under(other)
        assert found._ordinary is course._ordinary
        assert found.completed().facts == Course(other, unpresumed).completed().facts
        assert found.completed().readings == other.readings


def test_an_opinion_looks_once_at_what_its_answer_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Counter[tuple[int, str]]()

    def counted(case: Case) -> Any:
        looked[id(case), sys._getframe(1).f_code.co_name] += 1
        return watched(case)

    monkeypatch.setattr("engine.answer.answering.watched", counted)
    reply = Desk.open().ask(Request(QUESTION, DOCUMENT, file=write(tmp_path, case_of(24, COMPLETE, True))))
    assert "(to the amount of the contract)" in reply.printed("text")
    assert list(looked.values()) == [1, 1, 1, 1]  # of the sum and of the rate: the answer, and that on another reading


def test_what_would_be_open_without_presumptions_is_generated_for_many_records_and_not_walked() -> None:
    found = ordinary(read(case_of(24, COMPLETE, True)), QUESTION).answer
    told = found.case.with_told(dict.fromkeys(found.case.presumed))
    meaning, untold = found.knowledge.meaning, Presuming(found, cast("Any", None), frozenset())
    defined = [meaning.definition_of(node) for node in found.knowledge.root(QUESTION).mentions]
    assert defined
    for definition in defined:
        assert untold._walker.frame[definition.slot] is not PENDING
        assert untold._walker.value(definition) == Walker(meaning, told.frame()).value(definition)


def test_what_is_presumed_of_many_records_alike_is_found_together(monkeypatch: pytest.MonkeyPatch) -> None:
    case = read(case_of(3, 'cause = "failing_of_provider"\n'))
    by_itself = {item.presumable.name for item in ordinary(case, "client-owed-penalty").rests_on}
    monkeypatch.setattr("engine.answer.alike.MOST_COMPARED", 0)
    together = {item.presumable.name for item in ordinary(case, "client-owed-penalty").rests_on}
    assert "outages[1].maintenance" in by_itself
    assert by_itself <= together


def test_a_day_that_its_own_record_rules_out_is_not_tried_beside_all_records(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = (datetime(2024, 1, 1, 9, tzinfo=UTC) + timedelta(days=place) for place in range(150))
    case = read("on = 2024-12-31\n" + "".join(f"[[facts.outages]]\nended = {day.isoformat()}\n" for day in ended))
    key, tried = case.key("outages[1].began"), 0
    contradicted = KnowledgeBase.contradicted

    def counted(self: KnowledgeBase, frame: list[object]) -> tuple[str, ...]:
        nonlocal tried
        tried += 1
        return contradicted(self, frame)

    monkeypatch.setattr(KnowledgeBase, "contradicted", counted)
    line = means_of(Missing("outages[1].began", case.declared(key), False, key), case, "en").line
    assert line.endswith("began = 2024-01-01T00:30:00")
    assert tried == 1


def test_how_a_missing_fact_is_given_is_found_out_for_those_that_are_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[str] = []

    def counted(missing: Missing, case: Case, language: str) -> Means:
        asked_for.append(missing.name)
        return means_of(missing, case, language)

    monkeypatch.setattr("engine.explain.opinion.means_of", counted)
    case = write(tmp_path, CLASS_ALONE * 4)
    reply = Desk.open().ask(Request(QUESTION, DOCUMENT, file=case))
    assert reply.printed("text")
    assert asked_for == reply.data["ordinarily"]["missing"][:MOST_MISSING]


def walked(number: int, more: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many nodes one evaluation walks where so many outages were told and there may be further ones."""
    case = read(f"on = 2024-12-31\n{more * number}{MAY_GO_ON}")
    nodes, computed = 0, OpenWalker._computed

    def counted(self: OpenWalker, *given: Any) -> Any:
        nonlocal nodes
        nodes += 1
        return computed(self, *given)

    with monkeypatch.context() as patched:
        patched.setattr(OpenWalker, "_computed", counted)
        outcome(case, QUESTION)
    return nodes


def test_open_records_alike_are_walked_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (walked(number, CLASS_ALONE, monkeypatch) for number in (5, 50))
    assert 0 < many == few


def test_where_a_list_may_go_on_as_much_is_tried_as_its_walks_leave_room_for() -> None:
    closed, opened = (
        [most_evaluated(read(f"{CLASS_ALONE * number}{more}")) for number in (3, 20, 300)] for more in ("", MAY_GO_ON)
    )
    assert all(walks < evaluations for walks, evaluations in zip(opened, closed, strict=True))
    assert opened[-1] < 1 < LEAST_EVALUATIONS < opened[0]
