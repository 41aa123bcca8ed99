"""The reasons as one reads them: a paragraph for each ground, what decides first, one citation each.

What a paragraph leaves out stands in the numbered steps (`engine/explain/reasoning.py`).
"""

from datetime import date

from dsl.frozen import dataclass
from dsl.moment import Moment
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.explain.reasoning import Reasoner, is_missed
from engine.explain.sentences import decisive
from engine.explain.step import Compared, Step, StepKind

MOST_GROUNDS = 3
"""How many grounds have a paragraph; of the others it is said that there are."""

MOST_POINTS = 5
"""How many conclusions a paragraph names below its first sentence."""

MOST_LEAVES = 6
"""How many facts are named for one sentence."""

MOST_UNKNOWNS = 2
"""How many of the things that leave a conclusion open are named; all of them are among the missing facts."""

MOST_FIGURES = 4
"""How many of the last steps of a calculation are told."""

_FACTS: frozenset[StepKind] = frozenset(("fact", "field", "option", "existence"))


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence of a paragraph, with its citation where it has one of its own."""

    text: str
    citation: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A ground: its first sentence with its citation, and what it rests on. One without number speaks of the others."""

    number: str
    text: str
    citation: str
    points: tuple[Point, ...] = ()


class Arguing:
    """Puts the grounds that decide into paragraphs."""

    def __init__(self, reasoner: Reasoner) -> None:
        self.reasoner, self.sentences = reasoner, reasoner.sentences
        self.said: dict[str, None] = {}
        self._sizes: dict[int, int] = {}

    def paragraphs(self, root: Step, figures: tuple[Step, ...]) -> tuple[Paragraph, ...]:
        """The paragraphs; `figures` are the steps of the calculation, if there is one."""
        steps = self.reasoner.chosen(root)
        if figures and not self.reasoner.answer.asked.grounds:
            return self._counted(steps[0], figures)
        found = [self._ground(step, str(number)) for number, step in enumerate(steps[:MOST_GROUNDS], 1)]
        if len(found) == 1:
            found = [Paragraph("", found[0].text, found[0].citation, found[0].points)]
        if left := len(steps) - len(found):
            key = "further_grounds_one" if left == 1 else "further_grounds"
            text = self.sentences.say(key, number=self.reasoner.wording.number(left))
            found.append(Paragraph("", text, ""))
        return tuple(found)

    def _counted(self, root: Step, figures: tuple[Step, ...]) -> tuple[Paragraph, ...]:
        """The norm on which a figure depends, and the last steps of its calculation that change something."""
        norms = [step for step in self.sentences.parts(root).nested if step.kind == "norm"]
        telling = [step for at, step in enumerate(figures) if at == 0 or step.value != figures[at - 1].value]
        points = [self._point(step, "") for step in norms[:1]]
        points += [
            Point(self.sentences.figure(step), self.sentences.cited_as_carried(step))
            for step in telling[-MOST_FIGURES:]
        ]
        return tuple(Paragraph("", point.text, point.citation) for point in points)

    def _ground(self, step: Step, number: str) -> Paragraph:
        self.said = {}
        parts = self.sentences.parts(step)
        plain = self._plain(step, parts.nested)
        leaves = [*parts.leaves, *(leaf for child in plain for leaf in self.sentences.parts(child).leaves)]
        in_short = step.status != "untriggered"
        texts = self._texts(leaves, in_short, MOST_UNKNOWNS if step.value is None else MOST_LEAVES)
        citation = self.sentences.cited_as_carried(step)
        nested = [child for child in parts.nested if child not in plain]
        points = tuple(self._points(step, nested, citation))[:MOST_POINTS]
        return Paragraph(number, self.sentences.sentence(step, texts, parts.way), citation, points)

    def _plain(self, step: Step, nested: list[Step]) -> list[Step]:
        """Conclusions below a ground that only put facts into the words of the terms: the facts speak themselves."""
        if step.kind not in ("norm", "exception") or step.status not in ("live", "untriggered"):
            return []
        return [child for child in nested if self._is_plain(child)]

    def _is_plain(self, step: Step) -> bool:
        if step.kind != "value" or step.value is None or step.subject.type.kind != "boolean":
            return False
        parts = self.sentences.parts(step)
        only_facts = all(leaf.kind in _FACTS for leaf in parts.leaves) and not parts.ways
        return bool(parts.leaves) and only_facts and all(below.kind == "reading" for below in parts.nested)

    def _points(self, step: Step, nested: list[Step], above: str) -> list[Point]:
        """What a ground rests on, the simplest first: of one that is excluded what excludes it, and why."""
        if step.status == "defeated":
            nested = decisive(step, nested)
            nested = [child for child in nested if child.kind == "exception" and child.status == "live"] or nested
        readings_alone = all(child.kind == "reading" for child in nested) and not self.said
        found: list[Point] = []
        for child in sorted(nested, key=self._size):
            if child.kind == "reading" and not readings_alone:
                continue
            point = self._point(child, above)
            if self._says_something(child):
                found.append(point)
            cited = point.citation or above
            below = self.sentences.parts(child)
            if child.kind == "exception":
                found += self._points(child, below.nested, cited)
                found += [self._near_miss(spared) for spared in below.spared if self.reasoner.is_near(spared)]
            else:
                found += [self._point(day, cited) for day in below.nested if self._is_counted_day(day)]
        return found

    def _says_something(self, step: Step) -> bool:
        """Whether a conclusion is more than a figure not settled: what it waits for is among the missing facts."""
        return step.kind != "value" or step.value is not None or step.subject.type.kind == "boolean"

    def _size(self, step: Step) -> int:
        """How many steps a conclusion rests on; one that several share counts each time, but is looked at once."""
        found = self._sizes.get(id(step))
        if found is None:
            found = self._sizes[id(step)] = 1 + sum(map(self._size, step.children))
        return found

    def _near_miss(self, exception: Step) -> Point:
        return Point(self.sentences.rejection(exception), self.sentences.cited_as_carried(exception))

    def _is_counted_day(self, step: Step) -> bool:
        """Whether a day was counted from another: such a step of a conclusion is told, too."""
        if step.kind != "value" or step.value is None or step.subject.type.kind not in CALENDAR:
            return False
        way = self.sentences.parts(step).way
        return way is not None and isinstance(way.subject, p.Operation)

    def _point(self, step: Step, above: str) -> Point:
        """A conclusion with the facts behind it, those said before left out."""
        parts = self.sentences.parts(step)
        way = parts.way
        leaves = parts.leaves if way is None else []
        if way is None and step.kind != "exception":
            leaves = [*leaves, *self._leaves_below(parts.nested)]
        if step.value is True:
            leaves = [leaf for leaf in leaves if _is_fact(leaf)] or leaves
        elif step.value is False and (missed := [leaf for leaf in leaves if is_missed(leaf)]):
            idle = [leaf for leaf in leaves if leaf not in missed]
            self.said.update(dict.fromkeys(self.sentences.texts(idle, True)))  # beside a moment missed they say nothing
            leaves = missed
        texts = self._texts(leaves, True, MOST_UNKNOWNS if step.value is None else MOST_LEAVES)
        shown = way if way is not None and isinstance(way.subject, p.Operation) else None
        citation = self.sentences.cited_as_carried(step)
        return Point(self.sentences.sentence(step, texts, shown), "" if citation == above else citation)

    def _texts(self, leaves: list[Step], in_short: bool, most: int) -> list[str]:
        """The words of leaves that were not said yet in this paragraph."""
        found = [text for text in self.sentences.texts(leaves, in_short) if text not in self.said][:most]
        self.said.update(dict.fromkeys(found))
        return found

    def _leaves_below(self, nested: list[Step]) -> list[Step]:
        """The facts and the compared moments that are met on the way down, the nearest first."""
        found: list[Step] = []
        pending = list(nested)
        while pending and len(found) < 2 * MOST_LEAVES:
            step = pending.pop(0)
            if step.kind in ("reading", "opposed") or (step.kind == "value" and step.subject.type.kind != "boolean"):
                continue
            parts = self.sentences.parts(step)
            found += [leaf for leaf in parts.leaves if _is_fact(leaf)]
            pending += parts.nested
        return found


def _is_fact(leaf: Step) -> bool:
    """Whether a leaf is a fact, or a moment held against another; the other comparisons only count."""
    of_moments = isinstance(leaf.detail, Compared) and all(
        isinstance(found, date | Moment) for found in leaf.detail.found
    )
    return leaf.kind in _FACTS or of_moments
