"""The three layers of an answer: strictly, ordinarily, and if nothing more is proved (`engine/README.md`).

The strict answer is what the facts given decide, whatever else may be true; the search for the facts that are missing
from it is the only slow part, so it runs when somebody asks for it.
"""

from functools import cached_property
from typing import Literal

from dsl.frozen import dataclass
from engine.answer.answer import Answer, AnswerWord, Ordinary, Unproved
from engine.answer.answering import answer, outcome
from engine.case.case import AS_OF, Case
from engine.model.asked import Asked


@dataclass(frozen=True)
class Layers:
    """A question put to a case; each layer is found when it is first looked at."""

    case: Case
    question: str

    @classmethod
    def of(cls, found: Answer) -> "Layers":
        """The layers of a question that was answered strictly already."""
        layers = cls(found.case, found.asked.question.name)
        if found.searched:
            layers.__dict__["strict"] = found
        if found.robust and not found.tried:
            layers.__dict__["decided_strictly"] = True
        return layers

    @property
    def asked(self) -> Asked:
        """What the question comes to."""
        return self.case.knowledge.asked(self.question)

    @cached_property
    def strict(self) -> Answer:
        """The strict answer, with the facts and readings that it turns on looked for."""
        return answer(self.case, self.question)

    @cached_property
    def decided_strictly(self) -> bool:
        """Whether the facts given alone decide the question, under every reading."""
        return outcome(self.case, self.question)[0] not in ("undetermined", "contradictory")

    @cached_property
    def ordinarily(self) -> Ordinary:
        """The ordinary answer and what it rests on; what the facts told decide, they decide ordinarily as well."""
        if self.decided_strictly:
            return Ordinary(self.strict, lambda: ((), tuple))
        from engine.answer.ordinary import ordinary  # what is decided presumes nothing

        return ordinary(self.case, self.question)

    @cached_property
    def unproved(self) -> Unproved | None:
        """The answer if nothing more is proved; None where there is none to give."""
        if self.decided_strictly:
            found = self.ordinarily.answer
            return None if found.answer == "silent" else Unproved(found.answer, found.value, ())
        from engine.answer.burden import unproved

        return unproved(self.case, self.question, self.ordinarily)

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The facts that only another document decides and on which the answer turns."""
        found = (*self.strict.outside, *self.ordinarily.answer.outside)
        return tuple(dict.fromkeys(missing.name for missing in found))

    @cached_property
    def headline(self) -> Literal["ordinarily", "strictly"]:
        """Which layer comes first in words."""
        return self.first(self.ordinarily.answer.answer)

    def first(self, found: AnswerWord) -> Literal["ordinarily", "strictly"]:
        """Which layer comes first where the ordinary answer is `found`: the strict one, if nothing told bears on it.

        Where none of the facts told is among those on which a ground of the question could rest, that no ground is
        known is no answer.
        """
        idle = ("yes",) if self.asked.question.asks == "liberty" else ("no",) if self.asked.grounds else ("yes", "no")
        if found not in idle or self.decided_strictly:
            return "ordinarily"
        return "ordinarily" if self._bears() else "strictly"

    def _bears(self) -> bool:
        """Whether anything told is read by the conditions of a ground, by what the question adds, or by its value."""
        from engine.case.watched import watched

        frame, read = watched(self.case)
        knowledge = self.case.knowledge
        layout = knowledge.layout
        for ground in self.asked.grounds:
            for condition in layout.conditions(ground.norm):
                knowledge.value(condition, frame)
            if ground.covering is not None:
                knowledge.value(ground.covering, frame)
        if not self.asked.grounds and self.asked.root is not None:
            knowledge.value(self.asked.root, frame)
        told = {layout.slot("fact", name) for name in self.case.facts if name not in {*self.case.defaults, AS_OF}}
        return any(key[0] in told for key in read) or bool(self.case.given)
