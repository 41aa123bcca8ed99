"""Calendars of a document's own, against going through the days one by one: in every backend."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsl.check import check_sources
from dsl.kinds import DAYS_OF_WEEK
from engine.library.knowledge import KnowledgeBase
from tests.backends.both_ways import answers
from tests.backends.sql_agreement import disagreements

HEAD = """document loan en "Loan" cites articles languages en
  calendar {calendar}
edition first
topic loan en "Loan"
fact day: date en "day" ask en "Which day?"
fact number: integer en "number of days" ask en "How many?"
question next topic loan en "Next?" asks value following
question works topic loan en "Works?" asks value works
question after topic loan en "After?" asks value after
question before topic loan en "Before?" asks value before
clause 1 en "Days"
value following: date by §1 en "next working day" is next_working_day(day)
value works: boolean by §1 en "works" otherwise en "doesn't" is is_working_day(day)
value after: date by §1 en "after" is working_days_after(day, number)
value before: date by §1 en "before" is working_days_before(day, number)
"""

DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))


class Named(NamedTuple):
    """A stretch of days that a calendar closes, of one year or of every year."""

    first: date
    last: date
    yearly: bool

    @property
    def written(self) -> str:
        ends = [f"{end:%m-%d}" if self.yearly else end.isoformat() for end in (self.first, self.last)]
        return f'closed {" to ".join(ends)} en "c"'

    def holds(self, day: date) -> bool:
        """Counted from each year in which it may have begun."""
        if not self.yearly:
            return self.first <= day <= self.last
        length = (self.last - self.first).days
        begins = [date(year, self.first.month, self.first.day) for year in (day.year - 1, day.year)]
        return any(begin <= day <= begin + timedelta(days=length) for begin in begins)


@st.composite
def stretches(draw: st.DrawFn) -> Named:
    """None of every year holds a 29 February, so that each is as long in every year."""
    yearly = draw(st.booleans())
    first = draw(st.dates(date(2025, 3, 1), date(2025, 12, 31)) if yearly else DAYS)
    longest = min(30, (date(2026, 2, 27) - first).days) if yearly else 30
    return Named(first, first + timedelta(days=draw(st.integers(0, longest))), yearly)


def knowledge(calendar: str) -> KnowledgeBase:
    found = check_sources({"a.clause": HEAD.format(calendar=calendar)})
    assert found.diagnostics == ()
    return KnowledgeBase(found.programs[0])


@settings(deadline=None, max_examples=60)
@given(
    weekend=st.sets(st.integers(0, 6), max_size=3),
    named=st.lists(stretches(), max_size=4),
    day=DAYS,
    number=st.integers(0, 12),
)
def test_days_are_counted_as_one_counts_them_on_a_wall(
    weekend: set[int], named: list[Named], day: date, number: int
) -> None:
    week = ", ".join(DAYS_OF_WEEK[each] for each in sorted(weekend)) or "none"
    base = knowledge("\n    ".join([f"weekend {week}", *(each.written for each in named)]))

    def works(on: date) -> bool:
        return on.weekday() not in weekend and not any(each.holds(on) for each in named)

    assert answers(base, "works", {"day": day}) == [works(day)] * 2
    following = next(d for d in (day + timedelta(days=n) for n in range(400)) if works(d))
    assert answers(base, "next", {"day": day}) == [following] * 2
    for question, step in (("after", 1), ("before", -1)):
        counted = [d for d in (day + timedelta(days=n * step) for n in range(1, 400)) if works(d)]
        expected = counted[number - 1] if number else day
        assert answers(base, question, {"day": day, "number": number}) == [expected] * 2


@pytest.mark.suite
@pytest.mark.parametrize(
    "calendar",
    [
        'weekend friday, saturday\n closed 07-01 to 09-15 en "the summer"\n open 2024-06-28 en "an open day"',
        'XECB, CH-ZH in force from 2023-06-01 until 2025-06-30\n closed 2024-01-01 to 2024-04-30 en "works"',
        "weekend none",
    ],
)
def test_sql_counts_by_the_same_days(calendar: str) -> None:
    base = knowledge(calendar)
    for question in ("next", "works"):
        tally = disagreements(base, question, "preferred", 200, Random(calendar))
        assert tally.broken == []
        assert tally.decided > 0
