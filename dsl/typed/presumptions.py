"""Presumptions: what may be taken for granted of a fact that nobody mentioned, of which kind and on what ground."""

from collections.abc import Iterator

from dsl.diagnostic import Diagnostic, Label
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.dependencies import references
from dsl.units.scope import AS_OF, Unit

_OF_SUBSTANCE = ("ordinary", "continuity")
"""The kinds that may not fulfil a judgement on which a norm turns: nothing in the course of things decides it."""


def check_presumptions(unit: Unit, program: p.Program) -> list[Diagnostic]:
    """Reports presumptions without their ground, and of what nobody may presume."""
    diagnostics: list[Diagnostic] = []
    decisive = _decisive(program)
    for written, declared, key in declared_inputs(unit, program):
        if written.presumption is not None:
            diagnostics += _article(written.presumption)
            diagnostics += _subject(written, written.presumption)
        if written.presumption is not None and declared.presumption is not None:
            diagnostics += _ground(written.presumption, declared.presumption)
            diagnostics += _judgement(written, declared, decisive.get(key, []))
    for name, statement in unit.named("name").items():
        if isinstance(statement, s.Value) and statement.presumption is not None and name in program.values:
            diagnostics += _article(statement.presumption)
            diagnostics += _conclusion(statement.presumption, program.values[name])
    return diagnostics


def _conclusion(written: s.Presumption, value: p.Value) -> Iterator[Diagnostic]:
    """Reports what is presumed of what is computed, but for what a conclusion once given says of a record."""
    if value.presumption is None:
        return
    yield from _ground(written, value.presumption)
    named = [found for found in references([value.presumption.expression]) if isinstance(found, p.Reference)]
    if value.record is None or not any(found.kind == "value" for found in named):
        yield Diagnostic(
            "not-presumable",
            "what is computed is presumed only of a record, from a conclusion on the whole that may be given",
            (Label(written.span),),
            "name that conclusion in the presumption, or remove it",
        )


def declared_inputs(unit: Unit, program: p.Program) -> Iterator[tuple[s.Fact, p.Fact, str]]:
    """Each fact and field as written and as typed, with its name; that of a field is `record.field`."""
    for name, statement in unit.named("name").items():
        if isinstance(statement, s.Fact) and name in program.facts:
            yield statement, program.facts[name], name
    for name, statement in unit.named("record").items():
        if isinstance(statement, s.Record) and name in program.records:
            for written, declared in zip(statement.fields, program.records[name].fields, strict=True):
                yield written, declared, f"{name}.{declared.name}"


def _article(presumption: s.Presumption) -> Iterator[Diagnostic]:
    kind = presumption.kind
    if kind.text == "law" and presumption.article is None:
        yield Diagnostic(
            "presumption-article",
            "a presumption of law names the article that makes it",
            (Label(kind.span),),
            'write `law en "art. …" fr "art. …" because …`',
        )
    elif kind.text != "law" and presumption.article is not None:
        yield Diagnostic(
            "presumption-article",
            told("a presumption of the kind `{kind}` rests on no article", kind=kind.text),
            (Label(presumption.article.span),),
            "where an article makes it, it is of the kind `law`",
        )


def _subject(written: s.Fact, presumption: s.Presumption) -> Iterator[Diagnostic]:
    message = None
    if written.within is not None:
        message = "what an outside document says is read, never presumed"
    elif written.kind == "setting":
        message = "a setting has its default and needs no presumption"
    elif written.name.text == AS_OF:
        message = "the date of the question is told, never presumed"
    if message is not None:
        yield Diagnostic("not-presumable", message, (Label(presumption.span),), "remove the presumption")


def _ground(written: s.Presumption, presumption: p.Presumption) -> Iterator[Diagnostic]:
    for reference in references([presumption.expression]):
        if isinstance(reference, p.Reference) and reference.kind in ("live", "reading"):
            what = "the norm" if reference.kind == "live" else "the reading of"
            yield Diagnostic(
                "presumed-from-norm",
                told(
                    "a presumption rests on facts and values, not on {what} `{reference}`",
                    what=what,
                    reference=reference.name,
                ),
                (Label(written.expression.span),),
                "say what is so in the ordinary course, whatever the document provides",
            )
            return


def _judgement(written: s.Fact, declared: p.Fact, decisive: list[tuple[object, str]]) -> Iterator[Diagnostic]:
    presumption = declared.presumption
    assert presumption is not None
    assert written.presumption is not None
    if declared.kind != "judgement" or presumption.kind not in _OF_SUBSTANCE:
        return
    constant = presumption.expression.value if isinstance(presumption.expression, p.Constant) else None
    for met_by, user in decisive:
        if constant is None or met_by == constant:
            yield Diagnostic(
                "presumed-judgement",
                told("`{user}` turns on this judgement, and the presumption would meet it", user=user),
                (Label(written.presumption.span),),
                "presume that it is not met, leave it open, or name the law that presumes it",
            )
            return


def _decisive(program: p.Program) -> dict[str, list[tuple[object, str]]]:
    """The facts and fields that a norm or exception takes for its own condition: by what value it is met, and whose."""
    found: dict[str, list[tuple[object, str]]] = {}
    holders: list[p.Norm | p.Exception_] = [*program.norms.values(), *program.exceptions.values()]
    for holder in holders:
        for condition in holder.conditions:
            for name, met_by in _conjuncts(condition.expression):
                found.setdefault(name, []).append((met_by, holder.name))
    return found


def _conjuncts(condition: p.Expression) -> Iterator[tuple[str, object]]:
    """What a condition requires of a fact or field directly: that it be yes, no, or an option."""
    pending = [(condition, True)]
    while pending:
        expression, wanted = pending.pop()
        match expression:
            case p.Reference(kind="fact", name=name) if expression.type.kind == "boolean":
                yield name, wanted
            case p.FieldReference(record=record, name=name, derived=False) if expression.type.kind == "boolean":
                yield f"{record}.{name}", wanted
            case p.Operation(operator="not", operands=(operand,)):
                pending.append((operand, not wanted))
            case p.Operation(operator="and" | "or", operands=operands):
                pending += [(operand, wanted) for operand in operands]
            case p.Operation(operator="equal", operands=(p.Reference(kind="fact", name=name), p.Constant(value=value))):
                if wanted:
                    yield name, value
            case p.Operation(operator="equal", operands=(p.FieldReference() as field, p.Constant(value=value))):
                if wanted:
                    yield f"{field.record}.{field.name}", value
            case p.Operation(operator="within", operands=(p.Reference(kind="fact", name=name),), options=options):
                if wanted:
                    yield from ((name, option) for option in options)
            case p.Aggregate(operator="some" | "every", body=body, where=where):
                pending += [(part, wanted) for part in (body, where) if part is not None]
            case _:
                continue
