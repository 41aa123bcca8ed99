"""What was done in another form than the one prescribed, and can still be done anew in time."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dsl.frozen import dataclass
from dsl.moment import Moment
from dsl.norm_kinds import NORM_KINDS
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.answer.answer import Answer, Outcome
from engine.answer.answering import answer, outcome
from engine.answer.guesses import moved
from engine.answer.ordinary_course import ordinary_course
from engine.case.case import AS_OF, Case, InputKey
from engine.explain.done import done, told_inputs
from engine.explain.step import Compared, Step
from engine.explain.trace import trace
from engine.explain.whatif import day_of
from engine.meaning.marks import ABSENT

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cure:
    """What gives another answer if it is done anew in due form: the norms that then hold, and their last day.

    `defects` are the inputs that were told to be otherwise than prescribed, `acts` those that are to be done again.
    """

    norms: tuple[p.Norm, ...]
    day: date
    defects: tuple[InputKey, ...]
    acts: tuple[InputKey, ...]
    outcome: Outcome


def cure_of(found: Answer, told: Case) -> Cure | None:
    """What would cure an answer that fails for a form alone while its deadline still runs; None where that is unsure.

    It is tried by answering again: with the acts done anew in due form at the time of the question and on the last day
    there is another answer, one day later there is none. `told` is the case without what the answer presumes.
    """
    if told.as_of is None or found.answer not in ("no", "value") or found.asked.root is None:
        return None
    return _Curing(found, told, told.as_of).found()


class _Curing:
    def __init__(self, found: Answer, told: Case, as_of: date) -> None:
        self.answer, self.told, self.as_of = found, told, as_of
        self.question = found.asked.question.name
        self.layout = told.knowledge.layout
        self.inputs, self.done = tuple(told_inputs(told)), done(told)
        self.defects = tuple(self._defects())

    def found(self) -> Cure | None:
        """The cure, once it is verified."""
        if not self.defects or not self.done:
            return None
        mended = answer(self._anew(self.as_of), self.question, searching=False)
        cured = (mended.answer, mended.value)
        if not self._is_another(cured):
            return None
        acts = tuple(key for key in self.done if not self._is_another(self._outcome(self.as_of, key)))
        norms = self._formal(mended)
        days = [day for day in self._compared(trace(mended)) if acts and self._is_last(day)]
        return Cure(norms, max(days), self.defects, acts, cured) if norms and days else None

    def _defects(self) -> Iterator[InputKey]:
        """What was told to be otherwise than a form prescribes."""
        formal = [key for key in self.inputs if _is_formal(self.told.declared(key))]
        if formal:
            usual = ordinary_course(self.told.with_told(dict.fromkeys(formal)), self.question).completed()
            yield from (key for key in formal if usual.told(key) not in (None, self.told.told(key)))

    def _outcome(self, day: date, undone: InputKey | None = None) -> Outcome:
        return outcome(self._anew(day, undone), self.question)

    def _anew(self, day: date, undone: InputKey | None = None) -> Case:
        """The case with everything done anew in due form on a day, on which the question is put; or one act undone."""
        when = (self.layout.slot("fact", AS_OF),)
        changed: dict[InputKey, Any] = dict.fromkeys(self.defects)
        changed |= {key: self._moved(self.told.told(key), day) for key in self.done}
        changed[when] = self._moved(self.told.facts[AS_OF], day)
        if undone is not None:
            changed[undone] = ABSENT
        return ordinary_course(self.told.with_told(changed), self.question).completed()

    def _moved(self, value: Any, day: date) -> Any:
        """A moment on another day."""
        return moved(value, day - self._day(value), 1)

    def _is_another(self, found: Outcome) -> bool:
        """Whether an outcome is decided, and is not the one that was found."""
        if self.answer.asked.is_yes_no:
            return found[0] == "yes"
        return found[0] == "value" and found != (self.answer.answer, self.answer.value)

    def _is_last(self, day: date) -> bool:
        """Whether doing everything anew on a day still gives another answer, and a day later does not."""
        if day < self.as_of:
            return False
        in_time, late = (self._outcome(when) for when in (day, day + _DAY))
        return self._is_another(in_time) and not self._is_another(late)

    def _compared(self, root: Step) -> set[date]:
        """The days with which something is compared."""
        compared = (step.detail for step in _steps(root) if step.kind == "comparison")
        found = (value for detail in compared if isinstance(detail, Compared) for value in detail.found)
        return {self._day(value) for value in found if isinstance(value, date | Moment)}

    def _formal(self, mended: Answer) -> tuple[p.Norm, ...]:
        """The rights that ask for a form and hold only once it is observed."""
        before = {norm.name for norm in _live(self.answer)}
        return tuple(
            norm
            for norm in _live(mended)
            if norm.name not in before and NORM_KINDS[norm.kind].serves_bearer
            if any(qualifier.kind == "form" and qualifier.text is not None for qualifier in norm.qualifiers)
        )

    def _day(self, value: Any) -> date:
        return day_of(self.answer, value)


def _is_formal(fact: p.Fact) -> bool:
    """Whether a fact says in which form something was done: when it was done is no matter of form."""
    return fact.presumption is not None and fact.presumption.kind == "form" and fact.type.kind not in CALENDAR


def _live(found: Answer) -> list[p.Norm]:
    """The norms that hold, each once, as the reasoning comes to them."""
    live = (step.subject for step in _steps(trace(found)) if step.kind == "norm" and step.status == "live")
    return list({norm.name: norm for norm in live}.values())


def _steps(root: Step) -> Iterator[Step]:
    """Every step of a reasoning, those that are repeated once."""
    pending, seen = [root], set[int]()
    while pending:
        step = pending.pop()
        yield step
        if id(step.children) not in seen:
            seen.add(id(step.children))
            pending += step.children
