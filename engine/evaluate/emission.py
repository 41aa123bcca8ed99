"""Emits Python for expressions: each becomes straight-line code whose value lies in a variable of its own.

The code is strong Kleene logic on Python's True, False and None (unknown); ABSENT is *none*. With `recording` it also
notes, in the frame's last place, the unknown inputs because of which a result is open: whatever turns out decided takes
its own notes back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dsl.typed import program as p
from engine.evaluate.layout import Layout
from engine.evaluate.modules import NAMES
from engine.model.expressions import parts

_COMPARISONS = {"equal": "==", "unequal": "!=", "less": "<", "at_most": "<=", "more": ">", "at_least": ">="}
_INLINED = {"year_of": "{0}.year", "day_of": "{0}.astimezone(ZONE).date()", "start_of_month": "{0}.replace(day=1)"}
"""Functions so small that the call would cost more than the work."""

_CALENDAR = {"date", "instant"}
_SPANS = {"days", "duration"}


class Emission:
    """Lines of generated code over one layout, and the constants that they name."""

    def __init__(self, layout: Layout, recording: bool = False) -> None:
        self.layout, self.recording = layout, recording
        self.lines: list[str] = []
        self.depth = 0
        self.temporaries = 0
        self.preface: list[str] = []
        self.namespace: dict[str, Any] = dict(NAMES)
        self.constants: dict[tuple[type, Any], str] = {}
        self.variables: dict[str, str] = {}
        self.aliases: list[tuple[p.Expression, str]] = []
        self.wanted: list[tuple[str, str]] = []
        self.emitted: set[tuple[str, str]] = set()

    # ---- expressions: each returns a name or literal that holds the value

    def expression(self, expression: p.Expression) -> str:
        """Emits the computation of an expression and returns where its value is."""
        for known, place in self.aliases:
            if known == expression:
                return place
        match expression:
            case p.Constant():
                return self._constant(expression.value)
            case p.Reference():
                return self._named(expression.kind, expression.name)
            case p.FieldReference():
                return self._field(expression)
        if not self.recording:
            return self._compound(expression)
        count = self._temporary()
        self._line(f"{count} = len(c[-1])")
        place = self._compound(expression)
        self._line(f"if {place} is not None: del c[-1][{count}:]")
        return place

    def _compound(self, expression: p.Operation | p.Function | p.Aggregate | p.Lookup) -> str:
        match expression:
            case p.Operation():
                return self._operation(expression)
            case p.Function():
                return self._call(expression)
            case p.Aggregate():
                return self._aggregate(expression)
            case p.Lookup():
                return self._lookup(expression)

    def _constant(self, value: Any) -> str:
        if value is None:
            return "ABSENT"
        if isinstance(value, bool):
            return repr(value)
        key = (type(value), value)
        if key not in self.constants:
            name = self.constants[key] = f"k{len(self.constants)}"
            self.preface.append(f"{name} = {_written(value)}")
        return self.constants[key]

    def _named(self, kind: str, name: str) -> str:
        at = self.layout.slot(kind, name)
        place = self._temporary()
        self._line(f"{place} = c[{at}]")
        if kind in ("value", "live"):
            self.wanted.append((kind, name))
            self._line(f"if {place} is PENDING: {place} = {kind[0]}_{name}(c)")
            if self.recording:
                self._line(f"elif {place} is None: c[-1].extend(c[-2][{at}])")
        elif self.recording:
            self._line(f"if {place} is None: c[-1].append(({at},))")
        return place

    def _field(self, field: p.FieldReference) -> str:
        record, place = self.variables[field.variable], self._temporary()
        if field.derived:
            self.wanted.append(("derived", field.name))
            at = self.layout.derived[(field.record, field.name)]
            self._line(f"{place} = {record}[{at}]")
            self._line(f"if {place} is PENDING: {place} = d_{field.name}(c, {record})")
            if self.recording:
                self._line(f"elif {place} is None: c[-1].extend(c[-2][(*{record}[-1], {at})])")
            return place
        at = self.layout.fields[(field.record, field.name)]
        self._line(f"{place} = {record}[{at}]")
        if self.recording:
            self._line(f"if {place} is None: c[-1].append((*{record}[-1], {at}))")
        return place

    def _operation(self, operation: p.Operation) -> str:
        operator, operands = operation.operator, operation.operands
        if operator in ("and", "or"):
            return self._conjunction(operands, operator)
        if operator == "if":
            return self._if(operation)
        if operator in _COMPARISONS:
            return self._compare(operation)
        place = self._temporary()
        if operator in ("not", "is_none", "within"):
            found = self.expression(operands[0])
            result = {
                "not": f"not {found}",
                "is_none": f"{found} is ABSENT",
                "within": f"{found} in {self._constant(frozenset(operation.detail))}",
            }[operator]
            self._line(f"{place} = None if {found} is None else {result}")
            return place
        left, right = (self.expression(operand) for operand in operands)
        self._line(f"{place} = {self._guarded(_arithmetic(operation, left, right), operands, (left, right), 'ABSENT')}")
        return place

    def _conjunction(self, operands: tuple[p.Expression, ...], operator: str) -> str:
        decisive, neutral = ("False", "True") if operator == "and" else ("True", "False")
        place = self._temporary()
        first = self.expression(operands[0])
        self._line(f"{place} = {first}")
        for operand in operands[1:]:
            self._line(f"if {place} is not {decisive}:")
            with self._indented():
                found = self.expression(operand)
                self._line(f"if {found} is not {neutral}: {place} = {found}")
        return place

    def _if(self, operation: p.Operation) -> str:
        test, yes, no = operation.operands
        place, found = self._temporary(), self.expression(test)
        for word, branch in ((f"if {found} is True:", yes), (f"elif {found} is False:", no)):
            self._line(word)
            with self._indented():
                self._line(f"{place} = {self.expression(branch)}")
        self._line(f"else: {place} = None")
        return place

    def _compare(self, operation: p.Operation) -> str:
        operands = operation.operands
        found = [self.expression(operand) for operand in operands]
        shown = list(found)
        if any(operand.type.kind == "ratio" for operand in operands):
            shown = [
                name if operand.type.kind == "ratio" else f"Fraction({name})"
                for name, operand in zip(found, operands, strict=True)
            ]
        place = self._temporary()
        test = f"{shown[0]} {_COMPARISONS[operation.operator]} {shown[1]}"
        self._line(f"{place} = {self._guarded(test, operands, tuple(found), 'False')}")
        return place

    def _guarded(self, result: str, operands: tuple[p.Expression, ...], found: tuple[str, ...], absent: str) -> str:
        """`result`, unless an operand is unknown or, where its type admits it, none."""
        pairs = list(zip(operands, found, strict=True))
        maybe = [name for operand, name in pairs if operand.type.optional]
        unknown = [name for operand, name in pairs if not isinstance(operand, p.Constant)]
        if maybe:
            result = f"{absent} if {' or '.join(f'{name} is ABSENT' for name in maybe)} else {result}"
            if len(pairs) > 1 and absent == "False" and unknown:
                known = " or ".join(f"{name} is None" for name in unknown)
                first = " or ".join(f"{name} is ABSENT" for name in maybe)
                return f"False if {first} else None if {known} else {result.split(' else ', 1)[1]}"
        if unknown:
            result = f"None if {' or '.join(f'{name} is None' for name in unknown)} else {result}"
        return result

    def _call(self, call: p.Function) -> str:
        place = self._temporary()
        divided = call.arguments[0]
        if (
            call.name in ("floor", "ceiling")
            and isinstance(divided, p.Operation)
            and divided.operator == "divide"
            and {operand.type.kind for operand in divided.operands} <= _SPANS
        ):
            left, right = (self.expression(operand) for operand in divided.operands)
            result = f"{left} // {right}" if call.name == "floor" else f"-(-{left} // {right})"
            self._line(f"{place} = {self._guarded(result, divided.operands, (left, right), 'ABSENT')}")
            return place
        found = tuple(self.expression(argument) for argument in call.arguments)
        if call.name == "or_else":
            self._line(f"{place} = {found[1]} if {found[0]} is ABSENT else {found[0]}")
            return place
        if call.name in _INLINED:
            result = _INLINED[call.name].format(found[0])
        else:
            function = call.name if call.name in ("min", "max") else f"f_{call.name}"
            result = f"{function}({', '.join(found)})"
        self._line(f"{place} = {self._guarded(result, call.arguments, found, 'ABSENT')}")
        return place

    def _lookup(self, lookup: p.Lookup) -> str:
        place, known = self._temporary(), len(self.aliases)
        for source in lookup.inputs:
            if not isinstance(source, p.Constant):
                self.aliases.append((source, self.expression(source)))
        self._line(f"{place} = PENDING")
        for row in lookup.rows:
            self._line(f"if {place} is PENDING:")
            with self._indented():
                test = self.expression(row.test)
                self._line(f"if {test} is None: {place} = None")
                self._line(f"elif {test}:")
                with self._indented():
                    self._line(f"{place} = {self.expression(row.result)}")
        self._line(f"if {place} is PENDING: {place} = None")
        del self.aliases[known:]
        return place

    def _aggregate(self, aggregate: p.Aggregate) -> str:
        source = self.expression(aggregate.source)
        position = self.expression(aggregate.position) if aggregate.position else None
        place, record = self._temporary(), f"r{self.temporaries}"
        starts = {"some": "False", "every": "True", "count": "0", "sum": _zero(aggregate.type)}
        open_ = f"{source} is None" + (f" or {position} is None" if position else "")
        self._line(f"if {open_}: {place} = None")
        self._line("else:")
        shadowed = self.variables.get(aggregate.variable)
        self.variables[aggregate.variable] = record
        with self._indented():
            self._line(f"{place} = {starts.get(aggregate.operator, '[]')}")
            self._line(f"for {record} in {source}:")
            with self._indented():
                known = len(self.aliases)
                self._hoist((aggregate.body, aggregate.where))
                self._each(aggregate, place)
                del self.aliases[known:]
            if aggregate.operator not in starts:
                picked = {
                    "smallest": f"min({place})",
                    "largest": f"max({place})",
                    "nth": f"sorted({place})[{position} - 1]",
                }[aggregate.operator]
                enough = f"1 <= {position} <= len({place})" if position else place
                self._line(f"if {place} is not None: {place} = {picked} if {enough} else ABSENT")
        del self.variables[aggregate.variable]
        if shadowed is not None:
            self.variables[aggregate.variable] = shadowed
        return place

    def _each(self, aggregate: p.Aggregate, place: str) -> None:
        """What one record does to the result so far."""
        operator = aggregate.operator
        if operator in ("some", "every"):
            assert aggregate.body is not None
            found = self.expression(aggregate.body)
            decisive, neutral = ("True", "False") if operator == "some" else ("False", "True")
            self._line(f"if {found} is {decisive}:")
            self._line(f"    {place} = {decisive}; break")
            self._line(f"if {found} is not {neutral}: {place} = None")
            return
        if aggregate.where is not None:
            found = self.expression(aggregate.where)
            self._line(f"if {found} is None:")
            self._line(f"    {place} = None; break")
            self._line(f"if {found} is False: continue")
        if aggregate.body is None:
            self._line(f"{place} += 1")
            return
        found = self.expression(aggregate.body)
        self._line(f"if {found} is None:")
        self._line(f"    {place} = None; break")
        if aggregate.body.type.optional:
            self._line(f"if {found} is ABSENT: continue")
        if operator != "sum":
            self._line(f"{place}.append({found})")
        elif aggregate.type.kind in ("integer", *_SPANS):
            self._line(f"{place} = {place} + {found}")
        else:
            self._line(f"{place} = add({place}, {found})")

    def _hoist(self, expressions: tuple[p.Expression | None, ...]) -> None:
        """Computes first, and once, the fields and the functions of them that are used more than once.

        Not while recording: there the place of a reading decides whether it is noted.
        """
        if self.recording:
            return
        counts: dict[p.Expression, int] = {}
        pending = [expression for expression in expressions if expression is not None]
        while pending:
            expression = pending.pop()
            plain = isinstance(expression, p.FieldReference) and not expression.derived
            inlined = (
                isinstance(expression, p.Function)
                and expression.name in _INLINED
                and isinstance(expression.arguments[0], p.FieldReference)
                and not expression.arguments[0].derived
            )
            if plain or inlined:
                counts[expression] = counts.get(expression, 0) + 1
            if not isinstance(expression, p.Aggregate):
                pending += parts(expression)
        for expression, count in sorted(counts.items(), key=lambda item: isinstance(item[0], p.Function)):
            field = expression.arguments[0] if isinstance(expression, p.Function) else expression
            if count > 1 and isinstance(field, p.FieldReference) and field.variable in self.variables:
                self.aliases.append((expression, self.expression(expression)))

    # ---- lines

    def _temporary(self) -> str:
        self.temporaries += 1
        return f"t{self.temporaries}"

    def _line(self, text: str) -> None:
        self.lines.append(" " * self.depth + text)

    @contextmanager
    def _indented(self) -> Iterator[None]:
        self.depth += 1
        yield
        self.depth -= 1


def _written(value: Any) -> str:
    """A constant as source; the options of a set in order, so that the same program gives the same code."""
    return f"frozenset({sorted(value)!r})" if isinstance(value, frozenset) else repr(value)


def _zero(type_: p.Type) -> str:
    return "0" if type_.kind == "integer" else "ZERO_SPAN" if type_.kind in _SPANS else "ZERO"


def _arithmetic(operation: p.Operation, left: str, right: str) -> str:
    operator = operation.operator
    kinds = tuple(operand.type.kind for operand in operation.operands)
    if operator == "divide":
        return f"ratio({left}, {right})"
    if operator == "multiply":
        plain = set(kinds) <= {"integer"} or bool(set(kinds) & _SPANS)
        return f"{left} * {right}" if plain else f"multiply({left}, {right})"
    sign = "+" if operator == "add" else "-"
    if kinds[1] == "period":
        return f"add_months({left}, {'' if sign == '+' else '-'}{right}, {operation.detail[0]!r})"
    if kinds[0] in _CALENDAR and kinds[1] in _SPANS:
        return f"plus({left}, {'' if sign == '+' else '-'}{right})"
    if kinds[0] in _CALENDAR | _SPANS or set(kinds) <= {"integer"} or set(kinds) <= {"ratio"}:
        return f"{left} {sign} {right}"
    return f"{operator}({left}, {right})"
