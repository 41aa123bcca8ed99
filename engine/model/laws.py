"""What the functions of a document take from it, with the public holidays kept from one run to the next.

Loading the `holidays` library takes longer than answering a question, so the holidays of a country, a part of it and a
year are kept for later runs, for as long as the library that gave them stays the same.
"""

import json
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from importlib.util import find_spec
from os import stat
from typing import Any

from dsl.functions import function
from dsl.surroundings import Surroundings, public_holidays
from dsl.typed import program as p
from engine.model.kept import keep, kept


@cache
def surroundings(edition: p.Edition) -> Surroundings:
    """The time zone and the public holidays of the document that an edition is of."""
    return Surroundings(edition.zone, edition.calendar.country if edition.calendar else None, _holidays)


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
def _holidays(country: str, part: str, year: int) -> frozenset[date]:
    name = f"public-holidays/{_library()}-{country}-{part}-{year}.json"
    try:
        return frozenset(date.fromisoformat(day) for day in json.loads(kept(name) or ""))
    except (ValueError, TypeError):
        found = sorted(public_holidays(country, part, year))
        keep(name, json.dumps([day.isoformat() for day in found]))
        return frozenset(found)


@cache
def _library() -> str:
    """Which holidays library is installed, told without importing it: another one has another file."""
    specification = find_spec("holidays")
    assert specification is not None
    status = stat(specification.origin or "")
    return f"{status.st_size:x}{status.st_mtime_ns:x}"
