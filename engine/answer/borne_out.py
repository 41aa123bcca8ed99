"""Which norms the facts told bear out: those of which a condition holds because of something that was told."""

from collections.abc import Iterable, Iterator

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.alike import most_evaluated
from engine.answer.inputs import inputs_of
from engine.answer.ordinary_course import ordinary_course
from engine.case.case import AS_OF, Case, InputKey
from engine.case.watched import watched
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Defines

MOST_BEARING_OUT = 3
"""On more facts than these a condition rests that holds because nothing is amiss, not because of what was told."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """The norms and exceptions on which what was told bears: of which it meets a condition, or denies one.

    Of those borne out it is said what their conditions read; where something is lacking, what is read by the conditions
    that aren't met. Of each on which a fact told could bear, how much is presumed for the conditions that are met.
    """

    out: dict[str, frozenset[InputKey]]
    against: frozenset[str]
    presumed: dict[str, int]


def borne_out(case: Case, question: str) -> dict[str, frozenset[InputKey]]:
    """The norms and exceptions behind a question that what was told bears out, each with what its conditions read."""
    return bearing(case, question).out


def lacking(case: Case, question: str) -> frozenset[InputKey]:
    """What is still lacking, in the ordinary course, to the norms and exceptions that the facts told bear out."""
    if not set(case.facts) - {*case.defaults, AS_OF}:
        return frozenset()
    completed = case if case.presumed else ordinary_course(case, question).completed()
    return frozenset().union(*borne_out(completed, question).values())


def bearing(case: Case, question: str) -> Bearing:
    """On which norms and exceptions behind a question what was told bears.

    What is presumed, and the date of the question, bear on nothing; nor do records of which there are too many to go
    through them anew for each condition.
    """
    knowledge, layout = case.knowledge, case.knowledge.layout
    if knowledge.asked(question).root is None:
        return Bearing({}, frozenset(), {})
    inputs = inputs_of(knowledge)
    slots = {layout.slot("fact", name) for name in case.facts if name not in {*case.defaults, AS_OF}}
    lists = {
        knowledge.program.facts[name].type.name for name in case.facts if inputs.is_list((layout.slot("fact", name),))
    }
    found: dict[str, frozenset[InputKey]] = {}
    against: set[str] = set()
    presumed: dict[str, int] = {}
    rules = {
        definition: list(_single(layout.conditions(definition.name)))
        for definition in knowledge.meaning.reached(knowledge.root(question))
        if definition.of in (Defines.NORM, Defines.EXCEPTION)
    }
    if layout.has_many_records(case.evaluated):
        knowledge.prepare(question, [condition for conditions in rules.values() for condition in conditions])
    weighed = {
        definition.name: conditions
        for definition, conditions in rules.items()
        if any(record in lists or (not record and slot in slots) for record, slot in inputs.meaning.leaves(definition))
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
            value = knowledge.value(condition, frame)
            is_met = value is True
            is_told = any(key[0] in slots and key not in case.presumed for key in read)
            holds = holds or (is_met and is_told)
            against.update([name] if value is False and is_told else ())
            read_by.update(read)
            lacking.update(() if is_met else read)
        if holds:
            found[name] = frozenset(lacking or read_by)
        presumed[name] = len((read_by - lacking) & case.presumed.keys())
    return Bearing(found, frozenset(against), presumed)


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
