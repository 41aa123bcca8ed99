"""The typed form of a document's calendar: its days are days, and it leaves some of them to work on."""

from collections.abc import Iterator
from datetime import date, timedelta

from dsl.diagnostic import Diagnostic, Label
from dsl.kinds import DAYS_OF_WEEK
from dsl.position import Span
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.context import Context
from dsl.typed.declared_inputs import phrase
from dsl.typed.working_calendar import SATURDAY_AND_SUNDAY, leap_year

_WITH_YEAR = 3
"""Of how many numbers a day of one year is made."""


_Named = tuple[s.NamedDays, p.NamedDays]


def typed_calendar(typer: Context) -> p.Calendar | None:
    """The calendar of the document that a unit is of, if it has one; what is wrong with its days is reported."""
    written = typer.unit.document.calendar
    if written is None:
        return None
    named = [(days, typed) for days in written.named if (typed := _named(typer, days)) is not None]
    weekend: tuple[int, ...] = SATURDAY_AND_SUNDAY
    if written.weekend is not None:
        weekend = tuple(sorted({DAYS_OF_WEEK.index(day.text) + 1 for day in written.weekend}))
    since, until = _stretch(typer, written.in_force)
    _check_agreeing(typer, named)
    found = p.Calendar(
        tuple(p.Place.named(place.text) for place in written.places),
        written.by.text if written.by is not None else None,
        weekend,
        tuple(days for _, days in named),
        since,
        until,
    )
    if not any(_is_open(found, day) for day in leap_year()):
        typer.report(
            "no-working-day",
            "this calendar closes every day",
            written.span,
            "leave a day of the week out of `weekend`, or open some days: `open …`",
        )
    return found


def _is_open(calendar: p.Calendar, day: date) -> bool:
    named = calendar.named_on(day)
    return named.is_open if named is not None else day.isoweekday() not in calendar.weekend


def _named(typer: Context, written: s.NamedDays) -> p.NamedDays | None:
    first, last = (_day(typer, word) for word in (written.first, written.last or written.first))
    if first is None or last is None:
        return None
    if len(first) != len(last):
        typer.report(
            "mixed-days",
            "one of these days is of every year, the other of one",
            written.span,
            "write both with their year, as in `2024-12-24 to 2025-01-02`, or both without, as in `12-24 to 01-02`",
        )
        return None
    found = p.NamedDays(first, last, written.is_open, phrase(written.text))
    if last < first and not found.is_yearly:
        _report_empty(typer, written.first, written.last or written.first, written.span)
        return None
    return found


def _day(typer: Context, word: s.Word) -> tuple[int, ...] | None:
    """A day of one year, or of every year; None where no year has it."""
    numbers = tuple(map(int, word.text.split("-")))
    try:
        date(*(numbers if len(numbers) == _WITH_YEAR else (leap_year()[0].year, *numbers)))
    except ValueError:
        typer.report(
            "no-such-date",
            told("there is no date `{literal}`", literal=word.text),
            word.span,
            "a day of every year is written month-day, as in `12-24`, a day of one year as in `2024-12-24`",
        )
        return None
    return numbers


def _stretch(typer: Context, in_force: s.InForce | None) -> tuple[date | None, date | None]:
    if in_force is None:
        return None, None
    since, until = _date(typer, in_force.since), _date(typer, in_force.until)
    if in_force.since and in_force.until and since and until and until < since:
        _report_empty(typer, in_force.since, in_force.until, in_force.span)
    return since, until


def _date(typer: Context, word: s.Word | None) -> date | None:
    numbers = _day(typer, word) if word is not None else None
    return date(*numbers) if numbers is not None else None


def _report_empty(typer: Context, first: s.Word, last: s.Word, span: Span) -> None:
    typer.report(
        "empty-stretch",
        told("nothing lies between `{low}` and `{high}`", low=first.text, high=last.text),
        span,
        "write the lesser bound, or the earlier day, first",
    )


def _check_agreeing(typer: Context, named: list[_Named]) -> None:
    """Reports days that are both closed and open."""
    for closed, closed_days in named:
        for opened, opened_days in named:
            if closed.is_open or not opened.is_open:
                continue
            shared = (
                day for day in _days(closed_days, opened_days) if closed_days.holds(day) and opened_days.holds(day)
            )
            both = next(shared, None)
            if both is not None:
                typer.diagnostics.append(
                    Diagnostic(
                        "closed-and-open",
                        told("`{day}` is both closed and open", day=both.isoformat()),
                        (Label(opened.span, "open by this"), Label(closed.span, "closed by this")),
                        "leave the day out of one of them: `closed … to …` twice, with the day between",
                    )
                )


def _days(*named: p.NamedDays) -> Iterator[date]:
    """Days among which all have one in common, if they have any."""
    dated = [(date(*days.first), date(*days.last)) for days in named if not days.is_yearly]
    if not dated:
        yield from leap_year()
        return
    first, last = max(first for first, _ in dated), min(last for _, last in dated)
    yield from (first + timedelta(days=number) for number in range((last - first).days + 1))
