"""Ways through expressions: their direct parts, and the names that they mention."""

from collections.abc import Iterator

from dsl.kinds import ReferenceKind
from dsl.typed import program as p

BOOLEAN = p.Type("boolean")
_COUNTING = frozenset(
    ("next_working_day", "working_days_after", "working_days_before", "next_recurrence", "last_recurrence")
)
"""The functions that count a date from another."""


def references(expression: p.Expression) -> Iterator[tuple[ReferenceKind, str]]:
    """The named things that an expression mentions, as (kind of reference, name); fields count for their list.

    A table that is read on another day than its own is mentioned, too.
    """
    match expression:
        case p.Reference(kind=kind, name=name):
            yield kind, name
        case p.FieldReference(derived=True, live=live, name=name):
            yield "live" if live else "value", name
        case _:
            if isinstance(expression, p.Lookup) and expression.of:
                yield "value", expression.of
            for part in parts(expression):
                yield from references(part)


def inputs_in(expression: p.Expression) -> Iterator[tuple[str, str]]:
    """What an expression names, as (kind, name); a field of a record as ("field", "record.field")."""
    match expression:
        case p.FieldReference(derived=False, record=record, name=name):
            yield "field", f"{record}.{name}"
        case p.Reference() | p.FieldReference():
            yield from references(expression)
        case _:
            for part in parts(expression):
                yield from inputs_in(part)


def parts(expression: p.Expression) -> tuple[p.Expression, ...]:
    """The direct parts of an expression."""
    match expression:
        case p.Operation(operands=operands):
            return operands
        case p.Function(arguments=arguments):
            return arguments
        case p.Aggregate():
            found = (expression.source, expression.body, expression.where, expression.position)
            return tuple(part for part in found if part is not None)
        case p.Lookup():
            return (*expression.inputs, *(part for row in expression.rows for part in (row.test, row.result)))
        case _:
            return ()


def conjuncts(expression: p.Expression) -> list[p.Expression]:
    """The parts of a condition that must all hold."""
    if isinstance(expression, p.Operation) and expression.operator == "and":
        return [part for operand in expression.operands for part in conjuncts(operand)]
    return [expression]


def disjuncts(expression: p.Expression) -> list[p.Expression]:
    """The parts of a condition of which one suffices."""
    if isinstance(expression, p.Operation) and expression.operator == "or":
        return [part for operand in expression.operands for part in disjuncts(operand)]
    return [expression]


def readings_required(condition: p.Expression) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The ambiguities on whose reading a condition insists, each with the readings that meet it."""
    for part in conjuncts(condition):
        match part:
            case p.Operation(
                operator="equal", operands=(p.Reference(kind="reading", name=name), p.Constant(value=value))
            ):
                yield name, (value,)
            case p.Operation(operator="within", operands=(p.Reference(kind="reading", name=name),), options=options):
                yield name, options
            case _:
                continue


def never_holds(program: p.Program, conditions: tuple[p.Condition, ...]) -> bool:
    """Whether the text itself rules out that all conditions hold: a duty that it names only to deny it."""
    return any(settled(program, condition.expression) is False for condition in conditions)


def settled(program: p.Program, expression: p.Expression) -> bool | None:
    """What a yes/no expression comes to on any facts, where the text says so by a plain yes or no."""
    match expression:
        case p.Constant(value=bool(value)):
            return value
        case p.Reference(kind="value", name=name):
            return settled(program, program.values[name].expression)
        case p.Operation(operator="not", operands=(operand,)):
            inner = settled(program, operand)
            return None if inner is None else not inner
        case p.Operation(operator="and" | "or" as operator, operands=operands):
            found = [settled(program, operand) for operand in operands]
            decisive = operator == "or"
            return decisive if decisive in found else None if None in found else not decisive
    return None


def is_counted(expression: p.Expression) -> bool:
    """Whether a date is reached by counting from another, not merely chosen among several."""
    match expression:
        case p.Operation(operator="add" | "subtract"):
            return True
        case p.Operation(operands=operands):
            return any(is_counted(operand) for operand in operands)
        case p.Function(name=name) if name in _COUNTING:
            return True
        case p.Function(arguments=arguments):
            return any(is_counted(argument) for argument in arguments)
        case p.Lookup(rows=rows):
            return any(is_counted(row.result) for row in rows)
        case _:
            return False
