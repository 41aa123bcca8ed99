"""Records alike are computed as one, and those that are sought are found: each comes to what it would by itself."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from engine.answer.borne_out import bearing
from engine.backends.open_walker import OpenWalker
from engine.backends.python import modules, pairing, twins
from engine.backends.python.generator import Generator
from engine.backends.python.modules import make
from engine.backends.python.notes import Kept
from engine.backends.python.twins import twins_as_one
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import parse_case
from engine.case.watched import watched
from engine.desk import Desk
from engine.library import knowledge as knowledge_base
from engine.meaning.marks import PENDING
from engine.meaning.nodes import Defines, Kind

pytestmark = pytest.mark.suite

DOCUMENT, QUESTION = "infomaniak-jelastic-cloud", "penalty-amount"


def drawn(random: Random, number: int) -> str:
    """So many outages of which this or that is told; there are many alike among them."""
    rows = []
    for _ in range(number):
        began = datetime(2024, random.randint(1, 12), random.randint(1, 3), tzinfo=UTC)
        told = {
            "class": f'"{random.choice("ABC")}"',
            "began": began.isoformat(),
            "ended": (began + timedelta(minutes=random.choice((4, 61, 3000)))).isoformat(),
            "cause": '"failing_of_provider"',
            "beyond_control": "false",
            "maintenance": '"no_maintenance"',
            "report_received_at": (began + timedelta(hours=5)).isoformat(),
            "requested_at": (began + timedelta(hours=5)).isoformat(),
        }
        rows.append("[[facts.outages]]\n" + "".join(f"{k} = {v}\n" for k, v in told.items() if random.random() < 0.8))
    return "on = 2024-12-31\n" + "".join(rows)


def read(text: str) -> Case:
    opened = Desk.open()
    return CaseReader(opened.library.knowledge(opened.newest(DOCUMENT))).read(parse_case(text, "case.toml"))


def computed(case: Case, noting: bool) -> tuple[Callable[[list[Any]], Any], list[Any]]:
    """Code that decides the question, made just now, and a frame for it."""
    meaning = case.knowledge.meaning
    frame = case.frame()
    if noting:
        frame[-1], frame[-2] = [], Kept()
    source = Generator(meaning, noting).decision(case.knowledge.root(QUESTION))
    return make(None, "", source, meaning.laws), frame


def derived(case: Case, frame: list[Any]) -> list[list[Any]]:
    """What was computed of each record; of what nothing asked of one of several alike nothing is known."""
    at, width = (
        case.knowledge.layout.slot("fact", "outages"),
        case.knowledge.layout.width(case.knowledge.layout.slot("fact", "outages")),
    )
    return [record[width:-1] for record in frame[at]]


@pytest.mark.parametrize("noting", [False, True], ids=["deciding", "noting"])
@pytest.mark.parametrize("seed", range(6))
def test_what_is_found_or_computed_as_one_comes_to_what_it_does_in_loops(
    seed: int, noting: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = read(drawn(Random(seed), 40))
    decide, quick = computed(case, noting)
    reached = twins_as_one(case.knowledge.layout, decide)(quick)
    monkeypatch.setattr(pairing, "FEW", 10**9)
    plainly, plain = computed(case, noting)
    assert plainly(plain) == reached
    for mine, theirs in zip(derived(case, quick), derived(case, plain), strict=True):
        assert all(one == other for one, other in zip(mine, theirs, strict=True) if PENDING not in (one, other))
    if noting:
        assert set(plain[-1]) <= set(quick[-1])


def test_many_records_of_which_nothing_is_known_are_computed_as_one() -> None:
    times = []
    for number in (30, 60):
        case = read("[[facts.outages]]\n" * number)
        decide, frame = computed(case, True)
        looked_at = 0

        class Counted(list[Any]):
            def __iter__(self) -> Any:
                nonlocal looked_at
                looked_at += len(self)
                return super().__iter__()

        at = case.knowledge.layout.slot("fact", "outages")

        def counting(frame: list[Any], at: int = at, decide: Callable[[list[Any]], Any] = decide) -> Any:
            frame[at] = Counted(frame[at])
            return decide(frame)

        twins_as_one(case.knowledge.layout, counting)(frame)
        assert {key[1] for key in frame[-1] if len(key) == 3} == set(range(number))
        times.append(looked_at)
    assert times[1] < 3 * times[0]


def test_records_of_which_equal_things_were_told_are_one_only_to_the_last_digit() -> None:
    one, same, other, equal = (
        [Decimal(told), True, PENDING, (0, at)] for at, told in enumerate(("1.0", "1.0", "1", "1.00"))
    )
    computed = [*same[:2], False, (0, 4)]
    ones = twins.ones([one, same, other, equal, computed, same], 2)
    assert [id(each) for each in ones] == [id(each) for each in (one, one, other, equal, computed, one)]
    apart = [one, [Decimal(2), True, PENDING, (0, 1)]]
    assert twins.ones(apart, 2) is apart


def test_what_is_set_apart_leaves_the_rest_as_it_was_and_has_computed_anew_what_rests_on_it() -> None:
    case = read(drawn(Random(7), 30))
    knowledge, root = case.knowledge, case.knowledge.root(QUESTION)
    decide = make(None, "", Generator(knowledge.meaning).decision(root), knowledge.meaning.laws)
    decide(case.evaluated)
    at, kept = knowledge.layout.slot("fact", "outages"), 0
    for definition in list(knowledge.meaning.reached(root))[::9]:
        if definition.root.type.kind is not Kind.BOOLEAN or definition.of is not Defines.DERIVED:
            continue
        for so in (True, False):
            quick, fresh = case.apart(QUESTION, [definition]), case.frame()
            kept += sum(value is not PENDING for record in quick[at] for value in record)
            kept -= sum(value is not PENDING for record in fresh[at] for value in record)
            quick[at][3][definition.slot] = fresh[at][3][definition.slot] = so
            assert decide(quick) == decide(fresh)
            assert [values for values in pairs(quick[at], fresh[at]) if values[0] != values[1]] == []
    assert kept


def pairs(quick: list[list[Any]], fresh: list[list[Any]]) -> list[tuple[Any, Any]]:
    """What was computed of records in either of two frames."""
    beside = (pair for mine, theirs in zip(quick, fresh, strict=True) for pair in zip(mine, theirs, strict=True))
    return [pair for pair in beside if PENDING not in pair]


def test_code_for_all_conditions_of_a_question_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sources: list[str] = []

    def making(folder: Any, name: str, source: str, laws: Any) -> Any:
        sources.append(source)
        return make(None, name, source, laws)

    case = read(drawn(Random(3), 24))
    monkeypatch.setattr(knowledge_base, "load", lambda *_: None)
    monkeypatch.setattr(knowledge_base, "make", making)
    case.knowledge._values.clear()
    found = bearing(case, QUESTION)
    assert len(sources) == 1
    monkeypatch.setattr(type(case.knowledge.layout), "has_many_records", lambda *_: False)
    assert bearing(read(drawn(Random(3), 24)), QUESTION) == found


def test_the_days_of_no_more_instants_are_kept_than_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modules, "_MOST_DAYS", 2)
    days = modules._Days(UTC)
    instants = [datetime(2024, 1, day, 23, tzinfo=UTC) for day in range(1, 8)]
    assert [days[instant] for instant in instants] == [instant.date() for instant in instants]
    assert len(days) <= 2


@pytest.mark.parametrize("seed", range(4))
def test_records_alike_in_a_list_that_may_go_on_come_to_what_each_does_by_itself(seed: int) -> None:
    random = Random(seed)
    rows = drawn(random, 4).split("[[facts.outages]]\n")
    text = "[[facts.outages]]\n".join([rows[0], *random.choices(rows[1:], k=11)])
    case = read(f"{text}[more]\noutages = true\n")
    meaning, root = case.knowledge.meaning, case.knowledge.root(QUESTION)
    together, apart = (
        ((frame, read), OpenWalker(meaning, frame, by_itself).value(root))
        for by_itself in (False, True)
        for frame, read in [watched(case)]
    )
    assert together[1] == apart[1]
    assert set(together[0][1]) == set(apart[0][1])
    for definition in meaning.reached(root):
        walked = (case.knowledge.layout.holders(definition.record, frame) for (frame, _), _ in (together, apart))
        for holders in zip(*walked, strict=True):
            one, other = (holder[definition.slot] for holder, _ in holders)
            assert one == other or PENDING in (one, other), definition.name
