"""Norms, and what defeats or outranks them, as declarations of the program."""

from collections.abc import Iterable

from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.cited_passages import cited
from dsl.typed.context import Context
from dsl.typed.declared_inputs import optional_phrase, phrase
from dsl.typed.declared_values import UNTYPED
from dsl.typed.types import BOOLEAN, article
from dsl.units.scope import place

_CONDITIONS = {"when", "while", "notice", "form", "extent", "duration", "consequence", "sanction"}
_TEXTS = {"notice", "form", "extent", "duration", "consequence", "sanction"}


def typed_norm(typer: Context, norm: s.Norm, clause: str) -> p.Norm:
    """A norm with its conditions, what it says of its exercise, the aspects that it covers, and its deadline."""
    qualifiers, coverings = [], []
    deadline = breached = None
    for qualifier in norm.qualifiers:
        if qualifier.aspect is not None:
            condition: p.Expression | None = p.Constant(qualifier.kind == "covers", BOOLEAN)
            if qualifier.expression is not None:
                condition = typer.condition(qualifier.expression)
            coverings.append(p.Covering(qualifier.aspect.text, condition or UNTYPED))
        elif qualifier.kind == "deadline" and qualifier.expression is not None:
            deadline = typer.expression(qualifier.expression)
            if deadline is not None and deadline.type.kind not in ("date", "instant"):
                typer.report(
                    "wrong-type",
                    f"a deadline is a date or a date with time, not {article(deadline.type)}",
                    qualifier.span,
                )
        elif qualifier.kind == "breached" and qualifier.expression is not None:
            breached = typer.condition(qualifier.expression)
        elif qualifier.kind in _TEXTS and (qualifier.text is not None or qualifier.expression is None):
            qualifiers.append(p.Qualifier(qualifier.kind, optional_phrase(qualifier.text)))
    conditions = _conditions(
        typer,
        ((q.kind, q.expression) for q in norm.qualifiers if q.expression is not None and q.kind in _CONDITIONS),
    )
    return p.Norm(
        norm.name.text,
        norm.kind.text,
        norm.bearer.text,
        norm.verb,
        norm.action.text,
        norm.counterparty.text if norm.counterparty else None,
        phrase(norm.text),
        tuple(conditions),
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
        tuple(_conditions(typer, (("when", condition) for condition in exception.conditions))),
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


def _conditions(typer: Context, written: Iterable[tuple[str, s.Expression]]) -> list[p.Condition]:
    typed = ((kind, typer.condition(expression)) for kind, expression in written)
    return [p.Condition(kind, expression) for kind, expression in typed if expression is not None]
