"""To which norms a value belongs: who claims it, and who must prove what, follows from them."""

from dsl.typed import program as p
from engine.model.expressions import inputs_in


def norms_of_value(program: p.Program, name: str) -> list[str]:
    """The norms whose conditions name a value; of an amount or rate that none names, those nearest to it.

    Nearest are the norms of its clause that are computed from most of what it is computed from itself.
    """
    value = program.values.get(name)
    if value is None:
        return []
    naming = [
        norm.name
        for norm in program.norms.values()
        if any(("value", name) in inputs_in(condition.expression) for condition in norm.conditions)
    ]
    if naming or value.type.kind not in ("money", "percent"):
        return naming
    beneath = {name, *values_in(program, value.expression)}
    common: dict[str, int] = {}
    for norm in program.norms.values():
        if norm.clause == value.clause:
            found = {other for condition in norm.conditions for other in values_in(program, condition.expression)}
            common[norm.name] = len(beneath & found)
    most = max(common.values(), default=0)
    return [norm for norm, shared in common.items() if shared == most > 0]


def values_in(program: p.Program, expression: p.Expression) -> set[str]:
    """The values that an expression names, and those that these are computed from."""
    found: set[str] = set()
    pending = [expression]
    while pending:
        named = {name for kind, name in inputs_in(pending.pop()) if kind == "value"} - found
        found |= named
        pending += [program.values[name].expression for name in named]
    return found
