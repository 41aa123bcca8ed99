"""Lowers the expressions of a checked program to nodes: the one place that says what they mean."""

from collections.abc import Callable
from typing import Any, assert_never

from dsl import kinds
from dsl.typed import program as p
from dsl.typed.types import zero_of
from engine.meaning import nodes as n
from engine.meaning.frame import Layout
from engine.meaning.marks import ABSENT
from engine.meaning.mirrored import mirrored
from engine.meaning.nodes import SPANS, Arithmetic, Kind

_PLAIN = frozenset({Kind.INTEGER, *SPANS})
"""What Python adds and subtracts exactly by itself."""


class Lowering:
    """Builds one scope: equal parts become one node, numbered in the order of building."""

    def __init__(self, layout: Layout, variables: tuple[tuple[str, str], ...] = ()) -> None:
        self.layout, self.variables = layout, variables
        self.nodes: list[n.Node] = []
        self.mentions: dict[tuple[str, int], n.Named] = {}
        self._known: dict[tuple[Any, ...], n.Node] = {}
        self._depth = self._height = 0

    def scope(self) -> n.Scope:
        """The scope of all that was lowered."""
        records = tuple(record for _, record in self.variables)
        return n.Scope(nodes=tuple(self.nodes), records=records, height=self._height)

    def node(self, expression: p.Expression) -> n.Node:
        """The node that an expression comes to."""
        self._depth += 1
        self._height = max(self._height, self._depth)
        found = self._lowered(expression)
        self._depth -= 1
        return found

    def _lowered(self, expression: p.Expression) -> n.Node:
        match expression:
            case p.Constant(value=value):
                found = ABSENT if value is None else value
                return self._made((n.Constant, expression.type, repr(found)), n.Constant, expression, value=found)
            case p.Reference():
                return self._named(expression)
            case p.FieldReference():
                return self._field(expression)
            case p.Operation():
                return self._operation(expression)
            case p.Function(name="or_else", arguments=(first, second)):
                parts = self.node(first), self.node(second)
                return self._made((n.Fallback, *parts), n.Fallback, expression, first=parts[0], second=parts[1])
            case p.Function(name=name, arguments=arguments):
                found = tuple(self.node(argument) for argument in arguments)
                return self._made((n.Call, name, *found), n.Call, expression, function=name, arguments=found)
            case p.Aggregate():
                return self._fold(expression)
            case p.Lookup(adds_up=True):
                return self.node(_sum(expression))
            case p.Lookup():
                return self._table(expression)

    def negated(self, part: n.Node) -> n.Node:
        """The opposite of a node, where nothing is written for it."""
        return self._made((n.Not, part), n.Not, None, part=part)

    def joined(self, parts: tuple[n.Node, ...]) -> n.Node:
        """Whether all of several nodes hold, where nothing is written for it."""
        return self._made((n.Junction, True, *parts), n.Junction, None, of_all=True, parts=parts)

    def _made(
        self, key: tuple[Any, ...], make: Callable[..., n.Node], origin: p.Expression | None, **content: Any
    ) -> n.Node:
        found = self._known.get(key)
        if found is None:
            type_ = BOOLEAN if origin is None else _type(origin.type)
            found = self._known[key] = make(at=len(self.nodes), type=type_, origin=origin, **content)
            self.nodes.append(found)
        return found

    def _named(self, reference: p.Reference) -> n.Node:
        slot = self.layout.slot(reference.kind, reference.name)
        if reference.kind == "fact" and reference.name in self.layout.dated:
            return self._dated(reference, slot)
        if reference.kind in ("fact", "reading"):
            return self._made((n.Input, slot), n.Input, reference, slot=slot)
        return self._mention(reference, slot, None, "")

    def _dated(self, setting: p.Reference, slot: int) -> n.Node:
        """A setting that changes by date: what is told of it, or else what is in force on the day of the question."""
        told = p.Reference(setting.kind, setting.name, p.Type(setting.type.kind, setting.type.name, optional=True))
        parts = self._made((n.Input, slot), n.Input, told, slot=slot), self.node(self.layout.dated[setting.name])
        return self._made((n.Fallback, *parts), n.Fallback, setting, first=parts[0], second=parts[1])

    def _mention(self, origin: p.Expression, slot: int, level: int | None, record: str) -> n.Node:
        found = self._made((n.Named, slot, level), n.Named, origin, slot=slot, level=level, record=record)
        assert isinstance(found, n.Named)
        known = self.mentions.get((record, slot))
        if known is None or (level is not None and known.level is not None and level < known.level):
            self.mentions[(record, slot)] = found  # of several records the outermost: a definition's own, if it is that
        return found

    def _field(self, field: p.FieldReference) -> n.Node:
        level = max(at for at, (name, _) in enumerate(self.variables) if name == field.variable)
        if field.derived:
            return self._mention(field, self.layout.derived[(field.record, field.name)], level, field.record)
        column = self.layout.fields[(field.record, field.name)]
        return self._made((n.Field, level, column), n.Field, field, level=level, column=column, record=field.record)

    def _operation(self, operation: p.Operation) -> n.Node:
        found = tuple(self.node(operand) for operand in operation.operands)
        match operation.operator:
            case "and" | "or" as connective:
                of_all = connective == "and"
                return self._made((n.Junction, of_all, *found), n.Junction, operation, of_all=of_all, parts=found)
            case "not":
                return self._made((n.Not, *found), n.Not, operation, part=found[0])
            case "if":
                test, yes, no = found
                return self._made((n.Choose, *found), n.Choose, operation, test=test, yes=yes, no=no)
            case "is_none":
                return self._made((n.Test, None, *found), n.Test, operation, part=found[0], options=None)
            case "within":
                options = operation.options
                return self._made((n.Test, options, *found), n.Test, operation, part=found[0], options=options)
            case "equal" | "unequal" | "less" | "at_most" | "more" | "at_least" as comparison:
                relation, (left, right) = n.Relation(comparison), found
                key, alike = (n.Compare, relation, *found), mirrored(left, right)
                return self._made(key, n.Compare, operation, relation=relation, left=left, right=right, mirrored=alike)
            case "add" | "subtract" | "multiply" | "divide" as written:
                left, right = found
                operator = _arithmetic(written, left.type.kind, right.type.kind, operation.month_end)
                return self._made(
                    (n.Apply, operator, *found), n.Apply, operation, operator=operator, left=left, right=right
                )
        assert_never(operation.operator)

    def _fold(self, aggregate: p.Aggregate) -> n.Node:
        source = self.node(aggregate.source)
        position = self.node(aggregate.position) if aggregate.position else None
        inner = Lowering(self.layout, (*self.variables, (aggregate.variable, aggregate.record)))
        inner.mentions = self.mentions
        where = inner.node(aggregate.where) if aggregate.where else None
        body = inner.node(aggregate.body) if aggregate.body else None
        scope = inner.scope()
        self._height = max(self._height, self._depth + scope.height)
        return self._made(
            (n.Fold, aggregate),
            n.Fold,
            aggregate,
            folding=n.Folding(aggregate.operator),
            source=source,
            position=position,
            where=where,
            body=body,
            scope=scope,
            record=aggregate.record,
        )

    def _table(self, lookup: p.Lookup) -> n.Node:
        inputs = tuple(self.node(source) for source in lookup.inputs)
        lines = tuple(n.Line(test=self.node(row.test), result=self.node(row.result), origin=row) for row in lookup.rows)
        key = (n.Table, lookup.of or id(lookup), *inputs)  # a table read twice on the same day is one
        return self._made(key, n.Table, lookup, inputs=inputs, lines=lines)


def _sum(lookup: p.Lookup) -> p.Expression:
    """What a table that adds up comes to: a table for each of its rows, which gives nothing where that doesn't hold."""
    nothing = p.Row(p.Constant(True, p.Type("boolean")), p.Constant(zero_of(lookup.type), lookup.type), (), (), 0)
    parts: list[p.Expression] = [p.Lookup(lookup.inputs, (row, nothing), lookup.type) for row in lookup.rows]
    while len(parts) > 1:  # a tree, so that a long table nests no deeper than need be
        pairs = zip(parts[::2], parts[1::2], strict=False)
        rest = parts[len(parts) // 2 * 2 :]
        parts = [*(p.Operation("add", pair, lookup.type) for pair in pairs), *rest]
    return parts[0]


_TYPES: dict[p.Type, n.Type] = {}


def _type(type_: p.Type) -> n.Type:
    found = _TYPES.get(type_)
    if found is None:
        found = _TYPES[type_] = n.Type(Kind(type_.kind), type_.name, type_.optional)
    return found


BOOLEAN = n.Type(Kind.BOOLEAN)


def _arithmetic(operator: kinds.Arithmetic, left: Kind, right: Kind, month_end: kinds.MonthEnd | None) -> Arithmetic:
    """What an operator does to operands of these kinds."""
    match operator:
        case "divide":
            return Arithmetic.QUOTIENT
        case "multiply":
            if Kind.RATIO in (left, right):
                return Arithmetic.RATIO_TIMES
            if not SPANS.isdisjoint((left, right)):
                return Arithmetic.SPAN_TIMES
            return Arithmetic.TIMES if {left, right} <= {Kind.INTEGER, Kind.PERIOD} else Arithmetic.EXACT_TIMES
        case "add":
            if Kind.RATIO in (left, right):
                return Arithmetic.RATIO_PLUS
            if right is Kind.PERIOD:
                return Arithmetic.MONTHS_LATER_DOWN if month_end == "down" else Arithmetic.MONTHS_LATER_UP
            if left in n.CALENDAR:
                return Arithmetic.DAYS_LATER if (left, right) == (Kind.MOMENT, Kind.DAYS) else Arithmetic.LATER
            return Arithmetic.PLUS if left in _PLAIN and right in _PLAIN else Arithmetic.EXACT_PLUS
        case "subtract":
            if Kind.RATIO in (left, right):
                return Arithmetic.RATIO_MINUS
            if right is Kind.PERIOD:
                return Arithmetic.MONTHS_EARLIER_DOWN if month_end == "down" else Arithmetic.MONTHS_EARLIER_UP
            if (left, right) == (Kind.MOMENT, Kind.DAYS):
                return Arithmetic.DAYS_EARLIER
            if left in n.CALENDAR:
                return Arithmetic.EARLIER if right in SPANS else Arithmetic.MINUS
            return Arithmetic.MINUS if left in _PLAIN and right in _PLAIN else Arithmetic.EXACT_MINUS
    assert_never(operator)
