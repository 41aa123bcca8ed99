"""Quotients that are written as something else: an amount by a number, which is rounded in one step, and an average."""

from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.context import Context

_NUMBERS = frozenset({"integer", "decimal"})


def rounded_quotient(typer: Context, call: s.Call) -> s.Expression | None:
    """What `round(… / …, unit, mode)` of an amount by a number stands for, or of an average of amounts.

    None of any other call: the quotient of two things alike is a number, and is rounded as numbers are.
    """
    match call:
        case s.Call(function=s.Word(text="round"), arguments=(s.Operation(operator="divide") as quotient, unit, mode)):
            amount, number = quotient.operands
            if not _is_amount(typer.expression(amount)):
                return None
            inverse = s.Operation(operator="divide", operands=(_one(quotient), number), span=number.span)
            return _call("prorated", call, (amount, inverse, unit, mode))
        case s.Call(function=s.Word(text="round"), arguments=(s.Aggregate(operator="average") as average, unit, mode)):
            total = _total(average)
            if not _is_amount(typer.expression(total)):
                return None
            quotient = s.Operation(operator="divide", operands=(total, _count(typer, average)), span=average.span)
            return _where_any(typer, average, _call("round", call, (quotient, unit, mode)))
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
    """Whether an amount is divided by a number without being rounded. Reports it if so."""
    if operation.operator != "divide" or left.kind != "money" or right.kind not in _NUMBERS:
        return False
    typer.report(
        "rounding-unstated",
        "an amount divided by a number must say how it is rounded",
        operation.span,
        told("round it in the same step: `round(… / …, 0.01 {currency}, half_up)`", currency=left.name),
    )
    return True


def _is_amount(typed: p.Expression | None) -> bool:
    return typed is not None and typed.type.kind == "money"


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
