"""Moments as somebody would tell them: five past rather than a second past, an hour rather than midnight."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from dsl.moment import Moment

_MINUTE = timedelta(minutes=1)
_STEPS = (5 * _MINUTE, _MINUTE)
"""To what a moment is rounded, what is plainer first."""


def plainer(found: Any, told: Any, zone: tzinfo | None) -> Iterator[Any]:
    """Moments near one that was found by trying, which are plainer to say; the most natural first.

    `told` is what was told instead of it: on another day the same hour is natural. Nothing for a day, or for anything
    that is no moment.
    """
    instant = _instant(found)
    if instant is None:
        return
    zone = found.zone if isinstance(found, Moment) else zone or UTC
    clock = instant.astimezone(zone)
    if _is_at_midnight(clock):
        usual = _instant(told)
        hour = usual.astimezone(zone).time() if usual is not None else time(12)
        yield _like(found, datetime.combine(clock.date(), hour, zone))
    for step in _STEPS:
        beyond = (clock - datetime.combine(clock.date(), time(), zone)) % step
        if not beyond:
            return
        around = (clock - beyond, clock - beyond + step)
        yield from (_like(found, near) for near in sorted(around, key=lambda near: abs(near - clock)))


def _instant(moment: Any) -> datetime | None:
    """The instant that a moment is; None where only its day is known, or it is no moment at all."""
    if isinstance(moment, Moment):
        return None if moment.is_open else moment.first
    return moment if isinstance(moment, datetime) else None


def _like(found: Moment | datetime, instant: datetime) -> Moment | date:
    return Moment.of_instant(instant, found.zone) if isinstance(found, Moment) else instant


def _is_at_midnight(clock: datetime) -> bool:
    """Whether a clock shows the first or the last minute of a day."""
    return clock.time() < time(0, 1) or clock.time() >= time(23, 59)
