"""Norms that are put for each of several: for each bearer, or for each member of a list. For whom, and what is wrong.

What several bear each by itself is a norm of each of them. Within it, and within an exception that is put `for each
bearer`, the name `bearer` is the one of them for whom it is put. A norm for each member of a list names the member
itself, and so do the exceptions for each of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dsl.diagnostic import Diagnostic, Label
from dsl.norm_kinds import NORM_KINDS
from dsl.position import Span
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.units.scope import Unit

BEARER = "bearer"
"""The name of the one of several bearers for whom a norm is put."""

DISTRIBUTED = ("each", "severally")
"""The ways of bearing a norm together by which it is a norm of each bearer."""


@dataclass(frozen=True, slots=True)
class Each:
    """For whom something is put that is put for each of several: what one of them is called, and who they are.

    They are some bearers, or the members of the list `source`.
    """

    variable: str
    bearers: tuple[str, ...] = ()
    source: str = ""


def of_one(name: str, bearer: str) -> str:
    """The name of a norm or exception as it is put for one bearer; no name of a clause file holds a dot."""
    return f"{name}.{bearer}"


def each_of(unit: Unit, name: str) -> Each | None:
    """For whom a norm or exception is put, if that is each of several; None where it is put once."""
    seen: set[str] = set()
    pending = [name]
    while pending:
        name = pending.pop(0)
        match unit.named("name").get(name):
            case s.Norm(member=s.Member(variable=variable, source=source)):
                return Each(variable.text, source=source.text)
            case s.Norm() as norm if is_distributed(norm):
                return Each(BEARER, tuple(bearer.text for bearer in norm.bearers if isinstance(bearer, s.Word)))
            case s.Exception_(each=each) as exception if each is not None and name not in seen:
                seen.add(name)
                pending += [target.text for target in exception.targets]
            case _:
                pass
    return None


def bearers_each(unit: Unit, name: str) -> tuple[str, ...]:
    """The bearers for each of whom a norm or exception is put; none where it is put once, or for members of a list."""
    each = each_of(unit, name)
    return each.bearers if each is not None else ()


def is_distributed(norm: s.Norm) -> bool:
    """Whether a norm is one of each of its bearers."""
    return norm.plurality is not None and norm.plurality.text in DISTRIBUTED and len(norm.bearers) > 1


def in_view(unit: Unit, statement: s.Statement) -> Mapping[str, str]:
    """The member for whom a statement is put, if it is one for each member of a list, with the kind of its record."""
    each = each_of(unit, statement.name.text) if isinstance(statement, s.Norm | s.Exception_) else None
    return {each.variable: record_of(unit, each.source)} if each is not None and each.source else {}


def record_of(unit: Unit, source: str) -> str:
    """The kind of record that a list holds; empty for what is no list."""
    declared = unit.named("name").get(source)
    return declared.type.name.text if isinstance(declared, s.Fact | s.Value) and declared.type.is_list else ""


def check_bearers(unit: Unit) -> list[Diagnostic]:
    """Reports norms of several bearers that don't say how these bear them, and what is put for each of none."""
    diagnostics: list[Diagnostic] = []
    for statement in unit.named("name").values():
        match statement:
            case s.Norm():
                diagnostics += _plurality(statement)
                diagnostics += _hidden(unit, statement) if is_distributed(statement) else ()
                diagnostics += _of_member(unit, statement, statement.member) if statement.member is not None else ()
            case s.Exception_(each=each) if each is not None:
                diagnostics += _for_each(unit, statement, each)
            case _:
                pass
    return diagnostics


def _plurality(norm: s.Norm) -> Iterator[Diagnostic]:
    first, *others = norm.bearers
    kind = NORM_KINDS[norm.kind.text]
    for at, bearer in enumerate(norm.bearers):
        if bearer in norm.bearers[:at] and isinstance(bearer, s.Word):
            yield _of_bearers(
                told("`{bearer}` bears this norm already", bearer=bearer.text), bearer.span, "name each bearer once"
            )
        elif isinstance(bearer, s.FieldOf) and others:
            message = "only parties that are declared bear a norm together"
            yield _of_bearers(message, bearer.span, "write a norm for each member of the list")
    for at, other in enumerate(norm.counterparties):
        if other in norm.counterparties[:at] and isinstance(other, s.Word):
            yield _of_bearers(
                told("this norm is borne towards `{party}` already", party=other.text),
                other.span,
                "name each party once",
            )
    if norm.plurality is None:
        if others:
            message = "a norm of several bearers says how they bear it"
            help_line = "write `jointly`, `severally`, `jointly and severally` or `each` after them"
            yield _of_bearers(message, first.span.to(others[-1].span), help_line)
    elif not others:
        message = "one bearer bears a norm alone"
        yield _of_bearers(message, norm.plurality.span, "name the other bearers, or leave it out")
    elif norm.plurality.text not in kind.pluralities:
        known = " or ".join(f"`{word}`" for word in kind.pluralities)
        yield _of_bearers(
            told("nobody bears a norm of this kind `{plurality}`", plurality=norm.plurality.text),
            norm.plurality.span,
            told("it is borne {names}", names=known),
        )


def _of_bearers(message: str, span: Span, help_line: str) -> Diagnostic:
    return Diagnostic("plurality-of-bearers", message, (Label(span),), help_line)


def _hidden(unit: Unit, norm: s.Norm) -> Iterator[Diagnostic]:
    declared = unit.named("name").get(BEARER)
    if isinstance(declared, s.Fact | s.Value | s.Ambiguity | s.Definition):
        yield Diagnostic(
            "not-for-each",
            "`bearer` is the one of several bearers for whom a norm is put",
            (Label(declared.name.span, "declared here"), Label(norm.name.span, "a norm of each of its bearers")),
            "give what is declared another name",
        )


def _of_member(unit: Unit, norm: s.Norm, member: s.Member) -> Iterator[Diagnostic]:
    if is_distributed(norm):
        message = "a norm is put for each bearer or for each member of a list, not for both"
        yield Diagnostic("not-for-each", message, (Label(member.span),), "write one for each of the bearers")
    if member.variable.text in unit.named("party"):
        message = told("`{variable}` is a party, too", variable=member.variable.text)
        yield Diagnostic("not-for-each", message, (Label(member.variable.span),), "give the member another name")
    declared = unit.named("name").get(member.source.text)
    if declared is not None and not record_of(unit, member.source.text):
        message = told("`{source}` is no list", source=member.source.text)
        yield Diagnostic("not-for-each", message, (Label(member.source.span),), "name a fact that is a list of records")


def _for_each(unit: Unit, exception: s.Exception_, named: s.Word) -> Iterator[Diagnostic]:
    whole = each_of(unit, exception.name.text)
    for target in exception.targets:
        if whole is None or each_of(unit, target.text) != whole:
            yield Diagnostic(
                "not-for-each",
                told("`{target}` is not put for each of the same", target=target.text),
                (Label(target.span),),
                "leave out `for each …`: an exception that is put once defeats the norm whomever it is put for",
            )
    if whole is not None and named.text != whole.variable:
        message = told(
            "an exception is put for each `{bearer}` here, not `{each}`", bearer=whole.variable, each=named.text
        )
        help_line = told("write `for each {bearer}`", bearer=whole.variable)
        yield Diagnostic("not-for-each", message, (Label(named.span),), help_line)
