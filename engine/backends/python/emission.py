"""Emits Python for nodes: straight-line code in which the value of each lies in a variable of its own.

Everything is named by number, so that nothing a clause file says can clash with it. The same emitter serves three ends:

* deciding: what decides alone leaves the rest alone;
* with `noting`, it also notes, in the frame's last place, the unknown inputs because of which a result is open:
  whatever turns out decided takes its own notes back;
* whole sheets (`engine/meaning/account.py`): no part is left alone but the branches and rows not taken.
"""

from collections.abc import Sequence
from typing import assert_never

from engine.backends.python.formulas import compares_moments, is_wanting, looks_at_moments
from engine.backends.python.loops import Loops
from engine.meaning import nodes as n
from engine.meaning.account import every_part

_DEEPEST = 30
"""How deep lines may be indented: Python takes no more than 20 loops and 100 blocks within each other."""


class Emission(Loops):
    """Emits nodes of every kind, each once where its value can be kept in reach."""

    def node(self, node: n.Node) -> str:
        """Emits the computation of a node and returns where its value is."""
        place = self.known.get(id(node))
        if place is not None:
            if id(node) in self.notes:
                self.line(f"if {is_wanting(place, node)}: m.extend({self.notes[id(node)]})")
            return place
        if self.depth > _DEEPEST and self.whole is None and every_part(node):
            return self._apart(node)
        if self.is_same_for_all(node):
            place = self.once(node)
            if not self.noting:
                self._know(node, place)
            return place
        if not self.noting or not every_part(node):
            place = self._emitted(node)
            if not self.noting:
                self._know(node, place)
            return place
        if _is_of_inputs(node):
            return self._noted_last(node)
        noted = self._temporary()
        self.line(f"{noted} = len(m)")
        place = self._moments_compared(node, noted) if compares_moments(node) else self._emitted(node)
        self.line(f"if not ({is_wanting(place, node)}): del m[{noted}:]")
        return place

    def _noted_last(self, node: n.Node) -> str:
        """What is made of inputs alone: they are noted where it is unknown, instead of unless it is known."""
        later, self.later = self.later, []
        place = self._emitted(node)
        notes, self.later = self.later, later
        if notes:
            self.line(f"if {place} is None:")
            with self.region():
                for note in notes:
                    self.line(note)
        return place

    def _emitted(self, node: n.Node) -> str:
        match node:
            case n.Constant(value=value):
                return self.constant(value)
            case n.Input(slot=slot):
                return self._read(node, f"c[{slot}]", f"m.append(({slot},))")
            case n.Field(level=level, column=column):
                record = self.records[level]
                return self._read(node, f"{record}[{column}]", f"m.append((*{record}[-1], {column}))")
            case n.Named():
                return self._named(node)
            case n.Junction():
                return self._junction(node)
            case n.Not():
                return self._combined(node)
            case n.Choose():
                return self._choose(node)
            case n.Fallback():
                return self._fallback(node)
            case n.Compare() | n.Test() | n.Apply() | n.Call():
                return self._combined(node)
            case n.Fold():
                return self._fold(node)
            case n.Table():
                return self._table(node)
        assert_never(node)

    def _read(self, node: n.Node, source: str, note: str) -> str:
        place = self._assigned(node, source)
        if self.noting:
            noted = f"if {is_wanting(place, node)}: {note}"
            if self.later is None:
                self.line(noted)
            else:
                self.later.append(noted)
        return place

    def _named(self, node: n.Named) -> str:
        definition = self.meaning.definition_of(node)
        self.wanted.append(definition)
        if node.level is None:
            place = self._assigned(node, f"c[{node.slot}]")
            self.line(f"if {place} is PENDING: {place} = {self.function_of(definition)}(c)")
            kept = str(node.slot)
        else:
            record = self.records[node.level]
            place = self._assigned(node, f"{record}[{node.slot}]")
            self.line(f"if {place} is PENDING: {place} = {self.function_of(definition)}(c, {record})")
            kept = f"(*{record}[-1], {node.slot})"
        if self.noting:
            self.line(f"elif {is_wanting(place, node)}: m.append({kept})")
        return place

    def _junction(self, junction: n.Junction) -> str:
        decisive, neutral = ("False", "True") if junction.of_all else ("True", "False")
        if self.whole is not None:
            found = [self.node(part) for part in junction.parts]
            decides = " or ".join(f"{place} is {decisive}" for place in found)
            unknown = " or ".join(f"{place} is None" for place in found)
            return self._assigned(
                junction, f"{decisive} if {decides} else None if {unknown} else {neutral}" if found else neutral
            )
        if not junction.parts:
            return neutral
        place = self._temporary()
        self.line(f"{place} = {self.node(junction.parts[0])}")
        for part in junction.parts[1:]:
            self.line(f"if {place} is not {decisive}:")
            with self.region():
                found_ = self.node(part)
                self.line(f"if {found_} is not {neutral}: {place} = {found_}")
        return place

    def _choose(self, choose: n.Choose) -> str:
        found = self.node(choose.test)
        place = self._place(choose)
        for word, branch in ((f"if {found} is True:", choose.yes), (f"elif {found} is False:", choose.no)):
            self.line(word)
            with self.region():
                self.line(f"{place} = {self.node(branch)}")
        self.line(f"else: {place} = None")
        return place

    def _fallback(self, fallback: n.Fallback) -> str:
        found = self.node(fallback.first)
        place = self._assigned(fallback, found)
        self.line(f"if {place} is ABSENT:")
        with self.region():
            self.line(f"{place} = {self.node(fallback.second)}")
        return place

    def _apart(self, node: n.Node) -> str:
        """Computes a node in a function of its own, where its lines would be indented too deep."""
        arguments = ", ".join(("c", *dict.fromkeys(self.records), *self.numbers.values()))
        return self._kept(f"{self._outlined(node)}({arguments})")

    def _outlined(self, node: n.Node, given: Sequence[n.Node] = ()) -> str:
        name, places = f"e{self._temporary()}", [f"g{at}" for at in range(len(given))]
        arguments = ", ".join(("c", *dict.fromkeys(self.records), *self.numbers.values(), *places))
        kept = (self.lines, self.depth, self.known, self.notes, self.order, self.sure, self.surely, self.loops)
        self.lines, self.depth = [f"def {name}({arguments}):"], 1
        self._begin_noting()
        self.known, self.notes, self.order, self.sure, self.surely, self.loops = {}, {}, [], set(), [], []
        for part, place in zip(given, places, strict=True):
            self._know(part, place)
        self.line(f"return {self.node(node)}")
        self.outlined.append(self.lines)
        self.lines, self.depth, self.known, self.notes, self.order, self.sure, self.surely, self.loops = kept
        return name


def _is_of_inputs(node: n.Node) -> bool:
    """Whether a node looks at inputs and constants alone, at every one of them, and at no hour."""
    return (
        isinstance(node, n.Compare | n.Test | n.Apply | n.Call | n.Not)
        and not looks_at_moments(node)
        and all(isinstance(part, n.Input | n.Field | n.Constant) for part in every_part(node))
    )
