"""Norms, and what defeats or outranks them, as declarations of the program."""

from collections.abc import Iterator, Sequence
from itertools import product
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
from dsl.units.each_bearer import bearers_each, each_of, in_view, of_one, record_of
from dsl.units.scope import place


def typed_norms(typer: Context, norm: s.Norm, clause: str) -> Iterator[p.Norm]:
    """A norm, or what it is for each of the bearers for whom it is put by itself."""
    bearers = bearers_each(typer.unit, norm.name.text)
    for bearer in bearers:
        with typer.put_for(bearer):
            yield _norm(typer, norm, clause, of_one(norm.name.text, bearer), (bearer,))
    if not bearers:
        with typer.seeing(in_view(typer.unit, norm)):
            whole = [_party(typer, norm, bearer, "a bearer") for bearer in norm.bearers]
            yield _norm(typer, norm, clause, norm.name.text, tuple(bearer for bearer in whole if bearer is not None))


def _member(typer: Context, name: str) -> p.Member | None:
    """The members of a list for each of whom a norm or exception is put; None where that is not so."""
    each = each_of(typer.unit, name)
    record = record_of(typer.unit, each.source) if each is not None else ""
    if each is None or not record:
        return None
    declared = typer.names[each.source]
    kind: kinds.ReferenceKind = "fact" if isinstance(declared, s.Fact) else "value"
    return p.Member(each.variable, record, p.Reference(kind, each.source, p.Type("list", record)))


def _party(typer: Context, norm: s.Norm, who: s.Word | s.FieldOf, what: str) -> p.Party | None:
    """A party as it is declared, or as a fact, the member for whom a norm is put or one of its fields says it."""
    if isinstance(who, s.Word) and who.text in typer.variables:
        record = typer.unit.named("record").get(typer.variables[who.text])
        return p.TakenParty(record.name.text, phrase(record.text), None) if isinstance(record, s.Record) else None
    if isinstance(who, s.Word) and who.text in typer.unit.named("party"):
        return who.text
    named = s.Name(text=who.text, span=who.span) if isinstance(who, s.Word) else who
    typed = typer.of_type(named, p.Type("choice", "party"), what)
    match typed:
        case p.Reference(kind="fact", name=name):
            fact = typer.names[name]
            return p.TakenParty(name, phrase(fact.text), typed) if isinstance(fact, s.Fact) else None
        case p.FieldReference(record=kind, name=name):
            declared = typer.unit.named("record").get(kind)
            fields = declared.fields if isinstance(declared, s.Record) else ()
            text = next((phrase(field.text) for field in fields if field.name.text == name), None)
            return p.TakenParty(f"{kind}.{name}", text, typed) if text is not None else None
        case _:
            return None


def _norm(typer: Context, norm: s.Norm, clause: str, name: str, bearers: tuple[p.Party, ...]) -> p.Norm:
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
    towards = [_party(typer, norm, who, "a counterparty") for who in norm.counterparties]
    return p.Norm(
        name,
        norm.kind.text,
        bearers,
        norm.verb,
        norm.action.text,
        tuple(party for party in towards if party is not None),
        phrase(norm.text),
        _sound(conditions),
        tuple(qualifiers),
        tuple(coverings),
        deadline,
        breached,
        cited(norm.by, clause),
        clause,
        place(norm.span),
        kinds.one_of(kinds.PLURALITIES, norm.plurality.text) if norm.plurality else None,
        _member(typer, name),
    )


def typed_exceptions(typer: Context, exception: s.Exception_, clause: str) -> Iterator[p.Exception_]:
    """An exception, or what it is for each bearer for whom it is put."""
    name, targets = exception.name.text, tuple(target.text for target in exception.targets)
    bearers = bearers_each(typer.unit, name)
    if not bearers:
        with typer.seeing(in_view(typer.unit, exception)):
            put = tuple(of for target in targets for of in typer.put(target))
            yield _exception(typer, exception, clause, name, put)
    for bearer in bearers:
        with typer.put_for(bearer):
            of_bearer = tuple(of_one(target, bearer) for target in targets)
            yield _exception(typer, exception, clause, of_one(name, bearer), of_bearer, (bearer,))


def _exception(
    typer: Context,
    exception: s.Exception_,
    clause: str,
    name: str,
    targets: tuple[str, ...],
    bearers: tuple[str, ...] = (),
) -> p.Exception_:
    """An exception with the conditions under which it defeats its targets."""
    return p.Exception_(
        name,
        targets,
        _sound([("when", typer.condition(condition)) for condition in exception.conditions]),
        phrase(exception.text),
        cited(exception.by, clause),
        clause,
        place(exception.span),
        bearers,
        _member(typer, name),
    )


def typed_priorities(typer: Context, priority: s.Priority, clause: str) -> Iterator[p.Priority]:
    """A priority; of norms that each of the same bearers has by itself, the priority between those of each."""
    name, over = priority.name.text, priority.over.text
    bearers = bearers_each(typer.unit, name)
    if bearers and bearers == bearers_each(typer.unit, over):
        pairs = [(of_one(name, bearer), of_one(over, bearer)) for bearer in bearers]
    else:
        pairs = list(product(typer.put(name), typer.put(over)))
    for above, below in pairs:
        yield _priority(typer, priority, clause, above, below)


def _priority(typer: Context, priority: s.Priority, clause: str, name: str, over: str) -> p.Priority:
    """A priority with the condition under which it is stated."""
    return p.Priority(
        name,
        over,
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
