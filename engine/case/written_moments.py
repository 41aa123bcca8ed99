"""Days and hours as people write them, put into the form in which they are read: 20.11.2024, 1er mars 2024, 4.45 pm."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from functools import cache

from engine.tongues import tongue
from engine.tongues.registry import tags

_DAY = (
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<day>\d{1,2})(?:\. ?|er |st |nd |rd |th | )(?P<month>\d{1,2}\. ?|[^\W\d]+\.? )(?P<year>\d{4})"
    r"|(?P<month_first>[^\W\d]+)\.? (?P<day_after>\d{1,2})(?:st|nd|rd|th)?,? (?P<year_after>\d{4})"
    r"|(?P<one>\d{1,2})(?P<stroke>[/-])(?P<other>\d{1,2})(?P=stroke)(?P<year_last>\d{4})"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})"
    r"(?:(?P<point>[:.])(?P<minute>\d{2})(?:(?P=point)(?P<second>\d{2}))?(?: ?h)?"
    r"| ?h(?: ?(?P<minute_after>\d{2})(?: ?min(?: ?(?P<second_after>\d{1,2}) ?s)?)?)?"
    r"|(?= ?[ap]\.?m))"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?P<offset>Z|[+-]\d{2}:\d{2})?"
)
_ISO = r"\d{4}-?\d{2}-?\d{2}(?:[T ](.+))?"
"""A day with its month: the week of a year, which the standard library also reads, is no day."""
_SPACE = r"\s+"
_SHORTEST_MONTH = 3
"""How many letters of a month’s name name it at least, where no other begins with them."""
_MONTHS = 12


class EitherDayError(ValueError):
    """A day in figures that may be two: its day may stand first or its month."""

    def __init__(self, day_first: str, month_first: str) -> None:
        super().__init__(day_first, month_first)
        self.day_first, self.month_first = day_first, month_first


class NoSuchMomentError(ValueError):
    """A day that is written as one and that no calendar has, or such an hour (`is_timed`)."""

    def __init__(self, text: str, is_timed: bool) -> None:
        super().__init__(text)
        self.is_timed = is_timed


class TwiceError(Exception):
    """An hour that a clock shows twice, with both moments that it may mean."""

    def __init__(self, first: datetime, second: datetime) -> None:
        super().__init__(first.isoformat(), second.isoformat())
        self.first, self.second = first, second


class NeverError(Exception):
    """An hour that a clock skips."""


def in_iso(text: str) -> str:
    """A day or a moment as people write it, in the form 2024-11-20T14:30:00; any other text as it is.

    Figures with full stops between them have the day first, as in Europe; with strokes they are read where they can be
    one day only. Raises `EitherDayError` where they may be two.
    """
    found = _written().fullmatch(re.sub(_SPACE, " ", text.strip()))
    days = _days(found) if found is not None else ()
    if found is None or not days:
        return text
    first, *others = (f"{day}{_hour(found)}" for day in days)
    if others:
        raise EitherDayError(first, *others)
    return first


def day_or_hour(text: str) -> date:
    """What people write for a day, or for an hour of it, on whichever clock.

    Raises `ValueError`, of which `EitherDayError` and `NoSuchMomentError` say more.
    """
    iso = in_iso(text)
    found = re.fullmatch(_ISO, iso, re.ASCII)
    if found is None:
        raise ValueError(text)
    try:
        return date.fromisoformat(iso) if found[1] is None else datetime.fromisoformat(iso)
    except ValueError:
        raise NoSuchMomentError(text, found[1] is not None) from None


def _days(found: re.Match[str]) -> tuple[str, ...]:
    """The days that may be meant, which the calendar need not have; none where a month has no such name."""
    if found["iso"]:
        return (found["iso"],)
    if found["one"]:
        one, other = int(found["one"]), int(found["other"])
        may_be_two = one != other and 1 <= one <= _MONTHS and 1 <= other <= _MONTHS
        readings = ((one, other), (other, one)) if may_be_two else ((one, other),)
        return tuple(f"{found['year_last']}-{month:02}-{day:02}" for day, month in readings)
    year, day = found["year"] or found["year_after"], int(found["day"] or found["day_after"])
    name = (found["month"] or found["month_first"]).strip(" .")
    month = int(name) if name.isdigit() else _month(_plain(name))
    return () if month is None else (f"{year}-{month:02}-{day:02}",)


def _hour(found: re.Match[str]) -> str:
    """The hour after a day, in the form T14:30:00; one that no clock of twelve hours shows as it is written."""
    if found["hour"] is None:
        return ""
    hour, half = int(found["hour"]), (found["half"] or "").casefold()
    if half and not 1 <= hour <= 12:
        return f"T{found['clock']}"
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    minute, second = found["minute"] or found["minute_after"], found["second"] or found["second_after"]
    return f"T{hour:02}:{minute or '00'}:{second or '00':>02}{found['offset'] or ''}"


@cache
def _written() -> re.Pattern[str]:
    """A day, with its hour or without; before each of them what the tongues say there."""

    def said(key: str) -> str:
        return "|".join(re.escape(word) for tag in tags() if (word := tongue(tag).words("measures").get(key)))

    before_hour = f"(?:,? ?T|,? |,? (?:{said('before_hour')}) )"
    return re.compile(rf"(?:(?:{said('before_day')}) )?(?:{_DAY})(?:{before_hour}(?P<clock>{_CLOCK}))?", re.IGNORECASE)


@cache
def _month(name: str) -> int | None:
    """The month of a name in any tongue, or of how it begins where no other begins so."""
    whole = {at for month, at in _months() if month == name}
    begun = {at for month, at in _months() if month.startswith(name) and len(name) >= _SHORTEST_MONTH}
    found = whole or begun
    return found.pop() if len(found) == 1 else None


def _months() -> Iterator[tuple[str, int]]:
    """The months by their names in every tongue."""
    for tag in tags():
        measures = tongue(tag).words("measures")
        for at in range(1, _MONTHS + 1):
            if (key := f"month_{at}") in measures:
                yield _plain(measures[key]), at


def _plain(word: str) -> str:
    """A word without capitals and accents."""
    import unicodedata  # most dates are in figures

    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def in_zone(local: datetime, zone: tzinfo) -> datetime:
    """A moment that a clock of a zone shows. Raises `TwiceError` and `NeverError` about the changes of the clock."""
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(fold=0):
        raise NeverError
    if first.utcoffset() != second.utcoffset():
        raise TwiceError(first, second)
    return first
