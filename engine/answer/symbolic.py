"""What definitions come to on all completions of a case at once, as decision diagrams.

Inputs with few values are variables of the diagrams: every one of their values is tried. Dates, amounts and the other
inputs in order have too many values for that. Where a `World` says what they are, they are taken to be just that, and
so is the number of records in a list that nobody gave. Without a world they are left as *terms*, and each comparison of
terms that can't be decided becomes a variable of its own, an `Atom`, as if it were free to hold or not: a diagram then
allows for more than can be the case, so that what it doesn't depend on certainly doesn't matter.

Arithmetic that leaves its range comes to OUTSIDE: such a completion is none.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import partial, reduce
from heapq import heapify, heappop, heappush
from typing import Any, assert_never

from dsl.frozen import dataclass, field
from dsl.moment import is_open
from engine.answer.diagram import NO, YES, Diagrams, TooLargeError
from engine.answer.gathering import Gathering
from engine.answer.inputs import Inputs, Key, Leaf
from engine.answer.terms import FREE, OUTSIDE, Term, Terms, World
from engine.backends.walker import apply, related
from engine.meaning import nodes as n
from engine.meaning.marks import ABSENT, PENDING
from engine.meaning.nodes import Folding, Kind, Relation

MOST_KEPT = 12
"""For how many worlds the diagram of a definition is kept, to be used again where nothing differs that it looks at."""

LARGEST_PART = 800
"""How large the diagram of one definition may be without a world; a larger one becomes an atom or a term itself."""

MOST_TERMS = 12
"""How many different terms one definition may come to without a world."""

WORK_PER_DEFINITION = 6_000
"""How much work one definition may take without a world."""

WORK_PER_ROOT = 40_000
"""How much work what is asked may take without a world."""

Place = tuple[int, int]
"""A record: the place of its list in the frame, and its number."""


@dataclass(slots=True)
class _Sheet:
    """The diagrams of a scope's nodes found so far, on the records in reach."""

    reach: tuple[Place, ...]
    found: dict[int, int] = field(default_factory=dict)


class Symbolic:
    """Evaluates definitions on all completions of one frame at once."""

    def __init__(self, inputs: Inputs, frame: list[Any], diagrams: Diagrams, usual: Callable[[Key], Any]) -> None:
        """`usual` gives the value that an input has in a world that doesn't say."""
        self.inputs, self.frame, self.diagrams, self.usual = inputs, frame, diagrams, usual
        self.meaning = inputs.meaning
        self.terms = Terms(inputs, frame, diagrams)
        self._gathering = Gathering(self.terms)
        self._kept: dict[tuple[int, tuple[Place, ...]], list[tuple[dict[Key, Any], int]]] = {}
        self._free: dict[tuple[int, tuple[Place, ...]], int] = {}
        self.pieces: dict[int, None] = {}
        """The diagrams, without a world, of yes-or-no definitions that became an atom for their size."""
        self._reads: dict[Key, Any] = {}
        self.world: World | None = None

    def come_to(self, definition: n.Definition, world: World | None) -> tuple[int, World]:
        """The diagram of a definition, and what of a world was looked at. Raises `TooLargeError`."""
        self.world = world
        for beneath in self.meaning.grounds(definition):
            self._definition(beneath, ())
        self._reads = {}
        return self._definition(definition, ()), self._reads

    def look_into(self, slot: int, definitions: Iterable[n.Definition]) -> None:
        """Adds what definitions of a record come to without a world, for the records of a list that nobody gave."""
        self.world = None
        for definition in definitions:
            found = self._definition(definition, ((slot, 0),))
            if definition.root.type.kind is Kind.BOOLEAN and not self.diagrams.is_leaf(found):
                self.pieces[found] = None

    # ---- definitions

    def _definition(self, definition: n.Definition, reach: tuple[Place, ...]) -> int:
        given = self._given(definition, reach)
        if given is not PENDING:
            return self._leaf(given)
        key = (id(definition), reach)
        return self._without_world(definition, key) if self.world is None else self._in_world(definition, key)

    def _given(self, definition: n.Definition, reach: tuple[Place, ...]) -> Any:
        """What the case says that a definition comes to, if it does."""
        match definition.of:
            case n.Defines.ROOT:
                return PENDING
            case n.Defines.DERIVED:
                ((slot, number),) = reach
                records = self.frame[slot]
                return PENDING if records is None else records[number][definition.slot]
            case n.Defines.VALUE | n.Defines.NORM | n.Defines.EXCEPTION:
                return self.frame[definition.slot]
        assert_never(definition.of)

    def _in_world(self, definition: n.Definition, key: tuple[int, tuple[Place, ...]]) -> int:
        """Found anew only where the world differs in something that was looked at."""
        world = self.world
        assert world is not None
        kept = self._kept.setdefault(key, [])
        for reads, found in kept:
            if all(self._in(world, at) == value for at, value in reads.items()):
                self._reads.update(reads)
                return found
        outer, self._reads = self._reads, {}
        found = self._node(definition.root, _Sheet(key[1]))
        kept.insert(0, (self._reads, found))
        del kept[MOST_KEPT:]
        outer.update(self._reads)
        self._reads = outer
        return found

    def _without_world(self, definition: n.Definition, key: tuple[int, tuple[Place, ...]]) -> int:
        found = self._free.get(key)
        if found is None:
            found = self._free[key] = self._bounded(definition, key)
        return found

    def _bounded(self, definition: n.Definition, key: tuple[int, tuple[Place, ...]]) -> int:
        """The diagram of a definition, or one variable or term in its stead where that would be too large."""
        diagrams, is_root = self.diagrams, definition.of is n.Defines.ROOT
        found = None
        try:
            with diagrams.limited(WORK_PER_ROOT if is_root else WORK_PER_DEFINITION):
                found = self._node(definition.root, _Sheet(key[1]))
        except TooLargeError:
            if is_root:
                raise
        if found is None:
            return self._cut(definition, key)
        if is_root:
            return found
        reached = list(diagrams.reached(found))
        terms = sum(isinstance(diagrams.values[at], Term) for at in reached)
        if len(reached) <= LARGEST_PART and terms <= MOST_TERMS:
            return found
        if definition.root.type.kind is Kind.BOOLEAN:
            self.pieces[found] = None
        return self._cut(definition, key)

    def _cut(self, definition: n.Definition, key: tuple[int, tuple[Place, ...]]) -> int:
        term = self.terms.term(("definition", *key), None, (), self.inputs.leaves(definition))
        return self.terms.standing_for(definition.root.type.kind, term)

    # ---- inputs

    def _leaf(self, value: Any) -> int:
        return self.diagrams.leaf(value)

    def _input(self, key: Key, value: Any) -> int:
        """An input: what is known of it, or a variable, or what the world says."""
        if value is not None and not is_open(value):
            return self._leaf(value)
        if value is not None:
            return self._leaf(self.terms.input(key, value) if self.world is None else self._said(key))
        options = self.inputs.options(key)
        if options is not None:
            said = FREE if self.world is None else self._said(key)
            if said is not FREE:
                return self._leaf(said)
            return self.terms.choice(key, options)
        value = self.terms.input(key) if self.world is None else self._said(key)
        return self.terms.optional(key, value) if self.inputs.type_of(key).optional else self._leaf(value)

    def _said(self, key: Key) -> Any:
        """What the world says of an input."""
        assert self.world is not None
        value = self._reads[key] = self._in(self.world, key)
        return value

    def _in(self, world: World, key: Key) -> Any:
        if key in world:
            return world[key]
        return self.usual(key) if self.inputs.options(key) is None else FREE

    # ---- nodes

    def _node(self, node: n.Node, sheet: _Sheet) -> int:
        found = sheet.found.get(node.at)
        if found is None:
            found = sheet.found[node.at] = self._computed(node, sheet)
        return found

    def _computed(self, node: n.Node, sheet: _Sheet) -> int:
        diagrams = self.diagrams
        match node:
            case n.Constant(value=value):
                return self._leaf(value)
            case n.Input(slot=slot):
                return self._input((slot,), self.frame[slot])
            case n.Field(level=level, column=column):
                slot, number = sheet.reach[level]
                records = self.frame[slot]
                return self._input((slot, number, column), None if records is None else records[number][column])
            case n.Named(level=level):
                return self._definition(
                    self.meaning.definition_of(node), () if level is None else (sheet.reach[level],)
                )
            case n.Junction(of_all=of_all, parts=parts):
                return self._junction(of_all, parts, sheet)
            case n.Not(part=part):
                return diagrams.opposite(self._node(part, sheet))
            case n.Choose(test=test, yes=yes, no=no):
                found = self._node(test, sheet)
                if found in (YES, NO):
                    return self._node(yes if found == YES else no, sheet)
                return diagrams.choose(found, self._node(yes, sheet), self._node(no, sheet))
            case n.Fallback(first=first, second=second):
                found = self._node(first, sheet)
                absent = diagrams.mapped("is none", _is_none, found)
                return found if absent == NO else diagrams.choose(absent, self._node(second, sheet), found)
            case n.Compare():
                return self._compare(node, sheet)
            case n.Test(part=part, options=options):
                return diagrams.mapped(
                    ("test", options), lambda value: self._tested(options, value), self._node(part, sheet)
                )
            case n.Apply(operator=operator, left=left, right=right):
                return self._combined(
                    operator.value,
                    node.type.kind,
                    lambda *given: apply(operator, *given),
                    (self._node(left, sheet), self._node(right, sheet)),
                )
            case n.Call(function=name, arguments=arguments):
                given = tuple([self._node(argument, sheet) for argument in arguments])
                return self._combined(("call", name), node.type.kind, self.meaning.laws[name], given)
            case n.Fold():
                return self._fold(node, sheet)
            case n.Table(lines=lines):
                return self._table(lines, sheet)
        assert_never(node)

    def _junction(self, of_all: bool, parts: tuple[n.Node, ...], sheet: _Sheet) -> int:
        """Joined two by two, those first that look at the fewest variables: so what is made on the way stays small."""
        diagrams, decisive = self.diagrams, NO if of_all else YES
        found = []
        for number, part in enumerate(parts):
            diagram = self._node(part, sheet)
            if diagram == decisive:
                return decisive
            found.append((diagrams.breadth(diagram), number, diagram))
        join = diagrams.both if of_all else diagrams.either
        heapify(found)
        while len(found) > 1:
            (_, number, one), (_, _, other) = heappop(found), heappop(found)
            joined = join(one, other)
            heappush(found, (diagrams.breadth(joined), number, joined))
        return found[0][2] if found else diagrams.opposite(decisive)

    def _table(self, lines: tuple[n.Line, ...], sheet: _Sheet) -> int:
        """The result of the first line whose test holds; OUTSIDE where none does."""
        ways: list[tuple[int, int]] = []
        for line in lines:
            test = self._node(line.test, sheet)
            if test != NO:
                ways.append((test, self._node(line.result, sheet)))
            if test == YES:
                break
        found = self._leaf(OUTSIDE)
        for test, result in reversed(ways):
            found = self.diagrams.choose(test, result, found)
        return found

    def _compare(self, node: n.Compare, sheet: _Sheet) -> int:
        as_quotients = Kind.RATIO in (node.left.type.kind, node.right.type.kind)
        relation = node.relation

        def compared(left: Any, right: Any) -> int:
            if left is ABSENT or right is ABSENT or left is OUTSIDE or right is OUTSIDE:
                return NO
            if isinstance(left, Term) or isinstance(right, Term):
                decided = _by_the_day(relation, left, right)
                if decided is not None:
                    return YES if decided else NO
                compute = partial(related, relation)
                return self.terms.atom(self.terms.term(relation, compute, (left, right), relation=relation))
            if as_quotients:
                left, right = Fraction(left), Fraction(right)
            found = related(relation, left, right)
            if found is None:
                return self.terms.atom(self.terms.term(("of hours", relation), None, (left, right)))
            return YES if found else NO

        left, right = self._node(node.left, sheet), self._node(node.right, sheet)
        return self.diagrams.combined((relation.value, as_quotients), compared, left, right)

    def _tested(self, options: tuple[str, ...] | None, value: Any) -> int:
        if isinstance(value, Term):  # terms stand for what exists
            if options is None:
                return NO
            return self.terms.atom(self.terms.term(("test", options), lambda found: found in options, (value,)))
        if options is None:
            return _is_none(value)
        return YES if value is not ABSENT and value in options else NO

    def _combined(self, name: Any, kind: Kind, compute: Callable[..., Any], diagrams: tuple[int, ...]) -> int:
        """What a function makes of values: of terms another term, of *none* none."""

        def result(given: tuple[Any, ...]) -> int:
            if OUTSIDE in given:
                return self._leaf(OUTSIDE)
            if ABSENT in given:
                return self._leaf(ABSENT)
            if any(isinstance(value, Term) for value in given):
                term = self.terms.term(name, compute, given)
                by_the_day = term.bound is not None and not is_open(term.bound)
                return self._leaf(term.bound) if by_the_day else self.terms.standing_for(kind, term)
            try:
                return self._leaf(compute(*given))
            except (ArithmeticError, ValueError):
                return self._leaf(OUTSIDE)

        match diagrams:
            case (one,):
                return self.diagrams.mapped(name, lambda value: result((value,)), one)
            case (one, other):
                return self.diagrams.combined(name, lambda left, right: result((left, right)), one, other)
        together = self.diagrams.mapped("listed", lambda value: self._leaf((value,)), diagrams[0])
        for diagram in diagrams[1:]:
            together = self.diagrams.combined("listed", lambda all_, one: self._leaf((*all_, one)), together, diagram)
        return self.diagrams.mapped(name, result, together)

    # ---- lists

    def _fold(self, fold: n.Fold, sheet: _Sheet) -> int:
        assert isinstance(fold.source, n.Input), "a list is an input"
        slot = fold.source.slot
        records = self.frame[slot]
        if records is None and self.world is None:
            return self.terms.standing_for(fold.type.kind, self._unlisted(fold, sheet))
        places = [(slot, number) for number in range(len(records))] if records is not None else [(slot, 0)]
        times = 1 if records is not None else self._said((slot,))
        if times == 0:
            places = []
        bodies = [self._body(fold, place, sheet) for place in places]
        match fold.folding:
            case Folding.SOME:
                found = [self.diagrams.both(counts, body) for counts, body in bodies]
                return reduce(lambda joined, part: self.diagrams.either(part, joined), reversed(found), NO)
            case Folding.EVERY:
                found = [self.diagrams.either(self.diagrams.opposite(counts), body) for counts, body in bodies]
                return reduce(lambda joined, part: self.diagrams.both(part, joined), reversed(found), YES)
            case Folding.COUNT:
                return self._gathering.counted(bodies, times)
            case Folding.SUM | Folding.SMALLEST | Folding.LARGEST | Folding.NTH:
                position = self._leaf(1) if fold.position is None else self._node(fold.position, sheet)
                return self._gathering.gathered(fold, bodies, times, position)
        assert_never(fold.folding)

    def _unlisted(self, fold: n.Fold, sheet: _Sheet) -> Term:
        """What a list that nobody gave comes to, whatever it holds."""
        assert isinstance(fold.source, n.Input)
        inside: set[Leaf] = {("", fold.source.slot)}
        pending: list[n.Node] = list(fold.scope.nodes)
        while pending:
            node = pending.pop()
            match node:
                case n.Input(slot=slot):
                    inside.add(("", slot))
                case n.Field(record=record, column=column):
                    inside.add((record, column))
                case n.Named():
                    inside |= self.inputs.leaves(self.meaning.definition_of(node))
                case n.Fold():
                    pending += node.scope.nodes
                case _:
                    pass
        return self.terms.term(("fold", id(fold), sheet.reach), None, (), frozenset(inside))

    def _body(self, fold: n.Fold, place: Place, sheet: _Sheet) -> tuple[int, int]:
        """Whether a record counts, and what it comes to."""
        inner = _Sheet((*sheet.reach, place))
        counts = YES if fold.where is None else self._node(fold.where, inner)
        return counts, YES if fold.body is None or counts == NO else self._node(fold.body, inner)


def _is_none(value: Any) -> int:
    return YES if value is ABSENT else NO


def _by_the_day(relation: Relation, left: Any, right: Any) -> bool | None:
    """How terms compare whatever the hour is, of which only the day is known; None where nothing tells."""
    sides = [side.bound if isinstance(side, Term) else side for side in (left, right)]
    return None if None in sides else related(relation, *sides)
