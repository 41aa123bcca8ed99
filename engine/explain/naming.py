"""What an operand is called: the declaration behind a name or a field, with the number of its record."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dsl.typed import program as p
from engine.case.case import Case, InputKey
from engine.case.nested_records import ordinal
from engine.explain.step import OfRecord
from engine.meaning import nodes as n
from engine.meaning.account import Record
from engine.meaning.intervals import told

if TYPE_CHECKING:
    from engine.explain.reasons import Reasons

Records = tuple[Record, ...]
"""The records in reach, the outermost first."""

Subject = Callable[["Reasons", Records], Any]
"""What an operand is called, on the records in reach."""

_new = tuple.__new__


def subject_of(program: p.Program, node: n.Node) -> Subject:
    """What an operand is called: the declaration behind a name or field, with the number of its record."""
    match node.origin:
        case p.Reference(kind="fact", name=name):
            named: Any = program.facts[name]
        case p.Reference(kind="value", name=name):
            named = program.values[name]
        case p.FieldReference():
            assert isinstance(node, n.Field | n.Named)
            return record_of(program, node)
        case origin:
            named = origin
    return lambda _, __: named


def placed(case: Case, node: p.Fact | p.Value, key: InputKey) -> OfRecord:
    """A field of a record of a case, or what is computed of it, by its input."""
    program, name = case.knowledge.program, case.knowledge.layout.inputs[key[0]][1]
    record = program.records[program.facts[name].type.name]
    total = len(case.facts[name])
    return OfRecord(node, record, key[1] + 1, total, name, ordinal(program, case.facts, name, key[1]))


def _declared(program: p.Program, field: p.FieldReference, record: p.Record) -> Any:
    """What a field of a record, or what is derived of it, is declared as."""
    if not field.derived:
        return next(declared for declared in record.fields if declared.name == field.name)
    return program.values.get(field.name) or program.norms.get(field.name) or program.exceptions[field.name]


def record_of(program: p.Program, node: n.Field | n.Named) -> "Callable[[Reasons, Records], OfRecord]":
    """The record that a field or derived value is of: which of how many in its list."""
    field = node.origin
    assert isinstance(field, p.FieldReference)
    assert node.level is not None
    level, record = node.level, program.records[field.record]
    declared = _declared(program, field, record)

    made: dict[tuple[int, int], OfRecord] = {}

    def of_record(reasons: "Reasons", records: Records) -> OfRecord:
        way = records[level][-1]
        listed = reasons.frame[way[0]]
        total = len(listed if listed.__class__ is list else told(listed))
        found = made.get(way)
        if found is None or found[3] != total:
            layout = reasons.meaning.layout
            name, counted = layout.inputs[way[0]][1], layout.ordinal(reasons.frame, *way)
            found = _new(OfRecord, (declared, record, way[1] + 1, total, name, counted))
            if way[0] not in layout.nested:  # in which record its list lies is another matter in each case
                made[way] = found
        return found

    return of_record
