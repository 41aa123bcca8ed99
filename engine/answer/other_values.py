"""The other values that what is presumed may have: of those without number, the likely ones near and far."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

from dsl.moment import Moment
from engine.answer.guesses import anyday, hours, is_day, moved
from engine.case.case import Case, options_of
from engine.case.presuming import Presumable
from engine.meaning.marks import ABSENT


def others(case: Case, item: Presumable, value: Any) -> Iterator[Any]:
    """The other values that a presumed input may have; of those without number, the likely ones near and far."""
    type_ = item.fact.type
    if item.day is not None:
        yield from (hour for hour in hours(item.day) if hour != value)
        return
    if type_.optional and value is not ABSENT:
        yield ABSENT
    match type_.kind:
        case "boolean":
            yield from (found for found in (True, False) if found is not value)
        case "choice":
            yield from (name for name in options_of(case.knowledge.program, type_) if name != value)
        case "date" | "instant" | "moment":
            yield from likely_moments(case, value, type_.kind)
        case "days" | "duration":
            yield from (span for days in (0, 1, 10, 40, 400) if (span := timedelta(days=days)) != value)
        case "integer":
            yield from (number for number in (0, 1, 2, 3, 5, 10, 100) if number != value)
        case "list":
            if not value:
                yield [[None] * len(case.knowledge.program.records[type_.name].fields)]
        case _:
            yield from (
                number for number in map(Decimal, ("0", "0.01", "1", "10", "1000", "1000000")) if number != value
            )


MOMENTS = ("date", "instant", "moment")
"""The types of what says when."""

_STEPS = (1, 2, 3, 7, 14, 31, 62, 93, 186, 366, 732, 3660)
_WITHIN_A_DAY = (timedelta(minutes=1), timedelta(hours=1), timedelta(hours=6))
_OF_KIND = {"date": date, "instant": datetime, "moment": Moment}


def likely_moments(case: Case, value: Any, kind: str) -> Iterator[Any]:
    """Moments before and after the one presumed, and about the others of the case, nearest first.

    What nobody mentions would have happened after what was told, rather than before.
    """
    told = (found for found in case.facts.values() if type(found) is _OF_KIND[kind])
    near: set[Any] = {found for found in told if not (isinstance(found, Moment) and found.is_undated)}
    if value is not ABSENT:
        near.add(value)
    near = {_as_told(found) for found in near}
    if not near:
        any_day = _about([anyday(case.knowledge.meaning.laws.document, kind)], value)
        # where nothing at all is dated there is nothing that another day could come before or after
        yield from any_day if case.latest_day is not None else islice(any_day, 2)
        return
    ordered = sorted(
        near, key=lambda moment: moment.first if isinstance(moment, Moment) else moment, reverse=value is ABSENT
    )
    yield from _about(ordered, value)


def _as_told(moment: Any) -> Any:
    """A moment; the end of a day as that day: nobody tells when something happened from the last instant on."""
    if not isinstance(moment, Moment) or moment.is_open:
        return moment
    day = Moment.of_day(moment.first_day, moment.zone)
    return day if moment.last == day.last else moment


def _about(moments: list[Any], value: Any) -> Iterator[Any]:
    """Moments before and after some, the nearest first, without the one presumed."""
    for step in (*_WITHIN_A_DAY, *(timedelta(days=days) for days in _STEPS)):
        for moment in moments:
            if is_day(moment) and step in _WITHIN_A_DAY:
                continue
            for sign in (1, -1):
                other = moved(moment, step, sign)
                if other is not None and other != value:
                    yield other
