"""Which unknown input to fill in next, and with what, so that the answer comes to rest on one input alone.

As in the generation of test patterns for circuits (path sensitisation; Goel's PODEM, 1981): from the question down to
the input there is a path, and whatever joins it on the way must not decide by itself. What is open beside the path is
given the value that leaves the path its say. Steering only orders the search: what it finds is proved by evaluation.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.answer.answer import Key
from engine.answer.candidates import Scope
from engine.answer.state import State
from engine.backends.interpret import Interpreter
from engine.library.knowledge import Frame
from engine.model.expressions import parts, references

if TYPE_CHECKING:
    from engine.answer.search import Search

MOST_TRIED = 12
"""How many values of an input are tried for the one that makes a comparison come out as wanted."""

Ways = dict[str, tuple[int, ...]]
"""The records that variables stand for, each by the place of its list and its number."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that joins others in a decision, and the value with which it leaves the decision to them."""

    expression: p.Expression
    ways: Ways
    neutral: bool


@dataclass(frozen=True, slots=True)
class Junction:
    """Parts joined so that all of them, or any of them, must hold; a norm's exceptions must all fail."""

    of_all: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """The input to fill in next, with its values in the order worth trying."""

    key: Key
    values: tuple[Any, ...]


class Steering:
    """One way from the question to an input, in one state whose frame was evaluated; `turn` picks among several."""

    def __init__(self, search: "Search", key: Key, turn: int, state: State, frame: Frame) -> None:
        self.search, self.key, self.turn, self.state = search, key, turn, state
        self.leaf = search.leaf(key)
        self.layout, self.program = search.layout, search.layout.program
        self.interpreter = Interpreter(search.layout, frame)
        self._reached: dict[tuple[int, ...], bool] = {}

    def along(self, expression: p.Expression, ways: Ways) -> Step | None:
        """What stands beside the path from an open expression to the input; None where nothing is left there."""
        junction = self._junction(expression, ways)
        if junction is not None:
            return self._past(junction)
        match expression:
            case p.Reference(kind="value", name=name):
                return self.along(self.program.values[name].expression, {})
            case p.FieldReference(derived=True, name=name, record=record):
                return self.along(self.program.values[name].expression, {record: ways[expression.variable]})
            case p.Reference() | p.FieldReference():
                return None
            case p.Operation(operator="not", operands=(operand,)):
                return self.along(operand, ways)
            case p.Operation(operator="if"):
                return self._at_fork(expression.operands, ways)
        beside = self._first_unknown(expression, ways)
        return Step(beside, tuple(self.search.candidates(beside, self.state))) if beside else None

    def towards(self, expression: p.Expression, ways: Ways, wanted: bool) -> Step | None:
        """The next input on the way to an open expression's being `wanted`; None if only the input itself is left."""
        junction = self._junction(expression, ways)
        if junction is not None:
            return self._together(junction, wanted)
        match expression:
            case p.Reference(kind="value", name=name):
                return self.towards(self.program.values[name].expression, {}, wanted)
            case p.FieldReference(derived=True, name=name, record=record):
                return self.towards(self.program.values[name].expression, {record: ways[expression.variable]}, wanted)
            case p.Operation(operator="not", operands=(operand,)):
                return self.towards(operand, ways, not wanted)
            case p.Operation(operator="if", operands=(test, yes, no)):
                decided = self._value(test, ways)
                if decided is None:
                    decided = self._value(yes, ways) in (None, wanted)
                    step = self.towards(test, ways, decided)
                    if step is not None:
                        return step
                return self.towards(yes if decided else no, ways, wanted)
        return self._making(expression, ways, wanted)

    # ---- along the path

    def _past(self, junction: Junction) -> Step | None:
        """Of several parts one leads to the input; the others are to leave it the decision."""
        open_ = self._open(junction)
        leading = [part for part in open_ if self.leads(part.expression, part.ways)]
        if not leading:
            return None
        self.turn, at = divmod(self.turn, len(leading))
        for part in open_:
            if part is not leading[at]:
                step = self.towards(part.expression, part.ways, part.neutral)
                if step is not None:
                    return step
        return self.along(leading[at].expression, leading[at].ways)

    def _at_fork(self, operands: tuple[p.Expression, ...], ways: Ways) -> Step | None:
        test, *branches = operands
        decided = self._value(test, ways)
        if decided is not None:
            return self.along(branches[0 if decided else 1], ways)
        if not self.leads(test, ways):
            return self.towards(test, ways, self.leads(branches[0], ways))
        for branch, wanted in zip(branches, (True, False), strict=True):
            if self._value(branch, ways) is None:
                step = self.towards(branch, ways, wanted)
                if step is not None:
                    return step
        return self.along(test, ways)

    def leads(self, expression: p.Expression, ways: Ways) -> bool:
        """Whether a path of open expressions leads to the input: without one it can decide nothing any more."""
        if self.leaf not in self.search.comparisons.inputs_of(expression) or self._value(expression, ways) is not None:
            return False
        known = (id(expression), *(number for way in ways.values() for number in way))
        if known not in self._reached:
            self._reached[known] = self._leads(expression, ways)
        return self._reached[known]

    def _leads(self, expression: p.Expression, ways: Ways) -> bool:
        junction = self._junction(expression, ways)
        if junction is not None:
            return any(self.leads(part.expression, part.ways) for part in junction.parts)
        match expression:
            case p.Reference(kind="value", name=name):
                return self.leads(self.program.values[name].expression, {})
            case p.FieldReference(derived=True, variable=variable, name=name, record=record):
                return self.leads(self.program.values[name].expression, {record: ways[variable]})
            case p.FieldReference(variable=variable, name=name, record=record):
                return self.key == (*ways[variable], self.layout.fields[(record, name)])
            case p.Reference(kind=kind, name=name):
                return self.key == (self.layout.slot(kind, name),)
            case p.Operation(operator="if", operands=(test, yes, no)):
                decided = self._value(test, ways)
                ahead = (test, yes, no) if decided is None else (yes if decided else no,)
                return any(self.leads(part, ways) for part in ahead)
            case p.Aggregate():
                places = self._places(expression.source)
                if places is None:  # its records are yet to be filled in, and may hold anything
                    return True
                inner = [part for part in (expression.where, expression.body) if part is not None]
                return any(self.leads(part, {**ways, expression.variable: place}) for place in places for part in inner)
            case _:
                return any(self.leads(part, ways) for part in parts(expression))

    # ---- beside it

    def _together(self, junction: Junction, wanted: bool) -> Step | None:
        """All parts neutral, or one of them decisive: the one that rests on least."""
        open_ = self._open(junction)
        all_ = wanted is junction.of_all
        if not all_:
            open_.sort(key=lambda part: len(self.search.comparisons.inputs_of(part.expression)))
        for part in open_:
            step = self.towards(part.expression, part.ways, part.neutral is all_)
            if step is not None:
                return step
        return None

    def _making(self, expression: p.Expression, ways: Ways, wanted: bool) -> Step | None:
        """An input that a leaf or a comparison reads, those of its values first that make it come out as wanted."""
        key = self._first_unknown(expression, ways)
        if key is None:
            return None
        values = self.search.tipping(key, self.state, expression, self._scope(ways))
        open_ = None
        rests_on_inputs = all(kind in ("fact", "reading") for kind, _ in references(expression))
        for number, value in enumerate(values[:MOST_TRIED]):
            state = self.search.completions.extended(self.state, key, value)
            frame = (
                self.search.completions.frame(state) if rests_on_inputs else self.search.completions.evaluated(state)[2]
            )
            found = Steering(self.search, self.key, 0, state, frame)._value(expression, ways)
            if found is wanted:
                return Step(key, (value, *values[:number], *values[number + 1 :]))
            if found is None and open_ is None:
                open_ = number
        first = open_ or 0
        return Step(key, (values[first], *values[:first], *values[first + 1 :]))

    def _scope(self, ways: Ways) -> Scope:
        """The record that each variable stands for."""
        names = {name: self.layout.inputs[way[0]][1] for name, way in ways.items()}
        return tuple((name, self.program.facts[listed].type.name) for name, listed in names.items())

    # ---- the structure

    def _junction(self, expression: p.Expression, ways: Ways) -> Junction | None:
        """The parts of a conjunction, disjunction, norm or quantified statement; None for anything else."""
        match expression:
            case p.Operation(operator="and" | "or" as operator, operands=operands):
                of_all = operator == "and"
                return Junction(of_all, tuple(Part(operand, ways, of_all) for operand in operands))
            case p.Reference(kind="live", name=name):
                conditions = (Part(condition, {}, True) for condition in self.layout.conditions(name))
                return Junction(True, (*conditions, *(Part(d, {}, False) for d in self.layout.defeaters(name))))
            case p.Aggregate(operator="some" | "every" as operator, body=body, variable=variable) if body is not None:
                places, of_all = self._places(expression.source), operator == "every"
                return (
                    None
                    if places is None
                    else Junction(of_all, tuple(Part(body, {**ways, variable: place}, of_all) for place in places))
                )
        return None

    def _open(self, junction: Junction) -> list[Part]:
        return [part for part in junction.parts if self._value(part.expression, part.ways) is None]

    def _places(self, source: p.Expression) -> list[tuple[int, ...]] | None:
        """The records of a list, each by its place and number; None where the list is unknown."""
        records = self.interpreter.records(source)
        return None if records is None else list(dict.fromkeys(record[-1] for record in records))

    def _first_unknown(self, expression: p.Expression, ways: Ways) -> Key | None:
        """The first unknown input, other than that of the path, because of which an expression is open."""
        return next((key for key in self._unknown(expression, ways) if key != self.key), None)

    def _unknown(self, expression: p.Expression, ways: Ways) -> Iterator[Key]:
        if self._value(expression, ways) is not None:
            return
        match expression:
            case p.Reference(kind="fact" | "reading" as kind, name=name):
                yield (self.layout.slot(kind, name),)
            case p.Reference(kind="value", name=name):
                yield from self._unknown(self.program.values[name].expression, {})
            case p.Reference(kind="live"):
                junction = self._junction(expression, ways)
                for joined in junction.parts if junction else ():
                    yield from self._unknown(joined.expression, joined.ways)
            case p.FieldReference(derived=True, variable=variable, name=name, record=record):
                yield from self._unknown(self.program.values[name].expression, {record: ways[variable]})
            case p.FieldReference(variable=variable, name=name, record=record):
                yield (*ways[variable], self.layout.fields[(record, name)])
            case p.Operation(operator="if", operands=(test, yes, no)):
                decided = self._value(test, ways)
                yield from self._unknown(test if decided is None else yes if decided else no, ways)
            case p.Aggregate():
                yield from self._unknown(expression.source, ways)
                for place in self._places(expression.source) or ():
                    for part in (expression.where, expression.body):
                        if part is not None:
                            yield from self._unknown(part, {**ways, expression.variable: place})
            case _:
                for part in parts(expression):
                    yield from self._unknown(part, ways)

    def _value(self, expression: p.Expression, ways: Ways) -> Any:
        if not ways:
            return self.interpreter.value(expression)
        frame = self.interpreter.frame
        return self.interpreter.value(
            expression,
            {name: next(record for record in frame[way[0]] if record[-1] == way) for name, way in ways.items()},
        )
