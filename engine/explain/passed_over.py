"""Which days a count of working days passes over, and what closes each: a public holiday, or the document itself."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, assert_never

from dsl.frozen import dataclass
from dsl.functions import function as builtin
from dsl.moment import Moment
from dsl.surroundings import Closing
from dsl.typed import program as p
from engine.explain.step import Compared, Step
from engine.model.laws import surroundings

if TYPE_CHECKING:
    from engine.explain.wording import Wording

_MOST = 5
"""How many are told one by one."""

_DATE = p.Type("date")


@dataclass(frozen=True, slots=True)
class Closed:
    """Days that follow each other, and what closes them: the week, a public holiday, or the document by their name."""

    first: date
    last: date
    by: Closing | p.NamedDays


def counts_working_days(called: p.Function) -> bool:
    """Whether a function looks at the calendar of the document."""
    return any(parameter.of_calendar for parameter in builtin(called.name).parameters)


def passed_over(step: Step, edition: p.Edition) -> tuple[Closed, ...]:
    """The days that a function leaves out of its count of working days.

    The days of the week that are no working days are told only of a day that is itself asked about.
    """
    called: p.Function = step.subject
    law = builtin(called.name)
    assert isinstance(step.detail, Compared)
    document, found = surroundings(edition), step.detail.found
    is_asked = isinstance(step.value, bool)
    counted = found[:1] if is_asked else (found[0], step.value)
    if not all(isinstance(end, date | Moment) for end in counted):  # none, or only known within bounds
        return ()
    at = next(at for at, parameter in enumerate(law.parameters) if parameter.of_calendar)
    part = found[at] if document.calendar.by is not None else ""
    start, *ends = (day for end in counted for day in _days(end))
    left_out = set() if law.counts_first_day else {start}
    days: list[Closed] = []
    for day in _between(min(start, *ends), max(start, *ends), document.known(part)):
        by = document.closed_by(day, part) if day not in left_out else None
        if by is None or (by is Closing.WEEK and not is_asked):
            continue
        before = days[-1] if days else None
        if before is not None and before.by is by and _all_held(by, before.last, day):
            days[-1] = Closed(before.first, day, by)
        else:
            days.append(Closed(day, day, by))
    return tuple(days)


def _days(value: date | Moment) -> tuple[date, date]:
    """The first and the last day on which a moment may lie, or the day itself twice."""
    if isinstance(value, Moment):
        return value.first_day, value.last_day
    return value, value


def _between(first: date, last: date, known: tuple[date, date]) -> Iterator[date]:
    """The days from one to another, those that are known."""
    first, last = max(first, known[0]), min(last, known[1])
    yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


def _all_held(by: Closing | p.NamedDays, first: date, last: date) -> bool:
    """Whether the same names of a document hold all days from one to another."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return isinstance(by, p.NamedDays) and all(map(by.holds, days))


def with_days_passed_over(call: str, step: Step, wording: "Wording") -> str:
    """A call as it is said, with the days that it passes over, or with what closes the day that it asks of."""
    closed = passed_over(step, wording.program.edition)
    if not closed:
        return call
    if isinstance(step.value, bool):
        return wording.say("is_closed", call=call, reason=_reason(closed[0].by, wording))
    if len(closed) > _MOST:
        days = wording.say("closed_many", number=str(len(closed)))
    else:
        days = wording.tongue.together([_each(each, wording) for each in closed])
    return wording.say("passing_over", call=call, closed=days)


def _each(closed: Closed, wording: "Wording") -> str:
    first, last = wording.value(closed.first, _DATE), wording.value(closed.last, _DATE)
    days = wording.say("on_day", day=first)
    if closed.first != closed.last:
        days = wording.say("closed_stretch", first=first, last=last)
    if isinstance(closed.by, p.NamedDays):
        return wording.say("closed_named", days=days, named=wording.phrase(closed.by.text))
    return wording.say("closed_holiday", days=days)


def _reason(by: Closing | p.NamedDays, wording: "Wording") -> str:
    match by:
        case p.NamedDays(text=text):
            return wording.say("closed_by_name", named=wording.phrase(text))
        case Closing.HOLIDAY | Closing.WEEK:
            return wording.say(f"closed_by_{by.value}")
    assert_never(by)
