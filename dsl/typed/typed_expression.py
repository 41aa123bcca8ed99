"""Types, and expressions in which every name is resolved and every part has its type.

The values of constants: bool, int, Decimal, Fraction (ratio), date, datetime (UTC), timedelta, str (option).
"""

from typing import Any

from dsl import kinds
from dsl.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Type:
    """A type: what a value is.

    `name` is the choice, the record of a list, the currency, or the zone by whose clocks a moment is told; one named
    `deadline` ordinarily runs to the end of its day. `optional` admits *none*: known not to exist.
    A ratio is the exact quotient of a division; a period is counted in calendar months. `from_zero` is said of inputs
    alone: whoever tells of one tells no number below zero.
    """

    kind: kinds.TypeKind
    name: str = ""
    optional: bool = False
    from_zero: bool = False

    @property
    def zone(self) -> str:
        """The time zone of its own by whose clocks a moment is told; empty where that is the document's."""
        return self.name if self.kind in kinds.IN_A_ZONE and self.name != kinds.DEADLINE else ""

    def required(self) -> "Type":
        """The same type without *none*."""
        return Type(self.kind, self.name) if self.optional else self

    def __str__(self) -> str:
        named = {"choice": self.name, "list": f"list of {self.name}"}
        word = f"{self.kind} in {self.zone}" if self.zone else named.get(self.kind, self.kind)
        word = self.name if self.name == kinds.DEADLINE else word
        return f"optional {word}" if self.optional else word


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that the source writes; None stands for *none*."""

    value: Any
    type: Type


@dataclass(frozen=True, slots=True)
class Reference:
    """A named thing read from the case or computed."""

    kind: kinds.ReferenceKind
    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class FieldReference:
    """A field of the record that `variable` stands for, or what is derived of it: a value, or a norm being `live`."""

    variable: str
    record: str
    name: str
    type: Type
    derived: bool = False
    live: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator on operands of matching types.

    `options` are those of which the operand is one (*within*); `month_end` is the day taken where calendar months are
    added or taken off.
    """

    operator: kinds.Operator
    operands: tuple["Expression", ...]
    type: Type
    options: tuple[str, ...] = ()
    month_end: kinds.MonthEnd | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A built-in function applied to its arguments."""

    name: str
    arguments: tuple["Expression", ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What the records of a list come to."""

    operator: kinds.Aggregation
    variable: str
    record: str
    source: "Expression"
    body: "Expression | None"
    where: "Expression | None"
    position: "Expression | None"
    type: Type


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the test that its cells make of the inputs, and its result.

    `label` shows its cells; `number` counts the rows as they are written, from 1.
    """

    test: "Expression"
    result: "Expression"
    label: tuple[str, ...]
    citations: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Lookup:
    """A decision table, read from the first row down; where it `adds_up`, the sum of all rows that hold.

    `of` names the value whose table is read here on another day than its own; what it looks at last is that day.
    """

    inputs: tuple["Expression", ...]
    rows: tuple[Row, ...]
    type: Type
    adds_up: bool = False
    of: str = ""


Expression = Constant | Reference | FieldReference | Operation | Function | Aggregate | Lookup
