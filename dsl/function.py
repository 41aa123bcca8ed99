"""What a built-in function of the language is: how it is used, how it computes, where it ends, and how it is said.

Each has a file of its own in `dsl/functions`, which is loaded when a program first uses it.
"""

from collections.abc import Callable
from typing import Any

from dsl.frozen import dataclass, field
from dsl.kinds import TYPES, TypeKind, one_of
from dsl.typed.program import Expression, Type

ROUNDING_MODES = ("half_up", "half_even", "up", "down")
"""How an amount between two multiples is rounded."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a function takes in one place: a value of some kinds, or one of some words.

    With `of_calendar` it takes the part of the country whose holidays count; it is left out where the calendar of the
    document knows no parts. With `of_months`, being the last, it says where a day goes that a month lacks; it is left
    out where days are counted.
    """

    kinds: frozenset[TypeKind] = frozenset()
    words: tuple[str, ...] = ()
    of_calendar: bool = False
    of_months: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a call is refused although its arguments are of the right kinds: the diagnostic, on one argument."""

    code: str
    message: str
    help: str
    argument: int


Typing = Callable[[tuple[Expression, ...]], "Type | Refusal | None"]
"""The type of a call with typed arguments; None where they don't go together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One built-in function.

    `law` takes the values of the arguments, none of them unknown or none; before them, if it `reads_document`, the
    `Surroundings` of the document. Only of a moment may it come to None, where the hour decides that isn't known.
    `alike` says that one parameter stands for two or more arguments of one type.
    `domain` says what the law does at the ends of what it accepts. `words` maps a language to how the call is said,
    with the gaps `{first}`, `{second}`, `{third}`, `{arguments}` and `{days}`, which are all arguments as days;
    `dated_words` is said instead of dates, `rule_words` where a rule is told and not a case (`words` where it is the
    same). `example` is written as in a clause file. `sample` has some arguments of the law and what it gives for them.
    """

    parameters: tuple[Parameter, ...]
    type: Typing
    law: Callable[..., Any]
    domain: str
    words: dict[str, str]
    example: str
    sample: tuple[tuple[Any, ...], Any]
    alike: bool = False
    reads_document: bool = False
    counts_first_day: bool = True
    """Of what counts working days: whether the day that it counts from may be one of them."""
    is_positive: bool = False
    dated_words: dict[str, str] = field(default_factory=dict)
    rule_words: dict[str, str] = field(default_factory=dict)
    rising: frozenset[int] = frozenset()
    """The arguments, from 0, as which rise the result never falls, the others staying as they are."""
    keeps_none: bool = False
    """Whether the type says itself when the result may be none; else it may where an argument may."""


def takes(*kinds: str) -> tuple[Parameter, ...]:
    """Parameters by their kinds, as in `takes("date", "integer|decimal")`."""
    return tuple(Parameter(frozenset(one_of(TYPES, kind) for kind in either.split("|"))) for either in kinds)


def gives(kind: TypeKind) -> Typing:
    """A type that is the same whatever the arguments are."""
    return lambda arguments: Type(kind)
