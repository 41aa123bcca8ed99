"""The readings on which an ordinary answer rests, in sentences: the most disputed one, and what others come to."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from numbers import Number
from typing import Any

from dsl.moment import Moment
from dsl.typed import program as p
from engine.answer.alike import LEAST_EVALUATIONS, most_evaluated
from engine.answer.answer import Outcome, UnderReading
from engine.answer.layers import Layers
from engine.answer.ordinary import looked_through
from engine.case.presuming import ORDINARY
from engine.explain.naming import placed
from engine.explain.wording import Wording
from engine.meaning.intervals import ends
from engine.tongues.writing import bare, capital

MOST_LOOKED_THROUGH = 2
"""How many readings that leave the answer open are searched for what it turns on then."""

DECIDED = ("yes", "no", "value")
"""The answers that say something."""


def under_reading(wording: Wording, row: UnderReading, type_: p.Type) -> str:
    """The answer under a reading, with the other readings that it takes for the difference to show."""
    outcome = wording.outcome(row.answer, row.value, type_)
    if not row.along:
        return outcome
    along = wording.listed([wording.option(reading, axis) for axis, reading in row.along.items()])
    return wording.sentence("reading_along", outcome=outcome, along=along)


def resting_readings(
    layers: Layers, wording: Wording, told: frozenset[str], apart: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The reading on which the answer rests and what another makes of it; how far answers on further points go.

    The most disputed of them comes first. Of each point the reading is named that leads furthest from the answer; of an
    open answer one that decides it. `told` are the readings that the sentence before has named; of the points `apart`
    nothing more is said.
    """
    found = layers.ordinarily
    reached = (found.answer.answer, found.answer.value)
    if reached[0] not in (*DECIDED, "undetermined"):
        return ()
    ambiguities = layers.case.knowledge.program.ambiguities
    others = [
        row
        for row in found.readings
        if (row.answer, row.value) != reached
        and row.ambiguity not in apart
        and (preferred := ambiguities[row.ambiguity].preferred) is not None
        and row.reading != preferred.name
    ]
    points: dict[str, UnderReading] = {}
    for row in others:
        if not row.leaves_open:
            before = points.get(row.ambiguity, row)
            points[row.ambiguity] = max(before, row, key=lambda row: _distance(row, reached))
    left = (row for row in others if row.leaves_open and row.ambiguity not in points)
    named = [*points.values(), *islice(_open(layers, left, reached), 1)]
    if not named:
        return ()
    first, *further = named
    sentences = [_rested_on(layers, wording, first, first.ambiguity in told)]
    if further:
        sentences.append(_further(layers, wording, further, reached))
    return tuple(sentences)


def _rested_on(layers: Layers, wording: Wording, other: UnderReading, is_told: bool) -> str:
    """The reading on which the answer rests, how strongly it is preferred, and the answer on another."""
    preferred = layers.case.knowledge.program.ambiguities[other.ambiguity].preferred
    assert preferred is not None
    return wording.sentence(
        f"{'rests_on_that' if is_told else 'rests_on_reading'}_{preferred.preferred}",
        **_named(layers, wording, other),
        reading=bare(wording.option(preferred.name, other.ambiguity)),
    )


def _further(layers: Layers, wording: Wording, rows: list[UnderReading], reached: Outcome) -> str:
    """That readings of other points change the answer as well, and the answer furthest from it."""
    furthest = max(rows, key=lambda row: _distance(row, reached))
    is_far = _distance(furthest, reached) > 0
    key = "further_reading" if len(rows) == 1 else "further_readings" if is_far else "further_readings_alike"
    number = capital(wording.number(len(rows)))
    return wording.sentence(key, number=number, **_named(layers, wording, furthest))


def _named(layers: Layers, wording: Wording, other: UnderReading) -> dict[str, str]:
    """The words for a point of interpretation, and for what another reading of it leads to."""
    ambiguity = layers.case.knowledge.program.ambiguities[other.ambiguity]
    outcome = under_reading(wording, other, layers.asked.type)
    if other.answer not in DECIDED:
        told = wording.sentence("would_be_open")
    elif supposed := _supposed(layers, wording, other):
        told = wording.elided(wording.sentence("would_be_supposing", outcome=outcome, fact=supposed))
    else:
        told = wording.sentence("would_be", outcome=outcome)
    return {
        "question": wording.tongue.quoted(capital(wording.phrase(ambiguity.text))),
        "other": wording.tongue.alternatives(
            [bare(wording.option(each, ambiguity.name)) for each in _alike(layers, other)]
        ),
        "outcome": told,
    }


def _alike(layers: Layers, other: UnderReading) -> tuple[str, ...]:
    """The readings of one point that lead to the same answer as one of them, that one among them."""
    if other.leaves_open:
        return (other.reading,)
    same = (other.ambiguity, other.answer, other.value, other.along, False)
    rows = layers.ordinarily.readings
    found = [row.reading for row in rows if (row.ambiguity, row.answer, row.value, row.along, row.leaves_open) == same]
    return tuple(found) if other.reading in found else (other.reading,)


def _supposed(layers: Layers, wording: Wording, other: UnderReading) -> str:
    """What the answer under another reading takes for granted that this one doesn't, the nearest such matter.

    That nothing happened of what nobody put forward goes without saying beside a no. Nothing is named where there are
    too many records for finding it by trying one presumption after the other.
    """
    told = layers.case
    if most_evaluated(told) < LEAST_EVALUATIONS:
        return ""
    case = told.replaced(told.facts, {**told.readings, other.ambiguity: other.reading, **other.along})
    there = Layers(case, layers.question).ordinarily
    if (there.answer.answer, there.answer.value) != (other.answer, other.value):
        return ""
    known = {item.presumable.key for item in layers.ordinarily.rests_on}
    items = (item for item in there.rests_on if item.outcome is not None and item.presumable.key not in known)
    item = next(items, None)
    if item is None or (other.answer == "no" and item.presumable.presumption.kind == ORDINARY):
        return ""
    key = item.presumable.key
    place = placed(case, item.presumable.fact, key) if len(key) == 3 else None
    return wording.stated(item.presumable.fact, item.value, place)


def _open(layers: Layers, rows: Iterator[UnderReading], reached: Outcome) -> Iterator[UnderReading]:
    """Rows that one evaluation leaves open, as the search has them: those that it doesn't find to be alike."""
    searched = (looked_through(layers.case, layers.ordinarily, row) for row in islice(rows, MOST_LOOKED_THROUGH))
    return (row for row in searched if (row.answer, row.value) != reached)


def _distance(row: UnderReading, reached: Outcome) -> Any:
    """How far an answer lies from the one that was reached; no distance where their kind has none, or it is open."""
    if row.leaves_open:
        return -1.0
    there, here = _place(row.value), _place(reached[1])
    if there is None or here is None:
        return 0.0
    distance = abs(there - here)
    return distance / timedelta(seconds=1) if isinstance(distance, timedelta) else float(distance)


def _place(value: Any) -> Any:
    """Where a value lies among those of its kind: of one within bounds the lower one, of a moment its beginning."""
    least, greatest = ends(value)
    found = greatest if least is None else least
    if isinstance(found, Moment):
        return found.first
    return found if isinstance(found, Number | date | timedelta) and not isinstance(found, bool) else None
