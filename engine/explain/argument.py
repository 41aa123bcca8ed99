"""The reasons as one reads them: a paragraph for each ground, what decides first, one citation each.

What a paragraph leaves out stands in the numbered steps (`engine/explain/reasoning.py`).
"""

from datetime import date, timedelta

from dsl.frozen import dataclass, replace
from dsl.moment import Moment
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.answer.answer import Answer, preferred_readings
from engine.answer.answering import answer
from engine.answer.layers import Layers
from engine.explain.acts import noticed
from engine.explain.calculation import calculation
from engine.explain.reasoning import Reasoner, few, is_missed
from engine.explain.sentences import Sentences, decisive
from engine.explain.step import Compared, Step, StepKind
from engine.explain.trace import trace
from engine.explain.why_not import of_members
from engine.model.belonging import norms_of_value
from engine.tongues.writing import bare, capital

MOST_GROUNDS = 3
"""How many grounds have a paragraph; of the others it is said that there are."""

MOST_POINTS = 5
"""How many conclusions a paragraph names below its first sentence."""

MOST_LEAVES = 6
"""How many facts are named for one sentence."""

MOST_UNKNOWNS = 2
"""How many of the things that leave a conclusion open are named; all of them are among the missing facts."""

MOST_RULES = 2
"""How many norms say what an open value is about; of more than that it is open."""

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
    needs_point: bool = False
    """Whether its sentence says only that it fails, or applies, or is so, and the first point alone says for what."""
    is_set: bool = False
    """Whether it tells a figure that is written in the text: what is worked out with it names it as well."""
    leads: bool = False
    """Whether it says on what condition that holds which the paragraphs after it work out."""


class Arguing:
    """Puts the grounds that decide into paragraphs."""

    def __init__(self, reasoner: Reasoner, supposed: Layers | None = None) -> None:
        self.reasoner, self.sentences, self.supposed = reasoner, reasoner.sentences, supposed
        self.said: dict[str, None] = {}
        self._sizes: dict[int, int] = {}

    def paragraphs(self, root: Step, figures: tuple[Step, ...]) -> tuple[Paragraph, ...]:
        """The paragraphs; `figures` are the steps of the calculation, if there is one."""
        steps, grounds = self.reasoner.chosen(root), self.reasoner.answer.asked.grounds
        if not grounds and figures:
            return self._counted(steps[0], figures)
        if not grounds and root.value is None and (rules := self._rules(steps[0])):
            return (self._open(steps[0], rules), *self._on_a_reading(), *self._on_a_point())
        found = [self._ground(step, str(number)) for number, step in enumerate(few(steps, MOST_GROUNDS), 1)]
        if len(found) == 1:
            found = [replace(found[0], number="")]
        if left := len(steps) - len(found):
            found.append(self._of_others("further_grounds", left))
        elif grounds and steps[0].status in ("untriggered", "defeated") and (left := len(root.children) - len(found)):
            asks = self.reasoner.answer.asked.question.asks
            found.append(self._of_others("further_duties" if asks == "breach" else "further_failing", left))
        return tuple(found)

    def _of_others(self, key: str, number: int) -> Paragraph:
        """That there are other grounds, and how many."""
        return Paragraph("", self.sentences.say(key, number=self.reasoner.wording.number(number)), "")

    # ---- an answer without grounds

    def _rules(self, root: Step) -> list[p.Norm]:
        """The norms stated in the passages that a value is computed from: they say what it is about.

        First those to which the value belongs; of norms that mirror each other, those of the party named first. Where a
        value is computed from passages on many matters, which of them it is about is what is open.
        """
        program = self.reasoner.wording.program
        norms = program.norms.values()
        named = {norm.name: norm for cited in root.citations for norm in norms if cited in norm.citations}
        own = norms_of_value(program, root.subject.name) if root.kind == "value" else []
        found = [norm for norm in named.values() if norm.name in own] or list(named.values())
        if len(found) > MOST_RULES:
            return []
        return [norm for norm in found if norm.bearers == found[0].bearers]

    def _open(self, root: Step, rules: list[p.Norm]) -> Paragraph:
        """A value that is not settled: what the terms lay down on it, and what is settled of it."""
        wording = self.reasoner.wording
        gists = [f"{capital(bare(wording.phrase(norm.text)))}." for norm in rules]
        if root.subject.type.kind in CALENDAR:  # what a day is counted from
            gists += [f"{capital(bare(told))}." for norm in rules if (told := noticed(norm, wording))]
        settled = [step for step in self.sentences.parts(root).nested if step.value is not None]
        self.said = {}
        settled.sort(key=lambda step: step.kind == "value" and step.subject.type.kind != "boolean")
        citation = self.sentences.cited_as_carried(root)
        points = [point for step in settled for point in self._points(root, [step], citation)]
        return Paragraph("", " ".join(gists), citation, tuple(points[:MOST_POINTS]))

    def _on_a_reading(self) -> tuple[Paragraph, ...]:
        """What an open value comes to on the first reading that settles it, and how."""
        found, wording = self.reasoner.answer, self.reasoner.wording
        row = next((row for row in found.readings if row.answer == "value"), None)
        if row is None:
            return ()
        readings = {**preferred_readings(found.case), row.ambiguity: row.reading}
        settled = answer(found.case.replaced(found.case.facts, readings), found.asked.question.name, searching=False)
        reading = wording.tongue.quoted(bare(wording.option(row.reading, row.ambiguity)))
        return self._worked_out(settled, self.sentences.say("on_a_reading", reading=reading))

    def _on_a_point(self) -> tuple[Paragraph, ...]:
        """What an open value comes to if that on which it turns is so, and how."""
        point, wording = self.reasoner.point, self.reasoner.wording
        if self.supposed is None or point is None:
            return ()
        facts = [wording.stated(matter.subject, matter.value, matter.place) for matter in point.matters]
        key = "on_a_point" if len(facts) == 1 else "on_two_points"
        words = dict(zip(("fact", "other_fact"), facts, strict=False))
        return self._worked_out(self.supposed.ordinarily.answer, wording.elided(self.sentences.say(key, **words)))

    def _worked_out(self, settled: Answer, lead: str) -> tuple[Paragraph, ...]:
        """How a figure is worked out that is not the answer, after what leads to it."""
        root = trace(settled)
        figures = calculation(settled, root)
        if not figures:
            return ()
        there = Arguing(Reasoner(Sentences(settled, self.reasoner.wording, self.sentences.citer)))
        return (Paragraph("", lead, "", leads=True), *there._counted(there.reasoner.chosen(root)[0], figures))

    def _counted(self, root: Step, figures: tuple[Step, ...]) -> tuple[Paragraph, ...]:
        """The norm that a figure depends on, or the conclusions behind a day; the last steps that tell something."""
        nested = self.sentences.parts(root).nested
        norms = [step for step in nested if step.kind == "norm"][:1]
        if root.subject.type.kind in CALENDAR:
            norms += [step for step in nested if step.kind == "value" and step.subject.type.kind == "boolean"]
        telling = [step for at, step in enumerate(figures) if at == 0 or step.value != figures[at - 1].value]
        points = [self._point(step, "") for step in norms]
        found = [Paragraph("", point.text, point.citation) for point in points]
        for step in telling[-MOST_FIGURES:]:
            is_set = step.kind == "value" and self.sentences.parts(step).way is None
            cited = self.sentences.cited_as_carried(step)
            found.append(Paragraph("", self.sentences.figure(step), cited, is_set=is_set))
        return tuple(found)

    def _ground(self, step: Step, number: str) -> Paragraph:
        self.said = {}
        if step.status == "live":  # of several members for whom it is, each with its facts, in one sentence
            step = step._replace(children=of_members(step))
        if self.sentences.is_decided_anyway(step):
            return Paragraph(number, self.sentences.sentence(step, [], None), self.sentences.cited_as_carried(step))
        parts = self.sentences.parts(step)
        plain = self._plain(step, parts.nested)
        leaves = [*parts.leaves, *(leaf for child in plain for leaf in self.sentences.parts(child).leaves)]
        in_short = step.status != "untriggered"
        texts = self._texts(leaves, in_short, MOST_UNKNOWNS if step.value is None else MOST_LEAVES)
        citation = self.sentences.cited_as_carried(step)
        nested = [child for child in parts.nested if child not in plain]
        points = self._points(step, nested, citation)
        if step.kind == "value" and step.value is False and points:  # first what it fails for, then what it needs
            points = [*points[: MOST_POINTS - 1], *(Point(f"{capital(text)}.", "") for text in texts)]
            texts = []
        sentence = self.sentences.sentence(step, texts, parts.way)
        is_bare = step.status in ("untriggered", "live") or (step.kind == "value" and parts.way is None)
        needs_point = is_bare and not texts and bool(points)
        return Paragraph(number, sentence, citation, tuple(points[:MOST_POINTS]), needs_point)

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
        if step.kind == "list" and step.value is False and len(parts.nested) > 1:
            leaves = self._lacking(parts.nested)
        elif step.value is True:
            leaves = [leaf for leaf in leaves if _is_fact(leaf)] or leaves
        elif step.value is False and (missed := [leaf for leaf in leaves if is_missed(leaf)]):
            idle = [leaf for leaf in leaves if leaf not in missed]
            self.said.update(dict.fromkeys(self.sentences.texts(idle, True)))  # beside a moment missed they say nothing
            leaves = missed
        texts = self._texts(leaves, True, MOST_UNKNOWNS if step.value is None else MOST_LEAVES)
        shown = way if way is not None and isinstance(way.subject, p.Operation) else None
        citation = self.sentences.cited_as_carried(step)
        return Point(self.sentences.sentence(step, texts, shown), "" if citation == above else citation)

    def _lacking(self, records: list[Step]) -> list[Step]:
        """Of records of which none meets the conditions, what each lacks: a moment or a time missed, or else a fact."""
        below = [self._leaves_below([record]) for record in records]
        return [([leaf for leaf in leaves if is_missed(leaf)] or leaves)[0] for leaves in below if leaves]

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
    """Whether a leaf is a fact, or a moment or a time held against another; the other comparisons only count."""
    of_times = isinstance(leaf.detail, Compared) and all(
        isinstance(found, date | Moment | timedelta) for found in leaf.detail.found
    )
    return leaf.kind in _FACTS or of_times
