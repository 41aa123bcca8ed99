"""What can still change the ordinary answer, nearest first: that, and nothing else, is worth asking.

Where the ordinary answer is open, these are the unknown facts that it comes upon; where it is decided, the facts that
were presumed and with another value of which it would be another. Everything is found by evaluating, never by
searching, so that the next question is there at once.
"""

from collections.abc import Collection
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.answer import Outcome
from engine.answer.answering import inputs_read, outcome
from engine.answer.most_telling import KINDS
from engine.answer.ordinary import turned
from engine.answer.ordinary_course import ordinary_course
from engine.case.case import Case, InputKey
from engine.case.presuming import Course

_OF_LIST = 2
"""The length of a key that is about a whole list that may go on, not about an input that one can tell."""

_MOMENTS = ("date", "instant", "moment")


@dataclass(frozen=True, slots=True)
class Lead:
    """A fact, or a field of a record, that can still change the ordinary answer.

    `presumed` is what it is taken to be and `otherwise` another value, with the `outcome` that it leads to; all three
    are None where nothing is presumed of it and the answer is open for want of it.
    """

    key: InputKey
    name: str
    fact: p.Fact
    presumption: p.Presumption | None = None
    presumed: Any = None
    otherwise: Any = None
    outcome: Outcome | None = None


def leads(case: Case, question: str, passed: Collection[str] = ()) -> tuple[Lead, ...]:
    """What is still worth asking; `passed` are the names of those that shall stay as they are presumed, and with them
    whatever they are only presumed from.

    Who and what come before when, and what is presumed comes last. Empty where nothing told could change the answer any
    more, and where the facts contradict each other.
    """
    if case.knowledge.asked(question).root is None:
        return ()
    course = ordinary_course(case, question)
    completed = course.completed()
    reached = outcome(completed, question)
    if reached[0] in ("silent", "contradictory"):
        return ()
    read = dict.fromkeys(inputs_read(completed, question))
    met = set(read)
    course.add_sources(completed, read)
    left = {
        source
        for item in course.presumable.values()
        if item.name in passed
        for source in course.sources(completed, item)
    }
    inputs = [key for key in read if len(key) != _OF_LIST and (key in met or key not in left)]
    told = course.completed(only=())
    if outcome(told, question) == reached and reached[0] != "undetermined":
        return ()
    if reached[0] == "undetermined":
        unknown = _unknown(case, completed, inputs, passed)
        if unknown:
            return unknown
    return _presumed(course, question, completed, inputs, reached, passed)


def _unknown(case: Case, completed: Case, read: list[InputKey], passed: Collection[str]) -> tuple[Lead, ...]:
    """The unknown facts that an open answer comes upon, in the order worth asking."""
    found = []
    for key in read:
        if case.knowledge.layout.inputs[key[0]][0] != "fact" or completed.told(key) is not None:
            continue
        fact, name = case.declared(key), case.name(key)
        if name not in case.unknown and name not in passed and fact.external is None:
            found.append(Lead(key, name, fact, fact.presumption))
    first = {key[0]: at for at, key in reversed(list(enumerate(read)))}
    found.sort(key=lambda lead: _order(lead, first[lead.key[0]]))
    return tuple(found)


def _order(lead: Lead, first: int) -> tuple[int, ...]:
    """Who comes first, then what nothing is presumed of: what before when, a list with its fields, record by record."""
    rank = _rank(lead.fact.type)
    presumed = lead.presumption is not None and rank != _WHO
    if len(lead.key) == 1:
        return presumed, rank, first, -1, 0, 0
    return presumed, _LISTED, first, lead.key[1], rank, lead.key[2]


_WHO = 0
_LISTED = 1
"""The rank of a list, and of all that is asked of its records."""


def _rank(type_: p.Type) -> int:
    """Who, what, when, and how much."""
    if type_.kind == "choice" and type_.name == "party":
        return _WHO
    if type_.kind in ("list", "choice", "boolean"):
        return _LISTED
    return 2 if type_.kind in _MOMENTS else 3


def _presumed(
    course: Course,
    question: str,
    completed: Case,
    read: list[InputKey],
    reached: Outcome,
    passed: Collection[str],
) -> tuple[Lead, ...]:
    """The presumptions with whose contrary the answer is another, the most telling first."""
    found = []
    for key in read:
        item = course.presumable.get(key)
        if item is None or key not in completed.presumed or item.name in passed:
            continue
        rests = turned(course, question, completed, key, reached)
        if rests is not None:
            found.append(Lead(key, item.name, item.fact, item.presumption, rests.value, rests.otherwise, rests.outcome))
    found.sort(key=lambda lead: (lead.outcome is not None and lead.outcome[0] == "undetermined", _kind(lead)))
    return tuple(found)


def _kind(lead: Lead) -> int:
    assert lead.presumption is not None
    return KINDS.index(lead.presumption.kind)
