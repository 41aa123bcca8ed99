"""What is nearest to turning a no round: the notice that alone is lacking to a ground, and what else it would take.

Looked at are the grounds on which what was told bears, and those to which the document makes an exception for it.
"""

from typing import Any

from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.answer.inputs import Key
from engine.case.case import AS_OF
from engine.case.watched import watched
from engine.explain.naming import placed
from engine.explain.reasoning import Reasoner
from engine.explain.step import Step
from engine.explain.whatif import Turn, in_power, turn_of

MOST_GROUNDS = 4
"""How many grounds are looked at, the nearest first."""


def ways(answer: Answer, reasoner: Reasoner, root: Step) -> tuple[Turn, ...]:
    """What would make an answer that no ground gives another one, each checked by answering again."""
    if answer.answer != "no" or answer.asked.question.asks != "position":
        return ()
    grounds = [ground.subject for ground in reasoner.nearest(root) if _bears_on(answer, reasoner, ground.subject)]
    found: list[Turn] = []
    for norm in grounds[:MOST_GROUNDS]:
        lacking = _Lacking(answer, norm)
        found += lacking.notice(reasoner) or lacking.otherwise(reasoner)
    return tuple(dict.fromkeys(found))


def _bears_on(answer: Answer, reasoner: Reasoner, norm: p.Norm) -> bool:
    """Whether something told bears on a norm: on its conditions, or on those of an exception to it."""
    told, program = reasoner.bearing, answer.knowledge.program
    if norm.name in told.out:
        return True
    exceptions = answer.knowledge.layout.defeater_names(norm.name)
    return norm.name not in told.against and any(name in program.exceptions and name in told.out for name in exceptions)


class _Lacking:
    """The conditions of a norm that are not met, none of which an exception makes idle."""

    def __init__(self, answer: Answer, norm: p.Norm) -> None:
        self.answer, self.norm, self.knowledge = answer, norm, answer.knowledge
        self.keys: list[Key] = []
        """What those conditions read, but for what was told and the date of the question."""

        self.unmet: list[p.Condition] = []
        layout = self.knowledge.layout
        for condition, expression in zip(norm.conditions, layout.conditions(norm.name), strict=True):
            frame, read = watched(answer.case)
            if self.knowledge.value(expression, frame) is not True:
                self.unmet.append(condition)
                self.keys += [key for key in read if self._is_untold(key)]

    def _is_untold(self, key: Key) -> bool:
        kind, name = self.knowledge.layout.inputs[key[0]]
        is_known = name in self.answer.case.facts and key not in self.answer.case.presumed
        return kind == "fact" and name != AS_OF and not is_known

    def notice(self, reasoner: Reasoner) -> list[Turn]:
        """The notice, and its form, that alone is lacking."""
        kinds = {condition.kind for condition in self.unmet}
        if "notice" not in kinds or kinds - {"notice", "form"} or self._is_held_back():
            return []
        wording, bearer = reasoner.wording, next(iter(self.norm.bearers))
        texts = [
            wording.phrase(qualifier.text)
            for qualifier in self.norm.qualifiers
            if qualifier.kind in kinds and qualifier.text is not None
        ]
        change = wording.sentence("change_observed", notice=wording.tongue.together(texts))
        power = in_power(wording, bearer) if isinstance(bearer, str) else ""
        return [Turn((change,), power, "")]

    def otherwise(self, reasoner: Reasoner) -> list[Turn]:
        """What it would take to meet all that is lacking, if no moment is among it and it turns the answer round."""
        from engine.answer.changes import flips

        keys = [key for key in dict.fromkeys(self.keys) if key in self.answer.case.presumed]
        found, _ = flips(self.answer, keys) if keys else ((), False)
        turned: list[Turn] = []
        for flip in found:
            if len(flip.assignment) < 2 or not all(isinstance(value, bool) for value in flip.assignment.values()):
                continue
            facts = {key: self.answer.case.declared(key) for key in flip.assignment}
            places: dict[Key, Any] = {
                key: (fact, placed(self.answer.case, fact, key) if len(key) == 3 else None)
                for key, fact in facts.items()
            }
            turned.append(turn_of(self.answer, reasoner.wording, flip.assignment, places))
        return turned[:1]

    def _is_held_back(self) -> bool:
        """Whether the norm wouldn't give what is asked although its conditions were met."""
        frame, asked = self.answer.case.frame(), self.answer.asked
        ground = next(ground for ground in asked.grounds if ground.norm == self.norm.name)
        if ground.covering is not None and self.knowledge.value(ground.covering, frame) is not True:
            return True
        others = (*self.knowledge.layout.defeater_names(self.norm.name), *ground.contrary)
        return any(self.knowledge.is_live(other, frame) is not False for other in others)
