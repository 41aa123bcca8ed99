"""An amount, a rate or a number step by step: one line for each figure that goes into it, in the order of counting."""

from collections.abc import Set

from dsl.frozen import dataclass
from dsl.typed.types import CALENDAR
from engine.answer.answer import Answer
from engine.explain.sentences import Sentences
from engine.explain.step import Step, name_of
from engine.tongues.writing import capital

_FIGURES = {"money", "percent", "integer", "decimal", "ratio", "duration", "days"}
"""The types of figures; a day is worked out by way of other days alone."""


def calculation(answer: Answer, root: Step) -> tuple[Step, ...]:
    """The steps that give a figure each; nothing where the answer is no figure, or where a single step gives it."""
    kinds = next((kinds for kinds in (_FIGURES, CALENDAR) if answer.asked.type.kind in kinds), None)
    if kinds is None or root.value is None:
        return ()
    found: dict[tuple[str, int], Step] = {}
    _collect(root, found, kinds)
    return tuple(found.values()) if len(found) > 1 else ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a calculation: what the figure is called, how it comes about with what it comes to, its citation."""

    label: str
    text: str
    citation: str


def lines(figures: tuple[Step, ...], sentences: Sentences) -> tuple[Figure, ...]:
    """The figures in words."""
    return tuple(
        dict.fromkeys(
            Figure(
                capital(sentences.wording.label(step.place or step.subject)),
                sentences.worked_out(step),
                sentences.cited(step.citations),
            )
            for step in figures
        )
    )


def _collect(step: Step, found: dict[tuple[str, int], Step], kinds: Set[str]) -> None:
    """The figures below a step before its own; what came to nothing, or only hands a figure on, adds nothing."""
    key = (name_of(step.subject), step.place.number if step.kind == "value" and step.place else 0)
    if step.kind == "value" and key in found:
        return
    for child in step.children:
        if child.kind not in ("untouched", "norm", "exception") and child.value is not False:
            _collect(child, found, kinds)
    if step.kind == "value" and step.subject.type.kind in kinds and step.value is not None:
        if not step.value or _hands_on(step):
            return
        found.setdefault(key, step)


def _hands_on(step: Step) -> bool:
    """Whether a figure is only that of another one below it: no operation and no table row lies between."""
    if any(child.kind in ("arithmetic", "row") for child in step.children):
        return False
    return any(_has(child, step.value) for child in step.children)


def _has(step: Step, value: object) -> bool:
    if step.kind == "value" and step.value == value:
        return True
    return step.kind in ("list", "record") and any(_has(child, value) for child in step.children)
