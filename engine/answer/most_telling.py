"""The presumptions on which an ordinary answer rests in the order in which they are told, the most telling first."""

from collections.abc import Callable
from typing import Any

from dsl.frozen import replace
from engine.answer.answer import Outcome, RestsOn
from engine.answer.answering import inputs_read
from engine.answer.other_values import others
from engine.case.case import AS_OF, Case, InputKey
from engine.case.presuming import Course
from engine.meaning.bounds import OutOfRangeError

KINDS = ("continuity", "ordinary", "duty_kept", "form", "law")
"""The kinds of presumptions, the most telling first: what happened before how it was told."""


def most_telling_first(
    told: Case,
    course: Course,
    question: str,
    completed: Case,
    found: list[RestsOn],
    outcome: Callable[[Case, str], Outcome],
) -> tuple[RestsOn, ...]:
    """The presumptions `found` of a case `completed` with them, those noted that count only by way of another."""
    near = _near(completed, question) if len(found) > 1 else frozenset()
    day = (told.knowledge.layout.slots.get(("fact", AS_OF)),)

    def rank(item: RestsOn) -> tuple[bool, bool, bool, bool, int]:
        is_who = item.presumable.fact.type.name == "party"  # which nobody who tells the case leaves in doubt
        is_open = item.outcome is not None and item.outcome[0] == "undetermined" and not told.more
        sources = course.sources(completed, item.presumable)
        untold = all(key == day or told.told(key) is None for key in sources)
        far = item.presumable.key not in near
        return is_who, far, is_open, untold, KINDS.index(item.presumable.presumption.kind)

    noted = _Sources(course, question, completed, found, outcome).noted() if len(found) > 1 else found
    found = sorted(noted, key=rank)
    return tuple(replace(item, is_near=item.presumable.key in near) for item in found) if near else tuple(found)


def _near(completed: Case, question: str) -> frozenset[InputKey]:
    """What the rules read that the facts told bear out: that is what somebody would ask about next."""
    from engine.answer.borne_out import borne_out  # only what facts told leave open needs it

    return frozenset().union(*borne_out(completed, question).values())


class _Sources:
    """Which presumptions count only by what is presumed from them, where the answer rests on that itself.

    Such a one isn't read by the answer, or changes nothing whatever it is as long as those presumed from it stay.
    """

    def __init__(
        self,
        course: Course,
        question: str,
        completed: Case,
        found: list[RestsOn],
        outcome: Callable[[Case, str], Outcome],
    ) -> None:
        self.course, self.question, self.completed = course, question, completed
        self.found, self.outcome = found, outcome
        self.met = frozenset(inputs_read(completed, question))

    def noted(self) -> list[RestsOn]:
        behind = {decides: self._behind(self._able(decides)) for decides in (False, True)}
        return [
            replace(item, is_source=item.presumable.key in behind[item.decides] and self._is_source(item))
            for item in self.found
        ]

    def _able(self, decides: bool) -> list[InputKey]:
        """The presumptions of which a source can be told by way: of what decides, those alone that decide as well."""
        return [item.presumable.key for item in self.found if item.decides or not decides]

    def _behind(self, keys: list[InputKey]) -> dict[InputKey, None]:
        behind = dict.fromkeys(self.met.intersection(keys))
        self.course.add_sources(self.completed, behind)
        return behind

    def _is_source(self, item: RestsOn) -> bool:
        key = item.presumable.key
        if key not in self.met:
            return True
        drawn = [other for other in self._able(item.decides) if other != key and key in self._behind([other])]
        if not drawn or item.outcome is None:
            return False
        held = {other: self.course.value(self.completed, other) for other in drawn}
        reached = self.outcome(self.completed, self.question)
        tried = others(self.completed, item.presumable, item.value)
        return not any(self._changes(reached, {**held, key: other}) for other in tried)

    def _changes(self, reached: Outcome, fixed: dict[InputKey, Any]) -> bool:
        """Whether inputs that have given values change the answer; what is impossible or out of range shows nothing."""
        try:
            case = self.course.completed(fixed)
            return not case.contradictions and self.outcome(case, self.question) != reached
        except OutOfRangeError:
            return False
