"""Days and hours as people write them, put into the form in which they are read: 20.11.2024, 1er mars 2024, 14 h 30."""

import re
from datetime import UTC, date, datetime, tzinfo
from functools import cache

from engine.tongues import tongue
from engine.tongues.registry import tags

_DAY = (
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<day>\d{1,2})(?:\. ?|er |st |nd |rd |th | )(?P<month>\d{1,2}\. ?|[^\W\d]+ )(?P<year>\d{4})"
)
_HOUR = r"(?P<hour>\d{1,2})(?: ?h ?|:)(?P<minute>\d{2})?(?::(?P<second>\d{2}))?(?P<offset>Z|[+-]\d{2}:\d{2})?"
_WRITTEN = rf"(?:{_DAY})(?:(?:,? |T)(?:[^\W\d]+ )?{_HOUR})?"
_SPACE = r"\s+"


class TwiceError(Exception):
    """An hour that a clock shows twice, with both moments that it may mean."""

    def __init__(self, first: datetime, second: datetime) -> None:
        super().__init__(first.isoformat(), second.isoformat())
        self.first, self.second = first, second


class NeverError(Exception):
    """An hour that a clock skips."""


def in_iso(text: str) -> str:
    """A day or a moment as people write it, in the form 2024-11-20T14:30:00; any other text as it is."""
    found = re.fullmatch(_WRITTEN, re.sub(_SPACE, " ", text.strip()))
    if found is None:
        return text
    day = found["iso"] or _day(found["day"], found["month"].strip(" .").casefold(), found["year"])
    if day is None:
        return text
    if found["hour"] is None:
        return day
    clock = f"{int(found['hour']):02}:{found['minute'] or '00'}:{found['second'] or '00'}"
    return f"{day}T{clock}{found['offset'] or ''}"


def day_or_hour(text: str) -> date:
    """What people write for a day, or for an hour of it, on whichever clock. Raises `ValueError`."""
    iso = in_iso(text)
    return datetime.fromisoformat(iso) if "T" in iso or " " in iso else date.fromisoformat(iso)


def _day(day: str, month: str, year: str) -> str | None:
    number = int(month) if month.isdigit() else _months().get(month)
    return None if number is None else f"{year}-{number:02}-{int(day):02}"


@cache
def _months() -> dict[str, int]:
    """The months by their names in every tongue."""
    found: dict[str, int] = {}
    for tag in tags():
        measures = tongue(tag).words("measures")
        found |= {measures[key].casefold(): at for at in range(1, 13) if (key := f"month_{at}") in measures}
    return found


def in_zone(local: datetime, zone: tzinfo) -> datetime:
    """A moment that a clock of a zone shows. Raises `TwiceError` and `NeverError` about the changes of the clock."""
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(fold=0):
        raise NeverError
    if first.utcoffset() != second.utcoffset():
        raise TwiceError(first, second)
    return first
