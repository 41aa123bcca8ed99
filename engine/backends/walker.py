"""The walker: evaluates nodes one at a time. It is the oracle for every other backend.

A process that asks once is done walking before any code would be generated.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial, reduce
from operator import add, eq, ge, gt, le, lt, mul, ne, sub
from typing import Any, assert_never

from dsl.arithmetic import EXACT, add_months, ratio, ratio_minus, ratio_plus, ratio_times, times
from dsl.moment import Moment, different, same
from engine.meaning import nodes as n
from engine.meaning.account import Record, Sheet, every_part, gone_through, taken
from engine.meaning.bounds import OutOfRangeError
from engine.meaning.marks import ABSENT, PENDING
from engine.meaning.meaning import Meaning
from engine.meaning.mirrored import of_itself
from engine.meaning.nodes import Arithmetic, Folding, Kind, Relation

DEEPEST = 60
"""How many nodes may be under way one within another; a definition that would go deeper is done first, by itself."""

_RELATIONS: dict[Relation, Callable[[Any, Any], bool | None]] = {
    Relation.EQUAL: eq,
    Relation.UNEQUAL: ne,
    Relation.LESS: lt,
    Relation.AT_MOST: le,
    Relation.MORE: gt,
    Relation.AT_LEAST: ge,
}
_OF_MOMENTS = {Relation.EQUAL: same, Relation.UNEQUAL: different}


class _TooDeepError(Exception):
    """A definition that is to be computed before those under way."""

    def __init__(self, definition: n.Definition, records: tuple[Record, ...]) -> None:
        super().__init__(definition.name)
        self.definition, self.records = definition, records


class Walker:
    """Evaluates definitions in one frame, filling in what is still pending there."""

    def __init__(self, meaning: Meaning, frame: list[Any]) -> None:
        self.meaning, self.frame = meaning, frame
        self._sheets: dict[tuple[int, ...], list[Any]] = {}
        self._whole: set[tuple[int, ...]] = set()
        self._depth = 0

    def value(self, definition: n.Definition, records: tuple[Record, ...] = ()) -> Any:
        """What a definition comes to, on the records in reach. Raises `OutOfRangeError`."""
        return self._grounded(lambda: self._come_to(definition, records))

    def node(self, node: n.Node, scope: n.Scope, records: tuple[Record, ...] = ()) -> Any:
        """What one node of a scope comes to, on the records in reach. Raises `ArithmeticError`, `OutOfRangeError`."""
        found = self._kept(scope, records)[node.at]
        if found is not PENDING:
            return found
        return self._grounded(lambda: self._node(node, self._kept(scope, records), records))

    def sheet(self, scope: n.Scope, records: tuple[Record, ...] = ()) -> Sheet:
        """The values of a scope's nodes, on the records in reach: of all that the way taken comes by."""
        key = (id(scope), *map(id, records))
        if key not in self._whole:
            self._grounded(lambda: self._fill(scope, self._kept(scope, records), records))
            self._whole.add(key)
        return self._sheets[key]

    def _grounded(self, work: Callable[[], Any]) -> Any:
        """Does some work; where it goes too deep, what lies deepest is done first and the work begun anew."""
        pending = [work]
        while True:
            self._depth = 0
            try:
                found = pending[-1]()
            except _TooDeepError as deep:
                pending.append(partial(self._come_to, deep.definition, deep.records))
                continue
            pending.pop()
            if not pending:
                return found

    def _come_to(self, definition: n.Definition, records: tuple[Record, ...]) -> Any:
        holder = self.frame if not definition.record else records[0]
        if definition.of is not n.Defines.ROOT and holder[definition.slot] is not PENDING:
            return holder[definition.slot]
        height = definition.scope.height + 1
        if self._depth and self._depth + height > DEEPEST:
            raise _TooDeepError(definition, records)
        self._depth += height
        try:
            found = self._node(definition.root, self._kept(definition.scope, records), records)
        except ArithmeticError as error:
            raise OutOfRangeError(definition) from error
        finally:
            self._depth -= height
        if definition.of is not n.Defines.ROOT:
            holder[definition.slot] = found
        return found

    def _kept(self, scope: n.Scope, records: tuple[Record, ...]) -> list[Any]:
        key = (id(scope), *map(id, records))
        found = self._sheets.get(key)
        if found is None:
            found = self._sheets[key] = [PENDING] * len(scope.nodes)
        return found

    # ---- nodes

    def _node(self, node: n.Node, sheet: list[Any], records: tuple[Record, ...]) -> Any:
        found = sheet[node.at]
        if found is PENDING:
            found = sheet[node.at] = self._computed(node, sheet, records)
        return found

    def _computed(self, node: n.Node, sheet: list[Any], records: tuple[Record, ...]) -> Any:
        match node:
            case n.Field(level=level, column=column):
                return records[level][column]
            case n.Compare(left=left, right=right):
                sides = self._node(left, sheet, records), self._node(right, sheet, records)
                return self._compared(node, sides, records)
            case n.Constant(value=value):
                return value
            case n.Input(slot=slot):
                return self.frame[slot]
            case n.Named(level=level):
                reach = () if level is None else (records[level],)
                return self._come_to(self.meaning.definition_of(node), reach)
            case n.Junction(of_all=of_all, parts=parts):
                return self._joined((partial(self._node, part, sheet, records) for part in parts), of_all)
            case n.Not(part=part):
                found = self._node(part, sheet, records)
                return None if found is None else not found
            case n.Choose(test=test, yes=yes, no=no):
                found = self._node(test, sheet, records)
                return None if found is None else self._node(yes if found else no, sheet, records)
            case n.Fallback(first=first, second=second):
                found = self._node(first, sheet, records)
                return self._node(second, sheet, records) if found is ABSENT else found
            case n.Test(part=part, options=options):
                found = self._node(part, sheet, records)
                if found is None:
                    return None
                return found is ABSENT if options is None else found in options
            case n.Apply(operator=operator, left=left, right=right):
                operands = self._node(left, sheet, records), self._node(right, sheet, records)
                return _passed(operands, lambda: apply(operator, *operands))
            case n.Call(function=name, arguments=arguments):
                given = tuple(self._node(argument, sheet, records) for argument in arguments)
                return _passed(given, lambda: self.meaning.laws[name](*given))
            case n.Fold():
                return self._folded(node, sheet, records)
            case n.Table(lines=lines):
                for line in lines:
                    found = self._node(line.test, sheet, records)
                    if found is not False:
                        return None if found is None else self._node(line.result, sheet, records)
                return None
        assert_never(node)

    def _compared(self, node: n.Compare, sides: tuple[Any, Any], records: tuple[Record, ...]) -> Any:
        found = compare_known(node, *sides)
        if found is None and node.mirrored is not None:
            one, other = node.mirrored
            return of_itself(node) if self._is_one(records[one], records[other]) else None
        return found

    def _is_one(self, record: Record, other: Record) -> bool:
        """Whether two records in reach are one and the same."""
        return record is other

    def _folded(self, fold: n.Fold, sheet: list[Any], records: tuple[Record, ...]) -> Any:
        listed = self._node(fold.source, sheet, records)
        position = 1 if fold.position is None else self._node(fold.position, sheet, records)
        if listed is None or position is None:
            return None
        bodies = (partial(self._of_one, fold, (*records, record)) for record in gone_through(fold, listed, position))
        match fold.folding:
            case Folding.SOME | Folding.EVERY:
                return self._joined(bodies, fold.folding is Folding.EVERY)
            case Folding.COUNT | Folding.SUM | Folding.SMALLEST | Folding.LARGEST | Folding.NTH:
                found = []
                for body in bodies:
                    value = body()
                    if value is None:
                        return None
                    if value is not ABSENT and value is not PENDING:
                        found.append(value)
                return gathered(fold, found, position)
        assert_never(fold.folding)

    def _of_one(self, fold: n.Fold, reach: tuple[Record, ...]) -> Any:
        """What one record comes to: PENDING if it doesn't count, unknown where it is not known whether it does."""
        sheet = self._sheets.get((id(fold.scope), *map(id, reach)), None) or [PENDING] * len(fold.scope.nodes)
        counts = True if fold.where is None else self._node(fold.where, sheet, reach)
        if counts is None:
            return None
        if not counts:
            return PENDING
        return True if fold.body is None else self._node(fold.body, sheet, reach)

    def _joined(self, parts: Iterator[Callable[[], Any]], of_all: bool) -> Any:
        """Whether all parts hold, or any: one that is decisive decides, whatever is unknown or out of range besides."""
        result: Any = of_all
        depth = self._depth
        beyond: Exception | None = None
        for part in parts:
            try:
                value = part()
            except (ArithmeticError, OutOfRangeError) as error:
                beyond, self._depth = beyond or error, depth
                continue
            if value is None:
                result = None
            elif value is not of_all and value is not PENDING:
                return not of_all
        if beyond is not None:
            raise beyond
        return result

    # ---- sheets

    def _fill(self, scope: n.Scope, sheet: list[Any], records: tuple[Record, ...]) -> None:
        """Evaluates every node of a scope that nothing but the way taken leaves out."""
        parts = {part.at for node in scope.nodes for part in every_part(node)}
        pending = [node for node in scope.nodes if node.at not in parts]
        while pending:
            node = pending.pop()
            try:
                self._node(node, sheet, records)
            except (
                ArithmeticError,
                OutOfRangeError,
            ):  # beside the way to the answer; what was needed for that was in range
                sheet[node.at] = None
            pending += taken(node, sheet)


def apply(operator: Arithmetic, left: Any, right: Any) -> Any:
    """What an operator makes of two known values. Raises `ArithmeticError` where that leaves the range of its kind."""
    return operation(operator)(left, right)


def operation(operator: Arithmetic) -> Callable[[Any, Any], Any]:
    """The law of an operator, as `apply` applies it."""
    match operator:
        case Arithmetic.PLUS | Arithmetic.LATER:
            return add
        case Arithmetic.MINUS | Arithmetic.EARLIER:
            return sub
        case Arithmetic.TIMES:
            return times
        case Arithmetic.SPAN_TIMES:
            return mul
        case Arithmetic.EXACT_PLUS:
            return EXACT.add
        case Arithmetic.EXACT_MINUS:
            return EXACT.subtract
        case Arithmetic.EXACT_TIMES:
            return EXACT.multiply
        case Arithmetic.RATIO_PLUS:
            return ratio_plus
        case Arithmetic.RATIO_MINUS:
            return ratio_minus
        case Arithmetic.RATIO_TIMES:
            return ratio_times
        case Arithmetic.QUOTIENT:
            return ratio
        case Arithmetic.DAYS_LATER:
            return lambda moment, days: moment.days_later(days)
        case Arithmetic.DAYS_EARLIER:
            return lambda moment, days: moment.days_later(-days)
        case Arithmetic.MONTHS_LATER_DOWN:
            return lambda day, months: add_months(day, months, "down")
        case Arithmetic.MONTHS_LATER_UP:
            return lambda day, months: add_months(day, months, "up")
        case Arithmetic.MONTHS_EARLIER_DOWN:
            return lambda day, months: add_months(day, -months, "down")
        case Arithmetic.MONTHS_EARLIER_UP:
            return lambda day, months: add_months(day, -months, "up")
    assert_never(operator)


def _passed(given: tuple[Any, ...], result: Callable[[], Any]) -> Any:
    """A result, unless something given is unknown or, failing that, none."""
    return None if None in given else ABSENT if ABSENT in given else result()


def compare_known(node: n.Compare, left: Any, right: Any) -> Any:
    """What a comparison comes to on two values, either of which may be unknown or none."""
    if left is ABSENT or right is ABSENT:
        return False
    if left is None or right is None:
        return None
    if Kind.RATIO in (node.left.type.kind, node.right.type.kind):
        left, right = Fraction(left), Fraction(right)
    return related(node.relation, left, right)


def related(relation: Relation, left: Any, right: Any) -> bool | None:
    """Whether two known values compare as a relation says, None where an hour decides that isn't known.

    Quotients are to be exact already.
    """
    if isinstance(left, Moment) or isinstance(right, Moment):
        return _OF_MOMENTS.get(relation, _RELATIONS[relation])(left, right)
    return _RELATIONS[relation](left, right)


def gathered(fold: n.Fold, found: list[Any], position: int) -> Any:
    """What a fold other than a junction makes of the known bodies of its records."""
    if fold.folding is Folding.COUNT:
        return len(found)
    if fold.folding is Folding.SUM:
        if fold.type.kind in n.SPANS:
            return sum(found, timedelta(0))
        return sum(found) if fold.type.kind is Kind.INTEGER else reduce(EXACT.add, found, Decimal(0))
    found.sort(reverse=fold.folding is Folding.LARGEST)
    return found[position - 1] if 1 <= position <= len(found) else ABSENT
