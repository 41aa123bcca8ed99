"""Expressions of the checked program written out again, so that a report can name a condition."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dsl.typed import program as p

_SIGNS = {
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
}


def spelled(expression: p.Expression) -> str:
    """An expression much as the clause file writes it; tables are only named."""
    match expression:
        case p.Constant():
            return written(expression.value, expression.type)
        case p.Reference(kind="live"):
            return f"live({expression.name})"
        case p.Reference():
            return expression.name
        case p.FieldReference(live=True):
            return f"live({expression.name} of {expression.variable})"
        case p.FieldReference():
            return f"{expression.variable}.{expression.name}"
        case p.Operation():
            return _operation(expression)
        case p.Function():
            return f"{expression.name}({', '.join(spelled(argument) for argument in expression.arguments)})"
        case p.Aggregate():
            return _aggregate(expression)
        case p.Lookup(of=name, inputs=(*_, day)) if name:
            return f"{name}({spelled(day)})"
        case p.Lookup():
            return "table"


def written(value: Any, type_: p.Type) -> str:
    """A constant as the clause file writes it."""
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case Decimal() if type_.kind == "percent":
            return f"{(value * 100).normalize():f} %"
        case Decimal() if type_.kind == "money":
            return f"{value} {type_.name}"
        case date():
            return value.isoformat()
        case timedelta():
            seconds = value // timedelta(seconds=1)
            unit, size = next(
                (u, n) for u, n in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)) if seconds % n == 0
            )
            return f"{seconds // size} {unit}{'' if seconds // size == 1 else 's'}"
        case int() if type_.kind == "period":
            return f"{value} month{'' if value == 1 else 's'}"
        case _:
            return str(value)


def _operation(operation: p.Operation) -> str:
    operator, operands = operation.operator, [spelled(operand) for operand in operation.operands]
    match operator:
        case "and" | "or":
            return "(" + f" {operator} ".join(operands) + ")"
        case "not":
            return f"not {operands[0]}"
        case "if":
            return f"(if {operands[0]} then {operands[1]} else {operands[2]})"
        case "is_none":
            return f"{operands[0]} is none"
        case "within":
            return f"{operands[0]} in ({', '.join(operation.options)})"
        case "equal" | "unequal" if operation.operands[0].type.kind == "choice":
            return f"{operands[0]} is {'not ' if operator == 'unequal' else ''}{operands[1]}"
    rounding = f" rounding {operation.month_end}" if operation.month_end else ""
    return f"{operands[0]} {_SIGNS[operator]} {operands[1]}{rounding}"


def _aggregate(aggregate: p.Aggregate) -> str:
    source = f"{aggregate.variable} in {spelled(aggregate.source)}"
    where = f" where ({spelled(aggregate.where)})" if aggregate.where is not None else ""
    body = spelled(aggregate.body) if aggregate.body is not None else ""
    match aggregate.operator:
        case "some" | "every":
            return f"{aggregate.operator} {source} has ({body})"
        case "count":
            return f"count of {source}{where}"
        case "nth":
            position = spelled(aggregate.position) if aggregate.position is not None else ""
            return f"nth ({position}) of ({body}) for {source}{where}"
    return f"{aggregate.operator} of ({body}) for {source}{where}"
