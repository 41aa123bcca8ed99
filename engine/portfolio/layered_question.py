"""The columns of one question: its strict and ordinary answers, those under named readings, what carries them.

What is decided strictly is decided in every layer. So there are two plans: one for all cases, and one for those that the
first leaves open.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from sqlglot import exp

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.answer import preferred_readings
from engine.backends.sql.cells import (
    Cell,
    Expression,
    Known,
    Value,
    as_cell,
    both,
    chosen,
    either,
    negated,
    whole,
)
from engine.backends.sql.plan import Tables
from engine.backends.sql.rows import CASE, Columns
from engine.backends.sql.translation import Inputs, Translation, alternatives, opposite, tested
from engine.case.case import Case, options_of
from engine.explain.cite import Citer
from engine.library.knowledge import KnowledgeBase
from engine.meaning import nodes as n
from engine.meaning.nodes import Kind
from engine.model.asked import put_to
from engine.portfolio.completing import completed, said, told
from engine.portfolio.lacking import lacked

WORD = p.Type("choice", "answer")
OPEN = "undetermined"
STRICTLY, STRICT_VALUE = "strictly", "strict_value"
"""The columns of the strict answer."""

BITS = 62
"""How many presumptions one column of bits holds."""


@dataclass(frozen=True, slots=True)
class Presumed:
    """A fact, or a field of a list's records, that is taken for granted where nobody told it."""

    name: str
    slot: int
    column: int | None


Outputs = dict[str, tuple[Value, p.Type]]
"""Columns of an answer, by name."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One answer in all cases: its word and its value."""

    word: Value
    value: Value


class LayeredQuestion:
    """One question put to the tables of a portfolio, under `chosen` readings; `named` ones are compared."""

    def __init__(
        self,
        knowledge: KnowledgeBase,
        question: str,
        tables: Tables,
        columns: Columns,
        chosen: Mapping[str, str],
        named: Sequence[tuple[str, str]],
        settings: Mapping[str, Any],
    ) -> None:
        self.knowledge, self.question, self.columns = knowledge, question, columns
        self.tables, self.chosen, self.named = tables, dict(chosen), tuple(named)
        self.settings = settings
        self.asked = knowledge.asked(question)
        self.translations: list[Translation] = []
        self._citer = Citer(knowledge.program.edition)
        self.presumable, self.read = self._inputs_read()

    @property
    def type(self) -> p.Type:
        """The type of its value; of a position whether it holds."""
        root = self.asked.root
        return self.asked.type if root is None else root.type

    @property
    def layers(self) -> tuple[tuple[str, str], ...]:
        """The columns of the ordinary answer and of those under named readings: each the word and the value."""
        under = ((f"under_{axis}_{reading}", f"value_under_{axis}_{reading}") for axis, reading in self.named)
        return (("ordinarily", "value"), *under)

    def decided(self) -> Outputs:
        """The columns of the strict answer and of what carries it, for all cases."""
        given = self._told()
        strict = self._translation(given)
        strictly = self._layer(strict)
        carrying = self._carrying(strict, strictly)
        return {**self._answer(STRICTLY, STRICT_VALUE, strictly), **self._carried(carrying)}

    def left_open(self) -> Outputs:
        """All columns but the strict value, which there is none of, for the cases whose strict answer is open."""
        given = self._told()
        strict = self._translation(given)
        word, is_open = self._unless_silent(given)
        readings = preferred_readings(Case(self.knowledge, {}, self.chosen))
        ordinary, ordinarily = self._ordinary(readings, given, word, is_open)
        found: Outputs = {STRICTLY: (word, WORD), **self._answer(*self.layers[0], ordinarily)}
        for (axis, reading), columns in zip(self.named, self.layers[1:], strict=True):
            _, under = self._ordinary({**readings, axis: reading}, given, word, is_open)
            found |= self._answer(*columns, under)
        found |= self._carried(self._carrying(ordinary, ordinarily))
        for number, bits in enumerate(self._presumed(strict, ordinary, is_open), 1):
            found[f"presumed_{number}"] = (bits, p.Type("integer"))
        found["facts_missing"] = (self._missing(strict, is_open), p.Type("boolean"))
        return found

    def _answer(self, name: str, value: str, layer: Layer) -> Outputs:
        found: Outputs = {name: (layer.word, WORD)}
        return found if self.asked.is_yes_no else {**found, value: (layer.value, self.type)}

    def _carried(self, carrying: Value) -> Outputs:
        return {
            "carried_by": (carrying, p.Type("choice", "norm")),
            "locator": (self._located(carrying), p.Type("choice", "locator")),
        }

    def _told(self) -> Inputs:
        return told(self.knowledge, self.tables, self.chosen, self.settings)

    def _translation(self, inputs: Inputs) -> Translation:
        calendar = self.knowledge.program.edition.calendar
        by = p.Type("choice", calendar.by) if calendar is not None and calendar.by else None
        parts = options_of(self.knowledge.program, by) if by is not None else ("",)
        found = Translation(self.knowledge.meaning, self.columns, inputs, parts)
        self.translations.append(found)
        return found

    # ---- one layer

    def _ordinary(
        self, readings: dict[str, str], given: Inputs, strictly: Value, is_open: Expression
    ) -> tuple[Translation, Layer]:
        """The ordinary answer under readings; where even `strictly` it is not open, that word."""
        of_readings = told(self.knowledge, self.tables, readings, self.settings)
        inputs = completed(self.knowledge, of_readings, self.asked.question.unpresumed, self._translation)
        translation = self._translation(inputs)
        layer = self._layer(translation, is_open, inputs)
        if is_open == exp.true():
            return translation, layer
        rows = [(is_open, layer.word), (negated(is_open), strictly)]
        values = [(is_open, layer.value)]
        return translation, Layer(
            self._kept(alternatives(rows, Kind.CHOICE, True)),
            self._kept(alternatives(values, Kind(self.type.kind), False)),
        )

    def _layer(
        self, translation: Translation, supposed: Expression | None = None, inputs: Inputs | None = None
    ) -> Layer:
        """What the question comes to: as `engine/answer/answering.py` says of one case.

        What is `supposed` not to contradict itself is computed case by case where it does. Without `inputs` nobody asks
        whether only another document could say.
        """
        meaning, root = self.knowledge.meaning, self.asked.root
        contradicted: Expression | None = None
        for test in self.knowledge.constraints():
            value = translation.value(meaning.asked(test))
            if value != Known(False) and value != Known(None):
                holds = exp.Coalesce(this=as_cell(value, Kind.BOOLEAN).value, expressions=[exp.false()])
                contradicted = holds if contradicted is None else either(contradicted, holds)
        if contradicted is not None:
            contradicted = self.columns.computed(CASE, contradicted)
        if supposed is not None and contradicted is not None:
            translation.guard(CASE, both(supposed, contradicted))
        value = Known(None) if root is None else translation.value(self.knowledge.root(self.question))
        rows: list[tuple[Expression, Value]] = []
        if contradicted is not None:
            rows.append((contradicted, Known("contradictory")))
        cell = as_cell(value, Kind(self.type.kind))
        rows += self._declared_silent(translation, cell)
        if inputs is not None and not cell.sure:
            silent = self._silent(translation, inputs, cell.unknown)
            rows += [] if silent is None else [(silent, Known("silent"))]
        if self.asked.is_yes_no:
            rows += [(cell.value, Known("yes")), (negated(cell.value), Known("no"))]
        else:
            rows.append((negated(cell.unknown), Known("value")))
        word = self._kept(alternatives([*rows, (exp.true(), Known(OPEN))], Kind.CHOICE, True))
        if contradicted is None:
            return Layer(word, value)
        return Layer(word, self._kept(alternatives([(negated(contradicted), value)], Kind(self.type.kind), False)))

    def _declared_silent(self, translation: Translation, cell: Cell) -> Iterator[tuple[Expression, Value]]:
        """Where the document declares that it is silent, under a condition or altogether."""
        declared = self.knowledge.silence_asked(self.question)
        if self.asked.root is None:
            yield exp.true(), Known("silent")
        elif declared is not None:
            under = as_cell(translation.value(declared), Kind.BOOLEAN).value
            yield both(negated(cell.value), under), Known("silent")

    def _unless_silent(self, given: Inputs) -> tuple[Value, Expression]:
        """The word of a strict answer that is open or silent, and whether it is open."""
        silent = self._silent(self._translation(given), given, exp.true())
        if silent is None:
            return Known(OPEN), exp.true()
        word = self._kept(alternatives([(silent, Known("silent")), (exp.true(), Known(OPEN))], Kind.CHOICE, True))
        is_open = self.columns.computed(CASE, as_cell(tested(word, Kind.CHOICE, (OPEN,)), Kind.BOOLEAN).value)
        return word, is_open

    def _silent(self, translation: Translation, inputs: Inputs, unknown: Expression) -> Expression | None:
        """Where the answer is `unknown` because only another document could say; None if nowhere."""
        outside = [name for name, slot, column in self.read if column is None and self._is_outside(name)]
        if not outside or not self.asked.is_yes_no:
            return None
        never, always = (
            as_cell(
                self._translation(said(self.knowledge, inputs, outside, word)).value(
                    self.knowledge.root(self.question)
                ),
                Kind.BOOLEAN,
            )
            for word in (False, True)
        )
        slots = [self.knowledge.layout.slot("fact", name) for name in outside]
        met = reduce(either, (negated(as_cell(inputs.told(translation, slot), Kind.BOOLEAN).unknown) for slot in slots))
        candidate = self.columns.computed(CASE, both(unknown, negated(never.value)))
        translation.guard(CASE, both(candidate, either(always.unknown, met)))
        return both(candidate, always.value)

    def _is_outside(self, name: str) -> bool:
        fact = self.knowledge.program.facts[name]
        return fact.external is not None and fact.type.kind == "boolean"

    def _kept(self, value: Value) -> Value:
        if isinstance(value, Known):
            return value
        parts = tuple(self.columns.computed(CASE, part) for part in value.parts)
        none = None if value.none is None else self.columns.computed(CASE, value.none)
        return Cell(value.kind, parts, value.sure, none, value.unit, value.low, value.high)

    def _is(self, layer: Layer, word: str) -> Expression:
        found = tested(layer.word, Kind.CHOICE, (word,))
        return self.columns.computed(CASE, as_cell(found, Kind.BOOLEAN).value)

    # ---- what carries the answer

    def _carrying(self, translation: Translation, layer: Layer) -> Value:
        """The norm that carries a yes, the exception that bites where it would else be one, or what a sole ground lacks.

        Of a value it is its own name.
        """
        if not self.asked.grounds:
            return Known(self.asked.question.target)
        meaning = self.knowledge.meaning
        yes, no = self._is(layer, "yes"), self._is(layer, "no")
        rows: list[tuple[Expression, Value]] = []
        defeated: list[tuple[Expression, Value]] = []
        lacking: list[tuple[Expression, Value]] = []
        for ground in self.asked.grounds:
            single = self.knowledge.asked(put_to(self.question.partition(" of ")[0], (ground.norm,)))
            live = meaning.live(ground.norm)
            holds = Known(None) if single.root is None else translation.value(meaning.asked(single.root))
            rows.append((both(yes, self._true(holds)), Known(ground.norm)))
            failing = [self._true(opposite(translation.node(condition, ()))) for condition in live.conditions]
            fails = reduce(either, failing) if failing else exp.false()
            lacking += [
                (both(no, failing[at]), Known(name)) for at, name in lacked(self.knowledge, self.asked, ground.norm)
            ]
            for name, defeater in live.defeaters:
                bites = self._true(translation.node(defeater, ()))
                defeated.append((both(no, both(negated(fails), bites)), Known(name)))
        found = alternatives([*rows, *defeated, *lacking, (exp.true(), Known(None))], Kind.CHOICE, False)
        return self._kept(found)

    def _located(self, carrying: Value) -> Value:
        """The place of what carries the answer."""
        if isinstance(carrying, Known):
            return Known(None if carrying.value is None else self.locator(carrying.value))
        names = [*(ground.norm for ground in self.asked.grounds)]
        layout = self.knowledge.layout
        names += [other for name in tuple(names) for other in layout.defeater_names(name)]
        names += [name for ground in self.asked.grounds for _, name in lacked(self.knowledge, self.asked, ground.norm)]
        rows = [
            (exp.EQ(this=carrying.value.copy(), expression=exp.Literal.string(name)), Known(self.locator(name)))
            for name in dict.fromkeys(names)
        ]
        return self._kept(alternatives([*rows, (exp.true(), Known(None))], Kind.CHOICE, False))

    def locator(self, name: str) -> str:
        """The passages of a norm, an exception or a value, as citations in the document's first language."""
        program = self.knowledge.program
        declared = program.norms.get(name) or program.exceptions.get(name) or program.values[name]
        return self._citer.cite_all(declared.citations, program.edition.languages[0])

    def _true(self, value: Value) -> Expression:
        found = as_cell(value, Kind.BOOLEAN)
        return self.columns.computed(CASE, exp.Coalesce(this=found.value, expressions=[exp.false()]))

    # ---- what was told

    def _inputs_read(self) -> tuple[tuple[Presumed, ...], tuple[tuple[str, int, int | None], ...]]:
        """What the question can come to of the facts, and which of that may be taken for granted."""
        layout, program = self.knowledge.layout, self.knowledge.program
        found: dict[tuple[str, int, int | None], None] = {}
        roots = () if self.asked.root is None else (self.knowledge.root(self.question),)
        for definition in self.knowledge.meaning.reached(*roots):
            for node in _all(definition.scope):
                if isinstance(node, n.Input) and layout.inputs[node.slot][0] == "fact":
                    found[(layout.inputs[node.slot][1], node.slot, None)] = None
                elif isinstance(node, n.Field):
                    for name, fact in program.facts.items():
                        listed = fact.type.kind == "list" and name not in program.nested
                        if listed and fact.type.name == node.record:
                            found[(name, layout.slot("fact", name), node.column)] = None
        unpresumed = self.asked.question.unpresumed
        presumable = []
        for name, slot, column in found:
            fact = program.facts[name]
            if fact.type.kind == "list" and column is None:
                continue
            declared = fact if column is None else program.records[fact.type.name].fields[column]
            label = declared.name if column is None else f"{name}.{declared.name}"
            withheld = {label, f"{fact.type.name}.{declared.name}"} & set(unpresumed)
            if declared.presumption is not None and not withheld:
                presumable.append(Presumed(label, slot, column))
        return tuple(presumable), tuple(found)

    def _presumed(self, strict: Translation, ordinary: Translation, is_open: Expression) -> Iterator[Value]:
        """The presumptions applied, a bit for each in the order of `presumable`, where the strict answer is open."""
        for start in range(0, max(len(self.presumable), 1), BITS):
            total: Expression = whole(0)
            for bit, item in enumerate(self.presumable[start : start + BITS]):
                unknown, known = self._untold(strict, item), self._untold(ordinary, item)
                if unknown is None:
                    continue
                applied = unknown if known is None else both(unknown, negated(known))
                flag = self._over_records(applied, item)
                if flag is not None:
                    total = exp.Add(this=total, expression=chosen([(both(is_open, flag), whole(2**bit))], whole(0)))
            yield self._kept(Cell(Kind.INTEGER, (exp.cast(total, "bigint"),), True, None, low=0, high=2**62))

    def _untold(self, translation: Translation, item: Presumed) -> Expression | None:
        """Whether an input is unknown, in the rows that hold it; None where it never is."""
        if item.column is None:
            value = translation.inputs.told(translation, item.slot)
        else:
            value = translation.inputs.field(translation, item.slot, item.column)
        if isinstance(value, Known):
            return exp.true() if value.value is None else None
        if value.sure:
            return None
        return self.columns.computed(CASE if item.column is None else (item.slot,), value.unknown)

    def _over_records(self, test: Expression, item: Presumed) -> Expression | None:
        if item.column is None:
            return test
        held = exp.Max(this=chosen([(test, whole(1))], whole(0)))
        found = self.columns.folded(CASE, (item.slot,), held)
        return exp.Coalesce(this=exp.EQ(this=found, expression=whole(1)), expressions=[exp.false()])

    def _missing(self, strict: Translation, is_open: Expression) -> Value:
        """Whether the strict answer is open and something that it can come to was not told."""
        found: list[Expression] = []
        for name, slot, column in self.read:
            fact = self.knowledge.program.facts[name]
            if fact.external is not None:
                continue
            if fact.type.kind == "list" and column is None:
                listed = strict.inputs.listed(strict, slot)
                test = exp.true() if listed == Known(None) else negated(as_cell(listed, Kind.BOOLEAN).value)
                found.append(test if listed != Known(True) else exp.false())
                continue
            item = Presumed(name, slot, column)
            unknown = self._untold(strict, item)
            if unknown is not None:
                flag = self._over_records(unknown, item)
                found += [flag] if flag is not None else []
        missing = reduce(either, found) if found else exp.false()
        return self._kept(Cell(Kind.BOOLEAN, (both(is_open, missing),), True))


def _all(scope: n.Scope) -> Iterator[n.Node]:
    """The nodes of a scope and of the folds in it."""
    for node in scope.nodes:
        yield node
        if isinstance(node, n.Fold):
            yield from _all(node.scope)
