"""Why: the reasoning behind an answer, rebuilt as data from the values of one evaluation.

Only what decides is kept: of a conjunction that fails the parts that fail, of one that holds all parts, of one that is
open the open parts; alternatives the other way round. A node reached twice is explained once and referred to after.
The values come in sheets, walked the first time that a question is explained and by generated code from then on;
`engine/explain/reasons.py` reads them into steps. Nothing here is text:
`engine/explain/wording.py` puts a step into words, in either language.
"""

from typing import Any

from engine.answer.answer import Answer, preferred_readings
from engine.explain.reasons import Reasons
from engine.explain.step import Step


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
    return Reasons(answer, answer.knowledge.sheets(asked.question.name, frame_of(answer))).question()


def frame_of(answer: Answer) -> list[Any]:
    """The frame to explain: under the preferred readings where the answer turns on readings, or is decided by all."""
    case = answer.case
    if answer.relevant or answer.tried:
        return case.replaced(case.facts, preferred_readings(case)).frame()
    return answer.frame
