"""Mutants: a program with one small mistake in it, of the kinds that an encoder makes.

A mutant keeps every name and every place of the program, so that a case prepared for the program fits it as well: a
dropped exception stays and defeats nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, assert_never

from dsl.kinds import Aggregation, Comparison, Operator
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.suite.decisions import all_parts
from engine.suite.everywhere import everywhere
from engine.suite.mistakes import MistakeKind, Mutant
from engine.suite.spelling import spelled, written

_NEIGHBOURS: dict[Operator, tuple[Comparison, ...]] = {
    "less": ("at_most",),
    "at_most": ("less",),
    "more": ("at_least",),
    "at_least": ("more",),
    "equal": ("unequal",),
    "unequal": ("equal",),
}
_OPPOSITE: dict[Aggregation, Aggregation] = {
    "some": "every",
    "every": "some",
    "smallest": "largest",
    "largest": "smallest",
}
_UNITS = (timedelta(minutes=1), timedelta(hours=1), timedelta(days=1))
_CENT = Decimal("0.01")
Change = tuple[MistakeKind, p.Expression, str, str]
"""A changed expression: the kind of mistake, the expression, and what it was and became in words."""


def mutants(program: p.Program) -> Iterator[Mutant]:
    """Every mutant of a program, in the order of its declarations; the same ones every time."""
    called = {part.of for part in all_parts(program) if isinstance(part, p.Lookup) and part.of}
    for name, value in program.values.items():
        for kind, expression, before, after in changes(value.expression):
            changed = replace(value, expression=expression)
            yield _mutant(kind, value, name, before, after, _with(program, changed, is_called=name in called))
    for name, norm in program.norms.items():
        yield from _of_norm(program, name, norm)
    for name, exception in program.exceptions.items():
        for kind, conditions, before, after in _of_conditions(exception.conditions):
            yield _mutant(
                kind,
                exception,
                name,
                before,
                after,
                _with(program, replace(exception, conditions=conditions)),
            )
        for target in exception.targets:
            left = tuple(other for other in exception.targets if other != target)
            yield _mutant(
                "dropped exception",
                exception,
                name,
                f"exception to {target}",
                "nothing",
                _with(program, replace(exception, targets=left)),
                {target},
            )
    for at, priority in enumerate(program.priorities):
        others = (*program.priorities[:at], *program.priorities[at + 1 :])
        yield _mutant(
            "dropped priority",
            priority,
            priority.name,
            f"priority over {priority.over}",
            "nothing",
            _replaced(program, priorities=others),
            {priority.over},
        )


def _of_norm(program: p.Program, name: str, norm: p.Norm) -> Iterator[Mutant]:
    def made(kind: MistakeKind, before: str, after: str, **changed: Any) -> Mutant:
        of_ground = changed.keys() != {"conditions"}
        return _mutant(
            kind,
            norm,
            name,
            before,
            after,
            _with(program, replace(norm, **changed)),
            of_ground=of_ground,
        )

    for kind, conditions, before, after in _of_conditions(norm.conditions):
        yield made(kind, before, after, conditions=conditions)
    for at, covering in enumerate(norm.coverings):
        for kind, expression, before, after in _of_covering(covering):
            coverings = (*norm.coverings[:at], replace(covering, condition=expression), *norm.coverings[at + 1 :])
            yield made(kind, before, after, coverings=coverings)
    if norm.breached is not None:
        for kind, expression, before, after in [*changes(norm.breached), *_negations(norm.breached)]:
            yield made(kind, before, after, breached=expression)
    first, *others = norm.bearers
    other = _other_party(program, norm)
    if other is not None and isinstance(first, str):
        yield made("swapped party", f"bearer {first}", other, bearers=(other, *others))


def _other_party(program: p.Program, norm: p.Norm) -> str | None:
    """The party that one could confuse with the first bearer: a counterparty, or another norm's bearer."""
    bearers = (bearer for other in program.norms.values() for bearer in other.bearers)
    return next(
        (other for other in (*norm.counterparties, *bearers) if isinstance(other, str) and other not in norm.bearers),
        None,
    )


def _of_covering(covering: p.Covering) -> Iterator[Change]:
    condition = covering.condition
    if isinstance(condition, p.Constant):
        became = replace(condition, value=not condition.value)
        shown = ("covers", "excludes") if condition.value else ("excludes", "covers")
        yield "covering", became, f"{shown[0]} {covering.aspect}", shown[1]
    else:
        yield from changes(condition)
        yield from _negations(condition)


ChangedConditions = tuple[MistakeKind, tuple[p.Condition, ...], str, str]


def _of_conditions(conditions: tuple[p.Condition, ...]) -> Iterator[ChangedConditions]:
    for at, condition in enumerate(conditions):
        before, after = conditions[:at], conditions[at + 1 :]
        yield "dropped condition", (*before, *after), spelled(condition.expression), "nothing"
        for kind, expression, old, new in [*changes(condition.expression), *_negations(condition.expression)]:
            yield kind, (*before, replace(condition, expression=expression), *after), old, new


def _negations(expression: p.Expression) -> Iterator[Change]:
    """The whole condition negated, where no other change comes to the same."""
    match expression:
        case p.Operation(operator="equal" | "unequal" | "and" | "or"):
            return
        case _:
            became = _negated(expression)
            yield "negated condition", became, spelled(expression), spelled(became)


def _negated(expression: p.Expression) -> p.Expression:
    if isinstance(expression, p.Operation) and expression.operator == "not":
        return expression.operands[0]
    return p.Operation("not", (expression,), p.Type("boolean"))


def changes(expression: p.Expression) -> Iterator[Change]:
    """Every single change of an expression, anywhere in it."""
    match expression:
        case p.Constant():
            yield from _constants(expression)
        case p.Operation():
            yield from _operations(expression)
            for at, operand in enumerate(expression.operands):
                found = changes(operand)
                if _shifts(expression) and at == 1:
                    found = (("deadline", became, old, new) for _, became, old, new in found)
                for kind, became, old, new in found:
                    operands = (*expression.operands[:at], became, *expression.operands[at + 1 :])
                    shown = _context(expression, old, new)
                    yield kind, replace(expression, operands=operands), *shown
        case p.Function():
            for at, argument in enumerate(expression.arguments):
                if argument.type.kind == "choice" and expression.name != "or_else":  # a rounding, or a place
                    continue
                for kind, became, old, new in changes(argument):
                    arguments = (*expression.arguments[:at], became, *expression.arguments[at + 1 :])
                    yield kind, replace(expression, arguments=arguments), old, new
        case p.Aggregate():
            yield from _aggregates(expression)
        case p.Lookup():
            yield from _lookups(expression)
        case _:
            return


def _context(operation: p.Operation, old: str, new: str) -> tuple[str, str]:
    """A changed constant with the comparison or sum it stands in."""
    if operation.operator in _NEIGHBOURS or operation.operator in ("add", "subtract", "multiply", "divide"):
        whole = spelled(operation)
        if len(whole) < 90 and old in whole and len(old) < 30:
            return whole, whole.replace(old, new, 1)
    return old, new


def _shifts(operation: p.Operation) -> bool:
    """Whether a date or a moment is moved by a span of time."""
    return operation.operator in ("add", "subtract") and operation.type.kind in CALENDAR


def _operations(operation: p.Operation) -> Iterator[Change]:
    operator, operands = operation.operator, operation.operands
    shown = spelled(operation)
    for other in _NEIGHBOURS.get(operator, ()):
        if operator in ("equal", "unequal") and operands[0].type.kind == "choice":
            yield (
                "negated condition",
                replace(operation, operator=other),
                shown,
                spelled(replace(operation, operator=other)),
            )
        else:
            yield "comparison", replace(operation, operator=other), shown, spelled(replace(operation, operator=other))
    if operator in ("and", "or"):
        became = replace(operation, operator="or" if operator == "and" else "and")
        yield "and-or", became, shown, spelled(became)
        for at, operand in enumerate(operands):
            left = (*operands[:at], *operands[at + 1 :])
            kept = left[0] if len(left) == 1 else replace(operation, operands=left)
            yield "dropped condition", kept, spelled(operand), "nothing"
            for kind, negated, old, new in _negations(operand):
                yield kind, replace(operation, operands=(*operands[:at], negated, *operands[at + 1 :])), old, new
    elif operator == "if":
        yield from (
            (kind, replace(operation, operands=(negated, *operands[1:])), old, new)
            for kind, negated, old, new in _negations(operands[0])
        )
    elif _shifts(operation):
        became = replace(operation, operator="subtract" if operator == "add" else "add")
        yield "deadline", became, shown, spelled(became)


def _constants(constant: p.Constant) -> Iterator[Change]:
    value, type_ = constant.value, constant.type
    if value is None or isinstance(value, bool | str):
        return
    for kind, became in _nearby(value, type_):
        yield kind, replace(constant, value=became), written(value, type_), written(became, type_)


def _nearby(value: Any, type_: p.Type) -> Iterator[tuple[MistakeKind, Any]]:
    """A number a little off, and the same number of another unit."""
    match value:
        case timedelta():
            unit = next((u for u in reversed(_UNITS) if value and value % u == timedelta(0)), timedelta(seconds=1))
            yield "number", value + unit
            if value:
                larger = {_UNITS[0]: 60, _UNITS[1]: 24, _UNITS[2]: 7}.get(unit, 60)
                yield "unit", value * larger
        case datetime():
            yield "number", value + timedelta(hours=1)
        case date():
            yield "number", value + timedelta(days=1)
        case int() if type_.kind == "period":
            yield "number", value + 1
            yield "unit", value * 12
        case int():
            yield "number", value + 1
        case Decimal():
            yield "number", value + (_CENT if type_.kind in ("percent", "money") else 1)
            if type_.kind == "percent" and value:
                yield "unit", value / 10


def _aggregates(aggregate: p.Aggregate) -> Iterator[Change]:
    for kind, became, old, new in _changed(aggregate.where):
        yield kind, replace(aggregate, where=became), old, new
    for kind, became, old, new in _changed(aggregate.body):
        yield kind, replace(aggregate, body=became), old, new
    for kind, became, old, new in _changed(aggregate.position):
        yield kind, replace(aggregate, position=became), old, new
    if aggregate.where is not None:
        yield "dropped condition", replace(aggregate, where=None), spelled(aggregate.where), "nothing"
    other = _OPPOSITE.get(aggregate.operator)
    if other is not None:
        yield "and-or", replace(aggregate, operator=other), aggregate.operator, other


def _changed(expression: p.Expression | None) -> Iterator[Change]:
    """The changes of a part that may be left out, a condition negated as a whole among them."""
    if expression is not None:
        yield from changes(expression)
        if expression.type.kind == "boolean":
            yield from _negations(expression)


def _lookups(lookup: p.Lookup) -> Iterator[Change]:
    for at, source in enumerate(lookup.inputs):
        if not isinstance(source, p.Reference | p.FieldReference):
            for kind, became, old, new in changes(source):
                inputs = (*lookup.inputs[:at], became, *lookup.inputs[at + 1 :])
                rows = tuple(replace(row, test=_substituted(row.test, source, became)) for row in lookup.rows)
                yield kind, replace(lookup, inputs=inputs, rows=rows), old, new
    if lookup.of:  # its rows are changed where they are written
        return
    for at, row in enumerate(lookup.rows):
        before, after = lookup.rows[:at], lookup.rows[at + 1 :]
        label = f"row {row.number} ({' | '.join(row.label)})"
        for kind, became, old, new in changes(row.result):
            rows = (*before, replace(row, result=became), *after)
            yield kind, replace(lookup, rows=rows), f"{label} gives {old}", new
        for kind, became, old, new in changes(row.test):
            if kind in ("comparison", "number", "unit"):
                yield kind, _total(lookup, (*before, replace(row, test=became), *after)), f"{label}: {old}", new
        if after:
            yield "table row", _total(lookup, (*before, *after)), label, "nothing"
        if after and after[0].result != row.result:
            swapped = (replace(row, result=after[0].result), replace(after[0], result=row.result))
            yield (
                "table row",
                replace(lookup, rows=(*before, *swapped, *after[1:])),
                label,
                f"the result of row {after[0].number}, and the other way round",
            )


def _total(lookup: p.Lookup, rows: tuple[p.Row, ...]) -> p.Lookup:
    """The table with other rows, and without a gap: what none of them answers gets the result of the last."""
    last = rows[-1]
    is_total = lookup.adds_up or last.test == _ALWAYS
    return replace(lookup, rows=rows if is_total else (*rows, replace(last, test=_ALWAYS)))


_ALWAYS = p.Constant(True, p.Type("boolean"))


def _substituted(test: p.Expression, old: p.Expression, new: p.Expression) -> p.Expression:
    if test == old:
        return new
    if isinstance(test, p.Operation):
        return replace(test, operands=tuple(_substituted(operand, old, new) for operand in test.operands))
    return test


# ---- programs


def _mutant(
    kind: MistakeKind,
    node: Any,
    owner: str,
    before: str,
    after: str,
    make: Callable[[], p.Program],
    names: set[str] | None = None,
    of_ground: bool = False,
) -> Mutant:
    return Mutant(kind, owner, node.clause, node.place, before, after, frozenset(names or {owner}), make, of_ground)


def _with(
    program: p.Program, node: p.Value | p.Norm | p.Exception_, *, is_called: bool = False
) -> Callable[[], p.Program]:
    """Makes the program with one declaration in place of the one of its name.

    The rows of a table that is called are those wherever it is read on another day, too.
    """

    def make() -> p.Program:
        match node:
            case p.Value(expression=p.Lookup() as table) if is_called:
                made = everywhere(program, lambda part: _on_its_day(part, node.name, table))
                return replace(made, values={**made.values, node.name: node})
            case p.Value():
                return replace(program, values={**program.values, node.name: node})
            case p.Norm():
                return replace(program, norms={**program.norms, node.name: node})
            case p.Exception_():
                return replace(program, exceptions={**program.exceptions, node.name: node})
        assert_never(node)

    return make


def _on_its_day(part: p.Expression, name: str, table: p.Lookup) -> p.Expression:
    """A table that is read on another day, with the rows that are now its own."""
    if not isinstance(part, p.Lookup) or part.of != name:
        return part
    own, day = table.inputs[-1], part.inputs[-1]
    return replace(part, rows=tuple(replace(row, test=_substituted(row.test, own, day)) for row in table.rows))


def _replaced(program: p.Program, **changed: Any) -> Callable[[], p.Program]:
    return lambda: replace(program, **changed)
