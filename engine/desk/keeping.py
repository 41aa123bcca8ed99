"""What was entered, as data that JSON can hold: an interview, and the form of a page, go on from it another day."""

from collections.abc import Iterable
from typing import Any, Literal

from dsl.frozen import replace
from engine.case.depth import DEEPEST, depth
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


def from_kept(kept: Any, request: Request) -> tuple[Request, frozenset[str], tuple[Entry, ...]]:
    """A request with what was kept of it, what shall stay as it is presumed, and what was entered.

    Raises `ValueError` where the data is not what `as_kept` makes.
    """
    if not _is_kept(kept):
        raise ValueError("nothing that was kept")
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


def _is_kept(kept: Any) -> bool:
    """Whether data are shaped as what is kept; what they say is looked at as anything that is told."""
    return (
        isinstance(kept, dict)
        and depth(kept) <= DEEPEST
        and kept.get("version") == KEPT
        and isinstance(kept.get("question"), str)
        and isinstance(kept.get("on", 0), str | None)
        and all(isinstance(kept.get(key), dict) for key in ("facts", "given", "standing", "readings"))
        and all(isinstance(said, dict) for said in kept["standing"].values())
        and isinstance(kept.get("more", {}), dict)
        and all(_is_list_of_texts(kept.get(key)) for key in ("of", "passed"))
    )


def _is_list_of_texts(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(text, str) for text in found)


def as_entries(entries: Iterable[Entry]) -> list[list[str]]:
    """What was entered as data."""
    return [list(entry) for entry in entries]


def from_entries(kept: Any) -> tuple[Entry, ...]:
    """What was entered, of the data that was kept of it. Raises `ValueError` where these are none."""
    if not isinstance(kept, list) or not all(_is_list_of_texts(entry) and len(entry) == 2 for entry in kept):
        raise ValueError("no entries")
    return tuple((_section(section), name) for section, name in kept)


def _section(named: str) -> Section:
    match named:
        case "facts" | "given":
            return named
    raise ValueError(named)
