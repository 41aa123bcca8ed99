"""Why a fact is asked for: the rules that look at it, nearest to the question; and what could be told in its place."""

from collections.abc import Iterable, Iterator

from dsl.typed import program as p
from engine.answer.inputs import inputs_of
from engine.case.case import Case, InputKey
from engine.library.knowledge import KnowledgeBase
from engine.meaning.nodes import Defines, Definition
from engine.model.expressions import inputs_in

Rule = p.Norm | p.Exception_ | p.Value


def rules_on(knowledge: KnowledgeBase, question: str, key: InputKey) -> tuple[Rule, ...]:
    """The norms and exceptions whose conditions rest on an input, or else the values computed from it."""
    program, inputs = knowledge.program, inputs_of(knowledge)
    leaf = inputs.leaf(key)
    norms: list[Rule] = []
    values: list[Rule] = []
    for definition in _reached(knowledge, question):
        match definition.of:
            case Defines.NORM | Defines.EXCEPTION if leaf in inputs.meaning.own_leaves(definition):
                norms.append(program.norms.get(definition.name) or program.exceptions[definition.name])
            case Defines.VALUE | Defines.DERIVED if leaf in inputs.meaning.looked_at(definition):
                values.append(program.values[definition.name])
            case _:
                pass
    return tuple(reversed(norms or values))


def _reached(knowledge: KnowledgeBase, question: str) -> Iterable[Definition]:
    """The definitions that an answer rests on; none where the document is silent."""
    return knowledge.meaning.reached(knowledge.root(question)) if knowledge.asked(question).root is not None else ()


def presumed_from(case: Case, key: InputKey) -> tuple[InputKey, ...]:
    """The inputs that are presumed from another one: for their sake it is asked where no rule reads it."""
    program, layout = case.knowledge.program, case.knowledge.layout
    named = _named(case, key)
    found: dict[InputKey, None] = {}
    for name, fact in program.facts.items():
        if fact.presumption is not None and named in inputs_in(fact.presumption.expression):
            found[(layout.slot("fact", name),)] = None
    if len(key) == 3:
        kind = program.facts[layout.inputs[key[0]][1]].type.name
        for field in program.records[kind].fields:
            if field.presumption is not None and named in inputs_in(field.presumption.expression):
                found[(*key[:2], layout.fields[(kind, field.name)])] = None
    return tuple(found)


def _named(case: Case, key: InputKey) -> tuple[str, str]:
    """How an expression names an input."""
    fact, name = case.declared(key), case.knowledge.layout.inputs[key[0]][1]
    if len(key) == 1:
        return "fact", name
    return "field", f"{case.knowledge.program.facts[name].type.name}.{fact.name}"


def tellable_instead(knowledge: KnowledgeBase, question: str, key: InputKey) -> Iterator[p.Value]:
    """The computed values that can be given instead of an input, those nearest to it first; not the question's own.

    Of an input of a record they are those of the same record, then those of the whole.
    """
    program, inputs = knowledge.program, inputs_of(knowledge)
    asked, leaf = knowledge.asked(question).question, inputs.leaf(key)
    kind = leaf[0]
    whole = []
    for definition in _reached(knowledge, question):
        if definition.of not in (Defines.VALUE, Defines.DERIVED) or leaf not in inputs.meaning.leaves(definition):
            continue
        value = program.values[definition.name]
        if value.name == asked.target:
            continue
        if value.record is None:
            whole.append(value)
        elif value.record == kind:
            yield value
    yield from whole
