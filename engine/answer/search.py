"""Which unknown facts and open readings an answer truly depends on.

An input matters if some completion of the others leaves the answer to it alone: two of its values then give two
different answers. Over inputs with few values that is told exactly: the answer on all completions is one decision
diagram, and what matters is what the diagram looks at, where the facts don't contradict each other.

Dates, amounts and lists have too many values. Without any values for them a diagram tells what can't matter; and in one
*world* after another, where each of them is something definite, diagrams prove what does. What was neither proved nor
excluded was only looked for: among the values that were tried (SAMPLED), or not even among these (OUT_OF_BUDGET).
"""

from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from heapq import heappop, heappush
from itertools import combinations, count, zip_longest
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.candidates import RECORD_COUNTS, Candidates, Valued
from engine.answer.diagram import NO, TooLargeError, deep
from engine.answer.inputs import Inputs, Key, inputs_of
from engine.answer.outlook import Outlook, Outlooks
from engine.answer.realizing import realized
from engine.answer.state import Assignment, Completions, State
from engine.answer.symbolic import Term, Variable, World
from engine.case.case import Case
from engine.evaluate.functions import ABSENT

WORK = 200_000
"""How many steps of work on diagrams one search may do: about half a second."""

MOST_AIMED = 4
"""How many ways on which an input decides are tried for each pair of its values."""

PATIENCE = 24
"""After how many worlds in which nothing new was found no others are tried."""


class Standing(Enum):
    """What a search found out about an input."""

    MATTERS = "matters"
    EXCLUDED = "excluded"
    SAMPLED = "sampled"
    OUT_OF_BUDGET = "out of budget"


@dataclass(frozen=True, slots=True)
class Relevance:
    """What the search found for one input; `alone` if one of its values decides, whatever the others."""

    key: Key
    standing: Standing
    alone: bool = False

    @property
    def matters(self) -> bool:
        """Whether it was proved that the answer can come to depend on the input."""
        return self.standing is Standing.MATTERS


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an answer turns on an input: between two outlooks, or within one, at the level of a variable."""

    first: Outlook
    second: Outlook | None
    level: int


class Search:
    """Explores the completions of one case for one root expression: that of the question, where one is named."""

    def __init__(self, case: Case, root: p.Expression, question: str = "") -> None:
        self.case, self.root, self.knowledge = case, root, case.knowledge
        self.inputs: Inputs = inputs_of(case.knowledge)
        self.layout = case.knowledge.layout
        self.completions = Completions(case, self.knowledge.recording(root, question))
        self.start = State.of(case)
        self.frame = case.frame()
        self.candidates = Candidates(self.inputs, case.as_of)
        self.outlooks = Outlooks(self.inputs, self.frame, root, self.candidates, WORK)
        self.spent = False
        self.base: World = {}
        self._possible = set(self.unknown)
        self._proved: dict[Key, Evidence] = {}

    def relevances(self) -> list[Relevance]:
        """What the search finds for every unknown input, first those because of which the answer is open now."""
        return [self.relevance(key) for key in self.unknown]

    def relevance(self, key: Key) -> Relevance:
        """Whether the answer can come to depend on one unknown input."""
        if key in self.proved:
            return Relevance(key, Standing.MATTERS, self._alone(key))
        if key not in self._possible:
            return Relevance(key, Standing.EXCLUDED)
        return Relevance(key, Standing.OUT_OF_BUDGET if self.spent else Standing.SAMPLED)

    @cached_property
    def unknown(self) -> list[Key]:
        """The unknown inputs that the answer could rest on, first those because of which it is open now.

        What the records of an unknown list hold belongs to that list.
        """
        _, met = self.completions.evaluate(self.start)
        leaves = self.inputs.leaves(self.outlooks.definition)
        found = dict.fromkeys(self.owner(key) for key in met)
        found |= dict.fromkeys(key for key in self.inputs.unknown(self.frame) if self.inputs.leaf(key) in leaves)
        return list(found)

    def owner(self, key: Key) -> Key:
        """The input itself, or the list that nobody gave and whose records it would be part of."""
        return key[:1] if self.frame[key[0]] is None else key

    def open_facts(self) -> list[Key]:
        """The unknown facts because of which the answer is open."""
        _, met = self.completions.evaluate(self.start)
        return [key for key in dict.fromkeys(map(self.owner, met)) if self.inputs.is_fact(key)]

    @cached_property
    def agreed(self) -> Any:
        """The one answer that every completion gives; None where they differ, or where not all of them were tried."""
        whole = self.outlooks.whole
        found = self.outlooks.answers(whole.answer) if whole is not None else set()
        value = next(iter(found), None)
        return value if len(found) == 1 and not isinstance(value, Term) else None

    def evaluate(self, assignment: Assignment) -> Any:
        """The answer under a partial completion; None while it is open."""
        return self.completions.evaluate(self.state(assignment))[0]

    def state(self, assignment: Assignment) -> State:
        """The case with an assignment filled in; a list before what its records hold."""
        state = self.start
        for key in sorted(assignment, key=len):
            state = self.completions.extended(state, key, assignment[key])
        return state

    def _alone(self, key: Key) -> bool:
        """Whether one value of an input decides, whatever the others."""
        if not self.inputs.is_fact(key):
            return False
        is_list = self.inputs.is_list(key)
        for value in self.candidates.values(key, self.outlooks.symbolic.atoms, {}):
            state = self.completions.extended(self.start, key, (value,) if is_list else value)
            if self.completions.evaluate(state)[0] is not None and self.completions.possible(state):
                return True
        return False

    # ---- proofs and exclusions

    @cached_property
    def proved(self) -> dict[Key, Evidence]:
        """Every input that was proved to matter, with what proves it."""
        try:
            with deep():
                self._prove()
        except TooLargeError:
            self.spent = True
        return self._proved

    def _prove(self) -> None:
        outlooks = self.outlooks
        if not outlooks.has_many:
            if outlooks.whole is None:
                raise TooLargeError
            self._exclude(outlooks.whole)
            self._examine(outlooks.whole)
            return
        self._choose_base()
        if self._sought:
            self._exclude(*outlooks.parts)
            self._aim(*outlooks.parts)
        if self._sought and (len(outlooks.parts) > 1 or None in outlooks.parts):
            self._exclude(outlooks.whole)
            self._aim(outlooks.whole)
        if self._sought:
            self._explore()
        if self._sought and self._aim(*outlooks.pieces):
            self._explore()

    def _choose_base(self) -> None:
        """Begins where the facts don't contradict each other, with as many records in lists as the most turns on."""
        variables = self.outlooks.symbolic.variables
        best = self.outlooks.in_world({})
        if best.possible == NO:
            way = self.outlooks.possible_way()
            wanted = [(atom, not option) for level, option in way.items() if (atom := variables[level].atom)]
            self.base = realized(self.candidates, wanted, {}) or {}
            best = self.outlooks.in_world(self.base)
        self._examine(best)
        for key in [key for key in best.read if self.inputs.is_list(key)]:
            for records in RECORD_COUNTS:
                other = self.outlooks.in_world({**self.base, key: records})
                self._examine(other)
                if len(self.outlooks.levels(other)) > len(self.outlooks.levels(best)):
                    best, self.base = other, {**self.base, key: records}

    def _exclude(self, *outlooks: Outlook | None) -> None:
        """Leaves only those inputs that some of the diagrams look at that together are all there is to it."""
        free = [outlook for outlook in outlooks if outlook is not None]
        if len(free) < len(outlooks):
            return
        leaves = frozenset().union(*map(self.outlooks.looks_at, free))
        records = {record for record, _ in leaves}
        self._possible = {
            key
            for key in self._possible
            if self.inputs.leaf(key) in leaves
            or (self.inputs.is_list(key) and self.inputs.type_of(key).name in records)
        }

    @property
    def _sought(self) -> set[Key]:
        return self._possible - self._proved.keys()

    def _examine(self, outlook: Outlook) -> bool:
        """Notes every input with few values on which the answer turns in an outlook; whether there was a new one."""
        outlooks, diagrams = self.outlooks, self.outlooks.diagrams
        sought = self._sought
        found = [
            (level, key)
            for level in outlooks.levels(outlook)
            if (key := self.owner(outlooks.symbolic.variables[level].key)) in sought
        ]
        if not found or len(outlooks.answers(outlook.answer)) < 2:
            return False
        before = len(self._proved)
        constrained = diagrams.looks[outlook.possible]
        for level, key in found:
            if key in self._proved:
                continue
            options = len(outlooks.symbolic.variables[level].options)
            if not constrained >> level & 1 or self._turns(outlook, level, options):
                self._proved[key] = Evidence(outlook, None, level)
        return len(self._proved) > before

    def _turns(self, outlook: Outlook, level: int, options: int) -> bool:
        """Whether two options of a variable give two answers, the facts not contradicting each other with either."""
        diagrams = self.outlooks.diagrams
        fixed = [diagrams.fixed(outlook.answer, level, option) for option in range(options)]
        return any(self.outlooks.difference(one, other) != NO for one, other in combinations(dict.fromkeys(fixed), 2))

    def _aim(self, *free: Outlook | None) -> bool:
        """Looks for the worlds in which inputs matter, as diagrams without a world tell of them; whether one does."""
        before = len(self._proved)
        variables = self.outlooks.symbolic.variables
        for outlook in [found for found in free if found is not None]:
            for level in self.outlooks.levels(outlook):
                atom = variables[level].atom
                for key in [variables[level].key] if atom is None else sorted(atom.keys):
                    if self.owner(key) in self._sought:
                        self._aim_at(key, outlook, level)
        return len(self._proved) > before

    def _aim_at(self, key: Key, free: Outlook, level: int) -> None:
        """Looks for worlds in which a variable decides."""
        diagrams = self.outlooks.diagrams
        variable = self.outlooks.symbolic.variables[level]
        fixed = [diagrams.fixed(free.answer, level, option) for option in range(len(variable.options))]
        for one, other in combinations(dict.fromkeys(fixed), 2):
            if self._hit(key, variable, self.outlooks.difference(one, other)):
                return

    def _hit(self, key: Key, variable: Variable, difference: int) -> bool:
        """Tries the shortest ways on which a variable decides; whether an input behind it was proved to matter."""
        outlooks, variables = self.outlooks, self.outlooks.symbolic.variables
        for _ in range(MOST_AIMED):
            if difference == NO:
                return False
            way = outlooks.nearest(difference)
            wanted = [(atom, not option) for level, option in way.items() if (atom := variables[level].atom)]
            if variable.atom is not None:
                wanted.append((variable.atom, True))
            world = realized(self.candidates, wanted, self.base)
            if world is not None:
                self._try(key, variable, self._settled(world, way, key), world)
            if self.owner(key) not in self._sought:
                return True
            difference = outlooks.without(difference, way)
        return False

    def _settled(self, world: World, way: dict[int, int], key: Key) -> World:
        """A world in which inputs with few values, too, are as they are on a way, but for one."""
        variables = self.outlooks.symbolic.variables
        few = {
            variable.key: variable.options[option]
            for level, option in way.items()
            if (variable := variables[level]).atom is None
            and variable.key != key
            and self.inputs.options(variable.key) is not None
        }
        return {**world, **few}

    def _try(self, key: Key, variable: Variable, *worlds: World) -> None:
        """Looks whether an input matters in one of several worlds."""
        for world in worlds:
            here = self.outlooks.in_world(world)
            self._examine(here)
            if variable.atom is not None:
                for value in self.candidates.points(key, variable.atom, Valued(self.candidates, world)):
                    self._compare(here, self.outlooks.in_world({**world, key: value}), key)
            if self.owner(key) not in self._sought:
                return

    def _explore(self) -> None:
        """Moves inputs without few values one at a time, away from worlds in which something new was found."""
        serial = count()
        centres: list[tuple[bool, int, World]] = [(False, next(serial), self.base)]
        seen: set[int] = set()
        outcomes: set[tuple[Any, ...]] = set()
        idle = 0
        while centres:
            _, _, centre = heappop(centres)
            here = self.outlooks.in_world(centre)
            for key, value in self._moves(here):
                if not self._sought or idle > PATIENCE:
                    return
                world = {**centre, key: value}
                if not self._is_new(world, outcomes) and self.owner(key) not in self._sought:
                    continue
                there = self.outlooks.in_world(world)
                progress = self._examine(there)
                progress = self._compare(here, there, key) or progress
                idle = 0 if progress else idle + 1
                if progress or there.answer not in seen:
                    heappush(centres, (not progress, next(serial), world))
                seen.add(there.answer)

    def _is_new(self, world: World, outcomes: set[tuple[Any, ...]]) -> bool:
        """Whether some comparison comes out in a world as it didn't yet together with the others."""
        values = Valued(self.candidates, world)
        found = tuple([values.of(atom) for atom in self.outlooks.symbolic.atoms if atom.keys])
        is_new = found not in outcomes
        outcomes.add(found)
        return is_new

    def _compare(self, here: Outlook, there: Outlook, key: Key) -> bool:
        """Notes an input between two of whose values the answer differs; whether that is new."""
        owner = self.owner(key)
        if owner not in self._sought or here.answer == there.answer:
            return False
        difference = self.outlooks.difference(here.answer, there.answer)
        if difference == NO:
            return False
        self._proved[owner] = Evidence(here, there, -1)
        return True

    def _moves(self, outlook: Outlook) -> Iterator[tuple[Key, Any]]:
        """Other values for what was read in a world, of each input in turn."""
        assert outlook.world is not None
        ways = []
        for key, value in outlook.read.items():
            if self.inputs.options(key) is None and self.owner(key) in self._possible:
                values = self.candidates.values(key, self.outlooks.symbolic.atoms, outlook.world)
                ways.append([(key, other) for other in values if other != value and other is not ABSENT])
        for turn in zip_longest(*ways):
            yield from (move for move in turn if move is not None)
