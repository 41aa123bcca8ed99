"""What an answer turns on, where the facts and the readings leave it open."""

from itertools import product
from math import prod
from typing import Any

from engine.answer.answer import Answer, Combination, Missing, UnderReading, preferred_readings, word
from engine.answer.search import Relevance, Search
from engine.case.facts_file import Case
from engine.model.asked import Asked

MOST_COMBINATIONS = 256
"""How many combinations of readings are tried; beyond it, each reading is varied with the others as preferred."""


def unsettled(case: Case, asked: Asked, frame: list[Any]) -> Answer:
    """The answer to a question that the facts and the readings leave open."""
    assert asked.root is not None
    search = Search(case, asked.root, asked.question.name)
    found = search.relevances()
    bounded = any(not relevance.exhausted for relevance in found)
    turning = [relevance for relevance in found if relevance.witness]
    names = tuple(name for r in turning for kind, name in [search.layout.inputs[r.key[0]]] if kind == "reading")
    facts = [relevance for relevance in turning if search.layout.inputs[relevance.key[0]][0] == "fact"]
    under = _UnderReadings(case, asked, names, bool(facts))
    rows = under.rows()
    facts += [relevance for relevance in under.facts if relevance.key not in {known.key for known in facts}]
    preferred, preferred_value = under.preferred()
    combinations: tuple[Combination, ...] = ()
    if not facts and not names:
        value = search.agreed()
        if value is not None:
            return Answer(
                case,
                asked,
                word(value),
                value,
                True,
                preferred=word(value),
                preferred_value=value,
                frame=frame,
                tried=True,
            )
        facts = search.open_facts()
    elif not facts:
        combinations = under.combinations()
        bounded = bounded or not combinations
        facts = under.facts or under.suspects
    missing = _missing(case, search, facts)
    return Answer(
        case,
        asked,
        "undetermined" if missing else "turns-on-reading",
        None,
        False,
        missing,
        names,
        rows,
        combinations,
        preferred,
        preferred_value,
        (),
        bounded or under.bounded,
        frame,
    )


class _UnderReadings:
    """Answers under chosen readings.

    Where no fact is known to be missing, `facts` collects those that were proved to matter under some readings, and
    `suspects` those that leave an answer open there although the search proved nothing of them.
    """

    def __init__(self, case: Case, asked: Asked, axes: tuple[str, ...], facts_missing: bool) -> None:
        self.case, self.asked, self.axes, self.facts_missing = case, asked, axes, facts_missing
        self.ambiguities = case.knowledge.program.ambiguities
        self.chosen = preferred_readings(case)
        self.facts: list[Relevance] = []
        self.suspects: list[Relevance] = []
        self.bounded = False

    def answer(self, readings: dict[str, str]) -> tuple[str, Any]:
        """The answer under readings; open where a fact still decides, or where none was proved not to."""
        case = self.case.replaced(self.case.facts, readings)
        value = case.knowledge.decision(self.asked.question.name)(case.frame())
        if value is None and not self.facts_missing:
            assert self.asked.root is not None
            search = Search(case, self.asked.root, self.asked.question.name)
            found = search.relevances()
            turning = [r for r in found if r.witness and search.layout.inputs[r.key[0]][0] == "fact"]
            known = {relevance.key for relevance in self.facts}
            self.facts += [relevance for relevance in turning if relevance.key not in known]
            self.facts_missing = bool(self.facts)
            self.bounded = self.bounded or any(not relevance.exhausted for relevance in found)
            if not any(relevance.witness for relevance in found):
                value = search.agreed()
            if value is None and not self.suspects:
                self.suspects = search.open_facts()
        return word(value), value

    def rows(self) -> tuple[UnderReading, ...]:
        """The answer under each reading of each axis, the others as preferred."""
        return tuple(
            UnderReading(axis, reading.name, *self.answer({**self.chosen, axis: reading.name}))
            for axis in self.axes
            for reading in self.ambiguities[axis].readings
        )

    def preferred(self) -> tuple[str | None, Any]:
        """The answer under the preferred readings; none where an axis has no preferred reading."""
        if any(axis not in self.chosen for axis in self.axes):
            return None, None
        return self.answer(self.chosen)

    def combinations(self) -> tuple[Combination, ...]:
        """The answer under every combination of the axes' readings; none at all beyond the bound."""
        options = [[reading.name for reading in self.ambiguities[axis].readings] for axis in self.axes]
        if prod(len(names) for names in options) > MOST_COMBINATIONS:
            return ()
        return tuple(
            Combination(chosen, *self.answer({**self.chosen, **chosen}))
            for names in product(*options)
            for chosen in [dict(zip(self.axes, names, strict=True))]
        )


def _missing(case: Case, search: Search, found: list[Relevance]) -> tuple[Missing, ...]:
    """The facts behind the relevant inputs, decisive ones first, then those that need the fewest others."""
    program = case.knowledge.program
    ordered = sorted(
        enumerate(found),
        key=lambda item: (not item[1].alone, len(item[1].witness.others) if item[1].witness else 0, item[0]),
    )
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
