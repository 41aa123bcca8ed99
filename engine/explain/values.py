"""Values as counsel reads them: dates, amounts, rates and lengths of time, in English and in Swiss French."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.typed import program as p
from engine.evaluate.functions import ABSENT
from engine.evaluate.working_days import ZONE

NO_BREAK = "\u00a0"
_MONTHS = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
}
_UNITS = {
    "en": (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)),
    "fr": (("jour", 86400), ("heure", 3600), ("minute", 60), ("seconde", 1)),
}


def show_value(value: Any, type_: p.Type, program: p.Program, language: str = "en") -> str:
    """A typed value in words and figures; unknown and none are told apart."""
    french = language == "fr"
    if value is None:
        return "inconnu" if french else "not known"
    if value is ABSENT:
        return "aucun" if french else "none"
    match type_.kind:
        case "boolean":
            return ("oui" if value else "non") if french else ("yes" if value else "no")
        case "choice":
            return option_text(value, type_.name, program, language)
        case "money":
            return f"{type_.name}{NO_BREAK}{_grouped(value)}"
        case "percent":
            return f"{_plain(Decimal(value) * 100, language)}{NO_BREAK}%"
        case "ratio":
            return _ratio(value, language)
        case "date":
            return show_date(value, language)
        case "instant":
            return show_instant(value, language)
        case "days" | "duration":
            return show_span(value, language, in_days=type_.kind == "days")
        case "period":
            return _counted(value, "mois" if french else "month", language, invariable=french)
        case "list":
            return str(len(value))
        case _:
            return _plain(Decimal(value), language) if isinstance(value, int | Decimal) else str(value)


def option_text(name: str, choice: str, program: p.Program, language: str) -> str:
    """The label of an option of a choice, of a party, or of a reading."""
    if choice == "party":
        return program.terms[f"party:{name}"].text.in_language(language)
    declared = program.choices.get(choice)
    options = declared.options if declared else program.ambiguities[choice].readings
    return next(option.text.in_language(language) for option in options if option.name == name)


def show_date(day: date, language: str) -> str:
    """`12 March 2024`, « 1er mars 2024 »."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number}{NO_BREAK}{_MONTHS[language][day.month - 1]} {day.year}"


def show_instant(instant: datetime, language: str) -> str:
    """A day and a time of day, in Swiss time."""
    local = instant.astimezone(ZONE)
    seconds = f":{local.second:02}" if local.second else ""
    if language == "fr":
        return f"{show_date(local.date(), language)} à {local.hour}{NO_BREAK}h{NO_BREAK}{local.minute:02}{seconds}"
    return f"{show_date(local.date(), language)} at {local.hour:02}:{local.minute:02}{seconds}"


def show_span(span: timedelta, language: str, in_days: bool = False) -> str:
    """`1 hour 30 minutes`; zero is said in minutes, or in days where days are counted."""
    seconds = abs(span) // timedelta(seconds=1)
    parts = []
    for unit, size in _UNITS[language]:
        number, seconds = divmod(seconds, size)
        if number:
            parts.append(_counted(number, unit, language))
    if not parts:
        return _counted(0, {"en": "day", "fr": "jour"}[language] if in_days else "minute", language)
    return ("−" if span < timedelta(0) else "") + " ".join(parts)


def _counted(number: int, unit: str, language: str, invariable: bool = False) -> str:
    plural = number > 1 if language == "fr" else number != 1
    return f"{number}{NO_BREAK}{unit}{'s' if plural and not invariable else ''}"


def _grouped(amount: Decimal) -> str:
    """An amount with two decimals, or more where it has them, thousands apart as the Swiss write them."""
    exponent = amount.normalize().as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{amount:,.{places}f}".replace(",", "'")


def _plain(number: Decimal, language: str) -> str:
    text = f"{number.normalize():f}"
    return text.replace(".", ",") if language == "fr" else text


def _ratio(value: Fraction, language: str) -> str:
    """A quotient as a percentage to four places, marked where that is not exact."""
    scaled = Fraction(value) * 1_000_000
    shown = Decimal(round(scaled)).scaleb(-4)
    sign = "" if scaled.denominator == 1 else "≈ "
    return f"{sign}{_plain(shown, language)}{NO_BREAK}%"
