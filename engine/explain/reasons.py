"""Reads the sheets of an evaluation into the steps of a reasoning: the one explainer.

For each node a small function is made once, which appends the steps that account for its value; what accounts for what
is said by `engine/meaning/account.py`. A node reached twice is explained once and referred to after.
"""

from collections.abc import Callable
from typing import Any, assert_never
from weakref import WeakKeyDictionary

from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.explain.step import (
    MOST_RECORDS,
    Beyond,
    Chosen,
    Compared,
    Counting,
    Existing,
    Listed,
    Met,
    OfRecord,
    Options,
    RowRead,
    Step,
    items_that_carried,
)
from engine.meaning import nodes as n
from engine.meaning.account import Record, Sheet, Sheets, accounting, every_part, line_read
from engine.meaning.meaning import Meaning
from engine.model.asked import Ground

MOST_DEEP = 60
"""How many values and norms are explained one within another; what lies deeper is told without its reasons."""

Records = tuple[Record, ...]
Telling = Callable[["Reasons", Sheet, Records, list[Step]], None]
"""Appends the steps that account for the value of a node."""

Subject = Callable[["Reasons", Records], Any]
"""What an operand is called, on the records in reach."""

_RANKS = {"live": 0, "open": 1, "defeated": 2, "untriggered": 3}
_TELLERS: "WeakKeyDictionary[Meaning, Teller]" = WeakKeyDictionary()
_new = tuple.__new__
"""Makes a step at a third of what its class costs: an explanation makes hundreds."""


class Reasons:
    """Explains one answer from the sheets of its evaluation."""

    def __init__(self, answer: Answer, sheets: Sheets) -> None:
        self.answer, self.sheets, self.frame = answer, sheets, sheets.frame
        self.program, self.meaning = answer.knowledge.program, sheets.meaning
        self.explained: dict[object, Step] = {}
        self.depth = 0
        teller = _TELLERS.get(self.meaning)
        if teller is None:
            teller = _TELLERS[self.meaning] = Teller(self.program)
        self.teller = teller

    def question(self) -> Step:
        """The whole reasoning: the grounds by how they stand, or the steps behind a value."""
        asked = self.answer.asked
        root = self.answer.knowledge.root(asked.question.name)
        sheet = self.sheets.sheet(root.scope)
        value = sheet[root.root.at]
        if not asked.grounds:
            return Step("question", asked.question, value, (), self.children((root.root,), sheet, ()))
        grounds = sorted((self._ground(ground) for ground in asked.grounds), key=lambda step: _RANKS[step.status])
        return Step("question", asked.question, value, (), tuple(grounds))

    # ---- norms

    def _ground(self, ground: Ground) -> Step:
        """One ground of a position: a norm, what the question adds to it, and what says the contrary."""
        step = self.norm(self.meaning.live(ground.norm))
        extra: list[Step] = []
        status = step.status
        if ground.covering is not None and status in ("live", "open"):
            covering = self.meaning.asked(ground.covering)
            sheet = self.sheets.sheet(covering.scope)
            extra += self.children((covering.root,), sheet, ())
            if sheet[covering.root.at] is False:
                norm = self.program.norms[ground.norm]
                aspect = self.program.terms.get(f"aspect:{self.answer.asked.question.covering}")
                extra = extra or [Step("uncovered", norm, False, norm.citations, detail=Beyond(aspect))]
                return step._replace(children=tuple(extra), status="untriggered")
            if sheet[covering.root.at] is None:
                status = "open"
        for other in ground.contrary:
            live = self.meaning.live(other)
            value = self.sheets.sheet(live.scope)[live.root.at]
            if value is not False:
                opposed = self.program.norms[other]
                extra.append(Step("opposed", opposed, value, opposed.citations))
        if not extra and status == step.status:
            return step
        return step._replace(children=(*step.children, *extra), status=status)

    def norm(self, definition: n.Definition) -> Step:
        """A norm or exception with what makes it hold, or what it lacks, or what defeats it."""
        known = self.explained.get(definition)
        if known is not None:
            return _again(known)
        sheet = self.sheets.sheet(definition.scope)
        live = sheet[definition.root.at]
        held = [sheet[condition.at] for condition in definition.conditions]
        applies = False if False in held else None if None in held else True
        status = "live" if live else "open" if live is None else "untriggered" if applies is False else "defeated"
        steps: list[Step] = []
        self.depth += 1
        for condition, value in zip(definition.conditions, held, strict=True):
            if not ((applies is False and value is not False) or (status == "open" and value is True)):
                self.tell(condition, sheet, (), steps)
        if applies is not False:
            self._defeaters(definition, sheet, status, steps)
        self.depth -= 1
        met = sum(sheet[part.at] is True for condition in definition.conditions for part in _conjuncts(condition))
        of = "norm" if definition.of is n.Defines.NORM else "exception"
        node = (self.program.norms if of == "norm" else self.program.exceptions)[definition.name]
        cited = node.citations if of == "norm" or live is not True else items_that_carried(node.citations, steps)
        step = _new(Step, (of, node, live, cited, tuple(steps), status, False, _new(Met, (met, applies))))
        self.explained[definition] = step
        return step

    def _defeaters(self, definition: n.Definition, sheet: Sheet, status: str, steps: list[Step]) -> None:
        untouched = []
        for name, node in definition.defeaters:
            if sheet[node.at] is not False:
                steps.append(self.norm(self.meaning.live(name)))
            else:
                untouched.append(name)
        if untouched and status == "live":
            rejected = tuple(self.norm(self.meaning.live(name)) for name in untouched)
            subjects = tuple(step.subject for step in rejected)
            steps.append(
                Step("untouched", subjects, False, tuple(c for s in rejected for c in s.citations[:1]), rejected)
            )

    # ---- nodes

    def children(self, nodes: tuple[n.Node, ...], sheet: Sheet, records: Records) -> tuple[Step, ...]:
        """The steps that account for several nodes."""
        return _told(self._tellings(nodes), self, sheet, records)

    def tell(self, node: n.Node, sheet: Sheet, records: Records, steps: list[Step]) -> None:
        """Appends the steps that account for the value of a node."""
        telling = self.teller.telling(node)
        if telling is not None:
            telling(self, sheet, records, steps)

    def _tellings(self, nodes: tuple[n.Node, ...]) -> list[Telling]:
        return [telling for telling in map(self.teller.telling, nodes) if telling is not None]

    def value(self, definition: n.Definition, records: Records, detail: OfRecord | None = None) -> Step:
        """A value, or one derived of the record in reach, with what accounts for it."""
        key: object = (definition, id(records[0])) if records else definition
        known = self.explained.get(key)
        if known is not None:
            return _again(known)
        node, cited, telling = self.teller.of_value(definition)
        sheet = self.sheets.sheet(definition.scope, records)
        self.depth += 1
        steps: list[Step] = []
        if telling is not None and self.depth < MOST_DEEP:
            telling(self, sheet, records, steps)
        self.depth -= 1
        step = _new(Step, ("value", node, sheet[definition.root.at], cited, tuple(steps), "", False, detail))
        self.explained[key] = step
        return step


def _again(step: Step) -> Step:
    return _new(Step, (*step[:6], True, step[7]))


def _conjuncts(node: n.Node) -> list[n.Node]:
    if isinstance(node, n.Junction) and node.of_all:
        return [part for each in node.parts for part in _conjuncts(each)]
    return [node]


def _told(tellings: list[Telling], reasons: Reasons, sheet: Sheet, records: Records) -> tuple[Step, ...]:
    steps: list[Step] = []
    for telling in tellings:
        telling(reasons, sheet, records, steps)
    return tuple(steps)


class Teller:
    """What is told of each node of a program, made once: of a node's parts before the node itself."""

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
            case n.Junction() | n.Not() | n.Choose() | n.Fallback():
                return self._through(node)
            case n.Compare(relation=n.Relation.EQUAL, left=left, right=right) if left.type.kind is n.Kind.CHOICE:
                if isinstance(right, n.Constant):
                    return self._option(node, left, (right.value,))
                return self._through(node)
            case n.Test(part=part, options=options):
                return self._existence(node) if options is None else self._option(node, part, options)
            case n.Compare(left=left, right=right):
                return self._operation("comparison", node, (left, right))
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
                _new(Step, ("fact", fact, sheet[at], (), (), "", False, None))
            )
        return self._reading(at, origin.name, Options(()))

    def _reading(self, at: int, name: str, detail: Options) -> Telling:
        ambiguity = self.program.ambiguities[name]
        cited = ambiguity.citations
        return lambda _, sheet, __, steps: steps.append(
            _new(Step, ("reading", ambiguity, sheet[at], cited, (), "", False, detail))
        )

    def _field(self, node: n.Field) -> Telling:
        at, of_record = node.at, _of_record(self.program, node)

        def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
            place = of_record(reasons, records)
            steps.append(_new(Step, ("field", place.node, sheet[at], (), (), "", False, place)))

        return tell

    def _named(self, node: n.Named) -> Telling:
        slot = node.slot
        if node.level is None:

            def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
                definition = reasons.meaning.definition(slot)
                value = definition.of is n.Defines.VALUE
                steps.append(reasons.value(definition, ()) if value else reasons.norm(definition))

            return tell
        level, record, of_record = node.level, node.record, _of_record(self.program, node)

        def tell_derived(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
            definition = reasons.meaning.definition(slot, record)
            steps.append(reasons.value(definition, (records[level],), of_record(reasons, records)))

        return tell_derived

    def _through(self, node: n.Node) -> Telling:
        """The steps of the parts that account for a node, which has none of its own."""
        account = accounting(node)
        tellings = {part.at: self.telling(part) for part in every_part(node)}

        def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
            for part in account(sheet):
                telling = tellings[part.at]
                if telling is not None:
                    telling(reasons, sheet, records, steps)

        return tell

    def _option(self, node: n.Node, part: n.Node, options: tuple[str, ...]) -> Telling:
        at, found_at, origin = node.at, part.at, part.origin
        if isinstance(origin, p.Reference) and origin.kind == "reading":
            return self._reading(found_at, origin.name, Options(options))
        subject, deeper = _subject(self.program, part), self._behind((part,))

        def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
            children = _told(deeper, reasons, sheet, records) if deeper else ()
            detail = _new(Chosen, (sheet[found_at], options, subject(reasons, records)))
            steps.append(_new(Step, ("option", origin, sheet[at], (), children, "", False, detail)))

        return tell

    def _existence(self, node: n.Test) -> Telling:
        at, found_at, origin = node.at, node.part.at, node.part.origin
        subject, deeper = _subject(self.program, node.part), self._behind((node.part,))

        def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
            children = _told(deeper, reasons, sheet, records) if deeper else ()
            detail = _new(Existing, (subject(reasons, records), sheet[found_at]))
            steps.append(_new(Step, ("existence", origin, sheet[at], (), children, "", False, detail)))

        return tell

    def _operation(self, kind: str, node: n.Node, operands: tuple[n.Node, ...]) -> Telling:
        at, origin, places = node.at, node.origin, [operand.at for operand in operands]
        subjects, deeper = [_subject(self.program, operand) for operand in operands], self._behind(operands)

        def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
            children = _told(deeper, reasons, sheet, records) if deeper else ()
            found = tuple([sheet[place] for place in places])
            detail = _new(Compared, (found, tuple([subject(reasons, records) for subject in subjects])))
            steps.append(_new(Step, (kind, origin, sheet[at], (), children, "", False, detail)))

        if len(operands) != 2:
            return tell
        if not deeper:
            return self._plain(kind, node, places, subjects)
        (one, other), (first, second) = places, subjects

        def tell_two(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
            children = _told(deeper, reasons, sheet, records) if deeper else ()
            detail = _new(Compared, ((sheet[one], sheet[other]), (first(reasons, records), second(reasons, records))))
            steps.append(_new(Step, (kind, origin, sheet[at], (), children, "", False, detail)))

        return tell_two

    def _plain(self, kind: str, node: n.Node, places: list[int], subjects: list[Subject]) -> Telling:
        """Two operands behind which there is nothing to tell."""
        at, origin, (one, other), (first, second) = node.at, node.origin, places, subjects

        def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
            detail = _new(Compared, ((sheet[one], sheet[other]), (first(reasons, records), second(reasons, records))))
            steps.append(_new(Step, (kind, origin, sheet[at], (), (), "", False, detail)))

        return tell

    def _table(self, table: n.Table) -> Telling:
        places, deeper = [source.at for source in table.inputs], self._behind(table.inputs)
        subjects = [_subject(self.program, source) for source in table.inputs]
        results = [self._behind((line.result,)) for line in table.lines]
        readings = [self._readings(line.test) for line in table.lines]

        def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
            children = _told(deeper, reasons, sheet, records) if deeper else ()
            found = (tuple([sheet[at] for at in places]), tuple([subject(reasons, records) for subject in subjects]))
            number, line = line_read(table, sheet)
            if number < len(readings):
                told = _told(readings[number], reasons, sheet, records)
                children += tuple([step for step in told if step.kind == "reading"])
            if line is None:
                steps.append(
                    _new(Step, ("row", table.origin, None, (), children, "", False, _new(RowRead, (0, *found))))
                )
                return
            row, value, detail = line.origin, sheet[line.result.at], _new(RowRead, (number + 1, *found))
            children += _told(results[number], reasons, sheet, records)
            steps.append(_new(Step, ("row", row, value, row.citations, children, "", False, detail)))

        return tell

    def _readings(self, test: n.Node) -> list[Telling]:
        """What tells of the readings among the tests of a row; its cells are told by the row itself."""
        parts = test.parts if isinstance(test, n.Junction) and test.of_all else (test,)
        tellings = [self.telling(part) for part in parts if _tells_of_reading(part)]
        return [telling for telling in tellings if telling is not None]

    def _fold(self, fold: n.Fold) -> Telling:
        at, source_at, subject = fold.at, fold.source.at, _subject(self.program, fold.source)
        junction = fold.folding in (n.Folding.SOME, n.Folding.EVERY)
        decisive, body, scope, origin = fold.folding is n.Folding.SOME, fold.body, fold.scope, fold.origin
        one = self._of_one(fold)

        def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
            value = sheet[at]
            sheets, listed = reasons.sheets, sheet[source_at]
            reach = [(*records, record) for record in listed or ()]
            if junction and value is decisive and body is not None:
                told = [(each, sheets.sheet(scope, each)) for each in reach]
                told = [(each, own) for each, own in told if own[body.at] is value]
                count = len(told)
                del told[MOST_RECORDS:]
            else:
                count = len(reach)
                told = [(each, sheets.sheet(scope, each)) for each in reach[:MOST_RECORDS]]
            children = tuple([one(reasons, own, each) for each, own in told])
            detail = _new(Listed, (subject(reasons, records), None if listed is None else len(listed), count))
            steps.append(_new(Step, ("list", origin, value, (), children, "", False, detail)))

        return tell

    def _of_one(self, fold: n.Fold) -> "Callable[[Reasons, Sheet, Records], Step]":
        """What a fold makes of one record."""
        declared, origin, where, body = self.program.records[fold.record], fold.origin, fold.where, fold.body
        of_where = self.telling(where) if where is not None else None
        of_body = self.telling(body) if body is not None else None

        def step(reasons: Reasons, sheet: Sheet, reach: Records) -> Step:
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
            value = result if body is not None and included is True else included
            detail = _new(Counting, (number + 1, result, origin, reasons.meaning.layout.inputs[slot][1]))
            return _new(Step, ("record", declared, value, (), tuple(steps), "", False, detail))

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


# ---- what steps are about


def _subject(program: p.Program, node: n.Node) -> Callable[[Reasons, Records], Any]:
    """What an operand is called: the declaration behind a name or field, with the number of its record."""
    match node.origin:
        case p.Reference(kind="fact", name=name):
            named: Any = program.facts[name]
        case p.Reference(kind="value", name=name):
            named = program.values[name]
        case p.FieldReference():
            assert isinstance(node, n.Field | n.Named)
            return _of_record(program, node)
        case origin:
            named = origin
    return lambda _, __: named


def _of_record(program: p.Program, node: n.Field | n.Named) -> Callable[[Reasons, Records], OfRecord]:
    """The record that a field or derived value is of: which of how many in its list."""
    field = node.origin
    assert isinstance(field, p.FieldReference)
    assert node.level is not None
    level, record = node.level, program.records[field.record]
    declared: p.Fact | p.Value = (
        program.values[field.name]
        if field.derived
        else next(declared for declared in record.fields if declared.name == field.name)
    )

    made: dict[tuple[int, int], OfRecord] = {}

    def of_record(reasons: Reasons, records: Records) -> OfRecord:
        way = records[level][-1]
        total = len(reasons.frame[way[0]])
        found = made.get(way)
        if found is None or found[3] != total:
            name = reasons.meaning.layout.inputs[way[0]][1]
            found = made[way] = _new(OfRecord, (declared, record, way[1] + 1, total, name))
        return found

    return of_record


def _is_named_already(node: n.Node) -> bool:
    match node:
        case n.Constant() | n.Field():
            return True
        case n.Input(origin=p.Reference(kind="fact")):
            return True
        case _:
            return False
