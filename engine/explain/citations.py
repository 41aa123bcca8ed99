"""Every locator that an answer relies on, in the order of reliance."""

from engine.answer.answer import Answer
from engine.explain.step import Step
from engine.explain.trace import trace


def citations(answer: Answer) -> tuple[str, ...]:
    """The locators behind an answer; for a silence, those of the clauses that come nearest."""
    found: dict[str, None] = {}
    if answer.answer == "silent":
        for silence in answer.silences:
            found.update(dict.fromkeys(silence.nearest))
        return tuple(found)
    _collect(trace(answer), found)
    for name in answer.relevant:
        found.update(dict.fromkeys(answer.knowledge.program.ambiguities[name].citations))
    return tuple(found)


def _collect(step: Step, found: dict[str, None]) -> None:
    if step.kind == "untouched" or step.again:
        return
    found.update(dict.fromkeys(step.citations))
    for child in step.children:
        _collect(child, found)
