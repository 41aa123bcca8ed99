"""How DuckDB reads what is written as most write it; whatever else is written is read one by one."""

from collections.abc import Callable
from typing import assert_never

from dsl.frozen import dataclass
from dsl.typed import program as p
from engine.case.reading import NO, YES

_DIGITS = r"'^[+-]?[0-9]{1,15}(\.[0-9]{1,15})?$'"
_DAY = r"'^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$'"
_INSTANT = r"'^(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}(:[0-9]{2})?)$'"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a column of texts is read: `reads` says of which texts, `written` gives the parts of what they say.

    Numbers are counted in units of a power of ten, with so many decimals as `written` is told.
    """

    reads: str
    written: Callable[[int], tuple[str, ...]]
    none: str | None

    def parts(self, scale: int, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """All parts, each of its SQL type, and whether it is none where it may be."""
        found = self.written(scale)
        if self.none is not None:
            found = (*found, f"CASE WHEN {self.none} THEN TRUE END")
        return tuple(
            f"CAST({part} AS {'HUGEINT' if kind == 'int128' else kind.upper()})"
            for part, kind in zip(found, kinds, strict=True)
        )


def fast(text: str, type_: p.Type, options: tuple[str, ...]) -> Reading:
    """How a column of texts of a type is read."""
    none = f"{text} = 'none'" if type_.optional and "none" not in options else None
    reads, written = _reading(text, type_, options)
    return Reading(reads if none is None else f"({reads}) OR {none}", written, none)


def written_decimals(text: str, type_: p.Type) -> str:
    """How many decimals a text writes of a number; of a percentage two more."""
    if type_.kind not in ("decimal", "percent", "money", "ratio"):
        return "0"
    shift = 2 if type_.kind == "percent" else 0
    return f"length(regexp_extract({text}, '\\.([0-9]+)', 1)) + {shift}"


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
            reads = f"(regexp_matches({text}, {_INSTANT}) AND TRY_CAST({text} AS TIMESTAMPTZ) IS NOT NULL)"
            return reads, lambda _: (f"CASE WHEN {reads} THEN epoch_us(TRY_CAST({text} AS TIMESTAMPTZ)) END",)
        case "moment":  # a day begins and ends where the document is: read one by one
            reads = f"(regexp_matches({text}, {_INSTANT}) AND TRY_CAST({text} AS TIMESTAMPTZ) IS NOT NULL)"
            instant = f"CASE WHEN {reads} THEN epoch_us(TRY_CAST({text} AS TIMESTAMPTZ)) END"
            return reads, lambda _: (instant, instant, "NULL")
        case "days" | "duration" | "period" | "list" | "none":
            return "FALSE", lambda _: ("NULL",)
    assert_never(type_.kind)


def _number(text: str, shift: int) -> tuple[str, Callable[[int], tuple[str, ...]]]:
    reads = f"regexp_matches({text}, {_DIGITS})"

    def written(scale: int) -> tuple[str, ...]:
        exact = f"CAST(TRY_CAST({text} AS DECIMAL(38, {max(scale - shift, 0)})) AS VARCHAR)"
        return (f"CASE WHEN {reads} THEN TRY_CAST(replace({exact}, '.', '') AS HUGEINT) END",)

    return reads, written


def _days(text: str) -> str:
    return f"date_diff('day', DATE '1970-01-01', TRY_CAST({text} AS DATE))"
