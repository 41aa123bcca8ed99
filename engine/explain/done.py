"""Which inputs are acts of the parties: those done by the time of a question, and those held to a day."""

from collections.abc import Iterator
from datetime import date

from dsl.moment import Moment
from dsl.typed import program as p
from dsl.typed.types import CALENDAR
from engine.case.case import AS_OF, Case, InputKey
from engine.explain.dates import behind
from engine.explain.sentences import names_in
from engine.explain.whatif import day_of
from engine.model.belonging import values_in
from engine.model.expressions import inputs_in, parts
from engine.model.record_names import of_record

NO_RECORD = -1
"""The number of the record to which something belongs that is no field of one."""


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


def done(told: Case) -> tuple[InputKey, ...]:
    """The inputs that are acts which happened by the time of the question, the question itself apart."""
    names = _acts(told.knowledge.program)
    return tuple(key for key in _happened(told) if told.declared(key).name in names)


def is_done(norm: p.Norm, told: Case) -> bool:
    """Whether what a norm calls for was told as done, and nothing told says that it fell short of it.

    It is told by the day of an act, or by a conclusion that rests on it. A duty calls for the acts without which it is
    breached or, where it needs none, for that of which it is breached if it isn't so; a right for the acts of its
    bearer on which it and its exceptions rest, or for what else has to happen.
    """
    names = {(told.declared(key).name, _number(key)) for key in _happened(told)} | set(_concluded(told))
    return _duty_is_done(norm.breached, names, told) if norm.breached is not None else _right_is_done(norm, names, told)


def _duty_is_done(breach: p.Expression, done_of: set[tuple[str, int]], told: Case) -> bool:
    program, names = told.knowledge.program, {name for name, _ in done_of}
    acts = {fact.name for fact in _operands(program, breach, "is_none") if fact.type.kind in CALENDAR}
    kept = [fact.name for fact in _operands(program, breach, "not") if fact.type.kind == "boolean"]
    is_told = bool(acts & names) if acts else any(told.facts.get(name) is True or name in names for name in kept)
    falls_short = any(told.facts.get(name) is False for name in kept)
    return is_told and not falls_short and told.knowledge.value(breach, told.frame()) is not True


def _right_is_done(norm: p.Norm, done_of: set[tuple[str, int]], told: Case) -> bool:
    program, called_for = told.knowledge.program, _called_for(norm, told)
    wanted = [
        {(name, at) for name in (act.name, *_following(program, act)) for at in (number, NO_RECORD)}
        for act in called_for
        for number in _records_of(act, told)
    ]
    is_told = bool(wanted) and all(any_of & done_of for any_of in wanted)
    conditions = told.knowledge.layout.conditions(norm.name)
    denied = {fact.name for condition in conditions for fact in _operands(program, condition, "not")}
    return is_told and not any(told.facts.get(name) is False for name in _named_in(norm.name, told) - denied)


def held_to(program: p.Program, value: p.Value) -> tuple[p.Fact, ...]:
    """The acts that are held to a value, or to what it is computed from: they may not come later.

    Those, too, for which a norm has the value as its deadline as long as they have not happened.
    """
    days, held = behind(program, value, conditions=False) | {value.name}, set[str]()
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


def _operands(program: p.Program, expression: p.Expression, operator: str) -> Iterator[p.Fact | p.Value]:
    """What an expression holds against an operator, the facts, fields and values by which it says so."""
    match expression:
        case p.Operation(operator=found, operands=(p.Reference(kind="fact", name=name),)) if found == operator:
            yield program.facts[name]
        case p.Operation(operator=found, operands=(p.Reference(kind="value", name=name),)) if found == operator:
            yield program.values[name]
        case _:
            for part in parts(expression):
                yield from _operands(program, part, operator)


def _happened(told: Case) -> Iterator[InputKey]:
    """The inputs that were told as having happened by the time of the question."""
    for key in told_inputs(told):
        fact, value, as_of = told.declared(key), told.told(key), told.as_of
        may_happen = fact.name != AS_OF and fact.type.optional and isinstance(value, date | Moment)
        if may_happen and (as_of is None or day_of(told, value) <= as_of):
            yield key


def _number(key: InputKey) -> int:
    return key[1] if len(key) == 3 else NO_RECORD


def _records_of(act: p.Fact, told: Case) -> Iterator[int]:
    """The numbers of the records that were told and have an act as a field; that of none for any other act."""
    program, is_field = told.knowledge.program, False
    for fact in program.facts.values():
        if fact.type.kind == "list" and act in program.records[fact.type.name].fields:
            is_field = True
            yield from range(len(told.facts.get(fact.name) or ()))
    if not is_field:
        yield NO_RECORD


def _concluded(told: Case) -> Iterator[tuple[str, int]]:
    """The names of what was taken as given and of all on which it rests, each with the number of its record."""
    values = told.knowledge.program.values
    for name in told.given:
        place = of_record(name)
        given = values[place[2] if place else name]
        for value in (given.name, *behind(told.knowledge.program, given)):
            for found in (value, *names_in(values[value].expression)):
                yield found, place[1] if place else NO_RECORD


def _called_for(norm: p.Norm, told: Case) -> tuple[p.Fact, ...]:
    """The acts of its bearer on which a right and its exceptions rest; without such acts, what else has to happen."""
    layout, own = told.knowledge.layout, _named_in(norm.name, told)
    resting = own.union(*(_named_in(rule, told) for rule in layout.defeater_names(norm.name)))
    dated = [fact for fact in _dated(told.knowledge.program) if fact.type.optional]
    acts = [fact for fact in dated if fact.name in resting and fact.power in norm.bearers]
    return first_of(tuple(acts or [fact for fact in dated if fact.name in own and fact.happens and fact.power is None]))


def _named_in(rule: str, told: Case) -> set[str]:
    """The facts and fields on which the conditions of a norm or exception rest."""
    named = (_named(told.knowledge.program, each) for each in told.knowledge.layout.conditions(rule))
    return {name.rpartition(".")[2] for names in named for name in names}


def _named(program: p.Program, expression: p.Expression) -> set[str]:
    """The facts on which an expression rests, fields as `record.field`."""
    values = (program.values[name].expression for name in values_in(program, expression))
    inputs = (found for each in (expression, *values) for found in inputs_in(each))
    return {name for kind, name in inputs if kind in ("fact", "field")}


def _following(program: p.Program, act: p.Fact) -> Iterator[str]:
    """The names of what in due form follows on an act."""
    return (fact.name for fact in _dated(program) if act.name in _followed(fact))


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
