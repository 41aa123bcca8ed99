"""What becomes of an answer when the facts that are contested are tried both ways."""

from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.alike import most_evaluated
from engine.answer.answer import Answer
from engine.answer.answering import answer, outcome
from engine.case.case import InputKey

MOST_CONTESTED = 6
"""How many contested facts are tried in full and shown."""
MOST_LOOKED_AT = 300
"""How many are looked at, whether the answer turns on them."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A contested fact, or field of a record, with the answer as it is stated and the answer otherwise.

    What is yes or no is tried both ways; anything else is tried as stated and as unknown.
    """

    fact: p.Fact
    key: InputKey
    stated: Any
    note: str
    here: Answer
    otherwise: Answer

    @property
    def turns(self) -> bool:
        """Whether the answer turns on the fact."""
        return (self.here.answer, self.here.value) != (self.otherwise.answer, self.otherwise.value)


@dataclass(frozen=True, slots=True)
class Contested:
    """What comes of the contested facts: some of them tried in full, and how many others there are.

    Of the others so many turn the answer by themselves, so many don't, and so many were not looked at.
    """

    tried: tuple[Tried, ...]
    turning: int = 0
    idle: int = 0
    unseen: int = 0


def contested(found: Answer) -> Contested:
    """Each contested fact tried, those first on which the answer turns; none where it does not depend on facts."""
    if found.answer in ("silent", "contradictory"):
        return Contested(())
    case = found.case
    keys = [case.key(name) for name, (standing, _) in case.standing.items() if standing == "contested"]
    keys = [key for key in keys if case.told(key) is not None or case.declared(key).type.kind == "boolean"]
    turning: list[InputKey] = []
    idle: list[InputKey] = []
    most = max(min(MOST_LOOKED_AT, most_evaluated(case)), MOST_CONTESTED)
    for key in keys[:most]:
        turns = len(keys) <= MOST_CONTESTED or _turns(found, key)
        (turning if turns else idle).append(key)
    shown = (*turning, *idle)[:MOST_CONTESTED]
    at_first = min(len(turning), MOST_CONTESTED)
    return Contested(
        tuple(_tried(found, key) for key in shown),
        len(turning) - at_first,
        len(idle) - (len(shown) - at_first),
        len(keys[most:]),
    )


def _turns(found: Answer, key: InputKey) -> bool:
    """Whether the answer turns on a contested fact, as one evaluation each way says."""
    case, question = found.case, found.asked.question.name
    ways = (True, False) if case.declared(key).type.kind == "boolean" else (case.told(key), None)
    first, second = (outcome(case.with_told({key: value}), question) for value in ways)
    return first != second


def _tried(found: Answer, key: InputKey) -> Tried:
    case, question = found.case, found.asked.question.name
    fact, stated = case.declared(key), case.told(key)
    note = next(note for name, (_, note) in case.standing.items() if case.key(name) == key)
    if fact.type.kind != "boolean":
        return Tried(fact, key, stated, note, found, answer(case.with_told({key: None}), question))
    here = found if stated else answer(case.with_told({key: True}), question)
    there = found if stated is False else answer(case.with_told({key: False}), question)
    if stated is False:
        here, there = there, here
    return Tried(fact, key, stated is not False, note, here, there)


def together(found: Answer) -> bool:
    """Whether the answer stays the same although none of the contested facts is known."""
    case = found.case
    unknown = {case.key(name): None for name, (standing, _) in case.standing.items() if standing == "contested"}
    left = answer(case.with_told(unknown), found.asked.question.name)
    return (left.answer, left.value) == (found.answer, found.value)
