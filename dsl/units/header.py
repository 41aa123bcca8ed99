"""The header of a document: its currency, its time zone, its calendar of working days, its numbering, its names."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from dsl.currencies import NONE, is_currency
from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.file_names import unnameable
from dsl.kinds import IN_A_ZONE
from dsl.numberings import NUMBERINGS
from dsl.position import Span
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.surface.walk import expressions, parts
from dsl.units.calendar_places import check_places
from dsl.units.scope import Unit


def currency_of(unit: Unit) -> str:
    """The currency of a unit's amounts: that of its document, or the first that it writes."""
    if unit.document.currency is not None:
        return unit.document.currency.text
    return next((code for code, _ in _written(unit)), NONE)


def proper_names(unit: Unit) -> tuple[str, ...]:
    """The names that keep their capital: those that the header lists, and those of parties and of places of a calendar.

    A party or a place whose label begins with a capital is called so by a name of its own.
    """
    found = [name.text for name in unit.document.names]
    texts = [party.text for party in unit.named("party").values() if isinstance(party, s.Term)]
    calendar = unit.document.calendar
    places = unit.named("choice").get(calendar.by.text) if calendar is not None and calendar.by is not None else None
    if isinstance(places, s.Choice):
        texts += [option.text for option in places.options]
    found += [phrase for text in texts for _, phrase in text.texts if phrase[:1].isupper()]
    return tuple(dict.fromkeys(found))


def check_header(unit: Unit) -> list[Diagnostic]:
    """Reports what the header of a document names and the world doesn't have."""
    document = unit.document
    found = [*_names(unit), *_currencies(unit)]
    for zone in (document.zone, *(type_.zone for type_ in _types(unit))):
        if zone is not None and not _is_zone(zone.text):
            found.append(
                Diagnostic(
                    "unknown-zone",
                    told("there is no time zone `{zone}`", zone=zone.text),
                    (Label(zone.span),),
                    _near_zone(zone.text),
                )
            )
    found += [
        Diagnostic(
            "wrong-type",
            told("`{name}` is told by no clocks", name=type_.name.text),
            (Label(type_.zone.span),),
            "only a `moment` or an `instant` is: `moment in Europe/Paris`",
        )
        for type_ in _types(unit)
        if type_.zone is not None and type_.name.text not in IN_A_ZONE
    ]
    if document.calendar is not None:
        found += check_places(unit, document.calendar)
    if document.numbering is not None and document.numbering.text not in NUMBERINGS:
        found.append(
            Diagnostic(
                "unknown-numbering",
                told("no text is numbered by `{numbering}`", numbering=document.numbering.text),
                (Label(document.numbering.span),),
                told("write `numbered` and one of {names}", names=", ".join(f"`{way}`" for way in NUMBERINGS)),
            )
        )
    return found


def _names(unit: Unit) -> Iterator[Diagnostic]:
    """What can't name the document or its edition, since files are named after them."""
    for word, what in ((unit.document.name, "a document"), (unit.edition.name, "an edition")):
        if (remedy := unnameable(word.text)) is not None:
            message = told("`{word}` cannot name {what}", word=word.text, what=what)
            yield Diagnostic("unusable-name", message, (Label(word.span),), remedy)


def _currencies(unit: Unit) -> Iterator[Diagnostic]:
    declared = unit.document.currency
    named = [type_.currency for type_ in _types(unit) if type_.currency is not None]
    for word in (*([declared] if declared is not None else []), *named):
        if not is_currency(word.text):
            yield Diagnostic(
                "unknown-currency",
                told("`{word}` is not a currency", word=word.text),
                (Label(word.span),),
                "currencies are written by their codes in ISO 4217, as in `EUR`",
            )
    for type_ in _types(unit):
        if type_.currency is not None and type_.name.text != "money":
            yield Diagnostic(
                "wrong-type",
                told("`{name}` is in no currency", name=type_.name.text),
                (Label(type_.currency.span),),
                "only `money` is: `money in EUR`",
            )
    if declared is None:
        first: dict[str, Span] = {}
        for code, span in _written(unit):
            first.setdefault(code, span)
        if len(first) > 1:
            yield Diagnostic(
                "currency-undeclared",
                told(
                    "amounts are in {names}, and the document declares no currency",
                    names=" and ".join(f"`{code}`" for code in first),
                ),
                tuple(map(Label, first.values())),
                "declare that of the other amounts in the header of the document: `currency …`",
            )


def _written(unit: Unit) -> Iterator[tuple[str, Span]]:
    """The currencies that a unit writes beside its amounts and types, and where."""
    yield from ((literal.unit, literal.span) for literal in _amounts(unit))
    yield from ((type_.currency.text, type_.currency.span) for type_ in _types(unit) if type_.currency is not None)


def _types(unit: Unit) -> Iterator[s.TypeName]:
    """The types that declarations write."""
    for placed in unit.placed:
        match placed.statement:
            case s.Fact(type=type_) | s.Value(type=type_):
                yield type_
            case s.Record(fields=fields):
                yield from (field.type for field in fields)


def _amounts(unit: Unit) -> Iterator[s.Literal]:
    for placed in unit.placed:
        pending = [expression for expression, _ in expressions(placed.statement)]
        if isinstance(placed.statement, s.Value):
            pending += [bound for row in placed.statement.rows for cell in row.cells for bound in cell.bounds]
        while pending:
            expression = pending.pop()
            if isinstance(expression, s.Literal) and expression.kind == "money":
                yield expression
            pending += parts(expression)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        return False
    return True


def _near_zone(name: str) -> str:
    from zoneinfo import available_timezones  # only a mistake needs it

    return suggestion(name, available_timezones()) or "zones are named by place, as in `Europe/Paris`; or write `UTC`"
