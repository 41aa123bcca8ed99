"""Nodes as expressions, where everything looked at is known: yes and no are Python's own."""

from abc import abstractmethod
from collections import Counter
from typing import assert_never

from engine.backends.python.definitions import STEP, Definitions
from engine.backends.python.formulas import divides_spans, looks_at_moments, relation_of
from engine.backends.python.settled import Settled
from engine.backends.python.variables import OPERATORS
from engine.meaning import nodes as n
from engine.meaning.marks import PENDING
from engine.meaning.meaning import Meaning
from engine.meaning.nodes import Kind

_NESTED = 32
"""How deep expressions may be nested; what lies deeper is a function of its own."""

_PLACED = 12
"""How many definitions may be written one within another, where each is read once."""


class Inline(Definitions):
    """Writes nodes into one another; a part that is used twice is kept in a variable."""

    def __init__(self, meaning: Meaning, readings: dict[int, str | None]) -> None:
        super().__init__(meaning)
        self.settled = Settled(meaning, readings)
        self.readers: Counter[int] = Counter()
        self.nested = self.placed = 0
        self.constant_in: list[str] | None = None

    @abstractmethod
    def _ended(self, node: n.Node, ending: str) -> None:
        """Emits lines that end with what a node comes to."""

    def _count(self, node: n.Node) -> None:
        """Counts how often each node is used that the readings leave in use."""
        node = self.settled.what_is_left(node)
        self.uses[id(node)] = self.uses.get(id(node), 0) + 1
        if self.uses[id(node)] == 1:
            for part in self.settled.left(node):
                self._count(part)

    def node(self, node: n.Node) -> str:
        """A node as an expression that stands wherever a name can."""
        node, ready = self._ready(node)
        if ready is not None:
            return ready
        return self._shared(node) if self.uses.get(id(node), 0) > 1 else self._expression(node)

    def _ready(self, node: n.Node) -> tuple[n.Node, str | None]:
        """What is left of a node, and how it reads if nothing must be computed for it here."""
        value = self.settled.value(node)
        if value is not PENDING:
            return node, self.constant(value)
        node = self.settled.what_is_left(node)
        place = self.known.get(id(node))
        if place is None and self._is_same_for_all(node):
            place = self._once(node)
        return node, place

    def _shared(self, node: n.Node) -> str:
        """A node as an expression whose value is kept for whoever uses it next."""
        node, ready = self._ready(node)
        if ready is not None:
            return ready
        found = self._expression(node)
        if id(node) in self.known:
            return found
        place = self._temporary()
        self._know(node, place)
        return f"({place} := {found})"

    def _once(self, node: n.Node) -> str:
        """What is the same for every record of a loop: computed for the first that needs it."""
        constant_in, self.constant_in = self.constant_in, None
        assert constant_in is not None
        with self.alternative():
            found = self._expression(node)
        place = self._temporary()
        constant_in.append(place)
        self.constant_in = constant_in
        self._know(node, place)
        return f"({place} if {place} is not None else ({place} := {found}))"

    def _is_same_for_all(self, node: n.Node) -> bool:
        """Whether a node in a loop looks at nothing of the record that it is at."""
        return self.constant_in is not None and len(self.records) - 1 not in self.levels_of(node)

    def _expression(self, node: n.Node) -> str:
        if self.nested == _NESTED:
            return self._apart(node)
        self.nested += 1
        found = self._written(node)
        self.nested -= 1
        return found

    def _written(self, node: n.Node) -> str:
        match node:
            case n.Constant(value=value):
                return self.constant(value)
            case n.Input(slot=slot):
                return "unknown()" if self.settled.is_open(node) else self._read(node, f"c[{slot}]")
            case n.Field(level=level, column=column):
                return self._read(node, f"{self.records[level]}[{column}]")
            case n.Named():
                return self._named(node)
            case n.Junction(of_all=of_all):
                return self._junction(of_all, self.settled.left(node))
            case n.Not(part=part):
                return f"(not {self.node(part)})"
            case n.Choose(test=test, yes=yes, no=no):
                tested = self.node(test)
                return f"({self._branch(yes)} if {tested} else {self._branch(no)})"
            case n.Fallback(first=first, second=second):
                found = self._shared(first)
                kept = self.known.get(id(self.settled.what_is_left(first)), found)
                return f"({kept} if {found} is not ABSENT else {self._branch(second)})"
            case n.Test(part=part, options=options):
                found = self.node(part)
                return (
                    f"({found} is ABSENT)" if options is None else f"({found} in {self.constant(frozenset(options))})"
                )
            case n.Compare(left=left, right=right):
                absent, (one, other) = self._operands((left, right), comparing=True)
                if Kind.RATIO in (left.type.kind, right.type.kind):
                    one = one if left.type.kind is Kind.RATIO else f"Fraction({one})"
                    other = other if right.type.kind is Kind.RATIO else f"Fraction({other})"
                return _unless(absent, "False", self._decided(node, relation_of(node, one, other)))
            case n.Apply(operator=operator, left=left, right=right):
                absent, operands = self._operands((left, right))
                return _unless(absent, "ABSENT", self._decided(node, OPERATORS[operator].format(*operands)))
            case n.Call(function=name, arguments=arguments):
                divided = arguments[0]
                if name in ("floor", "ceiling") and divides_spans(divided):
                    absent, operands = self._operands((divided.left, divided.right))
                    return _unless(
                        absent, "ABSENT", ("{} // {}" if name == "floor" else "-(-{} // {})").format(*operands)
                    )
                absent, operands = self._operands(arguments)
                if looks_at_moments(node):
                    return _unless(absent, "ABSENT", self._decided(node, f"f_{name}({', '.join(operands)})"))
                return _unless(absent, "ABSENT", self._called(name, operands))
            case n.Fold() | n.Table():
                return self._apart(node)
        assert_never(node)

    def _decided(self, node: n.Node, result: str) -> str:
        """A result, unless it is one of moments that the hour decides."""
        if not looks_at_moments(node):
            return result
        place = self._temporary()
        return f"{place} if ({place} := {result}) is not None else unknown()"

    def _called(self, name: str, operands: list[str]) -> str:
        if name in ("min", "max") and len(operands) == 2:
            one, other, sign = self._temporary(), self._temporary(), "<=" if name == "min" else ">="
            return f"{one} if ({one} := {operands[0]}) {sign} ({other} := {operands[1]}) else {other}"
        inlined = self.inlined.get(name)
        return inlined.format(*operands) if inlined else f"f_{name}({', '.join(operands)})"

    def _read(self, node: n.Node, source: str) -> str:
        """What a case gives, unless it is unknown."""
        place = self._temporary()
        self._know(node, place)
        return f"({place} if ({place} := {source}) is not None else unknown())"

    def _named(self, node: n.Named) -> str:
        """What a definition comes to; one that was open before is computed again, and gives up where it is read."""
        definition = self.meaning.definition_of(node)
        if self._is_read_once(node, definition):
            return self._in_place(node, definition)
        self.wanted.append(definition)
        holder, given = (
            ("c", "c") if node.level is None else (self.records[node.level], f"c, {self.records[node.level]}")
        )
        place = self._temporary()
        called = f"{self.function_of(definition)}({given})"
        if self.uses.get(id(node), 0) > 1:
            called = f"({place} := {called})"
            self._know(node, place)
        return f"({place} if ({place} := {holder}[{node.slot}]) is not PENDING and {place} is not None else {called})"

    def _is_read_once(self, node: n.Named, definition: n.Definition) -> bool:
        """Whether nothing else reads what a definition comes to, and nothing reads it twice: it need not be kept."""
        return (
            self.readers[id(definition)] == 1
            and (node.level, len(self.records)) in ((None, 0), (0, 1))
            and self.placed < _PLACED
            and self._depths[id(definition)] < STEP
        )

    def _in_place(self, node: n.Named, definition: n.Definition) -> str:
        """A definition as an expression where it is read."""
        constant_in, self.constant_in = self.constant_in, None
        self.placed += 1
        self._count(definition.root)
        found = self.node(definition.root)
        self.placed -= 1
        self.constant_in = constant_in
        return found

    def _junction(self, of_all: bool, parts: tuple[n.Node, ...]) -> str:
        if not parts:
            return str(of_all)
        found = [self.node(parts[0])]
        with self.alternative():
            found += [self.node(part) for part in parts[1:]]
        return f"({(' and ' if of_all else ' or ').join(found)})"

    def _branch(self, node: n.Node) -> str:
        with self.alternative():
            return self.node(node)

    def _operands(self, nodes: tuple[n.Node, ...], comparing: bool = False) -> tuple[list[str], list[str]]:
        """Operands as expressions, and the tests whether one of them is none: these, where there are any, come first.

        All of them are evaluated before any is said to be none: one that is unknown, or out of range, goes before that.
        In a comparison what is unknown does not, so that there what a case says is looked at last.
        """
        if not any(node.type.optional for node in nodes):
            return [], [self.node(node) for node in nodes]
        found: dict[int, str] = {}
        tests = []
        for at, node in enumerate(nodes):
            is_given = isinstance(self.settled.what_is_left(node), n.Input | n.Field) and not node.type.optional
            if self.settled.value(node) is PENDING and not (comparing and is_given):
                tested = self._shared(node)
                found[at] = self.known.get(id(self.settled.what_is_left(node)), tested)
                tests.append(f"({tested} is ABSENT)")
        with self.alternative():
            return tests, [found.get(at) or self.node(node) for at, node in enumerate(nodes)]

    def _apart(self, node: n.Node) -> str:
        """A node as the call of a function of its own."""
        name = f"e{self._temporary()}"
        arguments = ", ".join(("c", *dict.fromkeys(self.records)))
        kept = (self.lines, self.depth, self.known, self.order, self.nested, self.constant_in)
        self.lines, self.depth, self.known, self.order = [f"def {name}({arguments}):"], 1, {}, []
        self.nested, self.constant_in = 0, None
        self._ended(node, "return {}")
        self.outlined.append(self.lines)
        self.lines, self.depth, self.known, self.order, self.nested, self.constant_in = kept
        return f"{name}({arguments})"


def _unless(absent: list[str], otherwise: str, result: str) -> str:
    """The source of `result`, or of what holds where one of several tests does."""
    return f"({otherwise} if {' | '.join(absent)} else {result})" if absent else f"({result})"
