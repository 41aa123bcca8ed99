"""What types have to do with each other: which compare, which combine, and how they are named in messages."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from dsl.kinds import IN_A_ZONE, Arithmetic, TypeKind
from dsl.typed import program as p

BOOLEAN, INTEGER, DECIMAL = p.Type("boolean"), p.Type("integer"), p.Type("decimal")
RATIO, PERCENT, PERIOD = p.Type("ratio"), p.Type("percent"), p.Type("period")
DATE, DAYS, DURATION = p.Type("date"), p.Type("days"), p.Type("duration")
ORDERED: frozenset[TypeKind] = frozenset(
    ("integer", "decimal", "ratio", "percent", "money", "date", "instant", "moment", "days", "duration"),
)
"""The kinds of values of which one can be less than another."""
NUMBERS: frozenset[TypeKind] = frozenset(("integer", "decimal", "percent", "money"))
"""The kinds of numbers that are told, in whatever unit."""
_NUMBERS: frozenset[TypeKind] = frozenset(("integer", "decimal", "ratio"))
"""The kinds that are numbers without a unit."""
CALENDAR: frozenset[TypeKind] = frozenset(("date", "instant", "moment"))
"""The kinds that say when."""


def common_type(one: p.Type, other: p.Type) -> p.Type | None:
    """The type that two outcomes share, or None."""
    optional = one.optional or other.optional
    if one.kind == "none":
        return p.Type(other.kind, other.name, True)
    if other.kind == "none":
        return p.Type(one.kind, one.name, True)
    if (one.kind, one.name) == (other.kind, other.name):
        return p.Type(one.kind, one.name, optional)
    if {one.kind, other.kind} == {"days", "duration"}:
        return p.Type("duration", "", optional)
    if one.kind == other.kind and one.kind in IN_A_ZONE:
        return p.Type(one.kind, "", optional)
    if {one.kind, other.kind} == {"integer", "decimal"}:
        return p.Type("decimal", "", optional)
    return None


def same_type(arguments: tuple[p.Expression, ...]) -> p.Type | None:
    """The type that all of several expressions share, or None."""
    types: list[p.Type | None] = [argument.type for argument in arguments]
    return reduce(lambda one, other: common_type(one, other) if one and other else None, types)


def fits(given: p.Type, wanted: p.Type) -> bool:
    """Whether a value of one type may stand where another is wanted."""
    if given.optional and not wanted.optional:
        return False
    if given.kind == "none":
        return wanted.optional
    widened = {("days", "duration"), ("integer", "decimal")}
    same = given.kind == wanted.kind and (given.name == wanted.name or given.kind in IN_A_ZONE)
    return same or (given.kind, wanted.kind) in widened


def is_comparable(one: p.Type, other: p.Type) -> bool:
    """Whether values of two types can be compared or set against each other in a table."""
    if one.kind == other.kind:
        return one.name == other.name or one.kind in IN_A_ZONE
    if {one.kind, other.kind} <= _NUMBERS or {one.kind, other.kind} == {"ratio", "percent"}:
        return True
    return {one.kind, other.kind} in ({"days", "duration"}, {"moment", "date"}, {"moment", "instant"})


def result_type(operator: Arithmetic, left: p.Type, right: p.Type) -> p.Type | None:
    """The type of an arithmetic operation on two types, or None where it makes no sense."""
    kinds = (left.kind, right.kind)
    if operator in ("add", "subtract"):
        if kinds[0] == kinds[1] and kinds[0] in {"integer", "decimal", "percent", "days", "duration", "ratio"}:
            return p.Type(kinds[0])
        if kinds == ("money", "money") and left.name == right.name:
            return p.Type("money", left.name)
        if set(kinds) == {"integer", "decimal"}:
            return DECIMAL
        if "ratio" in kinds and set(kinds) <= _NUMBERS:
            return RATIO
        if set(kinds) == {"days", "duration"}:
            return DURATION
        if kinds in (("date", "days"), ("date", "period")):
            return DATE
        if kinds[0] in ("instant", "moment") and kinds[1] in ("duration", "days"):
            return p.Type(kinds[0])
        if operator == "subtract" and kinds == ("date", "date"):
            return DAYS
        if operator == "subtract" and kinds == ("instant", "instant"):
            return DURATION
        return None
    if operator == "multiply":
        scalars = {"integer", "decimal"}
        if "ratio" in kinds and set(kinds) <= _NUMBERS:
            return RATIO
        if set(kinds) <= scalars:
            return INTEGER if set(kinds) == {"integer"} else DECIMAL
        for one, other in ((left, right), (right, left)):
            if one.kind == "money" and other.kind in scalars | {"percent"}:
                return p.Type("money", one.name)
            if one.kind == "percent" and other.kind in scalars:
                return PERCENT
            if one.kind in {"days", "duration", "period"} and other.kind == "integer":
                return p.Type(one.kind)
        if set(kinds) == {"percent"}:
            return PERCENT
        return None
    alike = (left.kind, left.name) == (right.kind, right.name)
    same = alike and left.kind in {"integer", "decimal", "percent", "money", "duration", "days", "ratio"}
    return RATIO if same or set(kinds) <= {"days", "duration"} or set(kinds) <= _NUMBERS else None


def zero_of(type_: p.Type) -> int | Decimal | Fraction | timedelta:
    """Nothing, of a type whose values have a sum."""
    match type_.kind:
        case "integer":
            return 0
        case "ratio":
            return Fraction(0)
        case "days" | "duration":
            return timedelta(0)
        case _:
            return Decimal(0)


def told_apart(one: p.Type, other: p.Type) -> tuple[str, str]:
    """Two types as one message names them: amounts of two currencies by these."""
    if conversion(one, other) is None:
        return article(one), article(other)
    return f"an amount in {one.name}", f"an amount in {other.name}"


def conversion(one: p.Type, other: p.Type) -> str | None:
    """How amounts of two currencies come together; None for anything else."""
    if one.kind == other.kind == "money" and one.name != other.name:
        return f"state a rate: `converted(…, 1.00 {other.name})` is an amount of {one.name} in {other.name}"
    return None


def article(type_: p.Type) -> str:
    """A type as it is named in a message."""
    words = {
        "boolean": "yes or no",
        "integer": "a whole number",
        "instant": "a date with time",
        "moment": "a moment, a day or an hour of it",
        "list": f"a list of `{type_.name}`",
        "choice": f"a `{type_.name}`",
        "money": "an amount of money",
        "period": "a number of calendar months",
        "percent": "a percentage",
        "days": "a number of days",
        "none": "none",
    }
    word = words.get(type_.kind, f"a {type_.kind}")
    return f"{word} that may be none" if type_.optional and type_.kind != "none" else word
