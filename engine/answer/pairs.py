"""Pairs of completions of one case whose answers differ, and the inputs that tell them apart.

Everything that is unknown is there twice, once for each completion, with a condition for each input that it is the same
in both. So to say that an answer turns on an input is to say that there is a pair with all others the same; and where
the solver finds that there is none, there is none. What it finds is only a proposal where dates or amounts play a part:
comparisons of them are free here, and need not be so together.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from dsl.frozen import dataclass
from engine.answer.candidates import Valued
from engine.answer.circuit import YES, Clause
from engine.answer.inputs import Inputs, Key
from engine.answer.realizing import Wanted
from engine.answer.solver import Solver
from engine.answer.terms import OUTSIDE, Term, Terms, Ways, orders

MOST_ANSWERS = 60
"""How many answers may be told from each other in one world."""

MOST_CONFLICTS = 2_000
"""How many dead ends the solver may come to for one pair."""

MOST_STEPS = 8_000_000
"""How many steps the solver may take in one search: about a third of a second."""


class UndecidedError(Exception):
    """The solver came to too many dead ends, or took all the steps that it may."""


class Effort:
    """The steps that a solver may still take."""

    def __init__(self) -> None:
        self.left = MOST_STEPS


@dataclass(frozen=True, slots=True)
class Half:
    """One completion of a pair: its inputs with few values, and the comparisons that make its answer what it is."""

    values: dict[Key, Any]
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two completions; `reasons` are the conditions that make their answers differ, `apart` what these are together."""

    first: Half
    second: Half
    reasons: tuple[int, ...] = ()
    apart: tuple[Wanted, ...] = ()


class Pairs:
    """Proposes pairs of completions. Raises `UndecidedError`."""

    def __init__(
        self, inputs: Inputs, terms: Terms, outcomes: tuple[Ways, Ways], keys: Iterable[Key], effort: Effort
    ) -> None:
        """`outcomes` are the answers of the first and of the second completion, each under its condition.

        None of the conditions holds where facts contradict each other. `keys` are the inputs in which pairs may differ.
        """
        self.inputs, self.terms, self._effort = inputs, terms, effort
        circuit = terms.circuit
        self._apart = circuit.size
        """How far a condition of the second completion is from that of the first."""
        self._top = 2 * circuit.size
        clauses = [*circuit.clauses, *orders(terms)]
        apart = self._apart
        twins = [tuple([at + apart if at > 0 else at - apart for at in clause]) for clause in clauses]
        self._clauses: list[Clause] = [*clauses, *twins]
        first, second = ([way for way in ways if way[1] is not OUTSIDE] for ways in outcomes)
        self._sides = first, second
        self._has_terms = any(isinstance(value, Term) for _, value in (*first, *second))
        self._outcomes = first, [(self._twin(condition), value) for condition, value in second]
        self._differing, self._unrealized = self._fresh(), self._fresh()
        every = dict.fromkeys((*filter(terms.reads, keys), *terms.choices, *terms.ordered))
        self._same: dict[Key, int] = {key: self._fresh() for key in every}
        self._alike: dict[Term, int] = {}
        self._tie()
        self._solver = Solver(self._clauses)
        self._taken = self._solver.steps
        self._settled_in: dict[Valued, dict[int, int]] = {}
        choices = [condition for choice in terms.choices.values() for _, condition in choice.options]
        options = [
            (key, option, condition)
            for key, choice in terms.choices.items()
            for option, condition in choice.options
            if not isinstance(option, Term)
        ]
        decisive = [*choices, *terms.atoms.values()]
        self._options = {
            place(YES): [(key, option, place(condition)) for key, option, condition in options]
            for place in self._places
        }
        self._decisive = {place(YES): [*map(place, decisive)] for place in self._places}
        self._terms = {condition: term for term, condition in self.terms.atoms.items()}
        self._composed = {term: condition for term, condition in self.terms.atoms.items() if term.is_composed}
        self._assumed_in: dict[tuple[Valued, int], list[int]] = {}
        self._told_in: dict[tuple[Valued, int], dict[Term, int]] = {}
        self._told_with: dict[Any, int] = {}
        self._equal_in: dict[Any, int] = {}

    def _fresh(self) -> int:
        self._top += 1
        return self._top

    def _twin(self, literal: int) -> int:
        return literal + self._apart if literal > 0 else literal - self._apart

    # ---- what holds of every pair

    def _tie(self) -> None:
        """What is the same in both completions where inputs are; and that their answers differ."""
        for key, choice in self.terms.choices.items():
            for _, condition in choice.options:
                self._equal(self._same[key], condition)
        for term, condition in self.terms.atoms.items():
            self._equal(self._same_term(term), condition)
        for outcomes in self._outcomes:
            self._clauses.append((-self._differing, *[condition for condition, _ in outcomes]))
        for condition, value in self._outcomes[0]:
            for other, against in self._outcomes[1]:
                if _are_equal(value, against):
                    alike = (-self._same_term(value),) if isinstance(value, Term) else ()
                    self._clauses.append((-self._differing, -condition, -other, *alike))

    def _equal(self, where: int, condition: int) -> None:
        other = self._twin(condition)
        self._clauses += [(-where, -condition, other), (-where, condition, -other)]

    def _same_term(self, term: Term) -> int:
        """A condition that holds wherever a term is certainly the same in both completions."""
        pending = [term]
        while pending:
            at = pending[-1]
            parts = () if at.key is not None or at in self._alike else at.parts
            beneath = [part for part in parts if isinstance(part, Term) and part not in self._alike]
            if beneath:  # from below, for terms may lie deep one within another
                pending += reversed(beneath)
                continue
            if at not in self._alike:
                self._alike[at] = self._same[at.key] if at.key is not None else self._same_computed(at)
            pending.pop()
        return self._alike[term]

    def _same_computed(self, term: Term) -> int:
        parts = [self._same_term(part) for part in term.parts if isinstance(part, Term)]
        parts += [same for key, same in self._same.items() if term.inputs and self.inputs.leaf(key) in term.inputs]
        if len(parts) == 1:
            return parts[0]
        found = self._fresh()
        if not term.ways:
            self._clauses.append((found, *[-part for part in parts]))
        for condition, value in term.ways:
            alike = (-self._same_term(value),) if isinstance(value, Term) else ()
            self._clauses.append((found, -condition, -self._twin(condition), *alike))
        return found

    # ---- proposals

    def differing_in(self, keys: Collection[Key]) -> Iterator[Pair]:
        """Pairs whose answers differ and that are the same in all inputs but some, each for other reasons."""
        refused = self._fresh()
        while True:
            model = self._model([*self._differing_in(keys), -refused, -self._unrealized])
            if model is None:
                return
            pair = self._pair(model)
            yield pair
            self._solver.add([refused, *[-reason for reason in pair.reasons]])

    def is_excluded(self, keys: Collection[Key]) -> bool:
        """Whether there is no such pair, not even one whose comparisons couldn't be realized."""
        return not self._is_possible(self._differing_in(keys))

    def unrealized(self, apart: Collection[Wanted]) -> None:
        """Proposes no pairs any more in which comparisons come out so together that did in no world that was tried."""
        together = sorted({literal for *_, why in apart for literal in why})
        self._solver.add([self._unrealized, *[-literal for literal in together]])
        if all(abs(literal) <= self._apart for literal in together):
            self._solver.add([self._unrealized, *[-self._twin(literal) for literal in together]])

    def begin_in(self, values: Valued) -> None:
        """Leans to a world from which values are looked for: what was realized from no other may be from there."""
        self.lean_to(values)
        self._unrealized = self._fresh()

    def differing_where(self, keys: Collection[Key], first: Valued, second: Valued) -> Pair | None:
        """A pair as `differing_in` has them, with comparisons as they are in two worlds; None where there is none."""
        assumed = [*self._differing_in(keys), *self._told_apart(first, second)]
        for values, place in zip((first, second), self._places, strict=True):
            assumed += self._in_world(values, place)
        model = self._model(assumed)
        if model is None:
            return None
        one, other = (Half(self._values(model, place), ()) for place in self._places)
        return Pair(one, other)

    def _in_world(self, values: Valued, place: Callable[[int], int]) -> list[int]:
        """What says how all comparisons come out in a world."""
        name = (values, place(YES))
        found = self._assumed_in.get(name)
        if found is None:
            settled = map(place, self._settled(values).values())
            found = self._assumed_in[name] = [*settled, *self._told(values, place).values()]
        return found

    def _told(self, values: Valued, place: Callable[[int], int]) -> dict[Term, int]:
        """What says how comparisons of composed terms come out in a world, by the conditions of their parts."""
        name = (values, place(YES))
        found = self._told_in.get(name)
        if found is None:
            terms, before = list(self._composed), {}
            if values.moved_in is not None:
                terms, before = list(self.terms.reading(values.moved_in)), self._told(values.before, place)
            found = self._told_in[name] = {**before}
            for term in terms:
                if term.is_composed and (alternatives := values.alternatives(term)) is not None:
                    found[term] = self._told_by(place, self._composed[term], tuple(alternatives))
        return found

    def _told_by(self, place: Callable[[int], int], condition: int, alternatives: tuple[Any, ...]) -> int:
        name = (place(condition), alternatives)
        found = self._told_with.get(name)
        if found is None:
            found = self._told_with[name] = self._fresh()
            for conditions, holds in alternatives:
                against = [-place(other) for other in sorted(conditions)]
                self._solver.add([-found, *against, place(condition) if holds is True else -place(condition)])
        return found

    def lean_to(self, values: Valued) -> None:
        """Proposes pairs of which as much as can be comes out as in a world."""
        settled = list(self._settled(values).values())
        self._solver.prefer([*settled, *map(self._twin, settled)])

    def _settled(self, values: Valued) -> dict[int, int]:
        """How comparisons come out in a world, those apart of which no formula tells."""
        found = self._settled_in.get(values)
        if found is None:
            atoms, before = self.terms.atoms, {}
            if values.moved_in is not None:
                atoms, before = self.terms.reading(values.moved_in), self._settled(values.before)
            found = self._settled_in[values] = {**before}
            for term, condition in atoms.items():
                holds = None if term.is_composed else values.of(term)
                if holds is not None:
                    found[condition] = condition if holds is True else -condition
        return found

    def _told_apart(self, first: Valued, second: Valued) -> list[int]:
        """What says that answers are not apart which come to the same in two worlds."""
        equal = [
            (*conditions, *[self._twin(condition) for condition in others])
            for conditions, value in self._answers(0, first)
            for others, against in self._answers(1, second)
            if _are_equal(value, against)
        ]
        name = tuple(equal)
        found = self._equal_in.get(name)
        if found is None:
            found = self._equal_in[name] = self._fresh()
            for conditions in equal:
                self._solver.add([-found, *[-condition for condition in conditions]])
        return [found] if equal else []

    def _answers(self, side: int, values: Valued) -> list[tuple[tuple[int, ...], Any]]:
        """The answers that are terms as they are in a world, each under conditions."""
        if not self._has_terms:
            return []
        found = []
        for condition, value in self._sides[side]:
            alternatives = values.alternatives(value) or []
            found += [((condition, *sorted(conditions)), of_world) for conditions, of_world in alternatives]
        return found if len(found) <= MOST_ANSWERS else []

    def _differing_in(self, keys: Collection[Key]) -> list[int]:
        same = self._same.copy()
        for key in keys:
            same.pop(key, None)
        return [self._differing, *same.values()]

    @property
    def _places(self) -> tuple[Callable[[int], int], Callable[[int], int]]:
        return (lambda literal: literal), self._twin

    def _pair(self, model: set[int]) -> Pair:
        halves, reasons, answers, composed = [], [], [], list[int]()
        for outcomes, place in zip(self._outcomes, self._places, strict=True):
            reached, value = next(way for way in outcomes if way[0] in model)
            wanted, why = self._wanted(model, reached, place) if self.terms.atoms else ((), [])
            halves.append(Half(self._values(model, place), wanted))
            reasons += why
            answer, used = self._resolved(value, model, place)
            answers.append(answer)
            composed += [reached, *used]
        apart: tuple[Wanted, ...] = ()
        if any(isinstance(value, Term) for value in answers):
            apart = ((self.terms.term("equal", _are_equal, tuple(answers)), False, tuple(composed)),)
        atoms = {abs(literal) for half in halves for _, _, why in half.wanted for literal in why}
        return Pair(halves[0], halves[1], tuple([r for r in reasons if not atoms or abs(r) in atoms]), apart)

    def _wanted(
        self, model: set[int], reached: int, place: Callable[[int], int]
    ) -> tuple[tuple[Wanted, ...], list[int]]:
        """The atoms for which an answer is reached, and all reasons for it.

        An atom of composed terms is taken as it is in the model, with the atoms for which it is composed so.
        """
        given = [literal if literal in model else -literal for literal in self._decisive[place(YES)]]
        reasons = self._reasons(given, [reached])
        wanted: list[Wanted] = []
        done: set[int] = set()
        fresh = reasons
        while fresh:
            used: dict[int, None] = {}
            for reason in fresh:
                done.add(reason)
                term = self._terms.get(abs(reason) - place(YES) + YES)
                if term is not None:
                    resolved, ways = self._resolved(term, model, place)
                    used |= dict.fromkeys(ways)
                    wanted.append((resolved, reason > 0, (reason, *ways)))
            fresh = [reason for reason in self._reasons(given, list(used)) if reason not in done] if used else []
            reasons = [*reasons, *fresh]
        return tuple(wanted), reasons

    def _resolved(self, term: Any, model: set[int], place: Callable[[int], int]) -> tuple[Any, list[int]]:
        """A term as it is in a model, and the conditions for which it is composed so; a value is what it is."""
        if not isinstance(term, Term):
            return term, []
        used: list[int] = []

        def holds(condition: int) -> bool:
            found = place(condition) in model
            if found:
                used.append(place(condition))
            return found

        return self.terms.resolved(term, holds), used

    def _values(self, model: set[int], place: Callable[[int], int]) -> dict[Key, Any]:
        return {key: option for key, option, condition in self._options[place(YES)] if condition in model}

    def _reasons(self, given: list[int], reached: list[int]) -> list[int]:
        """Conditions of inputs and atoms for which others hold."""
        missed = self._fresh()
        self._solver.add([-missed, *[-literal for literal in reached]])
        if self._is_possible([*given, missed]):
            raise AssertionError("inputs and atoms decide everything else")
        return [reason for reason in self._solver.core() if reason != missed]

    def only_answer(self) -> Any:
        """The one answer that all completions have; None where there are several, or none, or a term."""
        found = [value for condition, value in self._outcomes[0] if self._is_possible([condition])]
        return found[0] if len(found) == 1 and not isinstance(found[0], Term) else None

    def _model(self, assumed: list[int]) -> set[int] | None:
        """The literals that hold where everything that is assumed does; None where that can't be."""
        return set(self._solver.model()) if self._is_possible(assumed) else None

    def _is_possible(self, assumed: list[int]) -> bool:
        if self._effort.left <= 0:
            raise UndecidedError
        found = self._solver.solved(assumed, MOST_CONFLICTS, self._effort.left)
        before, self._taken = self._taken, self._solver.steps
        self._effort.left -= self._taken - before
        if found is None:
            raise UndecidedError
        return found


def _are_equal(value: Any, other: Any) -> bool:
    return value is not None and value.__class__ is other.__class__ and bool(value == other)
