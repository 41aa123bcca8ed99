"""Moments: a day, or an instant on it.

A moment stands for an instant that is known to lie between two others. Told to the hour both are the same; told as a
day they are its beginning and its end in the time zone of the document; and what lies some hours after a day lies
somewhere in a stretch as long as a day.

Two days compare as days. Whatever else is compared is decided where the hour can't change it, and unknown where it
can. So is a moment and a date: on the day of the moment, where that is known.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from dsl.frozen import dataclass

_SHORTEST = timedelta(microseconds=1)
_DAY = timedelta(days=1)
_EARLIEST, _LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant from `first` to `last`; `day` if that is all that is known; `zone` is that of its days.

    `of` names the event whose time it is, where nobody says when it was: two times of one event are the same.
    `elsewhere` is the day that was told of it by the clocks of another zone, where here it is a stretch of two.
    """

    first: datetime
    last: datetime
    zone: tzinfo
    day: date | None = None
    of: str = ""
    elsewhere: "Moment | None" = None

    @classmethod
    def of_day(cls, day: date, zone: tzinfo) -> "Moment":
        """A day, from its beginning to its end. Raises `OverflowError` beyond the calendar."""
        return cls(_clock(day, zone), _clock(day + _DAY, zone) - _SHORTEST, zone, day)

    @classmethod
    def of_instant(cls, instant: datetime, zone: tzinfo) -> "Moment":
        """An instant; it keeps the offset with which it is given."""
        return cls(instant, instant, zone)

    @classmethod
    def of_elsewhere(cls, there: "Moment", zone: tzinfo) -> "Moment":
        """A day, or an instant, that is told by the clocks of another zone."""
        return cls(there.first, there.last, zone, elsewhere=there if there.day is not None else None)

    @classmethod
    def some_time(cls, zone: tzinfo, of: str) -> "Moment":
        """Any time at all: that of an event that has happened, nobody says when."""
        return cls(_EARLIEST, _LATEST, zone, of=of)

    def within(self, since: "Moment | None" = None, until: "Moment | None" = None) -> "Moment":
        """The same, not before one moment and not after another."""
        first = max(self.first, since.first) if since is not None else self.first
        last = min(self.last, until.last) if until is not None else self.last
        return Moment(first, last, self.zone, of=self.of) if first < last else self

    @property
    def is_undated(self) -> bool:
        """Whether nobody says when it was, though it was some time; so of what is reckoned from it."""
        return self.last - self.first > 2 * _DAY

    @property
    def is_open(self) -> bool:
        """Whether the hour is not known."""
        return self.first is not self.last and self.first != self.last

    @property
    def ends(self) -> tuple[datetime | None, datetime | None]:
        """The first and the last instant that it may be; None for an end that is open."""
        return None if self.first == _EARLIEST else self.first, None if self.last == _LATEST else self.last

    @property
    def told(self) -> date:
        """What was told of it: a day, or an instant; of any other stretch its beginning."""
        return self.elsewhere.told if self.elsewhere is not None else self.day or self.first

    @property
    def first_day(self) -> date:
        """The first day on which it may lie."""
        return self.day or self.first.astimezone(self.zone).date()

    @property
    def last_day(self) -> date:
        """The last day on which it may lie."""
        return self.day or self.last.astimezone(self.zone).date()

    @property
    def at_its_end(self) -> "Moment":
        """The last instant that it may be."""
        return Moment(self.last, self.last, self.zone)

    def isoformat(self) -> str:
        """As in ISO 8601: a day, an instant, or the stretch in which it lies, `..` for an end that is open."""
        if type(self.told) is date or not self.is_open:
            return self.told.isoformat()
        return "/".join(".." if end is None else end.isoformat() for end in self.ends)

    def holds(self, instant: datetime) -> bool:
        """Whether it may be this instant."""
        return self.first <= instant <= self.last

    def __hash__(self) -> int:
        return hash((self.first, self.last))

    # ---- order: yes, no, or None where the hour decides

    def __lt__(self, other: "Moment | date") -> bool | None:
        return _is_before(self, other)

    def __gt__(self, other: "Moment | date") -> bool | None:
        return _is_before(other, self)

    def __le__(self, other: "Moment | date") -> bool | None:
        return _opposite(_is_before(other, self))

    def __ge__(self, other: "Moment | date") -> bool | None:
        return _opposite(_is_before(self, other))

    # ---- arithmetic

    def __add__(self, span: timedelta) -> "Moment":
        """So much time later: some hours after a day is a stretch of its length, not another day."""
        return self._moved(lambda end: _elapsed(end, span, self.zone))

    def __sub__(self, span: timedelta) -> "Moment":
        return self + -span

    def told_later(self, days: timedelta) -> "Moment":
        """The same told of another day. Raises `OverflowError` beyond the calendar."""
        if self.elsewhere is None:
            return self.days_later(days)
        return Moment.of_elsewhere(self.elsewhere.days_later(days), self.zone)

    def days_later(self, days: timedelta) -> "Moment":
        """So many days later, at the same time of day. Raises `OverflowError` beyond the calendar."""
        if self.day is not None:
            return Moment.of_day(self.day + days, self.zone)
        return self._moved(lambda end: _same_clock(end, days, self.zone))

    def _moved(self, moved: Callable[[datetime], datetime]) -> "Moment":
        """The same with each end moved; one that is open stays so."""
        first, last = self.ends
        if self.first is self.last and first is not None and last is not None:
            instant = moved(first)
            return Moment(instant, instant, self.zone)
        return Moment(
            self.first if first is None else moved(first), self.last if last is None else moved(last), self.zone
        )


def same(one: "Moment | date", other: "Moment | date") -> bool | None:
    """Whether two are the same day or instant, None where the hours that are not known decide."""
    order = _is_before(one, other), _is_before(other, one)
    return False if True in order else None if None in order else True


def different(one: "Moment | date", other: "Moment | date") -> bool | None:
    """Whether two are not the same day or instant, None where the hours that are not known decide."""
    return _opposite(same(one, other))


def is_open(value: object) -> bool:
    """Whether a value is a moment of which the hour is not known."""
    return isinstance(value, Moment) and value.is_open


def lacks_its_hour(value: object) -> bool:
    """Whether a value is a moment of which somebody says when it was, but not the hour."""
    return isinstance(value, Moment) and value.is_open and not value.is_undated


def _is_before(one: "Moment | date", other: "Moment | date") -> bool | None:
    """Whether one is before the other, None where the hours that are not known decide."""
    if isinstance(one, Moment) and isinstance(other, datetime):
        other = Moment.of_instant(other, one.zone)
    elif isinstance(one, datetime) and isinstance(other, Moment):
        one = Moment.of_instant(one, other.zone)
    if isinstance(one, Moment) and isinstance(other, Moment) and (one.day is None or other.day is None):
        if one.of and one.of == other.of:
            return False
        if one.last < other.first:
            return True
        return False if one.first >= other.last else None
    (first, last), (other_first, other_last) = _days(one), _days(other)
    if last < other_first:
        return True
    return False if first >= other_last else None


def _days(of: "Moment | date") -> tuple[date, date]:
    return (of.first_day, of.last_day) if isinstance(of, Moment) else (of, of)


def _opposite(found: bool | None) -> bool | None:
    return None if found is None else not found


def _clock(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _elapsed(instant: datetime, span: timedelta, zone: tzinfo) -> datetime:
    return (instant.astimezone(UTC) + span).astimezone(zone)


def _same_clock(instant: datetime, days: timedelta, zone: tzinfo) -> datetime:
    local = instant.astimezone(zone).replace(tzinfo=None) + days
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
