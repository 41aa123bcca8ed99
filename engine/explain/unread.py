"""Which facts were told although no rule looks at them on which a question rests: what is told is not passed over."""

from collections.abc import Iterator

from dsl.typed import program as p
from engine.answer.inputs import inputs_of
from engine.case.case import AS_OF, Case
from engine.library.knowledge import KnowledgeBase
from engine.meaning.meaning import Leaf


def unread_facts(case: Case, root: p.Expression | None) -> tuple[p.Fact, ...]:
    """The facts told that neither what is asked rests on nor anything that is presumed for its sake.

    None where the document is silent, as nothing is looked at then.
    """
    if root is None:
        return ()
    knowledge, meaning = case.knowledge, inputs_of(case.knowledge).meaning
    read = meaning.leaves(meaning.asked(root))
    told = {("", knowledge.layout.slot("fact", name)): name for name in case.facts if name not in case.defaults}
    presumed = dict(_presumptions(knowledge))
    pending = list(read & presumed.keys()) if told.keys() - read else []
    while pending:
        expression, variables = presumed.pop(pending.pop())
        found = meaning.leaves(meaning.asked(expression, variables))
        read |= found
        pending += found & presumed.keys() - set(pending)
    return tuple(knowledge.program.facts[name] for leaf, name in told.items() if leaf not in read and name != AS_OF)


def looked_at_further(told: Case, first: p.Question) -> tuple[p.Fact, ...]:
    """The facts told at which a question doesn't look, and at which the question does that it tells."""
    if first.tells is None:
        return ()
    knowledge = told.knowledge
    unread = unread_facts(told, knowledge.asked(first.tells).root)
    return tuple(fact for fact in unread_facts(told, knowledge.asked(first.name).root) if fact not in unread)


def _presumptions(knowledge: KnowledgeBase) -> Iterator[tuple[Leaf, tuple[p.Expression, tuple[tuple[str, str], ...]]]]:
    """The inputs that are presumed from others, each with what says how, and the records in reach of that."""
    program, layout = knowledge.program, knowledge.layout
    for name, fact in program.facts.items():
        if fact.presumption is not None and not isinstance(fact.presumption.expression, p.Constant):
            yield ("", layout.slot("fact", name)), (fact.presumption.expression, ())
    for kind, record in program.records.items():
        for field in record.fields:
            if field.presumption is not None and not isinstance(field.presumption.expression, p.Constant):
                leaf = kind, layout.fields[kind, field.name]
                yield leaf, (field.presumption.expression, ((kind, kind),))
