"""One case of a portfolio as the engine answers it by itself: where SQL doesn't reach, and to hold it to its word."""

from collections.abc import Mapping
from typing import Any

from engine.answer.answer import Answer, Outcome
from engine.answer.answering import answer, outcome
from engine.answer.ordinary import ordinary
from engine.answer.ordinary_course import ordinary_course
from engine.case.case import Case
from engine.model.asked import put_to
from engine.portfolio.lacking import lacked
from engine.portfolio.layered_question import BITS, OPEN, STRICT_VALUE, STRICTLY, LayeredQuestion


def answered(case: Case, asked: LayeredQuestion) -> Mapping[str, Any]:
    """The columns of a `LayeredQuestion` for one case. Raises `OutOfRangeError`."""
    question = asked.question
    strictly = outcome(case, question)
    is_open = strictly[0] == OPEN
    completed, ordinarily = _ordinarily(case, question) if is_open else (None, strictly)
    found: dict[str, Any] = {"strictly": strictly[0], "ordinarily": ordinarily[0]}
    if not asked.asked.is_yes_no:
        found |= {"strict_value": strictly[1], "value": ordinarily[1]}
    for axis, reading in asked.named:
        under = strictly
        if is_open:
            under = _ordinarily(case.replaced(case.facts, {**case.readings, axis: reading}), question)[1]
        found[f"under_{axis}_{reading}"] = under[0]
        if not asked.asked.is_yes_no:
            found[f"value_under_{axis}_{reading}"] = under[1]
    carrying = _carrying(completed or case, asked, ordinarily[0])
    found |= {"carried_by": carrying, "locator": None if carrying is None else asked.locator(carrying)}
    presumed = _presumed(completed, asked) if completed is not None else set()
    for start in range(0, max(len(asked.presumable), 1), BITS):
        names = [item.name for item in asked.presumable[start : start + BITS]]
        found[f"presumed_{start // BITS + 1}"] = sum(2**bit for bit, name in enumerate(names) if name in presumed)
    found["facts_missing"] = is_open and _is_missing(case, asked)
    return found


def searched(case: Case, asked: LayeredQuestion) -> Mapping[str, Any]:
    """The same columns, where what is open is searched for what holds whatever the missing facts are, as `ask` does.

    Raises `OutOfRangeError`.
    """
    found = dict(answered(case, asked))
    strictly = answer(case, asked.question)
    completed = _ordinarily(case, asked.question)[0]
    _take_over(found, (STRICTLY, STRICT_VALUE), strictly)
    ordinarily = ordinary(case, asked.question).answer
    _take_over(found, asked.layers[0], ordinarily)
    for (axis, reading), columns in zip(asked.named, asked.layers[1:], strict=True):
        under = case.replaced(case.facts, {**case.readings, axis: reading})
        _take_over(found, columns, ordinary(under, asked.question).answer)
    carrying = _carrying(completed, asked, ordinarily.answer)
    found |= {"carried_by": carrying, "locator": None if carrying is None else asked.locator(carrying)}
    found["facts_missing"] = found["facts_missing"] and not is_decided(strictly.answer)
    return found


def is_decided(word: str) -> bool:
    """Whether an answer is open neither for facts nor for readings."""
    return word not in (OPEN, "turns-on-reading")


def _take_over(found: dict[str, Any], columns: tuple[str, str], answered: Answer) -> None:
    word, value = columns
    found[word] = answered.answer
    if value in found:
        found[value] = answered.value


def _ordinarily(case: Case, question: str) -> tuple[Case, Outcome]:
    completed = ordinary_course(case, question).completed()
    return completed, outcome(completed, question)


def _carrying(case: Case, asked: LayeredQuestion, word: str) -> str | None:
    knowledge = case.knowledge
    if not asked.asked.grounds:
        return asked.asked.question.target
    walker = knowledge.walker(case.frame())
    defeated = lacking = None
    for ground in asked.asked.grounds:
        single = knowledge.asked(put_to(asked.question.partition(" of ")[0], (ground.norm,))).root
        if word == "yes" and single is not None and walker.value(knowledge.meaning.asked(single)) is True:
            return ground.norm
        live = knowledge.meaning.live(ground.norm)
        sheet = walker.sheet(live.scope)
        if word == "no" and not any(sheet[condition.at] is False for condition in live.conditions):
            biting = (name for name, defeater in live.defeaters if sheet[defeater.at] is True)
            defeated = defeated or next(biting, None)
        if word == "no":
            unmet = (
                name
                for at, name in lacked(knowledge, asked.asked, ground.norm)
                if sheet[live.conditions[at].at] is False
            )
            lacking = lacking or next(unmet, None)
    return defeated or lacking


def _presumed(completed: Case, asked: LayeredQuestion) -> set[str]:
    layout, program = completed.knowledge.layout, completed.knowledge.program
    found = set()
    for key in completed.presumed:
        name = layout.inputs[key[0]][1]
        if len(key) == 1:
            found.add(name)
        elif key[1] >= 0:
            found.add(f"{name}.{program.records[program.facts[name].type.name].fields[key[2]].name}")
    return found


def _is_missing(case: Case, asked: LayeredQuestion) -> bool:
    facts = case.knowledge.program.facts
    for name, _, column in asked.read:
        if facts[name].external is not None:
            continue
        told = case.facts.get(name)
        if column is None:
            if told is None:
                return True
        elif any(record[column] is None for record in told or ()):
            return True
    return False
