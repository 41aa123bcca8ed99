"""The meaning of one program: a definition for each of its names, lowered when it is first asked for.

    meaning = Meaning(program)
    root = meaning.asked(expression)              # a question's root, a silence, a contradiction: anything asked
    live = meaning.live("penalty")                # the definition of a norm or exception
    for definition in meaning.reached(root): ...  # all that it rests on, what is used before what uses it

A question needs few of a program's names, and lowering all of them would be felt in a process that asks one question.
"""

from collections.abc import Callable, Iterator

from dsl.typed import program as p
from engine.meaning import nodes as n
from engine.meaning.frame import Layout
from engine.meaning.lower import Lowering
from engine.model.grounds import live_of, some_member
from engine.model.laws import Laws, surroundings

Leaf = tuple[str, int]
"""What all inputs of one kind have in common: a slot of the frame (of the record ``""``), or a column of a record."""

Kept = Callable[[str, str], tuple[n.Definition, ...]]
"""Gives the definitions that were kept of what has a place, by its kind (value, live) and name; none where it has none
of them."""

DEEPEST = 150
"""How many nodes may lie one within another before their definitions are evaluated from the ground."""


class Meaning:
    """The definitions of one program, by the place that holds what each comes to."""

    def __init__(self, program: p.Program, kept: Kept | None = None) -> None:
        """`kept` gives what was lowered before of this very program."""
        self.program, self.layout, self._kept = program, Layout(program), kept
        self.laws = Laws(surroundings(program.edition))
        self._definitions: dict[tuple[str, int], n.Definition] = {}
        self._asked: dict[int, tuple[n.Definition, p.Expression]] = {}
        self._grounds: dict[n.Definition, tuple[n.Definition, ...]] = {}
        self._leaves: dict[int, frozenset[Leaf]] = {}
        self._own: dict[int, frozenset[Leaf]] = {}
        self._beneath: dict[int, frozenset[Leaf]] = {}

    def definition_of(self, node: n.Named) -> n.Definition:
        """The definition that a node refers to."""
        return self.definition(node.slot, node.record)

    def definition(self, slot: int, record: str = "") -> n.Definition:
        """The definition whose value lies in a slot of the frame, or in a column of the records of a kind."""
        found = self._definitions.get((record, slot))
        if found is None:
            kept = self._kept(*self._place(slot, record)) if self._kept is not None else ()
            found = next((each for each in kept if each.record == record), None) or self._lowered(slot, record)
            self._definitions[(record, slot)] = found
        return found

    def value(self, name: str) -> n.Definition:
        """The definition of a value, or of one derived of each record of a kind."""
        record = self.program.derived.get(name)
        if record is not None:
            return self.definition(self.layout.derived[(record, name)], record)
        return self.definition(self.layout.slot("value", name))

    def live(self, name: str) -> n.Definition:
        """The definition of a norm's or exception's being live."""
        return self.definition(self.layout.slot("live", name))

    def asked(self, expression: p.Expression, variables: tuple[tuple[str, str], ...] = ()) -> n.Definition:
        """The definition of anything that is asked; `variables` name the records in reach, each with its kind."""
        known = self._asked.get(id(expression))
        if known is None or len(known[0].scope.records) != len(variables):
            lowering = Lowering(self.layout, variables)
            root = lowering.node(expression)
            definition = n.Definition(
                of=n.Defines.ROOT,
                name="",
                slot=-1,
                record="",
                root=root,
                scope=lowering.scope(),
                mentions=tuple(lowering.mentions.values()),
            )
            known = self._asked[id(expression)] = (definition, expression)
        return known[0]

    def reached(self, *roots: n.Definition) -> Iterator[n.Definition]:
        """The definitions that roots rest on, the roots among them, each after all that it rests on itself."""
        done: set[int] = set()
        pending = [(root, False) for root in reversed(roots)]
        while pending:
            definition, entered = pending.pop()
            if entered:
                yield definition
                continue
            if id(definition) in done:
                continue
            done.add(id(definition))
            pending.append((definition, True))
            pending += [(self.definition_of(node), False) for node in reversed(definition.mentions)]

    def leaves(self, definition: n.Definition) -> frozenset[Leaf]:
        """The inputs that a definition rests on, through everything it mentions."""
        found = self._beneath.get(id(definition))
        if found is None:
            reached = self.reached(definition)
            found = self._beneath[id(definition)] = frozenset().union(*map(self.looked_at, reached))
        return found

    def own_leaves(self, rule: n.Definition) -> frozenset[Leaf]:
        """The inputs that a rule rests on by its own conditions, other rules left aside."""
        found = self._own.get(id(rule))
        if found is None:
            leaves: set[Leaf] = set()
            begun = [rule] if rule.of is not n.Defines.MEMBERS else [*map(self.definition_of, rule.mentions)]
            pending, done = begun, {id(each) for each in begun}
            while pending:
                definition = pending.pop()
                leaves |= self.looked_at(definition)
                for other in map(self.definition_of, definition.mentions):
                    if other.of in (n.Defines.VALUE, n.Defines.DERIVED) and id(other) not in done:
                        done.add(id(other))
                        pending.append(other)
            found = self._own[id(rule)] = frozenset(leaves)
        return found

    def looked_at(self, definition: n.Definition) -> frozenset[Leaf]:
        """The inputs that a definition looks at itself, what it mentions left aside."""
        found = self._leaves.get(id(definition))
        if found is None:
            leaves: set[Leaf] = set()
            walk(definition, lambda node: leaves.update(_leaf(node)))
            found = self._leaves[id(definition)] = frozenset(leaves)
        return found

    def grounds(self, definition: n.Definition) -> tuple[n.Definition, ...]:
        """What to evaluate before a definition, from the ground, where all of it one within another is too deep."""
        found = self._grounds.get(definition)
        if found is None:
            depths: dict[int, int] = {}
            reached = list(self.reached(definition))
            for other in reached:
                below = (depths[id(self.definition_of(node))] for node in other.mentions)
                depths[id(other)] = other.scope.height + max(below, default=0)
            beneath = tuple(other for other in reached[:-1] if not other.record)
            found = self._grounds[definition] = beneath if depths[id(definition)] > DEEPEST else ()
        return found

    def _place(self, slot: int, record: str) -> tuple[str, str]:
        """What has a place, by its kind and name."""
        if not record:
            return self.layout.places[slot]
        name = self.layout.columns[(record, slot)]
        return ("value" if name in self.program.values else "live"), name

    def _lowered(self, slot: int, record: str) -> n.Definition:
        kind, name = self._place(slot, record)
        if record:
            if kind == "live":
                return self._live(name, slot, record)
            return self._value(n.Defines.DERIVED, name, slot, record, ((record, record),))
        if kind == "live" and name in self.program.derived:
            return self._of_some_member(name, slot)
        return self._live(name, slot) if kind == "live" else self._value(n.Defines.VALUE, name, slot, "", ())

    def _value(
        self, of: n.Defines, name: str, slot: int, record: str, variables: tuple[tuple[str, str], ...]
    ) -> n.Definition:
        lowering = Lowering(self.layout, variables)
        root = lowering.node(self.program.values[name].expression)
        mentions = tuple(lowering.mentions.values())
        return n.Definition(
            of=of, name=name, slot=slot, record=record, root=root, scope=lowering.scope(), mentions=mentions
        )

    def _of_some_member(self, name: str, slot: int) -> n.Definition:
        """Whether a norm or exception is live for some member of the list for each of whose members it is put."""
        declared = self.program.norms.get(name) or self.program.exceptions[name]
        lowering = Lowering(self.layout)
        root = lowering.node(some_member(declared, live_of(declared)))
        return n.Definition(
            of=n.Defines.MEMBERS,
            name=name,
            slot=slot,
            record="",
            root=root,
            scope=lowering.scope(),
            mentions=tuple(lowering.mentions.values()),
        )

    def _live(self, name: str, slot: int, record: str = "") -> n.Definition:
        norm = self.program.norms.get(name)
        declared = norm or self.program.exceptions[name]
        member = declared.member
        lowering = Lowering(self.layout, ((member.variable, record),) if member is not None else ())
        conditions = tuple(lowering.node(condition.expression) for condition in declared.conditions)
        against = zip(self.layout.defeater_names(name), self.layout.defeaters(name), strict=True)
        defeaters = tuple((other, lowering.node(expression)) for other, expression in against)
        root = lowering.joined((*conditions, *(lowering.negated(node) for _, node in defeaters)))
        return n.Definition(
            of=n.Defines.NORM if norm is not None else n.Defines.EXCEPTION,
            name=name,
            slot=slot,
            record=record,
            root=root,
            scope=lowering.scope(),
            conditions=conditions,
            defeaters=defeaters,
            mentions=tuple(lowering.mentions.values()),
        )


def walk(definition: n.Definition, visit: Callable[[n.Node], None]) -> None:
    """Visits the nodes of a definition, those of its folds among them."""
    pending = [definition.scope]
    while pending:
        for node in pending.pop().nodes:
            visit(node)
            if isinstance(node, n.Fold):
                pending.append(node.scope)


def _leaf(node: n.Node) -> tuple[Leaf, ...]:
    match node:
        case n.Input(slot=slot):
            return (("", slot),)
        case n.Field(record=record, column=column):
            return ((record, column),)
        case _:
            return ()
