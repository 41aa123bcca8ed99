"""Partial completions of a case: some of its unknown inputs filled in, cheaply copied and evaluated."""

from typing import Any

from engine.answer.inputs import RECORD_COUNTS, Key
from engine.backends.python.modules import Decision
from engine.backends.python.notes import Kept
from engine.case.case import Case
from engine.case.nested_records import added
from engine.library.knowledge import Frame
from engine.meaning.bounds import OutOfRangeError

Assignment = dict[Key, Any]

Rows = tuple[int, tuple[list[Any], ...]]
"""How often each row stands in a list, and the rows: a list that nobody gave is one row, several times over."""


MOST_SPARE = max(RECORD_COUNTS)
"""How many records a list in a record is taken to hold of which nobody said anything."""


class State:
    """A case with some unknown inputs filled in. Never changed once made: `extended` makes another."""

    __slots__ = ("assignment", "inputs", "lists")

    def __init__(self, inputs: list[Any], lists: dict[int, Rows], assignment: Assignment) -> None:
        self.inputs, self.lists, self.assignment = inputs, lists, assignment

    @classmethod
    def of(cls, case: Case) -> "State":
        """The case as it is given."""
        layout = case.knowledge.layout
        lists: dict[int, Rows] = {
            layout.slot("fact", name): (1, tuple(value)) for name, value in case.facts.items() if name in layout.lists
        }
        if layout.nested:
            spare = Spare(case)
            lists |= {slot: (1, (*lists.get(slot, (1, ()))[1], *rows)) for slot, rows in spare.rows.items()}
        return cls(case.frame()[: len(layout.inputs)], lists, {})


class Spare:
    """Records that lie nowhere yet: those that a list in a record would have of which nobody said what it holds.

    Each such list has its own, so that a record is the same one whatever other lists are taken to hold. `first` is the
    number of the first of them by the list, `owner` the list of each.
    """

    def __init__(self, case: Case) -> None:
        self._layout = layout = case.knowledge.layout
        program = case.knowledge.program
        self.rows: dict[int, list[list[Any]]] = {slot: [] for slot in layout.nested}
        self.first: dict[Key, int] = {}
        self.owner: dict[tuple[int, int], Key] = {}
        self.lists: list[Key] = []
        """The lists in records that were told of which nobody said what they hold."""
        told = {layout.slot("fact", name): case.facts.get(name) for name in layout.lists}
        widths = {layout.slot("fact", name): len(program.records[kind].fields) for name, kind in layout.lists.items()}
        begins = {slot: len(told[slot] or ()) for slot in layout.nested}
        for outer, column, inner in layout.nested.values():
            known = told[outer] if outer in layout.nested or told[outer] is not None else [[None] * widths[outer]]
            for number, row in enumerate((*(known or ()), *self.rows.get(outer, ()))):
                if row[column] is None:
                    key = (outer, number, column)
                    self.first[key] = begins[inner] + len(self.rows[inner])
                    if number < len(told[outer] or ()):
                        self.lists.append(key)
                    for _ in range(MOST_SPARE):
                        self.owner[inner, begins[inner] + len(self.rows[inner])] = key
                        self.rows[inner].append([None] * widths[inner])

    def fields(self, key: Key) -> list[Key]:
        """The fields of the first record that a list in a record would have."""
        inner = self._layout.inner[key[0], key[2]]
        return [(inner, self.first[key], column) for column in range(len(self.rows[inner][0]))]

    def filled(self, case: Case, length: int) -> tuple[Case, dict[tuple[int, ...], int]]:
        """The case in which each of these lists has no record, or one of which nothing is known.

        With it, the spare record that each of them is, by its place and its number in that case.
        """
        program, facts = case.knowledge.program, dict(case.facts)
        numbers: dict[tuple[int, ...], int] = {}
        for key in self.lists:
            outer, inner = self._layout.inputs[key[0]][1], self._layout.inner[key[0], key[2]]
            field = case.declared(key).name
            rows = [[None] * len(self.rows[inner][0]) for _ in range(length)]
            facts[outer] = [list(row) for row in facts[outer]]
            facts[outer][key[1]][key[2]] = held = added(program, facts, outer, field, rows)
            numbers |= {(inner, number): self.first[key] + at for at, number in enumerate(held)}
        return case.replaced(facts), numbers

    def held_by(self, key: Key) -> Key:
        """The list in a record of which an input is part that is told nothing of; the input itself elsewhere."""
        while key[:2] in self.owner:
            key = self.owner[key[0], key[1]]
        return key


class Completions:
    """Extends and evaluates the states of one case for one decision."""

    def __init__(self, case: Case, decision: Decision, plain: Decision | None = None) -> None:
        """`decision` notes the unknown inputs that it meets; `plain`, where there is one, decides the same without."""
        self.case, self.knowledge, self.decision = case, case.knowledge, decision
        self._plain = plain or decision
        self.layout = self.knowledge.layout
        self.evaluations = 0
        self.spare = Spare(case) if self.layout.nested else None
        records = self.knowledge.program.records
        self._widths = {
            self.layout.slot("fact", name): (len(records[kind].fields), self.layout.blanks[kind])
            for name, kind in self.layout.lists.items()
        }

    def extended(self, state: State, key: Key, value: Any) -> State:
        """The state with one more input filled in; the value of a list is how many records it has, in a tuple."""
        assignment = {**state.assignment, key: value}
        slot = key[0]
        if slot not in self._widths:
            inputs = state.inputs.copy()
            inputs[slot] = value
            return State(inputs, state.lists, assignment)
        lists = dict(state.lists)
        if len(key) == 1:
            lists[slot] = (value[0], ([None] * self._widths[slot][0],))
        else:
            times, rows = lists[slot]
            changed = rows[key[1]].copy()
            changed[key[2]] = self._held(key, value)
            lists[slot] = (times, (*rows[: key[1]], changed, *rows[key[1] + 1 :]))
        return State(state.inputs, lists, assignment)

    def filled(self, state: State, assignment: Assignment) -> State:
        """The state with many inputs filled in at once; a list before what its records hold."""
        inputs, lists = state.inputs.copy(), dict(state.lists)
        in_records: list[Key] = []
        for key, value in assignment.items():
            slot = key[0]
            if len(key) > 1:
                in_records.append(key)
            elif slot in self._widths:
                lists[slot] = (value[0], ([None] * self._widths[slot][0],))
            else:
                inputs[slot] = value
        copied: set[tuple[int, ...]] = set()
        for key in in_records:
            times, rows = lists[key[0]]
            if key[:2] not in copied:
                copied.add(key[:2])
                rows = (*rows[: key[1]], rows[key[1]].copy(), *rows[key[1] + 1 :])
                lists[key[0]] = (times, rows)
            rows[key[1]][key[2]] = self._held(key, assignment[key])
        return State(inputs, lists, {**state.assignment, **assignment})

    def _held(self, key: Key, value: Any) -> Any:
        """What a field holds: of a list so many records, given in a tuple, the numbers of these."""
        if self.spare is None or (key[0], key[2]) not in self.layout.inner:
            return value
        first = self.spare.first[key]
        return tuple(range(first, first + value[0]))

    def frame(self, state: State) -> Frame:
        """A fresh frame of the state."""
        frame = state.inputs + self.layout.pending
        for slot, (times, rows) in state.lists.items():
            blanks = self._widths[slot][1]
            frame[slot] = [[*row, *blanks, (slot, number)] for number, row in enumerate(rows) for _ in range(times)]
        return self.layout.linked(frame) if self.spare is not None else frame

    def evaluate(self, state: State) -> tuple[Any, list[Key]]:
        """The answer in a state (None: still open), and the unknown inputs because of which it is open."""
        self.evaluations += 1
        outcome, met, _ = self.evaluated(state)
        return outcome, met

    def answer(self, state: State) -> Any:
        """The answer in a state; None while it is open."""
        self.evaluations += 1
        frame = self.frame(state)
        if self._plain is self.decision:
            frame[-1], frame[-2] = [], Kept()
        try:
            return self._plain(frame)
        except (ArithmeticError, OutOfRangeError):  # these values leave the range of their kinds: they decide nothing
            return None

    def evaluated(self, state: State) -> tuple[Any, list[Key], Frame]:
        """The answer, the unknown inputs because of which it is open, and the frame in which it was found."""
        frame = self.frame(state)
        met: list[Key] = []
        frame[-1], frame[-2] = met, Kept()
        try:
            outcome = self.decision(frame)
        except ArithmeticError:  # these values leave the range of dates, durations or decimals: they decide nothing
            return None, [], frame
        return outcome, list(dict.fromkeys(met)), frame

    def possible(self, state: State) -> bool:
        """Whether the facts of a state can all be true."""
        try:
            return not state.assignment or not self.knowledge.contradicted(self.frame(state))
        except OutOfRangeError:
            return False
