"""What an ordinary answer takes for granted: in its first sentences, one by one, and what would turn it round."""

from collections.abc import Iterable
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.answer import Answer, RestsOn
from engine.answer.layers import Layers
from engine.case.case import InputKey
from engine.explain.naming import placed
from engine.explain.resting_readings import resting_readings
from engine.explain.step import OfRecord
from engine.explain.wording import Wording
from engine.tongues import Tongue

MOST_NAMED = 3
"""How many presumptions the first sentences name beside the nearest; the others are counted."""


DEADLINE = "deadline"
"""The name of the type of a moment up to which there is time."""


@dataclass(frozen=True, slots=True)
class Granted:
    """A presumption that an answer rests on: what is taken to be so, why, by which article; the answer otherwise.

    Of a field of one of several records `bare` leaves out of which, and `ordinal` says it; empty of anything else.
    """

    text: str
    because: str
    article: str
    otherwise: str
    bare: str
    ordinal: str


@dataclass(frozen=True, slots=True)
class Supposed:
    """What an answer takes for granted first: as what would make it otherwise, and as it is taken to be.

    Empty where nothing alone makes it otherwise. `decides` says whether another answer follows then, or none yet.
    """

    unless: str = ""
    granted: str = ""
    decides: bool = False


def of_each(tongue: Tongue, granted: Iterable[Granted]) -> list[str]:
    """What is taken to be so, each matter once: what is so of several records with the numbers of them all."""
    alike: dict[str, list[Granted]] = {}
    for item in granted:
        alike.setdefault(item.bare if item.ordinal else item.text, []).append(item)
    return [
        items[0].text
        if len(items) == 1
        else tongue.steps.say("of_records", label=label, numbers=tongue.record_numbers(item.ordinal for item in items))
        for label, items in alike.items()
    ]


def input_of(answer: Answer, fact: p.Fact, place: OfRecord | None) -> InputKey:
    """The input that is a fact, or a field of a record."""
    layout = answer.knowledge.layout
    if place is None:
        return (layout.slot("fact", fact.name),)
    return layout.slot("fact", place.fact), place.number - 1, layout.fields[(place.record.name, fact.name)]


def is_presumed(answer: Answer, fact: p.Fact, place: OfRecord | None) -> bool:
    """Whether nobody told a fact, or a field of a record, so that it was filled in as it ordinarily is.

    Of a deadline told as a day it is only presumed that it runs to its end.
    """
    presumption = answer.case.presumed.get(input_of(answer, fact, place))
    return presumption is not None and (presumption == fact.presumption or fact.type.name != DEADLINE)


class Granting:
    """Puts what the ordinary answer of some layers rests on into words."""

    def __init__(self, layers: Layers, wording: Wording) -> None:
        self.layers, self.wording = layers, wording
        self.found = layers.ordinarily
        self.items = tuple(item for item in self.found.rests_on if not item.is_source)
        """What it rests on, without what is told already by what is presumed from it."""

    def granted(self) -> tuple[Granted, ...]:
        """The presumptions one by one, the most telling first."""
        wording = self.wording
        return tuple(
            Granted(
                self._stated(item, item.value),
                wording.phrase(item.presumable.presumption.because),
                wording.phrase(item.presumable.presumption.article),
                self._outcome(item.outcome) if item.outcome else "",
                wording.stated(item.presumable.fact, item.value),
                self._ordinal(item),
            )
            for item in self.items
        )

    def _nearest(self) -> RestsOn | None:
        """The nearest presumption that by itself would make the answer another one, or else leave it open."""
        return next((item for item in self.items if item.outcome is not None), None)

    def supposed(self) -> Supposed:
        """The nearest presumption, as it is told in the first sentence."""
        first = self._nearest()
        if first is None:
            return Supposed()
        return Supposed(self._unless(first), self._stated(first, first.value), first in self.turned())

    def _unless(self, first: RestsOn) -> str:
        """A presumption, as what would make the answer otherwise.

        What would deny it is not told: "unless it is not so" is told as what is supposed.
        """
        fact = first.presumable.fact
        if self._is_one_of_other_grounds(first):
            return self.wording.sentence("unless_other_ground")
        if fact.type.kind == "boolean" and first in self.turned() and not self._is_mere_denial(first):
            return self._elided("unless", fact=self._stated(first, first.otherwise))
        if fact.type.kind == "boolean":
            return self._elided("unless_told", fact=self._stated(first, first.value))
        if told := self.wording.stating.told(self.place(first) or fact, first.value, fact.type):
            return self._elided("unless_told", fact=told)
        return self._elided("unless_other", fact=self._stated(first, first.value))

    def _is_one_of_other_grounds(self, first: RestsOn) -> bool:
        """Whether a no would be a yes on several grounds of which nothing was told: none of them is named alone."""
        other = [item for item in self.items if item.outcome is not None and item.outcome[0] == "yes"]
        return not first.is_near and first in other and sum(not item.is_near for item in other) > 1

    def _is_mere_denial(self, item: RestsOn) -> bool:
        """Whether a presumption only denied is what it would be otherwise, and not told by a denial itself."""
        as_presumed, otherwise = (self.wording.stated(item.presumable.fact, so) for so in (item.value, item.otherwise))
        return self.wording.tongue.denies(otherwise) and not self.wording.tongue.denies(as_presumed)

    def beside(self, told: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The sentences after the first: what only together carries it, and the readings on which it rests.

        What these do not name stands below them, with the burden of proof; `told` are the readings that the sentence
        before has named.
        """
        readings = resting_readings(self.layers, self.wording, told)
        return tuple(sentence for sentence in (self._together(), *readings) if sentence)

    def turned(self) -> tuple[RestsOn, ...]:
        """The presumptions that give another answer by themselves, not only leave it open."""
        return tuple(item for item in self.items if item.decides)

    @property
    def on_reading(self) -> bool:
        """Whether the answer rests on how the terms are read."""
        return bool(self.found.readings)

    @property
    def inputs(self) -> frozenset[InputKey]:
        """The presumptions on which the answer rests; of others that are mentioned it is said where they are."""
        return frozenset(item.presumable.key for item in self.items)

    def place(self, item: RestsOn) -> OfRecord | None:
        """The record to which a presumed field belongs."""
        key, case = item.presumable.key, self.found.answer.case
        if len(key) != 3:
            return None
        return placed(case, item.presumable.fact, key)

    def _together(self) -> str:
        """The presumptions of which none alone carries the answer."""
        items = self.items
        if not items or items[0].outcome is not None:
            return ""
        texts = of_each(self.wording.tongue, self.granted())
        named, left = self.wording.listed(texts[:MOST_NAMED]), len(texts) - MOST_NAMED
        if left <= 0:
            return self._elided("granted", facts=named)
        key = "granted_one_more" if left == 1 else "granted_more"
        return self._elided(key, facts=named, number=self.wording.number(left))

    def burden(self) -> str:
        """The answer if nothing more is proved, where it is another one, and who would have to show what."""
        found, shown = self.layers.unproved, self.to_show()
        if found is None or not shown or found.answer not in ("yes", "no"):
            return ""
        rule = self.layers.case.knowledge.program.edition.proof
        return self._elided(
            "unproved",
            outcome=self._outcome((found.answer, found.value)),
            rule=f" ({self.wording.phrase(rule)})" if rule is not None else "",
            burdens=self.wording.listed(
                [
                    self._elided("to_prove", party=self.wording.parties.label(party), facts=self.wording.listed(facts))
                    for party, facts in shown
                ]
            ),
        )

    def to_show(self) -> list[tuple[str, list[str]]]:
        """The parties that would have to prove something for the ordinary answer, and what each of them."""
        found = self.layers.unproved
        granted = {item.presumable.name: told for item, told in zip(self.items, self.granted(), strict=True)}
        of_party: dict[str, list[Granted]] = {}
        for item in found.to_prove if found is not None else ():
            if item.by is not None and item.name in granted:
                of_party.setdefault(item.by, []).append(granted[item.name])
        return [(by, of_each(self.wording.tongue, told)[:MOST_NAMED]) for by, told in of_party.items()]

    def _ordinal(self, item: RestsOn) -> str:
        place = self.place(item)
        return place.ordinal if place is not None and place.total > 1 else ""

    def _stated(self, item: RestsOn, value: Any) -> str:
        return self.wording.stated(item.presumable.fact, value, self.place(item))

    def _outcome(self, outcome: tuple[str, Any]) -> str:
        type_: p.Type = self.layers.asked.type
        return self.wording.outcome(outcome[0], outcome[1], type_)

    def _elided(self, key: str, **words: str) -> str:
        return self.wording.elided(self.wording.sentence(key, **words))
