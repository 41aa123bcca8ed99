"""Variables of diagrams, and terms: what is computed from inputs of which nothing is known.

A comparison of terms that can't be decided is an *atom*, a variable of its own, as if it were free to hold or not.
"""

from collections.abc import Callable
from typing import Any

from dsl.frozen import dataclass
from engine.answer.diagram import NO, YES, Diagrams
from engine.answer.inputs import Inputs, Key, Leaf
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Kind, Relation

World = dict[Key, Any]
"""What inputs are, above all those without few values; of a list that nobody gave how many records it has."""


class _Mark:
    pass


OUTSIDE = _Mark()
"""What arithmetic comes to that leaves the range of its kind."""

FREE = _Mark()
"""What a world says of an input with few values by not saying anything."""

EXISTS = _Mark()
"""The option of an input without few values that is not to be none."""


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """Something computed from inputs that nothing is known of; `compute` is None where no formula was kept.

    `inputs` is what it may depend on, `keys` those inputs that its formula reads; `bound` is what it comes to by days
    alone, where all that is not known of it are hours. There is one term for each formula, so terms are compared by
    identity; `serial` puts them in an order.
    """

    serial: int
    compute: Callable[..., Any] | None
    parts: tuple[Any, ...]
    inputs: frozenset[Leaf]
    keys: frozenset[Key]
    key: Key | None = None
    relation: Relation | None = None
    bound: Any = None

    @property
    def is_plain(self) -> bool:
        """Whether it can be computed once its inputs are known."""
        if self.key is not None:
            return True
        return self.compute is not None and all(part.is_plain for part in self.parts if isinstance(part, Term))


@dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """What diagrams look at: an input with few values (`options`), whether another input exists, or an atom."""

    key: Key
    options: tuple[Any, ...]
    atom: Term | None = None


class Terms:
    """The terms and variables met in one case, each made once."""

    def __init__(self, inputs: Inputs, frame: list[Any], diagrams: Diagrams) -> None:
        self.inputs, self.diagrams = inputs, diagrams
        self.variables: dict[int, Variable] = {}
        """By their levels."""
        self.atoms: list[Term] = []
        records = dict.fromkeys(key[:2] for key in inputs.unknown(frame) if len(key) == 3)
        self._records: dict[Key, int] = {record: number for number, record in enumerate(records, 1)}
        self._levels: dict[Any, int] = {}
        self._terms: dict[Any, Term] = {}

    def term(
        self,
        name: Any,
        compute: Callable[..., Any] | None,
        parts: tuple[Any, ...],
        inputs: frozenset[Leaf] | None = None,
        key: Key | None = None,
        relation: Relation | None = None,
        bound: Any = None,
    ) -> Term:
        """The term of a formula: a function, known by its name, of parts; `inputs` where it isn't told by its parts."""
        found = self._terms.get((name, parts))
        if found is None:
            if inputs is None:
                inputs = frozenset().union(*(part.inputs for part in parts if isinstance(part, Term)))
            keys = frozenset((key,)) if key is not None else frozenset()
            keys = keys.union(*(part.keys for part in parts if isinstance(part, Term)))
            if bound is None and compute is not None and relation is None:
                bound = _bound(compute, parts)
            found = Term(len(self._terms), compute, parts, inputs, keys, key, relation, bound)
            self._terms[(name, parts)] = found
        return found

    def input(self, key: Key, bound: Any = None) -> Term:
        """The term that an input is itself; `bound` if all that is not known of it is its hour."""
        return self.term(key, None, (), frozenset({self.inputs.leaf(key)}), key, bound=bound)

    def standing_for(self, kind: Kind, term: Term) -> int:
        """The diagram of a term: an atom if it says yes or no."""
        return self.atom(term) if kind is Kind.BOOLEAN else self.diagrams.leaf(term)

    def atom(self, term: Term) -> int:
        """The diagram of a term that holds or doesn't."""
        level = self._levels.get(term)
        if level is None:
            self.atoms.append(term)
            level = self._level(term, Variable((), (True, False), term), max(map(self._group, term.keys), default=0))
        return self.diagrams.node(level, (YES, NO))

    def choice(self, key: Key, options: tuple[Any, ...]) -> int:
        """The diagram of an input with few values."""
        level = self._level(key, Variable(key, options), self._group(key))
        return self.diagrams.node(level, tuple([self.diagrams.leaf(option) for option in options]))

    def optional(self, key: Key, value: Any) -> int:
        """The diagram of an input that has a value or is none."""
        level = self._level(("exists", key), Variable(key, (EXISTS, ABSENT)), self._group(key))
        return self.diagrams.node(level, (self.diagrams.leaf(value), self.diagrams.leaf(ABSENT)))

    def _level(self, name: Any, variable: Variable, group: int) -> int:
        level = self._levels.get(name)
        if level is None:
            level = self._levels[name] = self.diagrams.variable(group)
            self.variables[level] = variable
        return level

    def _group(self, key: Key) -> int:
        """What has to do with one of several records comes together, beneath what all of them have to do with."""
        if len(key) == 1 or len(self._records) < 2:
            return 0
        return self._records.get(key[:2], len(self._records) + 1)


def _bound(compute: Callable[..., Any], parts: tuple[Any, ...]) -> Any:
    """What a formula comes to where of its parts no more than hours are unknown; None otherwise."""
    known = [part.bound if isinstance(part, Term) else part for part in parts]
    try:
        return None if None in known else compute(*known)
    except (ArithmeticError, ValueError):
        return None
