"""The plan for questions on many cases: tables one after the other, and the query that gives what is asked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce

from sqlglot import exp

from dsl.frozen import dataclass, field
from dsl.typed import program as p
from engine.backends.sql.calendar_lookups import Calendar, calendars
from engine.backends.sql.cells import DAY, Cell, Expression, Known, Value, as_cell, either
from engine.backends.sql.held import Held
from engine.backends.sql.rows import CASE, Columns, Rows
from engine.backends.sql.stages import Stage, Staging
from engine.backends.sql.translation import Beyond, Inputs, Translation
from engine.meaning.meaning import Meaning
from engine.meaning.nodes import Kind

CASES = "cases"
MARKED = "elsewhere"
"""The column that says that a case has to be computed by the generated Python."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of a portfolio hold: the facts by name, and of each list its fields and whether it is told.

    A list is told in all cases (True), in none (None), or where a column of the cases says so (its name).
    """

    facts: Mapping[str, Held]
    fields: Mapping[str, Mapping[str, Held]]
    listed: Mapping[str, str | bool | None]


@dataclass(frozen=True, slots=True)
class Plan:
    """Stages in order, the query that ends them, and what they look things up in.

    `outputs` says how each column of the result is to be read. `beyond` is what SQL doesn't say: cases in which that
    can matter are true in the column `elsewhere`.
    """

    stages: tuple[Stage, ...]
    query: exp.Select
    calendars: tuple[Calendar, ...]
    outputs: Mapping[str, Held]
    beyond: tuple[Beyond, ...] = field(default=())

    def used(self) -> Counter[str]:
        """How often each table is read."""
        queries = (*(stage.query for stage in self.stages), self.query)
        return Counter(table.name for query in queries for table in query.find_all(exp.Table))

    def statement(self, dialect: str) -> str:
        """The whole plan as one statement, for an engine that keeps what it names."""
        used, whole = self.used(), self.query.copy()
        for stage in self.stages:
            whole = whole.with_(stage.name, as_=stage.query, materialized=used[stage.name] > 1, copy=False)
        return whole.sql(dialect)


def planned(
    translations: Sequence[Translation], columns_made: Columns, outputs: Mapping[str, tuple[Value, p.Type]]
) -> Plan:
    """The plan that gives some values of the cases, each with its type, of translations into the same columns."""
    program, layout = translations[0].meaning.program, translations[0].meaning.layout
    columns: dict[str, Expression] = {}
    held: dict[str, Held] = {}
    for name, (value, type_) in outputs.items():
        cell = as_cell(value, Kind(type_.kind))
        unit = Fraction(1) if cell.kind is Kind.DAYS else cell.unit
        held[name] = Held(name, type_, unit, cell.none is not None, cell.sure, False, cell.low, cell.high)
        if cell.kind is Kind.DAYS and cell.unit != DAY:
            cell = Cell(
                cell.kind, (exp.IntDiv(this=exp.Paren(this=cell.value), expression=exp.Literal.number(DAY)),), cell.sure
            )
        for column, part in zip(held[name].columns, (*cell.parts, cell.none or exp.false()), strict=False):
            columns[column] = part
    marks = [translation.marked() for translation in translations]
    columns[MARKED] = reduce(either, [as_cell(mark, Kind.BOOLEAN).value for mark in marks])
    sources: dict[Rows, str] = {CASE: CASES}
    for name in program.facts:
        if program.facts[name].type.kind == "list":
            sources[(layout.slot("fact", name),)] = name
    staging = Staging(columns_made, sources)
    query = staging.reach(columns)
    beyond = dict.fromkeys(found for translation in translations for found in translation.beyond)
    return Plan(tuple(staging.stages), query, calendars([each.dates for each in translations]), held, tuple(beyond))


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
