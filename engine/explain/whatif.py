"""What would change an answer, and whether it turns on what is contested, in words."""

from dataclasses import dataclass

from engine.answer.answer import Answer
from engine.explain.wording import Wording


@dataclass(frozen=True, slots=True)
class Turn:
    """A smallest set of facts whose change turns the answer round: in whose power it lies, and whether in time.

    `day` is set where time alone does it: the first day of the other answer, or with `later` false the last one.
    """

    changes: tuple[str, ...]
    power: str
    time: str
    day: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class Contest:
    """A contested fact: whether the answer turns on it, and what it is each way."""

    fact: str
    note: str
    turns: bool
    text: str


def turns(answer: Answer, wording: Wording) -> tuple[tuple[Turn, ...], bool]:
    """The smallest changes that turn a decided answer round, and whether the search for them was cut short."""
    return (), False


def contests(answer: Answer, wording: Wording) -> tuple[Contest, ...]:
    """What becomes of the answer when each contested fact is tried both ways."""
    return ()
