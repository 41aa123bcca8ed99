"""How an interview begins: with a request, or with what was kept of it another day."""

from typing import TYPE_CHECKING, Any

from dsl.diagnostic import Rejected
from dsl.frozen import replace
from engine.case.facts_file import CaseFile
from engine.desk.flattened import flattened
from engine.desk.interview import Interview
from engine.desk.keeping import Entry, from_kept
from engine.desk.request import Request

if TYPE_CHECKING:
    from engine.desk.desk import Desk


def begun(desk: "Desk", request: Request, file: CaseFile | None) -> Interview:
    """The interview that begins with a request. Raises `Rejected` with every mistake in it."""
    if file is not None:
        desk.ask(request)
    put = flattened(request, file)
    facts: list[Entry] = [("facts", name) for name in put.facts]
    given: list[Entry] = [("given", name) for name in put.given]
    found = Interview(desk, put, trail=(*facts, *given))
    assert found.reply
    return found


def resumed(desk: "Desk", kept: Any, request: Request) -> Interview | None:
    """The interview that was kept as data; None where these cannot be read, or no longer fit the clauses."""
    try:
        request, passed, trail = from_kept(kept, request)
        request = replace(request, document=kept["document"])
        found = Interview(desk, request, passed, trail=trail)
        assert found.entered is not None
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, Rejected):
        return None
    return found
