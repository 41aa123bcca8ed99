"""The ordinary course of a case, under the preferred readings: each part of an answer asks it."""

from engine.answer.answer import under_preference
from engine.case.case import Case
from engine.case.presuming import Course


def ordinary_course(case: Case, question: str) -> Course:
    """What can be presumed in a case for a question; made once for the case. Raises `KeyError`."""
    found = case.courses.get(question)
    if found is None:
        unpresumed = case.knowledge.asked(question).question.unpresumed
        found = case.courses[question] = Course(under_preference(case), unpresumed)
    return found
