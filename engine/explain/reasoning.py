"""The reasoning in full as numbered sentences: what grounds the answer, and what was considered and rejected.

A step of the trace is either a leaf, which becomes part of its parent's sentence, or it concludes something, and then
has its own number and citation. What was explained once is referred to by its number.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.explain.cited import of_many
from engine.explain.sentences import Parts, Sentences, StepKey, decisive, key_of
from engine.explain.step import Compared, Counting, Met, Step, came_about_alike
from engine.explain.values import apart
from engine.explain.why_not import how_far
from engine.model.expressions import readings_required
from engine.tongues.writing import capital

if TYPE_CHECKING:
    from engine.answer.borne_out import Bearing
    from engine.explain.turning_point import TurningPoint

MOST_NO_GROUNDS = 3
"""How many of the grounds that fail are explained in full where none holds; the others are listed as rejected."""

MOST_OPEN_GROUNDS = 6
"""Beyond so many open grounds, what each of them still needs is left to the list of missing facts."""

DEEPEST = 2
"""How deep steps nest before what rests on more is explained as a step of its own and referred to."""

FEW_STEPS = 14
"""So few conclusions are explained where they stand, down to `DEEPEST_OF_FEW`."""

DEEPEST_OF_FEW = 4

FARTHEST = 3
"""How many referrals away from the reasons a step is still explained; what lies farther is told in one sentence."""

FARTHEST_FIGURE = 1
"""The same for a figure or a day: how it was counted is a matter of arithmetic."""

DEEPEST_OPEN = 2
"""How far below a ground an open step is explained: what it still needs is listed among the missing facts."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One numbered step: its sentence, its citation, and the steps on which it rests."""

    number: str
    text: str
    citation: str
    children: tuple["Reason", ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A ground or an exception that was considered and does not decide: what it lacked, and its citation."""

    text: str
    citation: str


class Reasoner:
    """Turns the trace of one answer into numbered reasons and rejections."""

    def __init__(self, sentences: Sentences) -> None:
        self.sentences, self.answer, self.wording = sentences, sentences.answer, sentences.wording
        self.numbers: dict[StepKey, str] = {}
        self.of_records: dict[str, list[Step]] = {}
        self.readings: set[str] = set()
        self.shown: list[Step] = []
        self.failing: list[Step] = []
        self.rejected: dict[str, Step] = {}
        self.deferred: list[tuple[Step, str, str, int]] = []
        self.figures: set[StepKey] = set()
        self.referrals = 0
        self.last = 0
        self.deepest = DEEPEST

    # ---- the whole

    def reasons(self, root: Step, figures: tuple[Step, ...] = ()) -> tuple[Reason, ...]:
        """The numbered steps; what they leave aside is kept for `rejections`.

        The figures of a calculation stand there, and are not explained once more.
        """
        steps = self.chosen(root)
        self.figures = {key_of(figure) for figure in figures}
        if self.answer.asked.grounds:
            for ground in root.children:
                if ground not in steps:
                    self.rejected.setdefault(ground.subject.name, ground)
            if len(steps) > MOST_OPEN_GROUNDS and all(step.status == "open" for step in steps):
                self.shown += steps
                return tuple(self._in_short(step, number) for number, step in enumerate(steps, 1))
        self.failing = [step for step in steps if step.status == "untriggered"]
        self.last = len(steps)
        self.deepest = DEEPEST if _size(steps, set()) > FEW_STEPS else DEEPEST_OF_FEW
        return tuple(self._reason(step, str(number), "") for number, step in enumerate(steps, 1))

    def details(self) -> tuple[Reason, ...]:
        """The steps to which the reasons refer, numbered after them."""
        found = []
        while self.deferred:
            step, number, inherited, self.referrals = self.deferred.pop(0)
            found.append(self._explained(step, number, inherited))
        return tuple(found)

    def rejections(self) -> tuple[Rejection, ...]:
        """What was considered and rejected, each with what it lacked."""
        found: list[Rejection] = []
        left_open: list[Step] = []
        say, cited = self.sentences.say, self.sentences.cited
        for step in self.rejected.values():
            if key_of(step) in self.numbers:
                continue
            if step.status == "open":
                left_open.append(step)
                continue
            self.shown.append(step)
            found.append(Rejection(self.sentences.rejection(step), cited(step.citations)))
        if len(left_open) == 1:
            gist = self.sentences.gist(left_open[0])
            found.append(Rejection(say("left_open", gist=gist), cited(left_open[0].citations)))
        elif left_open:
            number = self.wording.number(len(left_open))
            citation = cited(of_many(step.citations for step in left_open))
            found.append(Rejection(say("left_open_many", number=number), citation))
        return tuple(dict.fromkeys(found))

    def chosen(self, root: Step) -> list[Step]:
        """The grounds that decide: those that hold, or are open, or come nearest; without grounds, all the steps.

        Of those that are open come first the ones that what was told bears out, the least lacking before others.
        """
        if not self.answer.asked.grounds:
            return list(root.children)
        for status in ("live", "open"):
            chosen = [ground for ground in root.children if ground.status == status]
            if chosen and status == "open" and len(chosen) > 1:
                chosen.sort(key=lambda ground: self.lacking(ground.subject.name))
            if chosen:
                return chosen
        return few(self.nearest(root), MOST_NO_GROUNDS)

    def nearest(self, root: Step) -> list[Step]:
        """The grounds that fail, the nearest first: those that what was told bears out, then those that it denies.

        Among these go first those for which least is presumed, then those that lack little. Farthest are those that
        there are only on a reading which is not the preferred one.
        """
        told = self.bearing

        def rank(ground: Step) -> tuple[bool, bool, bool, tuple[int, ...]]:
            name = ground.subject.name
            is_denied = name in told.against
            least = (told.presumed[name] if is_denied else 0, *how_far(ground))
            return self._is_read_otherwise(ground.subject), name not in told.out, not is_denied, least

        return sorted(root.children, key=rank)

    @cached_property
    def bearing(self) -> "Bearing":
        """On which grounds what was told bears."""
        from engine.answer.borne_out import bearing  # only where no ground holds does it matter

        return bearing(self.answer.case, self.answer.asked.question.name)

    def is_borne_on(self, ground: Step) -> bool:
        """Whether what was told bears on a ground: bears it out, or denies it."""
        return ground.subject.name in self.bearing.out or ground.subject.name in self.bearing.against

    def lacking(self, ground: str) -> float:
        """How many inputs are read by what a ground still lacks that what was told bears out; infinite for others."""
        return len(self.bearing.out[ground]) if ground in self.bearing.out else inf

    @cached_property
    def point(self) -> "TurningPoint | None":
        """The one matter, or the two, on which an open answer turns."""
        from engine.explain.turning_point import turning_point  # only an open answer turns on anything

        return turning_point(self.answer)

    def _is_read_otherwise(self, norm: p.Norm) -> bool:
        """Whether a norm applies only on readings of which none is the one taken, or preferred."""
        case, ambiguities = self.answer.case, self.wording.program.ambiguities
        for condition in norm.conditions:
            for axis, readings in readings_required(condition.expression):
                preferred = ambiguities[axis].preferred
                taken = case.readings.get(axis) or (preferred.name if preferred else None)
                if taken is not None and taken not in readings:
                    return True
        return False

    def is_near(self, step: Step) -> bool:
        """Whether an exception that does not apply is a near miss: some condition is met, or a moment was missed."""
        if isinstance(step.detail, Met) and step.detail.conditions > 0:
            return True
        parts = self.sentences.parts(step)
        below = [leaf for child in parts.nested for leaf in self.sentences.parts(child).leaves]
        return any(is_missed(leaf) for leaf in (*parts.leaves, *below))

    # ---- one step

    def _in_short(self, step: Step, number: int) -> Reason:
        text = self.sentences.say("ground_open_bare", gist=self.sentences.gist(step))
        return Reason(str(number), text, self.sentences.cited(step.citations))

    def _reason(self, step: Step, number: str, inherited: str) -> Reason:
        citation = self.sentences.cited(step.citations) or inherited
        key = key_of(step)
        if key in self.numbers:
            sentence = self.wording.step(step) if step.kind == "value" else self.sentences.gist(step)
            return Reason(number, self.sentences.say("see", sentence=sentence, number=self.numbers[key]), citation)
        if (other := self._alike(step)) is not None:
            return self._likewise(step, other, number, citation)
        if step.kind in ("norm", "exception", "value"):
            is_deep = number.count(".") >= self.deepest and step.value is not None
            if is_deep and self.sentences.parts(step).nested:
                if self.referrals >= (FARTHEST if isinstance(step.value, bool) else FARTHEST_FIGURE):
                    self._note_all(step, set())
                    return Reason(number, self._sentence(step, self.sentences.parts(step)), citation)
                self.last += 1
                self.deferred.append((step, str(self.last), citation, self.referrals + 1))
                self.numbers[key] = str(self.last)
                return self._reason(step, number, inherited)
            self.numbers[key] = number
        return self._explained(step, number, citation)

    def _alike(self, step: Step) -> Step | None:
        """The same conclusion about another record that was explained, and that came about in the same way."""
        if step.kind != "value" or step.place is None or not step.children:
            return None
        known = self.of_records.setdefault(step.subject.name, [])
        found = next(
            (other for other in known if key_of(other) in self.numbers and came_about_alike(step, other)), None
        )
        if found is None:
            known.append(step)
        return found

    def _likewise(self, step: Step, other: Step, number: str, citation: str) -> Reason:
        self._note_all(step, set())
        key = key_of(other)
        self.numbers[key_of(step)] = self.numbers[key]
        text = self.sentences.say(
            "likewise",
            sentence=self.wording.step(step),
            other=other.place.ordinal if other.place else "",
            number=self.numbers[key],
        )
        return Reason(number, text, citation)

    def _note_all(self, step: Step, seen: set[int]) -> None:
        """Counts a step as shown with all that is below it, since it came about like one that was."""
        if id(step) in seen:
            return
        seen.add(id(step))
        parts = self.sentences.parts(step)
        self._note(step, parts)
        for child in parts.nested:
            self._note_all(child, seen)

    def _explained(self, step: Step, number: str, inherited: str) -> Reason:
        citation = self.sentences.cited(step.citations) or inherited
        parts = self.sentences.parts(step)
        self._note(step, parts)
        text = self._sentence(step, parts)
        if self.sentences.is_decided_anyway(step) or (step.value is None and number.count(".") >= DEEPEST_OPEN):
            return Reason(number, text, citation)
        nested = [child for child in parts.nested if not self._is_known_figure(child)]
        for figure in parts.nested:
            if key_of(figure) in self.figures:
                self._note_all(figure, set())
        if step.status == "defeated":
            nested = decisive(step, nested)
        nested = [child for child in nested if not self._is_told_reading(child)]
        return Reason(number, text, citation, tuple(self._below(nested, number, citation)))

    def _below(self, nested: list[Step], number: str, citation: str) -> Iterator[Reason]:
        """The steps on which one rests; records that came about as one before them are told together."""
        at, groups = 0, _in_groups(nested)
        if len(groups) == 1 and groups[0][0].kind == "record" and not groups[0][0].children:
            return  # the list has said that all of them count, or none
        for first, likewise in groups:
            at += 1
            yield self._reason(first, f"{number}.{at}", citation)
            if likewise:
                at += 1
                yield self._of_records_likewise(likewise, f"{number}.{at}", citation)

    def _of_records_likewise(self, records: list[Step], number: str, citation: str) -> Reason:
        for record in records:
            self._note_all(record, set())
        numbers = [record.detail.ordinal for record in records if isinstance(record.detail, Counting)]
        key = "record_likewise" if len(numbers) == 1 else "records_likewise"
        text = capital(self.wording.say(key, numbers=self.wording.tongue.record_numbers(numbers)))
        return Reason(number, self.sentences.say("plain", sentence=text), citation)

    def _sentence(self, step: Step, parts: Parts) -> str:
        """A step with what its sentence takes in."""
        return self.sentences.sentence(step, self.sentences.texts(parts.leaves), parts.way)

    def _is_told_reading(self, step: Step) -> bool:
        """Whether a step only says how a point is read that was said before; noted as said from now on."""
        if step.kind != "reading":
            return False
        told = step.subject.name in self.readings
        self.readings.add(step.subject.name)
        if told:
            self.shown.append(step)
        return told

    def _note(self, step: Step, parts: Parts) -> None:
        """Counts a step and what its sentence takes in as shown."""
        self.shown += [step, *parts.leaves, *parts.ways, *parts.passed]
        for exception in parts.spared:
            self.rejected.setdefault(exception.subject.name, exception)

    def _is_known_figure(self, step: Step) -> bool:
        """Whether a figure was explained before: the sentence that uses it names it, so that it needs no pointer."""
        if step.kind != "value" or step.subject.type.kind == "boolean":
            return False
        return key_of(step) in self.numbers or key_of(step) in self.figures


def few(steps: list[Step], most: int) -> list[Step]:
    """The first of several steps; a single one beyond them is told as well, rather than counted."""
    return steps if len(steps) == most + 1 else steps[:most]


def _in_groups(steps: list[Step]) -> list[tuple[Step, list[Step]]]:
    """Steps in their order, each with the records after it that came to the same in the same way."""
    found: list[tuple[Step, list[Step]]] = []
    for step in steps:
        alike = next((group for first, group in found if _are_records_alike(first, step)), None)
        if alike is None:
            found.append((step, []))
        else:
            alike.append(step)
    return found


def _are_records_alike(one: Step, other: Step) -> bool:
    if not (isinstance(one.detail, Counting) and isinstance(other.detail, Counting)):
        return False
    return one.value == other.value and one.detail.result == other.detail.result and came_about_alike(one, other)


def is_missed(leaf: Step) -> bool:
    """Whether a leaf says that a moment did not come in time, or that something did not last as long as it had to."""
    if leaf.value is not False or not isinstance(leaf.detail, Compared):
        return False
    found = leaf.detail.found
    return apart(*found) is not None or all(isinstance(each, timedelta) for each in found)


def _size(steps: list[Step], seen: set[int]) -> int:
    """How many conclusions there are to explain."""
    number = 0
    for step in steps:
        if step.kind == "untouched" or id(step.subject) in seen:
            continue
        if step.kind in ("norm", "exception", "value"):
            seen.add(id(step.subject))
            number += 1
        number += _size(list(step.children), seen)
    return number
