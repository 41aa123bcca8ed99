"""Values as counsel reads them: dates, amounts, rates and lengths of time, as each language writes them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.frozen import NamedTuple
from dsl.moment import Moment
from dsl.surroundings import Surroundings
from dsl.typed import program as p
from engine.meaning.intervals import Interval, ends, told
from engine.meaning.marks import ABSENT
from engine.model.laws import surroundings
from engine.tongues import Tongue, tongue


def show_value(value: Any, type_: p.Type, program: p.Program, language: str = "en") -> str:
    """A typed value in words and figures; unknown and none are told apart."""
    return writing(type_, program, language)(value)


def writing(type_: p.Type, program: p.Program, language: str) -> Callable[[Any], str]:
    """How the values of a type are put into words and figures, for whoever shows many of them."""
    speech = tongue(language)
    known = _writing_of_known(type_, program, speech)

    def written(value: Any) -> str:
        if value is None:
            return speech.measures["unknown"]
        if value is ABSENT:
            return speech.measures["none"]
        if isinstance(value, Interval):
            least, most = (known(end) if end is not None else "" for end in ends(value))
            bounds = "at_least_at_most" if least and most else "at_least" if least else "at_most"
            return speech.measures.say(bounds, least=least, most=most)
        return known(value)

    return written


def _writing_of_known(type_: p.Type, program: p.Program, speech: Tongue) -> Callable[[Any], str]:
    """The same of values that are there and known."""
    kind, name = type_.kind, type_.name
    match kind:
        case "boolean":
            return lambda value: speech.measures["yes" if value else "no"]
        case "choice":
            return lambda value: option_text(value, name, program, speech.tag)
        case "money":
            return lambda value: speech.money(value, name)
        case "percent":
            return lambda value: speech.percent(Decimal(value))
        case "ratio":
            return lambda value: speech.ratio(Fraction(value))
        case "date":
            return speech.date
        case "instant":
            local, moment = _shown_in(type_, program).local, speech.moment
            return _with_zone(lambda value: moment(local(value)), type_, program, speech)
        case "moment":
            clocks = _shown_in(type_, program)
            elsewhere = bool(type_.zone)
            return _with_zone(lambda value: _moment(value, clocks, speech, elsewhere), type_, program, speech)
        case "days" | "duration":
            return lambda value: speech.span(value, in_days=kind == "days")
        case "period":
            return lambda value: speech.counted(value, "month")
        case "list":
            return lambda value: str(len(told(value)))
        case _:
            return lambda value: speech.number(value) if isinstance(value, int | Decimal) else str(value)


def _shown_in(type_: p.Type, program: p.Program) -> Surroundings:
    """By which clocks a moment is shown: those by which it is told."""
    return Surroundings(type_.zone, None) if type_.zone else surroundings(program.edition)


def _with_zone(
    written: Callable[[Any], str], type_: p.Type, program: p.Program, speech: Tongue
) -> Callable[[Any], str]:
    """How moments are written with their time zone, where that isn't the document's."""
    zone = type_.zone
    if zone in ("", program.edition.zone):
        return written
    return lambda value: speech.measures.say("in_zone", moment=written(value), zone=zone)


def _moment(value: Moment, document: Surroundings, speech: Tongue, elsewhere: bool) -> str:
    """A day, an hour of it, or the stretch in which it lies; or that it is some time, where nobody says when.

    By the clocks of a zone of its own a day is a day if it was told by them.
    """
    if value.is_undated:
        return speech.measures.say("some_time")
    day = value.day if not elsewhere else value.elsewhere.day if value.elsewhere is not None else None
    if day is not None:
        return speech.date(day)
    first, last = (document.local(end) for end in (value.first, value.last))
    whole = document.moment(first.date())
    if (first, last) == (whole.first, whole.last):
        return speech.date(first.date())
    if value.is_open:
        return speech.measures.say("between", first=speech.moment(first), last=speech.moment(last))
    if first == document.moment(first.date()).last:
        return speech.measures.say("end_of_day", date=speech.date(first.date()))
    return speech.moment(first)


def option_text(name: str, choice: str, program: p.Program, language: str) -> str:
    """The label of an option of a choice, of a party, or of a reading."""
    if choice == "party":
        return program.terms[f"party:{name}"].text.in_language(language)
    return option_named(name, choice, program).text.in_language(language)


def option_named(name: str, choice: str, program: p.Program) -> p.Option:
    """An option of a choice, or a reading."""
    declared = program.choices.get(choice)
    options = declared.options if declared else program.ambiguities[choice].readings
    return next(option for option in options if option.name == name)


class Apart(NamedTuple):
    """How far two moments are apart, and whether that counts in days."""

    span: timedelta
    in_days: bool


def apart(one: Any, other: Any) -> Apart | None:
    """How far two moments lie apart; None of what is no moment, of a day and an hour, and if the hour is not known."""
    first, second = _point(one), _point(other)
    if first is None or second is None or type(first) is not type(second):
        return None
    return Apart(abs(first - second), not isinstance(first, datetime))


def _point(value: Any) -> date | None:
    """The day, or the instant, that a moment is."""
    if isinstance(value, Moment):
        return value.day or (None if value.is_open else value.first)
    return value if isinstance(value, date) else None
