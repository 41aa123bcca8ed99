"""Inputs as declarations of the program: facts and fields, with what is presumed of them."""

from dsl.kinds import PRESUMPTIONS, one_of
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.cited_passages import cited
from dsl.typed.context import Context
from dsl.typed.from_zero import COUNT
from dsl.typed.typed_tables import typed_table
from dsl.typed.types import BOOLEAN, NUMBERS, article
from dsl.units.dated_rows import as_table
from dsl.units.scope import place


def typed_fact(typer: Context, fact: s.Fact, clause: str, record: str | None = None) -> p.Fact:
    """A fact of a clause, or a field of a record, with its type and what is presumed of it."""
    type_ = typer.written(fact.type) or BOOLEAN
    kind = "judgement" if fact.type.judged else "fact" if fact.kind == "field" else fact.kind
    return p.Fact(
        fact.name.text,
        "external" if fact.within else kind,
        _as_told(typer, fact, type_, record),
        phrase(fact.text),
        optional_phrase(fact.otherwise),
        optional_phrase(fact.ask),
        fact.within.text if fact.within else None,
        _default(typer, fact, clause, type_),
        place(fact.span),
        typed_presumption(typer, fact.presumption, type_, clause, record),
        fact.power.text if fact.power else None,
        optional_phrase(fact.told),
        fact.happens is not None,
    )


def _as_told(typer: Context, fact: s.Fact, type_: p.Type, record: str | None) -> p.Type:
    """The type that an input has for whoever tells of it: a number may be one from zero on alone."""
    name = fact.name.text if record is None else f"{record}.{fact.name.text}"
    counted = fact.type.name.text == COUNT or (type_.kind in NUMBERS and name in typer.from_zero)
    return p.Type(type_.kind, type_.name, type_.optional, from_zero=True) if counted else type_


def _default(typer: Context, fact: s.Fact, clause: str, type_: p.Type) -> object:
    """What a setting begins with; a table by the day of the question where that changes by date."""
    if fact.rows and type_.optional:
        typer.report(
            "wrong-type",
            told("`{name}` changes by date, and always has a value", name=fact.name.text),
            fact.type.name.span,
            "leave `optional` out",
        )
    constants = [_constant(typer, each, type_) for each in (fact.default, *(row.result for row in fact.rows)) if each]
    if not fact.rows or None in constants:
        return constants[0].value if constants and constants[0] is not None else None
    return typed_table(typer, as_table(fact), clause, type_)


def _constant(typer: Context, written: s.Expression, type_: p.Type) -> p.Constant | None:
    typed = typer.of_type(written, type_, "the setting")
    if isinstance(typed, p.Constant):
        return typed
    if typed is not None:
        typer.report(
            "not-constant",
            "a setting begins with a constant",
            written.span,
            "write a number, a date, `yes`, `no` or an option",
        )
    return None


def typed_presumption(
    typer: Context, presumption: s.Presumption | None, type_: p.Type, clause: str, record: str | None
) -> p.Presumption | None:
    """What is presumed of an input or a value of a type, in a record where it belongs to one; None where nothing is."""
    if presumption is None:
        return None
    if type_.kind == "list" and isinstance(presumption.expression, s.Literal):
        expression: p.Expression | None = _empty(typer, presumption.expression, type_)
    else:
        if record is not None:
            typer.variables[record] = record
        expression = typer.of_type(presumption.expression, type_, "the presumption")
        typer.variables.clear()
    if expression is None:
        return None
    return p.Presumption(
        one_of(PRESUMPTIONS, presumption.kind.text),
        expression,
        phrase(presumption.because),
        optional_phrase(presumption.article),
        cited(presumption.by, clause),
    )


def _empty(typer: Context, literal: s.Literal, type_: p.Type) -> p.Expression | None:
    """The list without a record, which `none` stands for."""
    if literal.kind == "none":
        return p.Constant((), type_)
    typer.report(
        "wrong-type",
        told("the presumption is {article}", article=article(type_)),
        literal.span,
        "`none` stands for the empty list",
    )
    return None


def phrase(text: s.Text) -> p.Phrase:
    """A phrase as the program holds it."""
    return p.Phrase(text.texts)


def optional_phrase(text: s.Text | None) -> p.Phrase | None:
    """The same where there may be none."""
    return phrase(text) if text is not None else None
