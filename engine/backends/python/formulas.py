"""Nodes whose value is one expression, unless what it needs is unknown or none."""

from typing import TypeGuard

from engine.backends.python.definitions import Definitions
from engine.backends.python.variables import OPERATORS, RELATIONS, SAMENESS
from engine.meaning import nodes as n
from engine.meaning.account import every_part
from engine.meaning.mirrored import of_itself
from engine.meaning.nodes import Arithmetic, Kind


class Formulas(Definitions):
    """Emits comparisons, operations and functions; a part that nothing else uses is written into its whole."""

    def _combined(self, node: n.Node) -> str:
        """A node whose value is one expression, unless what it needs is unknown or none."""
        return self._guarded(node, *self._expression(node))

    def _moments_compared(self, node: n.Node, noted: str) -> str:
        """A comparison of moments, while noting: while one side is unknown, the hour of the other is not wanting."""
        assert isinstance(node, n.Compare)
        left, between = self.node(node.left), self._temporary()
        self.line(f"{between} = len(m)")
        right = self.node(node.right)
        needed = {left: node.left.type.optional, right: node.right.type.optional}
        place = self._guarded(node, needed, relation_of(node, left, right))
        self.line(f"if {left} is None and {right} is not None: del m[{between}:]")
        self.line(f"elif {right} is None and {left} is not None: del m[{noted}:{between}]")
        return place

    def _guarded(self, node: n.Node, needed: dict[str, bool], result: str) -> str:
        """A result, unless what it needs is unknown or none."""
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
        if not unknown and not looks_at_moments(node):
            self._be_sure(place)
        elif isinstance(node, n.Compare) and node.mirrored is not None and of_itself(node) is not None:
            self.line(f"if {place} is None and {self.is_one(*node.mirrored)}: {place} = {of_itself(node)}")
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
            case n.Compare(left=left, right=right):
                needed, (one, other) = self._operands((left, right))
                if Kind.RATIO in (left.type.kind, right.type.kind):
                    one = one if left.type.kind is Kind.RATIO else f"Fraction({one})"
                    other = other if right.type.kind is Kind.RATIO else f"Fraction({other})"
                return needed, relation_of(node, one, other)
            case n.Apply(operator=operator, left=left, right=right):
                needed, operands = self._operands((left, right))
                return needed, OPERATORS[operator].format(*operands)
            case n.Call(function=name, arguments=arguments):
                divided = arguments[0]
                if self.whole is None and name in ("floor", "ceiling") and divides_spans(divided):
                    assert isinstance(divided, n.Apply)
                    needed, (left_, right_) = self._operands((divided.left, divided.right))
                    return needed, f"{left_} // {right_}" if name == "floor" else f"-(-{left_} // {right_})"
                needed, found_ = self._operands(arguments)
                inlined = None if looks_at_moments(node) else self.inlined.get(name)
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
        alone = self.uses.get(id(node), 0) == 1 and id(node) not in self.known and not self.is_same_for_all(node)
        if alone and isinstance(node, n.Apply | n.Call) and not (self.noting or self.whole or looks_at_moments(node)):
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


def looks_at_moments(node: n.Node) -> bool:
    """Whether a node may be unknown although what it looks at is known: where it is of moments, the hour may decide."""
    return any(part.type.kind is Kind.MOMENT for part in every_part(node))


def compares_moments(node: n.Node) -> bool:
    """Whether a node compares moments."""
    return isinstance(node, n.Compare) and looks_at_moments(node)


def is_wanting(place: str, node: n.Node) -> str:
    """The source of whether a value is unknown, or is a moment without its hour."""
    return f"{place} is None" if node.type.kind is not Kind.MOMENT else f"{place} is None or is_open({place})"


def relation_of(node: n.Compare, left: str, right: str) -> str:
    """The source of a comparison of two known values."""
    if compares_moments(node) and node.relation in SAMENESS:
        return SAMENESS[node.relation].format(left, right)
    return f"{left} {RELATIONS[node.relation]} {right}"


def _unless(otherwise: str, places: list[str], value: str, result: str) -> str:
    """The source of `result`, or of what holds where one of several variables has a value."""
    if not places:
        return result
    return f"{otherwise} if {' or '.join(f'{place} is {value}' for place in places)} else {result}"


def divides_spans(node: n.Node) -> TypeGuard[n.Apply]:
    """Whether a node is the quotient of two spans of time, which Python divides by itself."""
    return (
        isinstance(node, n.Apply)
        and node.operator is Arithmetic.QUOTIENT
        and {node.left.type.kind, node.right.type.kind} <= n.SPANS
    )


def _is_constant(node: n.Node) -> bool:
    return isinstance(node, n.Constant)
