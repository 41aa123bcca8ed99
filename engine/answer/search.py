"""Which unknown facts and open readings an answer truly depends on.

An input matters if some completion of the others leaves the answer to it alone: two of its values then give two
different answers. All that the case leaves open is laid out as one set of conditions (`symbolic.py`, `circuit.py`), of
which a solver tells whether such a pair of completions can be (`pairs.py`). Where it can't, the input is excluded;
where it can, two evaluations prove it (`proving.py`). Over inputs with few values that tells all.

Dates, amounts and lists have too many values. What was neither proved nor excluded was only looked for: among the
values that were tried (SAMPLED), or not even among these (OUT_OF_BUDGET).
"""

from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from itertools import islice
from typing import Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.candidates import Candidates, Valued
from engine.answer.inputs import Inputs, Key, inputs_of
from engine.answer.pairs import UndecidedError
from engine.answer.proving import Prover
from engine.answer.state import Assignment, Completions, State
from engine.answer.witness import Witness
from engine.case.case import Case

MOST_COMPLETED = 12
"""How many completions are made of a case on whose answer all agree."""

MOST_TURNED = 5
"""With how many of the unknown inputs it is tried whether two completions differ in their answers at all."""


MOST_LOOKED_AT = 12
"""At how many proofs it is looked which values of an input leave the answer open."""


class Standing(Enum):
    """What a search found out about an input."""

    MATTERS = "matters"
    EXCLUDED = "excluded"
    SAMPLED = "sampled"
    OUT_OF_BUDGET = "out of budget"


@dataclass(frozen=True, slots=True)
class Relevance:
    """What the search found for one input; `alone` if one of its values decides, whatever the others."""

    key: Key
    standing: Standing
    alone: bool = False

    @property
    def matters(self) -> bool:
        """Whether it was proved that the answer can come to depend on the input."""
        return self.standing is Standing.MATTERS


class Search:
    """Explores the completions of one case for one root expression: that of the question, where one is named."""

    def __init__(self, case: Case, root: p.Expression, question: str = "") -> None:
        self.case, self.knowledge, self._root = case, case.knowledge, root
        self.inputs: Inputs = inputs_of(case.knowledge)
        self.layout = case.knowledge.layout
        plain = self.knowledge.decision(question) if question else None
        self.completions = Completions(case, self.knowledge.recording(root, question), plain)
        self.start = State.of(case)
        self.frame = case.frame()
        self.candidates = Candidates(self.inputs, case.as_of, self.frame)
        self._definition = self.inputs.meaning.asked(root)
        self._prover = Prover(self.completions, self.start, self.frame, self._definition, self.inputs, self.candidates)
        self._known: dict[Key, Relevance] = {}

    def relevances(self) -> list[Relevance]:
        """What the search finds for every unknown input, first those because of which the answer is open now."""
        return [self.relevance(key) for key in self.unknown]

    def relevance(self, key: Key) -> Relevance:
        """Whether the answer can come to depend on one unknown input."""
        if key in self.proved:
            if key not in self._known:
                self._known[key] = Relevance(key, Standing.MATTERS, self._alone(key))
            return self._known[key]
        if key not in self._found.possible:
            return Relevance(key, Standing.EXCLUDED)
        return Relevance(key, Standing.OUT_OF_BUDGET if self._found.spent else Standing.SAMPLED)

    def excludes(self, key: Key) -> bool:
        """Whether it is shown that the answer can't come to depend on one unknown input, all others left aside."""
        return self._prover.excludes(key)

    def differing(self) -> Witness | None:
        """Two completions with different answers, looked for with the first few of the unknown inputs."""
        if self.agreed is not None:
            return None
        for key in self.unknown[:MOST_TURNED]:
            self._prover.prove([key])
            if self._prover.proved:
                return next(iter(self._prover.proved.values()))
        return None

    @property
    def proved(self) -> dict[Key, Witness]:
        """Every input that was proved to matter, with the two completions that prove it."""
        return self._found.proved

    @cached_property
    def _found(self) -> Prover:
        self._prover.prove(self.unknown)
        if self.completions.spare is not None:
            for length in (0, 1):
                self._prove_with(length)
        return self._prover

    def _prove_with(self, length: int) -> None:
        """Tries what was not proved once more, with lists in records that nobody told of one record each, or none.

        What their records hold is tried as well: where the answer turns on that, it does on the list.
        """
        spare, prover = self.completions.spare, self._prover
        assert spare is not None
        if not spare.lists or all(key in prover.proved or key not in prover.possible for key in self.unknown):
            return
        case, numbers = spare.filled(self.case, length)
        lists: Assignment = dict.fromkeys(spare.lists, (length,))

        def here(given: Assignment) -> Assignment:
            return {(at[0], numbers.get(at[:2], at[1]), *at[2:]) if len(at) == 3 else at: given[at] for at in given}

        for proof in Search(case, self._root).proved.values():
            whose, given = spare.held_by(*here({proof.key: None})), lists | here(proof.others)
            own = {at: value for at, value in given.items() if spare.held_by(at) == whose}
            others = {at: value for at, value in given.items() if at not in own}
            values = (own | here(proof.values[0]), own | here(proof.values[1]))
            if whose in prover.proved or not all(map(self._is_there, (*others, *values[0], *values[1]))):
                continue
            found = prover.witnesses.found(whose, others, values)
            if found is not None:
                prover.proved[whose] = found

    def _is_there(self, key: Key) -> bool:
        """Whether there is a record, told or spare, whose field an input is."""
        return len(key) < 3 or key[0] not in self.start.lists or key[1] < len(self.start.lists[key[0]][1])

    @cached_property
    def _met(self) -> dict[Key, None]:
        """The unknown inputs because of which the answer is open now."""
        _, met = self.completions.evaluate(self.start)
        return dict.fromkeys(map(self._prover.witnesses.owner, met))

    @cached_property
    def unknown(self) -> list[Key]:
        """The unknown inputs that the answer could rest on, first those because of which it is open now.

        What the records of an unknown list hold belongs to that list. An hour is among them only where the answer is
        open for want of it now: while what it is compared with isn't known either, that comes first.
        """
        leaves = self.inputs.meaning.leaves(self._definition)
        days = self.inputs.hourless(self.frame)
        more = (key for key in self.inputs.unknown(self.frame, leaves) if key not in days)
        return list(self._met | dict.fromkeys(more))

    def open_facts(self) -> list[Key]:
        """The unknown facts because of which the answer is open, as far as it isn't excluded that they matter."""
        found = [key for key in self._met if self.inputs.is_fact(key)]
        return [key for key in found if self.relevance(key).standing is not Standing.EXCLUDED]

    @cached_property
    def agreed(self) -> Any:
        """The one answer that every completion gives; None where they differ, or where not all of them were tried.

        Two plain completions that differ show it at once; else the solver is asked, with all laid out for it. Where
        there are too many records for that, it isn't tried.
        """
        if self._prover.has_too_many_records:
            return None
        answers = [answer for _, answer in islice(self._completed(), 2)]
        if any(answer.__class__ is not answers[0].__class__ or answer != answers[0] for answer in answers):
            return None
        try:
            return self._prover.free.pairs.only_answer() if self._prover.free is not None else None
        except UndecidedError:
            return None

    @property
    def atoms(self) -> list[Any]:
        """The comparisons of what is unknown that the answer comes to."""
        _ = self._found
        return self._prover.atoms

    def evaluate(self, assignment: Assignment) -> Any:
        """The answer under a partial completion; None while it is open."""
        return self.completions.answer(self._prover.witnesses.state(assignment))

    def completed(self) -> tuple[Assignment, ...]:
        """A few completions of a case on whose answer all agree, each with other values of what leaves it open."""
        return tuple(assignment for assignment, _ in self._completed())

    def _completed(self) -> Iterator[tuple[Assignment, Any]]:
        """A few completions with plain values of what leaves the case open, each with its answer."""
        for turn in range(MOST_COMPLETED):
            assignment: Assignment = {}
            while True:
                answer, met = self.completions.evaluate(self._prover.witnesses.state(assignment))
                if answer is not None or not met:
                    break
                for key in met:
                    values = self.candidates.plain(key)
                    value = values[turn % len(values)]
                    assignment = {**assignment, key: (value,) if self.inputs.is_list(key) else value}
            if answer is not None and self.completions.possible(self._prover.witnesses.state(assignment)):
                yield assignment, answer

    @cached_property
    def _usual(self) -> Valued:
        """The world in which every input is as it usually is."""
        return Valued(self.candidates, {})

    def _alone(self, key: Key) -> bool:
        """Whether one value of an input decides, whatever the others."""
        if not self.inputs.is_fact(key) or key not in self._met:
            return False
        is_list, left_open = self.inputs.is_list(key), self._left_open(key)
        if None in left_open:  # nothing was said of it in either
            return False
        for value in self._telling(key):
            told = (value,) if is_list else value
            if told in left_open:
                continue
            state = self.completions.extended(self.start, key, told)
            if self.completions.answer(state) is not None and self.completions.possible(state):
                return True
        return False

    def _left_open(self, key: Key) -> set[Any]:
        """Values of an input that two evaluated completions have whose answers differ; None if neither says any."""
        first: dict[Any, Any] = {}
        found: set[Any] = set()
        for others, own, answer in self._answered:
            value = own[key] if key in own else others.get(key)
            if value not in first:
                first[value] = answer
            elif answer != first[value] or answer.__class__ is not first[value].__class__:
                found.add(value)
        return found

    @cached_property
    def _answered(self) -> list[tuple[Assignment, Assignment, Any]]:
        """A few of the completions that prove something, each in two parts, and their answers."""
        proofs = list(self.proved.values())
        return [
            (proof.others, own, answer)
            for proof in proofs[:: len(proofs) // MOST_LOOKED_AT + 1]
            for own, answer in zip(proof.values, proof.answers, strict=True)
        ]

    def _telling(self, key: Key) -> list[Any]:
        """The values of an input worth trying by itself: what is compared with other unknown inputs stays open."""
        concerned = [atom for atom in self._prover.atoms if len(atom.keys) == 1 and key in atom.keys]
        return self.candidates.values(key, concerned, self._usual)
