"""What inputs without few values are, and what is computed from them, as far as nothing is known of them.

A comparison of such terms is an *atom*: a condition of its own, as if it were free to hold or not.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from dsl.frozen import dataclass, field
from engine.answer.circuit import NO, YES, Circuit, Clause
from engine.answer.inputs import Inputs, Key
from engine.backends.walker import related
from engine.meaning.marks import ABSENT
from engine.meaning.meaning import Leaf
from engine.meaning.nodes import Kind, Relation

MOST_WAYS = 32
"""How many different values one thing may come to; of more it becomes a term of its own."""

_PLAIN = frozenset({date, datetime, timedelta, int, Decimal, Fraction})
"""What compares with its own kind as Python has it."""

World = dict[Key, Any]
"""What inputs without few values are; of a list that nobody gave how many records it has."""

Way = tuple[int, Any]
Ways = tuple[Way, ...]
"""What something comes to: values and terms, each under its condition, of which always exactly one holds."""


class _Mark:
    pass


OUTSIDE = _Mark()
"""What arithmetic comes to that leaves the range of its kind: such a completion is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """Something computed from inputs that nothing is known of; `compute` is None where no formula was kept.

    It stays what it is as long as its `parts` do, and all inputs of the kinds `inputs`. With `ways` it is what one of
    them says, and *composed* is what such a term is part of. `keys` are those inputs that its formula reads; one that
    `keeps_none` is computed of *none* as well; `bound` is what it comes to by days alone, where all that is not known
    of it are hours. There is one term for each formula: terms are compared by identity, `serial` puts them in order.
    """

    serial: int
    name: Any
    compute: Callable[..., Any] | None
    parts: tuple[Any, ...]
    keys: frozenset[Key]
    key: Key | None = None
    relation: Relation | None = None
    ways: Ways = ()
    inputs: frozenset[Leaf] = frozenset()
    is_composed: bool = False
    keeps_none: bool = False
    bound: Any = None
    height: int = 0
    """How many terms lie one within another in it."""
    _paths: dict[Key, tuple["Rung", ...]] = field(default_factory=dict, repr=False)
    _rungs: dict[Key, "Rung"] = field(default_factory=dict, repr=False)

    @property
    def beneath(self) -> list["Term"]:
        """The terms that its formula is put together from, where there is one."""
        if self.compute is None or self.is_composed:
            return []
        return [part for part in self.parts if part.__class__ is Term]

    def path(self, key: Key) -> tuple["Rung", ...]:
        """How it is computed anew where one input alone is another: what reads that, each after what is beneath it."""
        found = self._paths.get(key)
        if found is None:
            found = self._paths[key] = path_to((self,), key)
        return found

    def rung(self, key: Key) -> "Rung":
        """It with its formula, and with its parts, of which each reads an input, or doesn't, or is a plain value."""
        found = self._rungs.get(key)
        if found is None:
            parts = [(key in part.keys if part.__class__ is Term else None, part) for part in self.parts]
            compute = None if self.is_composed else self.compute
            found = self._rungs[key] = self, compute, tuple(parts) if compute is not None else ()
        return found


Rung = tuple[Term, Callable[..., Any] | None, tuple[tuple[bool | None, Any], ...]]
"""A term on the way from an input to another term: its formula if it has one, and its parts."""


def path_to(terms: Iterable[Term], key: Key) -> tuple[Rung, ...]:
    """How terms are computed anew where one input that they read is another: each after what is beneath it, once."""
    order: dict[Term, None] = {}
    for term in terms:
        pending = [term]
        while pending:
            at = pending[-1]
            beneath = [part for part in at.beneath if key in part.keys and part not in order]
            if beneath:
                pending += reversed(beneath)
            else:
                order[pending.pop()] = None
    return tuple([at.rung(key) for at in order])


@dataclass(frozen=True, slots=True)
class Choice:
    """The conditions under which an input has each of its options; one without few values exists, or is *none*."""

    key: Key
    options: tuple[tuple[Any, int], ...]


class Terms:
    """The terms and inputs met in one case, each made once."""

    def __init__(self, inputs: Inputs, circuit: Circuit) -> None:
        self.inputs, self.circuit = inputs, circuit
        self.choices: dict[Key, Choice] = {}
        self.atoms: dict[Term, int] = {}
        """The atoms and the conditions that they are."""
        self.ordered: dict[Key, Term] = {}
        """The terms that inputs are themselves."""
        self.hidden_in: set[Leaf] = set()
        """The kinds of inputs on which something rests, nobody says how."""
        self._terms: dict[Any, Term] = {}
        self._reading: dict[Key, dict[Term, int]] = {}
        self._paths: dict[Key, tuple[Rung, ...]] = {}

    def term(
        self,
        name: Any,
        compute: Callable[..., Any] | None,
        parts: tuple[Any, ...],
        relation: Relation | None = None,
        keeps_none: bool = False,
    ) -> Term:
        """The term of a formula: a function, known by its name, of parts."""
        found = self._terms.get((name, parts))
        if found is None:
            terms = [part for part in parts if isinstance(part, Term)]
            found = self._terms[(name, parts)] = Term(
                len(self._terms),
                name,
                compute,
                parts,
                frozenset().union(*(part.keys for part in terms)),
                None,
                relation,
                is_composed=any(part.is_composed for part in terms),
                keeps_none=keeps_none,
                bound=_bound(compute, parts) if compute is not None and relation is None else None,
                height=1 + max([part.height for part in terms], default=0),
            )
        return found

    def resolved(self, term: Term, holds: Callable[[int], bool]) -> Any:
        """What a term is where it is known which conditions hold."""
        if not term.is_composed:
            return term
        if term.ways:
            value = next(value for condition, value in term.ways if holds(condition))
            return self.resolved(value, holds) if isinstance(value, Term) else value
        parts = tuple([self.resolved(part, holds) if isinstance(part, Term) else part for part in term.parts])
        return self.term(term.name, term.compute, parts, term.relation, term.keeps_none)

    def input(self, key: Key, bound: Any = None) -> Term:
        """The term that an input is itself; `bound` if all that is not known of it is its hour."""
        found = self.ordered.get(key)
        if found is None:
            found = self._terms[key] = Term(len(self._terms), key, None, (), frozenset((key,)), key, bound=bound)
            self.ordered[key] = found
        return found

    def hidden(self, name: Any, inputs: frozenset[Leaf]) -> Term:
        """What rests on inputs of some kinds, nobody says how."""
        found = self._terms.get(name)
        if found is None:
            found = self._terms[name] = Term(len(self._terms), name, None, (), frozenset(), inputs=inputs)
            self.hidden_in |= inputs
        return found

    def reads(self, key: Key) -> bool:
        """Whether anything that was met rests on an input."""
        return key in self.choices or key in self.ordered or self.inputs.leaf(key) in self.hidden_in

    def reading(self, key: Key) -> dict[Term, int]:
        """The atoms that read an input, and the conditions that they are: of all that was met, once that is whole."""
        found = self._reading.get(key)
        if found is None:
            atoms = self.atoms.items()
            found = self._reading[key] = {term: condition for term, condition in atoms if key in term.keys}
        return found

    def path(self, key: Key) -> tuple[Rung, ...]:
        """How all atoms that read an input are computed anew where it alone is another."""
        found = self._paths.get(key)
        if found is None:
            found = self._paths[key] = path_to(self.reading(key), key)
        return found

    def gathered(self, ways: Ways) -> Term:
        """One term in the place of several ways."""
        name = ("ways", ways)
        found = self._terms.get(name)
        if found is None:
            keys = frozenset().union(*(value.keys for _, value in ways if isinstance(value, Term)))
            found = self._terms[name] = Term(len(self._terms), name, None, (), keys, ways=ways, is_composed=True)
        return found

    def joined(self, ways: list[Way]) -> Ways:
        """Ways with equal values made one, and those left out that never are."""
        by_value: dict[tuple[type, Any], tuple[Any, list[int]]] = {}
        for condition, value in ways:
            if condition != NO:
                by_value.setdefault((value.__class__, value), (value, []))[1].append(condition)
        found = tuple([(self.circuit.any_of(conditions), value) for value, conditions in by_value.values()])
        return found if len(found) <= MOST_WAYS else self.collapsed(found)

    def collapsed(self, ways: Ways) -> Ways:
        """Ways with one term for all values that exist."""
        marks = [way for way in ways if way[1] is ABSENT or way[1] is OUTSIDE]
        others = tuple([way for way in ways if way not in marks])
        existing = self.circuit.any_of([condition for condition, _ in others])
        return ((existing, self.gathered(others)), *marks)

    def standing_for(self, kind: Kind, term: Term) -> int | Ways:
        """What a term comes to: an atom if it says yes or no."""
        return self.atom(term) if kind is Kind.BOOLEAN else ((YES, term),)

    def compared(self, relation: Relation, left: Any, right: Any) -> int:
        """The atom of a comparison; of two that say the opposite one is the opposite of the other."""
        match relation:
            case Relation.EQUAL | Relation.LESS:
                if relation is Relation.EQUAL and _serial(left) > _serial(right):
                    left, right = right, left
                if left is right:
                    return YES if relation is Relation.EQUAL else NO
                holds = _are_equal if relation is Relation.EQUAL else _is_less
                return self.atom(self.term(relation, holds, (left, right), relation))
            case Relation.UNEQUAL:
                return -self.compared(Relation.EQUAL, left, right)
            case Relation.MORE:
                return self.compared(Relation.LESS, right, left)
            case Relation.AT_LEAST:
                return -self.compared(Relation.LESS, left, right)
            case Relation.AT_MOST:
                return -self.compared(Relation.LESS, right, left)

    def atom(self, term: Term) -> int:
        """The condition that a term holds."""
        found = self.atoms.get(term)
        if found is None:
            found = self.atoms[term] = self.circuit.variable()
        return found

    def choice(self, key: Key, options: tuple[Any, ...]) -> Choice:
        """An input with few values."""
        found = self.choices.get(key)
        if found is None:
            conditions = self.circuit.one_of(len(options))
            found = self.choices[key] = Choice(key, tuple(zip(options, conditions, strict=True)))
        return found

    def optional(self, key: Key) -> Ways:
        """An input that has a value or is none."""
        value = self.input(key)
        exists, absent = (condition for _, condition in self.choice(key, (value, ABSENT)).options)
        return (exists, value), (absent, ABSENT)


def as_ways(found: int | Ways) -> Ways:
    """What says yes or no by its condition, as values under conditions."""
    if not isinstance(found, int):
        return found
    if found in (YES, NO):
        return ((YES, found == YES),)
    return ((found, True), (-found, False))


def orders(terms: Terms) -> Iterator[Clause]:
    """What comparisons of the same things with each other and with constants have to do with each other."""
    less = {term.parts: condition for term, condition in terms.atoms.items() if term.relation is Relation.LESS}
    for term, condition in terms.atoms.items():
        if term.relation is Relation.EQUAL:
            for sides in (term.parts, term.parts[::-1]):
                if sides in less:
                    yield -condition, -less[sides]
    bounds: dict[Term, list[tuple[Any, int, bool]]] = {}
    for (left, right), condition in less.items():
        if (right, left) in less:
            yield -condition, -less[(right, left)]
        if not isinstance(right, Term):
            bounds.setdefault(left, []).append((right, condition, True))
        elif not isinstance(left, Term):
            bounds.setdefault(right, []).append((left, condition, False))
    for found in bounds.values():
        for (one, condition, is_above), (other, against, other_is_above) in combinations(found, 2):
            if is_above == other_is_above:
                yield (-condition, against) if (one <= other) is is_above else (condition, -against)
            elif (one <= other if is_above else other <= one) is True:
                yield -condition, -against


def _serial(value: Any) -> int:
    return value.serial if isinstance(value, Term) else -1


def _are_equal(left: Any, right: Any) -> bool | None:
    kind = left.__class__
    if kind is right.__class__ and kind in _PLAIN:
        return bool(left == right)
    return _related(Relation.EQUAL, left, right)


def _is_less(left: Any, right: Any) -> bool | None:
    kind = left.__class__
    if kind is right.__class__ and kind in _PLAIN:
        return bool(left < right)
    return _related(Relation.LESS, left, right)


def _related(relation: Relation, left: Any, right: Any) -> bool | None:
    if left.__class__ is Fraction or right.__class__ is Fraction:
        left, right = Fraction(left), Fraction(right)
    return related(relation, left, right)


def _bound(compute: Callable[..., Any], parts: tuple[Any, ...]) -> Any:
    """What a formula comes to where of its parts no more than hours are unknown; None otherwise."""
    known = [part.bound if isinstance(part, Term) else part for part in parts]
    if None in known or ABSENT in known or OUTSIDE in known:
        return None
    try:
        return compute(*known)
    except (ArithmeticError, ValueError):
        return None
