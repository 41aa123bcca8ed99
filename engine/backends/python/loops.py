"""Folds: loops over the records of a list, left as soon as what is still to come cannot matter."""

from engine.backends.python.formulas import is_wanting
from engine.backends.python.pairing import Pairing
from engine.meaning import nodes as n
from engine.meaning.nodes import Folding, Kind


class Loops(Pairing):
    """Emits folds."""

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
        numbers, self.numbers = self.numbers, self._numbered(fold, record)
        with self.region():
            self.line(f"{place} = {starts.get(fold.folding, '[]')}")
            self.count_uses(fold.scope, tuple(part for part in (fold.where, fold.body) if part is not None))
            self._hoist_out(fold.scope)
            number = self.numbers.get(fold.scope.level)
            through = gone_through(fold, source, position, number is not None)
            source = self._picked(fold, source, through, place)
            start, waiting = len(self.lines), list[str]()
            self.loops.append((fold.scope.level, waiting))
            self.line(f"for {record if number is None else f'{number}, {record}'} in {source}:")
            with self.region():
                self.hoist(fold.scope)
                self._each(fold, place)
            self.loops.pop()
            if waiting:
                self.lines.insert(start, " " * self.depth + " = ".join((*waiting, "PENDING")))
            if fold.folding not in starts:
                picked = {
                    Folding.SMALLEST: f"min({place})",
                    Folding.LARGEST: f"max({place})",
                    Folding.NTH: f"sorted({place})[{position} - 1]",
                }[fold.folding]
                enough = f"1 <= {position} <= len({place})" if position else place
                self.line(f"if {place} is not None: {place} = {picked} if {enough} else ABSENT")
        self.whole, self.records, self.numbers = whole, records, numbers
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

    def _numbered(self, fold: n.Fold, record: str) -> dict[int, str]:
        """The variables of the numbers of records in reach, with that of a fold's own where its code asks for it."""
        wanted = not self.meaning.layout.nested and _compares_with_others(fold.scope, fold.scope.level)
        return {**self.numbers, fold.scope.level: f"i{record}"} if wanted else self.numbers

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

    def hoist(self, scope: n.Scope) -> None:
        """Computes first, and once, the fields and the small functions of fields that are used more than once.

        Not while noting: there the place of a reading decides whether it is noted.
        """
        if self.noting:
            return
        for node in scope.nodes:
            if self.uses.get(id(node), 0) > 1 and self._field_of(node) is not None:
                self.node(node)

    def _hoist_out(self, scope: n.Scope) -> None:
        """Computes before a loop, and once, inputs, and the fields around it with the small functions of these."""
        if self.noting:
            return
        for node in scope.nodes:
            field = self._field_of(node)
            is_there = isinstance(node, n.Input) or (field is not None and field.level < scope.level)
            if is_there and self.uses.get(id(node), 0) > 0:
                self.node(node)

    def once(self, node: n.Node) -> str:
        """What is the same for every record of a loop: computed for the first that needs it.

        While noting also for others, as long as something is wanting: where that is met, it is noted.
        """
        place = self._temporary()
        loop = self.loops.pop()
        loop[1].append(place)
        wanting = f" or {is_wanting(place, node)}" if self.noting else ""
        self.line(f"if {place} is PENDING{wanting}:")
        with self.region():
            found = self.node(node)
            self.line(f"{place} = {found}")
            is_sure = self._is_sure(found)
        self.loops.append(loop)
        if is_sure:
            self._be_sure(place)
        return place

    def _field_of(self, node: n.Node) -> n.Field | None:
        """The field that a node is, or of which it is a small function; None where it is neither."""
        if isinstance(node, n.Call) and node.function in self.inlined:
            node = node.arguments[0]
        return node if isinstance(node, n.Field) else None


def any_unknown(places: list[str]) -> str:
    """The source of whether one of several variables is unknown."""
    return " or ".join(f"{place} is None" for place in dict.fromkeys(places))


def gone_through(fold: n.Fold, source: str, position: str | None, numbered: bool = False) -> str:
    """The source of the records that a fold goes through, with their numbers or without: all, or the one in a place."""
    if position is None or fold.folding is Folding.NTH:
        return f"enumerate({source})" if numbered else source
    records = f"{source}[{position} - 1:{position}]"
    return f"enumerate({records}, {position} - 1)" if numbered else records


def _compares_with_others(scope: n.Scope, level: int) -> bool:
    """Whether a record is asked the same as one around it: with itself, that is known by its number."""
    return any(
        (isinstance(node, n.Compare) and node.mirrored is not None and node.mirrored[1] == level)
        or (isinstance(node, n.Fold) and _compares_with_others(node.scope, level))
        for node in scope.nodes
    )
