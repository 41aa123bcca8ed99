"""What records count beside others is told by sets, and comes to what going through all of them comes to."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import cases, sources
from test_programs import checked, frame, random_programs

from dsl.check import check_sources
from engine.backends.python import pairing, picking
from engine.backends.python.generator import Generator
from engine.backends.python.modules import Decision, make
from engine.backends.python.notes import Kept
from engine.backends.python.picking import Listed, listed
from engine.backends.walker import Walker
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase
from engine.meaning.account import unknown
from engine.meaning.marks import ABSENT, PENDING
from engine.meaning.nodes import Definition

PAIRS = """
value rank of event: integer by §1 en "a" fr "b" is count of o in events where (o.size <= event.size and (o.day < event.day or o.good and event.good))
value beside of event: integer by §1 en "a" fr "b" is sum of (o.size * event.size) for o in events where (event.size < o.size or not (event.good or o.day = event.day))
value paid of event: money by §1 en "a" fr "b" is sum of (o.due * event.size) for o in events where (o.size != event.size and p)
value latest_before of event: optional date by §1 en "a" fr "b" is latest of (o.day) for o in events where (o.day < event.day and o.size >= event.size)
value first_due of event: money by §1 en "a" fr "b" is or_else(smallest of (o.due) for o in events where (year_of(o.seen) = year_of(event.seen)), 0.00 EUR)
value followed of event: boolean by §1 en "a" fr "b" otherwise en "c" fr "d" is some o in events has (o.size = event.size + 1 and o.good)
value leads of event: boolean by §1 en "a" fr "b" otherwise en "c" fr "d" is every o in events has (o.size <= event.size or not o.good and event.good or o.seen + 12 months rounding down > event.seen)
value ranks: integer by §1 en "a" fr "b" is sum of (o.rank) for o in events where (yes)
value besides: integer by §1 en "a" fr "b" is sum of (o.beside) for o in events where (yes)
value all_paid: money by §1 en "a" fr "b" is sum of (o.paid) for o in events where (yes)
value latest_of_all: optional date by §1 en "a" fr "b" is latest of (o.latest_before) for o in events where (yes)
value firsts: money by §1 en "a" fr "b" is sum of (o.first_due) for o in events where (yes)
value some_followed: boolean by §1 en "a" fr "b" otherwise en "c" fr "d" is some o in events has (o.followed)
value all_lead: boolean by §1 en "a" fr "b" otherwise en "c" fr "d" is every o in events has (o.leads)
value number_followed: integer by §1 en "a" fr "b" is count of o in events where (o.followed or o.leads)
"""  # noqa: E501  # a rule is a line
ASKED = ("ranks", "besides", "all_paid", "latest_of_all", "firsts", "some_followed", "all_lead", "number_followed")
VOCABULARY = """
vocabulary
topic t en "t" fr "t"
record event en "event" fr "événement"
  field good: boolean en "good" fr "bon" otherwise en "bad" fr "mauvais" ask en "good?" fr "bon ?"
  field size: integer en "size" fr "taille" ask en "size?" fr "taille ?"
  field day: optional date en "day" fr "jour" ask en "day?" fr "jour ?"
  field seen: date en "seen" fr "vu" ask en "seen?" fr "vu ?"
  field due: money en "due" fr "dû" ask en "due?" fr "dû ?"
fact p: boolean en "p" fr "p" otherwise en "not p" fr "non p" ask en "p?" fr "p ?"
fact events: list of event en "events" fr "événements" ask en "?" fr "?"
"""
DOCUMENT = 'document small en "Small" fr "Petit" cites articles\nedition first\nclause 1 en "One" fr "Un"\n'


def knowledge() -> KnowledgeBase:
    questions = "".join(f'question ask-{at} topic t en "q" fr "q" asks value {name}\n' for at, name in enumerate(ASKED))
    found = check_sources({"v.clause": VOCABULARY + questions, "d.clause": DOCUMENT + PAIRS})
    assert found.is_sound, [(d.code, d.message) for d in found.diagnostics]
    return KnowledgeBase(found.programs[0])


BASE = knowledge()
NUMBERS = st.integers(0, 3)
DAYS = st.dates(date(2024, 2, 27), date(2024, 3, 2)) | st.dates(date(2022, 1, 1), date(2025, 12, 31))
CENTS = st.integers(0, 300).map(lambda cents: Decimal(cents).scaleb(-2))
FIELDS = (st.booleans(), NUMBERS, st.just(ABSENT) | DAYS, DAYS, CENTS)
KNOWN = st.tuples(*FIELDS).map(list)
PARTLY = st.tuples(*(st.none() | field for field in FIELDS)).map(list)
LISTS = st.lists(KNOWN, max_size=9) | st.lists(PARTLY, max_size=9) | st.lists(KNOWN | PARTLY, max_size=9)


def made(meaning: Any, root: Definition, noting: bool = False, few: int = -1) -> Decision:
    """The code that decides a root; sets are made of more records than `few`."""
    with patch.object(pairing, "FEW", few):
        return make(None, "", Generator(meaning, noting).decision(root), meaning.laws)


ROOTS = [BASE.root(f"ask-{at}") for at in range(len(ASKED))]
DECIDING, NOTING = ([made(BASE.meaning, root, noting) for root in ROOTS] for noting in (False, True))


@given(LISTS, st.none() | st.booleans())
def test_sets_of_random_records_come_to_what_the_walker_does(events: list[list[Any]], p: bool | None) -> None:
    known = {"events": events} | ({} if p is None else {"p": p})
    for root, deciding, noting in zip(ROOTS, DECIDING, NOTING, strict=True):
        _agrees(BASE, known, root, deciding, noting)


@random_programs
@given(sources(), cases)
def test_sets_come_to_what_the_walker_does_on_random_programs(files: dict[str, str], known: dict[str, Any]) -> None:
    base = KnowledgeBase(checked(files))
    for question in base.program.questions:
        root = base.root(question)
        _agrees(base, known, root, made(base.meaning, root), made(base.meaning, root, noting=True))


def _agrees(base: KnowledgeBase, known: dict[str, Any], root: Definition, deciding: Decision, noting: Decision) -> None:
    """Code comes to what the walker does, and notes of what is open what the walker met."""
    walked = Walker(base.meaning, frame(base, known)).value(root)
    assert repr(deciding(frame(base, known))) == repr(walked)
    noted = frame(base, known)
    noted[-1], noted[-2] = [], Kept()
    assert repr(noting(noted)) == repr(walked)
    assert set(noted[-1]) <= set(unknown(Walker(base.meaning, frame(base, known)), root))
    assert walked is not None or noted[-1]


@pytest.mark.parametrize(("asked", "is_known"), [("ranks", True), ("some_followed", False)])
def test_what_is_looked_at_grows_with_the_records_and_not_with_their_pairs(asked: str, is_known: bool) -> None:
    looked_at = []
    for number in (100, 200):
        sizes = range(number) if is_known else [None] * number
        days = [date(2024, 1, 1) + timedelta(at) for at in range(number)]
        events = [[True, size, day, days[0], Decimal(1)] for size, day in zip(sizes, days, strict=True)]
        laid = Case(BASE, {"events": events, "p": True}).frame()
        at = BASE.layout.slot("fact", "events")
        records = [_Counted(record) for record in laid[at]]
        laid[at] = records
        assert (made(BASE.meaning, ROOTS[ASKED.index(asked)], few=12)(laid) is not None) is is_known
        looked_at.append(sum(record.looked_at for record in records))
    assert looked_at[1] < 2.2 * looked_at[0]


class _Counted(list[Any]):
    """A record that counts how often something of it is looked at."""

    looked_at = 0

    def __getitem__(self, at: Any) -> Any:
        self.looked_at += 1
        return super().__getitem__(at)


# ---- sets


def sets_of(*values: Any) -> tuple[list[Any], Listed]:
    laid: list[Any] = [[[value] for value in values], None, None, None]
    found = listed(laid, laid[0])
    assert found is not None
    return laid, found


ZURICH = ZoneInfo("Europe/Zurich")
MIXED: list[Any] = [
    datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
    datetime(2024, 10, 27, 2, 30, tzinfo=ZURICH),
    datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=ZURICH),
    datetime(2024, 10, 27, 2, 45, tzinfo=ZURICH),
    datetime(2024, 10, 27, 1, 30, tzinfo=UTC),
]
"""Of instants by several clocks there is no one order: two by the same are compared as these show them."""


OFFSET = [datetime(2024, 10, 27, hour, 30, tzinfo=timezone(timedelta(hours=hour))) for hour in (0, 1, 2)]
"""Instants that say by how much their clocks differ: these are one and the same."""


def test_instants_that_tell_their_offset_are_in_order() -> None:
    laid, sets = sets_of(*OFFSET)
    with patch.object(picking, "_RELATIONS", {}):
        assert sets.compared(laid, 0, None, "==", OFFSET[1]) == (sets.all, sets.all)


@pytest.mark.parametrize(
    "values",
    [
        [3, 1, 2, 1, 3],
        [Decimal("1.0"), Decimal("1.00"), Decimal(0)],
        MIXED,
        [MIXED[0], MIXED[4], MIXED[0]],
        [MIXED[0], *OFFSET, MIXED[4]],
        [],
    ],
    ids=["numbers", "amounts", "several clocks", "one clock", "offsets", "none"],
)
@pytest.mark.parametrize("relation", ["==", "!=", "<", "<=", ">", ">="])
def test_what_compares_is_found_in_order_or_one_by_one(values: list[Any], relation: str) -> None:
    laid, sets = sets_of(*values, None, ABSENT)
    compare: dict[str, Callable[[Any, Any], bool]] = {
        "==": lambda a, b: bool(a == b), "!=": lambda a, b: bool(a != b), "<": lambda a, b: bool(a < b),
        "<=": lambda a, b: bool(a <= b), ">": lambda a, b: bool(a > b), ">=": lambda a, b: bool(a >= b),
    }  # fmt: skip
    for value in values:
        surely, possibly = sets.compared(laid, 0, None, relation, value)
        assert [record[0] for record in sets.of(surely)] == [own for own in values if compare[relation](own, value)]
        assert possibly ^ surely == 1 << len(values)
    assert sets.compared(laid, 0, None, relation, ABSENT) == (0, 0)
    assert sets.compared(laid, 0, None, relation, None) == (0, (1 << len(values) + 1) - 1)


def test_what_many_records_have_beside_them_is_gathered_and_summed_up_once() -> None:
    laid, sets = sets_of(*(Decimal(each) for each in (3, 1, 2)), ABSENT)
    values = sets.values(laid, 0b1011, 0, None, ())
    assert values is not None
    assert sets.values(laid, 0b0111, 0, None, ()) == [3, 1, 2]
    assert sets.values(laid, 0b1011, 0, None, ()) is values
    assert (values.total(Decimal(0)), values.smallest(), values.largest()) == (4, [1], [3])
    with patch.object(picking, "EXACT", None):
        assert values.total(Decimal(0)) == 4
    assert values.largest() is values.largest()
    assert values.smallest() is values.smallest()
    none = sets.values(laid, 0b1000, 0, None, ())
    assert none is not None
    assert (none.total(0), none.smallest(), none.largest()) == (0, [], [])
    for numbers in range(16):
        sets.values(laid, numbers, 0, None, ())
    assert sets.values(laid, 0b1011, 0, None, ()) is not values  # of few sets they are kept


def test_what_is_given_in_many_ways_is_not_kept_for_each() -> None:
    laid, sets = sets_of(1, 2, ABSENT)

    def compute(_frame: list[Any], record: list[Any], given: int) -> Any:
        return record[0] if record[0] is ABSENT else record[0] * given

    assert sets.values(laid, sets.all, None, compute, (3,)) == [3, 6]
    assert sets.values(laid, 0b010, None, compute, (3,)) == [6]
    many = [sets.values(laid, sets.all, None, compute, (given,)) for given in range(100)]
    assert many[-1] is None
    laid, sets = sets_of(PENDING, None)
    assert sets.values(laid, 0b01, 0, lambda _frame, _record: 5, ()) == [5]
    assert sets.values(laid, 0b11, 0, lambda _frame, _record: 5, ()) is None
