"""Types and units: turns an expression of the surface tree into a typed expression of the program.

A mistake yields a diagnostic and no expression; a name that `dsl/units/resolve.py` has already reported yields silence.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import assert_never

from dsl.currencies import is_currency
from dsl.kinds import Arithmetic, Comparison
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.aggregates import type_aggregate
from dsl.typed.calls import type_call
from dsl.typed.context import Context
from dsl.typed.dated_tables import type_on_day
from dsl.typed.liveness import type_live
from dsl.typed.positive import held_positive, is_positive
from dsl.typed.quotients import beside_quotients, of_percentages, unrounded
from dsl.typed.types import (
    BOOLEAN,
    DATE,
    DAYS,
    DECIMAL,
    DURATION,
    INTEGER,
    ORDERED,
    PERCENT,
    PERIOD,
    article,
    common_type,
    conversion,
    is_comparable,
    result_type,
    told_apart,
)
from dsl.units.each_bearer import BEARER

_MOST_DIGITS = 18
_DURATIONS = {"second": 1, "minute": 60, "hour": 3600}
_DAYS = {"day": 1, "week": 7}


class Typer(Context):
    """Types the expressions of one unit."""

    def expression(self, expression: s.Expression, expected: p.Type | None = None) -> p.Expression | None:
        """The typed form of an expression; `expected` lets a bare word stand for an option of a choice."""
        match expression:
            case s.Literal():
                return self._literal(expression, expected)
            case s.Name():
                return self._name(expression, expected)
            case s.FieldOf():
                return self._field(expression)
            case s.Live():
                return type_live(self, expression)
            case s.Membership():
                return self._membership(expression)
            case s.Call(function=called) if isinstance(table := self.names.get(called.text), s.Value):
                return type_on_day(self, expression, table)
            case s.Call():
                return type_call(self, expression)
            case s.Aggregate():
                return type_aggregate(self, expression)
            case s.Operation():
                return self._operation(expression, expected)

    # ---- leaves

    def _literal(self, literal: s.Literal, expected: p.Type | None) -> p.Expression | None:
        if literal.kind != "date" and sum(map(str.isdigit, literal.text)) > _MOST_DIGITS:
            self.report(
                "number-too-large",
                "this number is beyond reason",
                literal.span,
                told("at most {MOST_DIGITS} digits are read", MOST_DIGITS=_MOST_DIGITS),
            )
            return None
        match literal.kind:
            case "yes" | "no":
                return p.Constant(literal.kind == "yes", BOOLEAN)
            case "none":
                kind = expected or p.Type("none")
                return p.Constant(None, p.Type(kind.kind, kind.name, True))
            case "number":
                if "." in literal.text:
                    return p.Constant(Decimal(literal.text), DECIMAL)
                return p.Constant(int(literal.text), INTEGER)
            case "percent":
                return p.Constant(Decimal(literal.text).scaleb(-2), PERCENT)
            case "money":
                if not is_currency(literal.unit):
                    self.report(
                        "unknown-currency",
                        told("`{unit}` is not a currency", unit=literal.unit),
                        literal.span,
                        "currencies are written by their codes in ISO 4217, as in `EUR`",
                    )
                    return None
                return p.Constant(Decimal(literal.text), p.Type("money", literal.unit))
            case "date":
                try:
                    return p.Constant(date.fromisoformat(literal.text), DATE)
                except ValueError:
                    self.report(
                        "no-such-date",
                        told("there is no date `{literal}`", literal=literal.text),
                        literal.span,
                        "dates are written year-month-day, as in `2024-02-29`",
                    )
                    return None
            case "quantity":
                return self._quantity(literal)
        assert_never(literal.kind)

    def _quantity(self, literal: s.Literal) -> p.Expression | None:
        unit = literal.unit.rstrip("s")
        if "." in literal.text:
            self.report(
                "fractional-quantity",
                told("`{literal} {unit}` is not a whole number", literal=literal.text, unit=literal.unit),
                literal.span,
                "use a smaller unit",
            )
            return None
        number = int(literal.text)
        if number > 1_000_000:
            self.report(
                "number-too-large",
                told("`{literal} {unit}` is beyond reason", literal=literal.text, unit=literal.unit),
                literal.span,
                "at most 1000000 of a unit are read",
            )
            return None
        if unit in _DURATIONS:
            return p.Constant(timedelta(seconds=number * _DURATIONS[unit]), DURATION)
        if unit in _DAYS:
            return p.Constant(timedelta(days=number * _DAYS[unit]), DAYS)
        return p.Constant(number * (12 if unit == "year" else 1), PERIOD)

    def _name(self, name: s.Name, expected: p.Type | None) -> p.Expression | None:
        if expected is not None and expected.kind == "choice" and name.text in self.options(expected.name):
            return p.Constant(name.text, expected.required())
        if name.text == BEARER and self.bearer is not None:
            return p.Constant(self.bearer, p.Type("choice", "party"))
        match self.names.get(name.text):
            case s.Fact() as fact:
                type_ = self.written(fact.type)
                return p.Reference("fact", name.text, type_) if type_ else None
            case s.Value() as value:
                if value.record is not None:
                    self.report(
                        "needs-record",
                        told("`{name}` is computed for each `{record}`", name=name.text, record=value.record.text),
                        name.span,
                        told("write it as a field of one: `{record}.{name}`", record=value.record.text, name=name.text),
                    )
                    return None
                type_ = self.written(value.type)
                return p.Reference("value", name.text, type_) if type_ else None
            case s.Ambiguity():
                return p.Reference("reading", name.text, p.Type("choice", name.text))
            case s.Norm() | s.Exception_():
                self.report(
                    "norm-as-value",
                    told("`{name}` is a norm, not a value", name=name.text),
                    name.span,
                    told("write `live({name})` for whether it holds", name=name.text),
                )
            case s.Definition(source=source) if source is not None:
                self.report(
                    "norm-as-value",
                    told("`{name}` is a selection from a list, not a value", name=name.text),
                    name.span,
                    told("look through it: `count of … in {name}`, `some … in {name} has (…)`", name=name.text),
                )
            case s.Definition() as definition:
                parameters = ", ".join("…" for _ in definition.parameters)
                self.report(
                    "norm-as-value",
                    told("`{name}` is a definition, not a value", name=name.text),
                    name.span,
                    told("say of what: `{name}({parameters})`", name=name.text, parameters=parameters),
                )
            case s.Contradiction():
                self.report(
                    "norm-as-value", told("`{name}` is a contradiction, not a value", name=name.text), name.span
                )
            case _:
                if name.text in self.every_option:
                    self.report(
                        "misplaced-option",
                        told("`{name}` is an option; it stands alone here", name=name.text),
                        name.span,
                        told("an option is compared with what it is an option of: `… is {name}`", name=name.text),
                    )
        return None

    def _field(self, field: s.FieldOf) -> p.Expression | None:
        record_name = self.variables.get(field.variable.text)
        if record_name is None:
            return None
        record = self.unit.named("record").get(record_name)
        if isinstance(record, s.Record):
            for declared in record.fields:
                if declared.name.text == field.field.text:
                    type_ = self.written(declared.type)
                    if type_ is None:
                        return None
                    return p.FieldReference(field.variable.text, record_name, field.field.text, type_)
        derived = self.names.get(field.field.text)
        if isinstance(derived, s.Value) and derived.record is not None and derived.record.text == record_name:
            type_ = self.written(derived.type)
            if type_:
                return p.FieldReference(field.variable.text, record_name, field.field.text, type_, derived=True)
        return None

    def _membership(self, membership: s.Membership) -> p.Expression | None:
        operand = self.expression(membership.operand)
        if operand is None:
            return None
        if operand.type.kind != "choice":
            self.report(
                "wrong-type",
                told("`in (…)` asks about a choice, not {article}", article=article(operand.type)),
                membership.span,
            )
            return None
        options = self.options(operand.type.name)
        for word in membership.options:
            if word.text not in options:
                self.unknown_option(word, operand.type.name)
                return None
        return p.Operation("within", (operand,), BOOLEAN, tuple(word.text for word in membership.options))

    # ---- operators

    def _operation(self, operation: s.Operation, expected: p.Type | None) -> p.Expression | None:
        match operation.operator:
            case "and" | "or" | "not":
                operands = [self.of_type(o, BOOLEAN, f"what `{operation.operator}` joins") for o in operation.operands]
                typed = tuple(o for o in operands if o is not None)
                return p.Operation(operation.operator, typed, BOOLEAN) if len(typed) == len(operands) else None
            case "if":
                return self._if(operation, expected)
            case "is" | "is_not":
                return self._is(operation)
            case "less" | "at_most" | "more" | "at_least" | "equal" | "unequal" as comparison:
                return self._compare(operation, comparison)
            case "add" | "subtract" | "multiply" | "divide" as operator:
                return self._arithmetic(operation, operator)
        assert_never(operation.operator)

    def _if(self, operation: s.Operation, expected: p.Type | None) -> p.Expression | None:
        test = self.condition(operation.operands[0])
        around = len(self.positive)
        self.positive += held_positive(test) if test is not None else ()
        first = self.expression(operation.operands[1], expected)
        del self.positive[around:]
        second = self.expression(operation.operands[2], expected or (first.type if first else None))
        if test is None or first is None or second is None:
            return None
        first, second = beside_quotients(first, second)
        type_ = common_type(first.type, second.type)
        if type_ is None:
            self.report(
                "mixed-types",
                told("the two outcomes are {names}", names=" and ".join(told_apart(first.type, second.type))),
                operation.span,
                conversion(first.type, second.type) or "both must have one type",
            )
            return None
        return p.Operation("if", (test, first, second), type_)

    def _is(self, operation: s.Operation) -> p.Expression | None:
        left = self.expression(operation.operands[0])
        right_source = operation.operands[1]
        if left is None:
            return None
        if isinstance(right_source, s.Literal) and right_source.kind == "none":
            if not left.type.optional:
                self.report(
                    "never-none",
                    told("this is {article}, which always exists", article=article(left.type)),
                    operation.span,
                    "only an `optional` type can be none",
                )
                return None
            typed: p.Expression = p.Operation("is_none", (left,), BOOLEAN)
        else:
            if (
                left.type.kind == "choice"
                and isinstance(right_source, s.Name)
                and right_source.text not in self.options(left.type.name)
                and not isinstance(self.names.get(right_source.text), s.Fact | s.Value)
                and not (self.bearer is not None and right_source.text == BEARER)
            ):
                self.unknown_option(right_source, left.type.name)
                return None
            right = self.expression(right_source, left.type)
            if right is None:
                return None
            if left.type.kind != right.type.kind or left.type.name != right.type.name:
                one, other = told_apart(left.type, right.type)
                self.report(
                    "wrong-type", told("{article} is never {article_2}", article=one, article_2=other), operation.span
                )
                return None
            typed = p.Operation("equal", (left, right), BOOLEAN)
        return p.Operation("not", (typed,), BOOLEAN) if operation.operator == "is_not" else typed

    def _compare(self, operation: s.Operation, comparison: Comparison) -> p.Expression | None:
        left, right = (self.expression(o) for o in operation.operands)
        if left is None or right is None:
            return None
        if left.type.kind not in ORDERED or not is_comparable(left.type, right.type):
            help_line = conversion(left.type, right.type)
            if {left.type.kind, right.type.kind} == {"date", "instant"}:
                help_line = "take the day of the instant with `day_of(…)`"
            elif "period" in {left.type.kind, right.type.kind}:
                help_line = "a calendar month has no fixed length: add it to a date and compare the dates"
            elif "none" in {left.type.kind, right.type.kind}:
                help_line = "write `is none` or `is not none`"
            elif {left.type.kind, right.type.kind} == {"days", "integer"}:
                help_line = "write the unit: `3 days`"
            elif left.type.kind in {"boolean", "choice"}:
                help_line = "write `is` for yes/no and for options"
            self.report(
                "not-comparable",
                " cannot be compared with ".join(told_apart(left.type, right.type)),
                operation.span,
                help_line,
            )
            return None
        return p.Operation(comparison, (left, right), BOOLEAN)

    def _arithmetic(self, operation: s.Operation, operator: Arithmetic) -> p.Expression | None:
        left, right = (self.expression(o) for o in operation.operands)
        if left is None or right is None:
            return None
        type_ = result_type(operator, left.type, right.type)
        if type_ is None and unrounded(self, operation, left.type, right.type):
            return None
        if type_ is None:
            of_moment = "moment" in (left.type.kind, right.type.kind)
            self.report(
                "wrong-units",
                told(
                    "cannot {operator} {names}",
                    operator=operator,
                    names=" and ".join(told_apart(left.type, right.type)),
                ),
                operation.span,
                "take the day of the moment with `day_of(…)`"
                if of_moment
                else conversion(left.type, right.type) or of_percentages(left.type, right.type),
            )
            return None
        if operator in ("add", "subtract") and right.type.kind == "period":
            if operation.rounding is None:
                self.report(
                    "rounding-unstated",
                    "adding calendar months must say what happens at a month's end",
                    operation.span,
                    "add `rounding down` (last day of the month) or `rounding up`",
                )
                return None
        elif operation.rounding is not None:
            self.report("rounding-unneeded", "only calendar months are rounded", operation.span)
            return None
        if operator == "divide" and not is_positive(right, self.positive):
            self.report(
                "may-divide-by-zero",
                "the divisor might be zero",
                operation.operands[1].span,
                "divide by a constant or by `length_of_month(…)`, or say what holds else: `if … > 0 then … else …`",
            )
            return None
        optional = left.type.optional or right.type.optional
        type_ = p.Type(type_.kind, type_.name, optional)
        return p.Operation(operator, (left, right), type_, month_end=operation.rounding)
