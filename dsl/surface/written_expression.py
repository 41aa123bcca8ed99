"""Words, phrases and expressions as they are written, with the place of each, which is never compared."""

import dataclasses
from dataclasses import dataclass, field

from dsl import kinds
from dsl.position import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A name, number or locator as the author wrote it."""

    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One phrase, in each of its languages as they are written: two letters, and the text with white space folded."""

    texts: tuple[tuple[str, str], ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A constant as it is written."""

    kind: kinds.LiteralKind
    text: str
    unit: str = ""
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A bare name: a fact, value, ambiguity, or the option of a choice."""

    text: str
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOf:
    """`outage.began`: a field, or a value derived per record."""

    variable: Word
    field: Word
    span: Span = dataclasses.field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An operator applied to its operands; `rounding` is said of calendar months that are added or taken off."""

    operator: kinds.WrittenOperator
    operands: tuple["Expression", ...]
    rounding: kinds.MonthEnd | None = None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """`x in (A, B)`: one of several options of a choice."""

    operand: "Expression"
    options: tuple[Word, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A built-in function applied to its arguments."""

    function: Word
    arguments: tuple["Expression", ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """A statement about the records of a list."""

    operator: kinds.WrittenAggregation
    variable: Word
    source: "Expression"
    body: "Expression | None" = None
    where: "Expression | None" = None
    position: "Expression | None" = None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """`live(norm)`: whether a norm or exception holds, its own exceptions considered.

    It may be asked `of` one of those for whom it is put: a bearer, or a record in view.
    """

    norm: Word
    of: Word | None = None
    span: Span = field(compare=False, repr=False)


Expression = Literal | Name | FieldOf | Operation | Membership | Call | Aggregate | Live


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeName:
    """A written type: `optional date`, `judged boolean`, `list of outage`, `money in EUR`, `moment in Asia/Tokyo`."""

    name: Word
    currency: Word | None = None
    zone: Word | None = None
    is_list: bool = False
    optional: bool = False
    judged: bool = False
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """`each holder in holders`: the members of a list, for each of whom a norm is put, and how one is called."""

    variable: Word
    source: Word
    span: Span = field(compare=False, repr=False)
