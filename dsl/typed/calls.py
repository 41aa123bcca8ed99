"""The types of calls of built-in functions."""

from typing import TYPE_CHECKING

from dsl.functions.signatures import CANTON, EXAMPLES, ROUNDING_MODES, SIGNATURES
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.types import common_type

if TYPE_CHECKING:
    from dsl.typed.typing import Typer


def type_call(typer: "Typer", call: s.Call) -> p.Expression | None:
    """The typed form of a call."""
    name = call.function.text
    match name:
        case "min" | "max" | "or_else":
            return _same_type(typer, call)
        case "round":
            return _round(typer, call)
        case "next_anniversary":
            return _next_anniversary(typer, call)
        case _:
            signature = SIGNATURES.get(name)
            if signature is None:
                return None
            return _fixed(typer, call)


def _fixed(typer: "Typer", call: s.Call) -> p.Expression | None:
    signature = SIGNATURES[call.function.text]
    if len(call.arguments) != len(signature.parameters):
        return _wrong(typer, call)
    typed = [
        typer.expression(argument, CANTON if kinds == {"choice"} else None)
        for argument, kinds in zip(call.arguments, signature.parameters, strict=True)
    ]
    arguments = tuple(argument for argument in typed if argument is not None)
    if len(arguments) != len(typed):
        return None
    if any(
        argument.type.kind not in kinds or (argument.type.kind == "choice" and argument.type.name != CANTON.name)
        for argument, kinds in zip(arguments, signature.parameters, strict=True)
    ):
        return _wrong(typer, call)
    result = signature.result(tuple(argument.type for argument in arguments))
    optional = any(argument.type.optional for argument in arguments)
    return p.Function(call.function.text, arguments, p.Type(result.kind, result.name, optional))


def _same_type(typer: "Typer", call: s.Call) -> p.Expression | None:
    if len(call.arguments) < 2 or (call.function.text == "or_else" and len(call.arguments) != 2):
        return _wrong(typer, call)
    first = typer.expression(call.arguments[0])
    if first is None:
        return None
    rest = [typer.expression(argument, first.type.required()) for argument in call.arguments[1:]]
    arguments = (first, *(argument for argument in rest if argument is not None))
    if len(arguments) != len(call.arguments):
        return None
    type_: p.Type | None = first.type
    for argument in arguments[1:]:
        type_ = common_type(type_, argument.type) if type_ else None
    if type_ is None or type_.kind in ("list", "boolean", "period"):
        return _wrong(typer, call)
    if call.function.text == "or_else":
        if not first.type.optional:
            typer.report(
                "never-none",
                "the first argument always exists",
                call.arguments[0].span,
                "`or_else` is for what may be none",
            )
            return None
        type_ = p.Type(type_.kind, type_.name, arguments[1].type.optional)
    elif type_.kind == "choice":
        return _wrong(typer, call)
    return p.Function(call.function.text, arguments, type_)


def _round(typer: "Typer", call: s.Call) -> p.Expression | None:
    if len(call.arguments) != 3:
        return _wrong(typer, call)
    amount, unit = typer.expression(call.arguments[0]), typer.expression(call.arguments[1])
    mode = call.arguments[2]
    if amount is None or unit is None:
        return None
    fits = amount.type.required() == unit.type or (amount.type.kind, unit.type.kind) in {
        ("ratio", "decimal"),
        ("ratio", "percent"),
        ("ratio", "integer"),
        ("decimal", "integer"),
    }
    known = isinstance(mode, s.Name) and mode.text in ROUNDING_MODES
    if not fits or not known or not isinstance(unit, p.Constant) or not unit.value:
        return _wrong(typer, call)
    assert isinstance(mode, s.Name)
    way = p.Constant(mode.text, p.Type("choice", "rounding"))
    return p.Function("round", (amount, unit, way), p.Type(unit.type.kind, unit.type.name, amount.type.optional))


def _next_anniversary(typer: "Typer", call: s.Call) -> p.Expression | None:
    if len(call.arguments) != 4:
        return _wrong(typer, call)
    typed = [typer.expression(argument) for argument in call.arguments[:3]]
    arguments = tuple(argument for argument in typed if argument is not None)
    if len(arguments) != 3:
        return None
    way = call.arguments[3]
    kinds = [argument.type.kind for argument in arguments]
    positive = isinstance(arguments[2], p.Constant) and arguments[2].value > 0
    if (
        kinds != ["date", "date", "period"]
        or not positive
        or not isinstance(way, s.Name)
        or way.text not in ("down", "up")
    ):
        return _wrong(typer, call)
    optional = any(argument.type.optional for argument in arguments)
    return p.Function(
        "next_anniversary",
        (*arguments, p.Constant(way.text, p.Type("choice", "rounding"))),
        p.Type("date", "", optional),
    )


def _wrong(typer: "Typer", call: s.Call) -> p.Expression | None:
    name = call.function.text
    typer.report(
        "wrong-arguments",
        f"`{name}` does not take these arguments",
        call.span,
        f"it is used like this: `{EXAMPLES[name]}`",
    )
    return None
