"""What the functions of a document take from it, with the public holidays kept from one run to the next.

Loading the `holidays` library takes longer than answering a question, so its table for a country and a part of it is
kept for later runs, for as long as the library stays the same; where it isn't installed, the table that came with the
program is taken.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial
from typing import Any

from dsl.functions import function
from dsl.surroundings import Surroundings, public_holidays
from dsl.typed import program as p
from engine.model.kept import keep, kept, maker


@cache
def surroundings(edition: p.Edition) -> Surroundings:
    """The time zone and the public holidays of the document that an edition is of."""
    return Surroundings(edition.zone, edition.calendar, known_holidays)


class Laws(dict[str, Callable[..., Any]]):
    """What each function computes in one document, by name; a function is loaded when it is first asked for."""

    def __init__(self, document: Surroundings) -> None:
        super().__init__()
        self.document = document

    def __missing__(self, name: str) -> Callable[..., Any]:
        found = function(name)
        law = self[name] = partial(found.law, self.document) if found.reads_document else found.law
        return law


@cache
def known_holidays(country: str, part: str) -> frozenset[date]:
    """The table of a country and a part of it."""
    name = holiday_table(country, part, maker("holidays"))
    table = kept(name)
    if table is not None:
        return frozenset(map(date.fromisoformat, table.split()))
    found = public_holidays(country, part)
    keep(name, written_table(found))
    return found


def holiday_table(country: str, part: str, made_by: str) -> str:
    """Under which name the table of a country and a part of it is kept."""
    return f"public-holidays/{made_by}-{country}-{part}.txt"


def written_table(days: Iterable[date]) -> str:
    """A table as it is kept: one day a line."""
    return "\n".join(day.isoformat() for day in sorted(days))
