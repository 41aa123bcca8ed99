"""What a record is looked for beside others: conditions as sets of the records of which they hold."""

from abc import abstractmethod
from collections.abc import Sequence

from engine.backends.python.formulas import looks_at_moments
from engine.backends.python.picking import FEW
from engine.backends.python.tabulation import Tabulation
from engine.backends.python.variables import RELATIONS
from engine.meaning import nodes as n
from engine.meaning.account import every_part
from engine.meaning.mirrored import of_itself
from engine.meaning.nodes import Folding, Kind, Relation

_TURNED = {
    Relation.LESS: Relation.MORE,
    Relation.AT_MOST: Relation.AT_LEAST,
    Relation.MORE: Relation.LESS,
    Relation.AT_LEAST: Relation.AT_MOST,
}
"""What a relation is if both sides change places; what is not named stays as it is."""


class Pairing(Tabulation):
    """Emits, before the loop of a fold, which records of a list it is to go through."""

    @abstractmethod
    def _outlined(self, node: n.Node, given: Sequence[n.Node] = ()) -> str:
        """The name of a function that computes a node on the records in reach, and of what is `given` to it."""

    def _picked(self, fold: n.Fold, source: str, through: str, place: str) -> str:
        """The source of the records that a fold has still to go through, with their numbers where it asks for these.

        Of more than a few those are left out that don't count; where of each it is known whether it does, and of none
        more is asked than can be computed of it once, the result is there already.
        """
        level, conditions = fold.scope.level, _conditions(fold)
        if fold.position is not None or self.whole is not None or not self._are_beside(conditions, level):
            return through
        picked, noted = self._temporary(), self._temporary()
        self.line(f"{picked} = {through}")
        self.line(f"if len({source}) > {FEW}:")
        with self.region():
            if self.noting:
                self.line(f"{noted} = len(m)")
            self.line("try:")
            with self.region():
                sets = self._kept(f"listed(c, {source})")
                self.line(f"if {sets} is not None:")
                with self.region():
                    found = self._counting(conditions, level, sets)
                    self._gathered(fold, sets, found, picked, place)
            self.line("except ArithmeticError: pass")
            if self.noting:
                self.line(f"del m[{noted}:]")
        return picked

    def _are_beside(self, conditions: list[tuple[n.Node, bool]], level: int) -> bool:
        """Whether conditions look at a record around a loop as well, and are sets at least in part."""
        levels = frozenset[int]().union(*(self.levels_of(node) for node, _ in conditions))
        return level in levels and len(levels) > 1 and any(self._is_set(node, level) for node, _ in conditions)

    def _counting(self, conditions: list[tuple[n.Node, bool]], level: int, sets: str) -> str:
        """The variable of the set of which all conditions are as wanted."""
        found = self._temporary()
        self.line(f"{found} = {sets}.throughout(True)")
        for node, wanted in conditions:
            self.line(f"if {found}[1]:")
            with self.region():
                one = self._set_or_open(node, level, sets)
                one = one if wanted else self._kept(_turned_round(sets, one))
                self.line(f"{found} = {_joined(found, one, '&')}")
        return found

    def _gathered(self, fold: n.Fold, sets: str, found: str, picked: str, place: str) -> None:
        """The result of a fold as far as the set of what counts tells it, and the records that are left."""
        is_told, junction = self._is_told(fold), fold.folding in (Folding.SOME, Folding.EVERY)
        if junction:
            self.line(f"if {found}[0]: {place} = {fold.folding is Folding.SOME}; {picked} = ()")
        elif fold.body is None:
            self.line(f"if {found}[0] == {found}[1]: {place} = {found}[0].bit_count(); {picked} = ()")
        elif (given := self._given(fold.body, fold.scope.level)) is not None:
            self.line(f"if {found}[0] == {found}[1]:")
            with self.region():
                places = "".join(f"{self.node(node)}, " for node in given)
                way = self._way(fold.body, fold.scope.level, given)
                values = self._kept(f"{sets}.values(c, {found}[0], {way}, ({places}))")
                self.line(f"if {values} is not None:")
                self.line(f" {place} = {_of_values(fold.folding, values, place)}; {picked} = ()")
        else:
            self.line(f"{picked} = {self._left_of(fold, sets, found)}")
            return
        if fold.body is not None and not junction:
            self.line(f"if {picked}: {picked} = {self._left_of(fold, sets, found)}")
        elif is_told:
            self.line(f"elif {found}[1]: {place} = None; {picked} = ()")
            self.line(f"else: {picked} = ()")
        else:
            self.line(f"else: {picked} = {self._left_of(fold, sets, found)}")

    def _is_told(self, fold: n.Fold) -> bool:
        """Whether the set of what counts tells all, so that no record is left: one that may count leaves it unknown.

        Not while noting: what is unknown of the records is met by going through them.
        """
        conditions = [node for node, _ in _conditions(fold)]
        return not self.noting and all(self._is_set(node, fold.scope.level, wholly=True) for node in conditions)

    def _left_of(self, fold: n.Fold, sets: str, found: str) -> str:
        """The source of the records of which it isn't excluded that they count."""
        return f"{sets}.{'numbered' if fold.scope.level in self.numbers else 'of'}({found}[1])"

    def _given(self, node: n.Node, level: int) -> list[n.Node] | None:
        """The parts of a node that look at records around a loop, and not at its own.

        None where a loop has both, or where it counts which of them is the same.
        """
        levels = self.levels_of(node)
        if not levels or levels == {level}:
            return []
        if level not in levels:
            return [node]
        if isinstance(node, n.Fold) or _mirrored_by(node, level) is not None:
            return None
        found: dict[int, n.Node] = {}
        for part in every_part(node):
            given = self._given(part, level)
            if given is None:
                return None
            found |= {id(each): each for each in given}
        return list(found.values())

    # ---- sets

    def _is_set(self, node: n.Node, level: int, wholly: bool = False) -> bool:
        """Whether of which records a condition holds is told by sets, at least in part or `wholly`."""
        levels = self.levels_of(node)
        if node.type.optional:
            return False
        if level not in levels or levels == {level}:
            return True
        match node:
            case n.Junction(parts=parts):
                found = (self._is_set(part, level, wholly) for part in parts)
                return all(found) if wholly else any(found)
            case n.Not(part=part):
                return self._is_set(part, level, wholly)
            case n.Compare(left=left, right=right):
                kinds = {left.type.kind, right.type.kind}
                alone = [self.levels_of(side) == {level} for side in (left, right)]
                beside = [level not in self.levels_of(side) for side in (left, right)]
                apart = (alone[0] and beside[1]) or (alone[1] and beside[0])
                if self.meaning.layout.nested and _mirrored_by(node, level) is not None:
                    return False
                return apart and Kind.RATIO not in kinds and not looks_at_moments(node)
            case _:
                return False

    def _set_or_open(self, node: n.Node, level: int, sets: str) -> str:
        """The variable of the set of a condition; where nothing is told of it, it may hold of every record."""
        if not self._is_set(node, level):
            return f"{sets}.open"
        return self._set(node, level, sets)

    def _set(self, node: n.Node, level: int, sets: str) -> str:
        levels = self.levels_of(node)
        if level not in levels:
            return self._kept(f"{sets}.throughout({self.node(node)})")
        if levels == {level}:
            return self._kept(f"{sets}.each(c, {self._way(node, level)})")
        match node:
            case n.Junction(of_all=of_all, parts=parts):
                found = self._kept(self._set_or_open(parts[0], level, sets))
                for part in parts[1:]:
                    self.line(f"if {found}[1]:" if of_all else f"if {found}[0] != {sets}.all:")
                    with self.region():
                        one = self._set_or_open(part, level, sets)
                        self.line(f"{found} = {_joined(found, one, '&' if of_all else '|')}")
                return found
            case n.Not(part=part):
                found = self._set_or_open(part, level, sets)
                return self._kept(_turned_round(sets, found))
            case n.Compare(relation=relation, left=left, right=right):
                own, other = (left, right) if self.levels_of(left) == {level} else (right, left)
                relation = relation if own is left else _TURNED.get(relation, relation)
                way, value = self._way(own, level), self.node(other)
                found = self._kept(f"{sets}.compared(c, {way}, {RELATIONS[relation]!r}, {value})")
                if (around := _mirrored_by(node, level)) is not None:
                    self.line(f"{found} = {sets}.itself({found}, {self.records[around]}, {of_itself(node)})")
                return found
            case _:
                raise AssertionError("no set tells of which records this holds")

    def _kept(self, source: str) -> str:
        place = self._temporary()
        self.line(f"{place} = {source}")
        return place

    def _way(self, own: n.Node, level: int, given: Sequence[n.Node] = ()) -> str:
        """Where a record has something of its own, and the function that computes it; None for what there isn't."""
        match own:
            case n.Field(column=column) if own.level == level:
                return f"{column}, None"
            case n.Named(slot=slot) if own.level == level:
                definition = self.meaning.definition_of(own)
                self.wanted.append(definition)
                return f"{slot}, {self.function_of(definition)}"
            case _:
                kept = self.records, self.numbers
                self.records, self.numbers = ("r",) * (level + 1), {}
                name = self._outlined(own, given)
                self.records, self.numbers = kept
                return f"None, {name}"


def _of_values(folding: Folding, values: str, place: str) -> str:
    """The source of what a fold makes of known values, or of the values that decide it."""
    match folding:
        case Folding.SUM:
            return f"{values}.total({place})"
        case Folding.SMALLEST | Folding.LARGEST:
            return f"{values}.{folding.value}()"
        case _:
            return values


def _conditions(fold: n.Fold) -> list[tuple[n.Node, bool]]:
    """What must hold, or not, of a record that counts; of a junction also what has it decide."""
    found = [] if fold.where is None else [(fold.where, True)]
    if fold.body is not None and fold.folding in (Folding.SOME, Folding.EVERY):
        found.append((fold.body, fold.folding is Folding.SOME))
    return found


def _mirrored_by(node: n.Node, level: int) -> int | None:
    """The level of a record around a loop of which a condition asks the same, where it is known of one that is both."""
    if not isinstance(node, n.Compare) or node.mirrored is None or of_itself(node) is None:
        return None
    around, own = node.mirrored
    return around if own == level else None


def _joined(one: str, other: str, sign: str) -> str:
    """The source of the records that are in both sets, or in either."""
    return f"({one}[0] {sign} {other}[0], {one}[1] {sign} {other}[1])"


def _turned_round(sets: str, one: str) -> str:
    """The source of the records that are not in a set."""
    return f"{sets}.all ^ {one}[1], {sets}.all ^ {one}[0]"
