"""Generates, for something asked, the Python that decides it: one function per definition, computed at most once."""

from engine.backends.python.emission import Emission
from engine.backends.python.formulas import is_wanting
from engine.backends.python.modules import ENTRY
from engine.meaning import nodes as n
from engine.meaning.account import every_part


class Generator(Emission):
    """Emits the functions of one or more roots over one meaning."""

    def decision(self, root: n.Definition) -> str:
        """The module whose `decide(c)` gives what a root comes to in a frame."""
        self._depths_of([root])
        self._function(f"def {ENTRY}(c):", root, "return {}")
        self._drain()
        return self._source()

    def each_of(self, roots: list[n.Definition]) -> str:
        """The module whose `decide` is a list: for each root the function that gives what it comes to in a frame."""
        self._functions_of(roots)
        self.line(f"{ENTRY} = [{', '.join(f'q{number}' for number in range(len(roots)))}]")
        return self._source()

    def numbers_of(self, roots: list[n.Definition]) -> str:
        """The module whose `decide(c)` gives the numbers of those roots that are true."""
        self._functions_of(roots)
        self.line(f"def {ENTRY}(c):")
        self.line(" found = []")
        for number in range(len(roots)):
            self.line(f" if q{number}(c) is True: found.append({number})")
        self.line(" return found")
        return self._source()

    def _functions_of(self, roots: list[n.Definition]) -> None:
        self._depths_of(roots)
        for number, root in enumerate(roots):
            self._function(f"def q{number}(c):", root, "return {}")
        self._drain()

    def shown(self, live: list[n.Definition], root: n.Definition) -> str:
        """The module whose `decide(c)` gives what a root comes to where whatever of `live` isn't shown isn't live."""
        self._depths_of([*live, root])
        self._function("def asked(c):", root, "return {}")
        self.wanted += live
        self._drain()
        self.line(f"def {ENTRY}(c):")
        for definition in live:
            self.line(
                f" if c[{definition.slot}] is PENDING: c[{definition.slot}] = {self.function_of(definition)}(c) is True"
            )
        self.line(" return asked(c)")
        return self._source()

    def sheets(self, scopes: list[n.Scope]) -> str:
        """The module whose `decide` is a list: for each scope the function of a frame and the records in reach."""
        for number, scope in enumerate(scopes):
            self._sheet(f"sheet{number}", scope)
        self._depths_of(self.wanted)
        self._drain()
        self.line(f"{ENTRY} = [{', '.join(f'sheet{number}' for number in range(len(scopes)))}]")
        return self._source()

    # ---- functions

    def _define(self, definition: n.Definition, name: str) -> None:
        if definition.record:
            kept = f"(*r[-1], {definition.slot})"
            self._function(f"def {name}(c, r):", definition, f"r[{definition.slot}] = {{0}}; return {{0}}", kept)
        else:
            kept = str(definition.slot)
            self._function(f"def {name}(c):", definition, f"c[{definition.slot}] = {{0}}; return {{0}}", kept)

    def _function(self, header: str, definition: n.Definition, ending: str, kept: str = "") -> None:
        self._begin(("r",) if definition.record else ())
        self.line(header)
        with self.region():
            self._begin_noting()
            if self.noting and kept:
                self.line("n = len(m)")
            self._ground(definition)
            self.count_uses(definition.scope, (definition.root,))
            if definition.record:
                self.hoist(definition.scope)
            found = self._junction_of(definition.root, ending) or self.node(definition.root)
            if self.noting and kept:
                wanting = is_wanting(found, definition.root)
                self.line(f"if {wanting}: keep(c, n, {kept})")
            elif self.noting:
                self.line("resolve(c)")
            self.line(ending.format(found))
        self._end()

    def _sheet(self, name: str, scope: n.Scope) -> None:
        records = tuple(f"r{level}" for level in range(len(scope.records)))
        self._begin(records)
        self.line(f"def {name}({', '.join(('c', *records))}):")
        self.whole = scope
        with self.region():
            start = len(self.lines)
            parts = {part.at for node in scope.nodes for part in every_part(node)}
            for node in scope.nodes:
                if node.at not in parts:
                    self.node(node)
            places = [
                self.constant(node.value) if isinstance(node, n.Constant) else self.known.get(id(node), f"s{node.at}")
                for node in scope.nodes
            ]
            left_alone = [
                f"s{node.at} = "
                for node in scope.nodes
                if id(node) not in self.known and not isinstance(node, n.Constant)
            ]
            if left_alone:
                self.lines.insert(start, f" {''.join(left_alone)}PENDING")
            self.line(f"return ({''.join(f'{place}, ' for place in places)})")
        self.whole = None
        self._end()

    def _junction_of(self, root: n.Node, ending: str) -> str | None:
        """What a function whose root is a junction comes to after one part that decides alone has had it return."""
        if self.noting or not isinstance(root, n.Junction) or not root.parts:
            return None
        open_ = self.sift(root, root.of_all, ending.format(not root.of_all))
        if not open_:
            return str(root.of_all)
        place = self._temporary()
        self.line(
            f"{place} = None if {' or '.join(f'{each} is None' for each in dict.fromkeys(open_))} else {root.of_all}"
        )
        return place

    def _begin(self, records: tuple[str, ...]) -> None:
        self.records = records
        self.known.clear()
        self.order.clear()
        self.sure.clear()
        self.surely.clear()
        self.uses.clear()

    def _end(self) -> None:
        for lines in self.outlined:
            self.lines += lines
        self.outlined.clear()

    def _source(self) -> str:
        """The generated module."""
        return "\n".join([*self.preface, *self.lines, ""])
