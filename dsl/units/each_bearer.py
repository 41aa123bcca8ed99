"""Norms that each of several bearers has by itself: for whom they are put, and what is wrong with them.

Such a norm is a norm of each bearer. Within it, and within an exception that is put `for each bearer`, the name
`bearer` is the one of them for whom it is put.
"""

from collections.abc import Iterator

from dsl.diagnostic import Diagnostic, Label
from dsl.norm_kinds import NORM_KINDS
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.surface.walk import names_used
from dsl.units.scope import Unit

BEARER = "bearer"
"""The name of the one of several bearers for whom a norm is put."""

DISTRIBUTED = ("each", "severally")
"""The ways of bearing a norm together by which it is a norm of each bearer."""


def of_one(name: str, bearer: str) -> str:
    """The name of a norm or exception as it is put for one bearer; no name of a clause file holds a dot."""
    return f"{name}.{bearer}"


def bearers_each(unit: Unit, name: str) -> tuple[str, ...]:
    """The bearers for each of whom a norm or exception is put; none where it is put once for all."""
    seen: set[str] = set()
    pending = [name]
    while pending:
        name = pending.pop(0)
        match unit.named("name").get(name):
            case s.Norm() as norm if is_distributed(norm):
                return tuple(bearer.text for bearer in norm.bearers)
            case s.Exception_(each=each) as exception if each is not None and name not in seen:
                seen.add(name)
                pending += [target.text for target in exception.targets]
            case _:
                pass
    return ()


def is_distributed(norm: s.Norm) -> bool:
    """Whether a norm is one of each of its bearers."""
    return norm.plurality is not None and norm.plurality.text in DISTRIBUTED and len(norm.bearers) > 1


def check_bearers(unit: Unit) -> list[Diagnostic]:
    """Reports norms of several bearers that don't say how these bear them, and what is put for each of no bearers."""
    diagnostics: list[Diagnostic] = []
    for statement in unit.named("name").values():
        match statement:
            case s.Norm():
                diagnostics += _plurality(statement)
                if is_distributed(statement):
                    diagnostics += _hidden(unit, statement)
            case s.Exception_(each=each) if each is not None:
                diagnostics += _for_each(unit, statement, each)
            case _:
                pass
    for placed in unit.placed:
        for mention in names_used(placed.statement):
            if isinstance(mention, s.Live) and mention.of is not None:
                diagnostics += _live(unit, mention, mention.of)
    return list(dict.fromkeys(diagnostics))


def _plurality(norm: s.Norm) -> Iterator[Diagnostic]:
    first, *others = norm.bearers
    kind = NORM_KINDS[norm.kind.text]
    for at, bearer in enumerate(norm.bearers):
        if bearer.text in (earlier.text for earlier in norm.bearers[:at]):
            message = told("`{bearer}` bears this norm already", bearer=bearer.text)
            yield Diagnostic("plurality-of-bearers", message, (Label(bearer.span),), "name each bearer once")
    if norm.plurality is None:
        if others:
            yield Diagnostic(
                "plurality-of-bearers",
                "a norm of several bearers says how they bear it",
                (Label(first.span.to(others[-1].span)),),
                "write `jointly`, `severally`, `jointly and severally` or `each` after them",
            )
    elif not others:
        message = told("`{bearer}` bears this norm alone", bearer=first.text)
        yield Diagnostic(
            "plurality-of-bearers", message, (Label(norm.plurality.span),), "name the other bearers, or leave it out"
        )
    elif norm.plurality.text not in kind.pluralities:
        yield Diagnostic(
            "plurality-of-bearers",
            told("nobody bears a norm of this kind `{plurality}`", plurality=norm.plurality.text),
            (Label(norm.plurality.span),),
            told("it is borne {names}", names=" or ".join(f"`{word}`" for word in kind.pluralities)),
        )


def _hidden(unit: Unit, norm: s.Norm) -> Iterator[Diagnostic]:
    declared = unit.named("name").get(BEARER)
    if isinstance(declared, s.Fact | s.Value | s.Ambiguity | s.Definition):
        yield Diagnostic(
            "not-for-each",
            "`bearer` is the one of several bearers for whom a norm is put",
            (Label(declared.name.span, "declared here"), Label(norm.name.span, "a norm of each of its bearers")),
            "give what is declared another name",
        )


def _for_each(unit: Unit, exception: s.Exception_, each: s.Word) -> Iterator[Diagnostic]:
    if each.text != BEARER:
        message = told("an exception is put for each `{bearer}`, not `{each}`", bearer=BEARER, each=each.text)
        yield Diagnostic("not-for-each", message, (Label(each.span),), "write `for each bearer`")
    whole = bearers_each(unit, exception.name.text)
    for target in exception.targets:
        if not whole or bearers_each(unit, target.text) != whole:
            yield Diagnostic(
                "not-for-each",
                told("`{target}` is not put for each of the same bearers", target=target.text),
                (Label(target.span),),
                "leave out `for each bearer`: an exception that is put once defeats the norms of all bearers",
            )


def _live(unit: Unit, live: s.Live, of: s.Word) -> Iterator[Diagnostic]:
    bearers = bearers_each(unit, live.norm.text)
    if of.text in bearers or (bearers and of.text == BEARER):
        return
    known = ", ".join(f"`{bearer}`" for bearer in bearers)
    yield Diagnostic(
        "not-for-each",
        told("`{norm}` is not put for `{bearer}`", norm=live.norm.text, bearer=of.text),
        (Label(of.span),),
        told("it is put for each of {names}", names=known)
        if bearers
        else told("it is put once: write `live({norm})`", norm=live.norm.text),
    )
