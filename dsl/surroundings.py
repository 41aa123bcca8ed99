"""What functions take from the document: the time zone of its days, and its public holidays."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING

from dsl.moment import Moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Holidays = Callable[[str, str], frozenset[date]]
"""The public holidays of a country (ISO 3166), of a part of it or of all of it (``), in the years that are known."""

KNOWN_YEARS = range(1990, 2061)
"""The years of which public holidays are known: what lies beyond is not made up from the laws of today."""


class Surroundings:
    """The zone and the country of one document; either may be missing.

    Without a zone an instant has the day of its own offset, and a day begins and ends in UTC.
    """

    def __init__(self, zone: str | None, country: str | None, holidays: "Holidays | None" = None) -> None:
        self._zone, self._country, self._holidays = zone, country, holidays or public_holidays

    @cached_property
    def zone(self) -> "ZoneInfo | None":
        """The zone in which days are days."""
        from zoneinfo import ZoneInfo  # a case without instants needs none

        return ZoneInfo(self._zone) if self._zone else None

    def local(self, instant: datetime) -> datetime:
        """An instant as clocks show it in the zone; as it was given where there is none."""
        return instant if self.zone is None else instant.astimezone(self.zone)

    def day_of(self, instant: datetime) -> date:
        """The day on which an instant falls."""
        return self.local(instant).date()

    def at(self, day: date, hour: int = 0) -> datetime:
        """The instant of a full hour of a day, in UTC."""
        return datetime.combine(day, time(hour), self.zone or UTC).astimezone(UTC)

    def moment(self, told: date) -> Moment:
        """The moment that is told as a day, or as an instant."""
        zone = self.zone or UTC
        return Moment.of_instant(told, zone) if isinstance(told, datetime) else Moment.of_day(told, zone)

    def is_working_day(self, day: date, part: str) -> bool:
        """Whether a day is neither a Saturday, a Sunday nor a public holiday in a part of the country.

        Raises `OverflowError` outside the years of which public holidays are known.
        """
        assert self._country is not None, "a document without a calendar has no working days"
        if day.year not in KNOWN_YEARS:
            raise OverflowError("a day of a year whose public holidays are not known")
        return day.weekday() < 5 and day not in self._holidays(self._country, part)

    def after(self, start: Moment, span: timedelta, part: str, opens: int, closes: int) -> Moment:
        """When so much time has passed since a moment on working days, between two full hours of the day.

        Raises `OverflowError` beyond ten years or the public holidays known, or where the hours are no two of a day.
        """
        first, last = (self._after(end, span, part, opens, closes) for end in (start.first, start.last))
        return Moment(first.astimezone(start.zone), last.astimezone(start.zone), start.zone)

    def _after(self, start: datetime, span: timedelta, part: str, opens: int, closes: int) -> datetime:
        if span <= timedelta(0):
            return start
        first = self.day_of(start)
        for days in range(_LONGEST if 0 <= opens < closes <= 24 else 0):
            day = first + timedelta(days=days)
            if not self.is_working_day(day, part):
                continue
            begins = max(start, self.at(day, opens))
            available = (self.at(day + timedelta(days=1)) if closes == 24 else self.at(day, closes)) - begins
            if available >= span:
                return begins + span
            span -= max(available, timedelta(0))
        raise OverflowError("working time beyond reason")


_LONGEST = 3660
"""For how many days working time is counted: beyond ten years no question turns on it."""


@cache
def public_holidays(country: str, part: str) -> frozenset[date]:
    """The public holidays of the years known, by the `holidays` library."""
    from holidays import country_holidays  # it takes longer to load than most questions take to answer

    return frozenset(country_holidays(country, subdiv=part or None, years=KNOWN_YEARS))
