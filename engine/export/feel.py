"""Expressions in FEEL, the expression language of DMN, as far as it goes.

Names, numbers, dates and connectives are FEEL's own. A rate is a number (10 % is 0.1). A function of the language is
called by its own name: whoever evaluates the tables has to provide it.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_never

from dsl.kinds import Aggregation
from dsl.moment import Moment
from dsl.typed import program as p

_BETWEEN = {
    "equal": "=",
    "unequal": "!=",
    "less": "<",
    "at_most": "<=",
    "more": ">",
    "at_least": ">=",
    "add": "+",
    "subtract": "-",
    "multiply": "*",
    "divide": "/",
    "and": "and",
    "or": "or",
}


def sign(operator: str) -> str:
    """How FEEL writes an operator that stands between its operands."""
    return _BETWEEN[operator]


def feel(expression: p.Expression) -> str:
    """An expression as FEEL."""
    match expression:
        case p.Constant(value=value, type=type_):
            return constant(value, type_)
        case p.Reference(name=name):
            return name
        case p.FieldReference(variable=variable, name=name):
            return f"{variable}.{name}"
        case p.Function(name=name, arguments=arguments):
            return f"{name}({', '.join(map(feel, arguments))})"
        case p.Operation():
            return _operation(expression)
        case p.Aggregate():
            return _aggregate(expression)
        case p.Lookup(rows=rows):
            tests = " else ".join(f"if {feel(row.test)} then {feel(row.result)}" for row in rows)
            return f"({tests} else null)"
    assert_never(expression)


def _operation(operation: p.Operation) -> str:
    parts = [feel(operand) for operand in operation.operands]
    match operation.operator:
        case "not":
            return f"not({parts[0]})"
        case "if":
            return f"(if {parts[0]} then {parts[1]} else {parts[2]})"
        case "is_none":
            return f"({parts[0]} = null)"
        case "within":
            return f"({parts[0]} in ({', '.join(map(_quoted, operation.options))}))"
        case between:
            return f"({f' {sign(between)} '.join(parts)})"


def _aggregate(aggregate: p.Aggregate) -> str:
    source, variable = feel(aggregate.source), aggregate.variable
    listed = f"for {variable} in {source} return "
    chosen = source
    if aggregate.where is not None:
        listed += f"if {feel(aggregate.where)} then "
    body = feel(aggregate.body) if aggregate.body is not None else variable
    listed += body + (" else null" if aggregate.where is not None else "")
    operator: Aggregation = aggregate.operator
    match operator:
        case "some" | "every":
            return f"({operator} {variable} in {chosen} satisfies {body})"
        case "nth":
            assert aggregate.position is not None
            return f"(({listed})[item != null][{feel(aggregate.position)}])"
        case "count":
            return f"count(({listed})[item != null])"
        case "sum":
            return f"sum(({listed})[item != null])"
        case "smallest":
            return f"min(({listed})[item != null])"
        case "largest":
            return f"max(({listed})[item != null])"
    assert_never(operator)


def constant(value: Any, type_: p.Type) -> str:
    """A constant as FEEL."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return _quoted(value)
        case datetime():
            return f'date and time("{value.isoformat()}")'
        case date():
            return f'date("{value.isoformat()}")'
        case Moment():
            return f'date and time("{value.first.isoformat()}")'
        case timedelta():
            seconds = value.days * 86_400 + value.seconds
            return f'duration("{"-" if seconds < 0 else ""}PT{abs(seconds)}S")'
        case Fraction():
            return f"({value.numerator} / {value.denominator})"
        case int() if type_.kind == "period":
            return f'duration("P{value}M")'
        case int() | Decimal():
            return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
        case _:
            raise TypeError(type(value))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
