"""Why: the reasoning behind an answer, rebuilt as data from the values of one evaluation.

Only what decides is kept: of a conjunction that fails the parts that fail, of one that holds all parts, of one that is
open the open parts; alternatives the other way round. A node reached twice is explained once and referred to after.
A question is explained by walking what it rests on the first time (`engine/explain/reference.py`), and by code that
is generated for it from then on (`engine/explain/tracing.py`); both make the same steps. Nothing here is text:
`engine/explain/wording.py` puts a step into words, in either language.
"""

from typing import Any
from weakref import WeakKeyDictionary

from engine.answer.answer import Answer, preferred_readings
from engine.evaluate.knowledge import KnowledgeBase
from engine.explain.reference import Reference
from engine.explain.step import Step

_EXPLAINED: "WeakKeyDictionary[KnowledgeBase, set[str]]" = WeakKeyDictionary()
"""The questions that were explained before, for each knowledge base."""


def trace(answer: Answer) -> Step:
    """The reasoning behind an answer: under the preferred readings where it turns on readings."""
    if answer.reasoning is None:
        answer.reasoning = _trace(answer)
    found: Step = answer.reasoning
    return found


def _trace(answer: Answer) -> Step:
    asked = answer.asked
    if asked.root is None or answer.contradictions:
        return Step("question", asked.question, answer.value)
    known = _EXPLAINED.setdefault(answer.knowledge, set())
    name = asked.question.name
    if name not in known:
        known.add(name)
        return Reference(answer, frame_of(answer)).question()
    from engine.explain.explainer import explainer  # a process that explains once never generates code for it

    return explainer(answer.knowledge).question(answer, frame_of(answer))


def frame_of(answer: Answer) -> list[Any]:
    """The frame to explain: under the preferred readings where the answer turns on readings, or is decided by all."""
    case = answer.case
    if answer.relevant or answer.tried:
        return case.replaced(case.facts, preferred_readings(case)).frame()
    return answer.frame
