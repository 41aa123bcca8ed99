"""What is asked of a record and of itself is known whatever is told of it, in every backend."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsl.check import check_sources
from engine.backends.python import pairing
from engine.backends.python.generator import Generator
from engine.backends.python.modules import make
from engine.backends.python.notes import Kept
from engine.backends.python.twins import twins_as_one
from engine.backends.walker import Walker
from engine.case.case import Case, More
from engine.library.knowledge import KnowledgeBase
from engine.meaning.account import unknown
from engine.meaning.intervals import Interval
from engine.meaning.marks import ABSENT
from tests.backends.case_tables import CaseTables
from tests.backends.programs import moments

LABEL = 'en "a" fr "b"'
YES_NO = f'{LABEL} otherwise en "c" fr "d"'
FIELDS = {"good": "boolean", "size": "integer", "day": "date", "fell": "optional date", "told": "optional moment"}
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "boolean": st.booleans(),
    "integer": st.integers(0, 2),
    "date": st.dates().map(lambda day: day.replace(year=2024, day=1)),
    "optional date": st.one_of(st.just(ABSENT), st.dates().map(lambda day: day.replace(year=2024, day=1))),
    "optional moment": st.one_of(st.just(ABSENT), moments),
}
_SIDES = (
    "{}.size", "{}.day", "{}.fell", "{}.told", "year_of({}.day)", "({}.size + shift)", "day_of({}.told)",
    "({}.day + 1 months rounding down)", "{}.late",
)  # fmt: skip
records = st.lists(st.tuples(*(st.one_of(st.none(), _VALUES[kind]) for kind in FIELDS.values())).map(list), max_size=3)


@st.composite
def conditions(draw: st.DrawFn, one: str, other: str) -> str:
    """What is asked of two records: the same of both, mostly, in any relation."""
    parts = [
        f"{side.format(one)} {sign} {side.format(other)}"
        for side, sign in draw(
            st.lists(
                st.tuples(st.sampled_from(_SIDES), st.sampled_from(["<", "<=", ">", ">=", "="])), min_size=1, max_size=3
            )
        )
    ]
    beside = [f"{one}.good", f"not {other}.good", f"{one}.size < {other}.size + 1"]
    parts += draw(st.lists(st.sampled_from(beside), max_size=1))
    return f" {draw(st.sampled_from(['and', 'or']))} ".join(parts)


@st.composite
def programs(draw: st.DrawFn) -> dict[str, str]:
    """A program of ranks, counts and sums over pairs of records."""
    around, within, nested = draw(conditions("o", "event")), draw(conditions("x", "y")), draw(conditions("z", "x"))
    fold = draw(st.sampled_from(["count of y in events where ({})", "sum of (y.size) for y in events where ({})"]))
    fields = [f"field {n}: {k} {YES_NO if k == 'boolean' else LABEL} ask {LABEL}" for n, k in FIELDS.items()]
    vocabulary = [
        "vocabulary", f"topic t {LABEL}", f"record event {LABEL}", *fields,
        f"fact events: list of event {LABEL} ask {LABEL}", f"fact shift: integer {LABEL} ask {LABEL}",
        *(f"question ask-{name} topic t {LABEL} asks value {name}" for name in ("ranks", "pairs", "deep")),
    ]  # fmt: skip
    document = [
        f"document small {LABEL} cites articles", "edition first", f"clause 1 {LABEL}",
        f"value late of event: date by §1 {LABEL} is event.day + 3 days",
        f"value rank of event: integer by §1 {LABEL} is count of o in events where ({around})",
        f"value ranks: integer by §1 {LABEL} is sum of (e.rank) for e in events where (e.rank < 3)",
        f"value pairs: integer by §1 {LABEL} is sum of ({fold.format(within)}) for x in events where (x.size < 2)",
        f"value deep: boolean by §1 {YES_NO} is"
        f" some x in events has (some y in events has (y.size = x.size and (every z in events has ({nested}))))",
    ]  # fmt: skip
    return {"v.clause": "\n".join(vocabulary) + "\n", "d.clause": "\n".join(document) + "\n"}


QUESTIONS = ("ask-ranks", "ask-pairs", "ask-deep")
random_programs = settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example]
)
pytestmark = pytest.mark.suite


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """Records of which much is unknown, some of them several times."""
    own = draw(records)
    again = draw(st.lists(st.integers(0, 2), max_size=3))
    return {"shift": draw(st.integers(0, 2)), "events": own + [list(own[at]) for at in again if at < len(own)]}


def known(files: dict[str, str]) -> KnowledgeBase:
    found = check_sources(files)
    assert found.is_sound, [(d.code, d.message) for d in found.diagnostics]
    return KnowledgeBase(found.programs[0])


def walked(base: KnowledgeBase, facts: dict[str, Any], question: str) -> Any:
    return Walker(base.meaning, Case(base, facts).frame()).value(base.root(question))


@random_programs
@given(programs(), cases(), st.sampled_from([1, 12]), st.booleans())
def test_the_walker_and_generated_code_agree(
    files: dict[str, str], facts: dict[str, Any], few: int, alike: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairing, "FEW", few)
        base = known(files)
        patch.setattr(type(base.layout), "has_many_records", lambda *_: alike)
        for question in QUESTIONS:
            root = base.root(question)
            expected = walked(base, facts, question)
            for noting in (False, True):
                source = Generator(base.meaning, noting).decision(root)
                decide = twins_as_one(base.layout, make(None, "", source, base.meaning.laws))
                frame = Case(base, facts).frame()
                if noting:
                    frame[-1], frame[-2] = [], Kept()
                assert decide(frame) == expected, (question, noting)
                if noting:
                    assert set(frame[-1]) <= set(unknown(Walker(base.meaning, Case(base, facts).frame()), root))
                    assert bool(frame[-1]) == (expected is None)


@random_programs
@given(programs(), st.lists(cases(), min_size=1, max_size=6))
def test_sql_agrees(files: dict[str, str], told: list[dict[str, Any]]) -> None:
    base = known(files)
    tables = CaseTables(base, told)
    for facts, (found, elsewhere) in zip(told, tables.answers(tables.plan(QUESTIONS[:2], {})), strict=True):
        expected = [walked(base, facts, question) for question in QUESTIONS[:2]]
        assert elsewhere or list(map(repr, found)) == list(map(repr, expected))


@random_programs
@given(programs(), cases(), st.data())
def test_what_is_decided_stays_so_whatever_is_told_besides(
    files: dict[str, str], facts: dict[str, Any], data: st.DataObject
) -> None:
    base = known(files)
    full = [
        [
            data.draw(_VALUES[kind]) if value is None else value
            for value, kind in zip(event, FIELDS.values(), strict=True)
        ]
        for event in facts["events"]
    ]
    number = data.draw(st.integers(0, len(full)))
    for question in QUESTIONS:
        decided, complete = (walked(base, {**facts, "events": events}, question) for events in (facts["events"], full))
        assert decided is None or decided == complete
        case = Case(base, {**facts, "events": facts["events"][:number]}, more={"events": More()})
        bounded = base.walker(case.frame()).value(base.root(question))
        if complete is None:  # two moments of one day: which was first stays unknown, whatever is told
            assert bounded is None or isinstance(bounded, Interval), (question, bounded)
            continue
        holds = bounded.holds(complete) if isinstance(bounded, Interval) else bounded in (None, complete)
        assert holds, (question, bounded, complete)


def test_a_record_of_which_nothing_is_told_is_as_late_as_itself_and_no_other() -> None:
    files = {
        "v.clause": f"vocabulary\ntopic t {LABEL}\nrecord event {LABEL}\nfield day: date {LABEL} ask {LABEL}\n"
        f"fact events: list of event {LABEL} ask {LABEL}\nquestion first topic t {LABEL} asks value first\n",
        "d.clause": f"document small {LABEL} cites articles\nedition first\nclause 1 {LABEL}\n"
        f"value later of event: boolean by §1 {YES_NO} is every o in events has (o.day <= event.day)\n"
        f"value first: boolean by §1 {YES_NO} is some e in events has (e.later)\n",
    }
    base = known(files)
    for number in (1, 2):
        facts = {"events": [[None] for _ in range(number)]}
        assert walked(base, facts, "first") is (True if number == 1 else None)
        tables = CaseTables(base, [facts])
        (((found,), elsewhere),) = tables.answers(tables.plan(["first"], {}))
        assert (found, elsewhere) == (True if number == 1 else None, False)
