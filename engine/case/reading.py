"""One fact as a person writes it, read as the type that it has; or the reason why it cannot be."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from dsl.currencies import can_mean
from dsl.diagnostic import suggestion
from dsl.moment import Moment
from dsl.sentence import told
from dsl.surroundings import Surroundings
from dsl.typed import program as p
from engine.case.written_moments import EitherDayError, NeverError, NoSuchMomentError, TwiceError, day_or_hour, in_zone
from engine.meaning.marks import ABSENT

YES = ("yes", "true", "oui", "vrai")
NO = ("no", "false", "non", "faux")
"""The words for a yes and a no, in facts files and in the call."""

_SPACES = "'’\u00a0\u202f "
"""What people set between the thousands."""
_WITHOUT_SPACES = dict.fromkeys(map(ord, _SPACES))
_NUMBER = rf"[+-]?\d[\d{_SPACES}]*(?:[.,]\d+)?"
_CURRENCY = r"([A-Za-z]{1,4}|[$£¥₠-⃀])\.?"
_SIGNS = ("", "+", "-")
"""What of an amount may stand before its currency, where the number stands after it."""
_EITHER_AMOUNT = r"[+-]?[1-9]\d{0,2},\d{3}"
"""What is more than a thousand to some, and to others less than a thousand with three decimals."""
_NO_CENTS = tuple(point + dash for point in ".," for dash in "-–—")
"""What is written in place of no cents, as in 1'250.–."""
_SPAN = r"(\d+)\s*(seconds?|secondes?|minutes?|min|hours?|heures?|h|days?|jours?|weeks?|semaines?)\b"
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "j": 86400, "w": 604800}
_EARLIEST, _LATEST = date(1900, 1, 1), date(2999, 12, 31)
_LARGEST = Decimal(10) ** 15
_FINEST = 10**40
"""The largest denominator of a ratio: that of two numbers which can be told has no more digits."""
_LONGEST = timedelta(days=36600)
_MOST_SHOWN = 20
"""How many members of what was told in place of one value are shown of it."""

_ALONE = "write the value alone; that it is contested, assumed or open, and by what evidence, stands under `standing`"

_NOWHERE = Surroundings(None, None)
"""Where nothing tells of a time zone."""


class Unreadable(Exception):
    """Why a value cannot be read: a stable code, one phrase, and what to write instead."""

    def __init__(self, code: str, message: str, help_line: str | None = None, meant: tuple[str, ...] = ()) -> None:
        """`meant` are the values, as they would be written, of which one must have been meant."""
        self.code, self.message, self.help_line, self.meant = code, message, help_line, meant
        super().__init__(message)


def read_value(raw: Any, type_: p.Type, options: tuple[str, ...] = (), document: Surroundings = _NOWHERE) -> Any:
    """The value of a fact of a type other than a list; an instant keeps the offset that it is given with.

    `raw` is what TOML or the command line gives; None comes back for "unknown", ABSENT for "none". `document` tells in
    which time zone a moment may be meant. Raises `Unreadable`.
    """
    if isinstance(raw, dict):
        raise Unreadable("wrong-type", told("`{raw}` is no value, but a table", raw=_as_told(raw)), _ALONE)
    if isinstance(raw, str):
        raw = raw.strip()
        if raw == "unknown":
            return None
        if raw == "none" and "none" not in options:
            if not type_.optional:
                raise Unreadable(
                    "never-none",
                    told("this is {described} and always exists", described=describe(type_)),
                    'leave it out, or write "unknown", if nobody knows',
                )
            return ABSENT
    match type_.kind:
        case "boolean":
            return _boolean(raw)
        case "choice":
            return _option(raw, options)
        case "date":
            return _date(raw)
        case "instant":
            return _instant(raw, _clocks(type_, document))
        case "moment":
            return document.moment(_day_or_instant(raw, _clocks(type_, document)), type_.zone)
        case "days" | "duration":
            return _span(raw, type_)
        case "integer":
            number = _number(raw, type_)
            if number != number.to_integral_value():
                raise _wrong(raw, type_)
            return int(number)
        case "percent":
            if not isinstance(raw, str) or "%" not in raw:
                raise Unreadable(
                    "unit-missing", told("`{raw}` does not say that it is a percentage", raw=raw), 'write "12.5 %"'
                )
            return _number(raw.replace("%", ""), type_).scaleb(-2)
        case "money":
            return _money(raw, type_)
        case _:
            return _number(raw, type_)


def could_be_read(value: Any, type_: p.Type, options: tuple[str, ...] = ()) -> bool:
    """Whether a value is one that `read_value` can give: of the type, and within what a case may hold."""
    if value is ABSENT:
        return type_.optional
    if type_.from_zero and value < 0:
        return False
    match type_.kind:
        case "boolean":
            return type(value) is bool
        case "choice":
            return type(value) is str and value in options
        case "date":
            return type(value) is date and _EARLIEST <= value <= _LATEST
        case "instant":
            return type(value) is datetime and value.tzinfo is not None and _EARLIEST <= value.date() <= _LATEST
        case "moment":
            return type(value) is Moment and _EARLIEST <= value.first_day <= value.last_day <= _LATEST
        case "days" | "duration":
            return type(value) is timedelta and timedelta(0) <= value <= _LONGEST
        case "integer":
            return type(value) is int and abs(value) <= _LARGEST
        case _:
            if type(value) is int:
                return abs(value) <= _LARGEST
            return type(value) in (Decimal, Fraction) and _is_countable(value)


_KINDS = {
    "boolean": "a yes or a no",
    "choice": "one of a list of words",
    "date": "a date",
    "instant": "a date with its time",
    "moment": "a date",
    "days": "a number of days",
    "duration": "a length of time",
    "integer": "a whole number",
    "percent": "a percentage",
    "money": "an amount",
    "list": "a list of records",
    "decimal": "a number",
    "ratio": "a number",
}
"""Each type as a lawyer would name it."""


def describe(type_: p.Type) -> str:
    """A type as a lawyer would name it, with an example of how to write it."""
    kind = _KINDS[type_.kind]
    match type_.kind:
        case "date":
            return told("{kind}, as in {example} or {plain}", kind=kind, example="2024-02-29", plain='"29.2.2024"')
        case "instant":
            return told(
                "{kind}, as in {example} or {plain}", kind=kind, example="2024-02-29T14:30", plain='"29.2.2024 14:30"'
            )
        case "moment":
            return told(
                "{kind}, as in {example}, or a moment of it, as in {moment}",
                kind=kind,
                example="2024-02-29",
                moment="2024-02-29T14:30",
            )
        case "days":
            return told("{kind}, as in {example}", kind=kind, example='"3 days"')
        case "duration":
            return told("{kind}, as in {example}", kind=kind, example='"90 minutes"')
        case "percent":
            return told("{kind}, as in {example}", kind=kind, example='"12.5 %"')
        case "money":
            return told("{kind}, as in {example}", kind=kind, example=f'"1500.00 {type_.name}"')
        case _:
            return kind


def _wrong(raw: Any, type_: p.Type) -> Unreadable:
    return Unreadable(
        "wrong-type",
        told("`{shown}` is not {kind}", shown=_as_told(raw), kind=_KINDS[type_.kind]),
        told("write {described}", described=describe(type_)),
    )


def _as_told(raw: Any) -> str:
    """What was told, as one writes it in a file; long ones shortened."""
    match raw:
        case bool():
            shown = "true" if raw else "false"
        case list():
            shown = f"[{', '.join(map(_as_told, raw[:_MOST_SHOWN]))}]"
        case dict():
            shown = f"{{{', '.join(f'{name} = {_as_told(raw[name])}' for name in list(raw)[:_MOST_SHOWN])}}}"
        case date():
            shown = raw.isoformat()
        case _:
            shown = str(raw)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def _boolean(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.casefold() in YES + NO:
        return raw.casefold() in YES
    raise Unreadable(
        "wrong-type", told("`{raw}` is neither yes nor no", raw=_as_told(raw)), 'write yes, no or "unknown"'
    )


def _option(raw: Any, options: tuple[str, ...]) -> str:
    if isinstance(raw, str) and raw in options:
        return raw
    shown = ", ".join(f"`{option}`" for option in options[:12]) + (" …" if len(options) > 12 else "")
    raise Unreadable(
        "unknown-option",
        told("`{raw}` is not one of the options", raw=_as_told(raw)),
        suggestion(str(raw), options) or told("the options are {shown}", shown=shown),
    )


def _told_moment(text: str, type_: p.Type) -> date:
    """A day, or a moment of it, as people write them. Raises `Unreadable`."""
    try:
        return day_or_hour(text)
    except EitherDayError as either:
        readings = either.day_first, either.month_first
        raise Unreadable(
            "ambiguous-date",
            told("`{text}` may be two days", text=text),
            told("write {one} if the day stands first, {other} if the month does", one=readings[0], other=readings[1]),
            readings,
        ) from None
    except NoSuchMomentError as never:
        if never.is_timed:
            message, help_line = told("there is no moment `{raw}`", raw=text), "check the day, the month and the hour"
        else:
            message, help_line = told("there is no date `{raw}`", raw=text), "check the day and the month"
        raise Unreadable("no-such-date", message, help_line) from None
    except ValueError:
        raise _wrong(text, type_) from None


def _date(raw: Any) -> date:
    if isinstance(raw, str):
        raw = _told_moment(raw, p.Type("date"))
    if isinstance(raw, datetime):
        raise Unreadable(
            "wrong-type",
            told("`{moment}` is a date with a time; only the day is asked for", moment=raw.isoformat()),
            told("write {described}", described=raw.date().isoformat()),
        )
    if not isinstance(raw, date):
        raise _wrong(raw, p.Type("date"))
    return _within_calendar(raw)


def _clocks(type_: p.Type, document: Surroundings) -> Surroundings:
    """Where the clocks stand by which a moment is told: in the zone of its type, else in that of the document."""
    return Surroundings(type_.zone, None) if type_.zone else document


def _day_or_instant(raw: Any, document: Surroundings) -> date:
    if isinstance(raw, str):
        raw = _told_moment(raw, p.Type("moment"))
    if not isinstance(raw, date):
        raise _wrong(raw, p.Type("moment"))
    return _instant(raw, document) if isinstance(raw, datetime) else _date(raw)


def _within_calendar(day: date) -> date:
    if not _EARLIEST <= day <= _LATEST:
        raise Unreadable(
            "date-out-of-range", told("`{day}` lies outside 1900 to 2999", day=day.isoformat()), "check the year"
        )
    return day


def _instant(raw: Any, document: Surroundings) -> datetime:
    if isinstance(raw, str):
        raw = _told_moment(raw, p.Type("instant"))
    if isinstance(raw, datetime):
        _within_calendar(raw.date())
        moment: datetime = raw if raw.tzinfo is not None else _local(raw, document)
        _within_calendar(moment.astimezone(document.zone or UTC).date())  # as the document's clocks show it
        return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()), fold=0)
    if isinstance(raw, date):
        meant = datetime.combine(raw, time(9), document.zone or UTC)
        raise Unreadable(
            "time-missing",
            told("`{day}` has no time of day", day=raw.isoformat()),
            told("write the moment, for example {moment}", moment=meant.isoformat()),
        )
    raise _wrong(raw, p.Type("instant"))


def _local(local: datetime, document: Surroundings) -> datetime:
    """A moment given without its offset: on the clocks of the document's zone, unless these show it twice or never."""
    shown = local.isoformat()
    if document.zone is None:
        raise Unreadable(
            "offset-missing",
            told("`{shown}` does not say in which time zone", shown=shown),
            told("in UTC, write {moment}", moment=local.replace(tzinfo=UTC).isoformat()),
        )
    try:
        return in_zone(local, document.zone)
    except TwiceError as twice:
        raise Unreadable(
            "ambiguous-hour",
            told("in {zone} the clocks show `{shown}` twice", zone=document.zone, shown=shown),
            told("write {one} or {other}", one=twice.first.isoformat(), other=twice.second.isoformat()),
            (twice.first.isoformat(), twice.second.isoformat()),
        ) from None
    except NeverError:
        raise Unreadable(
            "no-such-date",
            told("in {zone} no clock shows `{shown}`", zone=document.zone, shown=shown),
            "the clocks are put forward then",
        ) from None


def _span(raw: Any, type_: p.Type) -> timedelta:
    is_number = (isinstance(raw, int) and not isinstance(raw, bool)) or (isinstance(raw, str) and raw.isdecimal())
    if is_number and type_.kind == "days":
        raw = f"{raw} days"
    if isinstance(raw, str):
        parts = re.findall(_SPAN, raw)
        rest = re.sub(_SPAN, "", raw).replace("and", "").replace("et", "").replace(",", "").strip()
        if parts and not rest and all(len(number) <= 9 for number, _ in parts):
            seconds = sum(
                int(number) * _SECONDS["s" if unit.startswith("sec") else "w" if unit.startswith("sem") else unit[0]]
                for number, unit in parts
            )
            if seconds <= _LONGEST // timedelta(seconds=1) and (type_.kind == "duration" or seconds % 86400 == 0):
                return timedelta(seconds=seconds)
    raise _wrong(raw, type_)


def _number(raw: Any, type_: p.Type) -> Decimal:
    if isinstance(raw, str) and re.fullmatch(_NUMBER, raw.strip()):
        raw = raw.strip().translate(_WITHOUT_SPACES).replace(",", ".")
    elif isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise _wrong(raw, type_)
    try:
        number = Decimal(raw)
    except InvalidOperation:
        raise _wrong(raw, type_) from None
    if not number.is_finite():
        raise _wrong(raw, type_)
    if type_.from_zero and number < 0:
        raise Unreadable(
            "below-zero", told("`{raw}` is below zero", raw=str(raw)[:40]), "write a number from 0 on, or leave it out"
        )
    if not _is_countable(number):
        raise Unreadable(
            "number-too-large",
            told("`{number}` is beyond what a contract counts", number=str(raw)[:40]),
            "up to fifteen digits before and after the point",
        )
    return number


def _is_countable(number: Decimal | Fraction) -> bool:
    """Whether a number has no more digits, before its point and after it, than a contract counts with."""
    if isinstance(number, Fraction):
        return abs(number) <= _LARGEST and number.denominator <= _FINEST
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -15 and number.copy_abs() <= _LARGEST


def _money(raw: Any, type_: p.Type) -> Decimal:
    if not isinstance(raw, str):
        return _number(raw, type_)
    currency = re.search(_CURRENCY, raw)
    before, after = (raw, "") if currency is None else (raw[: currency.start()].strip(), raw[currency.end() :].strip())
    amount = f"{before}{after}"
    if after and before not in _SIGNS:  # what stands on both sides of a currency may be its cents
        raise _wrong(raw, type_)
    amount = amount[:-2] if amount.endswith(_NO_CENTS) else amount
    if not re.fullmatch(_NUMBER, amount):
        raise _wrong(raw, type_)
    if currency and not can_mean(currency[1].upper(), type_.name):
        raise Unreadable(
            "unknown-currency",
            told("`{raw}` is not in {name}", raw=raw, name=type_.name),
            told("convert it to {name} first", name=type_.name),
        )
    if re.fullmatch(_EITHER_AMOUNT, amount):
        raise Unreadable(
            "wrong-type",
            told("`{text}` may be two amounts", text=_as_told(raw)),
            told("write {one} or {other}", one=amount.replace(",", ""), other=amount.replace(",", ".")),
        )
    return _number(amount, type_)
