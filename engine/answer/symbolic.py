"""What definitions come to on all completions of a case at once.

What says yes or no is a condition (`circuit.py`); what comes to other values is a value, or a *term*, under each of
several conditions. Inputs with few values are options, each a condition. Dates, amounts and other inputs in order have
too many values for that: they are terms, and a comparison of terms is a condition of its own, as if it were free to
hold or not. So this allows for more than can be the case, and what it doesn't depend on certainly doesn't matter.

A list that nobody gave is a term as well, unless its *length* is laid down: then it has so many records, all alike.

What is decided already, whatever the rest may be, the walker says: only what is open is looked at in this way.
"""

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any, assert_never

from dsl.frozen import dataclass, field
from dsl.moment import is_open
from engine.answer.circuit import NO, YES, Circuit, TooLargeError
from engine.answer.gathering import Gathering
from engine.answer.inputs import Inputs, Key
from engine.answer.terms import OUTSIDE, Term, Terms, Way, Ways, as_ways
from engine.backends.walker import Walker, operation, related
from engine.meaning import nodes as n
from engine.meaning.account import Record, every_part
from engine.meaning.bounds import OutOfRangeError
from engine.meaning.marks import ABSENT, PENDING
from engine.meaning.meaning import Leaf
from engine.meaning.nodes import Folding, Kind

MOST_COMPARED = 10_000
"""How many conditions may be made so as to see what is compared with what."""

LARGEST_COLLAPSED = 3
"""How many ways remain where all values that exist are one term."""

MOST_TOGETHER = 64
"""How many combinations of values an operation is looked at for; of more it is one of terms."""

Place = tuple[int, int]
"""A record: the place of its list in the frame, and its number."""

Lengths = dict[int, int]
"""How many records the lists have that nobody gave, by their places in the frame."""


@dataclass(slots=True)
class _Sheet:
    """What a scope's nodes come to, on the records in reach, as far as it was found."""

    reach: tuple[Place, ...]
    scope: n.Scope
    records: tuple[Record, ...] | None
    """The records themselves; None where one is of a list that nobody gave."""

    found: dict[int, int | Ways] = field(default_factory=dict)


class Symbolic:
    """Evaluates definitions on all completions of one frame at once. Raises `TooLargeError`."""

    def __init__(self, inputs: Inputs, frame: list[Any], terms: Terms, lengths: Lengths) -> None:
        self.inputs, self.frame, self.terms, self.lengths = inputs, frame, terms, lengths
        self.circuit: Circuit = terms.circuit
        self.meaning = inputs.meaning
        self._gathering = Gathering(terms)
        self._walker = Walker(self.meaning, self.meaning.layout.copied(frame))
        self._known: dict[tuple[int, tuple[Place, ...]], int | Ways] = {}

    def condition(self, definition: n.Definition) -> int:
        """When a definition that says yes or no says yes."""
        return self._holds(self._from_below(definition))

    def ways(self, definition: n.Definition) -> Ways:
        """What a definition comes to."""
        return as_ways(self._from_below(definition))

    # ---- definitions

    def _from_below(self, root: n.Definition) -> int | Ways:
        for definition in self.meaning.grounds(root):
            self._definition(definition, ())
        return self._definition(root, ())

    def _definition(self, definition: n.Definition, reach: tuple[Place, ...]) -> int | Ways:
        key = (id(definition), reach)
        found = self._known.get(key)
        if found is None:
            given = self._given(definition, reach)
            if given is PENDING:
                found = self._node(definition.root, self._sheet(definition.scope, reach))
            else:
                found = ((YES, given),)
            self._known[key] = found
        return found

    def _sheet(self, scope: n.Scope, reach: tuple[Place, ...]) -> _Sheet:
        listed = [self._walker.frame[slot] for slot, _ in reach]
        if None in listed:
            return _Sheet(reach, scope, None)
        return _Sheet(
            reach, scope, tuple([records[number] for records, (_, number) in zip(listed, reach, strict=True)])
        )

    def _given(self, definition: n.Definition, reach: tuple[Place, ...]) -> Any:
        """What the case says that a definition comes to, if it does."""
        if definition.of is n.Defines.ROOT:
            return PENDING
        if not definition.record:
            return self.frame[definition.slot]
        ((slot, number),) = reach
        records = self.frame[slot]
        return PENDING if records is None else records[number][definition.slot]

    # ---- inputs

    def _input(self, key: Key, value: Any) -> int | Ways:
        """An input: what is known of it, its options, or a term."""
        if value is not None:
            return ((YES, self.terms.input(key, value) if is_open(value) else value),)
        if self.inputs.is_list(key):
            return ((YES, self.terms.hidden(("list", key), frozenset((self.inputs.leaf(key),)))),)
        options = self.inputs.options(key)
        if options is None:
            return self.terms.optional(key) if self.inputs.type_of(key).optional else ((YES, self.terms.input(key)),)
        choice = self.terms.choice(key, options)
        if options == (True, False):
            return choice.options[0][1]
        return tuple([(condition, option) for option, condition in choice.options])

    # ---- nodes

    def _node(self, node: n.Node, sheet: _Sheet) -> int | Ways:
        found = sheet.found.get(node.at)
        if found is None:
            decided = self._decided(node, sheet)
            found = self._computed(node, sheet) if decided is None else ((YES, decided),)
            sheet.found[node.at] = found
        return found

    def _decided(self, node: n.Node, sheet: _Sheet) -> Any:
        """What a node comes to, whatever else may be true; None where that is open, be it for an hour alone."""
        if sheet.records is None:
            return None
        try:
            found = self._walker.node(node, sheet.scope, sheet.records)
        except (ArithmeticError, OutOfRangeError):
            return None
        return None if is_open(found) else found

    def _computed(self, node: n.Node, sheet: _Sheet) -> int | Ways:
        match node:
            case n.Named(level=level):
                definition = self.meaning.definition_of(node)
                return self._definition(definition, () if level is None else (sheet.reach[level],))
            case n.Junction(of_all=of_all, parts=parts):
                return self._junction(of_all, parts, sheet)
            case n.Not(part=part):
                return -self._yes(part, sheet)
            case n.Input(slot=slot):
                return self._input((slot,), self.frame[slot])
            case n.Field(level=level, column=column):
                slot, number = sheet.reach[level]
                records = self.frame[slot]
                return self._input((slot, number, column), None if records is None else records[number][column])
            case n.Constant(value=value):
                return ((YES, value),)
            case n.Compare():
                return self._compare(node, sheet)
            case n.Test(part=part, options=options):
                return self._tested(options, self._several(part, sheet))
            case n.Choose(test=test, yes=yes, no=no):
                return self._chosen(self._yes(test, sheet), yes, no, sheet)
            case n.Fallback(first=first, second=second):
                return self._fallback(self._several(first, sheet), second, sheet)
            case n.Apply(operator=operator, left=left, right=right):
                sides = (self._several(left, sheet), self._several(right, sheet))
                return self._combined(operator.value, node.type.kind, operation(operator), sides)
            case n.Call(function=name, arguments=arguments):
                given = tuple([self._several(argument, sheet) for argument in arguments])
                return self._combined(("call", name), node.type.kind, self.meaning.laws[name], given)
            case n.Fold():
                return self._fold(node, sheet)
            case n.Table(lines=lines):
                return self._table(lines, sheet)
        assert_never(node)

    def _yes(self, node: n.Node, sheet: _Sheet) -> int:
        return self._holds(self._node(node, sheet))

    def _several(self, node: n.Node, sheet: _Sheet) -> Ways:
        return as_ways(self._node(node, sheet))

    def _holds(self, found: int | Ways) -> int:
        """The condition under which something comes to yes."""
        if isinstance(found, int):
            return found
        if len(found) == 1 and found[0][0] == YES:
            return YES if found[0][1] is True else NO
        return self.circuit.any_of([condition for condition, value in found if value is True])

    def _fewer(self, given: tuple[Ways, ...]) -> tuple[Ways, ...]:
        """The same operands, the longest of them made terms, so that they are not too many together."""
        while prod(map(len, given)) > MOST_TOGETHER and any(len(ways) > LARGEST_COLLAPSED for ways in given):
            longest = max(given, key=len)
            given = tuple([self.terms.collapsed(ways) if ways is longest else ways for ways in given])
        return given

    def _junction(self, of_all: bool, parts: tuple[n.Node, ...], sheet: _Sheet) -> int:
        found, decisive = [], NO if of_all else YES
        for part in parts:
            condition = self._yes(part, sheet)
            if condition == decisive:
                return decisive
            found.append(condition)
        return self.circuit.all_of(found) if of_all else self.circuit.any_of(found)

    def _chosen(self, test: int, yes: n.Node, no: n.Node, sheet: _Sheet) -> int | Ways:
        if test in (YES, NO):
            return self._node(yes if test == YES else no, sheet)
        one, other = self._node(yes, sheet), self._node(no, sheet)
        if isinstance(one, int) or isinstance(other, int):
            return self.circuit.choose(test, self._holds(one), self._holds(other))
        return self.terms.joined(
            [(self.circuit.both(test, condition), value) for condition, value in one]
            + [(self.circuit.both(-test, condition), value) for condition, value in other]
        )

    def _fallback(self, first: Ways, second: n.Node, sheet: _Sheet) -> Ways:
        absent = [condition for condition, value in first if value is ABSENT]
        if not absent:
            return first
        return self.terms.joined(
            [way for way in first if way[1] is not ABSENT]
            + [(self.circuit.both(absent[0], condition), value) for condition, value in self._several(second, sheet)]
        )

    def _table(self, lines: tuple[n.Line, ...], sheet: _Sheet) -> int | Ways:
        """The result of the first line whose test holds; OUTSIDE where none does."""
        found: list[Way] = []
        open_ = YES
        for line in lines:
            test = self.circuit.both(open_, self._yes(line.test, sheet))
            if test != NO:
                results = self._several(line.result, sheet)
                found += [(self.circuit.both(test, condition), value) for condition, value in results]
            open_ = self.circuit.both(open_, -test)
            if open_ == NO:
                break
        return self.terms.joined([*found, (open_, OUTSIDE)])

    def _compare(self, node: n.Compare, sheet: _Sheet) -> int:
        as_quotients = Kind.RATIO in (node.left.type.kind, node.right.type.kind)
        left, right = self._fewer((self._several(node.left, sheet), self._several(node.right, sheet)))
        return self.circuit.any_of(
            [
                self.circuit.both(one, other, self._compared(node.relation, as_quotients, value, against))
                for one, value in left
                for other, against in right
            ]
        )

    def _compared(self, relation: n.Relation, as_quotients: bool, left: Any, right: Any) -> int:
        if left is ABSENT or right is ABSENT or left is OUTSIDE or right is OUTSIDE:
            return NO
        if isinstance(left, Term) or isinstance(right, Term):
            by_the_day = _by_the_day(relation, left, right)
            if by_the_day is not None:
                return YES if by_the_day else NO
            return self.terms.compared(relation, left, right)
        if as_quotients:
            left, right = Fraction(left), Fraction(right)
        found = related(relation, left, right)
        if found is None:
            return self.terms.atom(self.terms.term(("of hours", relation), None, (left, right)))
        return YES if found else NO

    def _tested(self, options: tuple[str, ...] | None, ways: Ways) -> int:
        found = []
        for condition, value in ways:
            if options is None:
                holds = YES if value is ABSENT else NO
            elif isinstance(value, Term):
                name = ("test", options)
                holds = self.terms.atom(self.terms.term(name, lambda given: given in options, (value,)))
            else:
                holds = YES if value is not ABSENT and value in options else NO
            found.append(self.circuit.both(condition, holds))
        return self.circuit.any_of(found)

    def _combined(self, name: Any, kind: Kind, compute: Callable[..., Any], given: tuple[Ways, ...]) -> int | Ways:
        """What a function makes of values: of terms another term, of *none* none."""
        found: list[Way] = []
        for ways in product(*self._fewer(given)):
            together = self.circuit.all_of([condition for condition, _ in ways])
            if together != NO:
                results = self._result(name, kind, compute, tuple([value for _, value in ways]))
                found += [(self.circuit.both(together, condition), value) for condition, value in results]
        return self.terms.joined(found)

    def _result(self, name: Any, kind: Kind, compute: Callable[..., Any], given: tuple[Any, ...]) -> Ways:
        if OUTSIDE in given:
            return ((YES, OUTSIDE),)
        if ABSENT in given:
            return ((YES, ABSENT),)
        if any(isinstance(value, Term) for value in given):
            term = self.terms.term(name, compute, given)
            if term.bound is not None and not is_open(term.bound):
                return ((YES, term.bound),)
            return as_ways(self.terms.standing_for(kind, term))
        try:
            return ((YES, compute(*given)),)
        except (ArithmeticError, ValueError):
            return ((YES, OUTSIDE),)

    # ---- lists

    def _fold(self, fold: n.Fold, sheet: _Sheet) -> int | Ways:
        found = self._places(fold.source, sheet)
        if found is None:
            return self.terms.standing_for(fold.type.kind, self._unlisted(fold, sheet))
        times, places = found
        if fold.position is not None and fold.folding is not Folding.NTH:
            assert isinstance(fold.position, n.Constant), "one record is asked about by its number"
            places = places[fold.position.value - 1 : fold.position.value]
        bodies = [self._body(fold, place, sheet) for place in places]
        match fold.folding:
            case Folding.SOME:
                return self.circuit.any_of([self.circuit.both(counts, self._holds(body)) for counts, body in bodies])
            case Folding.EVERY:
                return -self.circuit.any_of([self.circuit.both(counts, -self._holds(body)) for counts, body in bodies])
            case Folding.COUNT:
                return self._gathering.counted(bodies, times)
            case Folding.SUM | Folding.SMALLEST | Folding.LARGEST | Folding.NTH:
                position = ((YES, 1),) if fold.position is None else self._several(fold.position, sheet)
                several = [(counts, as_ways(body)) for counts, body in bodies]
                return self._gathering.gathered(fold, several, times, position)
        assert_never(fold.folding)

    def _places(self, source: n.Node, sheet: _Sheet) -> tuple[int, list[Place]] | None:
        """The records of a list, and how often each stands there; None where it isn't known which they are."""
        if isinstance(source, n.Input) and self.frame[source.slot] is None and source.slot in self.lengths:
            times = self.lengths[source.slot]
            return times, [(source.slot, 0)] if times else []
        ways = self._several(source, sheet)
        if len(ways) != 1 or not isinstance(ways[0][1], list):
            return None
        return 1, [record[-1] for record in ways[0][1]]

    def _unlisted(self, fold: n.Fold, sheet: _Sheet) -> Term:
        """What a list that nobody gave comes to, whatever it holds."""
        inside: set[Leaf] = set()
        pending: list[n.Node] = [fold]
        while pending:
            node = pending.pop()
            match node:
                case n.Input(slot=slot):
                    inside.add(("", slot))
                case n.Field(record=record, column=column):
                    inside.add((record, column))
                case n.Named():
                    inside |= self.inputs.meaning.leaves(self.meaning.definition_of(node))
                case n.Fold():
                    pending += (*every_part(node), *node.scope.nodes)
                case _:
                    pending += every_part(node)
        return self.terms.hidden(("fold", id(fold), sheet.reach), frozenset(inside))

    def _body(self, fold: n.Fold, place: Place, sheet: _Sheet) -> tuple[int, int | Ways]:
        """Whether a record counts, and what it comes to."""
        inner = self._sheet(fold.scope, (*sheet.reach, place))
        counts = YES if fold.where is None else self._yes(fold.where, inner)
        if fold.body is None or counts == NO:
            return counts, YES
        return counts, self._node(fold.body, inner)


def comparisons(inputs: Inputs, frame: list[Any], definition: n.Definition) -> list[Term]:
    """The comparisons of what is unknown that a definition comes to, or those met before there were too many."""
    terms = Terms(inputs, Circuit(MOST_COMPARED))
    with suppress(TooLargeError):
        Symbolic(inputs, frame, terms, {}).ways(definition)
    return list(terms.atoms)


def _by_the_day(relation: n.Relation, left: Any, right: Any) -> bool | None:
    """How terms compare whatever the hour is, of which only the day is known; None where nothing tells."""
    sides = [side.bound if isinstance(side, Term) else side for side in (left, right)]
    return None if None in sides else related(relation, *sides)
