"""The walker where a list may go on: counts and the like are known within bounds, and so is what comes of them.

What can't be told apart is put together: of a choice whose test is open either branch, of a table all rows that may be
reached. So no more is decided than holds for every number of further records, whatever they are. A yes or a no stays
as it is; other values become intervals (`engine/meaning/intervals.py`).
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from dsl.functions import function
from engine.backends.alike_records import Alike
from engine.backends.open_folds import Part, if_all, is_optional, joined, ordered, summed
from engine.backends.walker import Walker, apply, related
from engine.meaning import nodes as n
from engine.meaning.account import Record, gone_through
from engine.meaning.bounds import OutOfRangeError
from engine.meaning.intervals import Interval, OpenList, ends, hull, may_be_none, told, within
from engine.meaning.marks import ABSENT, OUT_OF_RANGE, PENDING
from engine.meaning.meaning import Meaning
from engine.meaning.nodes import Arithmetic, Folding, Kind, Relation

_UNORDERED = frozenset({Kind.BOOLEAN, Kind.CHOICE, Kind.LIST, Kind.NONE, Kind.MOMENT})
"""What has no bounds; moments, because of two it may not be known which is the earlier."""
_NOTHING: dict[Kind, Any] = {Kind.MONEY: Decimal(0), Kind.DAYS: timedelta(0), Kind.DURATION: timedelta(0)}
"""Below which no amount and no length of time is that nobody told."""
_RISING = frozenset({Arithmetic.PLUS, Arithmetic.EXACT_PLUS, Arithmetic.RATIO_PLUS, Arithmetic.LATER})
"""What never falls as either side rises."""
_FALLING = frozenset({Arithmetic.MINUS, Arithmetic.EXACT_MINUS, Arithmetic.RATIO_MINUS, Arithmetic.EARLIER})
"""What never falls as the left side rises, nor rises as the right side does."""
_PRODUCTS = frozenset({Arithmetic.TIMES, Arithmetic.EXACT_TIMES, Arithmetic.RATIO_TIMES, Arithmetic.SPAN_TIMES})
_BY_MONTHS = frozenset(
    {
        Arithmetic.MONTHS_LATER_DOWN,
        Arithmetic.MONTHS_LATER_UP,
        Arithmetic.MONTHS_EARLIER_DOWN,
        Arithmetic.MONTHS_EARLIER_UP,
    }
)


class _InItsPlaceError(Exception):
    """A record is asked for by its place in a list, which tells apart what is else alike."""


class OpenWalker(Walker):
    """Evaluates definitions in a frame some of whose lists may go on.

    Of several told records of which the same is known one stands for all that aren't in reach themselves: whatever one
    of them comes to, each of the others does.
    """

    def __init__(self, meaning: Meaning, frame: list[Any], apart: bool = False) -> None:
        """`apart` has each record looked at by itself, as where what is computed of one is changed in between."""
        super().__init__(meaning, frame)
        self._apart = apart

    @cached_property
    def _alike(self) -> Alike:
        """Found when a record is first looked at, before anything is computed of it."""
        found = Alike(self.meaning.layout, self.frame)
        if self._apart:
            found.tell_apart()
        return found

    def _grounded(self, work: Callable[[], Any]) -> Any:
        try:
            found = super()._grounded(work)
        except _InItsPlaceError:
            self._alike.tell_apart()
            found = super()._grounded(work)
        if "_alike" in self.__dict__:
            self._alike.notice()
        return found

    def _come_to(self, definition: n.Definition, records: tuple[Record, ...]) -> Any:
        try:
            return self._of_all_alike(definition, records)
        except OutOfRangeError:
            self.frame[-2] = OUT_OF_RANGE
            raise

    def _of_all_alike(self, definition: n.Definition, records: tuple[Record, ...]) -> Any:
        if not definition.record or records[0][definition.slot] is not PENDING:
            return super()._come_to(definition, records)
        equal = self._alike.to(records[0])
        if len(equal) < 2:
            return super()._come_to(definition, records)
        found = super()._come_to(definition, (equal[0],))
        for record in equal:
            record[definition.slot] = found
        return found

    def _computed(self, node: n.Node, sheet: list[Any], records: tuple[Record, ...]) -> Any:
        match node:
            case n.Junction() | n.Compare() | n.Named() | n.Constant() | n.Not() | n.Fold():
                pass
            case n.Input() | n.Field():
                found = super()._computed(node, sheet, records)
                nothing = _NOTHING.get(node.type.kind)
                return found if found is not None or nothing is None else Interval(nothing, None, node.type.optional)
            case n.Choose(test=test, yes=yes, no=no) if self._node(test, sheet, records) is None:
                return self._either(node, [self._tried(part, sheet, records) for part in (yes, no)])
            case n.Fallback(first=first, second=second):
                found = self._node(first, sheet, records)
                if isinstance(found, Interval) and found.optional:
                    return self._either(node, [within(*ends(found)), self._tried(second, sheet, records)])
            case n.Test(part=part):
                found = self._node(part, sheet, records)
                if isinstance(found, Interval):
                    return None if found.optional else False
            case n.Apply(left=left, right=right):
                sides = self._node(left, sheet, records), self._node(right, sheet, records)
                if any(isinstance(side, Interval) for side in sides):
                    return _applied(node, *sides)
            case n.Call(arguments=arguments):
                given = [self._node(argument, sheet, records) for argument in arguments]
                if any(found is None or isinstance(found, Interval) for found in given):
                    return self._called(node, given)
            case n.Table(lines=lines):
                return self._looked_up(node, lines, sheet, records)
            case _:
                pass
        return super()._computed(node, sheet, records)

    def _compared(self, node: n.Compare, sides: tuple[Any, Any], records: tuple[Record, ...]) -> Any:
        if not (isinstance(sides[0], Interval) or isinstance(sides[1], Interval)):
            return super()._compared(node, sides, records)
        found = _compared_within(node, *sides)
        return super()._compared(node, (None, None), records) if found is None else found

    def _is_one(self, record: Record, other: Record) -> bool:
        """Whether two records are one: what stands for each further record may stand for two."""
        listed = self.frame[record[-1][0]]
        return record is other and not (isinstance(listed, OpenList) and record is listed.further)

    def _tried(self, node: n.Node, sheet: list[Any], records: tuple[Record, ...]) -> Any:
        """What a part comes to that may not be reached at all; unknown where its arithmetic leaves its range."""
        depth = self._depth
        try:
            return self._node(node, sheet, records)
        except (ArithmeticError, OutOfRangeError):
            self._depth = depth
            return None

    def _either(self, node: n.Node, found: list[Any]) -> Any:
        return hull(found, node.type.kind not in _UNORDERED, node.type.optional)

    def _looked_up(
        self, table: n.Table, lines: tuple[n.Line, ...], sheet: list[Any], records: tuple[Record, ...]
    ) -> Any:
        """The results of all rows that may be the first whose test holds."""
        found = []
        for line in lines:
            test = self._node(line.test, sheet, records)
            if test is not False:
                found.append(self._tried(line.result, sheet, records))
            if test is True:
                break
        return self._either(table, found) if found else None

    def _called(self, call: n.Call, given: list[Any]) -> Any:
        """A function of which some arguments are known within bounds, or not at all."""
        if ABSENT in given and None not in given:
            return ABSENT
        optional = any(
            may_be_none(found, argument.type.optional) for found, argument in zip(given, call.arguments, strict=True)
        )
        law, name = self.meaning.laws[call.function], call.function
        if call.type.kind in _UNORDERED:
            return None
        if name in ("max", "min"):
            if ABSENT in given:
                return None
            lows, highs = zip(*map(ends, given), strict=True)
            low, high = (_most(lows), if_all(max, highs)) if name == "max" else (if_all(min, lows), _least(highs))
            return within(low, high, optional)
        rising = function(name).rising
        if any(found is None or (isinstance(found, Interval) and at not in rising) for at, found in enumerate(given)):
            return None
        low, high = (
            None if None in side else law(*side) for side in zip(*(ends(found) for found in given), strict=True)
        )
        return within(low, high, optional)

    # ---- folds

    def _folded(self, fold: n.Fold, sheet: list[Any], records: tuple[Record, ...]) -> Any:
        listed = self._node(fold.source, sheet, records)
        position = 1 if fold.position is None else self._node(fold.position, sheet, records)
        if listed is None or position is None or isinstance(position, Interval):
            return None
        if fold.position is not None and fold.folding is not Folding.NTH and isinstance(listed, OpenList):
            listed = gone_through(fold, listed.told, position) or listed
        if fold.position is not None and fold.folding is not Folding.NTH and self._alike:
            raise _InItsPlaceError
        if fold.folding in (Folding.SOME, Folding.EVERY):
            return joined(self._parts(fold, listed, records), fold.folding is Folding.EVERY)
        parts = list(self._parts(fold, listed, records))
        match fold.folding:
            case Folding.COUNT:
                there = [part for part in parts if part.value is not ABSENT]
                sure = sum(part.at_least for part in there if not is_optional(part.value, fold.body))
                return within(sure, if_all(sum, [part.at_most for part in there], 0))
            case Folding.SUM:
                return summed(fold, parts)
            case _:
                return ordered(fold, parts, position)

    def _parts(self, fold: n.Fold, listed: Any, records: tuple[Record, ...]) -> Iterator[Part]:
        """What each record adds; nothing where it certainly doesn't count."""
        for record, times in self._alike.counted(told(listed), records):
            counts, value = self._of_record(fold, (*records, record))
            if counts is not False:
                yield Part(value, times if counts else 0, times)
        if not isinstance(listed, OpenList) or (_bears_otherwise(fold) and self._leaves_alone(listed, records)):
            return
        counts, value = self._of_record(fold, (*records, listed.further))
        if counts is not False:
            yield Part(value, 0, listed.at_most)

    def _leaves_alone(self, listed: OpenList, records: tuple[Record, ...]) -> bool:
        """Whether a told record of the same list is looked at, on which further ones are taken not to bear."""
        further = listed.further
        is_told = any(record is not further and record[-1][0] == further[-1][0] for record in records)
        return is_told and listed.is_apart()

    def _of_record(self, fold: n.Fold, reach: tuple[Record, ...]) -> tuple[Any, Any]:
        """Whether a record counts, and what it comes to."""
        sheet = self._sheets.get((id(fold.scope), *map(id, reach)), None) or [PENDING] * len(fold.scope.nodes)
        counts = True if fold.where is None else self._node(fold.where, sheet, reach)
        if counts is False:
            return False, None
        return counts, True if fold.body is None else self._node(fold.body, sheet, reach)


def _bears_otherwise(fold: n.Fold) -> bool:
    """Whether a fold makes more of a record than to count it or to add it up."""
    return fold.folding not in (Folding.COUNT, Folding.SUM)


# ---- comparisons and operators


def _compared_within(node: n.Compare, left: Any, right: Any) -> Any:
    if left is ABSENT or right is ABSENT:
        return False
    if left is None or right is None:
        return None
    sides = ends(left), ends(right)
    if Kind.RATIO in (node.left.type.kind, node.right.type.kind):
        sides = tuple(tuple(None if end is None else Fraction(end) for end in side) for side in sides)  # type: ignore[assignment]  # two pairs
    found = _decided(node.relation, *sides)
    return None if found is True and _may_be_none(left, right) else found


def _may_be_none(*values: Any) -> bool:
    return any(isinstance(value, Interval) and value.optional for value in values)


def _decided(relation: Relation, left: tuple[Any, Any], right: tuple[Any, Any]) -> bool | None:
    """Whether all values within two pairs of bounds compare as a relation says, or none do; None where it depends."""
    match relation:
        case Relation.EQUAL | Relation.UNEQUAL:
            apart = _holds(Relation.LESS, left[1], right[0]) or _holds(Relation.MORE, left[0], right[1])
            return (relation is Relation.UNEQUAL) if apart else None
        case Relation.LESS | Relation.AT_MOST:
            opposite = Relation.AT_LEAST if relation is Relation.LESS else Relation.MORE
            sure, never = _holds(relation, left[1], right[0]), _holds(opposite, left[0], right[1])
        case _:
            opposite = Relation.AT_MOST if relation is Relation.MORE else Relation.LESS
            sure, never = _holds(relation, left[0], right[1]), _holds(opposite, left[1], right[0])
    return True if sure else False if never else None


def _holds(relation: Relation, left: Any, right: Any) -> bool:
    return left is not None and right is not None and related(relation, left, right) is True


def _applied(node: n.Apply, left: Any, right: Any) -> Any:
    """What an operator makes of two values of which one or both are known within bounds."""
    if left is None or right is None:
        return None
    if left is ABSENT or right is ABSENT:
        return ABSENT
    operator, optional = node.operator, _may_be_none(left, right)
    (low, high), (least, greatest) = ends(left), ends(right)

    def of(one: Any, other: Any) -> Any:
        return None if one is None or other is None else apply(operator, one, other)

    if operator in _RISING:
        return within(of(low, least), of(high, greatest), optional)
    if operator in _FALLING:
        return within(of(low, greatest), of(high, least), optional)
    if operator in _BY_MONTHS:
        return within(of(low, least), of(high, least), optional) if least == greatest else None
    if operator in _PRODUCTS:
        return _product(of, (low, high), (least, greatest), optional)
    return _quotient(of, (low, high), (least, greatest), optional)


def _product(of: Callable[[Any, Any], Any], left: tuple[Any, Any], right: tuple[Any, Any], optional: bool) -> Any:
    if None not in (*left, *right):
        corners = [of(one, other) for one in left for other in right]
        return within(min(corners), max(corners), optional)
    if _is_positive(left[0]) and _is_positive(right[0]):
        return within(of(left[0], right[0]), of(left[1], right[1]), optional)
    return None


def _quotient(of: Callable[[Any, Any], Any], left: tuple[Any, Any], right: tuple[Any, Any], optional: bool) -> Any:
    if not _is_positive(right[0]) or right[0] == right[0] * 0:
        return None
    if right[0] == right[1]:
        return within(of(left[0], right[0]), of(left[1], right[0]), optional)
    if _is_positive(left[0]):
        lowest = Fraction(0) if right[1] is None else of(left[0], right[1])
        return within(lowest, of(left[1], right[0]), optional)
    return None


def _is_positive(bound: Any) -> bool:
    """Whether a lower bound is there and not below zero."""
    return bound is not None and bound >= bound * 0


# ---- bounds


def _most(bounds: Any) -> Any:
    known = [bound for bound in bounds if bound is not None]
    return max(known) if known else None


def _least(bounds: Any) -> Any:
    known = [bound for bound in bounds if bound is not None]
    return min(known) if known else None
