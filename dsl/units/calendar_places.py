"""Whose public holidays a document counts: countries, markets and parts of them that are known, and their weekends."""

from collections.abc import Iterator

from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.kinds import DAYS_OF_WEEK
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.units.scope import Unit

_SATURDAY_AND_SUNDAY = {5, 6}
"""Counted from 0 for Monday, as the library does."""


def check_places(unit: Unit, calendar: s.Calendar) -> Iterator[Diagnostic]:
    """Reports places whose public holidays nobody knows, and a weekend that is neither the usual one nor stated."""
    if not calendar.places and calendar.by is None:
        return
    known = _known_places()
    wrong = [found for place in calendar.places for found in _of_place(place, calendar, known)]
    yield from wrong
    if calendar.by is None or wrong:
        return
    choice = unit.named("choice").get(calendar.by.text)
    if not isinstance(choice, s.Choice):
        if calendar.by.text not in unit.excused:
            yield Diagnostic(
                "unknown-name",
                told("there is no choice `{by}`", by=calendar.by.text),
                (Label(calendar.by.span),),
                suggestion(calendar.by.text, unit.named("choice"))
                or told("declare its options, or name the part itself, as in `calendar CH-ZH`"),
            )
        return
    by = Label(calendar.by.span, "by which the calendar goes")
    for option in choice.options:
        name = option.name
        if calendar.places:
            found = list(_of_part(calendar.places[-1].text, name.text, known, Label(name.span), by))
        else:
            found = list(_of_place(name, calendar, known, by))
        if found:
            yield from found
            return


def _known_places() -> dict[str, list[str]]:
    """The countries and markets whose holidays are known, each with its parts."""
    import holidays  # it takes a moment, and few documents need it

    return {**holidays.list_supported_countries(), **holidays.list_supported_financial()}


def _of_place(place: s.Word, calendar: s.Calendar, known: dict[str, list[str]], *labels: Label) -> Iterator[Diagnostic]:
    country, _, part = place.text.partition("-")
    here = (Label(place.span), *labels)
    if country not in known:
        yield Diagnostic(
            "unknown-calendar",
            told("the public holidays of `{country}` are not known", country=country),
            here,
            "countries are written by their two letters in ISO 3166, as in `FR`, parts of them as in `CH-ZH`, and "
            "markets by their four letters in ISO 10383, as in `XECB`",
        )
        return
    if part:
        yield from _of_part(country, part, known, *here)
    if calendar.weekend is None and (weekend := _weekend(country)) != _SATURDAY_AND_SUNDAY:
        yield Diagnostic(
            "weekend-unstated",
            told("the weekend of `{country}` is not Saturday and Sunday", country=country),
            here,
            told(
                "say which days of the week are no working days: `weekend {days}`",
                days=", ".join(DAYS_OF_WEEK[day] for day in sorted(weekend)),
            ),
        )


def _of_part(country: str, part: str, known: dict[str, list[str]], *labels: Label) -> Iterator[Diagnostic]:
    parts = known[country]
    if part not in parts:
        yield Diagnostic(
            "unknown-calendar",
            told("`{country}` has no part `{name}` with public holidays of its own", country=country, name=part),
            labels,
            told("its parts are {names}", names=", ".join(f"`{part}`" for part in parts) or "none"),
        )


def _weekend(country: str) -> set[int]:
    import holidays

    if country in holidays.list_supported_countries():
        return set(holidays.country_holidays(country).weekend)
    return set(holidays.financial_holidays(country).weekend)
