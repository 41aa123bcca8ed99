"""What an ordinary answer takes for granted: in its first sentences, one by one, and what would turn it round."""

from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.layers import Layers
from engine.answer.ordinary import RestsOn
from engine.explain.step import OfRecord
from engine.explain.wording import Wording
from engine.tongues.writing import bare

MOST_NAMED = 3
"""How many presumptions the first sentences name beside the nearest; the others are counted."""


DECIDED = ("yes", "no", "value")
"""The answers that say something."""


@dataclass(frozen=True, slots=True)
class Granted:
    """A presumption that an answer rests on: what is taken to be so, why, by which article; the answer otherwise."""

    text: str
    because: str
    article: str
    otherwise: str


class Granting:
    """Puts what the ordinary answer of some layers rests on into words."""

    def __init__(self, layers: Layers, wording: Wording) -> None:
        self.layers, self.wording = layers, wording
        self.found = layers.ordinarily

    def granted(self) -> tuple[Granted, ...]:
        """The presumptions one by one, the most telling first."""
        wording = self.wording
        return tuple(
            Granted(
                self._stated(item, item.value),
                wording.phrase(item.presumable.presumption.because),
                wording.phrase(item.presumable.presumption.article),
                self._outcome(item.outcome) if item.outcome else "",
            )
            for item in self.found.rests_on
        )

    def unless(self) -> str:
        """The nearest presumption, as what would make it otherwise; nothing where none alone does."""
        first = next((item for item in self.found.rests_on if item.outcome is not None), None)
        if first is None:
            return ""
        if first.presumable.fact.type.kind == "boolean":
            return self._elided("unless", fact=self._stated(first, first.otherwise))
        return self._elided("unless_other", fact=self._stated(first, first.value))

    def beside(self) -> tuple[str, ...]:
        """The sentences after the first: the other presumptions, the reading it rests on, and the burden of proof."""
        return tuple(sentence for sentence in (self._rest(), self._reading(), self._burden()) if sentence)

    def turned(self) -> tuple[RestsOn, ...]:
        """The presumptions that give another answer by themselves, not only leave it open."""
        return tuple(item for item in self.found.rests_on if item.outcome is not None and item.outcome[0] in DECIDED)

    def place(self, item: RestsOn) -> OfRecord | None:
        """The record to which a presumed field belongs."""
        key, case = item.presumable.key, self.found.answer.case
        if len(key) == 1:
            return None
        program = case.knowledge.program
        name = case.knowledge.layout.inputs[key[0]][1]
        record = program.records[program.facts[name].type.name]
        return OfRecord(item.presumable.fact, record, key[1] + 1, len(case.facts[name]), name)

    def _rest(self) -> str:
        """The presumptions that the first sentence doesn't name."""
        items = list(self.found.rests_on)
        if items and items[0].outcome is not None:
            items = items[1:]
        if not items:
            return ""
        named = self.wording.listed([self._stated(item, item.value) for item in items[:MOST_NAMED]])
        left = len(items) - MOST_NAMED
        if left <= 0:
            return self._elided("granted", facts=named)
        return self._elided("granted_one_more" if left == 1 else "granted_more", facts=named, number=self._number(left))

    def _reading(self) -> str:
        """The reading on which the answer rests, how strongly it is preferred, and the answer on another."""
        rows = self.found.readings
        if not rows:
            return ""
        ambiguity = self.layers.case.knowledge.program.ambiguities[rows[0].ambiguity]
        preferred = ambiguity.preferred
        reached = (self.found.answer.answer, self.found.answer.value)
        other = next((row for row in rows if (row.answer, row.value) != reached), None)
        if preferred is None or other is None:
            return ""
        return self.wording.sentence(
            f"rests_on_reading_{preferred.preferred}",
            reading=bare(self.wording.option(preferred.name, ambiguity.name)),
            other=bare(self.wording.option(other.reading, ambiguity.name)),
            outcome=self._outcome((other.answer, other.value)),
        )

    def _burden(self) -> str:
        """The answer if nothing more is proved, where it is another one, and who would have to show what."""
        found = self.layers.unproved
        if found is None or not found.to_prove or found.answer not in ("yes", "no"):
            return ""
        by = found.to_prove[0].by
        items = [item for item in found.to_prove if item.by == by]
        if by is None:
            return ""
        party = self.layers.case.knowledge.program.terms[f"party:{by}"].text
        values = {item.presumable.name: item for item in self.found.rests_on}
        shown = [self._stated(values[item.name], values[item.name].value) for item in items if item.name in values]
        if not shown:
            return ""
        return self._elided(
            "unproved",
            outcome=self._outcome((found.answer, found.value)),
            party=self.wording.phrase(party),
            facts=self.wording.listed(shown[:MOST_NAMED]),
        )

    def _stated(self, item: RestsOn, value: Any) -> str:
        return self.wording.stated(item.presumable.fact, value, self.place(item))

    def _outcome(self, outcome: tuple[str, Any]) -> str:
        type_: p.Type = self.layers.asked.type
        return self.wording.outcome(outcome[0], outcome[1], type_)

    def _number(self, number: int) -> str:
        return self.wording.number(number)

    def _elided(self, key: str, **words: str) -> str:
        return self.wording.elided(self.wording.sentence(key, **words))
