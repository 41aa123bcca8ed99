"""Expressions of the surface tree as they are written: as few parentheses as keep their meaning."""

from collections.abc import Iterator
from typing import assert_never

from dsl.kinds import WrittenOperator
from dsl.surface import syntax as s

_SIGNS: dict[WrittenOperator, str] = {
    "add": "+",
    "subtract": "-",
    "multiply": "*",
    "divide": "/",
    "less": "<",
    "at_most": "<=",
    "more": ">",
    "at_least": ">=",
    "equal": "=",
    "unequal": "!=",
    "is": "is",
    "is_not": "is not",
}
_LEVELS: dict[WrittenOperator, int] = {
    "if": 0,
    "or": 1,
    "and": 2,
    "not": 3,
    "add": 5,
    "subtract": 5,
    "multiply": 6,
    "divide": 6,
}
_COMPARISON, _ADDITIVE, PRIMARY = 4, 5, 7
"""How tightly these bind; what stands as one operand is `PRIMARY`."""


def flat(expression: s.Expression, level: int = 0) -> str:
    """An expression on one line, in parentheses where it binds looser than `level`."""
    text = _written(expression)
    return f"({text})" if _level(expression) < level else text


def laid_out(expression: s.Expression, head: str, widest: int) -> Iterator[tuple[int, str]]:
    """An expression after its head, broken at its outermost words where it is too wide; each line with its offset."""
    indent = " " * (len(head) - len(head.lstrip()) + 2)
    whole = head + flat(expression)
    start = expression.span.start
    if fits_on_line(whole, widest) or not isinstance(expression, s.Operation):
        yield start, whole
    elif expression.operator in ("and", "or"):
        level = _LEVELS[expression.operator] + 1
        for index, operand in enumerate(expression.operands):
            lead = head if index == 0 else f"{indent}{expression.operator} "
            yield operand.span.start, lead + flat(operand, level)
    elif expression.operator == "if":
        test, first, second = expression.operands
        yield start, f"{head}if {flat(test, 1)}"
        yield first.span.start, f"{indent}then {flat(first, 1)}"
        yield from laid_out(second, f"{indent}else ", widest)
    else:
        yield start, whole


def fits_on_line(text: str, widest: int) -> bool:
    """Whether a line is narrow enough to stay whole."""
    return len(text) <= widest


def _level(expression: s.Expression) -> int:
    match expression:
        case s.Operation():
            return _LEVELS.get(expression.operator, _COMPARISON)
        case s.Membership():
            return _COMPARISON
        case _:
            return PRIMARY


def _written(expression: s.Expression) -> str:
    match expression:
        case s.Literal():
            if expression.kind in ("yes", "no", "none"):
                return expression.kind
            unit = "%" if expression.kind == "percent" else expression.unit
            return f"{expression.text} {unit}".strip()
        case s.Name():
            return expression.text
        case s.FieldOf():
            return f"{expression.variable.text}.{expression.field.text}"
        case s.Live():
            of = f" of {expression.of.text}" if expression.of is not None else ""
            return f"live({expression.norm.text}{of})"
        case s.Membership():
            options = ", ".join(option.text for option in expression.options)
            return f"{flat(expression.operand, _ADDITIVE)} in ({options})"
        case s.Call():
            return f"{expression.function.text}({', '.join(map(flat, expression.arguments))})"
        case s.Aggregate():
            return _aggregate(expression)
        case s.Operation():
            return _operation(expression)


def _operation(operation: s.Operation) -> str:
    operator, operands = operation.operator, operation.operands
    match operator:
        case "and" | "or":
            return f" {operator} ".join(flat(operand, _LEVELS[operator] + 1) for operand in operands)
        case "not":
            return f"not {flat(operands[0], _LEVELS['not'])}"
        case "if":
            test, first, second = operands
            return f"if {flat(test, 1)} then {flat(first, 1)} else {flat(second)}"
        case "add" | "subtract" | "multiply" | "divide":
            level = _LEVELS[operator]
            rounding = f" rounding {operation.rounding}" if operation.rounding else ""
            return f"{flat(operands[0], level)} {_SIGNS[operator]} {flat(operands[1], level + 1)}{rounding}"
        case "equal" | "unequal" | "less" | "at_most" | "more" | "at_least" | "is" | "is_not":
            return f"{flat(operands[0], _ADDITIVE)} {_SIGNS[operator]} {flat(operands[1], _ADDITIVE)}"
    assert_never(operator)


def _aggregate(aggregate: s.Aggregate) -> str:
    variable, source = aggregate.variable.text, flat(aggregate.source, PRIMARY)
    where = f" where ({flat(aggregate.where)})" if aggregate.where is not None else ""
    body = f"({flat(aggregate.body)})" if aggregate.body is not None else ""
    match aggregate.operator:
        case "some" | "every":
            return f"{aggregate.operator} {variable} in {source} has {body}"
        case "count":
            return f"count of {variable} in {source}{where}"
        case "nth":
            position = flat(aggregate.position) if aggregate.position is not None else ""
            return f"nth ({position}) of {body} for {variable} in {source}{where}"
        case "sum" | "average" | "smallest" | "largest" | "earliest" | "latest" as operator:
            return f"{operator} of {body} for {variable} in {source}{where}"


def written_bound(bound: s.Literal) -> str:
    """A bound as it is written in a table."""
    return f"{bound.text} {'%' if bound.kind == 'percent' else bound.unit}".strip()


def written_cell(cell: s.Cell) -> str:
    """A cell of a table as it is written."""
    bounds = [written_bound(bound) for bound in cell.bounds]
    match cell.kind:
        case "any":
            return "otherwise"
        case "options":
            return " or ".join(option.text for option in cell.options)
        case "at_least":
            return f"{bounds[0]} or more"
        case "at_most":
            return f"{bounds[0]} or less"
        case "range":
            return f"{bounds[0]} to {bounds[1]}"
        case "to_below":
            return f"{bounds[0]} to below {bounds[1]}"
        case "over_up_to":
            return f"over {bounds[0]} up to {bounds[1]}"
        case "over" | "below":
            return f"{cell.kind} {bounds[0]}"
        case "exactly":
            return bounds[0]
    assert_never(cell.kind)


def written_stretch(in_force: s.InForce) -> str:
    """From when until when something is in force, as it is written after `in force`."""
    since = f" from {in_force.since.text}" if in_force.since is not None else ""
    until = f" until {in_force.until.text}" if in_force.until is not None else ""
    return since + until
