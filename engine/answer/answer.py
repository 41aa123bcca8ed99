"""What an answer is: what a question comes to on the facts of a case, and what it turns on."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from dsl.frozen import dataclass, field
from dsl.typed import program as p
from engine.case.case import Case, InputKey
from engine.library.knowledge import KnowledgeBase
from engine.meaning.intervals import Interval
from engine.model.asked import Asked

if TYPE_CHECKING:
    from engine.case.presuming import Presumable

AnswerWord = Literal["yes", "no", "value", "undetermined", "turns-on-reading", "silent", "contradictory"]
"""What an answer is, in a word, as `engine/README.md` says of each; the word of a decided one is yes, no or value."""

Outcome = tuple[AnswerWord, Any]
"""An answer and its value."""


FIRMNESS = ("low", "medium", "high")
"""How firmly a reading is preferred to others, the most disputed first."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An unknown fact on which the answer can come to turn; `decisive` if it could settle the matter alone."""

    name: str
    fact: p.Fact
    decisive: bool
    key: InputKey


@dataclass(frozen=True, slots=True)
class UnderReading:
    """The answer under one reading of one ambiguity, the others as preferred.

    Where it makes a difference only together with other readings than these, `along` has them.
    """

    ambiguity: str
    reading: str
    answer: AnswerWord
    value: Any
    along: dict[str, str] = field(default_factory=dict)

    @property
    def leaves_open(self) -> bool:
        """Whether it leaves the answer open: unknown, or within bounds that any number lies in."""
        if self.answer == "undetermined":
            return True
        return isinstance(self.value, Interval) and self.value.at_most is None and self.value.at_least in (None, 0)


@dataclass(frozen=True, slots=True)
class Combination:
    """The answer under one combination of the readings that matter."""

    readings: dict[str, str]
    answer: AnswerWord
    value: Any


@dataclass(slots=True)
class Answer:
    """What a question comes to; `value` is typed, and None where there is none."""

    case: Case
    asked: Asked
    answer: AnswerWord
    value: Any = None
    robust: bool = False
    missing: tuple[Missing, ...] = ()
    relevant: tuple[str, ...] = ()
    readings: tuple[UnderReading, ...] = ()
    combinations: tuple[Combination, ...] = ()
    preferred: AnswerWord | None = None
    preferred_value: Any = None
    contradictions: tuple[str, ...] = ()
    bounded: bool = False
    """Whether the search for what it turns on had to stop before it had tried what it meant to try."""
    frame: list[Any] = field(default_factory=list, repr=False)
    tried: bool = False
    """Whether the facts left it open and every completion of them gave this one answer."""
    sampled: bool = False
    """Whether of some inputs it was only tried, by values of dates, amounts or lists, that nothing turns on them."""
    combined: bool = True
    """Whether the readings that matter have few enough combinations for each of them to be tried."""
    outside: tuple[Missing, ...] = ()
    """The facts that only another document decides and on which an open answer turns."""

    searched: bool = True
    """Whether it was looked for what an open answer turns on."""

    reasoning: Any = field(default=None, init=False, compare=False, repr=False)
    """The steps behind it, once somebody asked for them; a changed copy begins without them."""

    cited: tuple[str, ...] | None = field(default=None, init=False, compare=False, repr=False)
    """The locators that it relies on, once somebody asked for them."""

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


def word(value: Any) -> AnswerWord:
    """The answer that a value is: yes, no, value, or undetermined for None."""
    if value is None:
        return "undetermined"
    return "value" if not isinstance(value, bool) else "yes" if value else "no"


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A presumption on which an ordinary answer rests, and the answer with the input as it is otherwise.

    Where only several together carry the answer, `otherwise` and the outcome are None. `is_source` says that the answer
    reads it only by way of another of them, which is presumed from it: whoever is told that one knows this one, too. Of
    what decides the answer otherwise that is so only if the other one does. `is_near` says that
    nothing was told, or that what was told bears out a rule that reads it.
    """

    presumable: "Presumable"
    value: Any
    otherwise: Any = None
    outcome: Outcome | None = None
    is_source: bool = False
    is_near: bool = True

    @property
    def decides(self) -> bool:
        """Whether it gives another answer by itself, not only leaves it open."""
        return self.outcome is not None and self.outcome[0] in ("yes", "no", "value")


Grounds = tuple[tuple[RestsOn, ...], Callable[[], tuple[UnderReading, ...]]]
"""Presumptions on which an answer rests, and the answer under each reading of each ambiguity on which it does."""


@dataclass(frozen=True)
class Ordinary:
    """The ordinary answer, given on the case with its presumptions; what it rests on is sought when it is asked for."""

    answer: Answer
    seek: Callable[[], Grounds]

    @cached_property
    def _grounds(self) -> Grounds:
        return self.seek()

    @property
    def rests_on(self) -> tuple[RestsOn, ...]:
        """The presumptions on which it rests, the most telling first."""
        return self._grounds[0]

    @property
    def readings(self) -> tuple[UnderReading, ...]:
        """The answer under each reading of each ambiguity on which it rests."""
        return self._readings

    @cached_property
    def _readings(self) -> tuple[UnderReading, ...]:
        return self._grounds[1]()


@dataclass(frozen=True, slots=True)
class ToProve:
    """A fact that would have to be shown, and the party that would have to show it, where that can be said."""

    name: str
    fact: p.Fact
    by: str | None


@dataclass(frozen=True, slots=True)
class Unproved:
    """The answer if nothing more is proved, and what would have to be shown for the ordinary answer."""

    answer: AnswerWord
    value: Any
    to_prove: tuple[ToProve, ...]


def under_preference(case: Case) -> Case:
    """The case under the preferred readings, those that the asker chose apart."""
    found = case.replaced(case.facts, preferred_readings(case))
    found.by_preference = frozenset(found.readings.keys() - case.readings.keys())
    return found


def preferred_readings(case: Case) -> dict[str, str]:
    """The preferred reading of every ambiguity that has one, under the readings that the asker chose."""
    return case.knowledge.preferred | case.readings
