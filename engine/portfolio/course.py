"""What is presumed in many cases: the ordinary course of `engine/case/presuming.py`, in tables."""

from collections.abc import Collection, Mapping

from sqlglot import exp

from dsl.typed import program as p
from engine.backends.sql.cells import Cell, Expression, Known, NotInSqlError, Value, either
from engine.backends.sql.translation import Inputs, Translation, alternatives
from engine.library.knowledge import KnowledgeBase
from engine.meaning.nodes import Kind

Key = tuple[int, ...]
"""An input: the place of a fact; or of a list, and the column of a field of its records."""


def filled(value: Value, otherwise: Value, kind: Kind) -> Value:
    """A value, or another where it is unknown."""
    if isinstance(value, Known):
        return otherwise if value.value is None else value
    if value.sure or otherwise == Known(None):
        return value
    return alternatives([(value.unknown, otherwise), (exp.true(), value)], kind, True)


def unless(test: Expression | None, value: Value, otherwise: Value, kind: Kind) -> Value:
    """A value, or another where a test holds that is never unknown."""
    return value if test is None else alternatives([(test, otherwise), (exp.true(), value)], kind, True)


class Course:
    """What is presumed for one question; `rebutted` says in which rows of an input it is not."""

    def __init__(
        self, knowledge: KnowledgeBase, given: Inputs, unpresumed: Collection[str], rebutted: Mapping[Key, Expression]
    ) -> None:
        self.knowledge, self.given = knowledge, given
        self.unpresumed, self.rebutted = frozenset(unpresumed), rebutted
        self.inputs = Inputs(self.told, self.field, self.listed)
        self._under_way: set[Key] = set()

    def without(self, further: Mapping[Key, Expression]) -> "Course":
        """The same with further presumptions rebutted."""
        if not further:
            return self
        rebutted = dict(self.rebutted)
        for key, test in further.items():
            rebutted[key] = either(rebutted[key], test) if key in rebutted else test
        return Course(self.knowledge, self.given, self.unpresumed, rebutted)

    def told(self, translation: Translation, slot: int) -> Value:
        value = self.given.told(translation, slot)
        if self.knowledge.layout.inputs[slot][0] == "reading":
            return value
        return self._value(translation, (slot,), value)

    def field(self, translation: Translation, slot: int, column: int) -> Value:
        return self._value(translation, (slot, column), self.given.field(translation, slot, column))

    def listed(self, translation: Translation, slot: int) -> Value:
        name = self.knowledge.layout.inputs[slot][1]
        is_presumed = self.knowledge.program.facts[name].presumption is not None and name not in self.unpresumed
        return Known(True) if is_presumed else self.given.listed(translation, slot)

    def declared(self, key: Key) -> tuple[p.Fact, bool]:
        """The fact or field that an input is, and whether its presumption is withheld for the question."""
        name = self.knowledge.layout.inputs[key[0]][1]
        fact = self.knowledge.program.facts[name]
        if len(key) == 1:
            return fact, name in self.unpresumed
        field = self.knowledge.program.records[fact.type.name].fields[key[1]]
        return field, bool({f"{name}.{field.name}", f"{fact.type.name}.{field.name}"} & self.unpresumed)

    def may_presume(self, key: Key) -> bool:
        """Whether something may be presumed of an input."""
        declared, withheld = self.declared(key)
        return not withheld and (declared.presumption is not None or declared.type.name == "deadline")

    def _value(self, translation: Translation, key: Key, value: Value) -> Value:
        fact, withheld = self.declared(key)
        if withheld:
            return value
        rows, kind = key[:-1], Kind(fact.type.kind)
        rebutted, as_told = self.rebutted.get(key), value
        if isinstance(value, Cell) and fact.type.name == "deadline":  # it runs to the end of the day
            parts = (value.parts[1], value.parts[1], exp.null())
            value = Cell(value.kind, parts, value.sure, value.none, value.unit, value.low, value.high)
        is_told = value.sure if isinstance(value, Cell) else value.value is not None
        if fact.presumption is not None and not is_told:
            if key in self._under_way:  # what is presumed from itself is computed case by case
                translation.note(NotInSqlError("circle", fact.name))
                translation.guard(rows, value.unknown if isinstance(value, Cell) else exp.true())
                return value
            value = filled(value, self._presumed(translation, key, fact.presumption), kind)
        return unless(rebutted, value, as_told, kind) if value != as_told else value

    def _presumed(self, translation: Translation, key: Key, presumption: p.Presumption) -> Value:
        record = (
            None if len(key) == 1 else self.knowledge.program.facts[self.knowledge.layout.inputs[key[0]][1]].type.name
        )
        variables = () if record is None else ((record, record),)
        self._under_way.add(key)
        try:
            asked = self.knowledge.meaning.asked(presumption.expression, variables)
            return translation.on(asked.root, () if record is None else ((0, key[0]),))
        finally:
            self._under_way.discard(key)
