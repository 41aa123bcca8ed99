"""Amounts that are rounded in the step in which they are divided by a number, or multiplied by a ratio; averages."""

from fractions import Fraction

from dsl.kinds import TypeKind
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.context import Context

_NUMBERS: frozenset[TypeKind] = frozenset({"integer", "decimal"})
_MONEY: frozenset[TypeKind] = frozenset({"money"})
_RATIO: frozenset[TypeKind] = frozenset({"ratio"})


def rounded_quotient(typer: Context, call: s.Call) -> s.Expression | None:
    """What `round(…, unit, mode)` stands for of an amount by a number, an amount times a ratio, an average of amounts.

    None of any other call: the quotient of two things alike is a number, and is rounded as numbers are.
    """
    if call.function.text != "round" or len(call.arguments) != 3:
        return None
    rounded, unit, mode = call.arguments
    match rounded:
        case s.Operation(operator="divide", operands=(amount, number)):
            if not (_is(typer, amount, _MONEY) and _is(typer, number, _NUMBERS)):
                return None
            inverse = s.Operation(operator="divide", operands=(_one(rounded), number), span=number.span)
            return _call("prorated", call, (amount, inverse, unit, mode))
        case s.Operation(operator="multiply", operands=(one, other)):
            for amount, share in ((one, other), (other, one)):
                if _is(typer, amount, _MONEY) and _is(typer, share, _RATIO):
                    return _call("prorated", call, (amount, share, unit, mode))
            return None
        case s.Aggregate(operator="average"):
            total = _total(rounded)
            if not _is(typer, total, _MONEY):
                return None
            quotient = s.Operation(operator="divide", operands=(total, _count(typer, rounded)), span=rounded.span)
            return _where_any(typer, rounded, _call("round", call, (quotient, unit, mode)))
        case _:
            return None


def average(typer: Context, aggregate: s.Aggregate, of: p.Type) -> p.Expression | None:
    """The sum of what is averaged, by how many there are; none of nothing. Reports amounts that nobody rounds."""
    if of.kind == "money":
        typer.report(
            "rounding-unstated",
            "the average of amounts must say how it is rounded",
            aggregate.span,
            told("round it in the same step: `round(average of …, 0.01 {currency}, half_up)`", currency=of.name),
        )
        return None
    divisor: s.Expression = _count(typer, aggregate)
    if of.kind == "percent":
        whole = s.Literal(kind="percent", text="100", span=aggregate.span)
        divisor = s.Operation(operator="multiply", operands=(divisor, whole), span=aggregate.span)
    quotient = s.Operation(operator="divide", operands=(_total(aggregate), divisor), span=aggregate.span)
    return typer.expression(_where_any(typer, aggregate, quotient))


def unrounded(typer: Context, operation: s.Operation, left: p.Type, right: p.Type) -> bool:
    """Whether an amount is divided by a number, or multiplied by a ratio, without being rounded. Reports it if so."""
    if operation.operator == "divide" and left.kind in _MONEY and right.kind in _NUMBERS:
        message, example = told("an amount divided by a number must say how it is rounded"), "/"
    elif operation.operator == "multiply" and {left.kind, right.kind} == {*_MONEY, *_RATIO}:
        message, example = told("an amount times a ratio must say how it is rounded"), "*"
    else:
        return False
    typer.report(
        "rounding-unstated",
        message,
        operation.span,
        told(
            "round it in the same step: `round(… {sign} …, 0.01 {currency}, half_up)`",
            sign=example,
            currency=left.name or right.name,
        ),
    )
    return True


def beside_quotients(*expressions: p.Expression) -> tuple[p.Expression, ...]:
    """Some expressions of which one is to hold: a number that is written out beside a quotient is one, too."""
    if not any(each.type.kind == "ratio" for each in expressions):
        return expressions
    return tuple(
        p.Constant(Fraction(each.value), p.Type("ratio"))
        if isinstance(each, p.Constant) and each.type.kind in _NUMBERS
        else each
        for each in expressions
    )


def of_percentages(left: p.Type, right: p.Type) -> str | None:
    """How a number and a percentage come together; None for anything else."""
    if "percent" in (left.kind, right.kind) and not {left.kind, right.kind}.isdisjoint(_NUMBERS | _RATIO):
        return (
            "as a number a percentage is `… / 100 %`; a number is a percentage as `100 % * …`, "
            "a quotient rounded to one"
        )
    return None


def _is(typer: Context, expression: s.Expression, kinds: frozenset[TypeKind]) -> bool:
    typed = typer.expression(expression)
    return typed is not None and typed.type.kind in kinds


def _one(near: s.Operation) -> s.Literal:
    return s.Literal(kind="number", text="1", span=near.span)


def _call(function: str, like: s.Call, arguments: tuple[s.Expression, ...]) -> s.Call:
    return s.Call(function=s.Word(text=function, span=like.function.span), arguments=arguments, span=like.span)


def _total(aggregate: s.Aggregate) -> s.Aggregate:
    return s.Aggregate(
        operator="sum",
        variable=aggregate.variable,
        source=aggregate.source,
        body=aggregate.body,
        where=aggregate.where,
        span=aggregate.span,
    )


def _count(typer: Context, aggregate: s.Aggregate) -> s.Aggregate:
    """How many records there are of which what is averaged exists."""
    where, place = aggregate.where, aggregate.span
    least = s.Aggregate(
        operator="smallest",
        variable=aggregate.variable,
        source=aggregate.source,
        body=aggregate.body,
        span=place,
    )
    typed = typer.expression(least)
    if isinstance(typed, p.Aggregate) and typed.body is not None and typed.body.type.optional:
        assert aggregate.body is not None
        none = s.Literal(kind="none", text="none", span=place)
        exists = s.Operation(operator="is_not", operands=(aggregate.body, none), span=place)
        where = exists if where is None else s.Operation(operator="and", operands=(where, exists), span=place)
    return s.Aggregate(operator="count", variable=aggregate.variable, source=aggregate.source, where=where, span=place)


def _where_any(typer: Context, aggregate: s.Aggregate, quotient: s.Expression) -> s.Expression:
    """The quotient, where there is anything to average; none else."""
    place = aggregate.span
    nothing = s.Literal(kind="number", text="0", span=place)
    some = s.Operation(operator="more", operands=(_count(typer, aggregate), nothing), span=place)
    none = s.Literal(kind="none", text="none", span=place)
    return s.Operation(operator="if", operands=(some, quotient, none), span=place)
