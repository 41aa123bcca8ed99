"""The rows and cells of a decision table as they are written, with the place of each, which is never compared."""

from dataclasses import dataclass, field

from dsl.kinds import CellKind, Comparison
from dsl.position import Span
from dsl.surface.written_expression import Expression, Literal, Word

BOUNDS: dict[CellKind, tuple[Comparison, ...]] = {
    "at_least": ("at_least",),
    "at_most": ("at_most",),
    "over": ("more",),
    "below": ("less",),
    "range": ("at_least", "at_most"),
    "to_below": ("at_least", "less"),
    "over_up_to": ("more", "at_most"),
}
"""How a value compares with each bound of a cell that holds a stretch of values, by the kind of the cell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table row: `kind` is any, exactly, options, or the bounds of a stretch as in `BOUNDS`."""

    kind: CellKind
    bounds: tuple[Literal, ...] = ()
    options: tuple[Word, ...] = ()
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """From which day on a row holds, and which is its last; None where it has held before, or goes on."""

    since: Word | None = None
    until: Word | None = None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a decision table; which of several that fit decides, the table says."""

    cells: tuple[Cell, ...]
    result: Expression
    under: Expression | None = None
    in_force: InForce | None = None
    by: tuple[Word, ...] = ()
    span: Span = field(compare=False, repr=False)
