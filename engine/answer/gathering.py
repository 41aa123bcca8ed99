"""What counts, sums and the like over the records of a list come to, as diagrams.

Of each record two diagrams are given: whether it counts, and what it comes to.
"""

from typing import Any

from engine.answer.diagram import NO, YES
from engine.answer.terms import OUTSIDE, Term, Terms
from engine.backends.walker import gathered
from engine.meaning import nodes as n
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Folding


class Gathering:
    """Puts diagrams of records together."""

    def __init__(self, terms: Terms) -> None:
        self.terms, self.diagrams = terms, terms.diagrams

    def counted(self, bodies: list[tuple[int, int]], times: int) -> int:
        """How many records count; each stands for several that are alike."""
        found, none, one = self._leaf(0), self._leaf(0), self._leaf(times)
        for counts, body in bodies:
            present = self.diagrams.both(counts, self.diagrams.mapped("is there", _is_there, body))
            more = self.diagrams.choose(present, one, none)
            found = self.diagrams.combined("counted", lambda a, b: self._leaf(a + b), found, more)
        return found

    def gathered(self, fold: n.Fold, bodies: list[tuple[int, int]], times: int, position: int) -> int:
        """The sum, the smallest, the largest or the nth of what the records that count come to."""
        found, absent = self._leaf(()), self._leaf(ABSENT)

        def added(values: Any, value: Any) -> int:
            if value is OUTSIDE or values is OUTSIDE:
                return self._leaf(OUTSIDE)
            return self._leaf(values if value is ABSENT else _merged(fold, values, value, times))

        for counts, body in bodies:
            one = self.diagrams.choose(counts, body, absent)
            found = self.diagrams.combined(("gathered", id(fold), times), added, found, one)

        def result(values: Any, at: Any) -> int:
            if OUTSIDE in (values, at) or at is ABSENT:
                return self._leaf(OUTSIDE if OUTSIDE in (values, at) else ABSENT)
            if any(isinstance(value, Term) for value in (*values, at)):
                term = self.terms.term(
                    ("gathered", id(fold)), lambda *all_: gathered(fold, list(all_[1:]), all_[0]), (at, *values)
                )
                return self._leaf(term)
            try:
                return self._leaf(gathered(fold, list(values), at))
            except ArithmeticError:
                return self._leaf(OUTSIDE)

        return self.diagrams.combined(("result", id(fold)), result, found, position)

    def _leaf(self, value: Any) -> int:
        return self.diagrams.leaf(value)


def _merged(fold: n.Fold, values: tuple[Any, ...], value: Any, times: int) -> tuple[Any, ...]:
    """The values found so far with one more: no more of them are kept than can still count."""
    known = [found for found in (*values, *([value] * times)) if not isinstance(found, Term)]
    terms = [found for found in (*values, *([value] * times)) if isinstance(found, Term)]
    terms.sort(key=lambda term: term.serial)
    match fold.folding:
        case Folding.SUM:
            known = [gathered(fold, known, 1)] if known else []
        case Folding.SMALLEST:
            known = [min(known)] if known else []
        case Folding.LARGEST:
            known = [max(known)] if known else []
        case _:
            known.sort()
    return (*known, *terms)


def _is_there(value: Any) -> int:
    return NO if value is ABSENT else YES
