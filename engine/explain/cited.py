"""Every locator that an answer relies on, in the order of reliance; and what is left out where many are listed."""

from collections.abc import Iterable, Sequence

from dsl.locator import Locator
from engine.answer.answer import Answer
from engine.explain.step import Step
from engine.explain.trace import trace


def citations(answer: Answer) -> tuple[str, ...]:
    """The locators behind an answer; for a silence, those of the clauses that come nearest, and
    of those that refer to the document that would have to be read.

    Only what carries an answer is cited: of the grounds those that hold, where any does.
    """
    if answer.cited is None:
        answer.cited = tuple(_citations(answer))
    return answer.cited


def _citations(answer: Answer) -> dict[str, None]:
    found: dict[str, None] = {}
    if answer.answer == "silent":
        for silence in answer.silences:
            found.update(dict.fromkeys(silence.nearest))
        if not answer.outside:
            return found
    root = trace(answer)
    carried = [ground for ground in root.children if ground.status == "live"] if answer.asked.grounds else []
    _collect(carried or [root], found)
    for name in answer.relevant:
        found.update(dict.fromkeys(answer.knowledge.program.ambiguities[name].citations))
    return found


def nearest(answer: Answer) -> tuple[str, ...]:
    """The places of a silent answer that come nearest: those declared, or the first in each clause it looked at.

    The clause that gives the rule asked of comes before the clauses that it looks at.
    """
    declared = dict.fromkeys(locator for silence in answer.silences for locator in silence.nearest)
    if declared or answer.silences:
        return tuple(declared)
    first: dict[str, str] = {}
    for locator in citations(answer):
        first.setdefault(Locator.parse(locator).clause, locator)
    values = (step for step in trace(answer).children if step.kind == "value")
    own = {Locator.parse(locator).clause for value in values for locator in value.citations}

    def order(locator: str) -> tuple[object, ...]:
        place = Locator.parse(locator)
        return place.clause not in own, place.sort_key()

    return tuple(sorted(first.values(), key=order))


def _collect(steps: Sequence[Step], found: dict[str, None]) -> None:
    for kind, _, _, cited, children, _, again, _ in steps:
        if again or kind == "untouched":
            continue
        for locator in cited:
            found[locator] = None
        if children:
            _collect(children, found)


def of_many(cited: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """What many declarations cite, in the order of the document.

    A sentence that one of them cites only because it opens the list of which it cites an item is left out.
    """
    places: set[str] = set()
    openings: set[str] = set()
    for locators in cited:
        parsed = {locator: Locator.parse(locator) for locator in locators}
        listed = {(place.clause, place.paragraph) for place in parsed.values() if place.item is not None}
        openings |= {
            locator
            for locator, place in parsed.items()
            if place.item is None and (place.clause, place.paragraph) in listed
        }
        places |= parsed.keys()
    return tuple(sorted(places - openings, key=lambda locator: Locator.parse(locator).sort_key()))
