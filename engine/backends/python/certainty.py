"""Emits Python for cases of which everything looked at is known: yes and no are Python's own, and nothing is open.

It is made for one choice of readings: what these settle is settled here and costs nothing any more.

Where something unknown is looked at after all, the code gives up by raising `UnknownError`, and what weighs unknowns
is asked instead. So whatever it does give is what that would give: it looks at no less than the way taken needs.
"""

from typing import assert_never

from engine.backends.python.inline import Inline
from engine.backends.python.loops import gone_through
from engine.backends.python.modules import ENTRY
from engine.meaning import nodes as n
from engine.meaning.marks import PENDING
from engine.meaning.nodes import Folding, Kind

_INDENTED = 12
"""How deep lines may be indented; what lies deeper is an expression."""


class Certainty(Inline):
    """Emits the functions of one root as expressions, of which a part used twice is kept in a variable."""

    def decision(self, root: n.Definition) -> str:
        """The module whose `decide(c)` gives what a root comes to in a frame, or raises `UnknownError`."""
        self._depths_of([root])
        self.settled.settle(root)
        self.readers = self.settled.readers(root)
        self._function(f"def {ENTRY}(c):", root, (), "return {}")
        self._drain()
        return "\n".join([*self.preface, *self.lines, ""])

    def _define(self, definition: n.Definition, name: str) -> None:
        derived = bool(definition.record)
        header, holder = (f"def {name}(c, r):", "r") if derived else (f"def {name}(c):", "c")
        ending = f"{holder}[{definition.slot}] = t = {{}}; return t"
        self._function(header, definition, ("r",) if derived else (), ending)

    def _function(self, header: str, definition: n.Definition, records: tuple[str, ...], ending: str) -> None:
        self.records = records
        self.known.clear()
        self.order.clear()
        self.uses.clear()
        self.line(header)
        with self.region():
            self._ground(definition)
            self._count(definition.root)
            self._ended(definition.root, ending)
        for lines in self.outlined:
            self.lines += lines
        self.outlined.clear()

    # ---- lines: a node as the end of a function

    def _ended(self, node: n.Node, ending: str) -> None:
        """Lines that end with what a node comes to."""
        node = self.settled.what_is_left(node)
        if self.depth < _INDENTED and id(node) not in self.known:
            match node:
                case n.Choose(test=test, yes=yes, no=no):
                    self.line(f"if {self.node(test)}:")
                    with self.region():
                        self._ended(yes, ending)
                    self._ended(no, ending)
                    return
                case n.Fold():
                    self._looped(node, ending)
                    return
                case n.Table():
                    self._rows(node, ending)
                    return
                case _:
                    pass
        self.line(ending.format(self.node(node)))

    def _rows(self, table: n.Table, ending: str) -> None:
        for source in table.inputs:
            if self.settled.value(source) is PENDING:
                found = self._shared(source)
                if not found.isidentifier():
                    self.line(found)
        for line in self.settled.rows(table):
            if self.settled.value(line.test) is True:
                self._ended(line.result, ending)
                return
            self.line(f"if {self.node(line.test)}:")
            with self.region():
                self._ended(line.result, ending)
        self.line("unknown()")

    def _looped(self, fold: n.Fold, ending: str) -> None:
        source, record = self.node(fold.source), f"r{self._temporary()}"
        position = self.node(fold.position) if fold.position else None
        if position is not None:
            self.line(f"p = {position}")
        for part in (fold.where, fold.body):
            if part is not None:
                self._count(part)
        records, self.records = self.records, (*self.records, record)
        start, self.constant_in = len(self.lines), []
        header = f"for {record} in {gone_through(fold, source, position)}:"
        match fold.folding:
            case Folding.SOME | Folding.EVERY:
                self._sought(fold, header, ending)
            case Folding.COUNT:
                self._gathered(fold, header, "0", "g += 1")
                self.line(ending.format("g"))
            case Folding.SUM:
                plain = fold.type.kind is Kind.INTEGER or fold.type.kind in n.SPANS
                nothing = "0" if fold.type.kind is Kind.INTEGER else "ZERO_SPAN" if plain else "ZERO"
                self._gathered(fold, header, nothing, "g += {}" if plain else "g = add(g, {})")
                self.line(ending.format("g"))
            case Folding.SMALLEST | Folding.LARGEST | Folding.NTH:
                self._gathered(fold, header, "[]", "g.append({})")
                picked = {
                    Folding.SMALLEST: "(min(g) if g else ABSENT)",
                    Folding.LARGEST: "(max(g) if g else ABSENT)",
                    Folding.NTH: "(sorted(g)[p - 1] if 1 <= p <= len(g) else ABSENT)",
                }
                self.line(ending.format(picked[fold.folding]))
            case _:
                assert_never(fold.folding)
        if self.constant_in:
            self.lines.insert(start, " " * self.depth + " = ".join((*self.constant_in, "None")))
        self.records, self.constant_in = records, None

    def _sought(self, fold: n.Fold, header: str, ending: str) -> None:
        """Looks for the record that decides."""
        some = fold.folding is Folding.SOME
        self.line(header)
        with self.region():
            self._sifted(fold.where, True)
            self._sifted(fold.body, some)
            self.line(ending.format(some))
        self.line(ending.format(not some))

    def _sifted(self, node: n.Node | None, wanted: bool) -> None:
        """Lines beyond which a loop gets with a record only where a node is as wanted."""
        if node is None or self.settled.value(node) is wanted:
            return
        if self.settled.value(node) is not PENDING:
            self.line("continue")
            return
        node = self.settled.what_is_left(node)
        match node:
            case n.Not(part=part):
                self._sifted(part, not wanted)
            case n.Junction(of_all=of_all) if of_all is wanted:
                for part in self.settled.left(node):
                    self._sifted(part, wanted)
            case _:
                self.line(f"if {'not ' if wanted else ''}{self.node(node)}: continue")

    def _gathered(self, fold: n.Fold, header: str, start: str, each: str) -> None:
        """Makes something of every record that counts."""
        self.line(f"g = {start}")
        self.line(header)
        with self.region():
            self._sifted(fold.where, True)
            found = "" if fold.body is None else self.node(fold.body)
            if fold.body is not None and fold.body.type.optional:
                self.line(f"b = {found}")
                self.line("if b is ABSENT: continue")
                found = "b"
            self.line(each.format(found))
