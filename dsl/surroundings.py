"""What functions take from the document: the time zone of its days, and its calendar of working days."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import cache, cached_property
from typing import TYPE_CHECKING

from dsl.moment import Moment
from dsl.typed.working_calendar import Calendar, NamedDays, Place

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Holidays = Callable[[str, str], frozenset[date]]
"""The public holidays of a country (ISO 3166) or a market (ISO 10383), of a part of it or of all of it (``), in the
years that are known."""

KNOWN_YEARS = range(1990, 2061)
"""The years of which public holidays are known: what lies beyond is not made up from the laws of today."""


class Closing(Enum):
    """What closes a day that the document doesn't name."""

    WEEK = "week"
    HOLIDAY = "holiday"


class Surroundings:
    """The zone and the calendar of one document; either may be missing.

    Without a zone an instant has the day of its own offset, and a day begins and ends in UTC.
    """

    def __init__(self, zone: str | None, calendar: Calendar | None, holidays: "Holidays | None" = None) -> None:
        self._zone, self._calendar, self._holidays = zone, calendar, holidays or public_holidays
        self._known: dict[str, tuple[date, date]] = {}
        self._instants: dict[tuple[date, int], datetime] = {}

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
        found = self._instants.get((day, hour))
        if found is None:
            if len(self._instants) == _MOST_KEPT:
                self._instants.clear()
            found = datetime.combine(day, time(hour), self.zone or UTC).astimezone(UTC)
            self._instants[day, hour] = found
        return found

    def moment(self, told: date, elsewhere: str = "") -> Moment:
        """The moment that is told as a day, or as an instant; `elsewhere` names the zone of the day, if it has its own.

        By the clocks here such a day is a stretch of two.
        """
        zone = self.zone or UTC
        if elsewhere:
            return Moment.of_elsewhere(Surroundings(elsewhere, None).moment(told), zone)
        return Moment.of_instant(told, zone) if isinstance(told, datetime) else Moment.of_day(told, zone)

    def is_working_day(self, day: date, part: str) -> bool:
        """Whether the calendar closes a day neither by the week, by a public holiday nor by its name.

        `part` is the option by which the calendar goes, if it goes by one. Raises `OverflowError` for a day of which
        the calendar doesn't speak.
        """
        return self.closed_by(day, part) is None

    def closed_by(self, day: date, part: str) -> "Closing | NamedDays | None":
        """What closes a day: the week, a public holiday, or what the document says itself; None for a working day."""
        calendar, (first, last) = self.calendar, self.known(part)
        if not first <= day <= last:
            raise OverflowError("a day of which the calendar does not speak")
        named = calendar.named_on(day) if calendar.named else None
        if named is not None:
            return None if named.is_open else named
        if day.isoweekday() in calendar.weekend:
            return Closing.WEEK
        for place in calendar.places_of(part):
            if day in self._holidays(place.country, place.part):
                return Closing.HOLIDAY
        return None

    @property
    def calendar(self) -> Calendar:
        """The calendar of working days, which whatever counts them has."""
        assert self._calendar is not None, "a document without a calendar has no working days"
        return self._calendar

    def known(self, part: str) -> tuple[date, date]:
        """The first and the last day of which the calendar speaks, and whose public holidays are known.

        `part` is the option by which the calendar goes, if it goes by one.
        """
        found = self._known.get(part)
        if found is None:
            places = self.calendar.places_of(part)
            years = [KNOWN_YEARS, *(_years(self._holidays(place.country, place.part)) for place in places)]
            first = max(date(each.start, 1, 1) for each in years)
            last = min(date(each.stop - 1, 12, 31) for each in years)
            since, until = self.calendar.since or first, self.calendar.until or last
            found = self._known[part] = (max(since, first), min(until, last))
        return found

    @cached_property
    def longest_rest(self) -> int:
        """Within how many days a working day follows, as long as the calendar speaks."""
        return _USUAL_REST + sum(named.length for named in self.calendar.named if not named.is_open)

    def after(self, start: Moment, span: timedelta, part: str, opens: int, closes: int) -> Moment:
        """When so much time has passed since a moment on working days, between two full hours of the day.

        Raises `OverflowError` beyond ten years or the days of the calendar, or where the hours are no two of a day.
        """
        first = self._after(start.first, span, part, opens, closes)
        last = self._after(start.last, span, part, opens, closes) if start.is_open else first
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


@cache
def _years(holidays: frozenset[date]) -> range:
    """The years of a table that it knows whole: a single day in one is a substitute for New Year's Day of the next."""
    found = sorted(year for year, number in Counter(day.year for day in holidays).items() if number > 1)
    return range(found[0], found[-1] + 1) if found else KNOWN_YEARS


_USUAL_REST = 40
"""A working day follows within so many days, but for days that a document names."""

_MOST_KEPT = 4096
"""Of how many hours the instants are kept: where records are compared, the same few days come up for each pair."""

_LONGEST = 3660
"""For how many days working time is counted: beyond ten years no question turns on it."""


@cache
def public_holidays(country: str, part: str) -> frozenset[date]:
    """The public holidays of the years known, by the `holidays` library."""
    from holidays import country_holidays, financial_holidays  # they take longer to load than most questions to answer

    found = country_holidays if Place(country).is_country else financial_holidays
    return frozenset(found(country, subdiv=part or None, years=KNOWN_YEARS))
