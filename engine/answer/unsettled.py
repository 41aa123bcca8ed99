"""What an answer turns on, where the facts and the readings leave it open."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from math import prod
from typing import Any

from dsl.frozen import replace
from dsl.typed import program as p
from engine.answer.answer import (
    Answer,
    AnswerWord,
    Combination,
    Missing,
    Outcome,
    UnderReading,
    preferred_readings,
    word,
)
from engine.answer.borne_out import lacking
from engine.answer.concerned import concerned, remembered
from engine.answer.inputs import Key
from engine.answer.search import Relevance, Search, Standing
from engine.case.case import Case
from engine.case.watched import watched
from engine.model.asked import Asked
from engine.tongues import phrase

MOST_COMBINATIONS = 256
"""How many combinations of readings are tried; beyond it, each reading is varied with the others as preferred."""


def unsettled(case: Case, asked: Asked, frame: list[Any]) -> Answer:
    """The answer to a question that the facts and the readings leave open."""
    part = concerned(case, asked.question.name)
    if part.more:
        return _with_more(case, asked, frame, tuple(part.more))
    found = remembered(
        part, ("turns on", asked.question.name), lambda part: replace(_searched(asked, part), case=part.replaced({}))
    )
    return replace(found, case=case, frame=frame)


def comes_to(case: Case, asked: Asked) -> Outcome:
    """The answer of `unsettled` alone: where no reading is open, it needs no search for what it turns on."""
    part = concerned(case, asked.question.name)
    find = partial(_agreed, asked)
    found = None if part.more else remembered(part, ("comes to", asked.question.name), find)
    if found is None:
        searched = unsettled(case, asked, [])
        return searched.answer, searched.value
    return found


def _agreed(asked: Asked, part: Case) -> Outcome | None:
    """What all completions come to, or that they don't agree; None where some of what is open are readings."""
    assert asked.root is not None
    search = Search(part, asked.root, asked.question.name)
    if not all(map(search.inputs.is_fact, search.unknown)):
        return None
    return word(search.agreed), search.agreed


def _searched(asked: Asked, case: Case) -> Answer:
    """The answer, with what it was found to turn on."""
    assert asked.root is not None
    search = Search(case, asked.root, asked.question.name)
    found = search.relevances()
    turning = [relevance for relevance in found if relevance.matters]
    names = tuple(search.layout.inputs[r.key[0]][1] for r in turning if not search.inputs.is_fact(r.key))
    facts = [relevance for relevance in turning if search.inputs.is_fact(relevance.key)]
    limits = {relevance.standing for relevance in found}
    if not turning and search.agreed is not None:
        value = search.agreed
        return Answer(case, asked, word(value), value, True, (), (), (), (), word(value), value, (), False, tried=True)
    under = _UnderReadings(case, asked, names, bool(facts), search)
    rows, (preferred, preferred_value) = under.rows(), under.preferred()
    combinations = under.combinations() if names and not facts else ()
    facts += [relevance for relevance in under.facts if relevance.key not in {known.key for known in facts}]
    if not facts:
        facts = [search.relevance(key) for key in (under.suspects if names else search.open_facts())]
    missing = _missing(case, asked, search, facts)
    limits |= under.limits
    return Answer(
        case,
        asked,
        "turns-on-reading" if names and not missing else "undetermined",
        None,
        False,
        missing,
        names,
        rows,
        combinations,
        preferred,
        preferred_value,
        (),
        Standing.OUT_OF_BUDGET in limits or not (missing or combinations or not under.combined),
        sampled=Standing.SAMPLED in limits,
        combined=under.combined,
    )


def _with_more(case: Case, asked: Asked, frame: list[Any], lists: tuple[str, ...]) -> Answer:
    """The answer where `lists` may go on: what it turns on without further records, and the lists themselves.

    A list is named where the records told alone would decide, so that further ones are what leaves it open.
    """
    closed = case.closed()
    question = asked.question.name
    if case.knowledge.decision(question)(closed.frame()) is None:
        found = unsettled(closed, asked, closed.frame())
    else:
        found = Answer(closed, asked, "undetermined")
    under = _UnderReadings(case, asked, found.relevant, True, None)
    rows, (preferred, preferred_value) = under.rows(), under.preferred()
    combinations = under.combinations() if found.relevant and not found.missing else ()
    missing = found.missing
    if not combinations or any(row.answer == "undetermined" for row in combinations):
        missing, combinations = (*missing, *_lists_met(case, asked, lists, every=not found.relevant)), ()
    if not missing and under.combined and len({(row.answer, row.value) for row in combinations}) == 1:
        value = combinations[0].value
        return Answer(
            case, asked, word(value), value, True, preferred=word(value), preferred_value=value, frame=frame, tried=True
        )
    return Answer(
        case,
        asked,
        "undetermined" if missing else "turns-on-reading",
        None,
        False,
        missing,
        found.relevant,
        rows,
        combinations,
        preferred,
        preferred_value,
        (),
        found.bounded and bool(found.missing),
        frame,
        sampled=found.sampled,
        combined=under.combined,
    )


def _lists_met(case: Case, asked: Asked, lists: tuple[str, ...], every: bool) -> Iterator[Missing]:
    """Those of the lists that may go on by which a question comes; if it comes by none of them, `every` one."""
    frame, read = watched(case)
    assert asked.root is not None
    case.knowledge.value(asked.root, frame)
    program, slot = case.knowledge.program, case.knowledge.layout.slot
    met = tuple(name for name in lists if (slot("fact", name),) in read)
    for name in met or (lists if every else ()):
        fact = program.facts[name]
        yield Missing(name, replace(fact, ask=_further(program, fact)), False, (slot("fact", name),))


def _further(program: p.Program, fact: p.Fact) -> p.Phrase:
    """The question that is asked for a list, as it is asked where some of it was told."""
    asks = fact.ask or fact.text
    return phrase(
        program.edition.languages,
        lambda tongue: tongue.words("asking").say("further", ask=asks.in_language(tongue.tag)),
    )


class _UnderReadings:
    """Answers under chosen readings.

    Where no fact is known to be missing, `facts` collects those that were proved to matter under some readings, and
    `suspects` those that leave an answer open there although the search proved nothing of them. `search` is that of the
    case as it stands, where one was made.
    """

    def __init__(
        self, case: Case, asked: Asked, axes: tuple[str, ...], facts_missing: bool, search: Search | None
    ) -> None:
        self.case, self.asked, self.axes, self.facts_missing = case, asked, axes, facts_missing
        self.search = search
        self.ambiguities = case.knowledge.program.ambiguities
        self.chosen = preferred_readings(case)
        self.facts: list[Relevance] = []
        self.suspects: list[Key] = []
        self.limits: set[Standing] = set()
        self._known: dict[frozenset[tuple[str, str]], Outcome] = {}

    def answer(self, readings: dict[str, str]) -> Outcome:
        """The answer under readings; open where a fact still decides, or where none was proved not to."""
        signature = frozenset(readings.items())
        if signature not in self._known:
            case = self.case if readings == self.case.readings else self.case.replaced(self.case.facts, readings)
            value = case.knowledge.decision(self.asked.question.name)(case.evaluated)
            if value is None and not self.facts_missing:
                value = self._searched(case)
            self._known[signature] = word(value), value
        return self._known[signature]

    def _searched(self, case: Case) -> Any:
        """What all completions under readings come to, where one evaluation doesn't tell."""
        assert self.asked.root is not None
        search = self.search if case is self.case else None
        if search is None:
            search = Search(case, self.asked.root, self.asked.question.name)
        found = search.relevances()
        self.limits |= {relevance.standing for relevance in found}
        turning = [r for r in found if r.matters and search.inputs.is_fact(r.key)]
        known = {relevance.key for relevance in self.facts}
        self.facts += [relevance for relevance in turning if relevance.key not in known]
        self.facts_missing = bool(self.facts)
        value = None if any(relevance.matters for relevance in found) else search.agreed
        if value is None and not self.suspects:
            self.suspects = search.open_facts()
        return value

    def rows(self) -> tuple[UnderReading, ...]:
        """The answer under each reading of each axis, the others as preferred, or a few others taken if that tells."""
        return tuple(row for axis in self.axes for row in self._telling(axis))

    def _telling(self, axis: str) -> list[UnderReading]:
        rows = self._row(axis, {})
        if self.facts_missing or any((row.answer, row.value) != (rows[0].answer, rows[0].value) for row in rows):
            return rows
        others = self._combined([other for other in self.axes if other != axis])
        differing = [
            {name: reading for name, reading in all_.items() if self.chosen.get(name) != reading} for all_ in others
        ]
        for along in sorted(differing, key=len):
            found = self._row(axis, along)
            if any((row.answer, row.value) != (found[0].answer, found[0].value) for row in found):
                return found
        return rows

    def _row(self, axis: str, along: dict[str, str]) -> list[UnderReading]:
        return [
            UnderReading(axis, reading.name, *self.answer({**self.chosen, **along, axis: reading.name}), along)
            for reading in self.ambiguities[axis].readings
        ]

    def preferred(self) -> tuple[AnswerWord | None, Any]:
        """The answer under the preferred readings; none where axes without a preferred reading change it."""
        undecided = [axis for axis in self.axes if axis not in self.chosen]
        found = {self.answer({**self.chosen, **chosen}) for chosen in self._combined(undecided)}
        return found.pop() if len(found) == 1 else (None, None)

    def _combined(self, axes: Sequence[str]) -> Iterator[dict[str, str]]:
        """Every combination of the readings of axes; none at all beyond the bound."""
        options = [[reading.name for reading in self.ambiguities[axis].readings] for axis in axes]
        if prod(map(len, options)) <= MOST_COMBINATIONS:
            for names in product(*options):
                yield dict(zip(axes, names, strict=True))

    @property
    def combined(self) -> bool:
        """Whether every combination of the axes' readings is within the bound."""
        return prod(len(self.ambiguities[axis].readings) for axis in self.axes) <= MOST_COMBINATIONS

    def combinations(self) -> tuple[Combination, ...]:
        """The answer under every combination of the axes' readings; none at all beyond the bound."""
        return tuple(
            Combination(chosen, *self.answer({**self.chosen, **chosen})) for chosen in self._combined(self.axes)
        )


def _missing(case: Case, asked: Asked, search: Search, found: list[Relevance]) -> tuple[Missing, ...]:
    """The facts behind the relevant inputs: decisive ones first, what the rules borne out by the facts told lack next.

    The others follow in the order in which the terms come by them.
    """
    program = case.knowledge.program
    order = {key: at for at, key in enumerate(search.unknown)}
    near = lacking(case, asked.question.name) if len(found) > 1 else frozenset()

    def rank(relevance: Relevance) -> tuple[bool, bool, int]:
        key = relevance.key
        return not relevance.alone, key not in near, order.get(key, len(order))

    found = sorted(found, key=rank)
    missing: dict[str, Missing] = {}
    for relevance in found:
        key = relevance.key
        fact = program.facts[search.layout.inputs[key[0]][1]]
        name = fact.name
        if len(key) == 3:
            given = case.facts.get(fact.name)
            if not given:
                continue
            name, fact = case.name(key), case.declared(key)
        missing.setdefault(name, Missing(name, fact, relevance.alone, key))
    return tuple(missing.values())
