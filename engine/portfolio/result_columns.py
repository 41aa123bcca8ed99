"""The columns of a result: their names, and their types as people and programs read them."""

from typing import Any

import pyarrow

from dsl.frozen import dataclass
from engine.backends.sql.held import Held
from engine.backends.sql.plan import Plan
from engine.portfolio.layered_question import Presumed

DECIMALS = 2
"""How many decimals of an amount are written at least; of other numbers four."""


@dataclass(frozen=True, slots=True)
class Put:
    """One question of a run: its plan, as one statement of DuckDB too, and what the bits of its columns stand for."""

    question: str
    plan: Plan
    statement: str
    presumable: tuple[Presumed, ...]


def column_name(question: str, name: str) -> str:
    """A column of the result: the question and what it says of it."""
    return f"{question.replace('-', '_')}__{name}"


def scale_of(held: Held) -> int:
    """With how many decimals a number is written."""
    scale = DECIMALS if held.type.kind == "money" else 4
    while (held.unit * 10**scale).denominator != 1:
        scale += 1
    return scale


def typed(held: Held) -> str:
    """A column of a plan as people and programs read it."""
    value = f'"{held.name}"'
    if held.type.optional:
        value = f'CASE WHEN "{held.columns[-1]}" THEN NULL ELSE {value} END'
    match held.type.kind:
        case "money" | "percent" | "decimal" | "ratio":
            scale = scale_of(held)
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
    """The type of a column of the result, in Arrow."""
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
