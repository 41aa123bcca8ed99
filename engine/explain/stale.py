"""Which passages behind an answer changed after they were encoded."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.answer.answer import Answer
from engine.explain.trace import Step, trace

if TYPE_CHECKING:
    from engine.model.staleness import StalePassage


def stale(answer: Answer) -> "tuple[StalePassage, ...]":
    """The stale passages that an answer relies on; a silence relies on nothing having been added."""
    found = answer.knowledge.staleness
    if found is None or (not found.by_name and not found.added):
        return ()
    if answer.answer == "silent":
        return found.added
    return found.of(dict.fromkeys([*_relied_on(trace(answer)), *answer.relevant]))


def _relied_on(step: Step) -> Iterator[str]:
    """The declarations that the steps are about."""
    if step.kind == "untouched":
        return
    if step.kind in ("norm", "exception", "value", "reading", "opposed", "uncovered"):
        yield step.subject.name
    for child in step.children:
        yield from _relied_on(child)
