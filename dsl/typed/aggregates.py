"""The types of statements about lists."""

from dsl.kinds import Aggregation, WrittenAggregation
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.context import Context
from dsl.typed.quotients import average
from dsl.typed.types import BOOLEAN, INTEGER, article

MOST_LISTS = 4
"""How many lists may be looked through one within another: the work grows with the product of their lengths."""

_SUMMABLE = {"integer", "decimal", "percent", "money", "duration", "days"}
_AVERAGED = {"integer", "decimal", "percent", "money"}
_ORDERED = _SUMMABLE | {"date", "instant"}


def type_aggregate(typer: Context, aggregate: s.Aggregate) -> p.Expression | None:
    """The typed form of some, every, count, sum, average, earliest, latest, smallest, largest and nth."""
    source = typer.expression(aggregate.source)
    if source is None:
        return None
    if source.type.kind != "list":
        typer.report(
            "not-a-list",
            told(
                "`{operator}` looks through a list, not {article}",
                operator=aggregate.operator,
                article=article(source.type),
            ),
            aggregate.source.span,
        )
        return None
    if typer.lists == MOST_LISTS:
        typer.report(
            "nested-too-deep",
            told("this looks through a list within {MOST_LISTS} others", MOST_LISTS=MOST_LISTS),
            aggregate.span,
            "derive what the inner ones come to as a value of the record: `value … of RECORD`",
        )
        return None
    variable, record = aggregate.variable.text, source.type.name
    position = typer.of_type(aggregate.position, INTEGER, "the position") if aggregate.position else None
    shadowed = typer.variables.get(variable)
    typer.variables[variable] = record
    typer.lists += 1
    body = typer.expression(aggregate.body) if aggregate.body else None
    where = typer.condition(aggregate.where) if aggregate.where else None
    typer.lists -= 1
    del typer.variables[variable]
    if shadowed is not None:
        typer.variables[variable] = shadowed
    if (
        (body is None) != (aggregate.body is None)
        or (where is None) != (aggregate.where is None)
        or (position is None) != (aggregate.position is None)
    ):
        return None
    type_ = _result(typer, aggregate, body)
    if type_ is None:
        return None
    if aggregate.operator == "average":
        return average(typer, aggregate, type_)
    return p.Aggregate(_aggregation(aggregate.operator), variable, record, source, body, where, position, type_)


def _result(typer: Context, aggregate: s.Aggregate, body: p.Expression | None) -> p.Type | None:
    match aggregate.operator:
        case "some" | "every":
            admitted, type_ = {"boolean"}, BOOLEAN
        case "count":
            return INTEGER
        case "sum":
            admitted = _SUMMABLE
            type_ = body.type.required() if body else INTEGER
        case "average":
            admitted = _AVERAGED
            type_ = body.type.required() if body else INTEGER
        case _:
            admitted = _ORDERED
            type_ = p.Type(body.type.kind, body.type.name, True) if body else INTEGER
    assert body is not None
    if body.type.kind not in admitted:
        typer.report(
            "wrong-type",
            told("`{operator}` has no meaning for {article}", operator=aggregate.operator, article=article(body.type)),
            aggregate.span,
        )
        return None
    return type_


def _aggregation(written: WrittenAggregation) -> Aggregation:
    assert written != "average", "an average is a quotient"
    match written:
        case "earliest":
            return "smallest"
        case "latest":
            return "largest"
        case _:
            return written
