"""The plan for questions on many cases: tables one after the other, and the query that gives what is asked."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce

from sqlglot import exp

from dsl.frozen import dataclass, field
from dsl.typed import program as p
from engine.backends.sql.calendar_lookups import Reach, reach_of
from engine.backends.sql.cells import DAY, Cell, Expression, Known, Value, as_cell, either
from engine.backends.sql.held import Held, table_of
from engine.backends.sql.rows import CASE, Columns, Rows
from engine.backends.sql.stages import Staging
from engine.backends.sql.translation import Beyond, Inputs, Translation
from engine.meaning.meaning import Meaning
from engine.meaning.nodes import Kind

CASES = "cases"
MARKED = "elsewhere"
"""The name, after a prefix, of the column that says that a case has to be computed by the generated Python."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of a portfolio hold: the facts by name, and of each list its fields and whether it is told.

    A list is told in all cases (True), in none (None), or where a column of the cases says so (its name).
    """

    facts: Mapping[str, Held]
    fields: Mapping[str, Mapping[str, Held]]
    listed: Mapping[str, str | bool | None]


@dataclass(frozen=True, slots=True)
class Share:
    """What a plan gives for one question: how each of its columns is to be read.

    `beyond` is what SQL doesn't say: cases in which that can matter are true in the column `marked`.
    """

    outputs: Mapping[str, Held]
    marked: str
    beyond: tuple[Beyond, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Step:
    """A table that is made on the way: its name and its query, whether it folds rows, and whether it is better kept.

    What is read once is not kept, nor what only the rows that the cases lie in, as they lie there, lead to.
    """

    name: str
    query: str
    folds: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in order and the query that ends them, as an engine writes them; a share of it for each question.

    `reach` says how far the calendars go that it looks things up in.
    """

    steps: tuple[Step, ...]
    query: str
    reach: Reach
    shares: tuple[Share, ...]

    @property
    def columns(self) -> list[tuple[str, str]]:
        """The columns that it gives after the number of the case, with their SQL types."""
        found: list[tuple[str, str]] = []
        for share in self.shares:
            for held in share.outputs.values():
                found += zip(held.columns, held.kinds, strict=True)
            found.append((share.marked, "boolean"))
        return found

    def statement(self) -> str:
        """The whole plan as one statement, for an engine that keeps what it names."""
        named = (f"{step.name} AS {'' if step.kept else 'NOT '}MATERIALIZED ({step.query})" for step in self.steps)
        return f"WITH {', '.join(named)} {self.query}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a plan is to give for one question: values of the cases, each with its type, and what they were made by."""

    translations: Sequence[Translation]
    outputs: Mapping[str, tuple[Value, p.Type]]


def planned(columns_made: Columns, all_wanted: Sequence[Wanted], written: Callable[[exp.Select], str]) -> Plan:
    """The plan that gives all that is wanted, of translations into the same columns: each is computed once.

    `written` writes a query as the engine has it that will run the plan.
    """
    translations = [translation for wanted in all_wanted for translation in wanted.translations]
    program, layout = translations[0].meaning.program, translations[0].meaning.layout
    columns: dict[str, Expression] = {}
    shares = tuple(_share(wanted, f"q{at}_", columns) for at, wanted in enumerate(all_wanted))
    sources: dict[Rows, str] = {CASE: CASES}
    for name in program.facts:
        if program.facts[name].type.kind == "list" and name not in program.nested:
            sources[(layout.slot("fact", name),)] = table_of(name)
    staging = Staging(columns_made, sources)
    query = staging.reach(columns)
    queries = (*(stage.query for stage in staging.stages), query)
    read = Counter(table.name for each in queries for table in each.find_all(exp.Table))
    steps, at_hand = [], set(sources.values())
    for stage in staging.stages:
        folds = "group" in stage.query.args
        if not folds and {table.name for table in stage.query.find_all(exp.Table)} <= at_hand:
            at_hand.add(stage.name)
        steps.append(Step(stage.name, written(stage.query), folds, read[stage.name] > 1 and stage.name not in at_hand))
    return Plan(tuple(steps), written(query), reach_of([each.dates for each in translations]), shares)


def _share(wanted: Wanted, prefix: str, columns: dict[str, Expression]) -> Share:
    """The share of what is wanted for one question; its columns are added to `columns`, each named with a prefix."""
    shared: dict[str, Held] = {}
    for name, (value, type_) in wanted.outputs.items():
        cell = as_cell(value, Kind(type_.kind))
        unit = Fraction(1) if cell.kind is Kind.DAYS else cell.unit
        held = Held(prefix + name, type_, unit, cell.none is not None, cell.sure, False, cell.low, cell.high)
        shared[name] = held
        if cell.kind is Kind.DAYS and cell.unit != DAY:
            cell = Cell(
                cell.kind, (exp.IntDiv(this=exp.Paren(this=cell.value), expression=exp.Literal.number(DAY)),), cell.sure
            )
        for column, part in zip(held.columns, (*cell.parts, cell.none or exp.false()), strict=False):
            columns[column] = part
    marks = [translation.marked() for translation in wanted.translations]
    columns[prefix + MARKED] = reduce(either, [as_cell(mark, Kind.BOOLEAN).value for mark in marks])
    beyond = dict.fromkeys(found for translation in wanted.translations for found in translation.beyond)
    return Share(shared, prefix + MARKED, tuple(beyond))


def told_inputs(meaning: Meaning, tables: Tables, readings: Mapping[str, str]) -> Inputs:
    """What the cases tell, each reading the same in all of them; None where it is left open."""
    layout, program = meaning.layout, meaning.program

    def told(translation: Translation, slot: int) -> Value:
        kind, name = layout.inputs[slot]
        if kind == "reading":
            return Known(readings.get(name))
        held = tables.facts.get(name)
        return Known(None) if held is None else held.value(translation.columns, CASE)

    def of_record(translation: Translation, slot: int, column: int) -> Value:
        name = layout.inputs[slot][1]
        declared = program.records[program.facts[name].type.name].fields[column]
        held = tables.fields.get(name, {}).get(declared.name)
        return Known(None) if held is None else held.value(translation.columns, (slot,))

    def listed(translation: Translation, slot: int) -> Value:
        said = tables.listed.get(layout.inputs[slot][1])
        if isinstance(said, str):
            return Cell(Kind.BOOLEAN, (translation.columns.told(CASE, said),), True)
        return Known(said)

    return Inputs(told, of_record, listed)
