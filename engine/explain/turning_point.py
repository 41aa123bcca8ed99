"""The one matter on which an open answer turns: a missing fact, or what is computed from the missing ones.

Counsel says “if the report was in time, yes; otherwise no” long before anybody has told both dates.
"""

from collections.abc import Iterator
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.answer import Answer, Missing, word
from engine.answer.answering import outcome
from engine.answer.inputs import inputs_of
from engine.answer.ordinary import MOMENTS, likely_moments, searched_outcome
from engine.explain.step import OfRecord
from engine.meaning.bounds import OutOfRangeError
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Defines, Definition

MOST_TRIED = 60
"""How many computed matters are tried, the nearest to the first missing fact first."""

Reached = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """What the answer is if a matter has a value, a yes or *none*, and what it is otherwise."""

    subject: p.Fact | p.Value
    place: OfRecord | None
    value: Any
    if_so: Reached
    otherwise: Reached


def turning_point(found: Answer) -> TurningPoint | None:
    """The matter on which an undetermined answer turns, where one decides it both ways; the facts come first."""
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
    return TurningPoint(missing.fact, _place(found, missing, missing.fact), value, if_so, otherwise)


def _of_values(found: Answer) -> Iterator[TurningPoint]:
    """Computed yes or no matters on which the first missing fact bears and that decide the answer both ways."""
    program, missing = found.knowledge.program, found.missing[0]
    leaf = inputs_of(found.knowledge).leaf(missing.key)
    tried = 0
    for definition in found.knowledge.meaning.reached(found.knowledge.root(found.asked.question.name)):
        if definition.of not in (Defines.VALUE, Defines.DERIVED) or definition.record not in ("", leaf[0]):
            continue
        value = program.values[definition.name]
        if value.type.kind != "boolean" or value.name == found.asked.question.target:
            continue
        if leaf not in inputs_of(found.knowledge).leaves(definition):
            continue
        tried += 1
        if tried > MOST_TRIED:
            return
        if_so, otherwise = (_with(found, definition, missing, so) for so in (True, False))
        if _decided(if_so) and _decided(otherwise) and if_so != otherwise:
            place = _place(found, missing, value) if definition.of is Defines.DERIVED else None
            yield TurningPoint(value, place, True, if_so, otherwise)


def _with(found: Answer, definition: Definition, missing: Missing, so: bool) -> Reached:
    """The answer if a computed matter is so, whatever it is computed from."""
    case, knowledge = found.case, found.knowledge
    frame = case.frame()
    holder = frame[missing.key[0]][missing.key[1]] if definition.of is Defines.DERIVED else frame
    holder[definition.slot] = so
    try:
        value = knowledge.walker(frame).value(knowledge.root(found.asked.question.name))
    except OutOfRangeError:
        return "undetermined", None
    return word(value), case.as_told(value)


def _decided(reached: Reached) -> bool:
    return reached[0] in ("yes", "no", "value")


def _place(found: Answer, missing: Missing, node: p.Fact | p.Value) -> OfRecord | None:
    """The record to which a missing field belongs."""
    if len(missing.key) != 3:
        return None
    program = found.knowledge.program
    name = found.knowledge.layout.inputs[missing.key[0]][1]
    record = program.records[program.facts[name].type.name]
    return OfRecord(node, record, missing.key[1] + 1, len(found.case.facts[name]), name)
