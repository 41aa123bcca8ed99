"""The inputs that are never below zero: what is declared as a `count`, and what a table answers from zero on alone.

A table is complete that answers every number from zero on: whoever tells of fewer than none is mistaken.
"""

from collections.abc import Iterator

from dsl.surface import syntax as s
from dsl.units.scope import Unit

COUNT = "count"
"""The type of a whole number that is never below zero."""

_FROM_BELOW = frozenset(("any", "at_most", "below", "options"))
"""The cells that answer what lies below zero, or no number."""


def answered_from_zero(unit: Unit) -> frozenset[str]:
    """The facts, and fields as `record.field`, at which some table looks and none that answers anything below zero."""
    from_zero: set[str] = set()
    from_below: set[str] = set()
    for statement in unit.named("name").values():
        if isinstance(statement, s.Value):
            for name, cells in _columns(statement):
                (from_zero if all(map(_is_from_zero, cells)) else from_below).add(name)
                if any(_names_below_zero(cell) for cell in cells):
                    from_below.add(name)
    return frozenset(from_zero - from_below)


def _columns(table: s.Value) -> Iterator[tuple[str, list[s.Cell]]]:
    for at, source in enumerate(table.inputs):
        cells = [row.cells[at] for row in table.rows if at < len(row.cells)]
        match source:
            case s.Name(text=name):
                yield name, cells
            case s.FieldOf(variable=record, field=field):
                yield f"{record.text}.{field.text}", cells
            case _:
                pass


def _is_from_zero(cell: s.Cell) -> bool:
    return cell.kind not in _FROM_BELOW and cell.bounds[0].kind != "none" and not _names_below_zero(cell)


def _names_below_zero(cell: s.Cell) -> bool:
    return any(bound.text.startswith("-") for bound in cell.bounds)
