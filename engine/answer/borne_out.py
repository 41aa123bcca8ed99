"""Which norms the facts told bear out: those of which a condition holds because of something that was told."""

from collections.abc import Iterable, Iterator

from dsl.typed import program as p
from engine.answer.alike import most_evaluated
from engine.answer.inputs import inputs_of
from engine.case.case import AS_OF, Case, InputKey
from engine.case.watched import watched
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Defines

MOST_BEARING_OUT = 3
"""On more facts than these a condition rests that holds because nothing is amiss, not because of what was told."""


def borne_out(case: Case, question: str) -> dict[str, frozenset[InputKey]]:
    """The norms and exceptions behind a question that what was told bears out, each with what its conditions read.

    Of a norm to which something is lacking that is only what is read by the conditions that aren't met.

    What is presumed, and the date of the question, bear out nothing; nor do records of which there are too many to go
    through them anew for each condition.
    """
    knowledge, layout = case.knowledge, case.knowledge.layout
    if knowledge.asked(question).root is None:
        return {}
    inputs = inputs_of(knowledge)
    slots = {layout.slot("fact", name) for name in case.facts if name not in {*case.defaults, AS_OF}}
    lists = {
        knowledge.program.facts[name].type.name for name in case.facts if inputs.is_list((layout.slot("fact", name),))
    }
    found: dict[str, frozenset[InputKey]] = {}
    weighed = {
        definition.name: list(_single(layout.conditions(definition.name)))
        for definition in knowledge.meaning.reached(knowledge.root(question))
        if definition.of in (Defines.NORM, Defines.EXCEPTION)
        and any(record in lists or (not record and slot in slots) for record, slot in inputs.meaning.leaves(definition))
    }
    many = sum(map(len, weighed.values())) > most_evaluated(case)
    for name, conditions in weighed.items():
        read_by: set[InputKey] = set()
        lacking: set[InputKey] = set()
        holds = False
        for condition in conditions:
            if many and any(record in lists for record, _ in inputs.meaning.leaves(inputs.meaning.asked(condition))):
                continue
            frame, read = watched(case)
            is_met = knowledge.value(condition, frame) is True
            holds = holds or (is_met and any(key[0] in slots and key not in case.presumed for key in read))
            read_by.update(read)
            lacking.update(() if is_met else read)
        if holds:
            found[name] = frozenset(lacking or read_by)
    return found


def bearing_out(case: Case, name: str) -> tuple[p.Fact, ...]:
    """The facts told to be so for the sake of which single conditions of a norm hold, of those that rest on few."""
    knowledge, layout = case.knowledge, case.knowledge.layout
    found: dict[str, p.Fact] = {}
    for condition in _single(layout.conditions(name)):
        frame, read = watched(case)
        if knowledge.value(condition, frame) is not True:
            continue
        told = [
            knowledge.program.facts[named]
            for kind, named in (layout.inputs[key[0]] for key in read if len(key) == 1 and key not in case.presumed)
            if kind == "fact" and named in case.facts and named not in {*case.defaults, AS_OF}
        ]
        if len(told) <= MOST_BEARING_OUT:
            found |= {fact.name: fact for fact in told if case.facts[fact.name] not in (False, ABSENT)}
    return tuple(found.values())


def _single(conditions: Iterable[p.Expression]) -> Iterator[p.Expression]:
    """The conditions one by one: what is joined by *and* are several."""
    for condition in conditions:
        match condition:
            case p.Operation(operator="and", operands=operands):
                yield from _single(operands)
            case _:
                yield condition
