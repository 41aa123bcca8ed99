"""What a choice of readings settles: the nodes that have one value under it, and what is left of the others."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from engine.backends.walker import related
from engine.meaning import nodes as n
from engine.meaning.account import every_part
from engine.meaning.marks import ABSENT, PENDING
from engine.meaning.meaning import Meaning


class Settled:
    """Nodes of one meaning under some readings, by their slots; one that is None is left open."""

    def __init__(self, meaning: Meaning, readings: dict[int, str | None]) -> None:
        self.meaning, self.readings = meaning, readings
        self._values: dict[int, Any] = {}
        self._definitions: dict[int, Any] = {}

    def settle(self, *roots: n.Definition) -> None:
        """Looks at all that roots rest on, what is used before what uses it."""
        for definition in self.meaning.reached(*roots):
            self._definitions[id(definition)] = self.value(definition.root)

    def value(self, node: n.Node) -> Any:
        """The value of a node where the readings settle it; else PENDING."""
        found = self._values.get(id(node), self)
        if found is self:
            found = self._values[id(node)] = self._value(node)
        return found

    def _value(self, node: n.Node) -> Any:
        match node:
            case n.Constant(value=value):
                return value
            case n.Input(slot=slot):
                reading = self.readings.get(slot)
                return PENDING if reading is None else reading
            case n.Named():
                return self._definitions.get(id(self.meaning.definition_of(node)), PENDING)
            case n.Junction(of_all=of_all, parts=parts):
                found = [self.value(part) for part in parts]
                return not of_all if (not of_all) in found else PENDING if PENDING in found else of_all
            case n.Not(part=part):
                value = self.value(part)
                return value if value is PENDING else not value
            case n.Choose(test=test):
                value = self.value(test)
                return value if value is PENDING else self.value(node.yes if value else node.no)
            case n.Test(part=part, options=options):
                value = self.value(part)
                return value if value is PENDING else value is ABSENT if options is None else value in options
            case n.Compare(relation=n.Relation.EQUAL | n.Relation.UNEQUAL as relation, left=left, right=right):
                values = self.value(left), self.value(right)
                plain = left.type.kind is n.Kind.CHOICE and ABSENT not in values and PENDING not in values
                return related(relation, *values) if plain else PENDING
            case _:
                return PENDING

    def what_is_left(self, node: n.Node) -> n.Node:
        """What a node comes down to: the branch that is taken, the one part that still matters, or the node itself."""
        while self.value(node) is PENDING:
            match node:
                case n.Choose(test=test) if self.value(test) is not PENDING:
                    node = node.yes if self.value(test) else node.no
                case n.Junction():
                    parts = self.left(node)
                    if len(parts) != 1:
                        return node
                    node = parts[0]
                case _:
                    return node
        return node

    def left(self, node: n.Node) -> tuple[n.Node, ...]:
        """The parts of a node that still matter; of a junction those last that an open reading leaves open."""
        if self.value(node) is not PENDING:
            return ()
        match node:
            case n.Junction(parts=parts):
                matter = [part for part in parts if self.value(part) is PENDING]
                return tuple(sorted(matter, key=self.is_open))
            case n.Choose(test=test) if self.value(test) is not PENDING:
                return (node.yes if self.value(test) else node.no,)
            case n.Table(inputs=inputs):
                return (*inputs, *(part for line in self.rows(node) for part in (line.test, line.result)))
            case _:
                return every_part(node)

    def readers(self, root: n.Definition) -> Counter[int]:
        """How many nodes that are left read each definition that a root rests on, by the identity of that."""
        read = (node for node in self.left_of(root) if isinstance(node, n.Named))
        return Counter(id(self.meaning.definition_of(node)) for node in read)

    def left_of(self, *roots: n.Definition) -> Iterator[n.Node]:
        """All that is left of definitions and of what they still read, once for each node that it is part of."""
        pending, seen = list(roots), {id(root) for root in roots}
        while pending:
            for node in self._all_left(pending.pop().root):
                yield node
                if isinstance(node, n.Named):
                    definition = self.meaning.definition_of(node)
                    if id(definition) not in seen:
                        seen.add(id(definition))
                        pending.append(definition)

    def _all_left(self, root: n.Node) -> Iterator[n.Node]:
        """A node and all that is left in it, once for each that it is part of."""
        pending, seen = [root], set[int]()
        while pending:
            node = self.what_is_left(pending.pop())
            yield node
            if id(node) in seen:
                continue
            seen.add(id(node))
            pending += self.left(node)
            if isinstance(node, n.Fold):
                pending += [part for part in (node.where, node.body) if part is not None]

    def rows(self, table: n.Table) -> tuple[n.Line, ...]:
        """The rows of a table that may still answer."""
        found = []
        for line in table.lines:
            if self.value(line.test) is not False:
                found.append(line)
            if self.value(line.test) is True:
                break
        return tuple(found)

    def is_open(self, node: n.Node) -> bool:
        """Whether nothing but a reading that is left open would tell what a node comes to."""
        match node:
            case n.Input(slot=slot):
                return slot in self.readings and self.readings[slot] is None
            case n.Constant():
                return False
            case n.Compare() | n.Test() | n.Not():
                return any(self.is_open(part) for part in every_part(node))
            case _:
                return False
