"""The calendar of a document: which days are working days, and why one is none."""

from datetime import date, timedelta
from functools import cache

from dsl.frozen import dataclass
from dsl.typed.phrase import Phrase

SATURDAY_AND_SUNDAY = (6, 7)
"""The days of the week that are no working days unless a document says otherwise (ISO 8601)."""


@cache
def leap_year() -> tuple[date, ...]:
    """The days of a year that has all days that others have."""
    return tuple(date(2024, 1, 1) + timedelta(days=number) for number in range(366))


@dataclass(frozen=True, slots=True)
class Place:
    """Whose public holidays count: a country (ISO 3166) or a market (ISO 10383), a part of it, or all of it (``)."""

    country: str
    part: str = ""

    @property
    def is_country(self) -> bool:
        """Whether it is a country, or a part of one."""
        return len(self.country) == _LETTERS_OF_COUNTRY

    @classmethod
    def named(cls, name: str) -> "Place":
        """The place of a name such as `CH`, `CH-ZH` or `XECB`."""
        country, _, part = name.partition("-")
        return cls(country, part)


_LETTERS_OF_COUNTRY = 2
_OF_EVERY_YEAR = ("month", "day")


@dataclass(frozen=True, slots=True)
class NamedDays:
    """Days that a document names itself: closed, or open whatever else closes them.

    The first and the last of them are a month and a day, of every year, or a year, a month and a day.
    """

    first: tuple[int, ...]
    last: tuple[int, ...]
    is_open: bool
    text: Phrase

    @property
    def is_yearly(self) -> bool:
        """Whether they are days of every year."""
        return len(self.first) == len(_OF_EVERY_YEAR)

    @property
    def length(self) -> int:
        """How many days follow each other."""
        if self.is_yearly:
            return sum(map(self.holds, leap_year()))
        return (date(*self.last) - date(*self.first)).days + 1

    def holds(self, day: date) -> bool:
        """Whether a day is one of them; those of every year may go on past its end."""
        found = (day.year, day.month, day.day)[-len(self.first) :]
        if self.first <= self.last:
            return self.first <= found <= self.last
        return found >= self.first or found <= self.last


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that a document closes: public holidays, days of the week, and days that it names.

    `by` is the choice whose options are parts of the last of the `places`, or places where there are none. `weekend`
    has days of the week, 1 for Monday (ISO 8601). From `since` until `until` it speaks of all days; None where it is
    not said since when, or until when.
    """

    places: tuple[Place, ...]
    by: str | None = None
    weekend: tuple[int, ...] = SATURDAY_AND_SUNDAY
    named: tuple[NamedDays, ...] = ()
    since: date | None = None
    until: date | None = None

    def places_of(self, option: str) -> tuple[Place, ...]:
        """Whose public holidays count where an option of the choice is given, or `` where the calendar has none."""
        if self.by is None:
            return self.places
        if not self.places:
            return (Place.named(option),)
        *others, last = self.places
        return (*others, Place(last.country, option))

    def named_on(self, day: date) -> NamedDays | None:
        """What the document says itself of a day, if anything."""
        return next((named for named in self.named if named.holds(day)), None)
