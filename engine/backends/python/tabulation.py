"""Decision tables: a chain of tests, each row of which answers for what it catches."""

from engine.backends.python.formulas import Formulas, looks_at_moments
from engine.meaning import nodes as n
from engine.meaning.account import every_part


class Tabulation(Formulas):
    """Emits tables; what they look at is computed once, before the rows."""

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
                if left.type.optional or right.type.optional or looks_at_moments(node):
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
        self.line(f"{before} = len(m)")
        place = self.node(source)
        self.line(f"{noted} = m[{before}:]")
        self.line(f"del m[{before}:]")
        self.known[id(source)], self.notes[id(source)] = place, noted


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
