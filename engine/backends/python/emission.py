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

from engine.meaning import nodes as n
from engine.meaning.account import every_part
from engine.meaning.marks import ABSENT
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
    Arithmetic.TIMES: "times({}, {})",
    Arithmetic.SPAN_TIMES: "{} * {}",
    Arithmetic.EXACT_PLUS: "add({}, {})",
    Arithmetic.EXACT_MINUS: "subtract({}, {})",
    Arithmetic.EXACT_TIMES: "multiply({}, {})",
    Arithmetic.QUOTIENT: "ratio({}, {})",
    Arithmetic.LATER: "{} + {}",
    Arithmetic.EARLIER: "{} - {}",
    Arithmetic.MONTHS_LATER_DOWN: "add_months({}, {}, 'down')",
    Arithmetic.MONTHS_LATER_UP: "add_months({}, {}, 'up')",
    Arithmetic.MONTHS_EARLIER_DOWN: "add_months({}, -{}, 'down')",
    Arithmetic.MONTHS_EARLIER_UP: "add_months({}, -{}, 'up')",
}
_INLINED = {"year_of": "{0}.year", "day_of": "{0}.astimezone(ZONE).date()", "start_of_month": "{0}.replace(day=1)"}
"""Functions so small that the call would cost more than the work."""
_WITHOUT_ZONE = _INLINED | {"day_of": "{0}.date()"}
"""The same in a document that has no time zone."""

_DEEPEST = 30
"""How deep lines may be indented: Python takes no more than 20 loops and 100 blocks within each other."""


class Emission:
    """Lines of generated code over one meaning, and the constants that they name."""

    def __init__(self, meaning: Meaning, noting: bool = False) -> None:
        self.meaning, self.noting = meaning, noting
        self.inlined = _INLINED if meaning.program.edition.zone else _WITHOUT_ZONE
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
        self.sure: set[str] = set()
        self.surely: list[str] = []
        self.uses: dict[int, int] = {}
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

    def _combined(self, node: n.Node) -> str:
        """A node whose value is one expression, unless what it needs is unknown or none."""
        needed, result = self._expression(node)
        absent = [place for place, optional in needed.items() if optional]
        unknown = [place for place in needed if not self._is_sure(place)]
        if isinstance(node, n.Compare):
            result = _unless("None", unknown, "None", result)
            result = _unless("False", absent, "ABSENT", result)
        else:
            tested = isinstance(node, n.Test)
            result = result if tested else _unless("ABSENT", absent, "ABSENT", result)
            result = _unless("None", unknown, "None", result)
        place = self._assigned(node, result)
        if not unknown:
            self._be_sure(place)
        return place

    def _expression(self, node: n.Node) -> tuple[dict[str, bool], str]:
        """A node as one expression, and the variables that it needs to be known, each with whether it may be none.

        A part that nothing else uses, and that cannot be none, is written into the expression itself.
        """
        match node:
            case n.Not(part=part):
                needed, found = self._operand(part)
                return needed, f"not {found}"
            case n.Test(part=part, options=options):
                found = self.node(part)
                result = f"{found} is ABSENT" if options is None else f"{found} in {self.constant(frozenset(options))}"
                return {found: False}, result
            case n.Compare(relation=relation, left=left, right=right):
                needed, (one, other) = self._operands((left, right))
                if Kind.RATIO in (left.type.kind, right.type.kind):
                    one = one if left.type.kind is Kind.RATIO else f"Fraction({one})"
                    other = other if right.type.kind is Kind.RATIO else f"Fraction({other})"
                return needed, f"{one} {_RELATIONS[relation]} {other}"
            case n.Apply(operator=operator, left=left, right=right):
                needed, operands = self._operands((left, right))
                return needed, _OPERATORS[operator].format(*operands)
            case n.Call(function=name, arguments=arguments):
                divided = arguments[0]
                if self.whole is None and name in ("floor", "ceiling") and _divides_spans(divided):
                    assert isinstance(divided, n.Apply)
                    needed, (left_, right_) = self._operands((divided.left, divided.right))
                    return needed, f"{left_} // {right_}" if name == "floor" else f"-(-{left_} // {right_})"
                needed, found_ = self._operands(arguments)
                inlined = self.inlined.get(name)
                return needed, inlined.format(*found_) if inlined else f"f_{name}({', '.join(found_)})"
            case _:
                raise AssertionError("this kind of node takes more than one line")

    def _operands(self, nodes: tuple[n.Node, ...]) -> tuple[dict[str, bool], list[str]]:
        needed: dict[str, bool] = {}
        found = []
        for node in nodes:
            own, expression = self._operand(node)
            needed |= {place: optional or needed.get(place, False) for place, optional in own.items()}
            found.append(expression)
        return needed, found

    def _operand(self, node: n.Node) -> tuple[dict[str, bool], str]:
        alone = self.uses.get(id(node), 0) == 1 and id(node) not in self.known
        if alone and isinstance(node, n.Apply | n.Call) and not self.noting and self.whole is None:
            needed, expression = self._expression(node)
            if not any(needed.values()):
                return needed, f"({expression})"
            place = self._temporary()
            result = _unless("ABSENT", [each for each, optional in needed.items() if optional], "ABSENT", expression)
            unknown = [each for each in needed if not self._is_sure(each)]
            self.line(f"{place} = {_unless('None', unknown, 'None', result)}")
            return {place: True}, place
        place = self.node(node)
        return ({} if _is_constant(node) and not node.type.optional else {place: node.type.optional}), place

    def _is_sure(self, place: str) -> bool:
        """Whether a variable is known not to be unknown where the next line stands."""
        return place in self.sure or place[0] == "k" or place in ("True", "False", "ABSENT")

    def _is_there(self, node: n.Node) -> bool:
        """Whether the value of a node is in a variable already, and not unknown."""
        return isinstance(node, n.Constant) or self._is_sure(self.known.get(id(node), "?"))

    def _be_sure(self, place: str) -> None:
        if place not in self.sure:
            self.sure.add(place)
            self.surely.append(place)

    def _table(self, table: n.Table) -> str:
        for source in table.inputs:
            if not self.noting:
                self.node(source)
            elif every_part(source):
                self._keep_notes(source)
        place = self._place(table)
        first = table.lines[0].test if table.lines else None
        needed = [
            self.known[id(source)]
            for source in table.inputs
            if first is not None and not self.noting and _is_open_with(first, source) and id(source) in self.known
        ]
        needed = [each for each in needed if not self._is_sure(each)]
        if needed:
            self.line(f"if {' or '.join(f'{each} is None' for each in needed)}: {place} = None")
            self.line("else:")
            with self.region():
                for each in needed:
                    self._be_sure(each)
                self._lines_of(table, place)
        else:
            self._lines_of(table, place)
        for source in table.inputs if self.noting else ():
            self.known.pop(id(source), None)
            self.notes.pop(id(source), None)
        return place

    def _lines_of(self, table: n.Table, place: str) -> None:
        self.line("while True:")
        with self.region():
            self.line(f"{place} = None")
            for line in table.lines:
                test = self._sure_test(line.test)
                if test is None:
                    test = self.node(line.test)
                    if not self._is_sure(test):
                        self.line(f"if {test} is None: break")
                self.line(f"if {test}:")
                with self.region():
                    self.line(f"{place} = {self.node(line.result)}")
                    self.line("break")
            self.line("break")

    def _sure_test(self, node: n.Node) -> str | None:
        """A test as an expression, where all that it looks at is there and known; None where it isn't that plain."""
        if self.noting or self.whole is not None or id(node) in self.known:
            return None
        match node:
            case n.Compare(left=left, right=right):
                if left.type.optional or right.type.optional:
                    return None
                places = [
                    self.constant(p.value) if isinstance(p, n.Constant) else self.known.get(id(p), "?")
                    for p in (left, right)
                ]
                return self._expression(node)[1] if all(map(self._is_sure, places)) else None
            case n.Test(part=part):
                return self._expression(node)[1] if self._is_sure(self.known.get(id(part), "?")) else None
            case n.Junction(of_all=of_all, parts=parts):
                found = [self._sure_test(part) for part in parts]
                known = [each for each in found if each is not None]
                return f" {'and' if of_all else 'or'} ".join(f"({each})" for each in known) if known == found else None
            case _:
                return None

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
                self.count_uses(fold.scope, tuple(part for part in (fold.where, fold.body) if part is not None))
                self.hoist(fold.scope)
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
            open_ = self.sift(fold.where, True, "continue")
            if open_:
                self.line(f"if {any_unknown(open_)}:")
                self.line(f"    {place} = None; {'continue' if junction else 'break'}")
        if fold.body is None:
            self.line(f"{place} += 1")
            return
        if junction:
            decisive = "True" if fold.folding is Folding.SOME else "False"
            open_ = self.sift(fold.body, fold.folding is Folding.SOME, "continue")
            if open_:
                self.line(f"if {any_unknown(open_)}:")
                self.line(f"    {place} = None; continue")
            self.line(f"{place} = {decisive}; break")
            return
        found = self.node(fold.body)
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

    def sift(self, node: n.Node, wanted: bool, leave: str) -> list[str]:
        """Emits what takes leave where a node is decided otherwise than wanted.

        What comes after is reached where it is as wanted, or where one of the variables given back is unknown.
        """
        plain = not self.noting and id(node) not in self.known
        if plain and isinstance(node, n.Not):
            return self.sift(node.part, not wanted, leave)
        if plain and isinstance(node, n.Junction) and node.of_all is wanted:
            return [place for part in node.parts for place in self.sift(part, wanted, leave)]
        found = self.node(node)
        self.line(f"if {found} is {not wanted}: {leave}")
        return [] if self._is_sure(found) else [found]

    def count_uses(self, scope: n.Scope, roots: tuple[n.Node, ...]) -> None:
        """Counts how often each node of a scope is used in it."""
        self.uses |= {id(root): 1 for root in roots}
        for node in scope.nodes:
            for part in every_part(node):
                self.uses[id(part)] = self.uses.get(id(part), 0) + 1

    def hoist(self, scope: n.Scope) -> None:
        """Computes first, and once, the fields and the small functions of fields that are used more than once.

        Not while noting: there the place of a reading decides whether it is noted.
        """
        if self.noting:
            return
        for node in scope.nodes:
            small = (
                isinstance(node, n.Call) and node.function in self.inlined and isinstance(node.arguments[0], n.Field)
            )
            if self.uses.get(id(node), 0) > 1 and (isinstance(node, n.Field) or small):
                self.node(node)

    # ---- lines

    def line(self, text: str) -> None:
        """Adds a line at the present depth."""
        self.lines.append(" " * self.depth + text)

    @contextmanager
    def region(self) -> Iterator[None]:
        """Lines that may not be reached: what they compute is known among them alone."""
        self.depth += 1
        known, sure = len(self.order), len(self.surely)
        yield
        for identity in self.order[known:]:
            del self.known[identity]
        del self.order[known:]
        self.sure.difference_update(self.surely[sure:])
        del self.surely[sure:]
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
        kept = (self.lines, self.depth, self.known, self.notes, self.order, self.sure, self.surely)
        self.lines, self.depth = [f"def {name}({arguments}):"], 1
        self.known, self.notes, self.order, self.sure, self.surely = {}, {}, [], set(), []
        self.line(f"return {self.node(node)}")
        self.outlined.append(self.lines)
        self.lines, self.depth, self.known, self.notes, self.order, self.sure, self.surely = kept
        return place


def _unless(otherwise: str, places: list[str], value: str, result: str) -> str:
    """The source of `result`, or of what holds where one of several variables has a value."""
    if not places:
        return result
    return f"{otherwise} if {' or '.join(f'{place} is {value}' for place in places)} else {result}"


def any_unknown(places: list[str]) -> str:
    """The source of whether one of several variables is unknown."""
    return " or ".join(f"{place} is None" for place in dict.fromkeys(places))


def _divides_spans(node: n.Node) -> bool:
    return (
        isinstance(node, n.Apply)
        and node.operator is Arithmetic.QUOTIENT
        and {node.left.type.kind, node.right.type.kind} <= n.SPANS
    )


def _is_open_with(node: n.Node, source: n.Node) -> bool:
    """Whether a node is unknown whenever a source is, as far as its form tells."""
    match node:
        case n.Junction(parts=parts):
            return bool(parts) and all(_is_open_with(part, source) for part in parts)
        case n.Not(part=part) | n.Test(part=part):
            return _is_open_with(part, source)
        case n.Compare(left=left, right=right):
            return not left.type.optional and not right.type.optional and source in (left, right)
        case _:
            return node is source


def _is_constant(node: n.Node) -> bool:
    return isinstance(node, n.Constant)
