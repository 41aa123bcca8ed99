"""What counts, sums and the like over the records of a list come to.

Of each record it is given whether it counts, as a condition, and what it comes to.
"""

from typing import Any

from engine.answer.circuit import NO, YES
from engine.answer.terms import OUTSIDE, Term, Terms, Ways
from engine.backends.walker import gathered
from engine.meaning import nodes as n
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Folding

MOST_GATHERED = 8
"""How many different values records may come to together; of more that becomes a term."""


class Gathering:
    """Puts what records come to together."""

    def __init__(self, terms: Terms) -> None:
        self.terms, self.circuit = terms, terms.circuit

    def counted(self, bodies: list[tuple[int, int | Ways]], times: int) -> Ways:
        """How many records count; each stands for several that are alike."""
        present = []
        for counts, body in bodies:
            absent = [] if isinstance(body, int) else [condition for condition, value in body if value is ABSENT]
            present.append(self.circuit.both(counts, *[-condition for condition in absent]))
        certain = present.count(YES)
        numbers = self.circuit.counted([condition for condition in present if condition not in (YES, NO)])
        ways = [(condition, (number + certain) * times) for number, condition in enumerate(numbers)]
        return tuple([way for way in ways if way[0] != NO])

    def gathered(self, fold: n.Fold, bodies: list[tuple[int, Ways]], times: int, position: Ways) -> Ways:
        """The sum, the smallest, the largest or the nth of what the records that count come to."""
        found: Ways = ((YES, ()),)
        contributed: list[Ways] = []
        for counts, body in bodies:
            one = self.terms.joined([*self._under(counts, body), (-counts, ABSENT)])
            if one == ((YES, ABSENT),):
                continue
            contributed.append(one)
            found = self._added(fold, found, one, times) if len(found) <= MOST_GATHERED else found
        if len(found) > MOST_GATHERED:
            parts = tuple([self.terms.gathered(ways) for ways in contributed])
            hidden = self.terms.term(
                ("gathered", id(fold), times),
                lambda at, *all_: _of_records(fold, at, all_, times),
                (self.terms.gathered(position), *parts),
                keeps_none=True,
            )
            found = ((YES, hidden),)
            if fold.folding is Folding.SUM:
                return found
            return self._either(hidden)
        return self.terms.joined(
            [
                (self.circuit.both(condition, at), self._of_all(fold, values, number))
                for condition, values in found
                for at, number in position
            ]
        )

    def _either(self, hidden: Term) -> Ways:
        """A term that may be none as well, nobody says when."""
        exists = self.terms.atom(self.terms.term("exists", None, (hidden,)))
        return ((exists, hidden), (-exists, ABSENT))

    def _under(self, condition: int, ways: Ways) -> Ways:
        return tuple([(self.circuit.both(condition, other), value) for other, value in ways])

    def _added(self, fold: n.Fold, found: Ways, one: Ways, times: int) -> Ways:
        """All that was gathered so far with one record more; not joined to a term, however many ways there are."""
        by_value: dict[tuple[Any, ...], list[int]] = {}
        for condition, values in found:
            for other, value in one:
                together = self.circuit.both(condition, other)
                if together == NO:
                    continue
                more: Any = values
                if value is OUTSIDE or values is OUTSIDE:
                    more = OUTSIDE
                elif value is not ABSENT:
                    more = _merged(fold, values, value, times)
                by_value.setdefault(more, []).append(together)
        return tuple([(self.circuit.any_of(conditions), values) for values, conditions in by_value.items()])

    def _of_all(self, fold: n.Fold, values: Any, at: Any) -> Any:
        if OUTSIDE in (values, at) or at is ABSENT:
            return OUTSIDE if OUTSIDE in (values, at) else ABSENT
        if any(isinstance(value, Term) for value in (*values, at)):
            return self.terms.term(
                ("gathered", id(fold)), lambda *all_: gathered(fold, list(all_[1:]), all_[0]), (at, *values)
            )
        try:
            return gathered(fold, list(values), at)
        except ArithmeticError:
            return OUTSIDE


def _of_records(fold: n.Fold, position: Any, values: tuple[Any, ...], times: int) -> Any:
    """What records come to together that are *none* where they don't count."""
    return gathered(fold, [value for value in values if value is not ABSENT for _ in range(times)], position)


def _merged(fold: n.Fold, values: tuple[Any, ...], value: Any, times: int) -> tuple[Any, ...]:
    """The values gathered so far with one more: no more of them are kept than can still count."""
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
