"""Partial completions of a case: some of its unknown inputs filled in, cheaply copied and evaluated."""

from typing import Any

from engine.answer.inputs import Key
from engine.backends.python.modules import Decision
from engine.case.case import Case
from engine.library.knowledge import Frame
from engine.meaning.bounds import OutOfRangeError

Assignment = dict[Key, Any]

Rows = tuple[int, tuple[list[Any], ...]]
"""How often each row stands in a list, and the rows: a list that nobody gave is one row, several times over."""


class State:
    """A case with some unknown inputs filled in. Never changed once made: `extended` makes another."""

    __slots__ = ("assignment", "inputs", "lists")

    def __init__(self, inputs: list[Any], lists: dict[int, Rows], assignment: Assignment) -> None:
        self.inputs, self.lists, self.assignment = inputs, lists, assignment

    @classmethod
    def of(cls, case: Case) -> "State":
        """The case as it is given."""
        layout = case.knowledge.layout
        lists = {
            layout.slot("fact", name): (1, tuple(value)) for name, value in case.facts.items() if name in layout.lists
        }
        return cls(case.frame()[: len(layout.inputs)], lists, {})


class Completions:
    """Extends and evaluates the states of one case for one decision."""

    def __init__(self, case: Case, decision: Decision) -> None:
        self.case, self.knowledge, self.decision = case, case.knowledge, decision
        self.layout = self.knowledge.layout
        self.evaluations = 0
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
            changed[key[2]] = value
            lists[slot] = (times, (*rows[: key[1]], changed, *rows[key[1] + 1 :]))
        return State(state.inputs, lists, assignment)

    def filled(self, state: State, assignment: Assignment) -> State:
        """The state with many inputs filled in at once; a list before what its records hold."""
        inputs, lists = state.inputs.copy(), dict(state.lists)
        copied: set[tuple[int, ...]] = set()
        for key in sorted(assignment, key=len):
            value, slot = assignment[key], key[0]
            if slot not in self._widths:
                inputs[slot] = value
            elif len(key) == 1:
                lists[slot] = (value[0], ([None] * self._widths[slot][0],))
            else:
                times, rows = lists[slot]
                if key[:2] not in copied:
                    copied.add(key[:2])
                    rows = (*rows[: key[1]], rows[key[1]].copy(), *rows[key[1] + 1 :])
                    lists[slot] = (times, rows)
                rows[key[1]][key[2]] = value
        return State(inputs, lists, {**state.assignment, **assignment})

    def frame(self, state: State) -> Frame:
        """A fresh frame of the state."""
        frame = state.inputs + self.layout.pending
        for slot, (times, rows) in state.lists.items():
            blanks = self._widths[slot][1]
            frame[slot] = [[*row, *blanks, (slot, number)] for number, row in enumerate(rows) for _ in range(times)]
        return frame

    def evaluate(self, state: State) -> tuple[Any, list[Key]]:
        """The answer in a state (None: still open), and the unknown inputs because of which it is open."""
        self.evaluations += 1
        outcome, met, _ = self.evaluated(state)
        return outcome, met

    def evaluated(self, state: State) -> tuple[Any, list[Key], Frame]:
        """The answer, the unknown inputs because of which it is open, and the frame in which it was found."""
        frame = self.frame(state)
        met: list[Key] = []
        frame[-1], frame[-2] = met, {}
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
