"""Answers: what a question comes to on the facts of a case, and what it turns on.

The quick way is one call of generated code. Only when that leaves the question open is it asked which unknown facts
and readings it depends on (`engine/answer/unsettled.py`).
"""

from typing import Any

from dsl.frozen import dataclass, field
from dsl.typed import program as p
from engine.answer.inputs import Key
from engine.answer.outside import is_silent, outside_met
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
    """The answer under one reading of one ambiguity, the others as preferred.

    Where it makes a difference only together with other readings than these, `along` has them.
    """

    ambiguity: str
    reading: str
    answer: str
    value: Any
    along: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Combination:
    """The answer under one combination of the readings that matter."""

    readings: dict[str, str]
    answer: str
    value: Any


@dataclass(slots=True)
class Answer:
    """What a question comes to: `answer` as `engine/README.md` has them; `value` typed, None where there is none."""

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
    outside: tuple[Missing, ...] = ()
    """The facts that only another document decides and on which an open answer turns."""

    searched: bool = True
    """Whether it was looked for what an open answer turns on."""

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


def answer(case: Case, question: str, searching: bool = True) -> Answer:
    """Answers a question of the vocabulary on the facts of a case. Raises `KeyError` for an unknown question.

    Without `searching` an open question is left `undetermined`, what it turns on not being looked for.
    """
    asked = case.knowledge.asked(question)
    if case.contradictions:
        return Answer(case, asked, "contradictory", contradictions=case.contradictions)
    frame = [] if asked.root is None else case.frame()
    found, value = outcome(case, question, frame)
    if found == "silent":
        return Answer(case, asked, "silent", frame=frame, outside=_outside(case, question))
    if found == "undetermined":
        from engine.answer.unsettled import unsettled  # a decided answer never pays for the search

        if not searching:
            return Answer(case, asked, "undetermined", frame=frame, searched=False)
        return _outside_apart(unsettled(case, asked, frame))
    return Answer(case, asked, found, value, True, (), (), (), (), found, value, (), False, frame)


Outcome = tuple[str, Any]
"""An answer and its value."""


def outcome(case: Case, question: str, frame: list[Any] | None = None) -> Outcome:
    """What one evaluation comes to: `undetermined` where it is open, for whatever reason."""
    if case.contradictions:
        return "contradictory", None
    knowledge = case.knowledge
    if knowledge.asked(question).root is None:
        return "silent", None
    if frame is None:
        frame = case.frame()
    value = knowledge.decision(question)(frame)
    if value is False and (silence := knowledge.silence(question)) is not None and silence(frame) is True:
        return "silent", None
    if value is None and is_silent(case, question):
        return "silent", None
    return word(value), value


def _outside(case: Case, question: str) -> tuple[Missing, ...]:
    """What only another document says and a silent answer turns on."""
    facts, slot = case.knowledge.program.facts, case.knowledge.layout.slot
    return tuple(Missing(name, facts[name], False, (slot("fact", name),)) for name in outside_met(case, question))


def _outside_apart(found: Answer) -> Answer:
    """An answer with what only another document says named apart from the facts missing from the case."""
    outside = [missing for missing in found.missing if missing.fact.external is not None]
    if outside:
        found.missing = tuple(missing for missing in found.missing if missing.fact.external is None)
        found.outside = tuple(outside)
    return found


def word(value: Any) -> str:
    """The answer that a value is: yes, no, value, or undetermined for None."""
    if value is None:
        return "undetermined"
    return "value" if not isinstance(value, bool) else "yes" if value else "no"


def under_preference(case: Case) -> Case:
    """The case under the preferred readings, those that the asker chose apart."""
    found = case.replaced(case.facts, preferred_readings(case))
    found.by_preference = frozenset(found.readings.keys() - case.readings.keys())
    return found


def preferred_readings(case: Case) -> dict[str, str]:
    """The preferred reading of every ambiguity that has one, under the readings that the asker chose."""
    ambiguities = case.knowledge.program.ambiguities.values()
    found = {a.name: a.preferred.name for a in ambiguities if a.preferred is not None}
    return found | case.readings
