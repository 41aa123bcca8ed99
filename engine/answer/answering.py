"""How a question is answered on the facts of a case.

The quick way is one call of generated code. Only when that leaves the question open is it asked which unknown facts
and readings it depends on (`engine/answer/unsettled.py`).
"""

from typing import Any

from engine.answer.answer import Answer, Missing, Outcome, word
from engine.case.case import Case, InputKey
from engine.case.watched import watched


def answer(case: Case, question: str, searching: bool = True) -> Answer:
    """Answers a question of the vocabulary on the facts of a case. Raises `KeyError` for an unknown question.

    Without `searching` an open question is left `undetermined`, what it turns on not being looked for.
    """
    asked = case.knowledge.asked(question)
    if case.contradictions:
        return Answer(case, asked, "contradictory", contradictions=case.contradictions)
    frame = [] if asked.root is None else case.evaluated
    found, value = outcome(case, question, frame)
    if found == "silent":
        return Answer(case, asked, "silent", frame=frame, outside=_outside(case, question))
    if found == "undetermined":
        if not searching:
            return Answer(case, asked, "undetermined", frame=frame, searched=False)
        from engine.answer.unsettled import unsettled  # what isn't searched never pays for it

        return _outside_apart(unsettled(case, asked, frame))
    return Answer(case, asked, found, value, True, (), (), (), (), found, value, (), False, frame)


def outcome(case: Case, question: str, frame: list[Any] | None = None) -> Outcome:
    """What one evaluation comes to: `undetermined` where it is open, for whatever reason."""
    if case.contradictions:
        return "contradictory", None
    knowledge = case.knowledge
    if knowledge.asked(question).root is None:
        return "silent", None
    if frame is None:
        frame = case.evaluated
    value = knowledge.decision(question)(frame)
    if value is False and (silence := knowledge.silence(question)) is not None and silence(frame) is True:
        return "silent", None
    if value is None:
        from engine.answer.outside import is_silent

        if is_silent(case, question):
            return "silent", None
    return word(value), case.as_told(value)


def inputs_read(case: Case, question: str) -> tuple[InputKey, ...]:
    """The inputs that deciding a question reads, in the order of first reading; found once for the case."""
    if question not in case.read:
        frame, read = watched(case)
        outcome(case, question, frame)
        case.read[question] = tuple(read)
    return case.read[question]


def _outside(case: Case, question: str) -> tuple[Missing, ...]:
    """What only another document says and a silent answer turns on."""
    from engine.answer.outside import outside_met

    facts, slot = case.knowledge.program.facts, case.knowledge.layout.slot
    return tuple(Missing(name, facts[name], False, (slot("fact", name),)) for name in outside_met(case, question))


def _outside_apart(found: Answer) -> Answer:
    """An answer with what only another document says named apart from the facts missing from the case."""
    outside = [missing for missing in found.missing if missing.fact.external is not None]
    if outside:
        found.missing = tuple(missing for missing in found.missing if missing.fact.external is None)
        found.outside = tuple(outside)
    return found
