"""The inputs of a layer, in tables: what the cases tell, and what is taken for granted where nobody told."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlglot import exp

from dsl.typed import program as p
from engine.backends.sql.cells import Cell, Known, NotInSqlError, Value, negated
from engine.backends.sql.plan import Tables, told_inputs
from engine.backends.sql.translation import Inputs, Translation, alternatives
from engine.library.knowledge import KnowledgeBase
from engine.meaning.nodes import Kind


def told(knowledge: KnowledgeBase, tables: Tables, readings: Mapping[str, str], settings: Mapping[str, Any]) -> Inputs:
    """What the cases tell, the readings the same in all of them; `settings` are facts told of those that don't say."""
    given, inputs = told_inputs(knowledge.meaning, tables, readings), knowledge.layout.inputs
    facts = knowledge.program.facts

    def told_or_set(translation: Translation, slot: int) -> Value:
        value, (kind, name) = given.told(translation, slot), inputs[slot]
        if kind == "reading":
            return value
        setting = settings.get(name, facts[name].default)
        return value if setting is None else filled(value, Known(setting), Kind(facts[name].type.kind))

    return Inputs(told_or_set, given.field, given.listed)


def completed(knowledge: KnowledgeBase, given: Inputs, unpresumed: Collection[str]) -> Inputs:
    """The inputs with everything that nobody told taken to be as it ordinarily is (`engine/case/presuming.py`)."""
    course = _Course(knowledge, given, unpresumed)
    return Inputs(course.told, course.field, course.listed)


def said(knowledge: KnowledgeBase, given: Inputs, outside: Collection[str], word: bool) -> Inputs:
    """The inputs where other documents say all that they could, or nothing, of what nobody told of them."""
    inputs = knowledge.layout.inputs

    def told_or_said(translation: Translation, slot: int) -> Value:
        value = given.told(translation, slot)
        return filled(value, Known(word), Kind.BOOLEAN) if inputs[slot] in {("fact", n) for n in outside} else value

    return Inputs(told_or_said, given.field, given.listed)


def filled(value: Value, otherwise: Value, kind: Kind) -> Value:
    """A value, or another where it is unknown."""
    if isinstance(value, Known):
        return otherwise if value.value is None else value
    if value.sure or otherwise == Known(None):
        return value
    return alternatives([(value.unknown, otherwise), (negated(value.unknown), value)], kind, True)


class _Course:
    """What is presumed in many cases, for one question."""

    def __init__(self, knowledge: KnowledgeBase, given: Inputs, unpresumed: Collection[str]) -> None:
        self.knowledge, self.given, self.unpresumed = knowledge, given, frozenset(unpresumed)
        self._under_way: set[tuple[int, ...]] = set()

    def told(self, translation: Translation, slot: int) -> Value:
        kind, name = self.knowledge.layout.inputs[slot]
        value = self.given.told(translation, slot)
        if kind == "reading":
            return value
        fact = self.knowledge.program.facts[name]
        return self._value(translation, (slot,), fact, value, name in self.unpresumed)

    def field(self, translation: Translation, slot: int, column: int) -> Value:
        name = self.knowledge.layout.inputs[slot][1]
        kind = self.knowledge.program.facts[name].type.name
        declared = self.knowledge.program.records[kind].fields[column]
        withheld = {f"{name}.{declared.name}", f"{kind}.{declared.name}"} & self.unpresumed
        value = self.given.field(translation, slot, column)
        return self._value(translation, (slot, column), declared, value, bool(withheld), kind)

    def listed(self, translation: Translation, slot: int) -> Value:
        name = self.knowledge.layout.inputs[slot][1]
        is_presumed = self.knowledge.program.facts[name].presumption is not None and name not in self.unpresumed
        return Known(True) if is_presumed else self.given.listed(translation, slot)

    def _value(
        self,
        translation: Translation,
        key: tuple[int, ...],
        fact: p.Fact,
        value: Value,
        withheld: bool,
        record: str | None = None,
    ) -> Value:
        if withheld:
            return value
        if isinstance(value, Cell) and fact.type.name == "deadline":  # it runs to the end of the day
            parts = (value.parts[1], value.parts[1], exp.null())
            value = Cell(value.kind, parts, value.sure, value.none, value.unit, value.low, value.high)
        is_told = value.sure if isinstance(value, Cell) else value.value is not None
        if fact.presumption is None or is_told:
            return value
        if key in self._under_way:  # what is presumed from itself is computed case by case
            translation.note(NotInSqlError("circle", fact.name))
            rows = () if record is None else key[:1]
            translation.guard(rows, value.unknown if isinstance(value, Cell) else exp.true())
            return value
        self._under_way.add(key)
        try:
            variables = () if record is None else ((record, record),)
            asked = self.knowledge.meaning.asked(fact.presumption.expression, variables)
            presumed = translation.on(asked.root, () if record is None else ((0, key[0]),))
        finally:
            self._under_way.discard(key)
        return filled(value, presumed, Kind(fact.type.kind))
