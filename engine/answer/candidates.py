"""Values worth trying for inputs that have too many: the points at which a comparison tips over, and some beside.

Each comparison that rests on the input alone is looked at twice, in one world and with the input a step further, and
solved for it as if it were a straight line there. What is found that way proves something; what isn't, was only looked
for.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from weakref import ref

from dsl.typed import program as p
from engine.answer.guesses import AT_THE_END_OF_A_MONTH, FALLBACK_DAY, guesses, hours, is_day, moved
from engine.answer.inputs import RECORD_COUNTS, Inputs, Key
from engine.answer.straight_line import difference, leap, solved
from engine.answer.terms import OUTSIDE, Rung, Term, World
from engine.case.case import AS_OF
from engine.meaning.marks import ABSENT, PENDING

MOST_WORK = 200_000
"""How many terms may be computed in one search: about half a second."""

MOST_POINTS = 24
"""How many tipping points of one input are tried in one world."""

HIGHEST = 60
"""How many terms, one within another, are computed each by way of the next; of more they are from below."""

MOST_ALTERNATIVES = 24
"""How many values one composed term may come to in one world."""

Alternatives = list[tuple[frozenset[int], Any]]
"""Values, each under conditions that hold together."""

_DAY = timedelta(days=1)
_STEPS: dict[str, Any] = {
    "integer": 1,
    "decimal": Decimal(1),
    "percent": Decimal("0.01"),
    "money": Decimal(1),
    "date": _DAY,
    "moment": timedelta(minutes=1),
    "instant": timedelta(minutes=1),
    "days": _DAY,
    "duration": timedelta(minutes=1),
}
"""The smallest difference that is tried about a tipping point."""

_LATER: dict[str, Any] = {"date": _DAY, "instant": timedelta(hours=1), "moment": timedelta(hours=1)}
"""How much later each of the dates of a record lies than the one declared before it."""

_ASKED_LATER = timedelta(days=30)
"""How much later than all that happened a question is usually put."""

_FARTHER = 20_000
"""How many steps further a comparison is looked at that doesn't move within one: some two weeks of minutes."""


class Candidates:
    """Values worth trying, about the day on which a question is put."""

    def __init__(self, inputs: Inputs, near: date | None, frame: list[Any], in_days: bool = False) -> None:
        """`frame` tells of which moments the day is known: only hours of it are worth trying.

        With `in_days` others are tried as days, as somebody would tell them.
        """
        self.in_days, self.inputs, self.near = in_days, inputs, near or FALLBACK_DAY
        self._days = inputs.hourless(frame)
        self._asked_on = (inputs.layout.slots.get(("fact", AS_OF)),)
        self._usual: dict[Key, Any] = {}
        self.work = 0
        """How many terms were computed so far, or what took as long."""

    @property
    def are_spent(self) -> bool:
        """Whether no more values may be looked for."""
        return self.work > MOST_WORK

    def usual(self, key: Key) -> Any:
        """The value that an input has where nothing else is said of it.

        Of the dates of a record each is a little later than those declared before it: so they mostly are told. A
        question is put later than all of them, unless its day is known.
        """
        if key not in self._usual:
            first, later = self.plain(key)[0], None
            if key == self._asked_on and key not in self._days:
                later = moved(first, _ASKED_LATER, 1)
            elif len(key) == 3 and key not in self._days and self.inputs.type_of(key).kind in _LATER:
                later = moved(first, _LATER[self.inputs.type_of(key).kind] * key[2], 1)
            self._usual[key] = first if later is None else later
        return self._usual[key]

    def at_the_end_of_a_month(self, key: Key) -> Any:
        """The value of an input in another world: a date is the last of a month, where ways of counting differ."""
        is_dated = self.inputs.type_of(key).kind in ("date", "instant", "moment") and key not in self._days
        return self.plain(key)[AT_THE_END_OF_A_MONTH] if is_dated else self.usual(key)

    def preferred(self, frame: list[Any]) -> dict[Key, str]:
        """The preferred reading of every ambiguity that has one and is open in a frame."""
        ambiguities = self.inputs.program.ambiguities
        found = {(slot,): ambiguities[name].preferred for name, slot in self.inputs.layout.readings.items()}
        return {key: reading.name for key, reading in found.items() if reading is not None and frame[key[0]] is None}

    def ordinary(self, key: Key) -> Any:
        """The value that an input with few values has as a rule: the preferred reading, or what is presumed."""
        options = self.inputs.options(key)
        assert options is not None
        if not self.inputs.is_fact(key):
            ambiguity = self.inputs.program.ambiguities[self.inputs.layout.inputs[key[0]][1]]
            return ambiguity.preferred.name if ambiguity.preferred is not None else options[0]
        presumption = self.inputs.fact(key).presumption
        if presumption is not None and isinstance(presumption.expression, p.Constant):
            value = presumption.expression.value
            return ABSENT if value is None else value
        return False if options[0] is True else options[0]

    def plain(self, key: Key) -> list[Any]:
        """All values of an input with few; of any other some values to begin with, of a list how many records."""
        type_ = self.inputs.type_of(key)
        options = self.inputs.options(key)
        if options is not None:
            return list(options)
        if key in self._days:
            return hours(self._days[key])
        if type_.kind == "moment":
            document = self.inputs.meaning.laws.document
            found = guesses(p.Type("date" if self.in_days else "instant"), self.near)
            return [document.moment(told, type_.zone) for told in found]
        return list(RECORD_COUNTS) if type_.kind == "list" else guesses(type_, self.near)

    def values(self, key: Key, atoms: Iterable[Term], here: "Valued") -> list[Any]:
        """Values worth trying for an input in a world, what exists before what doesn't."""
        type_ = self.inputs.type_of(key)
        plain = self.plain(key)
        if self.inputs.options(key) is not None or type_.kind == "list":
            return plain
        points: dict[Any, None] = {}
        for atom in atoms:
            if key in atom.keys and len(points) < MOST_POINTS:
                points |= dict.fromkeys(self.points(key, atom, here))
        absent = (ABSENT,) if type_.optional and key not in self._days else ()
        return [*dict.fromkeys([*list(points)[:MOST_POINTS], *plain, *absent])]

    def points(self, key: Key, atom: Term, here: "Valued") -> Sequence[Any]:
        """The value of an input at which a comparison tips over, and those on either side of it."""
        found = here.points.get((key, atom))
        if found is None:
            day = self._days.get(key)
            from_zero = self.inputs.type_of(key).from_zero
            found = here.points[key, atom] = [
                value
                for value in self._tipping(key, atom, here)
                if (day is None or day.holds(value.first)) and not (from_zero and value < 0)
            ]
        return found

    def _tipping(self, key: Key, atom: Term, here: "Valued") -> Iterator[Any]:
        guess = here[key]
        step = _DAY if is_day(guess) else _STEPS[self.inputs.type_of(key).kind]
        if atom.relation is None:
            yield from (further for times in (1, 2, 3) if (further := moved(guess, step, times)) is not None)
            return
        before = difference(*map(here.of, atom.parts))
        for times in (1, _FARTHER, -_FARTHER):
            further = moved(guess, step, times)
            if before is None or further is None:
                return
            there = here.moved(key, further)
            after = difference(*map(there.of, atom.parts))
            if after == before:
                continue
            root = solved(guess, step * times, before, after)
            if root is not None:
                yield from (value for by in (0, 1, -1) if (value := moved(root, step, by)) is not None)
            if abs(times) > 1:  # it moves by leaps: of a day, say, or where something began
                near = guess if root is None else root
                yield from (value for by in (1, -1) if (value := moved(near, leap(step), by)) is not None)
                yield from (value for by in (times, -times) if (value := moved(guess, step, by)) is not None)
            return


class Valued:
    """What terms come to in one world; None where no formula tells.

    A world keeps those that were made from it by moving an input: many of them are asked for again. They last as long
    as it does.
    """

    __slots__ = (
        "__weakref__",
        "_alternatives",
        "_before",
        "_known",
        "_moved",
        "_world",
        "candidates",
        "moved_in",
        "points",
    )

    def __init__(self, candidates: Candidates, world: World) -> None:
        self.candidates = candidates
        self.moved_in: Key | None = None
        """The input in which it differs from the world before, if it was made from one."""
        self._before: Callable[[], Valued | None] | None = None
        self._world = world
        """What inputs are in it; of one made from another only the one that differs."""
        self._known: dict[Term, Any] = {}
        self._alternatives: dict[Term, Alternatives | None] | None = None
        self._moved: dict[tuple[Key, Any], Valued] | None = None
        self.points: dict[tuple[Key, Term], Sequence[Any]] = {}
        """Where it was looked already at which values of an input a comparison tips over: these values."""

    def moved(self, key: Key, value: Any) -> "Valued":
        """The same with another value of one input: what doesn't read it is as before."""
        if self._moved is None:
            self._moved = {}
        found = self._moved.get((key, value))
        if found is None:
            found = self._moved[key, value] = Valued(self.candidates, {key: value})
            found.moved_in, found._before = key, ref(self)
        return found

    @property
    def before(self) -> "Valued":
        """The world from which it was made."""
        assert self._before is not None
        found = self._before()
        assert found is not None
        return found

    @property
    def world(self) -> World:
        """What inputs are in it."""
        return self._world if self.moved_in is None else self.before.world | self._world

    def __getitem__(self, key: Key) -> Any:
        if key in self._world:
            return self._world[key]
        return self.candidates.usual(key) if self.moved_in is None else self.before[key]

    def of(self, value: Any) -> Any:
        """What a term comes to; anything else is its own value."""
        if value.__class__ is not Term:
            return value
        found = self._known.get(value, PENDING)
        if found is not PENDING:
            return found
        if self.moved_in is None:
            for term in self._from_below(value) if value.height > HIGHEST else ():
                self._known[term] = self._computed(term)
            found = self._computed(value)
        elif self.moved_in in value.keys:
            self.follow(value.path(self.moved_in))
            return self._known[value]
        else:
            found = self.before.of(value)
        self._known[value] = found
        return found

    def _from_below(self, term: Term) -> Iterator[Term]:
        """The terms of this world that a term is computed from, then the term: they may lie deep one within another."""
        pending = [term]
        while pending:
            at = pending[-1]
            beneath = [part for part in at.beneath if part not in self._known]
            if beneath:
                pending += reversed(beneath)
                continue
            pending.pop()
            if at not in self._known:
                yield at

    def _computed(self, term: Term) -> Any:
        if term.key is not None:
            return self[term.key]
        if term.compute is None or term.is_composed:
            return None
        self.candidates.work += 1
        given = []
        for part in term.parts:
            value = self.of(part) if part.__class__ is Term else part
            if value is None:
                return None
            given.append(value)
        return computed(term, given)

    def follow(self, path: tuple[Rung, ...]) -> None:
        """Computes what lies on a path from the input that was moved; the rest is as in the world before."""
        known, before = self._known, self.before
        known_before = before._known
        for at, compute, parts in path:
            if at in known:
                continue
            if compute is None:
                known[at] = None if at.key is None else self._world[at.key]
                continue
            self.candidates.work += 1
            given, is_absent = [], False
            for reads, part in parts:
                value = part
                if reads:
                    value = known[part]
                elif reads is not None:
                    value = known_before.get(part, PENDING)
                    if value is PENDING:
                        value = before.of(part)
                if value is None:
                    break
                if value is ABSENT or value is OUTSIDE:
                    is_absent = True
                given.append(value)
            if value is None:
                known[at] = None
            elif is_absent:
                known[at] = computed(at, given)
            else:
                try:
                    known[at] = compute(*given)
                except (ArithmeticError, ValueError):
                    known[at] = None

    def alternatives(self, value: Any) -> Alternatives | None:
        """What a composed term comes to, each value under conditions; None where that are too many."""
        if not isinstance(value, Term) or not value.is_composed:
            known = self.of(value)
            return None if known is None else [(frozenset(), known)]
        if self.moved_in is not None and self.moved_in not in value.keys:
            return self.before.alternatives(value)
        if self._alternatives is None:
            self._alternatives = {}
        if value not in self._alternatives:
            self._alternatives[value] = self._of_composed(value)
        return self._alternatives[value]

    def _of_composed(self, term: Term) -> Alternatives | None:
        found: dict[tuple[frozenset[int], Any], None] = {}
        if term.ways:
            for condition, value in term.ways:
                of_way = self.alternatives(value)
                if of_way is None:
                    return None
                found |= dict.fromkeys((conditions | {condition}, value) for conditions, value in of_way)
            return list(found) if len(found) <= MOST_ALTERNATIVES else None
        joined: list[tuple[frozenset[int], tuple[Any, ...]]] = [(frozenset(), ())]
        for part in term.parts:
            of_part = self.alternatives(part)
            if of_part is None or len(joined) * len(of_part) > MOST_ALTERNATIVES:
                return None
            self.candidates.work += len(joined)
            if len(of_part) == 1 and not of_part[0][0]:
                joined = [(conditions, (*given, of_part[0][1])) for conditions, given in joined]
                continue
            opposed = [(more, frozenset([-condition for condition in more]), value) for more, value in of_part]
            joined = [
                (conditions | more, (*given, value))
                for conditions, given in joined
                for more, against, value in opposed
                if against.isdisjoint(conditions)
            ]
        found = dict.fromkeys((conditions, computed(term, given)) for conditions, given in joined)
        return None if any(value is None for _, value in found) else list(found)


def computed(term: Term, given: Sequence[Any]) -> Any:
    """What a term comes to of known parts; None where no formula tells, or it leaves the range of its kind."""
    is_absent = False
    for value in given:
        if value is ABSENT:
            is_absent = True
        elif value is OUTSIDE:
            return None
    if term.compute is None:
        return None
    if is_absent and not term.keeps_none:
        return ABSENT
    try:
        return term.compute(*given)
    except (ArithmeticError, ValueError):
        return None
