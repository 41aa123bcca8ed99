"""For each node of a program a small function, made once, that appends the steps which account for the node's value.

What accounts for what is said by `engine/meaning/account.py`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, assert_never

from dsl.typed import program as p
from engine.explain.naming import Records, Subject, record_of, subject_of
from engine.explain.step import (
    MOST_RECORDS,
    Chosen,
    Compared,
    Counting,
    Existing,
    Listed,
    Options,
    RowRead,
    Step,
)
from engine.meaning import nodes as n
from engine.meaning.account import Sheet, accounting, every_part, folded, line_read
from engine.meaning.intervals import OpenList
from engine.meaning.marks import ABSENT

if TYPE_CHECKING:
    from engine.explain.reasons import Reasons

Telling = Callable[["Reasons", Sheet, Records, list[Step]], None]
"""Appends the steps that account for the value of a node."""

_LIVE = (n.Defines.NORM, n.Defines.EXCEPTION)
_new = tuple.__new__
"""Makes a step at a third of what its class costs: an explanation makes hundreds."""


def told_by(tellings: list[Telling], reasons: "Reasons", sheet: Sheet, records: Records) -> tuple[Step, ...]:
    steps: list[Step] = []
    for telling in tellings:
        telling(reasons, sheet, records, steps)
    return tuple(steps)


class Teller:
    """What is told of each node of a program, made once, when it is first told."""

    def __init__(self, program: p.Program) -> None:
        self.program = program
        self._made: dict[int, tuple[Telling | None, n.Node]] = {}
        self._values: dict[n.Definition, tuple[p.Value, tuple[str, ...], Telling | None]] = {}

    def telling(self, node: n.Node) -> Telling | None:
        """What appends the steps of a node; None where there is nothing to tell."""
        made = self._made.get(id(node))
        if made is None:
            made = self._made[id(node)] = (self._telling(node), node)
        return made[0]

    def of_value(self, definition: n.Definition) -> tuple[p.Value, tuple[str, ...], Telling | None]:
        """The value behind a definition, its citations, and what tells of its expression."""
        made = self._values.get(definition)
        if made is None:
            node = self.program.values[definition.name]
            made = self._values[definition] = (node, node.citations, self.telling(definition.root))
        return made

    def _telling(self, node: n.Node) -> Telling | None:
        match node:
            case n.Constant() | n.Call(function="floor" | "ceiling", arguments=(n.Constant(),)):
                return None
            case n.Input():
                return self._input(node)
            case n.Field():
                return self._field(node)
            case n.Named():
                return self._named(node)
            case n.Fallback(origin=p.Reference(kind="fact")):
                return self._dated(node)
            case n.Fallback(first=n.Fold() as fold):
                return self._in_place_of(fold, node)
            case n.Junction() | n.Not() | n.Choose() | n.Fallback():
                return self._through(node)
            case n.Compare(relation=n.Relation.EQUAL, left=left, right=right) if left.type.kind is n.Kind.CHOICE:
                if isinstance(right, n.Constant):
                    return self._option(node, left, (right.value,))
                return self._through(node)
            case n.Test(part=part, options=options):
                return self._existence(node) if options is None else self._option(node, part, options)
            case n.Compare(left=left, right=right, mirrored=mirrored):
                telling = self._operation("comparison", node, (left, right))
                return telling if mirrored is None else _unless_of_itself(node, telling)
            case n.Apply(left=left, right=right):
                return self._operation("arithmetic", node, (left, right))
            case n.Call(arguments=arguments):
                return self._operation("arithmetic", node, arguments)
            case n.Fold():
                return self._fold(node)
            case n.Table():
                return self._table(node)
        assert_never(node)

    def _input(self, node: n.Input) -> Telling:
        at, origin = node.at, node.origin
        assert isinstance(origin, p.Reference)
        if origin.kind == "fact":
            fact = self.program.facts[origin.name]
            return lambda _, sheet, __, steps: steps.append(
                _new(Step, ("fact", fact, sheet[at], (), (), None, False, None))
            )
        return self._reading(at, origin.name, Options(()))

    def _dated(self, node: n.Fallback) -> Telling:
        """A setting that changes by date, as a fact; where it is open for want of the day, the day."""
        at, first, origin, table = node.at, node.first.at, node.origin, node.second
        assert isinstance(origin, p.Reference)
        assert isinstance(table, n.Table)
        fact, tell_day = self.program.facts[origin.name], self.telling(table.inputs[0])

        def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            if sheet[at] is None and sheet[first] is ABSENT and tell_day is not None:
                tell_day(reasons, sheet, records, steps)
            else:
                steps.append(_new(Step, ("fact", fact, sheet[at], (), (), None, False, None)))

        return tell

    def _reading(self, at: int, name: str, detail: Options) -> Telling:
        ambiguity = self.program.ambiguities[name]
        cited = ambiguity.citations
        return lambda _, sheet, __, steps: steps.append(
            _new(Step, ("reading", ambiguity, sheet[at], cited, (), None, False, detail))
        )

    def _field(self, node: n.Field) -> Telling:
        at, of_record = node.at, record_of(self.program, node)

        def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            place = of_record(reasons, records)
            steps.append(_new(Step, ("field", place.node, sheet[at], (), (), None, False, place)))

        return tell

    def _named(self, node: n.Named) -> Telling:
        slot = node.slot
        if node.level is None:

            def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
                definition = reasons.meaning.definition(slot)
                value = definition.of is n.Defines.VALUE
                steps.append(reasons.value(definition, ()) if value else reasons.norm(definition))

            return tell
        level, record, of_record = node.level, node.record, record_of(self.program, node)
        definition: n.Definition | None = None

        def tell_derived(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            nonlocal definition
            if definition is None:
                definition = reasons.meaning.definition(slot, record)
            tell = reasons.norm if definition.of in _LIVE else reasons.value
            steps.append(tell(definition, (records[level],), of_record(reasons, records)))

        return tell_derived

    def _in_place_of(self, fold: n.Fold, node: n.Fallback) -> Telling:
        """What a fold comes to, or what holds instead and why: none of the records counts."""
        at, tell_fold, tell_node = fold.at, self._fold(fold), self._through(node)

        def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            if sheet[at] is ABSENT:
                tell_fold(reasons, sheet, records, steps)
            tell_node(reasons, sheet, records, steps)

        return tell

    def _through(self, node: n.Node) -> Telling:
        """The steps of the parts that account for a node, which has none of its own."""
        account, tellings = accounting(node), dict[int, Telling | None]()

        def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            for part in account(sheet):
                try:
                    telling = tellings[part.at]
                except KeyError:
                    telling = tellings[part.at] = self.telling(part)
                if telling is not None:
                    telling(reasons, sheet, records, steps)

        return tell

    def _option(self, node: n.Node, part: n.Node, options: tuple[str, ...]) -> Telling:
        at, found_at, origin = node.at, part.at, part.origin
        if isinstance(origin, p.Reference) and origin.kind == "reading":
            return self._reading(found_at, origin.name, Options(options))
        subject, deeper = subject_of(self.program, part), self._behind((part,))

        def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            children = told_by(deeper, reasons, sheet, records) if deeper else ()
            detail = _new(Chosen, (sheet[found_at], options, subject(reasons, records)))
            steps.append(_new(Step, ("option", origin, sheet[at], (), children, None, False, detail)))

        return tell

    def _existence(self, node: n.Test) -> Telling:
        at, found_at, origin = node.at, node.part.at, node.part.origin
        subject, deeper = subject_of(self.program, node.part), self._behind((node.part,))

        def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            children = told_by(deeper, reasons, sheet, records) if deeper else ()
            detail = _new(Existing, (subject(reasons, records), sheet[found_at]))
            steps.append(_new(Step, ("existence", origin, sheet[at], (), children, None, False, detail)))

        return tell

    def _operation(self, kind: str, node: n.Node, operands: tuple[n.Node, ...]) -> Telling:
        at, origin, places = node.at, node.origin, [operand.at for operand in operands]
        subjects, deeper = [subject_of(self.program, operand) for operand in operands], self._behind(operands)

        def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            children = told_by(deeper, reasons, sheet, records) if deeper else ()
            found = tuple([sheet[place] for place in places])
            detail = _new(Compared, (found, tuple([subject(reasons, records) for subject in subjects])))
            steps.append(_new(Step, (kind, origin, sheet[at], (), children, None, False, detail)))

        if len(operands) != 2:
            return tell
        if not deeper:
            return self._plain(kind, node, places, subjects)
        (one, other), (first, second) = places, subjects

        def tell_two(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            children = told_by(deeper, reasons, sheet, records) if deeper else ()
            detail = _new(Compared, ((sheet[one], sheet[other]), (first(reasons, records), second(reasons, records))))
            steps.append(_new(Step, (kind, origin, sheet[at], (), children, None, False, detail)))

        return tell_two

    def _plain(self, kind: str, node: n.Node, places: list[int], subjects: list[Subject]) -> Telling:
        """Two operands behind which there is nothing to tell."""
        at, origin, (one, other), (first, second) = node.at, node.origin, places, subjects

        def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            detail = _new(Compared, ((sheet[one], sheet[other]), (first(reasons, records), second(reasons, records))))
            steps.append(_new(Step, (kind, origin, sheet[at], (), (), None, False, detail)))

        return tell

    def _table(self, table: n.Table) -> Telling:
        places, deeper = [source.at for source in table.inputs], self._behind(table.inputs)
        subjects = [subject_of(self.program, source) for source in table.inputs]
        results = [self._behind((line.result,)) for line in table.lines]
        readings = [self._readings(line.test) for line in table.lines]

        def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            children = told_by(deeper, reasons, sheet, records) if deeper else ()
            found = (tuple([sheet[at] for at in places]), tuple([subject(reasons, records) for subject in subjects]))
            number, line = line_read(table, sheet)
            if number < len(readings):
                told = told_by(readings[number], reasons, sheet, records)
                children += tuple([step for step in told if step.kind == "reading"])
            if line is None:
                value, detail = sheet[table.at], _new(RowRead, (0, *found))
                steps.append(_new(Step, ("row", table.origin, value, (), children, None, False, detail)))
                return
            if not line.origin.number:  # a row of a sum that doesn't hold adds nothing, and is not told
                return
            row, value, detail = line.origin, sheet[line.result.at], _new(RowRead, (line.origin.number, *found))
            children += told_by(results[number], reasons, sheet, records)
            steps.append(_new(Step, ("row", row, value, row.citations, children, None, False, detail)))

        return tell

    def _readings(self, test: n.Node) -> list[Telling]:
        """What tells of the readings among the tests of a row; its cells are told by the row itself."""
        parts = test.parts if isinstance(test, n.Junction) and test.of_all else (test,)
        tellings = [self.telling(part) for part in parts if _tells_of_reading(part)]
        return [telling for telling in tellings if telling is not None]

    def _fold(self, fold: n.Fold) -> Telling:
        at, source_at, subject = fold.at, fold.source.at, subject_of(self.program, fold.source)
        junction = fold.folding in (n.Folding.SOME, n.Folding.EVERY)
        decisive, body, scope, origin = fold.folding is n.Folding.SOME, fold.body, fold.scope, fold.origin
        one = self._of_one(fold)

        def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
            value = sheet[at]
            sheets, listed = reasons.sheets, sheet[source_at]
            reach = [(*records, record) for record in folded(fold, sheet)]
            if junction and value is decisive and body is not None:
                told = [(each, sheets.sheet(scope, each)) for each in reach]
                told = [(each, own) for each, own in told if own[body.at] is value]
                count = len(told)
                del told[MOST_RECORDS:]
            else:
                count = len(reach)
                told = [(each, sheets.sheet(scope, each)) for each in reach[:MOST_RECORDS]]
            children = tuple([one(reasons, own, each) for each, own in told])
            number = None if listed is None or (not reach and isinstance(listed, OpenList)) else len(reach)
            detail = _new(Listed, (subject(reasons, records), number, count))
            steps.append(_new(Step, ("list", origin, value, (), children, None, False, detail)))

        return tell

    def _of_one(self, fold: n.Fold) -> "Callable[[Reasons, Sheet, Records], Step]":
        """What a fold makes of one record."""
        declared, origin, where, body = self.program.records[fold.record], fold.origin, fold.where, fold.body
        of_where = self.telling(where) if where is not None else None
        of_body = self.telling(body) if body is not None else None

        def step(reasons: "Reasons", sheet: Sheet, reach: Records) -> Step:
            steps: list[Step] = []
            included: Any = True
            if where is not None:
                included = sheet[where.at]
                if of_where is not None:
                    of_where(reasons, sheet, reach, steps)
            result = included
            if body is not None and included is not False:
                result = sheet[body.at]
                if of_body is not None:
                    of_body(reasons, sheet, reach, steps)
            slot, number = reach[-1][-1]
            layout = reasons.meaning.layout
            value = result if body is not None and included is True else included
            counted = layout.ordinal(reasons.frame, slot, number)
            detail = _new(Counting, (counted, result, origin, layout.inputs[slot][1]))
            return _new(Step, ("record", declared, value, (), tuple(steps), None, False, detail))

        return step

    def _behind(self, operands: tuple[n.Node, ...]) -> list[Telling]:
        """What tells of operands what the step that names them does not: nothing of facts, fields and constants."""
        found = [self.telling(operand) for operand in operands if not _is_named_already(operand)]
        return [telling for telling in found if telling is not None]


def _tells_of_reading(node: n.Node) -> bool:
    """Whether the steps that account for a node may be one of a reading, rather than have one among their children."""
    match node:
        case n.Junction() | n.Not() | n.Choose() | n.Fallback():
            return any(_tells_of_reading(part) for part in every_part(node))
        case n.Compare(left=left):
            return left.type.kind is n.Kind.CHOICE and any(_is_reading(part) for part in every_part(node))
        case n.Test(part=part):
            return _is_reading(part)
        case _:
            return _is_reading(node)


def _is_reading(node: n.Node) -> bool:
    return isinstance(node.origin, p.Reference) and node.origin.kind == "reading"


def _is_named_already(node: n.Node) -> bool:
    match node:
        case n.Constant() | n.Field():
            return True
        case n.Input(origin=p.Reference(kind="fact")) | n.Fallback(origin=p.Reference(kind="fact")):
            return True
        case _:
            return False


def _unless_of_itself(compare: n.Compare, telling: Telling) -> Telling:
    """How a comparison is told: of a record with itself not at all, where nothing is known of it."""
    at, left = compare.at, compare.left.at

    def tell(reasons: "Reasons", sheet: Sheet, records: Records, steps: list[Step]) -> None:
        if sheet[at] is None or sheet[left] is not None:
            telling(reasons, sheet, records, steps)

    return tell
