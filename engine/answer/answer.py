"""Answers: what a question comes to on the facts of a case, and what it turns on.

The quick way is one call of generated code. Only when that leaves the question open is it asked which unknown facts
and readings it depends on (`engine/answer/unsettled.py`).
"""

from typing import Any

from dsl.frozen import dataclass, field
from dsl.typed import program as p
from engine.answer.inputs import Key
from engine.case.case import Case
from engine.library.knowledge import KnowledgeBase
from engine.model.asked import Asked


@dataclass(frozen=True, slots=True)
class Missing:
    """An unknown fact on which the answer can come to turn; `decisive` if it could settle the matter alone."""

    name: str
    fact: p.Fact
    decisive: bool
    key: Key


@dataclass(frozen=True, slots=True)
class UnderReading:
    """The answer under one reading of one ambiguity, the others as preferred."""

    ambiguity: str
    reading: str
    answer: str
    value: Any


@dataclass(frozen=True, slots=True)
class Combination:
    """The answer under one combination of the readings that matter."""

    readings: dict[str, str]
    answer: str
    value: Any


@dataclass(slots=True)
class Answer:
    """What a question comes to. `answer` is one of design section 4; `value` is typed, None where there is none."""

    case: Case
    asked: Asked
    answer: str
    value: Any = None
    robust: bool = False
    missing: tuple[Missing, ...] = ()
    relevant: tuple[str, ...] = ()
    readings: tuple[UnderReading, ...] = ()
    combinations: tuple[Combination, ...] = ()
    preferred: str | None = None
    preferred_value: Any = None
    contradictions: tuple[str, ...] = ()
    bounded: bool = False
    """Whether the search for what it turns on had to stop before it had tried what it meant to try."""
    frame: list[Any] = field(default_factory=list, repr=False)
    tried: bool = False
    """Whether the facts left it open and every completion of them gave this one answer."""
    sampled: bool = False
    """Whether of some inputs it was only tried, by values of dates, amounts or lists, that nothing turns on them."""
    reasoning: Any = field(default=None, compare=False, repr=False)
    """The steps behind it, once somebody asked for them."""

    @property
    def silences(self) -> tuple[p.Silence, ...]:
        """The declared silences that cover the question on these facts."""
        frame = self.case.frame()
        return tuple(
            silence
            for silence in self.knowledge.program.silences
            if self.asked.question.name in silence.questions
            and (silence.condition is None or self.knowledge.value(silence.condition, frame) is True)
        )

    @property
    def knowledge(self) -> KnowledgeBase:
        """The knowledge base that answered."""
        return self.case.knowledge


def answer(case: Case, question: str) -> Answer:
    """Answers a question of the vocabulary on the facts of a case. Raises `KeyError` for an unknown question."""
    knowledge = case.knowledge
    asked = knowledge.asked(question)
    if case.contradictions:
        return Answer(case, asked, "contradictory", contradictions=case.contradictions)
    if asked.root is None:
        return Answer(case, asked, "silent")
    frame = case.frame()
    value = knowledge.decision(question)(frame)
    if value is None:
        from engine.answer.unsettled import unsettled  # a decided answer never pays for the search

        return unsettled(case, asked, frame)
    if value is False and (silence := knowledge.silence(question)) is not None and silence(frame) is True:
        return Answer(case, asked, "silent", frame=frame)
    if value is True or value is False:
        return Answer(
            case,
            asked,
            "yes" if value else "no",
            value,
            True,
            (),
            (),
            (),
            (),
            "yes" if value else "no",
            value,
            (),
            False,
            frame,
        )
    return Answer(case, asked, "value", value, True, (), (), (), (), "value", value, (), False, frame)


def word(value: Any) -> str:
    """The answer that a value is: yes, no, value, or undetermined for None."""
    if value is None:
        return "undetermined"
    return "value" if not isinstance(value, bool) else "yes" if value else "no"


def preferred_readings(case: Case) -> dict[str, str]:
    """The preferred reading of every ambiguity that has one, under the readings that the asker chose."""
    ambiguities = case.knowledge.program.ambiguities.values()
    found = {a.name: a.preferred.name for a in ambiguities if a.preferred is not None}
    return found | case.readings
