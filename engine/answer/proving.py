"""Proves of inputs that an answer turns on them, or excludes it.

In one world after another, each of which says what dates, amounts and lists are, every input with few values is told
at one look at a diagram; two worlds that differ in one input prove that this one matters. Which worlds to look at is
told by the diagrams without a world, or found out by moving inputs one at a time to where a comparison tips over.
"""

from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from itertools import combinations, count, zip_longest
from typing import Any

from dsl.frozen import dataclass
from engine.answer.candidates import RECORD_COUNTS, Candidates, Valued
from engine.answer.diagram import NO, TooLargeError, deep
from engine.answer.inputs import Key
from engine.answer.outlook import Outlook, Outlooks
from engine.answer.realizing import realized
from engine.answer.terms import Variable, World
from engine.meaning.marks import ABSENT

WORK_PER_WORLD = 60_000
"""How many steps of work one world may take; one that takes more is left out, or looked at in narrower ones."""

WORK_WITHOUT_WORLD = 60_000
"""How many steps of work the diagrams without a world may take, all together."""

FREE_AT_A_TIME = 24
"""Where all inputs together are too many, how many are left free at a time, the others being as they ordinarily are."""

MOST_AIMED = 4
"""How many ways on which an input decides are tried for each pair of its values."""

PATIENCE = 24
"""After how many worlds in which nothing new was found no others are tried."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an answer turns on an input: between two outlooks, or within one, at the level of a variable."""

    first: Outlook
    second: Outlook | None
    level: int


class Prover:
    """Finds out about the unknown inputs of one case.

    `possible` are those that nothing excludes; `spent` once something was left undone for the work that it takes.
    """

    def __init__(
        self, outlooks: Outlooks, candidates: Candidates, unknown: list[Key], owner: Callable[[Key], Key]
    ) -> None:
        self.outlooks, self.candidates, self.inputs = outlooks, candidates, outlooks.inputs
        self._unknown, self._owner = unknown, owner
        self.possible = set(unknown)
        self.proved: dict[Key, Evidence] = {}
        self.spent = False
        self.base: World = {}
        self._indifferent: World = {}

    def prove(self) -> None:
        """Finds out what can be found out within the work allowed."""
        try:
            with deep():
                if self.outlooks.has_many:
                    self._prove()
                elif self.outlooks.whole is not None:
                    self._exclude(self.outlooks.whole)
                    self._examine(self.outlooks.whole)
                else:
                    self._narrow()
        except TooLargeError:
            self.spent = True

    def _prove(self) -> None:
        outlooks = self.outlooks
        self._choose_base()
        if self._sought:
            with outlooks.diagrams.limited(WORK_WITHOUT_WORLD):
                parts = outlooks.parts
            self._exclude(*parts)
            self._aim(*parts)
        if self._sought and (len(outlooks.parts) > 1 or None in outlooks.parts):
            with outlooks.diagrams.limited(WORK_WITHOUT_WORLD):
                whole = outlooks.whole
            self._exclude(whole)
            self._aim(whole)
        if self._sought:
            self._explore()
        if self._sought:
            with outlooks.diagrams.limited(WORK_WITHOUT_WORLD):
                pieces = outlooks.pieces
            if self._aim(*pieces):
                self._explore()

    @property
    def _sought(self) -> set[Key]:
        return self.possible - self.proved.keys()

    def _look(self, world: World) -> Outlook | None:
        """The outlook in a world; None where it takes too much work. Raises `TooLargeError` where none is left."""
        diagrams = self.outlooks.diagrams
        try:
            with diagrams.limited(WORK_PER_WORLD):
                return self.outlooks.in_world(world)
        except TooLargeError:
            self.spent = True
            if diagrams.allowed <= 0:
                raise
            return None

    # ---- where to begin

    def _choose_base(self) -> None:
        """Begins where the facts don't contradict each other, with as many records in lists as the most turns on."""
        best = self._look({})
        if best is not None and best.possible == NO:
            self.base = self._world_on(self.outlooks.possible_way) or {}
            best = self._look(self.base)
        if best is not None:
            self._examine(best)
            for key in [key for key in best.read if self.inputs.is_list(key)]:
                for records in RECORD_COUNTS:
                    other = self._look({**self.base, key: records})
                    if other is not None:
                        self._examine(other)
                        if len(self.outlooks.levels(other)) > len(self.outlooks.levels(best)):
                            best, self.base = other, {**self.base, key: records}
        if self._sought:
            self._be_indifferent()
        if best is None:
            self._narrow()

    def _world_on(self, found: Callable[[], dict[int, int]]) -> World | None:
        """A world in which comparisons come out as on a way, and inputs with few values are as on it."""
        variables = self.outlooks.terms.variables
        try:
            with self.outlooks.diagrams.limited(WORK_WITHOUT_WORLD):
                way = found()
        except TooLargeError:
            return None
        wanted = [(atom, not option) for level, option in way.items() if (atom := variables[level].atom)]
        return realized(self.candidates, wanted, {**self.base, **self._settled(way)})

    def _be_indifferent(self) -> None:
        """Goes to where each part of what is joined leaves the answer to the others."""
        world = self._world_on(self.outlooks.indifferent)
        if not world:
            return
        self._indifferent = {key: value for key, value in world.items() if self.inputs.options(key) is not None}
        self.base = {key: value for key, value in world.items() if key not in self._indifferent}
        best = self._look(self.base)
        if best is not None:
            self._examine(best)

    def _narrow(self) -> None:
        """Looks at a few inputs at a time, the others as they ordinarily are, where all together are too many.

        The fields of each record are looked at together, the other inputs in the order in which the answer meets them.
        """
        self.spent = True
        usual = self.base or self._world_on(self.outlooks.possible_way) or {}
        few = [key for key in self.inputs.unknown(self.outlooks.frame) if self.inputs.options(key) is not None]
        few = [key for key in few if key in self.possible]
        groups: list[list[Key]] = []
        for record in dict.fromkeys(key[:2] for key in few if len(key) == 3):
            groups.append([key for key in few if key[:2] == record])
        alone: list[Key] = [key for key in self._unknown if key in set(few) and len(key) == 1]
        groups += [alone[at : at + FREE_AT_A_TIME] for at in range(0, len(alone), FREE_AT_A_TIME)]
        widest = -1
        for group in groups:
            fixed = {key: self.candidates.ordinary(key) for key in few} | self._indifferent
            fixed = {key: value for key, value in fixed.items() if key not in group}
            found = self._look({**usual, **fixed})
            if found is not None:
                self._examine(found)
                if len(self.outlooks.levels(found)) > widest:
                    widest, self.base = len(self.outlooks.levels(found)), {**usual, **fixed}

    # ---- exclusions and proofs

    def _exclude(self, *outlooks: Outlook | None) -> None:
        """Leaves only those inputs that some of the diagrams look at that together are all there is to it."""
        free = [outlook for outlook in outlooks if outlook is not None]
        if len(free) < len(outlooks):
            return
        leaves = frozenset().union(*map(self.outlooks.looks_at, free))
        records = {record for record, _ in leaves}
        self.possible = {
            key
            for key in self.possible
            if self.inputs.leaf(key) in leaves
            or (self.inputs.is_list(key) and self.inputs.type_of(key).name in records)
        }

    def _examine(self, outlook: Outlook) -> bool:
        """Notes every input with few values on which the answer turns in an outlook; whether there was a new one."""
        outlooks, diagrams = self.outlooks, self.outlooks.diagrams
        sought = self._sought
        found = [
            (level, key)
            for level in outlooks.levels(outlook)
            if (variable := outlooks.terms.variables[level]).atom is None
            and (key := self._owner(variable.key)) in sought
        ]
        if not found or len(outlooks.answers(outlook.answer)) < 2:
            return False
        before = len(self.proved)
        for level, key in found:
            if key in self.proved:
                continue
            options = len(outlooks.terms.variables[level].options)
            if not diagrams.depends(outlook.possible, level) or self._turns(outlook, level, options):
                self.proved[key] = Evidence(outlook, None, level)
        return len(self.proved) > before

    def _turns(self, outlook: Outlook, level: int, options: int) -> bool:
        """Whether two options of a variable give two answers, the facts not contradicting each other with either."""
        diagrams = self.outlooks.diagrams
        fixed = [diagrams.fixed(outlook.answer, level, option) for option in range(options)]
        return any(self.outlooks.difference(one, other) != NO for one, other in combinations(dict.fromkeys(fixed), 2))

    def _aim(self, *free: Outlook | None) -> bool:
        """Looks for the worlds in which inputs matter, as diagrams without a world tell of them; whether one does."""
        before = len(self.proved)
        variables = self.outlooks.terms.variables
        for outlook in [found for found in free if found is not None]:
            for level in self.outlooks.levels(outlook):
                atom = variables[level].atom
                for key in [variables[level].key] if atom is None else sorted(atom.keys):
                    if self._owner(key) in self._sought:
                        self._aim_at(key, outlook, level)
        return len(self.proved) > before

    def _aim_at(self, key: Key, free: Outlook, level: int) -> None:
        """Looks for worlds in which a variable decides."""
        diagrams = self.outlooks.diagrams
        variable = self.outlooks.terms.variables[level]
        fixed = [diagrams.fixed(free.answer, level, option) for option in range(len(variable.options))]
        for one, other in combinations(dict.fromkeys(fixed), 2):
            if self._hit(key, variable, self.outlooks.difference(one, other)):
                return

    def _hit(self, key: Key, variable: Variable, difference: int) -> bool:
        """Tries the shortest ways on which a variable decides; whether an input behind it was proved to matter."""
        outlooks, variables = self.outlooks, self.outlooks.terms.variables
        for _ in range(MOST_AIMED):
            if difference == NO:
                return False
            way = outlooks.nearest(difference)
            wanted = [(atom, not option) for level, option in way.items() if (atom := variables[level].atom)]
            if variable.atom is not None:
                wanted.append((variable.atom, True))
            world = realized(self.candidates, wanted, self.base)
            if world is not None:
                settled = self._settled(way, key)
                self._try(key, variable, {**self._indifferent, **world, **settled}, {**world, **settled}, world)
            if self._owner(key) not in self._sought:
                return True
            difference = outlooks.without(difference, way)
        return False

    def _settled(self, way: dict[int, int], key: Key | None = None) -> World:
        """What inputs with few values are on a way, but for one."""
        variables = self.outlooks.terms.variables
        return {
            variable.key: variable.options[option]
            for level, option in way.items()
            if (variable := variables[level]).atom is None
            and variable.key != key
            and self.inputs.options(variable.key) is not None
        }

    def _try(self, key: Key, variable: Variable, *worlds: World) -> None:
        """Looks whether an input matters in one of several worlds."""
        for found in worlds:
            world = {at: value for at, value in found.items() if at != key or variable.atom is not None}
            here = self._look(world)
            if here is None:
                continue
            self._examine(here)
            if variable.atom is not None:
                for value in self.candidates.points(key, variable.atom, Valued(self.candidates, world)):
                    there = self._look({**world, key: value})
                    if there is not None:
                        self._compare(here, there, key)
            if self._owner(key) not in self._sought:
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
            here = self._look(centre)
            for key, value in self._moves(here) if here is not None else ():
                if not self._sought or idle > PATIENCE:
                    return
                world = {**centre, key: value}
                if not self._is_new(world, outcomes) and self._owner(key) not in self._sought:
                    continue
                there = self._look(world)
                if there is None:
                    continue
                progress = self._examine(there)
                progress = (here is not None and self._compare(here, there, key)) or progress
                idle = 0 if progress else idle + 1
                if progress or there.answer not in seen:
                    heappush(centres, (not progress, next(serial), world))
                seen.add(there.answer)

    def _is_new(self, world: World, outcomes: set[tuple[Any, ...]]) -> bool:
        """Whether some comparison comes out in a world as it didn't yet together with the others."""
        values = Valued(self.candidates, world)
        found = tuple([values.of(atom) for atom in self.outlooks.terms.atoms if atom.keys])
        is_new = found not in outcomes
        outcomes.add(found)
        return is_new

    def _compare(self, here: Outlook, there: Outlook, key: Key) -> bool:
        """Notes an input between two of whose values the answer differs; whether that is new."""
        owner = self._owner(key)
        if owner not in self._sought or here.answer == there.answer:
            return False
        difference = self.outlooks.difference(here.answer, there.answer)
        if difference == NO:
            return False
        self.proved[owner] = Evidence(here, there, -1)
        return True

    def _moves(self, outlook: Outlook) -> Iterator[tuple[Key, Any]]:
        """Other values for what was read in a world, of each input in turn."""
        assert outlook.world is not None
        ways = []
        for key, value in outlook.read.items():
            if self.inputs.options(key) is None and self._owner(key) in self.possible:
                values = self.candidates.values(key, self.outlooks.terms.atoms, outlook.world)
                ways.append([(key, other) for other in values if other != value and other is not ABSENT])
        for turn in zip_longest(*ways):
            yield from (move for move in turn if move is not None)
