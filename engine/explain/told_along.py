"""What is told along with an answer: that to another question, in one sentence, where there is something to tell."""

from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.answer.answering import answer
from engine.answer.layers import Layers
from engine.case.case import Case
from engine.explain.brief import short_answer
from engine.explain.cite import Citer
from engine.explain.granted import Granting, Supposed
from engine.explain.reasoning import Reasoner
from engine.explain.resting_readings import resting_readings
from engine.explain.sentences import Sentences
from engine.explain.trace import trace
from engine.explain.unread import looked_at_further
from engine.explain.wording import Wording
from engine.meaning.marks import ABSENT


def tells_along(answer: Answer) -> bool:
    """Whether an answer tells that to another question: a sum also while it is open, a claim only if there is one."""
    match answer.answer:
        case "yes" | "value":
            return True
        case "no":
            return answer.asked.question.kinds != ("claim",)
        case _:
            return answer.answer == "undetermined" and answer.asked.type.kind == "money"


def told_along(
    told: Case, first: p.Question, before: Layers | None, wording: Wording, citer: Citer, unless: str
) -> tuple[str, ...]:
    """The answer to the question that another one tells, in the same layer.

    Empty where a value is asked for and none is given; of a position it is told where something was told on which that
    other question doesn't look, after a yes that it limits.
    `first` is that other one, `before` are its layers, None where it is strict, and `unless` is what its sentence
    supposes. This is not said twice, nor what other readings come to where that answer rests on the same.
    """
    question = first.tells
    if question is None:
        return ()
    layers = Layers(told, question) if before else None
    found = layers.ordinarily.answer if layers else answer(told, question, searching=False)
    if found.asked.question.asks == "position":
        limits = found.answer in ("no", "turns-on-reading")
        return _further(found, layers, before, wording, told, first) if limits else ()
    if found.answer != "value" or found.value is ABSENT:
        return ()
    granting = Granting(layers, wording) if layers and not layers.decided_strictly else None
    reasoner = Reasoner(Sentences(found, wording, citer, granting.inputs if granting else frozenset()))
    supposed = granting.supposed() if granting else Supposed()
    short = short_answer(reasoner, trace(found), (), Supposed() if supposed.unless == unless else supposed)
    if layers is None or before is None or _axes(layers) <= _axes(before):
        return (short,)
    told_before = frozenset(reasoner.sentences.why_not.readings)
    return (short, *resting_readings(layers, wording, told_before, apart=frozenset(_axes(before))))


def _further(
    found: Answer,
    layers: Layers | None,
    layers_before: Layers | None,
    wording: Wording,
    told: Case,
    first: p.Question,
) -> tuple[str, ...]:
    had = layers_before.ordinarily.answer if layers_before else answer(told, first.name, searching=False)
    if had.answer != "yes":
        return ()
    facts = [wording.stated(fact, told.facts[fact.name]) for fact in looked_at_further(told, first)]
    if not facts:
        return ()
    asked = wording.phrase(found.asked.question.text)
    outcome = wording.outcome(found.answer, found.value, found.asked.type)
    said = wording.sentence("told_further", facts=wording.listed(facts), question=asked, outcome=outcome)
    return (said, *(resting_readings(layers, wording, frozenset()) if layers else ()))


def _axes(layers: Layers) -> set[str]:
    return {row.ambiguity for row in layers.ordinarily.readings}
