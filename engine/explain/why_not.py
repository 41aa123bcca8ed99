"""Why a ground fails, in few words, and how far it is from holding."""

from collections.abc import Callable
from typing import assert_never

from dsl.frozen import dataclass
from engine.explain.cite import Citer
from engine.explain.closest import closest
from engine.explain.step import Listed, Met, Step
from engine.explain.wording import Wording
from engine.tongues.writing import bare

LEAVES = {"fact", "field", "uncovered"}
"""What concludes nothing: it becomes part of the sentence of what rests on it."""


MOST_LACKED = 2
"""How many of the things that a ground lacks are named."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a ground lacks: in words, which may be clauses with a verb, and the citations of what says so."""

    texts: list[str]
    are_clauses: bool
    citations: tuple[str, ...]


def of_members(ground: Step) -> tuple[Step, ...]:
    """What stands below a ground; of one for each member of a list, below what it is for them."""
    members = [child for child in ground.children if child.kind == ground.kind and child.subject is ground.subject]
    return tuple(below for member in members for below in member.children) if members else ground.children


class WhyNot:
    """Says what grounds lack."""

    def __init__(self, wording: Wording, citer: Citer, is_presumed: Callable[[Step], bool]) -> None:
        self.wording, self.citer, self.is_presumed = wording, citer, is_presumed
        self.readings: set[str] = set()
        """The ambiguities whose reading was named as a reason."""

    def lacked(self, ground: Step, said: str = "") -> Lacking:
        """What a ground that fails lacks, in few words, and the citations of what says so.

        Where the innermost reason is `said` already, what follows from it is the reason.
        """
        texts: dict[str, bool] = {}
        citations: tuple[str, ...] = ()
        for child in closest(of_members(ground)):
            if child.kind == "untouched" or (
                ground.value is True and child.value is not False and child.kind != "uncovered"
            ):
                continue
            step = self._innermost(child)
            if said and self._reason_for(step) == said:
                step = child
            texts[self._reason_for(step)] = self._is_clause(step)
            citations = citations or step.citations
        named = list(texts)[:MOST_LACKED]
        return Lacking(named, all(texts[text] for text in named), citations or ground.citations)

    def _reason_for(self, step: Step) -> str:
        """A step as the reason for another, in the middle of a sentence."""
        if step.kind in ("norm", "exception"):
            return self._standing(step)
        if step.kind == "reading" and step.value is not None:
            self.readings.add(step.subject.name)
            return self.wording.reading_taken(step)
        return self.wording.step(step, capitalised=False)

    def _standing(self, step: Step) -> str:
        """What a norm or an exception says, where it applies; where it doesn't, that this is so."""
        return self.wording.inner(self.wording.gist(step) if step.value is True else self.wording.step(step))

    def _innermost(self, step: Step) -> Step:
        """The reason behind a reason, as long as there is but one."""
        if is_single(step):
            within = step.children[0].children
            concluding = [child for child in within if child.kind not in LEAVES]
            if len(concluding) == 1:
                return self._innermost(concluding[0])
            return next((child for child in within if child.value is False and not self.is_presumed(child)), within[0])
        if step.kind == "norm" and step.value is False and (decisive := _decisive(step)) is not None:
            return self._innermost(decisive)
        below = [child for child in step.children if child.kind in ("value", "list")]
        decided = isinstance(step.value, bool) and len(below) == 1 and isinstance(below[0].value, bool)
        if step.kind == "value" and decided:
            return self._innermost(below[0])
        return step

    def brief(self, step: Step) -> str:
        """A step below a rejected one in a few words, with its citation if it concludes something.

        What nobody told, and what rests on that, is told as presumed.
        """
        if is_single(step) and step.children[0].children:
            return self.wording.listed([self.brief(child) for child in step.children[0].children])
        if step.kind == "norm" and step.value is False and (decisive := _decisive(step)) is not None:
            return self.brief(decisive)
        if step.kind == "reading":
            return self.wording.reading_taken(step) if step.value else bare(self.wording.phrase(step.subject.text))
        sentence = self.wording.step(step, capitalised=False)
        cited = self.citer.cite_all(step.citations, self.wording.language)
        if self.is_presumed(step):
            key = "told_presumed_cited" if cited else "told_presumed"
            return self.wording.sentence(key, text=sentence, cited=cited)
        return f"{sentence} ({cited})" if cited else sentence

    def _is_clause(self, step: Step) -> bool:
        """Whether a step is told as a clause with a verb, and not as a label with its value."""
        match step.kind:
            case "fact" | "field" | "value":
                return isinstance(step.value, bool) or self.wording.stating.is_told(step)
            case "option" | "existence" | "comparison":
                return self.wording.stating.is_told(step)
            case "arithmetic" | "row" | "record":
                return False
            case "list":
                is_empty = isinstance(step.detail, Listed) and step.detail.number == 0
                return not is_empty or self.wording.stating.is_told(step)
            case "norm" | "exception" | "reading" | "untouched" | "uncovered" | "opposed" | "question":
                return True
        assert_never(step.kind)


def _decisive(norm: Step) -> Step | None:
    """What keeps a norm from applying: the exception that applies, or else what tells of its first unmet condition."""
    exceptions = [child for child in norm.children if child.kind == "exception" and child.value is True]
    lacking = [child for child in norm.children if child.kind not in ("exception", "untouched")]
    return next(iter((*exceptions, *lacking)), None)


def is_single(step: Step) -> bool:
    """Whether a step speaks of a list of one record, which then goes without saying."""
    return (
        step.kind == "list"
        and step.subject.operator in ("some", "every", "sum", "smallest", "largest")
        and isinstance(step.detail, Listed)
        and step.detail.number == 1
        and len(step.children) == 1
        and bool(step.children[0].children)
    )


def of_the_only_record(step: Step, wording: Wording) -> Step:
    """What a value of a list is of its only record, where that has words of its own: there is no first of one."""
    pending = list(step.children)
    while pending:
        child = pending.pop(0)
        if is_single(child) or child.kind in ("record", "arithmetic"):
            pending += child.children
        elif child.kind == "value" and child.place is not None and child.place.total == 1:
            is_same = child.value == step.value and child.subject.type.kind == step.subject.type.kind
            if is_same and wording.stating.told(child.place, child.value, child.subject.type):
                return child
    return step


def how_far(ground: Step) -> tuple[int, int]:
    """How far a ground that fails is from holding: how much speaks against it, then how few of its conditions are met.

    One that only an exception excludes is nearest of all.
    """
    met = ground.detail.conditions if isinstance(ground.detail, Met) else 0
    return (0 if ground.status == "defeated" or ground.value is True else _leaves(ground)), -met


def _leaves(step: Step) -> int:
    if not step.children:
        return 1
    return sum(_leaves(child) for child in step.children if child.kind != "untouched") or 1
