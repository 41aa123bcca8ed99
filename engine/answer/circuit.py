"""Conditions over everything that is unknown at once, in the form that a solver of satisfiability takes.

A condition is a *literal*: a whole number other than 0, its opposite the negative one. It is a variable, or a *gate*
that stands for what is made of other conditions; the *clauses* say what each gate means: of every clause at least one
literal holds. Equal gates are one, and what is certain is never made into one.

(G. S. Tseitin, "On the complexity of derivation in propositional calculus", 1968.)
"""

from collections.abc import Iterable, Sequence

YES, NO = 1, -1
"""What always holds, and what never does."""

Clause = tuple[int, ...]


class TooLargeError(Exception):
    """There are more conditions than may be made."""


class Circuit:
    """Conditions and their clauses; `allowed` is how many variables and gates may be made."""

    def __init__(self, allowed: int) -> None:
        self.allowed = allowed
        self.size = YES
        """The highest variable or gate so far."""
        self.clauses: list[Clause] = [(YES,)]
        self.gates: list[tuple[int, tuple[int, ...]]] = []
        """What gates are made of, each after its parts: all of these; of a choice 0, the test, and one for either."""
        self._known: dict[tuple[int, ...], int] = {}

    def variable(self) -> int:
        """A condition that may hold or not. Raises `TooLargeError`."""
        if self.size >= self.allowed:
            raise TooLargeError
        self.size += 1
        return self.size

    def one_of(self, count: int) -> list[int]:
        """Conditions of which always exactly one holds."""
        if count == 1:
            return [YES]
        if count == 2:
            found = self.variable()
            return [found, -found]
        several = [self.variable() for _ in range(count)]
        self.clauses.append(tuple(several))
        self.clauses += [(-one, -other) for at, one in enumerate(several) for other in several[:at]]
        return several

    def both(self, *parts: int) -> int:
        """Whether all parts hold."""
        return self.all_of(parts)

    def any_of(self, parts: Iterable[int]) -> int:
        """Whether some part holds."""
        return -self.all_of([-part for part in parts])

    def all_of(self, parts: Iterable[int]) -> int:
        """Whether all parts hold."""
        found = set(parts)
        found.discard(YES)
        if not found:
            return YES
        if NO in found:
            return NO
        if len(found) == 1:
            return found.pop()
        name = tuple(sorted(found))
        gate = self._known.get(name)
        if gate is None:
            gate = self._known[name] = NO if any(-part in found for part in name) else self._all_of(name)
        return gate

    def _all_of(self, parts: tuple[int, ...]) -> int:
        gate = self.variable()
        self.gates.append((gate, parts))
        self.clauses += [(-gate, part) for part in parts]
        self.clauses.append((gate, *[-part for part in parts]))
        return gate

    def choose(self, test: int, yes: int, no: int) -> int:
        """One condition where a test holds, another where it doesn't."""
        if test == YES or yes == no:
            return yes
        if test == NO:
            return no
        if yes in (YES, NO) or no in (YES, NO) or test in (yes, -yes, no, -no):
            return self.any_of((self.both(test, yes), self.both(-test, no)))
        name = (0, test, yes, no)
        gate = self._known.get(name)
        if gate is None:
            gate = self._known[name] = self.variable()
            self.gates.append((gate, name))
            self.clauses += [(-test, -yes, gate), (-test, yes, -gate), (test, -no, gate), (test, no, -gate)]
        return gate

    def counted(self, parts: Sequence[int]) -> list[int]:
        """For each number, from none to all, whether so many of the parts hold."""
        found = [YES]
        for part in parts:
            more = [NO, *found]
            same = [*found, NO]
            found = [self.choose(part, one, other) for one, other in zip(more, same, strict=True)]
        return found
