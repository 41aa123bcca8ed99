"""What is told of times after that of the question: as of then it has not happened.

What may be none is none, and a record that is there only once something has happened is left out of its list. Who asks
as of a day says so by it; who names none asks after all that is told.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dsl.frozen import dataclass
from dsl.moment import Moment
from dsl.surroundings import Surroundings
from dsl.typed import program as p
from engine.case.nested_records import where
from engine.meaning.marks import ABSENT
from engine.model.record_names import of_record, record_name


@dataclass(frozen=True, slots=True)
class Ahead:
    """What was told and lies ahead of the question: a fact or field, when it happens, and by what name it was told."""

    fact: p.Fact
    value: Any
    name: str


def lying_ahead(program: p.Program, document: Surroundings, facts: dict[str, Any], asked: Any) -> tuple[Ahead, ...]:
    """Takes out of `facts` what lies ahead of the time `asked` of; tells what that was, in the order of the facts."""
    if asked is None:
        return ()
    then = asked if isinstance(asked, Moment) else document.moment(asked)
    found: list[Ahead] = []
    for name, value in list(facts.items()):
        fact = program.facts[name]
        if fact.type.kind == "list":
            facts[name] = _there(program, document, facts, name, then, found)
        elif fact.happens and _is_after(value, then, document):
            found.append(Ahead(fact, value, name))
            facts[name] = ABSENT
    return tuple(found)


def _there(
    program: p.Program, document: Surroundings, facts: Mapping[str, Any], name: str, then: Moment, found: list[Ahead]
) -> list[list[Any]]:
    """The records of a list that are there by then, as they are by then."""
    fields = program.records[program.facts[name].type.name].fields
    happening = [(at, field) for at, field in enumerate(fields) if field.happens]
    if not happening:
        return facts[name]  # type: ignore[no-any-return]  # the value of a list is its records
    kept = []
    for number, told in enumerate(facts[name]):
        row, is_there = list(told), True
        for at, field in happening:
            if is_there and _is_after(row[at], then, document):
                found.append(Ahead(field, row[at], record_name(*where(program, facts, name, number), field.name)))
                is_there, row[at] = field.type.optional, ABSENT
        if is_there:
            kept.append(row)
    return kept


def _is_after(value: Any, then: Moment, document: Surroundings) -> bool:
    """Whether something certainly happens after a time; what isn't told, or never was, does not."""
    if not isinstance(value, date | Moment):
        return False
    when = value if isinstance(value, Moment) else document.moment(value)
    return (when > then) is True


def renumbered(ahead: Iterable[Ahead], names: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of records by their names, by those that they have without what lies ahead; of that nothing."""
    left_out = {place[:2] for item in ahead if not item.fact.type.optional and (place := of_record(item.name))}
    found = {}
    for name, said in names.items():
        place = of_record(name)
        if place is None:
            found[name] = said
        elif place[:2] not in left_out:
            listed, number, inner = place
            before = sum(1 for other, at in left_out if other == listed and at < number)
            found[record_name(listed, number - before, inner)] = said
    return found
