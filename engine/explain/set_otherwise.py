"""What an answer would be if a setting that nobody gave, such as the calendar by which holidays count, were another."""

from dsl.frozen import replace
from engine.answer.alike import most_evaluated
from engine.answer.answer import Answer
from engine.answer.answering import outcome
from engine.answer.ordinary_course import ordinary_course
from engine.case.case import Case, options_of
from engine.explain.relied import Relied
from engine.explain.resting_readings import DECIDED
from engine.explain.wording import Wording

MOST_OPTIONS = 3
"""How many of the options are named under which an answer would be the same other one."""


def with_otherwise(answer: Answer, wording: Wording, facts: tuple[Relied, ...]) -> tuple[Relied, ...]:
    """The facts relied on, each setting with what would be if it were another, where that differs."""
    if answer.answer not in DECIDED:
        return facts
    return tuple(
        replace(relied, otherwise=_otherwise(answer, wording, relied))
        if relied.standing == "default" and relied.fact.type.kind == "choice"
        else relied
        for relied in facts
    )


def set_to(case: Case, setting: str, value: object) -> Case:
    """The case with a setting that somebody gave."""
    found = case.replaced({**case.facts, setting: value})
    found.defaults = case.defaults - {setting}
    return found


def _otherwise(answer: Answer, wording: Wording, relied: Relied) -> str:
    """The options under which the answer would be the first other one, and that answer.

    Empty where there are none, or too many records for answering once more with each.
    """
    case, question, type_ = answer.case, answer.asked.question.name, relied.fact.type
    found: dict[tuple[str, object], list[str]] = {}
    options = options_of(answer.knowledge.program, type_)
    if len(options) > most_evaluated(case):
        return ""
    for option in options:
        other = ordinary_course(set_to(case, relied.fact.name, option), question).completed()
        other.carry_over(case, question)
        reached = outcome(other, question)
        found.setdefault(reached, []).append(wording.option(option, type_.name))
    found.pop((answer.answer, answer.value), None)
    if not found:
        return ""
    (word, value), alike = next(iter(found.items()))
    named = alike[:MOST_OPTIONS]
    left = len(alike) - len(named)
    key = "set_otherwise" if not left else "set_otherwise_one_more" if left == 1 else "set_otherwise_more"
    told = wording.outcome(word, value, answer.asked.type)
    return wording.sentence(key, options=", ".join(named), number=wording.number(left), outcome=told)
