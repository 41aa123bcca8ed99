"""Answers: what a question comes to on the facts of a case, and what it turns on.

The quick way is one call of generated code. Only when that leaves the question open is it asked which unknown facts
and readings it depends on (`engine/answer/search.py`).
"""

from dataclasses import dataclass, field
from typing import Any

from dsl import program as p
from engine.answer.search import Relevance, Search
from engine.answer.state import Key
from engine.case.facts_file import Case
from engine.evaluate.knowledge import KnowledgeBase
from engine.model.asked import Asked

MOST_COMBINATIONS = 256
"""How many combinations of readings are tried; beyond it, each reading is varied with the others as preferred."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An unknown fact on which the answer can come to turn; `decisive` if it could settle the matter alone."""

    name: str
    fact: p.Fact
    decisive: bool
    key: Key


@dataclass(frozen=True, slots=True)
class UnderReading:
    """The answer under one reading of one ambiguity, the others as preferred."""

    ambiguity: str
    reading: str
    answer: str
    value: Any


@dataclass(frozen=True, slots=True)
class Combination:
    """The answer under one combination of the readings that matter."""

    readings: dict[str, str]
    answer: str
    value: Any


@dataclass(slots=True)
class Answer:
    """What a question comes to. `answer` is one of design section 4; `value` is typed, None where there is none."""

    case: Case
    asked: Asked
    answer: str
    value: Any = None
    robust: bool = False
    missing: tuple[Missing, ...] = ()
    relevant: tuple[str, ...] = ()
    readings: tuple[UnderReading, ...] = ()
    combinations: tuple[Combination, ...] = ()
    preferred: str | None = None
    preferred_value: Any = None
    contradictions: tuple[str, ...] = ()
    bounded: bool = False
    frame: list[Any] = field(default_factory=list, repr=False)

    @property
    def knowledge(self) -> KnowledgeBase:
        """The knowledge base that answered."""
        return self.case.knowledge


def answer(case: Case, question: str) -> Answer:
    """Answers a question of the vocabulary on the facts of a case. Raises `KeyError` for an unknown question."""
    knowledge = case.knowledge
    asked = knowledge.asked(question)
    if case.contradictions:
        return Answer(case, asked, "contradictory", contradictions=case.contradictions)
    if asked.root is None:
        return Answer(case, asked, "silent")
    frame = case.frame()
    value = knowledge.decision(question)(frame)
    if value is None:
        return _open(case, asked, frame)
    if value is True or value is False:
        return Answer(case, asked, "yes" if value else "no", value, True, (), (), (), (), "yes" if value else "no",
                      value, (), False, frame)
    return Answer(case, asked, "value", value, True, (), (), (), (), "value", value, (), False, frame)


def _open(case: Case, asked: Asked, frame: list[Any]) -> Answer:
    """The answer to a question that the facts and the readings leave open."""
    assert asked.root is not None
    search = Search(case, asked.root)
    found = [search.relevance(key) for key in search.unknown()]
    bounded = any(not relevance.exhausted for relevance in found)
    missing = _missing(case, search, [r for r in found if r.witness and not _is_reading(search, r.key)])
    axes = [r.key for r in found if r.witness and _is_reading(search, r.key)]
    names = tuple(search.layout.inputs[key[0]][1] for key in axes)
    preferred, preferred_value, under = _under_readings(case, asked, search, names, bool(missing))
    if not missing and not axes:
        value = search.completion()
        return Answer(case, asked, "undetermined" if value is None else word(value), value, not bounded,
                      preferred=word(value), preferred_value=value, bounded=bounded, frame=frame)
    combinations: tuple[Combination, ...] = ()
    if not missing:
        tried = list(search.outcomes(axes, MOST_COMBINATIONS))
        bounded = bounded or not tried
        combinations = tuple(
            Combination({search.layout.inputs[key[0]][1]: value for key, value in assignment.items()}, word(outcome),
                        outcome) for assignment, outcome in tried)
    return Answer(case, asked, "undetermined" if missing else "turns-on-reading", None, False, missing, names, under,
                  combinations, preferred, preferred_value, (), bounded, frame)


def word(value: Any) -> str:
    """The answer that a value is: yes, no, value, or undetermined for None."""
    if value is None:
        return "undetermined"
    return "value" if not isinstance(value, bool) else "yes" if value else "no"


def preferred_readings(case: Case) -> dict[str, str]:
    """The preferred reading of every ambiguity that has one, under the readings that the asker chose."""
    ambiguities = case.knowledge.program.ambiguities.values()
    found = {a.name: a.preferred.name for a in ambiguities if a.preferred is not None}
    return found | case.readings


def _is_reading(search: Search, key: Key) -> bool:
    return search.layout.inputs[key[0]][0] == "reading"


def _missing(case: Case, search: Search, found: list[Relevance]) -> tuple[Missing, ...]:
    """The facts behind the relevant inputs, decisive ones first, then those that need the fewest others."""
    program = case.knowledge.program
    ordered = sorted(enumerate(found), key=lambda item: (
        not item[1].alone, len(item[1].witness.others) if item[1].witness else 0, item[0]))
    missing: dict[str, Missing] = {}
    for _, relevance in ordered:
        key = relevance.key
        fact = program.facts[search.layout.inputs[key[0]][1]]
        name = fact.name
        if len(key) == 3:
            given = case.facts.get(fact.name)
            if not given:
                continue
            declared = program.records[fact.type.name].fields[key[2]]
            name, fact = f"{fact.name}[{key[1] + 1}].{declared.name}", declared
        missing.setdefault(name, Missing(name, fact, relevance.alone, key))
    return tuple(missing.values())


def _under_readings(
    case: Case, asked: Asked, search: Search, axes: tuple[str, ...], facts_missing: bool
) -> tuple[str | None, Any, tuple[UnderReading, ...]]:
    """The answer under the preferred readings, and under each reading with the others as preferred."""
    ambiguities = case.knowledge.program.ambiguities
    chosen = preferred_readings(case)
    decide = case.knowledge.decision(asked.question.name)

    def under(readings: dict[str, str]) -> tuple[str, Any]:
        value = decide(case.replaced(case.facts, readings).frame())
        if value is None and not facts_missing:
            value = Search(case.replaced(case.facts, readings), search.root).completion()
        return word(value), value

    rows = []
    for axis in axes:
        for reading in ambiguities[axis].readings:
            found, value = under({**chosen, axis: reading.name})
            rows.append(UnderReading(axis, reading.name, found, value))
    if any(ambiguities[axis].preferred is None and axis not in case.readings for axis in axes):
        return None, None, tuple(rows)
    found, value = under(chosen)
    return found, value, tuple(rows)
