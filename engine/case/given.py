"""Conclusions that are taken as given: the asker gives a computed value instead of what it is computed from.

For such a case the program is another one: the value is what an added fact says, so that what lies beneath it is not
looked at, and everything that answers or explains reads it like any other fact. Where what was told decides the value
otherwise, that is a contradiction.

A conclusion on the whole says of a record what the value of it that names the conclusion presumes: who counts four in
the year and tells of one tells of the last.
"""

from collections.abc import Container, Iterator
from itertools import permutations
from typing import Any

from dsl.frozen import replace
from dsl.typed import program as p
from engine.case.nested_records import in_all, whole_list
from engine.library.knowledge import KnowledgeBase
from engine.meaning.marks import ABSENT
from engine.model.expressions import BOOLEAN, references
from engine.model.record_names import of_record
from engine.tongues import phrase

PREFIX = "given "
"""Begins the name of an added fact: no name of a clause file holds a space."""


def is_given(fact: p.Fact) -> bool:
    """Whether a fact of a case is a conclusion that its asker took as given."""
    return fact.name.startswith(PREFIX)


OfRecords = dict[tuple[str, int], dict[str, Any]]
"""What is given of records: by list and number from 0, the values by name."""


def with_given(knowledge: KnowledgeBase, facts: dict[str, Any], taken: dict[str, Any]) -> KnowledgeBase:
    """The knowledge base for which values are given, by name; adds to `facts` what is said of them."""
    program = knowledge.program
    given, named = _apart(taken)
    follows = _follows(program, given)
    records = {in_all(program, facts, (*place, ""))[:2]: values for place, values in named.items()}
    facts |= {PREFIX + name: value for name, value in given.items()}
    for kind in _kinds(program, records, follows):
        lists = [name for name, fact in program.facts.items() if fact.type == p.Type("list", kind) and name in facts]
        for name in _names(program, kind, records, follows):
            for listed in lists:
                for number, row in enumerate(facts[listed]):
                    row.append(records.get((listed, number), {}).get(name, None if name in follows else ABSENT))
    known = knowledge.taking
    kinds = _kinds(program, records, follows)
    wanted = (tuple(given), tuple((kind, tuple(_names(program, kind, records, follows))) for kind in kinds))
    if wanted not in known:
        known[wanted] = taking(knowledge, taken)
    return known[wanted]


def taking(knowledge: KnowledgeBase, taken: dict[str, Any]) -> KnowledgeBase:
    """The knowledge base for which values are given, by name; what is said of them is a fact of each case.

    It is the same for whatever is said of the same names, and fits the facts that `with_given` made of them for any
    program with the same declarations.
    """
    program = knowledge.program
    given, records = _apart(taken)
    follows = _follows(program, given)
    values, declared = dict(program.values.items()), dict(program.facts.items())
    kinds, contradictions = dict(program.records.items()), list(program.contradictions)
    for name in given:
        fact = _fact(values[name], values[name].type)
        declared[fact.name] = fact
        said = p.Reference("fact", fact.name, fact.type)
        contradictions.append(_contradiction(program, values[name], said, said, None))
        values[name] = replace(values[name], expression=said)
    for kind in _kinds(program, records, follows):
        for name in _names(program, kind, records, follows):
            value = values[name]
            presumed = value.presumption if name in follows else None
            field = replace(_fact(value, p.Type(value.type.kind, value.type.name, True)), presumption=presumed)
            kinds[kind] = replace(kinds[kind], fields=(*kinds[kind].fields, field))
            told = p.FieldReference(kind, kind, field.name, field.type)
            is_none = p.Operation("is_none", (told,), BOOLEAN)
            contradictions.append(_contradiction(program, value, told, p.Operation("not", (is_none,), BOOLEAN), kind))
            is_said = _is(told, True) if value.type.kind == "boolean" else told
            chosen = p.Operation("if", (is_none, value.expression, is_said), value.type)
            values[name] = replace(value, expression=chosen)
    made = replace(program, values=values, facts=declared, records=kinds, contradictions=tuple(contradictions))
    denials = frozenset(contradiction.name for contradiction in contradictions[len(program.contradictions) :])
    return KnowledgeBase(made, lambda: knowledge.staleness, denials=denials)


def _apart(taken: dict[str, Any]) -> tuple[dict[str, Any], OfRecords]:
    """What is given of the case, and what of records."""
    given: dict[str, Any] = {}
    records: OfRecords = {}
    for name, value in taken.items():
        place = of_record(name)
        if place is None:
            given[name] = value
        else:
            records.setdefault(place[:2], {})[place[2]] = value
    return given, records


def _follows(program: p.Program, given: Container[str]) -> dict[str, str]:
    """The values of records of which conclusions given on the whole say something, with the kinds of records."""
    return {
        value.name: value.record
        for value in program.values.values()
        if value.record is not None and value.presumption is not None and _named(value.presumption.expression, given)
    }


def _named(expression: p.Expression, given: Container[str]) -> bool:
    """Whether an expression names a conclusion that is given."""
    return any(kind == "value" and name in given for kind, name in references(expression))


def _kinds(program: p.Program, records: OfRecords, follows: dict[str, str]) -> list[str]:
    """The kinds of records of which something is given, or follows from what is."""
    return list(dict.fromkeys([*(program.facts[whole_list(name)].type.name for name, _ in records), *follows.values()]))


def _names(program: p.Program, kind: str, records: OfRecords, follows: dict[str, str]) -> Iterator[str]:
    """The values that are given of some record of a kind, or follow from what is."""
    found = dict.fromkeys(name for name, of in follows.items() if of == kind)
    for (name, _), values in records.items():
        if program.facts[whole_list(name)].type.name == kind:
            found |= dict.fromkeys(values)
    yield from found


def _fact(value: p.Value, type_: p.Type) -> p.Fact:
    return p.Fact(PREFIX + value.name, "fact", type_, value.text, value.otherwise, value.text, told=value.told)


def _contradiction(
    program: p.Program, value: p.Value, said: p.Expression, where: p.Expression, record: str | None
) -> p.Contradiction:
    """That what was told decides a value otherwise than it is given."""
    operands = (value.expression, said)
    if value.type.kind == "boolean":
        denied = p.Operation("not", (value.expression,), BOOLEAN)
        parts = (
            p.Operation("and", (value.expression, _is(said, False)), BOOLEAN),
            p.Operation("and", (denied, _is(said, True)), BOOLEAN),
        )
        differs = p.Operation("or", parts, BOOLEAN)
    else:
        differs = p.Operation("unequal", operands, BOOLEAN)
        if value.type.optional:  # nothing compares with what there is none of
            differs = p.Operation("or", (differs, *_one_is_none(*operands)), BOOLEAN)
    condition = p.Operation("and", (where, differs), BOOLEAN) if record else differs
    text = phrase(
        program.edition.languages,
        lambda tongue: tongue.words("asking").say("denied", value=value.text.in_language(tongue.tag)),
    )
    return p.Contradiction(PREFIX + value.name, condition, text, record)


def _one_is_none(*operands: p.Expression) -> Iterator[p.Expression]:
    """That there is none of one of two, and some of the other."""
    for one, other in permutations(operands):
        none, some = p.Operation("is_none", (one,), BOOLEAN), p.Operation("is_none", (other,), BOOLEAN)
        yield p.Operation("and", (none, p.Operation("not", (some,), BOOLEAN)), BOOLEAN)


def _is(said: p.Expression, answer: bool) -> p.Expression:
    """Whether what is said, if anything is, is this answer."""
    return p.Operation("equal", (said, p.Constant(answer, BOOLEAN)), BOOLEAN)
