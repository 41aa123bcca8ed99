"""Records of one shape, of which the same is known, be it that their moments and amounts are others.

What is proved of one of them is often so of another, if its moments lie as far from those of the first as what is known
of the two: that is tried by evaluating it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from dsl.moment import Moment
from engine.answer.guesses import apart, moved
from engine.answer.inputs import Inputs, Key
from engine.answer.state import Assignment
from engine.answer.witness import Witness
from engine.meaning import nodes as n
from engine.meaning.meaning import walk


class Shapes:
    """What the records of one frame have in common."""

    def __init__(self, inputs: Inputs, frame: list[Any], asked: n.Definition) -> None:
        self.inputs, self.frame = inputs, frame
        layout = inputs.layout
        self.apart = {*layout.nested, *(outer for outer, _ in layout.inner), *_asked_by_number(asked)}
        """The lists whose records stand for themselves alone: it counts in which record they lie, or which they are."""
        self._known: dict[tuple[int, int], tuple[Any, ...]] = {}

    def of(self, slot: int, number: int) -> tuple[Any, ...]:
        """What is known of a record; of dates, amounts and the like only whether they are."""
        found = self._known.get((slot, number))
        if found is None:
            row = self.frame[slot][number][:-1]
            fields = self.inputs.program.records[self.inputs.type_of((slot,)).name].fields
            found = self._known[(slot, number)] = tuple(
                [
                    value is not None if at < len(fields) and self.inputs.options((slot, number, at)) is None else value
                    for at, value in enumerate(row)
                ]
            )
        return found

    def first_like(self, key: Key) -> Key:
        """The same field of the first record of which the same is known."""
        records = self.frame[key[0]]
        if key[0] in self.apart:
            return key
        row = records[key[1]][:-1]
        return next((key[0], number, key[2]) for number, other in enumerate(records) if other[:-1] == row)

    def of_another(self, proof: Witness, slot: int, first: int, number: int) -> Witness:
        """A proof about the first record, put about another; it names that record by the number 0."""
        others, one, other = (
            {
                at: self._moved(value, slot, first, number) if at[:2] == (slot, 0) else value
                for at, value in part.items()
            }
            for part in (proof.others, *proof.values)
        )
        return Witness(proof.key, others, (one, other), proof.answers)

    def likes(self, proof: Witness, slot: int, first: int, number: int) -> Iterator[Assignment]:
        """What the other records of that shape may be: only moments, or else all that the one of the proof is."""
        own, *both = (
            {at: value for at, value in part.items() if at[:2] == (slot, 0)} for part in (proof.others, *proof.values)
        )
        shape = self.of(slot, first)
        alike = [at for at in range(len(self.frame[slot])) if at != number and self.of(slot, at) == shape]
        moments = {at: value for at, value in own.items() if self.inputs.options(at) is None}
        for like in (moments, *(own | half for half in both)):
            yield {
                (slot, at, key[2]): self._moved(value, slot, first, at) for key, value in like.items() for at in alike
            }

    def _moved(self, value: Any, slot: int, first: int, number: int) -> Any:
        """A moment of one record as it would be in another: as much later as the first moment known of both."""
        if not isinstance(value, date | Moment) or first == number:
            return value
        for at, than in zip(self.frame[slot][number], self.frame[slot][first], strict=True):
            if isinstance(at, date | Moment) and type(at) is type(than):
                return moved(value, apart(at, than), 1) or value
        return value


def fits(key: Key, record: tuple[int, int]) -> bool:
    """Whether an input is one of a record, or of none of its list."""
    return len(key) == 1 or key[0] != record[0] or key[1] == record[1]


def _asked_by_number(asked: n.Definition) -> set[int]:
    """The lists of which a question is about a record by its number."""
    found: set[int] = set()

    def visit(node: n.Node) -> None:
        if isinstance(node, n.Fold) and node.position is not None and node.folding is not n.Folding.NTH:
            found.update([node.source.slot] if isinstance(node.source, n.Input) else ())

    walk(asked, visit)
    return found
