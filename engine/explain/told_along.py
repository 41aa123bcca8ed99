"""What is told along with an answer: that to another question, in one sentence, where there is something to tell."""

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
from engine.explain.wording import Wording
from engine.meaning.marks import ABSENT


def told_along(
    told: Case, question: str | None, before: Layers | None, wording: Wording, citer: Citer, unless: str
) -> tuple[str, ...]:
    """The answer to the question that another one tells, in the same layer; empty where it gives no value.

    `before` are the layers of that other one, None where it is strict, and `unless` is what its sentence supposes. This
    is not said twice, nor what other readings come to where that answer rests on the same.
    """
    if question is None:
        return ()
    layers = Layers(told, question) if before else None
    found = layers.ordinarily.answer if layers else answer(told, question, searching=False)
    if found.answer != "value" or found.value is ABSENT:
        return ()
    granting = Granting(layers, wording) if layers and not layers.decided_strictly else None
    reasoner = Reasoner(Sentences(found, wording, citer, granting.inputs if granting else frozenset()))
    supposed = granting.supposed() if granting else Supposed()
    short = short_answer(reasoner, trace(found), (), Supposed() if supposed.unless == unless else supposed)
    if layers is None or before is None or _axes(layers) <= _axes(before):
        return (short,)
    return (short, *resting_readings(layers, wording, frozenset(reasoner.sentences.why_not.readings)))


def _axes(layers: Layers) -> set[str]:
    return {row.ambiguity for row in layers.ordinarily.readings}
