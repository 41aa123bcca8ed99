"""How DuckDB reads what is written as most write it; whatever else is written is read one by one.

A column of a file that has types stays as it is where its type can hold nothing but what is asked for; every other
arrives as text.
"""

import re
from collections.abc import Callable
from typing import assert_never

from dsl.frozen import dataclass, replace
from dsl.typed import program as p
from engine.case.reading import NO, YES

TEXT = "VARCHAR"
"""The type of the columns that arrive as text."""

_MOST_DIGITS = 15
_WHOLE = {"UTINYINT": 3, "USMALLINT": 5, "UINTEGER": 10, "TINYINT": 3, "SMALLINT": 5, "INTEGER": 10, "BIGINT": 19}
"""The types of whole numbers, and how many digits they have at most."""

_MOST_DECIMALS = 11
"""A number of so many decimals is still within SQL's numbers when it is counted in units of the last of them."""

_NARROW = 18
"""The digits of a decimal that takes 64 bits."""

_DECIMAL = re.compile(r"DECIMAL\((?P<digits>[0-9]+),(?P<decimals>[0-9]+)\)")
_DIGITS = r"'^[+-]?[0-9]{1,15}(\.[0-9]{1,15})?$'"
_DAY = r"'^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$'"
_EARLIEST, _LATEST = "1900-01-01", "2999-12-31"
_SHORTEST = len("2024-03-01T10:00Z")
"""What is shorter is no instant; to see that takes less than to see whether it is written as one."""

_INSTANT = r"'^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}(:[0-9]{2})?)$'"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a column is read: `reads` says of which rows, `written` gives the parts of what they say.

    Numbers are counted in units of a power of ten, with so many decimals as `written` is told. `decimals` says how many
    a row writes, and `digits` how many there are at most before them.
    """

    reads: str
    written: Callable[[int], tuple[str, ...]]
    none: str | None
    decimals: str = "0"
    digits: int = _MOST_DIGITS

    @property
    def most_decimals(self) -> str:
        """How many decimals any row writes that is read."""
        return self.decimals if self.decimals.isdecimal() else f"max({self.decimals}) FILTER ({self.reads})"

    def parts(self, scale: int, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """All parts, each of its SQL type, and whether it is none where it may be."""
        found = self.written(scale)
        if self.none is not None:
            found = (*found, f"CASE WHEN {self.none} THEN TRUE END")
        return tuple(
            f"CAST({part} AS {'HUGEINT' if kind == 'int128' else kind.upper()})"
            for part, kind in zip(found, kinds, strict=True)
        )


def arriving_as(written: str, type_: p.Type) -> str:
    """The type in which a column of a file arrives that is `written` in some type."""
    of_decimals = _DECIMAL.fullmatch(written)
    of_numbers = written in _WHOLE or (of_decimals is not None and int(of_decimals["decimals"]) <= _MOST_DECIMALS)
    match type_.kind:
        case "boolean":
            stays = written == "BOOLEAN"
        case "integer":
            stays = written in _WHOLE
        case "decimal" | "ratio" | "money":
            stays = of_numbers
        case "date":
            stays = written == "DATE"
        case "instant" | "moment":
            stays = written == "TIMESTAMP WITH TIME ZONE"
        case _:
            stays = False
    return written if stays else TEXT


def as_text(column: str, written: str) -> str:
    """A column as text; in one of JSON, where numbers and texts are told, a text is without its quotes."""
    return f"(\"{column}\" ->> '$')" if written == "JSON" else f'CAST("{column}" AS VARCHAR)'


def fast(column: str, arriving: str, type_: p.Type, options: tuple[str, ...]) -> Reading:
    """How a column is read that arrives in a type; what is below zero and may not be is left to be told of."""
    found = _fast(column, arriving, type_, options)
    if not type_.from_zero:
        return found
    from_zero = f"{column} >= 0" if arriving != TEXT else f"NOT starts_with({column}, '-')"
    return replace(found, reads=f"({found.reads}) AND {from_zero}")


def _fast(column: str, arriving: str, type_: p.Type, options: tuple[str, ...]) -> Reading:
    if arriving != TEXT:
        return _typed(column, arriving, type_)
    reads, written = _reading(column, type_, options)
    none = f"{column} = 'none'" if type_.optional and "none" not in options else None
    decimals = "0"
    if type_.kind in ("decimal", "percent", "money", "ratio"):
        shift = 2 if type_.kind == "percent" else 0
        decimals = f"length(regexp_extract({column}, '\\.([0-9]+)', 1)) + {shift}"
    return Reading(reads if none is None else f"{none} OR ({reads})", written, none, decimals)


def _typed(column: str, arriving: str, type_: p.Type) -> Reading:
    """How a column is read that has a type of its own: it is what it says, within the years and numbers that are read."""
    none = "FALSE" if type_.optional else None
    match type_.kind:
        case "boolean":
            return Reading("TRUE", lambda _: (column,), none)
        case "date":
            within = f"{column} BETWEEN DATE '{_EARLIEST}' AND DATE '{_LATEST}'"
            return Reading(within, lambda _: (f"CASE WHEN {within} THEN {column} - DATE '1970-01-01' END",), none)
        case "instant" | "moment":
            within = f"{column} BETWEEN TIMESTAMPTZ '{_EARLIEST}' AND TIMESTAMPTZ '{_LATEST}'"
            instant = f"CASE WHEN {within} THEN epoch_us({column}) END"
            parts = (instant, instant, "NULL") if type_.kind == "moment" else (instant,)
            return Reading(within, lambda _: parts, none)
        case _:
            return _typed_number(column, arriving, none)


def _typed_number(column: str, arriving: str, none: str | None) -> Reading:
    of_decimals = _DECIMAL.fullmatch(arriving)
    digits, decimals = (
        (_WHOLE[arriving], 0)
        if of_decimals is None
        else (int(part) for part in of_decimals.group("digits", "decimals"))
    )
    beyond = 10**_MOST_DIGITS
    is_within = digits - decimals <= _MOST_DIGITS
    within = "TRUE" if is_within else f"{column} > -{beyond} AND {column} < {beyond}"

    def written(scale: int) -> tuple[str, ...]:
        found = column if scale == 0 else _counted(column, scale, digits - decimals)
        return (found if is_within else f"CASE WHEN {within} THEN {found} END",)

    return Reading(within, written, none, str(decimals), min(digits - decimals, _MOST_DIGITS))


def _counted(column: str, scale: int, digits: int) -> str:
    """Numbers of so many digits before the point, counted in a power of ten: in 64 bits those that fit, quickly."""
    wide, narrow = (
        f"CAST(CAST({column} AS DECIMAL({most}, {scale})) * {10**scale} AS {kind})"
        for most, kind in ((38, "HUGEINT"), (_NARROW, "BIGINT"))
    )
    fitting = _NARROW - 2 * scale  # it is counted once by the decimal itself
    if digits <= fitting:
        return narrow
    if fitting <= 0:
        return wide
    return f"CASE WHEN {column} > -{10**fitting} AND {column} < {10**fitting} THEN {narrow} ELSE {wide} END"


def _reading(text: str, type_: p.Type, options: tuple[str, ...]) -> tuple[str, Callable[[int], tuple[str, ...]]]:
    match type_.kind:
        case "boolean":
            yes, no = (", ".join(f"'{word}'" for word in words) for words in (YES, NO))
            low = f"lower({text})"
            return (
                f"{low} IN ({yes}, {no})",
                lambda _: (f"CASE WHEN {low} IN ({yes}) THEN TRUE WHEN {low} IN ({no}) THEN FALSE END",),
            )
        case "choice":
            among = ", ".join(f"'{option}'" for option in options) or "NULL"
            return f"{text} IN ({among})", lambda _: (f"CASE WHEN {text} IN ({among}) THEN {text} END",)
        case "integer":
            reads = f"regexp_matches({text}, '^-?[0-9]{{1,15}}$')"
            return reads, lambda _: (f"CASE WHEN {reads} THEN TRY_CAST({text} AS BIGINT) END",)
        case "decimal" | "ratio":
            return _number(text, 0)
        case "money":
            return _number(f"regexp_replace({text}, ' ?{type_.name}$', '')", 0)
        case "percent":
            reads, written = _number(f"regexp_replace({text}, ' ?%$', '')", 2)
            return f"{text} LIKE '%\\%' ESCAPE '\\' AND {reads}", lambda scale: (
                f"CASE WHEN {text} LIKE '%\\%' ESCAPE '\\' THEN {written(scale)[0]} END",
            )
        case "date":
            reads = f"(regexp_matches({text}, {_DAY}) AND TRY_CAST({text} AS DATE) IS NOT NULL)"
            return reads, lambda _: (f"CASE WHEN {reads} THEN {_days(text)} END",)
        case "instant":
            reads = _is_instant(text)
            return reads, lambda _: (f"CASE WHEN {reads} THEN epoch_us(TRY_CAST({text} AS TIMESTAMPTZ)) END",)
        case "moment":  # a day begins and ends where the document is: read one by one
            reads = _is_instant(text)
            instant = f"CASE WHEN {reads} THEN epoch_us(TRY_CAST({text} AS TIMESTAMPTZ)) END"
            return reads, lambda _: (instant, instant, "NULL")
        case "days" | "duration" | "period" | "list" | "none":
            return "FALSE", lambda _: ("NULL",)
    assert_never(type_.kind)


def _is_instant(text: str) -> str:
    written = f"length({text}) >= {_SHORTEST} AND regexp_matches({text}, {_INSTANT})"
    return f"({written} AND TRY_CAST({text} AS TIMESTAMPTZ) IS NOT NULL)"


def _number(text: str, shift: int) -> tuple[str, Callable[[int], tuple[str, ...]]]:
    reads = f"regexp_matches({text}, {_DIGITS})"

    def written(scale: int) -> tuple[str, ...]:
        exact = f"CAST(TRY_CAST({text} AS DECIMAL(38, {max(scale - shift, 0)})) AS VARCHAR)"
        return (f"CASE WHEN {reads} THEN TRY_CAST(replace({exact}, '.', '') AS HUGEINT) END",)

    return reads, written


def _days(text: str) -> str:
    return f"date_diff('day', DATE '1970-01-01', TRY_CAST({text} AS DATE))"
