"""A value, or another one where it doesn't exist."""

from typing import Any

from dsl.function import Function, Parameter, Refusal
from dsl.typed.program import Expression, Type
from dsl.typed.types import common_type


def or_else(first: Any, second: Any) -> Any:
    """The first: a call whose first argument is none is decided by the second, before any law is asked."""
    return first


def _type(arguments: tuple[Expression, ...]) -> Type | Refusal | None:
    first, second = (argument.type for argument in arguments)
    found = common_type(first, second)
    if found is None or found.kind in ("list", "boolean", "period"):
        return None
    if not first.optional:
        return Refusal("never-none", "the first argument always exists", "`or_else` is for what may be none", 0)
    return Type(found.kind, found.name, second.optional)


FUNCTION = Function(
    parameters=(Parameter(), Parameter()),
    type=_type,
    law=or_else,
    domain="whatever may be none, except lists, yes or no, and calendar months",
    words={
        "en": "{first}, otherwise {second}",
        "fr": "{first}, à défaut {second}",
    },
    rule_words={
        "en": "{first}, or if there is none {second}",
        "fr": "{first}, à défaut {second}",
    },
    example="or_else(outage.ended, as_of)",
    sample=((1, 2), 1),
    keeps_none=True,
)
