"""The answers that a case can still get: those of all completions in which the facts don't contradict each other."""

from functools import cached_property
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.candidates import Candidates
from engine.answer.diagram import NO, YES, Diagrams, TooLargeError, deep
from engine.answer.inputs import Inputs, Key, Leaf
from engine.answer.symbolic import Symbolic
from engine.answer.terms import OUTSIDE, Term, World
from engine.meaning import nodes as n

WORK_OF_A_WORLD = 200
"""What each world is counted for besides its diagrams."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """The answer on all completions in one world, or without one.

    `alone` is the answer whatever the facts contradict, `answer` is OUTSIDE where they do, `possible` is yes where they
    don't; `read` is what inputs that were looked at are in the world.
    """

    world: World | None
    alone: int
    answer: int
    possible: int
    read: World


class Outlooks:
    """Makes the outlooks of one case, over one order of variables."""

    def __init__(self, inputs: Inputs, frame: list[Any], root: p.Expression, candidates: Candidates, work: int) -> None:
        self.inputs, self.frame, self.root = inputs, frame, root
        self.definition = inputs.meaning.asked(root)
        self.diagrams = Diagrams(work)
        self.symbolic = Symbolic(inputs, frame, self.diagrams, candidates.usual)
        self.terms = self.symbolic.terms
        self._constraints = self._concerned()
        self.made: dict[frozenset[tuple[Key, Any]], Outlook] = {}
        """The outlooks made so far, by what their worlds say."""

    def _concerned(self) -> list[n.Definition]:
        """The contradictions that have to do with what the answer rests on, be it through others of them."""
        unknown = self._unknown_leaves()
        reached = self.inputs.leaves(self.definition) & unknown
        waiting = [(found, self.inputs.leaves(found) & unknown) for found in self.inputs.constraints]
        chosen: list[n.Definition] = []
        while True:
            joined = [item for item in waiting if item[1] & reached]
            if not joined:
                return chosen
            waiting = [item for item in waiting if item not in joined]
            chosen += [found for found, _ in joined]
            reached = reached.union(*(leaves for _, leaves in joined))

    def _unknown_leaves(self) -> frozenset[Leaf]:
        return frozenset(self.inputs.leaf(key) for key in self.inputs.unknown(self.frame, inside_unknown_lists=True))

    def in_world(self, world: World) -> Outlook:
        """The outlook in a world. Raises `TooLargeError` where that would take more work than is left."""
        signature = frozenset(world.items())
        if signature not in self.made:
            self.diagrams.worked(WORK_OF_A_WORLD)
            self.made[signature] = self._made(world, self.definition)
        return self.made[signature]

    @cached_property
    def whole(self) -> Outlook | None:
        """The outlook without a world; None where that would be too large."""
        return self._without_world(self.definition)

    @cached_property
    def parts(self) -> tuple[Outlook | None, ...]:
        """The outlooks without a world of what the root joins: much smaller than that of the whole, as a rule.

        None in the place of those that would be too large themselves.
        """
        roots = [self.definition]
        if isinstance(self.root, p.Operation) and self.root.operator in ("and", "or"):
            roots = [self.inputs.meaning.asked(part) for part in self.root.operands]
        return tuple([self.whole if root is self.definition else self._without_world(root) for root in roots])

    @cached_property
    def pieces(self) -> tuple[Outlook, ...]:
        """The outlooks without a world of what lies deeper: also what the records of an unknown list are asked."""
        derived = [found for found in self.inputs.meaning.reached(self.definition) if found.of is n.Defines.DERIVED]
        for slot, value in enumerate(self.frame[: len(self.inputs.layout.inputs)]):
            if value is None and self.inputs.is_list((slot,)):
                kind = self.inputs.type_of((slot,)).name
                self.symbolic.look_into(slot, [found for found in derived if found.record == kind])
        return tuple([self._outlook(None, piece, {}) for piece in self.symbolic.pieces])

    @property
    def atoms(self) -> list[Term]:
        """The comparisons of what is unknown, as far as they are met on the way to the answer."""
        try:
            with deep():
                _ = self.parts, self.pieces
        except TooLargeError:
            pass
        return self.terms.atoms

    @property
    def has_many(self) -> bool:
        """Whether the answer, or what must not contradict, rests on an unknown input that hasn't few values."""
        leaves = self.inputs.leaves(self.definition).union(*map(self.inputs.leaves, self._constraints))
        unknown = self.inputs.unknown(self.frame, inside_unknown_lists=True)
        return any(self.inputs.options(key) is None for key in unknown if self.inputs.leaf(key) in leaves)

    def _without_world(self, root: n.Definition) -> Outlook | None:
        try:
            return self._made(None, root)
        except TooLargeError:
            return None

    def _made(self, world: World | None, root: n.Definition) -> Outlook:
        return self._outlook(world, *self.symbolic.come_to(root, world))

    def _outlook(self, world: World | None, alone: int, read: World) -> Outlook:
        possible, more = self._possible(world)
        answer = self.diagrams.choose(possible, alone, self.diagrams.leaf(OUTSIDE))
        return Outlook(world, alone, answer, possible, {**read, **more})

    def _possible(self, world: World | None) -> tuple[int, World]:
        """Yes where the facts don't contradict each other, and what was looked at for that."""
        possible, read = YES, World()
        for constraint in self._constraints:
            contradicted, more = self.symbolic.come_to(constraint, world)
            possible = self.diagrams.both(possible, self.diagrams.opposite(contradicted))
            read |= more
        return possible, read

    def possible_way(self) -> dict[int, int]:
        """The shortest way on which the facts don't contradict each other, whatever there can be existing."""
        possible, _ = self._possible(None)
        for level in self.diagrams.support(possible):
            variable = self.terms.variables[level]
            if variable.atom is None and self.inputs.options(variable.key) is None:
                existing = self.diagrams.fixed(possible, level, 0)
                possible = existing if existing != NO else possible
        return self.nearest(possible) if possible != NO else {}

    # ---- what a diagram tells

    def answers(self, diagram: int) -> set[Any]:
        """The answers at the leaves of a diagram, terms among them."""
        diagrams = self.diagrams
        return {diagrams.values[at] for at in diagrams.reached(diagram) if diagrams.is_leaf(at)} - {OUTSIDE}

    def difference(self, one: int, other: int) -> int:
        """Yes where both diagrams give an answer, and not the same."""

        def differ(left: Any, right: Any) -> int:
            if left is OUTSIDE or right is OUTSIDE:
                return NO
            return NO if left == right and left.__class__ is right.__class__ else YES

        return self.diagrams.combined("differ", differ, one, other)

    def levels(self, outlook: Outlook) -> list[int]:
        """The variables that the answer depends on, and not only whether the facts contradict each other."""
        return self.diagrams.support(outlook.answer, outlook.alone)

    def looks_at(self, outlook: Outlook) -> frozenset[Leaf]:
        """The inputs that the answer depends on, be it within an atom or a term."""
        found: frozenset[Leaf] = frozenset()
        for level in self.levels(outlook):
            variable = self.terms.variables[level]
            found |= variable.atom.inputs if variable.atom is not None else {self.inputs.leaf(variable.key)}
        return found.union(*(value.inputs for value in self.answers(outlook.answer) if isinstance(value, Term)))

    def is_plain(self, outlook: Outlook) -> bool:
        """Whether a formula is known for every atom and term that plays a part."""
        levels = {*self.diagrams.support(outlook.answer), *self.diagrams.support(outlook.possible)}
        atoms = [atom for level in levels if (atom := self.terms.variables[level].atom)]
        terms = [value for value in self.answers(outlook.answer) if isinstance(value, Term)]
        return all(term.is_plain for term in (*atoms, *terms))

    def indifferent(self) -> dict[int, int]:
        """A way on which each of the parts that are joined leaves the answer to the others.

        It is found part by part, each on the shortest way that those before it leave open; where one leaves none, that
        one is passed over.
        """
        if not isinstance(self.root, p.Operation) or self.root.operator not in ("and", "or"):
            return {}
        neutral = YES if self.root.operator == "and" else NO
        possible, _ = self._possible(None)
        way = self.nearest(possible) if possible != NO else {}
        for part in self.parts:
            if part is None:
                continue
            found = part.alone
            for level, option in way.items():
                found = self.diagrams.fixed(found, level, option)
            found = found if neutral == YES else self.diagrams.opposite(found)
            if found != NO:
                way |= self.nearest(found)
        return way

    def nearest(self, diagram: int) -> dict[int, int]:
        """The shortest way to a yes: the options of the variables on it, by their levels."""
        diagrams = self.diagrams
        far = {NO: 1 << 30, YES: 0}
        for at in sorted(diagrams.reached(diagram), key=lambda at: -diagrams.level[at]):
            if not diagrams.is_leaf(at):
                far[at] = 1 + min(far[branch] for branch in diagrams.branches[at])
        way = {}
        while diagram != YES:
            branches = diagrams.branches[diagram]
            option = min(range(len(branches)), key=lambda at: far[branches[at]])
            way[diagrams.level[diagram]] = option
            diagram = branches[option]
        return way

    def without(self, diagram: int, levels: dict[int, int]) -> int:
        """A diagram with no wherever some variables have some options together."""
        together = YES
        for level in sorted(levels, reverse=True):
            branches = [NO] * len(self.terms.variables[level].options)
            branches[levels[level]] = together
            together = self.diagrams.node(level, tuple(branches))
        return self.diagrams.both(diagram, self.diagrams.opposite(together))
