"""What the things of the language may be: closed lists of words, each a type and a tuple in the order of reading.

Kinds of norm, of which one may be added, are a table of their own: `dsl/norm_kinds.py`.
"""

from typing import Literal, TypeVar, get_args

LiteralKind = Literal["yes", "no", "none", "number", "percent", "quantity", "money", "date"]
"""How a constant is written."""

TypeKind = Literal[
    "boolean",
    "integer",
    "decimal",
    "percent",
    "ratio",
    "money",
    "date",
    "instant",
    "moment",
    "days",
    "duration",
    "period",
    "choice",
    "list",
    "none",
]
"""What a value is; *none* is the type of `none` alone."""

DEADLINE = "deadline"
"""The moments that ordinarily run to the end of their day."""

IN_A_ZONE: tuple[TypeKind, ...] = ("instant", "moment")
"""The types that may say in which time zone they are told."""

Connective = Literal["and", "or", "not", "if"]
Comparison = Literal["equal", "unequal", "less", "at_most", "more", "at_least"]
Arithmetic = Literal["add", "subtract", "multiply", "divide"]
Test = Literal["is_none", "within"]
Operator = Literal[Connective, Comparison, Arithmetic, Test]
"""What an operation of a program does with its operands."""

Identity = Literal["is", "is_not"]
WrittenOperator = Literal[Connective, Comparison, Arithmetic, Identity]
"""The same as it is written, before anything has a type."""

DAYS_OF_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As ISO 8601 counts them from 1."""

MonthEnd = Literal["down", "up"]
"""The day taken where a month lacks one: the last of that month, or the first of the next."""

Aggregation = Literal["some", "every", "count", "sum", "smallest", "largest", "nth"]
"""What is made of the records of a list."""

WrittenAggregation = Literal[Aggregation, "earliest", "latest", "average"]
"""The same as it is written: of moments the smallest is the earliest; an average is a sum by a count."""

ReferenceKind = Literal["fact", "reading", "value", "live"]
"""What a name stands for: an input, the reading of an ambiguity, a computed term, whether a norm or exception holds."""

TermKind = Literal["topic", "party", "external", "action", "aspect"]
WrittenInput = Literal["fact", "judgement", "setting", "field"]
InputKind = Literal["fact", "judgement", "external", "setting"]
"""Who says what an input is: anybody, a person who judges, an absent document, the case unless it says otherwise."""

PresumptionKind = Literal["ordinary", "continuity", "form", "duty_kept", "law"]
"""Nothing unusual happened; a state once there lasts; what was sent was sent in the form and by the person prescribed,
and arrived; duties that are not in question were kept; an article of the law presumes it."""

Strength = Literal["high", "medium", "low"]
"""How strongly a reading is preferred."""

Verb = Literal["may", "must", "must not", "is owed", "is immune for", "is liable for"]
Plurality = Literal["jointly", "severally", "jointly and severally", "each"]
"""How several bear one norm: together only, each for its share, each for the whole until one of them has performed, or
each by itself, so that it is a norm of each."""

Manner = Literal["notice", "form", "extent", "duration", "consequence", "sanction"]
"""What a norm says of how it is exercised, and of what follows."""

ConditionKind = Literal["when", "while", Manner]
"""What a condition of a norm is there for."""

QualifierKind = Literal[ConditionKind, "deadline", "breached", "covers", "excludes"]
CellKind = Literal[
    "any", "exactly", "options", "at_least", "at_most", "over", "below", "range", "to_below", "over_up_to"
]
HitPolicy = Literal["unique", "first", "agreeing", "priority", "smallest", "largest", "sum", "marginal"]
"""What a table gives where several rows answer, in the terms of DMN (hit policies U, F, A, P, C<, C> and C+).

Marginal is the sum over brackets: each row applies to the part of an amount that lies within its stretch.
"""

WrittenAsks = Literal["value", "position", "liberty", "breach"]
Asks = Literal[WrittenAsks, "norm"]
"""What a question asks; each norm is asked about under its own name, without a question that is written."""

CitationStyle = Literal["article", "clause", "section", "paragraph", "number"]
"""How a document's own numbers are cited: `art. 5.7`, `clause 9` (in French « ch. 9 »), `section 4`, `§ 4`, or bare."""

LITERALS: tuple[LiteralKind, ...] = get_args(LiteralKind)
TYPES: tuple[TypeKind, ...] = get_args(TypeKind)
AGGREGATIONS: tuple[WrittenAggregation, ...] = get_args(WrittenAggregation)
MONTH_ENDS: tuple[MonthEnd, ...] = get_args(MonthEnd)
TERMS: tuple[TermKind, ...] = get_args(TermKind)
WRITTEN_INPUTS: tuple[WrittenInput, ...] = get_args(WrittenInput)
PRESUMPTIONS: tuple[PresumptionKind, ...] = get_args(PresumptionKind)
PLURALITIES: tuple[Plurality, ...] = get_args(Plurality)
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
QUALIFIERS: tuple[QualifierKind, ...] = get_args(QualifierKind)
CELLS: tuple[CellKind, ...] = get_args(CellKind)
HIT_POLICIES: tuple[HitPolicy, ...] = get_args(HitPolicy)
ASKED: tuple[WrittenAsks, ...] = get_args(WrittenAsks)

Word = TypeVar("Word", bound=str)


def one_of(words: tuple[Word, ...], written: str) -> Word:
    """The word of a closed list that is written. Raises `ValueError` where it is none of them."""
    for word in words:
        if word == written:
            return word
    raise ValueError(f"`{written}` is none of {', '.join(words)}")
