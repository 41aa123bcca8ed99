"""The types of calls of built-in functions."""

from dsl.function import Function, Parameter, Refusal
from dsl.functions import function, names
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.context import Context
from dsl.typed.quotients import beside_quotients, rounded_quotient


def type_call(typer: Context, call: s.Call) -> p.Expression | None:
    """The typed form of a call."""
    if call.function.text not in names():
        return None
    if (quotient := rounded_quotient(typer, call)) is not None:
        return typer.expression(quotient)
    called = function(call.function.text)
    parameters = _parameters(typer, call, called)
    if parameters is None:
        return None
    if len(call.arguments) != len(parameters):
        return _wrong(typer, call, called)
    arguments: list[p.Expression] = []
    for parameter, argument in zip(parameters, call.arguments, strict=True):
        if parameter.words:
            if not isinstance(argument, s.Name) or argument.text not in parameter.words:
                return _wrong(typer, call, called)
            arguments.append(p.Constant(argument.text, p.Type("choice", "rounding")))
            continue
        expected = _part(typer) if parameter.of_calendar else None
        if called.alike and arguments:
            expected = arguments[0].type.required()
        typed = typer.expression(argument, expected)
        if typed is None:
            return None
        arguments.append(typed)
    is_one_of_them = called.alike or call.function.text == "or_else"
    found = beside_quotients(*arguments) if is_one_of_them else tuple(arguments)
    return _typed(typer, call, called, parameters, found)


def _parameters(typer: Context, call: s.Call, called: Function) -> tuple[Parameter, ...] | None:
    """What the function takes in this document; None, with a diagnostic, if it needs a calendar and there is none."""
    if called.alike:
        return called.parameters * max(2, len(call.arguments))
    if called.parameters[-1].of_months and len(call.arguments) < len(called.parameters):
        return called.parameters[:-1]
    if not any(parameter.of_calendar for parameter in called.parameters):
        return called.parameters
    calendar = typer.unit.document.calendar
    if calendar is None:
        typer.report(
            "no-calendar",
            told("`{function}` counts working days, and the document has no calendar", function=call.function.text),
            call.function.span,
            "say in the header of the document whose public holidays count: `calendar …`",
        )
        return None
    return tuple(parameter for parameter in called.parameters if calendar.by or not parameter.of_calendar)


def _part(typer: Context) -> p.Type | None:
    calendar = typer.unit.document.calendar
    return p.Type("choice", calendar.by.text) if calendar is not None and calendar.by is not None else None


def _typed(
    typer: Context,
    call: s.Call,
    called: Function,
    parameters: tuple[Parameter, ...],
    arguments: tuple[p.Expression, ...],
) -> p.Expression | None:
    for parameter, argument in zip(parameters, arguments, strict=True):
        is_kind = not parameter.kinds or argument.type.kind in parameter.kinds
        is_part = not parameter.of_calendar or argument.type.required() == _part(typer)
        if not is_kind or not is_part:
            return _wrong(typer, call, called)
    found = called.type(arguments)
    if found is None:
        return _wrong(typer, call, called)
    if isinstance(found, Refusal):
        typer.report(found.code, found.message, call.arguments[found.argument].span, found.help)
        return None
    if not called.keeps_none and any(argument.type.optional for argument in arguments):
        found = p.Type(found.kind, found.name, True)
    return p.Function(call.function.text, arguments, found)


def _wrong(typer: Context, call: s.Call, called: Function) -> p.Expression | None:
    typer.report(
        "wrong-arguments",
        told("`{function}` does not take these arguments", function=call.function.text),
        call.span,
        told("it is used like this: `{example}`", example=called.example),
    )
    return None
