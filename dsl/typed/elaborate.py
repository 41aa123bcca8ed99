"""From a checked unit to the program: statements become declarations with typed expressions and full citations."""

from collections.abc import Iterator
from typing import TypeVar, assert_never

from dsl.diagnostic import Diagnostic
from dsl.kinds import STRENGTHS, one_of
from dsl.locator import single_paragraphs
from dsl.numberings import style_of
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.cited_passages import Passages, cited
from dsl.typed.declared_calendar import typed_calendar
from dsl.typed.declared_inputs import optional_phrase, phrase, typed_fact
from dsl.typed.declared_norms import typed_exceptions, typed_norms, typed_priorities
from dsl.typed.declared_values import UNTYPED, typed_value
from dsl.typed.nested_lists import nested_lists
from dsl.typed.typing import Typer
from dsl.units.each_bearer import bearers_each
from dsl.units.former import former_names
from dsl.units.header import proper_names
from dsl.units.languages import languages_of
from dsl.units.scope import Placed, Unit, place

_Kind = TypeVar("_Kind")


def elaborate(unit: Unit, passages: Passages = None) -> tuple[p.Program, list[Diagnostic]]:
    """The program of a unit, cited by the passages that its source lock lists, if there is one, and its type errors.

    The program is sound only if there are none; what has no type is left out of it.
    """
    typer = Typer(unit)
    edition = _edition(typer, passages)
    declared = [declaration for placed in unit.placed for declaration in _declared(typer, placed)]

    def of(kind: type[_Kind]) -> Iterator[_Kind]:
        return (declaration for declaration in declared if isinstance(declaration, kind))

    records = {record.name: record for record in of(p.Record)}
    inner, nested = nested_lists({fact.name: fact for fact in of(p.Fact)}, records)
    program = p.Program(
        edition=edition,
        clauses={clause.number: clause for clause in of(p.Clause)},
        terms={f"{term.kind}:{term.name}": term for term in of(p.Term)},
        choices={choice.name: choice for choice in of(p.Choice)},
        records=records,
        facts={fact.name: fact for fact in of(p.Fact)} | inner,
        values={value.name: value for value in of(p.Value)},
        norms={norm.name: norm for norm in of(p.Norm)},
        exceptions={exception.name: exception for exception in of(p.Exception_)},
        priorities=tuple(of(p.Priority)),
        contradictions=tuple(of(p.Contradiction)),
        ambiguities={ambiguity.name: ambiguity for ambiguity in of(p.Ambiguity)},
        silences=tuple(of(p.Silence)),
        standings=tuple(of(p.Standing)),
        questions={question.name: question for question in of(p.Question)},
        derived={value.name: value.record for value in of(p.Value) if value.record is not None}
        | {norm.name: norm.member.record for norm in of(p.Norm) if norm.member is not None}
        | {exception.name: exception.member.record for exception in of(p.Exception_) if exception.member is not None},
        instances={of: name for name in unit.named("name") if bearers_each(unit, name) for of in typer.put(name)},
        nested=nested,
        former=former_names(unit),
    )
    return program, typer.diagnostics


def _edition(typer: Typer, passages: Passages) -> p.Edition:
    document, edition = typer.unit.document, typer.unit.edition
    return p.Edition(
        document.name.text,
        edition.name.text,
        phrase(document.text),
        style_of(document.cites.text),
        _date(typer, edition.in_force),
        edition.revises.text if edition.revises else None,
        optional_phrase(edition.text),
        single_paragraph=single_paragraphs(passages) if passages is not None else None,
        languages=languages_of(document),
        currency=typer.currency,
        zone=document.zone.text if document.zone else None,
        calendar=typed_calendar(typer),
        proper_names=proper_names(typer.unit),
        proof=optional_phrase(document.proof),
    )


def _declared(typer: Typer, placed: Placed) -> Iterator[p.Declaration]:
    """What a statement declares, if anything; a norm of each of several bearers is one for each."""
    statement, clause = placed.statement, placed.clause
    match statement:
        case s.Fact():
            yield typed_fact(typer, statement, clause)
        case s.Record():
            yield _record(typer, statement, clause)
        case s.Value():
            yield typed_value(typer, statement, clause)
        case s.Norm():
            yield from typed_norms(typer, statement, clause)
        case s.Exception_():
            yield from typed_exceptions(typer, statement, clause)
        case s.Priority():
            yield from typed_priorities(typer, statement, clause)
        case s.Contradiction():
            yield _contradiction(typer, statement)
        case s.Silence():
            yield _silence(typer, statement, clause)
        case s.Clause() | s.Term() | s.Choice() | s.Ambiguity() | s.Standing() | s.Question():
            yield _untyped(statement, clause)
        case s.Vocabulary() | s.PartOf() | s.Document() | s.Edition() | s.Repeal() | s.Continued():
            return
        case s.Definition() | s.Broken():
            return
        case _:
            assert_never(statement)


def _untyped(
    statement: s.Clause | s.Term | s.Choice | s.Ambiguity | s.Standing | s.Question, clause: str
) -> p.Declaration:
    """A declaration without an expression."""
    match statement:
        case s.Clause():
            gist = optional_phrase(statement.gist)
            return p.Clause(statement.number.text, phrase(statement.text), gist, place(statement.span))
        case s.Term():
            kinds = tuple(kind.text for kind in statement.kinds)
            called = tuple(name.text for name in statement.called)
            return p.Term(statement.kind, statement.name.text, phrase(statement.text), kinds, called)
        case s.Choice():
            return p.Choice(statement.name.text, phrase(statement.text), _options(statement.options))
        case s.Ambiguity():
            return p.Ambiguity(
                statement.name.text,
                phrase(statement.text),
                _options(statement.readings),
                cited(statement.by, clause),
                clause,
                place(statement.span),
            )
        case s.Standing():
            return p.Standing(
                statement.inert,
                cited(statement.passages, clause),
                statement.kind.text,
                phrase(statement.text),
                clause,
                place(statement.span),
            )
        case s.Question():
            return p.Question(
                statement.name.text,
                statement.topic.text,
                phrase(statement.text),
                statement.asks,
                tuple(kind.text for kind in statement.kinds),
                tuple(party.text for party in statement.parties),
                statement.target.text if statement.target else None,
                statement.covering.text if statement.covering else None,
                tuple(word.text for word in statement.unpresumed),
                statement.tells.text if statement.tells else None,
            )
    assert_never(statement)


def _record(typer: Typer, record: s.Record, clause: str) -> p.Record:
    fields = tuple(typed_fact(typer, declared, clause, record.name.text) for declared in record.fields)
    return p.Record(record.name.text, phrase(record.text), fields)


def _contradiction(typer: Typer, contradiction: s.Contradiction) -> p.Contradiction:
    record = contradiction.record.text if contradiction.record else None
    if record is not None:
        typer.variables[record] = record
    condition = typer.condition(contradiction.condition)
    typer.variables.clear()
    return p.Contradiction(
        contradiction.name.text, condition or UNTYPED, phrase(contradiction.text), record, place(contradiction.span)
    )


def _silence(typer: Typer, silence: s.Silence, clause: str) -> p.Silence:
    return p.Silence(
        tuple(question.text for question in silence.questions),
        phrase(silence.text),
        cited(silence.nearest, clause),
        tuple(document.text for document in silence.look),
        clause,
        place(silence.span),
        typer.condition(silence.condition) if silence.condition else None,
    )


def _date(typer: Typer, word: s.Word | None) -> object:
    if word is None:
        return None
    typed = typer.expression(s.Literal(kind="date", text=word.text, span=word.span))
    return typed.value if isinstance(typed, p.Constant) else None


def _options(options: tuple[s.Option, ...]) -> tuple[p.Option, ...]:
    return tuple(
        p.Option(
            option.name.text,
            phrase(option.text),
            optional_phrase(option.because),
            one_of(STRENGTHS, option.preferred.text) if option.preferred else None,
            tuple(name.text for name in option.called),
            optional_phrase(option.told),
        )
        for option in options
    )
