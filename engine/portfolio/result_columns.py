"""The columns of a result: their names, and their types as people and programs read them.

NAME            the value; of a moment the first instant that it may be
NAME__last      of a moment the last instant that it may be: the same where it is known to the instant

Either is null where that end is open: of what happened, nobody says when.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pyarrow

from dsl.frozen import dataclass
from dsl.moment import Moment
from engine.backends.sql.cells import Cell, common_unit
from engine.backends.sql.held import Held
from engine.backends.sql.plan import Plan, Share
from engine.meaning.marks import ABSENT
from engine.meaning.nodes import Kind
from engine.portfolio.layered_question import OPEN, STRICT_VALUE, STRICTLY, Presumed

DECIMALS = 2
"""How many decimals of an amount are written at least; of other numbers four."""


@dataclass(frozen=True, slots=True)
class Put:
    """One question of a run: its share of the plan for all cases, and of the one for those that are left open.

    `layers` are the columns of the answers that are the strict one wherever that is decided: the ordinary one and those
    under the readings `named`. `presumable` says what the bits of the presumptions applied stand for.
    """

    question: str
    decided: Share
    left_open: Share
    layers: tuple[tuple[str, str], ...]
    named: tuple[tuple[str, str], ...]
    presumable: tuple[Presumed, ...]

    @property
    def is_open(self) -> str:
        """Whether the strict answer of a case is open, in the table of what is decided."""
        return f"NOT {self.decided.marked} AND {self.decided.outputs[STRICTLY].columns[0]} = '{OPEN}'"

    @property
    def outputs(self) -> Mapping[str, Held]:
        """The columns of the result, in order, each held in a unit of which those of both plans are multiples."""
        found: dict[str, Held] = {}
        decided = self.decided.outputs
        for name, held in self.left_open.outputs.items():
            source = self._decided_in(name)
            either = [held] if source is None else [held, decided[source]]
            unit = common_unit(*(Cell(Kind(each.type.kind), (), True, None, each.unit) for each in either))
            found[name] = replace(held, unit=unit)
            if name == STRICTLY and STRICT_VALUE in decided:
                found[STRICT_VALUE] = decided[STRICT_VALUE]
        return found

    def _decided_in(self, name: str) -> str | None:
        """The column of the plan for all cases that tells a column of the result where the strict answer is decided."""
        for word, value in self.layers:
            if name in (word, value):
                return STRICTLY if name == word else STRICT_VALUE
        return name if name in self.decided.outputs else None

    def selected(self, decided: bool) -> str:
        """The columns of the result out of those of a plan, as people and programs read them."""
        return ", ".join(
            f'{each} AS "{column}"'
            for name, held in self.outputs.items()
            for column, each in zip(
                column_names(self.question, name, held), self._selected(name, held, decided), strict=True
            )
        )

    def _selected(self, name: str, held: Held, decided: bool) -> tuple[str, ...]:
        share, source = (self.decided, self._decided_in(name)) if decided else (self.left_open, name)
        if source is not None and source in share.outputs:
            return typed(share.outputs[source], scale_of(held))
        nothing = (
            {"integer": "CAST(0 AS BIGINT)", "boolean": "FALSE"}.get(held.type.kind, "NULL") if decided else "NULL"
        )
        return (nothing,) * len(column_names(self.question, name, held))


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of a run, for all cases and for those whose strict answer is open, and its questions in order."""

    decided: Plan
    left_open: Plan
    put: tuple[Put, ...]


def column_name(question: str, name: str) -> str:
    """A column of the result: the question and what it says of it."""
    return f"{question.replace('-', '_')}__{name}"


def column_names(question: str, name: str, held: Held) -> tuple[str, ...]:
    """The columns that say it: one, but of a moment two."""
    first = column_name(question, name)
    return (first, f"{first}__last") if held.type.kind == "moment" else (first,)


def scale_of(held: Held) -> int:
    """With how many decimals a number is written."""
    if held.type.kind not in ("money", "percent", "decimal", "ratio"):
        return 0
    scale = DECIMALS if held.type.kind == "money" else 4
    while (held.unit * 10**scale).denominator != 1:
        scale += 1
    return scale


def typed(held: Held, scale: int) -> tuple[str, ...]:
    """What a plan gives of a value as people and programs read it, for each column; a number with so many decimals."""
    ends = held.columns[: 2 if held.type.kind == "moment" else 1]
    return tuple(_typed(held, each, scale) for each in ends)


def _typed(held: Held, value: str, scale: int) -> str:
    if held.type.optional:
        value = f"CASE WHEN {held.columns[-1]} THEN NULL ELSE {value} END"
    match held.type.kind:
        case "money" | "percent" | "decimal" | "ratio":
            factor = int(held.unit * 10**scale)
            one = "0." + "0" * (scale - 1) + "1"
            return f"CAST(CAST({value} AS DECIMAL({36 - scale}, 0)) * {factor} AS DECIMAL({36 - scale}, 0)) * CAST({one} AS DECIMAL({scale + 1}, {scale}))"
        case "date":
            return f"DATE '1970-01-01' + CAST({value} AS INTEGER)"
        case "instant" | "moment":
            return f"make_timestamptz({value})"
        case "duration":
            return f"to_microseconds({value})"
        case _:
            return value


def arrow_type(held: Held) -> Any:
    """The type of the columns of the result that hold a value, in Arrow."""
    match held.type.kind:
        case "boolean":
            return pyarrow.bool_()
        case "choice":
            return pyarrow.string()
        case "integer" | "days":
            return pyarrow.int64()
        case "date":
            return pyarrow.date32()
        case "instant" | "moment":
            return pyarrow.timestamp("us", tz="UTC")
        case "duration":
            return pyarrow.duration("us")
        case _:
            return pyarrow.decimal128(37, scale_of(held))


def plain(held: Held, value: Any) -> tuple[Any, ...]:
    """A value of a case as Arrow takes it, for each column."""
    if held.type.kind == "moment":
        return value.ends if isinstance(value, Moment) else (None, None)
    match value:
        case Fraction():
            return (Decimal(value.numerator) / Decimal(value.denominator),)
        case _:
            return (None if value is ABSENT else value,)
