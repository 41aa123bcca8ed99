"""Reads the sheets of an evaluation into the steps of a reasoning: the one explainer.

For each node a small function is made once, which appends the steps that account for its value; what accounts for what
is said by `engine/meaning/account.py`. A node reached twice is explained once and referred to after.
"""

from collections.abc import Callable
from typing import Any, assert_never
from weakref import WeakKeyDictionary

from dsl.typed import program as p
from engine.answer.answer import Answer
from engine.explain.step import MOST_RECORDS, OfRecord, Step
from engine.meaning import nodes as n
from engine.meaning.account import Record, Sheet, Sheets, accounting, folded, line_read
from engine.meaning.meaning import Meaning
from engine.model.asked import Ground

MOST_DEEP = 60
"""How many values and norms are explained one within another; what lies deeper is told without its reasons."""

Records = tuple[Record, ...]
Telling = Callable[["Reasons", Sheet, Records, list[Step]], None]
"""Appends the steps that account for the value of a node."""

_RANKS = {"live": 0, "open": 1, "defeated": 2, "untriggered": 3}
_TOLD: "WeakKeyDictionary[Meaning, dict[int, Telling | None]]" = WeakKeyDictionary()
_new = tuple.__new__
"""Makes a step at a third of what its class costs: an explanation makes hundreds."""


class Reasons:
    """Explains one answer from the sheets of its evaluation."""

    def __init__(self, answer: Answer, sheets: Sheets) -> None:
        self.answer, self.sheets, self.frame = answer, sheets, sheets.frame
        self.program, self.meaning = answer.knowledge.program, sheets.meaning
        self.explained: dict[object, Step] = {}
        self.depth = 0
        self.told = _TOLD.setdefault(self.meaning, {})

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
                extra = extra or [Step("uncovered", norm, False, norm.citations, detail=(aspect,))]
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
        step = _new(Step, (of, node, live, node.citations, tuple(steps), status, False, (met,)))
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
        steps: list[Step] = []
        for node in nodes:
            self.tell(node, sheet, records, steps)
        return tuple(steps)

    def tell(self, node: n.Node, sheet: Sheet, records: Records, steps: list[Step]) -> None:
        """Appends the steps that account for the value of a node."""
        key = id(node)
        if key not in self.told:
            self.told[key] = _telling(self.program, node)
        telling = self.told[key]
        if telling is not None:
            telling(self, sheet, records, steps)

    def value(self, definition: n.Definition, records: Records, detail: tuple[Any, ...]) -> Step:
        """A value, or one derived of the record in reach, with what accounts for it."""
        key: object = (definition, id(records[0])) if records else definition
        known = self.explained.get(key)
        if known is not None:
            return _again(known)
        node = self.program.values[definition.name]
        sheet = self.sheets.sheet(definition.scope, records)
        self.depth += 1
        steps: list[Step] = []
        if self.depth < MOST_DEEP:
            self.tell(definition.root, sheet, records, steps)
        self.depth -= 1
        step = _new(Step, ("value", node, sheet[definition.root.at], node.citations, tuple(steps), "", False, detail))
        self.explained[key] = step
        return step


def _again(step: Step) -> Step:
    return _new(Step, (*step[:6], True, step[7]))


def _conjuncts(node: n.Node) -> list[n.Node]:
    if isinstance(node, n.Junction) and node.of_all:
        return [part for each in node.parts for part in _conjuncts(each)]
    return [node]


# ---- what is told of each kind of node


def _telling(program: p.Program, node: n.Node) -> Telling | None:
    """What appends the steps of a node; None where there is nothing to tell."""
    match node:
        case n.Constant() | n.Call(function="floor" | "ceiling", arguments=(n.Constant(),)):
            return None
        case n.Input():
            return _of_input(program, node)
        case n.Field():
            return _of_field(program, node)
        case n.Named():
            return _of_named(program, node)
        case n.Junction() | n.Not() | n.Choose() | n.Fallback():
            return _through(node)
        case n.Compare(relation=n.Relation.EQUAL, left=left, right=right) if left.type.kind is n.Kind.CHOICE:
            if isinstance(right, n.Constant):
                return _of_option(program, node, left, (right.value,))
            return _through(node)
        case n.Test(part=part, options=options):
            return _of_existence(program, node) if options is None else _of_option(program, node, part, options)
        case n.Compare(left=left, right=right):
            return _of_operands(program, "comparison", node, (left, right))
        case n.Apply(left=left, right=right):
            return _of_operands(program, "arithmetic", node, (left, right))
        case n.Call(arguments=arguments):
            return _of_operands(program, "arithmetic", node, arguments)
        case n.Fold():
            return _of_fold(program, node)
        case n.Table():
            return _of_table(program, node)
    assert_never(node)


def _of_input(program: p.Program, node: n.Input) -> Telling:
    at, origin = node.at, node.origin
    assert isinstance(origin, p.Reference)
    if origin.kind == "fact":
        fact = program.facts[origin.name]
        return lambda _, sheet, __, steps: steps.append(_new(Step, ("fact", fact, sheet[at], (), (), "", False, ())))
    ambiguity = program.ambiguities[origin.name]
    return lambda _, sheet, __, steps: steps.append(
        _new(Step, ("reading", ambiguity, sheet[at], ambiguity.citations, (), "", False, ()))
    )


def _of_field(program: p.Program, node: n.Field) -> Telling:
    at, of_record = node.at, _of_record(program, node)

    def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
        place = of_record(reasons, records)
        steps.append(_new(Step, ("field", place.node, sheet[at], (), (), "", False, (place,))))

    return tell


def _of_named(program: p.Program, node: n.Named) -> Telling:
    if node.level is None:

        def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
            definition = reasons.meaning.definition_of(node)
            of_norm = definition.of is not n.Defines.VALUE
            steps.append(reasons.norm(definition) if of_norm else reasons.value(definition, (), ()))

        return tell
    level, of_record = node.level, _of_record(program, node)

    def tell_derived(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
        place = of_record(reasons, records)
        steps.append(reasons.value(reasons.meaning.definition_of(node), (records[level],), (place,)))

    return tell_derived


def _through(node: n.Node) -> Telling:
    """The steps of the parts that account for a node, which has none of its own."""
    account = accounting(node)

    def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
        for part in account(sheet):
            reasons.tell(part, sheet, records, steps)

    return tell


def _of_option(program: p.Program, node: n.Node, part: n.Node, options: tuple[str, ...]) -> Telling:
    at, found_at, origin = node.at, part.at, part.origin
    if isinstance(part, n.Input) and isinstance(origin, p.Reference) and origin.kind == "reading":
        ambiguity = program.ambiguities[origin.name]
        return lambda _, sheet, __, steps: steps.append(
            _new(Step, ("reading", ambiguity, sheet[found_at], ambiguity.citations, (), "", False, options))
        )
    subject, deeper = _subject(program, part), _behind((part,))

    def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
        children = reasons.children(deeper, sheet, records) if deeper else ()
        detail = (sheet[found_at], options, subject(reasons, records))
        steps.append(_new(Step, ("option", origin, sheet[at], (), children, "", False, detail)))

    return tell


def _of_existence(program: p.Program, node: n.Test) -> Telling:
    at, found_at, origin = node.at, node.part.at, node.part.origin
    subject, deeper = _subject(program, node.part), _behind((node.part,))

    def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
        children = reasons.children(deeper, sheet, records) if deeper else ()
        detail = (subject(reasons, records), sheet[found_at])
        steps.append(_new(Step, ("existence", origin, sheet[at], (), children, "", False, detail)))

    return tell


def _of_operands(program: p.Program, kind: str, node: n.Node, operands: tuple[n.Node, ...]) -> Telling:
    at, origin, places = node.at, node.origin, [operand.at for operand in operands]
    subjects, deeper = [_subject(program, operand) for operand in operands], _behind(operands)

    def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
        children = reasons.children(deeper, sheet, records) if deeper else ()
        found = tuple([sheet[place] for place in places])
        detail = (found, tuple([subject(reasons, records) for subject in subjects]))
        steps.append(_new(Step, (kind, origin, sheet[at], (), children, "", False, detail)))

    return tell


def _of_table(program: p.Program, table: n.Table) -> Telling:
    places, deeper = [source.at for source in table.inputs], _behind(table.inputs)
    subjects = [_subject(program, source) for source in table.inputs]
    results = [_behind((line.result,)) for line in table.lines]

    def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
        children = list(reasons.children(deeper, sheet, records)) if deeper else []
        found = (tuple([sheet[at] for at in places]), tuple([subject(reasons, records) for subject in subjects]))
        number, line = line_read(table, sheet)
        if line is None:
            open_ = (table.lines[number].test,) if number < len(table.lines) else ()
            children += [step for step in reasons.children(open_, sheet, records) if step.kind == "reading"]
            steps.append(Step("row", table.origin, None, (), tuple(children), detail=(0, *found)))
            return
        row = line.origin
        if isinstance(line.test, n.Junction) and line.test.of_all:
            children += [s for s in reasons.children(line.test.parts, sheet, records) if s.kind == "reading"]
        children += reasons.children(results[number], sheet, records)
        value, detail = sheet[line.result.at], (number + 1, *found)
        steps.append(_new(Step, ("row", row, value, row.citations, tuple(children), "", False, detail)))

    return tell


def _of_fold(program: p.Program, fold: n.Fold) -> Telling:
    at, source_at, subject = fold.at, fold.source.at, _subject(program, fold.source)
    junction = fold.folding in (n.Folding.SOME, n.Folding.EVERY)
    decisive, body = fold.folding is n.Folding.SOME, fold.body

    def tell(reasons: Reasons, sheet: Sheet, records: Records, steps: list[Step]) -> None:
        value = sheet[at]
        reach = [(*records, record) for record in folded(fold, sheet)]
        if junction and value is decisive and body is not None:
            reach = [each for each in reach if reasons.sheets.sheet(fold.scope, each)[body.at] is value]
        shown = tuple([_of_one(program, fold, reasons, each) for each in reach[:MOST_RECORDS]])
        total = None if sheet[source_at] is None else len(sheet[source_at])
        detail = (subject(reasons, records), total, len(reach))
        steps.append(_new(Step, ("list", fold.origin, value, (), shown, "", False, detail)))

    return tell


def _of_one(program: p.Program, fold: n.Fold, reasons: Reasons, reach: Records) -> Step:
    """What a fold makes of one record."""
    sheet = reasons.sheets.sheet(fold.scope, reach)
    steps: list[Step] = []
    included: Any = True
    if fold.where is not None:
        included = sheet[fold.where.at]
        reasons.tell(fold.where, sheet, reach, steps)
    result = included
    if fold.body is not None and included is not False:
        result = sheet[fold.body.at]
        reasons.tell(fold.body, sheet, reach, steps)
    slot, number = reach[-1][-1]
    value = result if fold.body is not None and included is True else included
    detail = (number + 1, result, fold.origin, reasons.meaning.layout.inputs[slot][1])
    return _new(Step, ("record", program.records[fold.record], value, (), tuple(steps), "", False, detail))


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

    def of_record(reasons: Reasons, records: Records) -> OfRecord:
        slot, number = records[level][-1]
        total = len(reasons.frame[slot] or ())
        name = reasons.meaning.layout.inputs[slot][1]
        return _new(OfRecord, (declared, record, number + 1, total, name))

    return of_record


def _behind(operands: tuple[n.Node, ...]) -> tuple[n.Node, ...]:
    """The operands behind which more is to be told than the step that names them does."""
    return tuple(operand for operand in operands if not _is_named_already(operand))


def _is_named_already(node: n.Node) -> bool:
    match node:
        case n.Constant() | n.Field():
            return True
        case n.Input(origin=p.Reference(kind="fact")):
            return True
        case _:
            return False
