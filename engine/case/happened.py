"""What must have happened if the conclusions that were given hold.

Who says that a report was in time says that it was made, though not when. So each moment that nobody told is looked at:
if the conclusion would be denied had it never happened, and not if it happened at some time, all else being as it
ordinarily is, then it happened. Of what is denied either way (one failure alone being the fourth) nothing follows.
"""

from collections.abc import Callable, Container, Iterator
from datetime import UTC
from typing import Any

from dsl.moment import Moment
from dsl.typed import program as p
from engine.case.case import Case, InputKey
from engine.case.given import PREFIX
from engine.case.nested_records import in_all
from engine.library.knowledge import Frame
from engine.meaning.bounds import OutOfRangeError
from engine.meaning.intervals import told
from engine.meaning.marks import ABSENT
from engine.model.record_names import of_record

Place = tuple[str, int]
"""A record: its list, and its number from 0."""


def happened(
    case: Case, presumable: Container[InputKey], having: Callable[[InputKey, Any], Case]
) -> dict[InputKey, Moment]:
    """The moments of a case that are neither told nor presumed and that were some time.

    `having` makes the case in the ordinary course of which one input has a value.
    """
    found: dict[InputKey, Moment] = {}
    for denial, place in _denials(case):
        for key in _moments(case, denial, place):
            if key in presumable or case.told(key) is not None or key in found:
                continue
            some = some_time(case, key)
            if _denied(having(key, ABSENT), denial, place) and not _denied(having(key, some), denial, place):
                found[key] = some
    return found


def some_time(case: Case, key: InputKey) -> Moment:
    """The time of what an input is the moment of, known only to have happened; not after what can't precede it."""
    found = Moment.some_time(case.knowledge.meaning.laws.document.zone or UTC, case.name(key))
    for contradiction in case.knowledge.program.contradictions:
        match contradiction.condition:
            case p.Operation(operator="less", operands=(earlier, later)):
                if _input(case, later, contradiction.record, key) == key:
                    found = found.within(until=_told(case, _input(case, earlier, contradiction.record, key)))
                elif _input(case, earlier, contradiction.record, key) == key:
                    found = found.within(since=_told(case, _input(case, later, contradiction.record, key)))
    return found


def _input(case: Case, expression: p.Expression, record: str | None, beside: InputKey) -> InputKey | None:
    """The input that an expression is, of the same record as another one where it is a field."""
    layout = case.knowledge.layout
    match expression:
        case p.Reference(kind="fact", name=name) if len(beside) == 1:
            return (layout.slot("fact", name),)
        case p.FieldReference(name=name) if len(beside) == 3 and record is not None:
            column = layout.fields.get((record, name))
            return None if column is None else (beside[0], beside[1], column)
    return None


def _told(case: Case, key: InputKey | None) -> Moment | None:
    found = None if key is None or key in case.presumed else case.told(key)
    return found if isinstance(found, Moment) else None


def _denied(case: Case, denial: p.Contradiction, place: Place | None) -> bool:
    """Whether a conclusion is denied; what leaves the range of dates, as a moment of no known day may, isn’t."""
    try:
        return comes_true(case, denial, place, case.frame()) is True
    except OutOfRangeError:
        return False


def _denials(case: Case) -> Iterator[tuple[p.Contradiction, Place | None]]:
    """The conclusions given, by what would deny each, and in which record."""
    for name in case.given:
        named = of_record(name)
        place = in_all(case.knowledge.program, case.facts, named) if named is not None else None
        for denial, listed in case.knowledge.denials:
            if place is None and listed is None and denial.name == PREFIX + name:
                yield denial, None
            elif place is not None and listed == place[0] and denial.name == PREFIX + place[2]:
                yield denial, place[:2]


def _moments(case: Case, denial: p.Contradiction, place: Place | None) -> Iterator[InputKey]:
    """The moments that may be none and on which a conclusion given rests; those of its own record, where it has one."""
    knowledge, layout = case.knowledge, case.knowledge.layout
    reach = ((denial.record, denial.record),) if denial.record is not None else ()
    for kind, at in sorted(knowledge.meaning.leaves(knowledge.meaning.asked(denial.condition, reach))):
        if kind and place is not None and kind == denial.record:
            key: InputKey = (layout.slot("fact", place[0]), place[1], at)
        elif not kind and place is None and layout.inputs[at][0] == "fact":
            key = (at,)
        else:
            continue
        type_ = case.declared(key).type
        if type_.kind == "moment" and type_.optional:
            yield key


def comes_true(case: Case, contradiction: p.Contradiction, place: tuple[str, int] | None, frame: Frame) -> bool | None:
    """Whether a contradiction comes true in a frame of a case, of one of records in the record at a place."""
    knowledge, found = case.knowledge, None
    if place is None or contradiction.record is None:
        found = knowledge.value(contradiction.condition, frame)
    else:
        record = told(frame[knowledge.layout.slot("fact", place[0])])[place[1]]
        found = knowledge.value_of_record(contradiction.condition, frame, record, contradiction.record)
    return bool(found) if found is not None else None
