"""The part of a case that a question is concerned with: what is found out of it holds for every case that has it.

Cases often differ in what has nothing to do with a question. What an open answer turns on is looked for once in what
they have in common, and remembered.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from engine.answer.inputs import inputs_of
from engine.case.case import AS_OF, Case

Found = TypeVar("Found")

MOST_REMEMBERED = 512
"""Of how many parts of cases it is remembered, for each knowledge base, what an open answer turns on."""

MOST_RECORDS = 60
"""How many records a part of a case may have for it to be remembered: what is kept is to stay small."""


def remembered(part: Case, what: tuple[str, str], find: Callable[[Case], Found]) -> Found:
    """What is found of the part of a case that a question is concerned with, be it that it was found before.

    `what` says what is looked for, and of which question; what is found is to hold nothing of the case.
    """
    known, key = part.knowledge.searched, (what, _told(part))
    if key in known:
        before: Found = known[key]
        return before
    found = find(part)
    if len(known) >= MOST_REMEMBERED:
        known.clear()
    if sum(len(told) for told in part.facts.values() if isinstance(told, list)) <= MOST_RECORDS:
        known[key] = found
    return found


def concerned(case: Case, question: str) -> Case:
    """A case with those facts and fields alone that a question can come to rest on, in the order of the program.

    To them belongs what contradictions join with them. Where lists lie in records, all of them are left as they are.
    """
    layout = case.knowledge.layout
    leaves = inputs_of(case.knowledge).concerning(case.knowledge.root(question))
    kinds = {kind for kind, _ in leaves}
    facts: dict[str, Any] = {}
    for at, name in sorted((layout.slot("fact", name), name) for name in case.facts):
        value, kind = case.facts[name], layout.lists.get(name)
        if ("", at) in leaves or name == AS_OF or (kind is not None and (kind in kinds or layout.nested)):
            facts[name] = value
            if kind is not None and not layout.nested:
                facts[name] = [
                    [told if (kind, column) in leaves else None for column, told in enumerate(row)] for row in value
                ]
    found = case.replaced(facts)
    found.more = {name: more for name, more in case.more.items() if name in facts}
    return found


def _told(case: Case) -> Hashable:
    """What was told, down to the digits with which a number is written."""
    facts = tuple([(name, repr(value)) for name, value in case.facts.items()])
    return facts, tuple(sorted(case.readings.items()))
