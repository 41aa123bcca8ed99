"""Which presumptions contradictions rebut, in many cases: as `engine/case/presuming.py` says of one."""

from collections.abc import Callable, Mapping
from functools import partial, reduce

from sqlglot import exp

from dsl.typed import program as p
from engine.backends.sql.cells import (
    Expression,
    Known,
    NotInSqlError,
    Value,
    as_cell,
    binary,
    both,
    chosen,
    either,
    negated,
    whole,
)
from engine.backends.sql.translation import Inputs, Translation
from engine.meaning import nodes as n
from engine.meaning.nodes import Kind
from engine.portfolio.course import Course, Key


class Rebutting:
    """One contradiction, met by a course; one of records in the list `listed`."""

    def __init__(
        self,
        course: Course,
        contradiction: p.Contradiction,
        listed: str | None,
        translated: Callable[[Inputs], Translation],
    ) -> None:
        self.course, self.translated, self.name = course, translated, contradiction.name
        layout, meaning = course.knowledge.layout, course.knowledge.meaning
        self.rows = () if listed is None else (layout.slot("fact", listed),)
        record = contradiction.record
        variables = () if record is None else ((record, record),)
        self.test = meaning.asked(contradiction.condition, variables)

    def rebutted(self) -> Mapping[Key, Expression]:
        """In which rows of an input its presumption is rebutted: the first declared without which the test isn't true.

        Cases in which it takes several, or a presumption of other rows, are computed one by one; so are those in which
        something is not presumed to have never happened, and so to have happened, nobody says when.
        """
        own, of_others = self._presumable()
        base = self.translated(self.course.inputs)
        met = self._met(base) if own or of_others else None
        if met is None:
            return {}
        if of_others:
            self._left_out(base, met)
            return {}
        left, found, presumed = met, dict[Key, Expression](), list[Expression]()
        for key in own:
            presumed.append(chosen([(self._is_presumed(base, key), whole(1))], whole(0)))
            still = self._met(self.translated(_without(self.course, base, key)))
            alone = left if still is None else both(left, negated(still))
            found[key] = base.columns.computed(self.rows, alone)
            self._leave_out_what_happened(base, key, found[key])
            left = base.columns.computed(self.rows, both(left, negated(found[key])))
            if self.course.declared(key)[0].type.kind == "moment":
                self._left_out(base, found[key])
        if len(own) > 1:
            several = binary(exp.GT, reduce(partial(binary, exp.Add), presumed), whole(1))
            self._left_out(base, both(left, several))
        return found

    def _leave_out_what_happened(self, translation: Translation, key: Key, rebutted: Expression) -> None:
        """Leaves out the rows in which it is rebutted that something never happened: it did, and nobody says when."""
        kind = Kind(self.course.declared(key)[0].type.kind)
        never = as_cell(_given(self.course.inputs, translation, key), kind).none if kind is Kind.MOMENT else None
        if never is not None:
            self._left_out(translation, both(rebutted, never))

    def _left_out(self, translation: Translation, test: Expression) -> None:
        translation.note(NotInSqlError("rebutted", self.name))
        translation.guard(self.rows, test)

    def _met(self, translation: Translation) -> Expression | None:
        """Where the test is true; None if it never is."""
        value = translation.on(self.test.root, () if not self.rows else ((0, self.rows[0]),))
        if isinstance(value, Known):
            return exp.true() if value.value is True else None
        true = exp.Coalesce(this=value.value, expressions=[exp.false()])
        return translation.columns.computed(self.rows, value.value if value.sure else true)

    def _is_presumed(self, translation: Translation, key: Key) -> Expression:
        """Whether an input is presumed, or the hour of a day as which it was told."""
        value = as_cell(_given(self.course.given, translation, key), Kind(self.course.declared(key)[0].type.kind))
        if value.kind is not Kind.MOMENT:
            return value.unknown
        return either(value.unknown, binary(exp.NEQ, value.parts[0], value.parts[1]))

    def _presumable(self) -> tuple[list[Key], bool]:
        """The inputs that the test reads and that may be presumed, in the order of declaration; and whether presumed
        ones of other rows bear on it."""
        meaning = self.course.knowledge.meaning
        own: set[Key] = set()
        of_others = False
        for definition in meaning.reached(self.test):
            for node in definition.scope.nodes:
                match node:
                    case n.Field(column=column) if self.rows and self.course.may_presume((*self.rows, column)):
                        own.add((*self.rows, column))
                    case n.Input(slot=slot) if self._is_fact(slot) and self.course.may_presume((slot,)):
                        of_others = of_others or bool(self.rows) or self._is_list(slot)
                        own.add((slot,))
                    case n.Fold():
                        of_others = of_others or self._folds_presumed(node.scope)
                    case _:
                        pass
        if self.rows and not of_others:
            of_others = any(self._is_drawn_from_records(key) for key in own)
        return sorted(own), of_others

    def _is_drawn_from_records(self, key: Key) -> bool:
        """Whether what is presumed of a field rests on what is presumed of other records."""
        presumption = self.course.declared(key)[0].presumption
        if presumption is None:
            return False
        kind = self.test.scope.records[0]
        meaning = self.course.knowledge.meaning
        reached = meaning.reached(meaning.asked(presumption.expression, ((kind, kind),)))
        folds = (node for definition in reached for node in definition.scope.nodes if isinstance(node, n.Fold))
        return any(self._folds_presumed(fold.scope) for fold in folds)

    def _folds_presumed(self, scope: n.Scope) -> bool:
        """Whether a fold reads anything of its records that may be presumed."""
        layout, program = self.course.knowledge.layout, self.course.knowledge.program
        for node in scope.nodes:
            match node:
                case n.Field(record=record, column=column):
                    every = [name for name, fact in program.facts.items() if fact.type.name == record]
                    lists = [name for name in every if name not in program.nested]
                    if any(self.course.may_presume((layout.slot("fact", name), column)) for name in lists):
                        return True
                case n.Named(level=level) if level is not None:
                    return True
                case n.Fold() if self._folds_presumed(node.scope):
                    return True
                case _:
                    pass
        return False

    def _is_fact(self, slot: int) -> bool:
        return self.course.knowledge.layout.inputs[slot][0] == "fact"

    def _is_list(self, slot: int) -> bool:
        name = self.course.knowledge.layout.inputs[slot][1]
        return self.course.knowledge.program.facts[name].type.kind == "list"


def _given(inputs: Inputs, translation: Translation, key: Key) -> Value:
    return inputs.told(translation, key[0]) if len(key) == 1 else inputs.field(translation, key[0], key[1])


def _without(course: Course, base: Translation, key: Key) -> Inputs:
    """The inputs as they come to in a course, but one of them as it was told."""

    def told(_: Translation, slot: int) -> Value:
        return _given(course.given, base, key) if (slot,) == key else course.told(base, slot)

    def field(_: Translation, slot: int, column: int) -> Value:
        return _given(course.given, base, key) if (slot, column) == key else course.field(base, slot, column)

    return Inputs(told, field, lambda _, slot: course.listed(base, slot))
