"""Which steps tell what nobody told: an opinion that one signs says so wherever it names them."""

from contextlib import suppress
from functools import cached_property
from typing import Any

from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.answer.answering import outcome
from engine.backends.walker import Walker
from engine.case.case import InputKey
from engine.explain.granted import input_of, is_presumed
from engine.explain.step import Chosen, Compared, Existing, OfRecord, Step
from engine.explain.wording import Wording
from engine.meaning.bounds import OutOfRangeError


class Presuming:
    """Says what an answer presumes beside what it lists as taken for granted."""

    def __init__(self, answer: Answer, wording: Wording, granted: frozenset[InputKey]) -> None:
        self.answer, self.wording, self.granted = answer, wording, granted

    def is_presumed(self, leaf: Step) -> bool:
        """Whether a leaf tells what nobody told, and what the answer doesn't list as taken for granted."""
        match leaf.kind:
            case "fact" | "field" | "option" | "existence":
                return self._is_presumed(looked_at(leaf))
            case "comparison" if isinstance(leaf.detail, Compared):
                return any(self._is_presumed(subject) for subject in leaf.detail.subjects)
            case _:
                return False

    def _is_presumed(self, subject: Any) -> bool:
        """Whether a thing is a fact, or a field of a record, that nobody told and that isn't listed."""
        fact, place = self.wording.stating.declared(subject), subject if isinstance(subject, OfRecord) else None
        if not isinstance(fact, p.Fact):
            return False
        if place is None and fact.name not in self.answer.case.facts:
            return False  # a field without its record
        return is_presumed(self.answer, fact, place) and input_of(self.answer, fact, place) not in self.granted

    def rests_on_it(self, step: Step) -> bool:
        """Whether a step tells what is presumed, or concludes what would be open without it."""
        match step.kind:
            case "value" if step.subject.record is None:
                knowledge = self.answer.knowledge
                slot = knowledge.layout.slot("value", step.subject.name)
                return step.value is not None and self._walker.value(knowledge.meaning.definition(slot)) is None
            case "value" | "list" | "record":
                return any(self.rests_on_it(below) for below in step.children)
            case _:
                return self.is_presumed(step)

    @cached_property
    def _walker(self) -> Walker:
        """Evaluates on what was told, and what is listed as taken for granted, without all else that is presumed."""
        case, knowledge, question = self.answer.case, self.answer.knowledge, self.answer.asked.question.name
        told = case.with_told({key: None for key in case.presumed if key not in self.granted})
        if knowledge.layout.has_many_records(told.evaluated):
            told.carry_over(case, question)
            with suppress(OutOfRangeError):  # beside what is asked of it
                outcome(told, question)  # generated code computes most of it in less time
        return knowledge.walker(told.evaluated)


def looked_at(leaf: Step) -> Any:
    """The thing that a leaf looks at: what it is called, or its field of a record."""
    match leaf.detail:
        case Chosen(subject=subject) | Existing(subject=subject):
            return subject
        case OfRecord() as place:
            return place
        case _:
            return leaf.subject
