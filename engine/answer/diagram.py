"""Reduced ordered decision diagrams: what something comes to, over all completions of what is unknown at once.

A diagram is a number. It is a leaf, which holds a value, or it looks at one *variable* and has a branch for each of its
options, in order. On every way down variables come in the order of their levels, equal diagrams are one number, and no
diagram looks at a variable whose branches are all alike. So two things agree on all completions exactly if their
diagrams are the same number, and what a thing depends on is exactly the variables in its diagram.

(R. E. Bryant, "Graph-based algorithms for Boolean function manipulation", IEEE Trans. Computers C-35 (1986); with
values at the leaves and more than two branches.)
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

NO, YES = 0, 1
"""The leaves of the truth values."""

_BELOW_ALL = 1 << 60
"""The level of leaves."""

_GROUP = 30
"""By how many bits the groups of levels are apart."""

_DEEPEST = 20_000


class TooLargeError(Exception):
    """A diagram would take more work than was allowed."""


class Diagrams:
    """All diagrams over one order of variables; `allowed` is how many steps of work may still be done."""

    def __init__(self, allowed: int) -> None:
        self.allowed = allowed
        self.level: list[int] = []
        self.branches: list[tuple[int, ...]] = []
        self.values: list[Any] = []
        self._looks: list[int] = []
        """For each diagram the variables that it looks at, a bit for each."""
        self._variables: list[int] = []
        self._bits: dict[int, int] = {}
        self._leaves: dict[tuple[type, Any], int] = {}
        self._nodes: dict[tuple[int, tuple[int, ...]], int] = {}
        self._done: dict[Any, int] = {}
        self._joins: dict[tuple[int, int, int], int] = {}
        self._opposites: dict[int, int] = {NO: YES, YES: NO}
        self.leaf(False)
        self.leaf(True)

    def leaf(self, value: Any) -> int:
        """The leaf that holds a value; values of different types are never the same."""
        key = (value.__class__, value)
        found = self._leaves.get(key)
        if found is None:
            found = self._leaves[key] = self._new(_BELOW_ALL, (), value)
        return found

    def is_leaf(self, diagram: int) -> bool:
        """Whether a diagram is one value, whatever the variables."""
        return self.level[diagram] == _BELOW_ALL

    def node(self, level: int, branches: tuple[int, ...]) -> int:
        """The diagram that looks at a variable; its branches may only look at variables of higher levels."""
        first = branches[0]
        for branch in branches:
            if branch != first:
                break
        else:
            return first
        key = (level, branches)
        found = self._nodes.get(key)
        if found is None:
            found = self._nodes[key] = self._new(level, branches, None)
        return found

    def _new(self, level: int, branches: tuple[int, ...], value: Any) -> int:
        self.allowed -= 1
        if self.allowed < 0:
            raise TooLargeError
        self.level.append(level)
        self.branches.append(branches)
        self.values.append(value)
        looks = 0 if level == _BELOW_ALL else self._bits[level]
        for branch in branches:
            looks |= self._looks[branch]
        self._looks.append(looks)
        return len(self.level) - 1

    def variable(self, group: int) -> int:
        """The level of a new variable, beneath all those of its group and of lower ones so far."""
        level = group << _GROUP | len(self._variables)
        self._bits[level] = 1 << len(self._variables)
        self._variables.append(level)
        return level

    @contextmanager
    def limited(self, steps: int) -> Iterator[None]:
        """Allows no more than some of the work that is left."""
        before = self.allowed
        self.allowed = min(before, steps)
        spared = before - self.allowed
        try:
            yield
        finally:
            self.allowed = max(self.allowed, 0) + spared

    # ---- yes and no

    def opposite(self, diagram: int) -> int:
        """Yes where a diagram is no."""
        found = self._opposites.get(diagram)
        if found is None:
            branches = tuple([self.opposite(branch) for branch in self.branches[diagram]])
            found = self._opposites[diagram] = self.node(self.level[diagram], branches)
            self._opposites[found] = diagram
        return found

    def both(self, one: int, other: int) -> int:
        """Yes where both diagrams are."""
        return self._joined(one, other, NO, YES)

    def either(self, one: int, other: int) -> int:
        """Yes where one of two diagrams is."""
        return self._joined(one, other, YES, NO)

    def _joined(self, one: int, other: int, decisive: int, neutral: int) -> int:
        if decisive in (one, other):
            return decisive
        if one in (neutral, other):
            return other
        if other == neutral:
            return one
        key = (one, other, decisive) if one < other else (other, one, decisive)
        found = self._joins.get(key)
        if found is None:
            self.worked()
            left, right = self.level[one], self.level[other]
            if left == right:
                pairs = zip(self.branches[one], self.branches[other], strict=True)
                branches = [self._joined(a, b, decisive, neutral) for a, b in pairs]
            elif left < right:
                branches = [self._joined(branch, other, decisive, neutral) for branch in self.branches[one]]
            else:
                branches = [self._joined(one, branch, decisive, neutral) for branch in self.branches[other]]
            found = self._joins[key] = self.node(min(left, right), tuple(branches))
        return found

    # ---- any values

    def choose(self, test: int, yes: int, no: int) -> int:
        """One diagram where a test is yes, another where it is no."""
        if test == YES or yes == no:
            return yes
        if test == NO:
            return no
        if yes == YES and no == NO:
            return test
        if yes == NO and no == YES:
            return self.opposite(test)
        key = (test, yes, no)
        found = self._done.get(key)
        if found is None:
            self.worked()
            level = min(self.level[test], self.level[yes], self.level[no])
            tests, ayes, noes = (self._opened(part, level) for part in (test, yes, no))
            count = len(tests or ayes or noes or ())
            branches = [
                self.choose(tests[at] if tests else test, ayes[at] if ayes else yes, noes[at] if noes else no)
                for at in range(count)
            ]
            found = self._done[key] = self.node(level, tuple(branches))
        return found

    def mapped(self, name: Any, function: Callable[[Any], int], diagram: int) -> int:
        """A diagram with each of its values replaced by the diagram that `function`, known by its name, makes of it."""
        key = (name, diagram)
        found = self._done.get(key)
        if found is None:
            self.worked()
            if self.level[diagram] == _BELOW_ALL:
                found = function(self.values[diagram])
            else:
                branches = tuple([self.mapped(name, function, branch) for branch in self.branches[diagram]])
                found = self._placed(self.level[diagram], branches)
            self._done[key] = found
        return found

    def combined(self, name: Any, function: Callable[[Any, Any], int], one: int, other: int) -> int:
        """As `mapped`, of two diagrams: `function` is given a value of each."""
        key = (name, one, other)
        found = self._done.get(key)
        if found is None:
            self.worked()
            level = min(self.level[one], self.level[other])
            if level == _BELOW_ALL:
                found = function(self.values[one], self.values[other])
            else:
                left, right = self._opened(one, level), self._opened(other, level)
                branches = [
                    self.combined(name, function, left[at] if left else one, right[at] if right else other)
                    for at in range(len(left or right or ()))
                ]
                found = self._placed(level, tuple(branches))
            self._done[key] = found
        return found

    def _placed(self, level: int, branches: tuple[int, ...]) -> int:
        """The diagram that looks at a variable, even if some of its branches look at variables of lower levels."""
        top = min([self.level[branch] for branch in branches])
        if top > level:
            return self.node(level, branches)
        key = ("placed", level, branches)
        found = self._done.get(key)
        if found is None:
            self.worked()
            opened = [self._opened(branch, top) for branch in branches]
            if top == level:
                straight = (own[at] if own else branches[at] for at, own in enumerate(opened))
                found = self._placed(level, tuple(straight))
            else:
                count = next(len(own) for own in opened if own)
                parts = [
                    self._placed(level, tuple([own[at] if own else branches[i] for i, own in enumerate(opened)]))
                    for at in range(count)
                ]
                found = self.node(top, tuple(parts))
            self._done[key] = found
        return found

    def _opened(self, diagram: int, level: int) -> tuple[int, ...] | None:
        return self.branches[diagram] if self.level[diagram] == level else None

    def worked(self, steps: int = 1) -> None:
        """Counts steps of work. Raises `TooLargeError` where these are more than are left."""
        self.allowed -= steps
        if self.allowed < 0:
            raise TooLargeError

    # ---- looking at them

    def fixed(self, diagram: int, level: int, option: int) -> int:
        """What a diagram comes to once a variable has one of its options."""
        at = self.level[diagram]
        if not self.depends(diagram, level):
            return diagram
        if at == level:
            return self.branches[diagram][option]
        key = ("fixed", diagram, level, option)
        found = self._done.get(key)
        if found is None:
            self.worked()
            branches = tuple([self.fixed(branch, level, option) for branch in self.branches[diagram]])
            found = self._done[key] = self.node(at, branches)
        return found

    def reached(self, diagram: int) -> Iterator[int]:
        """Everything beneath a diagram, itself included, each once."""
        seen, pending = {diagram}, [diagram]
        while pending:
            found = pending.pop()
            yield found
            for branch in self.branches[found]:
                if branch not in seen:
                    seen.add(branch)
                    pending.append(branch)

    def depends(self, diagram: int, level: int) -> bool:
        """Whether a diagram depends on the variable of a level."""
        return bool(self._looks[diagram] & self._bits[level])

    def support(self, *diagrams: int) -> list[int]:
        """The levels of the variables that all of some diagrams depend on, in order."""
        looks = self._looks[diagrams[0]]
        for diagram in diagrams[1:]:
            looks &= self._looks[diagram]
        return sorted(level for at, level in enumerate(self._variables) if looks >> at & 1)

    def breadth(self, diagram: int) -> int:
        """How many variables a diagram depends on."""
        return self._looks[diagram].bit_count()


@contextmanager
def deep() -> Iterator[None]:
    """Lets diagrams be as deep as they have variables: each may take a few of Python's own calls."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _DEEPEST))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
