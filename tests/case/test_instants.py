"""Instants are compared in UTC, and told again with the offset with which they were told."""

from datetime import UTC, datetime, timedelta, timezone

from dsl.check import check_sources
from engine.answer.answering import answer
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase

WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
LABEL = 'en "a" fr "b"'
FILES = {
    "v.clause": f"vocabulary\nparty p {LABEL}\ntopic t {LABEL}\nfact one: instant {LABEL} ask {LABEL}\n"
    f"fact other: instant {LABEL} ask {LABEL}\nquestion later topic t {LABEL} asks value later_one\n"
    f"question begins topic t {LABEL} asks value beginning\n",
    "d.clause": f"document small {LABEL} cites articles\n  zone Europe/Zurich\nedition first\nclause 1 {LABEL}\n"
    f"value later_one: instant by §1 {LABEL} is max(one, other)\n"
    f"value beginning: instant by §1 {LABEL} is start_of_day(day_of(one))\n",
}
KNOWLEDGE = KnowledgeBase(check_sources(FILES).programs[0])


def test_an_instant_that_was_told_keeps_its_offset() -> None:
    one = datetime(2024, 10, 27, 2, 30, tzinfo=SUMMER)  # the hour that the clocks of Zurich show twice
    other = datetime(2024, 10, 27, 2, 15, tzinfo=WINTER)
    for facts in ({"one": one, "other": other}, {"one": other, "other": one}):
        for _ in range(3):
            found = answer(Case(KNOWLEDGE, facts), "later")
            assert found.value.isoformat() == "2024-10-27T02:15:00+01:00"


def test_one_that_was_computed_is_in_utc() -> None:
    found = answer(Case(KNOWLEDGE, {"one": datetime(2024, 7, 1, 9, tzinfo=SUMMER)}), "begins")
    assert found.value.isoformat() == "2024-06-30T22:00:00+00:00"


def test_the_ends_of_the_calendar_are_told_as_they_are() -> None:
    first, last = datetime(1, 1, 1, tzinfo=SUMMER), datetime(9999, 12, 31, 23, tzinfo=UTC)
    assert answer(Case(KNOWLEDGE, {"one": first, "other": last}), "later").value == last
