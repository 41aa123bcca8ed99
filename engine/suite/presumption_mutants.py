"""Mistakes in presumptions: each is left out, and each that says yes or no is turned round."""

from collections.abc import Iterator
from dataclasses import replace

from dsl.typed import program as p
from engine.model.expressions import BOOLEAN
from engine.suite.mistakes import PRESUMPTION, Mutant
from engine.suite.spelling import spelled


def presumption_mutants(program: p.Program) -> Iterator[Mutant]:
    """The mutants of the presumptions of facts and of the fields of records; a field's owner is `record.field`."""
    for name, fact in program.facts.items():
        for made, shown in _mistaken(fact):
            facts = {**program.facts, name: made}
            yield _mutant(fact, name, name, shown, replace(program, facts=facts))
    for record in program.records.values():
        lists = [fact.name for fact in program.facts.values() if fact.type == p.Type("list", record.name)]
        for at, field in enumerate(record.fields):
            for made, shown in _mistaken(field):
                fields = (*record.fields[:at], made, *record.fields[at + 1 :])
                records = {**program.records, record.name: replace(record, fields=fields)}
                changed = replace(program, records=records)
                yield _mutant(field, f"{record.name}.{field.name}", lists[0] if lists else "", shown, changed)


def _mistaken(fact: p.Fact) -> Iterator[tuple[p.Fact, str]]:
    presumption = fact.presumption
    if presumption is None:
        return
    yield replace(fact, presumption=None), "nothing is presumed"
    expression = presumption.expression
    if fact.type.kind != "boolean" or fact.type.optional:
        return
    turned: p.Expression = p.Operation("not", (expression,), BOOLEAN)
    if isinstance(expression, p.Constant):
        turned = replace(expression, value=not expression.value)
    yield replace(fact, presumption=replace(presumption, expression=turned)), spelled(turned)


def _mutant(fact: p.Fact, owner: str, name: str, after: str, made: p.Program) -> Mutant:
    assert fact.presumption is not None
    before = f"presumed {spelled(fact.presumption.expression)}"
    return Mutant(PRESUMPTION, owner, "", fact.place, before, after, frozenset({name}), lambda: made)
