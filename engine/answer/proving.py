"""Proves of inputs that an answer turns on them, or excludes it.

Each input is put to the solver: is there a pair of completions, the same in all other inputs, whose answers differ? If
there is none, the input is excluded. If one is proposed, values are looked for under which the comparisons of dates and
amounts come out as it says, and the question is evaluated twice: only two evaluations that differ are a proof.

Lists that nobody gave are looked at twice: as anything at all, so as to exclude what never matters, and then with few
records, so as to prove what does. Records of which the same is known are interchangeable: what was found out about one
of them is shown for another by exchanging the two.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import islice, pairwise
from typing import Any

from engine.answer.candidates import MOST_WORK, Candidates, Valued
from engine.answer.circuit import Circuit, TooLargeError
from engine.answer.inputs import RECORD_COUNTS, Inputs, Key
from engine.answer.laid_out import LaidOut
from engine.answer.pairs import Effort, Half, Pair, Pairs, UndecidedError
from engine.answer.realizing import realized
from engine.answer.record_shapes import Shapes, fits
from engine.answer.state import Assignment, Completions, State
from engine.answer.symbolic import Lengths, Place, Symbolic
from engine.answer.terms import OUTSIDE, Terms, Ways, World
from engine.answer.witness import Witness, Witnesses
from engine.meaning import nodes as n

MOST_CONDITIONS = 6_000
"""How many conditions what is unknown of a case may come to."""

MOST_IN_ALL = 6_000
"""How many conditions may have been made before what is unknown is laid out once more, with other lengths of lists."""

MOST_RECORDS = 60
"""How many records a case may have for all that is unknown of them to be laid out together."""

MOST_PROPOSALS = 5
"""How many pairs are tried for one input with one length of the lists."""

MOST_IN_VAIN = 60
"""After how many pairs of which none could be made a proof no others are tried."""

LATEST_WORLDS = 8
"""In how many of the latest worlds an input is looked for."""


class Prover:
    """Finds out about the unknown inputs of one case.

    `possible` are those that nothing excludes; `spent` once something was left undone for the work that it takes.
    """

    def __init__(
        self,
        completions: Completions,
        start: State,
        frame: list[Any],
        definition: n.Definition,
        inputs: Inputs,
        candidates: Candidates,
    ) -> None:
        self.completions, self.start, self.frame = completions, start, frame
        self.definition, self.inputs, self.candidates = definition, inputs, candidates
        self.proved: dict[Key, Witness] = {}
        self.possible: set[Key] = set()
        self.spent = False
        self._made: list[Terms] = []
        self._effort = Effort()
        self.shapes = Shapes(inputs, frame, definition)
        self.witnesses = Witnesses(completions, start, frame, inputs, candidates)

    @cached_property
    def _constraints(self) -> list[n.Definition]:
        """The contradictions that have to do with what the answer rests on, be it through others of them."""
        unknown = self.inputs.open_leaves(self.frame)
        reached = self.inputs.meaning.leaves(self.definition) & unknown
        waiting = [(found, self.inputs.meaning.leaves(found) & unknown) for found in self.inputs.constraints]
        chosen: list[n.Definition] = []
        while joined := [item for item in waiting if item[1] & reached]:
            waiting = [item for item in waiting if item not in joined]
            chosen += [found for found, _ in joined]
            reached = reached.union(*(leaves for _, leaves in joined))
        return chosen

    @cached_property
    def unlisted(self) -> list[int]:
        """The lists that nobody gave and on which the answer rests, by their places."""
        leaves = self.inputs.meaning.leaves(self.definition).union(*map(self.inputs.meaning.leaves, self._constraints))
        slots = range(len(self.inputs.layout.inputs))
        return [
            slot for slot in slots if ("", slot) in leaves and self.inputs.is_list((slot,)) and self.frame[slot] is None
        ]

    # ---- the order of work

    def prove(self, unknown: list[Key]) -> None:
        """Finds out what can be found out within the work allowed."""
        free = self.free
        if free is not None:
            unknown = [key for key in unknown if any(map(free.terms.reads, self._owned(key)))]
        self.possible = set(unknown)
        self._record_by_record(unknown)
        self.spent = free is None or self.candidates.are_spent
        if free is None:
            return
        if self.unlisted:
            self.possible = {key for key in unknown if not self._is_excluded(free.pairs, key)}
            self._with_lengths(unknown)
        else:
            self._all(free, unknown, excluding=True)

    @property
    def has_too_many_records(self) -> bool:
        """Whether there are more records than are laid out together."""
        return self.witnesses.records > MOST_RECORDS

    @cached_property
    def free(self) -> LaidOut | None:
        """All that is open, lists that nobody gave being anything at all; None where they are too many."""
        if self.has_too_many_records:
            return None
        try:
            return self._laid_out({}, {})
        except TooLargeError:
            return None

    def _with_lengths(self, unknown: list[Key]) -> None:
        """With lists that nobody gave as long as each other, and then one of them longer or shorter."""
        try:
            for count in RECORD_COUNTS:
                lengths = dict.fromkeys(self.unlisted, count)
                if self._sought(unknown) and not self._is_spent():
                    self._all(self._laid_out(lengths, lengths), self._sought(unknown))
            for key in self._sought(unknown):
                for one, other in pairwise(RECORD_COUNTS):
                    if self.inputs.is_list(key) and key not in self.proved and not self._is_spent():
                        first = dict.fromkeys(self.unlisted, one)
                        second = {**first, key[0]: other}
                        self._all(self._laid_out(first, second), [key])
        except TooLargeError:
            self.spent = True

    def _is_spent(self) -> bool:
        """Whether no more pairs may be laid out; if so, that is noted."""
        found = self.candidates.are_spent or self._effort.left <= 0
        self.spent = self.spent or found
        return found

    def _record_by_record(self, unknown: list[Key]) -> None:
        """Looks at one record as if it were alone, and shows what is found with all others as they ordinarily are.

        That is done under the preferred readings, be it only that so little is open then.

        Of records of one shape that is done for the first alone, as long as what was found of it can be shown of the
        others; of records of which the same is known in any case.
        """
        apart = self.shapes.apart
        in_records = [key for key in unknown if len(key) == 3 and key[0] not in apart and len(self.frame[key[0]]) > 1]
        readings = self.candidates.preferred(self.frame) if in_records else {}
        few = [key for key in in_records if self.inputs.options(key) is not None]
        ordinary: Assignment = readings | {key: self.candidates.ordinary(key) for key in few}
        found: dict[Any, tuple[int, dict[Key, Witness]]] = {}
        if self.witnesses.work > MOST_WORK:
            return
        for slot, number in dict.fromkeys(self.shapes.first_like(key)[:2] for key in in_records):
            record, shape = (slot, number), (slot, self.shapes.of(slot, number))
            if self._is_spent():
                break
            others = {key: value for key, value in ordinary.items() if key[:2] != record}
            if shape in found and all(self._shown(*found[shape], record, others)):
                continue
            alone = self._alone_with(record, readings)
            alone.prove([(key[0], 0, *key[2:]) if key[:2] == record else key for key in unknown if fits(key, record)])
            found[shape] = number, alone.proved
            _ = list(self._shown(*found[shape], record, others))
        for key in unknown:
            if key not in self.proved:
                self._exchanged(key)

    def _shown(self, first: int, proved: dict[Key, Witness], record: Place, others: Assignment) -> Iterator[bool]:
        """Whether each of what was proved of the `first` record alone is proved of one of its shape among others.

        Where the others as they ordinarily are outweigh it, they are taken to be like the one of the proof.
        """
        slot, number = record
        for key, proof in proved.items():
            there = self.shapes.of_another(proof, slot, first, number)
            likes = self.shapes.likes(proof, slot, first, number)
            yield any(self._transferred(key, there, {0: number}, slot, others | like) for like in likes)

    def _alone_with(self, record: Place, readings: Assignment) -> "Prover":
        """A prover for the case with one record of a list alone, under some readings."""
        slot, number = record
        _, rows = self.start.lists[slot]
        lists = {**self.start.lists, slot: (1, (rows[number],))}
        start = self.completions.filled(State(self.start.inputs, lists, self.start.assignment), readings)
        frame = self.frame.copy()
        for key, reading in readings.items():
            frame[key[0]] = reading
        frame[slot] = [[*frame[slot][number][:-1], (slot, 0)]]
        return Prover(self.completions, start, frame, self.definition, self.inputs, self.candidates)

    def _sought(self, unknown: list[Key]) -> list[Key]:
        return [key for key in unknown if key in self.possible and key not in self.proved]

    def _laid_out(self, first: Lengths, second: Lengths) -> LaidOut:
        """All that is open with lists that nobody gave as long as said. Raises `TooLargeError`."""
        if sum(terms.circuit.size for terms in self._made) > MOST_IN_ALL:
            raise TooLargeError
        terms = Terms(self.inputs, Circuit(MOST_CONDITIONS))
        self._made.append(terms)
        one = self._outcomes(terms, first)
        other = one if first == second else self._outcomes(terms, second)
        keys = self.inputs.unknown(self.frame, inside_unknown_lists=True) if terms.hidden_in else ()
        return LaidOut(self.inputs, self.candidates, terms, (one, other), (first, second), keys, self._effort)

    def _outcomes(self, terms: Terms, lengths: Lengths) -> Ways:
        """The answers, each under the condition that no facts contradict each other and it is reached."""
        symbolic, circuit = Symbolic(self.inputs, self.frame, terms, lengths), terms.circuit
        possible = [-symbolic.condition(constraint) for constraint in self._constraints]
        ways = symbolic.ways(self.definition)
        return tuple(
            [(circuit.all_of([*possible, condition]), value) for condition, value in ways if value is not OUTSIDE]
        )

    @property
    def atoms(self) -> list[Any]:
        """The comparisons of what is unknown that were met so far."""
        return [atom for terms in self._made for atom in terms.atoms]

    # ---- exclusions and proofs

    def _all(self, laid: LaidOut, unknown: list[Key], excluding: bool = False) -> None:
        """Excludes or proves each of some inputs.

        What was not proved is tried again in the worlds of the others, and from dates at the end of a month.
        """
        patience = MOST_IN_VAIN
        for usual in (self.candidates.usual, self.candidates.at_the_end_of_a_month):
            here = Valued(self.candidates, {key: usual(key) for key in laid.terms.ordered})
            laid.worlds.append(here)
            laid.begun.append(here)
            self._swept(laid, laid.starts(), here, unknown)
            if not self._sought(unknown):
                break
            laid.pairs.begin_in(here)
            for key in self._sought(unknown):
                if key in self.proved or self._exchanged(key):
                    continue
                if excluding and len(laid.begun) == 1 and self._is_excluded(laid.pairs, key):
                    self.possible.discard(key)
                elif any(self._in_world(laid, key, world, unknown) for world in laid.worlds[-LATEST_WORLDS:][::-1]):
                    continue
                elif len(key) > 1 and self.inputs.is_list(key):
                    self._kept(key, self.witnesses.by_length(key))
            for key in self._sought(unknown):
                if key in self.proved or self._exchanged(key):
                    continue
                for pair in () if self._is_spent() else self._each(laid.pairs, key):
                    patience -= 1
                    if self._verified(laid, key, pair, unknown):
                        patience = MOST_IN_VAIN
                        break
                    if patience < 0 or self.candidates.are_spent:
                        break

    def _swept(self, laid: LaidOut, starts: list[Assignment], here: Valued, unknown: list[Key]) -> None:
        """Proves what a single step from some completions changes, and so on from where such steps lead."""
        first, second = laid.lengths
        while starts and first == second and not self.candidates.are_spent:
            sought = [at for key in self._sought(unknown) for at in self._owned(key)]
            steps = laid.steps(sought, here)
            found = laid.sweep.changed(starts, here, steps) if steps else ()
            starts = []
            for step, start in found:
                key = self.witnesses.owner(step.key)
                if key not in self.proved:
                    pair = Pair(Half(start, ()), Half(step.taken(start), ()))
                    if self._noted(key, pair, (here.world, step.there.world), laid):
                        starts.append(pair.second.values)

    def _in_world(self, laid: LaidOut, key: Key, here: Valued, unknown: list[Key]) -> bool:
        """Whether an input is proved to matter in one world; a list by what one record of it holds."""
        for at in self._owned(key):
            others = [here]
            if at in laid.terms.ordered:
                others += laid.elsewhere(at, here)
            for there in others:
                pair = self._where(laid.pairs, {at}, here, there)
                if pair is not None and self._noted(key, pair, (here.world, there.world), laid):
                    self._swept(laid, [pair.first.values, pair.second.values], here, unknown)
                    return True
        return False

    def _where(self, pairs: Pairs, owned: set[Key], here: Valued, there: Valued) -> Pair | None:
        try:
            return pairs.differing_where(owned, here, there)
        except UndecidedError:
            self.spent = True
            return None

    def _noted(self, key: Key, pair: Pair, worlds: tuple[World, World], laid: LaidOut) -> bool:
        """Whether two completions prove that an input matters; if so, they are kept."""
        first, second = (
            {**{(slot,): (length,) for slot, length in long.items()}, **world, **half.values}
            for half, world, long in zip((pair.first, pair.second), worlds, laid.lengths, strict=True)
        )
        owned = [at for at in self._owned(key) if at in first or at in second]
        values = tuple({at: half[at] for at in owned if at in half} for half in (first, second))
        others = first
        for at in owned:
            others.pop(at, None)
        return self._kept(key, self.witnesses.found(key, others, (values[0], values[1])))

    def _kept(self, key: Key, found: Witness | None) -> bool:
        """Whether an input is proved to matter; the proof is kept."""
        if found is not None:
            self.proved[key] = found
        return found is not None

    def excludes(self, key: Key) -> bool:
        """Whether it is shown of one input that the answer can't turn on it."""
        self.spent = self.spent or self.free is None
        return self.free is not None and self._is_excluded(self.free.pairs, key)

    def _is_excluded(self, pairs: Pairs, key: Key) -> bool:
        try:
            return pairs.is_excluded(set(self._owned(key)))
        except UndecidedError:
            self.spent = True
            return False

    def _each(self, pairs: Pairs, key: Key) -> Iterator[Pair]:
        try:
            yield from islice(pairs.differing_in(set(self._owned(key))), MOST_PROPOSALS)
        except UndecidedError:
            self.spent = True

    def _owned(self, key: Key) -> Iterator[Key]:
        """An input, and what the record of a list that nobody gave holds."""
        yield key
        if len(key) == 1 and self.inputs.is_list(key):
            columns = range(len(self.inputs.program.records[self.inputs.type_of(key).name].fields))
            yield from ((key[0], 0, column) for column in columns)

    def _verified(self, laid: LaidOut, key: Key, pair: Pair, unknown: list[Key]) -> bool:
        """Whether values can be found that make a proposal a proof; if so, the world that they make is noted."""
        owned = set(self._owned(key))
        movable = sorted(owned & laid.terms.ordered.keys())
        apart = [item for item in pair.second.wanted if item[0].keys.isdisjoint(movable)]
        wanted = list(dict.fromkeys((*pair.first.wanted, *apart, *(() if movable else pair.apart))))
        realization = realized(self.candidates, wanted, laid.begun[-1])
        if realization.failing:
            laid.pairs.unrealized(realization.apart)
            return False
        here = realization.values
        there = realized(self.candidates, pair.second.wanted, here, movable) if movable else realization
        found = not there.failing and self._noted(key, pair, (here.world, there.values.world), laid)
        if found or self._in_world(laid, key, here, unknown):
            laid.worlds.append(here)
            laid.pairs.lean_to(here)
            if found:
                self._swept(laid, [pair.first.values, pair.second.values], here, unknown)
            return True
        return False

    # ---- records of which the same is known

    def _exchanged(self, key: Key) -> bool:
        """Whether an input of a record was settled by what was found out about a record like it."""
        like = self.shapes.first_like(key) if len(key) == 3 and self.frame[key[0]] is not None else key
        if like == key:
            return False
        proof = None if self.candidates.are_spent else self.proved.get(like)
        if proof is None:
            if like not in self.possible:
                self.possible.discard(key)
            return like not in self.possible
        return self._transferred(like, proof, {like[1]: key[1], key[1]: like[1]}, key[0])

    def _transferred(
        self, key: Key, proof: Witness, numbers: dict[int, int], slot: int, more: Assignment | None = None
    ) -> bool:
        """Whether what proves something of one record proves it of another as well."""

        def there(at: Key) -> Key:
            return (slot, numbers.get(at[1], at[1]), at[2]) if len(at) == 3 and at[0] == slot else at

        others, one, other = (
            {there(at): value for at, value in given.items()} for given in (proof.others, *proof.values)
        )
        if there(key) in self.proved or self.candidates.are_spent:
            return there(key) in self.proved
        return self._kept(there(key), self.witnesses.found(there(key), {**(more or {}), **others}, (one, other)))
