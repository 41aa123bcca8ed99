"""The one matter, or the two, on which an open answer turns: a missing fact, or what is computed from the missing ones.

Counsel says “if the report was in time, yes; otherwise no” long before anybody has told both dates.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.alike import most_evaluated
from engine.answer.answer import Answer, Missing, word
from engine.answer.answering import outcome
from engine.answer.inputs import inputs_of
from engine.answer.ordinary import searched_outcome
from engine.answer.other_values import MOMENTS, likely_moments
from engine.explain.naming import placed
from engine.explain.step import OfRecord
from engine.meaning.bounds import OutOfRangeError
from engine.meaning.intervals import told
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Defines, Definition

MOST_TRIED = 60
"""How many computed matters are tried, the nearest to the first missing fact first."""

MOST_NEEDED = 24
"""How many of those that are needed are tried two by two."""

Reached = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter, the record to which it belongs, and the value of it that is looked at: a yes, or *none*."""

    subject: p.Fact | p.Value
    place: OfRecord | None
    value: Any


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """What the answer is if all of some matters are so, and what it is if one of them is not."""

    matters: tuple[Matter, ...]
    if_so: Reached
    otherwise: Reached


def turning_point(found: Answer) -> TurningPoint | None:
    """What an undetermined answer turns on, where one matter decides it both ways, or two that are needed together."""
    if found.answer != "undetermined" or not found.missing:
        return None
    if len(found.missing) == 1:
        of_fact = _of_fact(found, found.missing[0])
        if of_fact is not None:
            return of_fact
    return next(_of_values(found), None)


def _of_fact(found: Answer, missing: Missing) -> TurningPoint | None:
    """A single missing fact: a yes or no, or whether something happened at all, whenever it did."""
    type_ = missing.fact.type
    if type_.kind == "boolean":
        return _between(found, missing, True, [False])
    if type_.optional and type_.kind in MOMENTS:
        return _between(found, missing, ABSENT, list(likely_moments(found.case, ABSENT, type_.kind)))
    return None


def _between(found: Answer, missing: Missing, value: Any, others: list[Any]) -> TurningPoint | None:
    case, question = found.case, found.asked.question.name
    if_so = outcome(case.with_told({missing.key: value}), question)
    reached = {outcome(case.with_told({missing.key: other}), question) for other in others}
    if reached == {("undetermined", None)}:
        few = {others[0], others[-1], others[len(others) // 2]}
        reached = {searched_outcome(case.with_told({missing.key: other}), question) for other in few}
    if len(reached) != 1 or not _decided(if_so) or not _decided(otherwise := reached.pop()) or if_so == otherwise:
        return None
    return TurningPoint((Matter(missing.fact, _place(found, missing, missing.fact), value),), if_so, otherwise)


def _of_values(found: Answer) -> Iterator[TurningPoint]:
    """Computed yes or no matters on which the first missing fact bears: one that decides alone, or two together.

    Of two the first decides if it is not so; where it is so, the second decides both ways, and comes to the same if it
    is not so. Of what is missing of a record two matters of it say more than one that is computed from all records; and
    one alone says nothing of a question that asks for a yes or no matter itself, as it would be that matter again.
    """
    needed: list[tuple[Definition, Reached]] = []
    of_all: list[TurningPoint] = []
    is_matter = not found.asked.grounds and found.asked.type.kind == "boolean"
    computed = _computed(found)
    of_one = [definition for definition in computed if definition.of is Defines.DERIVED]
    of_one = of_one if len(found.missing[0].key) == 3 else computed
    for definition in computed:
        if_so, otherwise = (_with(found, {definition: so}) for so in (True, False))
        if not _decided(otherwise):
            continue
        if _decided(if_so) and if_so != otherwise:
            point = TurningPoint((_matter(found, definition),), if_so, otherwise)
            if definition not in of_one:
                of_all.append(point)
            elif not is_matter:
                yield point
        elif not _decided(if_so) and definition in of_one:
            needed.append((definition, otherwise))
    for (first, without), second in product(needed[:MOST_NEEDED], of_one[:MOST_NEEDED]):
        if first is second or _with(found, {first: True, second: False}) != without:
            continue
        if_so = _with(found, {first: True, second: True})
        if _decided(if_so) and if_so != without:
            yield TurningPoint((_matter(found, first), _matter(found, second)), if_so, without)
    yield from () if is_matter else of_all


def _computed(found: Answer) -> list[Definition]:
    """The computed yes or no matters on which the first missing fact bears, the nearest first."""
    knowledge, question, inputs = found.knowledge, found.asked.question, inputs_of(found.knowledge)
    bears = inputs.leaf(found.missing[0].key)
    return [
        definition
        for definition in knowledge.meaning.reached(knowledge.root(question.name))
        if definition.of in (Defines.VALUE, Defines.DERIVED) and definition.record in ("", bears[0])
        if knowledge.program.values[definition.name].type.kind == "boolean" and definition.name != question.target
        if bears in inputs.meaning.leaves(definition)
    ][: min(MOST_TRIED, most_evaluated(found.case))]


def _matter(found: Answer, definition: Definition) -> Matter:
    value = found.knowledge.program.values[definition.name]
    return Matter(value, _place(found, found.missing[0], value) if definition.of is Defines.DERIVED else None, True)


def _with(found: Answer, so: Mapping[Definition, bool]) -> Reached:
    """The answer if computed matters are so or not, whatever they are computed from."""
    case, knowledge, key = found.case, found.knowledge, found.missing[0].key
    frame = case.apart(found.asked.question.name, so)
    for definition, is_so in so.items():
        holder = told(frame[key[0]])[key[1]] if definition.of is Defines.DERIVED else frame
        holder[definition.slot] = is_so
    try:
        value = knowledge.decision(found.asked.question.name)(frame)
    except OutOfRangeError:
        return "undetermined", None
    return word(value), case.as_told(value)


def _decided(reached: Reached) -> bool:
    return reached[0] in ("yes", "no", "value")


def _place(found: Answer, missing: Missing, node: p.Fact | p.Value) -> OfRecord | None:
    """The record to which a missing field belongs."""
    if len(missing.key) != 3:
        return None
    return placed(found.case, node, missing.key)
