"""The ordinary answer: everything that nobody mentioned as it ordinarily is, under the preferred readings.

It lists the presumptions and readings on which it rests. Each was verified by answering again with that one turned
round, and what is presumed from it computed anew; what was never read on the way can't be among them.
"""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import combinations, islice
from typing import Any

from dsl.frozen import replace
from engine.answer.alike import alike, most_evaluated
from engine.answer.answer import FIRMNESS, Answer, Grounds, Missing, Ordinary, Outcome, RestsOn, UnderReading
from engine.answer.answering import answer, inputs_read, outcome
from engine.answer.most_telling import most_telling_first
from engine.answer.ordinary_course import ordinary_course
from engine.answer.other_values import others
from engine.case.case import Case, InputKey
from engine.case.presuming import Course
from engine.case.watched import watched
from engine.meaning.bounds import OutOfRangeError

LARGEST_TRIED = 2
"""How many presumptions that suffice together are looked for one by one; a larger set is what is left of all."""

MOST_TRIED = 400
"""How many sets of presumptions are tried for that."""


def ordinary(case: Case, question: str) -> Ordinary:
    """The ordinary answer to a question. Raises `KeyError` for an unknown question.

    What the facts told decide whatever else may be true, they decide ordinarily as well; facts that cannot all be
    true are not mended by presumptions.
    """
    if outcome(case, question)[0] != "undetermined":
        return Ordinary(answer(case, question), lambda: ((), tuple))
    return _Ordinary(case, question).found()


def in_the_ordinary_course(case: Case, question: str) -> Answer:
    """The answer on the case with everything presumed, also where the facts told decide alone.

    That is what a scenario about the ordinary course puts to the test. Raises `KeyError` for an unknown question.
    """
    return answer(_Ordinary(case, question).course.completed(), question)


class _Ordinary:
    def __init__(self, case: Case, question: str) -> None:
        self.told, self.question = case, question
        self.course = ordinary_course(case, question)
        self.case = self.course.case
        self.outcome: Callable[[Case, str], Outcome] = outcome
        """What a case comes to; where only the search shows that nothing unknown matters, by that search."""

    def found(self) -> Ordinary:
        completed = self.course.completed()
        found = answer(completed, self.question)
        if found.tried and (freed := self._bearing_on_the_unknown(completed)):
            completed = self.course.completed(dict.fromkeys(freed))
            found = answer(completed, self.question)
        if found.answer == "contradictory":
            return Ordinary(found, lambda: ((), tuple))
        reached = found.answer, found.value
        if found.answer in ("undetermined", "turns-on-reading"):
            found = replace(found, missing=self._first_to_be_told(completed, found.missing))
            return Ordinary(found, lambda: self._kept_open(completed, reached, found.readings))
        if outcome(completed, self.question) != reached:
            self.outcome = searched_outcome
        return Ordinary(found, lambda: self._grounds(completed, reached))

    def _bearing_on_the_unknown(self, completed: Case) -> list[InputKey]:
        """The presumptions that would be contradicted by some value of what is not presumed.

        Where nothing unknown matters only because they rule that value out, they would decide what may not be presumed.
        A contradiction that can't come true whatever is unknown rules nothing out.
        """
        from engine.answer.inputs import inputs_of  # only what the search decided needs it

        inputs, knowledge = inputs_of(completed.knowledge), completed.knowledge
        unknown, bearing = inputs.open_leaves(completed.frame()), set[InputKey]()
        for test in knowledge.constraints():
            noticing, read = watched(completed)
            if knowledge.value(test, noticing) is None:  # what is not looked at on these facts bears on nothing
                keys = {key for key in read if len(key) != 2}  # not of further records, which have no place
                bearing |= keys if any(inputs.leaf(key) in unknown for key in keys) else set()
        return [key for key in completed.presumed if key in bearing]

    def _first_to_be_told(self, completed: Case, missing: tuple[Missing, ...]) -> tuple[Missing, ...]:
        """The missing facts without those that are presumed as soon as others of them are told."""
        keys = {item.key for item in missing}

        def follows(key: InputKey) -> bool:
            item = self.course.presumable.get(key)
            return item is not None and bool((keys - {key}).intersection(self.course.sources(completed, item)))

        return tuple(item for item in missing if not follows(item.key)) or missing

    def _grounds(self, completed: Case, reached: Outcome) -> Grounds:
        read = self._read(completed)
        rests_on = self._rests_on(completed, reached, read)

        def seek() -> tuple[UnderReading, ...]:
            return self._readings(reached, self._disputed(read), partial(self._under, completed))

        if rests_on:
            return rests_on, seek
        readings = seek() or (self._undisputed(reached) if self._presumes_nothing(reached) else ())
        return ((), lambda: readings) if readings else self._together(reached)

    def _kept_open(self, completed: Case, reached: Outcome, open_: tuple[UnderReading, ...]) -> Grounds:
        """The presumptions without which an open answer would be decided, and the readings of which another decides it.

        After `open_`, the readings that are open themselves. What one evaluation leaves open is not looked through.
        """
        read = self._read(completed)
        keys = [key for key in read if key in completed.presumed]
        rests_on = self._in_order(completed, self._turned(completed, keys, reached, outcome))
        axes = self._preferred_among(read) if reached[0] == "undetermined" else ()
        return rests_on, lambda: open_ + self._readings(reached, axes, partial(self._under, completed))

    def _together(self, reached: Outcome) -> Grounds:
        """What carries an answer that neither a presumption nor a reading changes by itself.

        That are presumptions under which every reading gives it, or else the readings.
        """
        course = self.course.under(self.told)
        completed = course.completed()
        if self.outcome(completed, self.question) != reached:
            found = answer(completed, self.question).readings
            rows = tuple(row if row.along else replace(row, answer=reached[0], value=reached[1]) for row in found)
            return (), lambda: rows
        read = self._read(completed, course)
        keys = [key for key in read if key in completed.presumed]
        carrying = self._sufficient(course, completed, keys, reached)
        return tuple(RestsOn(course.presumable[key], course.value(completed, key)) for key in carrying), tuple

    def _read(self, case: Case, course: Course | None = None) -> dict[InputKey, None]:
        """The inputs that the answer reads, in that order, and after them those from which they are presumed."""
        read = dict.fromkeys(inputs_read(case, self.question))
        (course or self.course).add_sources(case, read)
        return read

    def _rests_on(self, completed: Case, reached: Outcome, read: dict[InputKey, None]) -> tuple[RestsOn, ...]:
        if self.outcome(self.course.completed(only=()), self.question) == reached:
            return ()
        keys = [key for key in read if key in completed.presumed]
        found = self._turned(completed, keys, reached, self.outcome)
        if all(item.outcome is not None and item.outcome[0] == "undetermined" for item in found) and (
            self._presumes_nothing(reached)
        ):
            return ()
        if not found:
            items = self.course.presumable
            found = [
                RestsOn(items[key], self.course.value(completed, key))
                for key in self._sufficient(self.course, completed, keys, reached)
            ]
        return self._in_order(completed, found)

    def _turned(
        self,
        completed: Case,
        keys: list[InputKey],
        reached: Outcome,
        outcome: Callable[[Case, str], Outcome],
    ) -> list[RestsOn]:
        """The presumptions without which what is reached changes: each by itself, or together with those alike.

        What would decide an open answer is looked for among as many other values as the records leave room for; an
        answer that is decided is never said to rest on fewer presumptions than it does.
        """
        found: list[RestsOn] = []
        parts = alike(completed, keys)
        most = max(1, most_evaluated(completed) // max(1, len(parts))) if reached[0] == "undetermined" else None
        for part in parts:
            if len(part) == 1:
                rests = turned(self.course, self.question, completed, part[0], reached, outcome, most)
                found += [rests] if rests is not None else []
            elif self._change_together(completed, part, reached, outcome, most):
                items = self.course.presumable
                found += [RestsOn(items[key], self.course.value(completed, key)) for key in part]
        return found

    def _change_together(
        self,
        completed: Case,
        keys: list[InputKey],
        reached: Outcome,
        outcome: Callable[[Case, str], Outcome],
        most: int | None,
    ) -> bool:
        """Whether what is reached changes if several presumptions of one field are withheld.

        An open answer does not; there it is tried whether another value of all of them decides, of the first `most`.
        """
        values: Iterable[Any] = (None,)
        if reached[0] == "undetermined":
            values = others(completed, self.course.presumable[keys[0]], self.course.value(completed, keys[0]))
        for value in islice(values, most):
            case = self.course.completed(dict.fromkeys(keys, value))
            case.carry_over(completed, self.question)
            if not case.contradictions and outcome(case, self.question) != reached:
                return True
        return False

    def _in_order(self, completed: Case, found: list[RestsOn]) -> tuple[RestsOn, ...]:
        return most_telling_first(self.told, self.course, self.question, completed, found, self.outcome)

    def _sufficient(self, course: Course, completed: Case, keys: list[InputKey], reached: Outcome) -> list[InputKey]:
        """A smallest set of presumptions that carries the answer, as far as it can be found in a moment."""

        def carry(chosen: tuple[InputKey, ...]) -> bool:
            shown = {key: course.value(completed, key) for key in chosen}
            return self.outcome(course.completed(shown, only=()), self.question) == reached

        tried, parts = 0, alike(self.case, keys)
        for size in range(1, LARGEST_TRIED + 1):
            for chosen in combinations(keys, size) if len(parts) == len(keys) else ():
                tried += 1
                if tried > MOST_TRIED:
                    break
                if carry(chosen):
                    return list(chosen)
        left = list(keys)
        for part in reversed(parts):
            fewer = tuple(key for key in left if key not in part)
            if carry(fewer):
                left = list(fewer)
        return left

    def _presumes_nothing(self, reached: Outcome) -> bool:
        """Whether what is reached holds whatever nobody mentioned, though one evaluation leaves that open."""
        return searched_outcome(self.course.completed(only=()), self.question) == reached

    def _undisputed(self, reached: Outcome) -> tuple[UnderReading, ...]:
        """The readings that carry what is reached where nothing is presumed; none where one of them is disputed."""
        rows = self._readings(reached, self._open_to_other_readings(reached), self._under_nothing_presumed)
        ambiguities = self.case.knowledge.program.ambiguities
        firmness = {preferred.preferred for row in rows if (preferred := ambiguities[row.ambiguity].preferred)}
        if not rows or not firmness <= {FIRMNESS[-1]}:
            return ()
        carrying = {row.ambiguity for row in rows}
        axes = tuple(axis for axis in answer(self.told, self.question).relevant if axis in carrying)
        return self._readings(reached, axes, self._under_nothing_presumed)

    def _open_to_other_readings(self, reached: Outcome) -> tuple[str, ...]:
        """The ambiguities of which another reading could change what is reached where nothing is presumed.

        Where one evaluation gives that, they are those that it comes by.
        """
        told, knowledge = self.told.replaced(self.told.facts, self.case.readings), self.told.knowledge
        if reached[0] != "silent" and outcome(told, self.question) == reached:
            return self._preferred_among(inputs_read(told, self.question))
        leaves = knowledge.meaning.leaves(knowledge.root(self.question))
        return self._preferred_among((at,) for kind, at in leaves if not kind)

    def _under_nothing_presumed(self, axis: str, reading: str) -> Outcome:
        case = self.told.replaced(self.told.facts, {**self.case.readings, axis: reading})
        return searched_outcome(case, self.question)

    def _disputed(self, read: dict[InputKey, None]) -> tuple[str, ...]:
        """The ambiguities that the answer comes by and whose preferred reading was taken.

        Where one evaluation leaves it open, it stops before it has come by all of them: there the search says which
        ones matter to the facts told and presumed.
        """
        axes = self._preferred_among(read)
        if self.outcome is searched_outcome:
            relevant = answer(self.course.under(self.told).completed(), self.question).relevant
            axes = tuple(dict.fromkeys((*axes, *(axis for axis in relevant if axis in self.case.readings))))
        return axes

    def _preferred_among(self, keys: Iterable[InputKey]) -> tuple[str, ...]:
        """The ambiguities among inputs whose preferred reading was taken."""
        inputs, told = self.case.knowledge.layout.inputs, self.told.readings
        axes = dict.fromkeys(inputs[key[0]][1] for key in keys if inputs[key[0]][0] == "reading")
        return tuple(axis for axis in axes if axis in self.case.readings and axis not in told)

    def _readings(
        self, reached: Outcome, axes: tuple[str, ...], under: Callable[[str, str], Outcome]
    ) -> tuple[UnderReading, ...]:
        """The answer under each reading of the ambiguities whose preferred reading it rests on.

        Those come first of which another reading decides, the most disputed first: of the rest nobody knows what they
        would lead to.
        """
        ambiguities = self.case.knowledge.program.ambiguities
        found: list[list[UnderReading]] = []
        for axis in axes:
            rows = [
                UnderReading(
                    axis,
                    reading.name,
                    *(reached if reading.preferred else under(axis, reading.name)),
                )
                for reading in ambiguities[axis].readings
            ]
            if any((row.answer, row.value) != reached for row in rows):
                found.append(rows)

        def rank(rows: list[UnderReading]) -> tuple[bool, int]:
            preferred = ambiguities[rows[0].ambiguity].preferred
            is_open = all(row.leaves_open or (row.answer, row.value) == reached for row in rows)
            return is_open, FIRMNESS.index(preferred.preferred) if preferred is not None else 0

        found.sort(key=rank)
        return tuple(row for rows in found for row in rows)

    def _under(self, completed: Case, axis: str, reading: str) -> Outcome:
        case = self.told.replaced(self.told.facts, {**self.case.readings, axis: reading})
        found = self.course.under(case).completed()
        found.carry_over(completed, self.question)
        return self.outcome(found, self.question)


def looked_through(told: Case, found: Ordinary, row: UnderReading) -> UnderReading:
    """A row that one evaluation leaves open, with what the search makes of it: what it turns on may not be unknown."""
    if row.answer != "undetermined":
        return row
    question = found.answer.asked.question.name
    readings = {**found.answer.case.readings, row.ambiguity: row.reading, **row.along}
    course = ordinary_course(told, question).under(told.replaced(told.facts, readings))
    completed = course.completed()
    completed.carry_over(found.answer.case, question)
    reached, value = searched_outcome(completed, question)
    return replace(row, answer=reached, value=value)


def searched_outcome(case: Case, question: str) -> Outcome:
    """What a case comes to, what is unknown having been looked through where one evaluation leaves it open."""
    found = outcome(case, question)
    if found[0] != "undetermined":
        return found
    from engine.answer.unsettled import comes_to  # what one evaluation decides never pays for it

    return comes_to(case, case.knowledge.asked(question))


def turned(
    course: Course,
    question: str,
    completed: Case,
    key: InputKey,
    reached: Outcome,
    outcome: Callable[[Case, str], Outcome] = outcome,
    most: int | None = None,
) -> RestsOn | None:
    """The presumption of an input, if another value of it changes what is reached with everything presumed.

    Where there are many other values, the first `most` of them are tried.
    """
    item, value = course.presumable[key], course.value(completed, key)
    yes_no = item.fact.type.kind == "boolean" and not item.fact.type.optional
    if not yes_no and outcome(course.completed({key: None}), question) == reached:
        return None
    open_: RestsOn | None = None
    for other in islice(others(completed, item, value), most):
        try:
            case = course.completed({key: other})
            case.carry_over(completed, question)
            reached_then = reached if case.contradictions else outcome(case, question)
        except OutOfRangeError:  # a value with which the arithmetic leaves its range shows nothing
            continue
        if reached_then == reached:
            continue
        if reached_then[0] == "undetermined":
            open_ = open_ or RestsOn(item, value, other, reached_then)
        else:
            return RestsOn(item, value, other, reached_then)
    return open_
