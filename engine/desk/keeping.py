"""What was entered, as data that JSON can hold: an interview, and the form of a page, go on from it another day."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from dsl.frozen import replace
from engine.case.written_moments import day_or_hour
from engine.desk.request import Request

Section = Literal["facts", "given"]
Entry = tuple[Section, str]
"""Something that was entered: a fact or a computed value, and its name."""

KEPT = 1
"""The version of what is kept; what was kept in another one is not gone on from."""


def as_kept(request: Request, passed: frozenset[str], trail: Iterable[Entry]) -> dict[str, Any]:
    """What was told in a request, what shall stay as it is presumed, and what was entered, in that order."""
    return {
        "version": KEPT,
        "question": request.question,
        "on": request.on.isoformat() if request.on else None,
        "of": list(request.of),
        "facts": dict(request.facts),
        "given": dict(request.given),
        "standing": {name: dict(said) for name, said in request.standing.items()},
        "readings": dict(request.readings),
        "more": dict(request.more),
        "passed": sorted(passed),
        "trail": as_entries(trail),
    }


def from_kept(kept: Mapping[str, Any], request: Request) -> tuple[Request, frozenset[str], tuple[Entry, ...]]:
    """A request with what was kept of it, what shall stay as it is presumed, and what was entered.

    Raises `ValueError`, `KeyError`, `TypeError` or `AttributeError` where the data is not what `as_kept` makes.
    """
    if kept["version"] != KEPT:
        raise ValueError("another version")
    request = replace(
        request,
        question=kept["question"],
        on=None if kept["on"] is None else day_or_hour(kept["on"]),
        of=tuple(kept["of"]),
        facts=dict(kept["facts"]),
        given=dict(kept["given"]),
        standing={name: dict(said) for name, said in kept["standing"].items()},
        readings=dict(kept["readings"]),
        more=dict(kept.get("more", {})),
    )
    return request, frozenset(kept["passed"]), from_entries(kept["trail"])


def as_entries(entries: Iterable[Entry]) -> list[list[str]]:
    """What was entered as data."""
    return [list(entry) for entry in entries]


def from_entries(kept: Iterable[tuple[Section, str]]) -> tuple[Entry, ...]:
    """What was entered, of the data that was kept of it."""
    return tuple((section, name) for section, name in kept)
