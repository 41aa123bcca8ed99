"""Which inputs are acts of the parties: those done by the time of a question, and those held to a day."""

from collections.abc import Iterator
from datetime import date

from dsl.moment import Moment
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.answer.answer import Answer
from engine.case.case import AS_OF, Case, InputKey
from engine.explain.dates import behind
from engine.explain.sentences import names_in
from engine.explain.whatif import day_of
from engine.model.expressions import parts


def told_inputs(told: Case) -> Iterator[InputKey]:
    """The inputs that were told, those of records one by one."""
    program, layout = told.knowledge.program, told.knowledge.layout
    for name, value in told.facts.items():
        fact = program.facts[name]
        if fact.type.kind != "list":
            yield (layout.slot("fact", name),)
            continue
        for number, row in enumerate(value):
            for field in program.records[fact.type.name].fields:
                key = (layout.slot("fact", name), number, layout.fields[(fact.type.name, field.name)])
                if row[key[2]] is not None:
                    yield key


def done(answer: Answer, told: Case) -> tuple[InputKey, ...]:
    """The inputs that are acts which happened by the time of the question, the question itself apart."""
    names, found = _acts(told.knowledge.program), []
    for key in told_inputs(told):
        fact, value = told.declared(key), told.told(key)
        if fact.name in names and fact.type.optional and isinstance(value, date | Moment) and told.as_of is not None:
            found += [key] if day_of(answer, value) <= told.as_of else []
    return tuple(found)


def held_to(program: p.Program, value: p.Value) -> tuple[p.Fact, ...]:
    """The acts that are held to a value, or to what it is computed from: they may not come later.

    Those, too, for which a norm has the value as its deadline as long as they have not happened.
    """
    days, held = behind(program, value) | {value.name}, set[str]()
    if (norm := to_be_observed_by(program, value)) is not None and norm.deadline is not None:
        named = names_in(norm.deadline)
        held |= named.union(*(names_in(program.values[name]) for name in named if name in program.values))
    for other in program.values.values():
        for early, late in _bounds(other.expression):
            if isinstance(late, p.Reference | p.FieldReference) and late.name in days:
                held |= names_in(early)
    acts = _acts(program) & held
    return tuple(fact for fact in _dated(program) if fact.name in acts)


def to_be_observed_by(program: p.Program, value: p.Value) -> p.Norm | None:
    """The first norm that declares a value as its deadline."""
    norms = (norm for norm in program.norms.values() if norm.deadline is not None)
    return next((norm for norm in norms if value.name in names_in(norm.deadline)), None)


def is_kept(norm: p.Norm, told: Case) -> bool:
    """Whether what a norm calls for was told as done, and nothing told says that it fell short of it.

    It calls for the act without which it is breached; what is told to happen after the question is no fact of the case.
    """
    if norm.breached is None:
        return False
    facts, program = told.facts, told.knowledge.program
    acts = [name for name in _operands(norm.breached, "is_none") if program.facts[name].happens]
    is_told = any(isinstance(facts.get(name), date | Moment) for name in acts)
    falls_short = any(facts.get(name) is False for name in _operands(norm.breached, "not"))
    return is_told and not falls_short and told.knowledge.value(norm.breached, told.frame()) is not True


def _operands(expression: p.Expression, operator: str) -> Iterator[str]:
    """The facts that an expression holds against an operator, by name."""
    match expression:
        case p.Operation(operator=found, operands=(p.Reference(kind="fact", name=name),)) if found == operator:
            yield name
        case _:
            for part in parts(expression):
                yield from _operands(part, operator)


def first_of(acts: tuple[p.Fact, ...]) -> tuple[p.Fact, ...]:
    """The acts without those that in due form come with another of them."""
    names = {act.name for act in acts}
    return tuple(act for act in acts if not names & set(_followed(act)))


def _acts(program: p.Program) -> set[str]:
    """The names of what happens in the power of a party, of what in due form follows on something, and of that."""
    dated = _dated(program)
    found = {fact.name for fact in dated if fact.power is not None}
    for fact in dated:
        if followed := _followed(fact):
            found |= {fact.name, *followed}
    return found


def _dated(program: p.Program) -> list[p.Fact]:
    """The moments that may be told, those of records too, but for that of the question."""
    fields = [field for record in program.records.values() for field in record.fields]
    return [fact for fact in (*program.facts.values(), *fields) if fact.type.kind in CALENDAR and fact.name != AS_OF]


def _followed(fact: p.Fact) -> set[str]:
    """The names of what something follows on in due form."""
    is_formal = fact.presumption is not None and fact.presumption.kind == "form"
    return names_in(fact.presumption.expression) if fact.presumption is not None and is_formal else set()


def _bounds(expression: p.Expression) -> Iterator[tuple[p.Expression, p.Expression]]:
    """What may not come later, and than what."""
    match expression:
        case p.Operation(operator="at_most" | "less", operands=(early, late)):
            yield early, late
        case p.Operation(operator="at_least" | "more", operands=(late, early)):
            yield early, late
    for part in parts(expression):
        yield from _bounds(part)
