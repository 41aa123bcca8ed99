"""Norms, and what defeats or outranks them, as declarations of the program."""

from collections.abc import Sequence
from typing import assert_never

from dsl import kinds
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.cited_passages import cited
from dsl.typed.context import Context
from dsl.typed.declared_inputs import optional_phrase, phrase
from dsl.typed.declared_values import UNTYPED
from dsl.typed.types import BOOLEAN, CALENDAR, article
from dsl.units.scope import place


def typed_norm(typer: Context, norm: s.Norm, clause: str) -> p.Norm:
    """A norm with its conditions, what it says of its exercise, the aspects that it covers, and its deadline."""
    qualifiers, coverings = [], []
    conditions: list[tuple[kinds.ConditionKind, p.Expression | None]] = []
    deadline = breached = None
    for qualifier in norm.qualifiers:
        match qualifier.kind:
            case "covers" | "excludes" as kind:
                coverings.append(_covering(typer, qualifier, kind == "covers"))
            case "deadline":
                deadline = _deadline(typer, qualifier)
            case "breached":
                breached = _condition(typer, qualifier)
            case "when" | "while" as kind:
                conditions.append((kind, _condition(typer, qualifier)))
            case "notice" | "form" | "extent" | "duration" | "consequence" | "sanction" as manner:
                if qualifier.text is not None or qualifier.expression is None:
                    qualifiers.append(p.Qualifier(manner, optional_phrase(qualifier.text)))
                conditions.append((manner, _condition(typer, qualifier)))
            case _:
                assert_never(qualifier.kind)
    return p.Norm(
        norm.name.text,
        norm.kind.text,
        norm.bearer.text,
        norm.verb,
        norm.action.text,
        norm.counterparty.text if norm.counterparty else None,
        phrase(norm.text),
        _sound(conditions),
        tuple(qualifiers),
        tuple(coverings),
        deadline,
        breached,
        cited(norm.by, clause),
        clause,
        place(norm.span),
    )


def typed_exception(typer: Context, exception: s.Exception_, clause: str) -> p.Exception_:
    """An exception with the conditions under which it defeats its targets."""
    return p.Exception_(
        exception.name.text,
        tuple(target.text for target in exception.targets),
        _sound([("when", typer.condition(condition)) for condition in exception.conditions]),
        phrase(exception.text),
        cited(exception.by, clause),
        clause,
        place(exception.span),
    )


def typed_priority(typer: Context, priority: s.Priority, clause: str) -> p.Priority:
    """A priority with the condition under which it is stated."""
    return p.Priority(
        priority.name.text,
        priority.over.text,
        typer.condition(priority.condition) if priority.condition else None,
        phrase(priority.text),
        cited(priority.by, clause),
        clause,
        place(priority.span),
    )


def _sound(typed: Sequence[tuple[kinds.ConditionKind, p.Expression | None]]) -> tuple[p.Condition, ...]:
    return tuple(p.Condition(kind, expression) for kind, expression in typed if expression is not None)


def _condition(typer: Context, qualifier: s.Qualifier) -> p.Expression | None:
    return typer.condition(qualifier.expression) if qualifier.expression is not None else None


def _covering(typer: Context, qualifier: s.Qualifier, covers: bool) -> p.Covering:
    assert qualifier.aspect is not None
    if qualifier.expression is None:
        return p.Covering(qualifier.aspect.text, p.Constant(covers, BOOLEAN))
    return p.Covering(qualifier.aspect.text, _condition(typer, qualifier) or UNTYPED)


def _deadline(typer: Context, qualifier: s.Qualifier) -> p.Expression | None:
    assert qualifier.expression is not None
    deadline = typer.expression(qualifier.expression)
    if deadline is not None and deadline.type.kind not in CALENDAR:
        typer.report(
            "wrong-type",
            told("a deadline is a date or a date with time, not {article}", article=article(deadline.type)),
            qualifier.span,
        )
    return deadline
