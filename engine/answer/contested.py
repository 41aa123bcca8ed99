"""What becomes of an answer when the facts that are contested are tried both ways."""

from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.case.case import InputKey

MOST_CONTESTED = 6


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


def contested(found: Answer) -> tuple[Tried, ...]:
    """Each contested fact tried; nothing where the answer does not depend on facts."""
    if found.answer in ("silent", "contradictory"):
        return ()
    tried = []
    case, question = found.case, found.asked.question.name
    for name, (standing, note) in case.standing.items():
        if standing != "contested":
            continue
        key = case.key(name)
        fact, stated = case.declared(key), case.told(key)
        if fact.type.kind == "boolean":
            here = found if stated else answer(case.with_told({key: True}), question)
            there = found if stated is False else answer(case.with_told({key: False}), question)
            if stated is False:
                here, there = there, here
            tried.append(Tried(fact, key, stated is not False, note, here, there))
        elif stated is not None:
            tried.append(Tried(fact, key, stated, note, found, answer(case.with_told({key: None}), question)))
        if len(tried) == MOST_CONTESTED:
            break
    return tuple(tried)


def together(found: Answer) -> bool:
    """Whether the answer stays the same although none of the contested facts is known."""
    case = found.case
    unknown = {case.key(name): None for name, (standing, _) in case.standing.items() if standing == "contested"}
    left = answer(case.with_told(unknown), found.asked.question.name)
    return (left.answer, left.value) == (found.answer, found.value)
