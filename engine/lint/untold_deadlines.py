"""A deadline nobody computes.

A condition may wait for a moment that it counts in passing (`sent + 10 days <= received`). If the other side of the
comparison is the day of the question, or an act in somebody's power, that moment is a deadline; and if neither a norm
declares it as its `deadline` nor a value has it, no opinion can say which day it is. All this is read off the typed
expressions.
"""

from collections.abc import Iterator

from dsl.diagnostic import Diagnostic
from dsl.sentence import told
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.case.case import AS_OF
from engine.lint.reviewed import Finding, Reviewed
from engine.model.expressions import is_counted, parts

_COMPARING = ("less", "at_most", "more", "at_least", "equal", "unequal")


def untold_deadlines(reviewed: Reviewed) -> Iterator[Finding]:
    """The declarations that count a deadline which nothing names."""
    program = reviewed.program
    named = [norm.deadline for norm in program.norms.values()] + [value.expression for value in program.values.values()]
    for name, expressions in _expressions(program):
        counted = [found for expression in expressions for found in _counted(program, expression)]
        if any(found not in named for found in counted):
            yield Finding(
                name,
                Diagnostic(
                    "untold-deadline",
                    told("`{name}` counts a deadline in passing, so that no answer can say when it ends", name=name),
                    (reviewed.label(name),),
                    "make a value of the moment, or declare it as the `deadline` of the norm",
                    "warning",
                ),
            )


def _expressions(program: p.Program) -> Iterator[tuple[str, list[p.Expression]]]:
    for norm in program.norms.values():
        conditions = [condition.expression for condition in norm.conditions]
        yield norm.name, [*conditions, *([norm.breached] if norm.breached is not None else [])]
    for exception in program.exceptions.values():
        yield exception.name, [condition.expression for condition in exception.conditions]
    for value in program.values.values():
        if value.type.kind == "boolean":
            yield value.name, [value.expression]


def _counted(program: p.Program, expression: p.Expression) -> Iterator[p.Expression]:
    """The moments counted within an expression against which today, or an act of a party, is held."""
    if isinstance(expression, p.Operation) and expression.operator in _COMPARING:
        left, right = expression.operands
        for moment, other in ((left, right), (right, left)):
            if moment.type.kind in CALENDAR and is_counted(moment) and _is_act_or_today(program, other):
                yield moment
    for part in parts(expression):
        yield from _counted(program, part)


def _is_act_or_today(program: p.Program, expression: p.Expression) -> bool:
    match expression:
        case p.Reference(kind="fact", name=name):
            return name == AS_OF or program.facts[name].power is not None
        case p.FieldReference(derived=False, record=record, name=name):
            return any(
                declared.power is not None for declared in program.records[record].fields if declared.name == name
            )
        case p.Function(arguments=(argument, *_)):
            return _is_act_or_today(program, argument)
        case _:
            return False
