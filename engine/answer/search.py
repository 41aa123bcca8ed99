"""Which unknown facts and open readings an answer truly depends on.

An input matters if some completion of the others leaves the answer to it alone: two of its values then give two
different answers. Each input is searched for such a completion, depth first, through states in which the question is
still open; Kleene evaluation cuts off the rest. What is found is a proof, kept as a `Witness`; the number of
evaluations is bounded, and running into the bound is reported, not hidden.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dsl import program as p
from engine.answer.candidates import RECORD_COUNTS, Probe, guesses, step_of, tipping_points
from engine.case.facts_file import Case, options_of
from engine.evaluate.functions import ABSENT
from engine.evaluate.knowledge import Frame

Key = tuple[int, ...]
"""An input: the place of a fact or reading, or list, number and field of a record's field."""

Assignment = dict[Key, Any]
EVALUATIONS_PER_INPUT = 400
_FALLBACK_DAY = date(2024, 6, 14)
_IMPOSSIBLE = object()


@dataclass(frozen=True, slots=True)
class Witness:
    """A completion of the other inputs under which one input's two values give two answers.

    Each value is an assignment: of the input alone, or of a list and what its records hold.
    """

    key: Key
    others: Assignment
    values: tuple[Assignment, Assignment]
    answers: tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Relevance:
    """What the search found for one input; without a witness, `exhausted` tells a refutation from a surrender."""

    key: Key
    witness: Witness | None
    alone: bool
    exhausted: bool


class Search:
    """Explores the completions of one case for one root expression."""

    def __init__(self, case: Case, root: p.Expression) -> None:
        self.case, self.root = case, root
        self.knowledge = case.knowledge
        self.layout = self.knowledge.layout
        self.decision = self.knowledge.compile(root, recording=True)
        self.near = case.as_of or _FALLBACK_DAY
        self.evaluations = 0
        self.pools: dict[Key, list[Any]] = {}

    # ---- evaluation of completions

    def frame(self, assignment: Assignment) -> Frame:
        """The case's frame with some unknown inputs filled in."""
        frame = self.case.frame()
        for key, value in assignment.items():
            if len(key) == 1:
                frame[key[0]] = self._records(key[0], value) if isinstance(value, tuple) else value
        for key, value in assignment.items():
            if len(key) == 3 and frame[key[0]] is not None:
                for record in frame[key[0]]:
                    if record[-1] == key[:2]:
                        record[key[2]] = value
        return frame

    def evaluate(self, assignment: Assignment) -> tuple[Any, list[Key]]:
        """The answer under a partial completion, and the unknown inputs it met; impossible facts answer nothing."""
        self.evaluations += 1
        frame = self.frame(assignment)
        frame[-1] = []
        outcome = self.decision(frame)
        met = list(dict.fromkeys(frame[-1]))
        if assignment and self.knowledge.contradicted(frame):
            return _IMPOSSIBLE, met
        return outcome, met

    def _records(self, slot: int, count: tuple[int]) -> list[list[Any]]:
        """So many records of a list that nobody gave, all alike and all unknown."""
        name = self.layout.inputs[slot][1]
        record = self.knowledge.program.facts[name].type.name
        width = len(self.knowledge.program.records[record].fields)
        return [[None] * width + list(self.layout.blanks[record]) + [(slot, 0)] for _ in range(count[0])]

    # ---- what matters

    def relevance(self, key: Key) -> Relevance:
        """Whether the answer can come to depend on one unknown input alone."""
        alone = self._alone(key)
        start = self.evaluations
        found, exhausted = self._witness(key, start + EVALUATIONS_PER_INPUT)
        return Relevance(key, found, alone, exhausted)

    def unknown(self) -> list[Key]:
        """The unknown inputs that evaluation can meet, in the order in which it meets them."""
        seen: dict[Key, None] = {}
        frontier: list[Assignment] = [{}]
        tried = 0
        while frontier and tried < EVALUATIONS_PER_INPUT:
            assignment = frontier.pop(0)
            outcome, met = self.evaluate(assignment)
            tried += 1
            if outcome is _IMPOSSIBLE:
                continue
            fresh = [key for key in met if key not in seen]
            seen.update(dict.fromkeys(met))
            for key in fresh:
                frontier += [assignment | {key: value} for value in self.candidates(key, assignment)[:6]]
        return list(seen)

    def outcomes(self, keys: Iterable[Key], most: int) -> Iterator[tuple[Assignment, Any]]:
        """The answer under every combination of the given readings, at most so many."""
        combinations: list[Assignment] = [{}]
        for key in keys:
            combinations = [c | {key: value} for c in combinations for value in self.candidates(key, c)]
            if len(combinations) > most:
                return
        for combination in combinations:
            outcome, _ = self.evaluate(combination)
            yield combination, None if outcome is _IMPOSSIBLE else outcome

    def completion(self) -> Any:
        """The answer under some completion of everything unknown, or None if none is found."""
        pending: list[Assignment] = [{}]
        for _ in range(EVALUATIONS_PER_INPUT):
            if not pending:
                break
            assignment = pending.pop()
            outcome, met = self.evaluate(assignment)
            if outcome is _IMPOSSIBLE:
                continue
            if outcome is not None:
                return outcome
            if met:
                key = self._next(met)
                pending += [assignment | {key: value} for value in reversed(self.candidates(key, assignment))]
        return None

    def _alone(self, key: Key) -> bool:
        return any(outcome is not None and outcome is not _IMPOSSIBLE
                   for value in self.candidates(key, {}) for outcome in [self.evaluate({key: value})[0]])

    def _witness(self, key: Key, bound: int) -> tuple[Witness | None, bool]:
        """Depth first through the states in which the question is open without `key`."""
        stack: list[Assignment] = [{}]
        while stack:
            if self.evaluations >= bound:
                return None, False
            assignment = stack.pop()
            outcome, met = self.evaluate(assignment)
            if outcome is not None:
                continue
            others = [other for other in met if other != key]
            if not others:
                answers, others = self._answers(key, assignment, bound)
                different = next(((one, other) for one in answers for other in answers if one[1] != other[1]), None)
                if different:
                    (one, first), (two, second) = different
                    return Witness(key, assignment, (one, two), (first, second)), True
                if not others:
                    continue
            other = self._next(others)
            stack += [assignment | {other: value} for value in reversed(self.candidates(other, assignment))]
        return None, True

    def _answers(self, key: Key, assignment: Assignment, bound: int) -> tuple[list[tuple[Any, Any]], list[Key]]:
        """The answers that the values of one input give, and the other inputs that some of them still need.

        What a list's records hold is part of the list: it is filled in here.
        """
        answers: list[tuple[Any, Any]] = []
        others: list[Key] = []
        stack = [{key: value} for value in reversed(self._fresh_candidates(key, assignment))]
        while stack and self.evaluations < bound and len({answer for _, answer in answers}) < 2:
            value = stack.pop()
            outcome, met = self.evaluate(assignment | value)
            if outcome is _IMPOSSIBLE:
                continue
            if outcome is not None:
                answers.append((value, outcome))
                continue
            beneath = [other for other in met if other[:1] == key]
            if beneath:
                field = self._next(beneath)
                stack += [value | {field: content} for content in
                          reversed(self.candidates(field, assignment | value))]
            else:
                others += [other for other in met if other not in others]
        return answers, others

    def _next(self, keys: list[Key]) -> Key:
        """Lists first, then what has few values, and what needs tipping points last."""
        return min(keys, key=lambda key: (self._rank(key), keys.index(key)))

    def _rank(self, key: Key) -> int:
        kind = self.type_of(key).kind
        return 0 if kind == "list" else 1 if kind in ("boolean", "choice") else 2

    # ---- candidate values

    def type_of(self, key: Key) -> p.Type:
        """The type of an input."""
        kind, name = self.layout.inputs[key[0]]
        if kind == "reading":
            return p.Type("choice", name)
        type_ = self.knowledge.program.facts[name].type
        if len(key) == 1:
            return type_
        return self.knowledge.program.records[type_.name].fields[key[2]].type

    def candidates(self, key: Key, assignment: Assignment) -> list[Any]:
        """Values worth trying; tipping points are found once, in the first state that asks for them."""
        if key not in self.pools:
            self.pools[key] = self._fresh_candidates(key, assignment)
        return self.pools[key]

    def _fresh_candidates(self, key: Key, assignment: Assignment) -> list[Any]:
        type_ = self.type_of(key)
        absent = [ABSENT] if type_.optional else []
        match type_.kind:
            case "boolean":
                return [True, False, *absent]
            case "choice":
                return [*options_of(self.knowledge.program, type_), *absent]
            case "list":
                return [(count,) for count in RECORD_COUNTS]
        plain = guesses(type_, self.near)
        step = step_of(type_)
        found: list[Any] = []
        for guess in plain[:1]:
            probes = []
            for value in (guess, guess + step):
                probe = Probe(self.layout, self.frame(assignment | {key: value})).start()
                probe.value(self.root)
                probes.append(probe)
            found += tipping_points(probes[0], probes[1], guess, step)
        return [*dict.fromkeys([*found[:24], *plain, *absent])]
