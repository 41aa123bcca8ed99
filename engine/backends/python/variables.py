"""Lines of generated code, and what is known where the next of them stands: which variable holds which value."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from engine.meaning import nodes as n
from engine.meaning.account import every_part
from engine.meaning.marks import ABSENT
from engine.meaning.meaning import Meaning
from engine.meaning.nodes import Arithmetic, Relation

RELATIONS = {
    Relation.EQUAL: "==",
    Relation.UNEQUAL: "!=",
    Relation.LESS: "<",
    Relation.AT_MOST: "<=",
    Relation.MORE: ">",
    Relation.AT_LEAST: ">=",
}
SAMENESS = {Relation.EQUAL: "same({}, {})", Relation.UNEQUAL: "different({}, {})"}
"""How moments are compared for being the same: two of them may be neither."""

OPERATORS = {
    Arithmetic.PLUS: "{} + {}",
    Arithmetic.MINUS: "{} - {}",
    Arithmetic.TIMES: "times({}, {})",
    Arithmetic.SPAN_TIMES: "{} * {}",
    Arithmetic.EXACT_PLUS: "add({}, {})",
    Arithmetic.EXACT_MINUS: "subtract({}, {})",
    Arithmetic.EXACT_TIMES: "multiply({}, {})",
    Arithmetic.RATIO_PLUS: "ratio_plus({}, {})",
    Arithmetic.RATIO_MINUS: "ratio_minus({}, {})",
    Arithmetic.RATIO_TIMES: "ratio_times({}, {})",
    Arithmetic.QUOTIENT: "ratio({}, {})",
    Arithmetic.LATER: "{} + {}",
    Arithmetic.EARLIER: "{} - {}",
    Arithmetic.DAYS_LATER: "{}.days_later({})",
    Arithmetic.DAYS_EARLIER: "{}.days_later(-{})",
    Arithmetic.MONTHS_LATER_DOWN: "add_months({}, {}, 'down')",
    Arithmetic.MONTHS_LATER_UP: "add_months({}, {}, 'up')",
    Arithmetic.MONTHS_EARLIER_DOWN: "add_months({}, -{}, 'down')",
    Arithmetic.MONTHS_EARLIER_UP: "add_months({}, -{}, 'up')",
}
INLINED = {"year_of": "{0}.year", "day_of": "DAYS[{0}]", "start_of_month": "{0}.replace(day=1)"}
"""Functions so small that the call would cost more than the work."""
WITHOUT_ZONE = INLINED | {"day_of": "{0}.date()"}
"""The same in a document that has no time zone."""


class Variables(ABC):
    """Lines over one meaning, the constants that they name, and the variables in reach of the next line."""

    def __init__(self, meaning: Meaning, noting: bool = False) -> None:
        self.meaning, self.noting = meaning, noting
        self.lines: list[str] = []
        self.outlined: list[list[str]] = []
        self.depth = 0
        self.count = 0
        self.preface: list[str] = []
        self.constants: dict[tuple[type, str], str] = {}
        self.records: tuple[str, ...] = ()
        self.numbers: dict[int, str] = {}
        self.known: dict[int, str] = {}
        self.notes: dict[int, str] = {}
        self.later: list[str] | None = None
        self.loops: list[tuple[int, list[str]]] = []
        self.order: list[int] = []
        self.sure: set[str] = set()
        self.surely: list[str] = []
        self.uses: dict[int, int] = {}
        self._levels: dict[int, frozenset[int]] = {}
        self.whole: n.Scope | None = None
        self.inlined = INLINED if meaning.program.edition.zone else WITHOUT_ZONE

    @abstractmethod
    def node(self, node: n.Node) -> str:
        """Emits the computation of a node and returns where its value is."""

    def constant(self, value: Any) -> str:
        """The name of a value that the source writes."""
        if value is ABSENT:
            return "ABSENT"
        if isinstance(value, bool):
            return repr(value)
        written = f"frozenset({sorted(value)!r})" if isinstance(value, frozenset) else repr(value)
        key = (type(value), written)
        if key not in self.constants:
            name = self.constants[key] = f"k{len(self.constants)}"
            self.preface.append(f"{name} = {written}")
        return self.constants[key]

    def line(self, text: str) -> None:
        """Adds a line at the present depth."""
        self.lines.append(" " * self.depth + text)

    @contextmanager
    def region(self) -> Iterator[None]:
        """Lines that may not be reached: what they compute is known among them alone."""
        self.depth += 1
        with self.alternative():
            yield
        self.depth -= 1

    @contextmanager
    def alternative(self) -> Iterator[None]:
        """What may not be evaluated: what it computes is known in it alone."""
        known, sure = len(self.order), len(self.surely)
        yield
        for identity in self.order[known:]:
            del self.known[identity]
        del self.order[known:]
        self.sure.difference_update(self.surely[sure:])
        del self.surely[sure:]

    def _begin_noting(self) -> None:
        """Begins a function that notes: where it does, it has at hand."""
        if self.noting:
            self.line("m = c[-1]")

    def _know(self, node: n.Node, place: str) -> None:
        if id(node) not in self.known:
            self.known[id(node)] = place
            self.order.append(id(node))

    def _temporary(self) -> str:
        self.count += 1
        return f"t{self.count}"

    def _place(self, node: n.Node) -> str:
        """The variable of a node: by its number in its sheet, where whole sheets are made."""
        return self._temporary() if self.whole is None else f"s{node.at}"

    def _assigned(self, node: n.Node, source: str) -> str:
        place = self._place(node)
        self.line(f"{place} = {source}")
        return place

    def _is_sure(self, place: str) -> bool:
        """Whether a variable is known not to be unknown where the next line stands."""
        return place in self.sure or place[0] == "k" or place in ("True", "False", "ABSENT")

    def _be_sure(self, place: str) -> None:
        if place not in self.sure:
            self.sure.add(place)
            self.surely.append(place)

    def is_same_for_all(self, node: n.Node) -> bool:
        """Whether something computed in a loop looks at nothing of the record that it is at."""
        is_computed = self.loops and not isinstance(node, n.Constant | n.Input | n.Field)
        return bool(is_computed) and self.loops[-1][0] not in self.levels_of(node)

    def is_one(self, outer: int, inner: int) -> str:
        """The source of whether two records in reach are one and the same.

        In a loop the inner one is known by its number: one record may stand in the places of all that are like it
        (`engine/backends/python/twins.py`).
        """
        one, other = self.records[outer], self.records[inner]
        number = self.numbers.get(inner)
        return f"{other} is {one}" if number is None else f"{one}[-1] == ({other}[-1][0], {number})"

    def levels_of(self, node: n.Node) -> frozenset[int]:
        """The levels of the records that a node looks at."""
        found = self._levels.get(id(node))
        if found is None:
            found = frozenset[int]().union(*(self.levels_of(part) for part in every_part(node)))
            match node:
                case n.Field(level=level) | n.Named(level=int() as level):
                    found = frozenset((level,))
                case n.Fold(scope=scope, where=where, body=body):
                    within = [self.levels_of(part) for part in (where, body) if part is not None]
                    found |= frozenset[int]().union(*within) - {scope.level}
                case _:
                    pass
            self._levels[id(node)] = found
        return found

    def count_uses(self, scope: n.Scope, roots: tuple[n.Node, ...]) -> None:
        """Counts how often each node of a scope is used in it."""
        self.uses |= {id(root): 1 for root in roots}
        for node in scope.nodes:
            for part in every_part(node):
                self.uses[id(part)] = self.uses.get(id(part), 0) + 1
