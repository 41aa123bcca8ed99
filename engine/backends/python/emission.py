"""Emits Python for nodes: straight-line code in which the value of each lies in a variable of its own.

Everything is named by number, so that nothing a clause file says can clash with it. The same emitter serves three ends:

* deciding: what decides alone leaves the rest alone;
* with `noting`, it also notes, in the frame's last place, the unknown inputs because of which a result is open:
  whatever turns out decided takes its own notes back;
* whole sheets (`engine/meaning/account.py`): no part is left alone but the branches and rows not taken.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, assert_never

from engine.evaluate.functions import ABSENT
from engine.meaning import nodes as n
from engine.meaning.account import every_part
from engine.meaning.meaning import Meaning
from engine.meaning.nodes import Arithmetic, Folding, Kind, Relation

_RELATIONS = {
    Relation.EQUAL: "==",
    Relation.UNEQUAL: "!=",
    Relation.LESS: "<",
    Relation.AT_MOST: "<=",
    Relation.MORE: ">",
    Relation.AT_LEAST: ">=",
}
_OPERATORS = {
    Arithmetic.PLUS: "{} + {}",
    Arithmetic.MINUS: "{} - {}",
    Arithmetic.TIMES: "{} * {}",
    Arithmetic.EXACT_PLUS: "add({}, {})",
    Arithmetic.EXACT_MINUS: "subtract({}, {})",
    Arithmetic.EXACT_TIMES: "multiply({}, {})",
    Arithmetic.QUOTIENT: "ratio({}, {})",
    Arithmetic.LATER: "plus({}, {})",
    Arithmetic.EARLIER: "plus({}, -{})",
    Arithmetic.MONTHS_LATER_DOWN: "add_months({}, {}, 'down')",
    Arithmetic.MONTHS_LATER_UP: "add_months({}, {}, 'up')",
    Arithmetic.MONTHS_EARLIER_DOWN: "add_months({}, -{}, 'down')",
    Arithmetic.MONTHS_EARLIER_UP: "add_months({}, -{}, 'up')",
}
_INLINED = {"year_of": "{0}.year", "day_of": "{0}.astimezone(ZONE).date()", "start_of_month": "{0}.replace(day=1)"}
"""Functions so small that the call would cost more than the work."""

_DEEPEST = 30
"""How deep lines may be indented: Python takes no more than 20 loops and 100 blocks within each other."""


class Emission:
    """Lines of generated code over one meaning, and the constants that they name."""

    def __init__(self, meaning: Meaning, noting: bool = False) -> None:
        self.meaning, self.noting = meaning, noting
        self.lines: list[str] = []
        self.outlined: list[list[str]] = []
        self.depth = 0
        self.count = 0
        self.preface: list[str] = []
        self.constants: dict[tuple[type, str], str] = {}
        self.records: tuple[str, ...] = ()
        self.known: dict[int, str] = {}
        self.notes: dict[int, str] = {}
        self.order: list[int] = []
        self.whole: n.Scope | None = None
        self.wanted: list[n.Definition] = []

    # ---- nodes: each returns a name or literal that holds the value

    def node(self, node: n.Node) -> str:
        """Emits the computation of a node and returns where its value is."""
        place = self.known.get(id(node))
        if place is not None:
            if id(node) in self.notes:
                self.line(f"if {place} is None: c[-1].extend({self.notes[id(node)]})")
            return place
        if self.depth > _DEEPEST and self.whole is None and every_part(node):
            return self._apart(node)
        if not self.noting or not every_part(node):
            place = self._emitted(node)
            if not self.noting:
                self._know(node, place)
            return place
        noted = self._temporary()
        self.line(f"{noted} = len(c[-1])")
        place = self._emitted(node)
        self.line(f"if {place} is not None: del c[-1][{noted}:]")
        return place

    def _emitted(self, node: n.Node) -> str:
        match node:
            case n.Constant(value=value):
                return self.constant(value)
            case n.Input(slot=slot):
                return self._read(node, f"c[{slot}]", f"c[-1].append(({slot},))")
            case n.Field(level=level, column=column):
                record = self.records[level]
                return self._read(node, f"{record}[{column}]", f"c[-1].append((*{record}[-1], {column}))")
            case n.Named():
                return self._named(node)
            case n.Junction():
                return self._junction(node)
            case n.Not(part=part):
                found = self.node(part)
                return self._assigned(node, f"None if {found} is None else not {found}")
            case n.Choose():
                return self._choose(node)
            case n.Fallback():
                return self._fallback(node)
            case n.Compare():
                return self._compare(node)
            case n.Test(part=part, options=options):
                found = self.node(part)
                result = f"{found} is ABSENT" if options is None else f"{found} in {self.constant(frozenset(options))}"
                return self._assigned(node, f"None if {found} is None else {result}")
            case n.Apply(operator=operator, left=left, right=right):
                operands = self.node(left), self.node(right)
                return self._passed(node, (left, right), operands, _OPERATORS[operator].format(*operands))
            case n.Call():
                return self._call(node)
            case n.Fold():
                return self._fold(node)
            case n.Table():
                return self._table(node)
        assert_never(node)

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

    def _read(self, node: n.Node, source: str, note: str) -> str:
        place = self._assigned(node, source)
        if self.noting:
            self.line(f"if {place} is None: {note}")
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
            self.line(f"elif {place} is None: c[-1].extend(c[-2][{kept}])")
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

    def _compare(self, compare: n.Compare) -> str:
        operands = (compare.left, compare.right)
        found = tuple(self.node(operand) for operand in operands)
        kinds = [operand.type.kind for operand in operands]
        shown = list(found)
        if Kind.RATIO in kinds:
            pairs = zip(found, kinds, strict=True)
            shown = [place if kind is Kind.RATIO else f"Fraction({place})" for place, kind in pairs]
        result = f"{shown[0]} {_RELATIONS[compare.relation]} {shown[1]}"
        unknown = [place for operand, place in zip(operands, found, strict=True) if not _is_constant(operand)]
        if unknown:
            result = f"None if {' or '.join(f'{place} is None' for place in unknown)} else {result}"
        maybe = [place for operand, place in zip(operands, found, strict=True) if operand.type.optional]
        if maybe:
            result = f"False if {' or '.join(f'{place} is ABSENT' for place in maybe)} else {result}"
        return self._assigned(compare, result)

    def _passed(self, node: n.Node, parts: tuple[n.Node, ...], found: tuple[str, ...], result: str) -> str:
        """`result`, unless a part is unknown or, where its type admits it, none."""
        pairs = list(zip(parts, found, strict=True))
        maybe = dict.fromkeys(place for part, place in pairs if part.type.optional)
        unknown = dict.fromkeys(place for part, place in pairs if not _is_constant(part))
        if maybe:
            result = f"ABSENT if {' or '.join(f'{place} is ABSENT' for place in maybe)} else {result}"
        if unknown:
            result = f"None if {' or '.join(f'{place} is None' for place in unknown)} else {result}"
        return self._assigned(node, result)

    def _call(self, call: n.Call) -> str:
        divided = call.arguments[0]
        if (
            call.function in ("floor", "ceiling")
            and self.whole is None
            and isinstance(divided, n.Apply)
            and divided.operator is Arithmetic.QUOTIENT
            and {divided.left.type.kind, divided.right.type.kind} <= n.SPANS
        ):
            left, right = self.node(divided.left), self.node(divided.right)
            result = f"{left} // {right}" if call.function == "floor" else f"-(-{left} // {right})"
            return self._passed(call, (divided.left, divided.right), (left, right), result)
        found = tuple(self.node(argument) for argument in call.arguments)
        if call.function in _INLINED:
            result = _INLINED[call.function].format(*found)
        else:
            result = f"f_{call.function}({', '.join(found)})"
        return self._passed(call, call.arguments, found, result)

    def _table(self, table: n.Table) -> str:
        for source in table.inputs if self.noting else ():
            if every_part(source):
                self._keep_notes(source)
        if not self.noting:
            for source in table.inputs:
                self.node(source)
        place = self._place(table)
        self.line("while True:")
        with self.region():
            self.line(f"{place} = None")
            for line in table.lines:
                test = self.node(line.test)
                self.line(f"if {test} is None: break")
                self.line(f"if {test}:")
                with self.region():
                    self.line(f"{place} = {self.node(line.result)}")
                    self.line("break")
            self.line("break")
        for source in table.inputs if self.noting else ():
            self.known.pop(id(source), None)
            self.notes.pop(id(source), None)
        return place

    def _keep_notes(self, source: n.Node) -> None:
        """Computes what a table looks at once; what it noted is noted again wherever it is read."""
        before, noted = self._temporary(), self._temporary()
        self.line(f"{before} = len(c[-1])")
        place = self.node(source)
        self.line(f"{noted} = c[-1][{before}:]")
        self.line(f"del c[-1][{before}:]")
        self.known[id(source)], self.notes[id(source)] = place, noted

    # ---- folds

    def _fold(self, fold: n.Fold) -> str:
        source = self.node(fold.source)
        position = self.node(fold.position) if fold.position else None
        place, record = self._place(fold), f"r{self._temporary()}"
        starts = {
            Folding.SOME: "False",
            Folding.EVERY: "True",
            Folding.COUNT: "0",
            Folding.SUM: "0"
            if fold.type.kind is Kind.INTEGER
            else "ZERO_SPAN"
            if fold.type.kind in n.SPANS
            else "ZERO",
        }
        self.line(f"if {source} is None{f' or {position} is None' if position else ''}: {place} = None")
        self.line("else:")
        whole, self.whole = self.whole, None
        records, self.records = self.records, (*self.records, record)
        with self.region():
            self.line(f"{place} = {starts.get(fold.folding, '[]')}")
            self.line(f"for {record} in {source}:")
            with self.region():
                self.hoist(fold.scope, tuple(part for part in (fold.where, fold.body) if part is not None))
                self._each(fold, place)
            if fold.folding not in starts:
                picked = {
                    Folding.SMALLEST: f"min({place})",
                    Folding.LARGEST: f"max({place})",
                    Folding.NTH: f"sorted({place})[{position} - 1]",
                }[fold.folding]
                enough = f"1 <= {position} <= len({place})" if position else place
                self.line(f"if {place} is not None: {place} = {picked} if {enough} else ABSENT")
        self.whole, self.records = whole, records
        return place

    def _each(self, fold: n.Fold, place: str) -> None:
        """What one record does to the result so far."""
        junction = fold.folding in (Folding.SOME, Folding.EVERY)
        if fold.where is not None:
            found = self.node(fold.where)
            self.line(f"if {found} is None:")
            self.line(f"    {place} = None; {'continue' if junction else 'break'}")
            self.line(f"if {found} is False: continue")
        if fold.body is None:
            self.line(f"{place} += 1")
            return
        found = self.node(fold.body)
        if junction:
            decisive, neutral = ("True", "False") if fold.folding is Folding.SOME else ("False", "True")
            self.line(f"if {found} is {decisive}:")
            self.line(f"    {place} = {decisive}; break")
            self.line(f"if {found} is not {neutral}: {place} = None")
            return
        self.line(f"if {found} is None:")
        self.line(f"    {place} = None; break")
        if fold.body.type.optional:
            self.line(f"if {found} is ABSENT: continue")
        if fold.folding is not Folding.SUM:
            self.line(f"{place}.append({found})")
        elif fold.type.kind is Kind.INTEGER or fold.type.kind in n.SPANS:
            self.line(f"{place} = {place} + {found}")
        else:
            self.line(f"{place} = add({place}, {found})")

    def hoist(self, scope: n.Scope, roots: tuple[n.Node, ...]) -> None:
        """Computes first, and once, the fields and the small functions of fields that are used more than once.

        Not while noting: there the place of a reading decides whether it is noted.
        """
        if self.noting:
            return
        counts: dict[int, int] = {root.at: 1 for root in roots}
        for node in scope.nodes:
            for part in every_part(node):
                counts[part.at] = counts.get(part.at, 0) + 1
        for node in scope.nodes:
            small = isinstance(node, n.Call) and node.function in _INLINED and isinstance(node.arguments[0], n.Field)
            if counts.get(node.at, 0) > 1 and (isinstance(node, n.Field) or small):
                self.node(node)

    # ---- lines

    def line(self, text: str) -> None:
        """Adds a line at the present depth."""
        self.lines.append(" " * self.depth + text)

    @contextmanager
    def region(self) -> Iterator[None]:
        """Lines that may not be reached: what they compute is known among them alone."""
        self.depth += 1
        known = len(self.order)
        yield
        for identity in self.order[known:]:
            del self.known[identity]
        del self.order[known:]
        self.depth -= 1

    def function_of(self, definition: n.Definition) -> str:
        """The name of the function that computes a definition: numbers, whatever the definition is called."""
        if definition.of is n.Defines.DERIVED:
            return f"d{self.meaning.layout.numbers[definition.record]}_{definition.slot}"
        return f"v{definition.slot}"

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

    def _apart(self, node: n.Node) -> str:
        """Computes a node in a function of its own, where its lines would be indented too deep."""
        name, place = f"e{self._temporary()}", self._temporary()
        arguments = ", ".join(("c", *dict.fromkeys(self.records)))
        self.line(f"{place} = {name}({arguments})")
        kept = (self.lines, self.depth, self.known, self.notes, self.order)
        self.lines, self.depth, self.known, self.notes, self.order = [f"def {name}({arguments}):"], 1, {}, {}, []
        self.line(f"return {self.node(node)}")
        self.outlined.append(self.lines)
        self.lines, self.depth, self.known, self.notes, self.order = kept
        return place


def _is_constant(node: n.Node) -> bool:
    return isinstance(node, n.Constant)
