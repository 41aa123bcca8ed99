"""The surface tree: what a clause file says, before any name in it means anything.

Nodes are frozen and never compared by where they stand. Optional parts are None or empty. Expressions are named here.
"""

from dataclasses import dataclass, field

from dsl.kinds import QualifierKind, TermKind, Verb, WrittenAsks, WrittenInput
from dsl.position import Span
from dsl.surface.written_calendar import Calendar as Calendar
from dsl.surface.written_calendar import NamedDays as NamedDays
from dsl.surface.written_expression import Aggregate as Aggregate
from dsl.surface.written_expression import Call as Call
from dsl.surface.written_expression import Expression as Expression
from dsl.surface.written_expression import FieldOf as FieldOf
from dsl.surface.written_expression import Literal as Literal
from dsl.surface.written_expression import Live as Live
from dsl.surface.written_expression import Member as Member
from dsl.surface.written_expression import Membership as Membership
from dsl.surface.written_expression import Name as Name
from dsl.surface.written_expression import Operation as Operation
from dsl.surface.written_expression import Text as Text
from dsl.surface.written_expression import TypeName as TypeName
from dsl.surface.written_expression import Word as Word
from dsl.surface.written_table import BOUNDS as BOUNDS
from dsl.surface.written_table import Cell as Cell
from dsl.surface.written_table import InForce as InForce
from dsl.surface.written_table import Row as Row


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spanned:
    """What all statements share: the place of the whole."""

    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary(_Spanned):
    """Marks a file whose names every document shares."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken(_Spanned):
    """Stands for a statement that could not be read; the `words` in it are not reported as unknown elsewhere."""

    kind: str
    words: frozenset[str]
    number: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf(_Spanned):
    """Marks a file as part of one edition of one document."""

    document: Word
    edition: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(_Spanned):
    """A document, and what is its own: its title, how it is cited, its languages, currency, time zone and calendar.

    `names` are the proper names that keep their capital within a sentence. `numbering` says how its text is numbered,
    `last_apart` that the last paragraph of the last clause stands outside the numbering, and `breaks` where a paragraph
    begins of whose beginning the text has kept no trace. `proof` is the rule by which it is told who has to prove what.
    """

    name: Word
    text: Text
    cites: Word
    languages: tuple[Word, ...] = ()
    currency: Word | None = None
    zone: Word | None = None
    calendar: Calendar | None = None
    names: tuple[Word, ...] = ()
    numbering: Word | None = None
    last_apart: bool = False
    breaks: tuple[Word, ...] = ()
    proof: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition(_Spanned):
    """A dated state of the document, and the edition that it overlays."""

    name: Word
    text: Text | None = None
    revises: Word | None = None
    in_force: Word | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeal(_Spanned):
    """A clause of the revised edition that this edition drops."""

    clause: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(_Spanned):
    """Opens a clause: what follows belongs to it until the next one opens."""

    number: Word
    text: Text
    gist: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued(_Spanned):
    """Goes on with a clause that is opened elsewhere; a title or a gist is read here, too, but is a mistake."""

    number: Word
    text: Text | None = None
    gist: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(_Spanned):
    """A named thing with a label: a topic, party, external document, aspect or action (with its kinds).

    `called` is what people call a party besides.
    """

    kind: TermKind
    name: Word
    text: Text
    kinds: tuple[Word, ...] = ()
    called: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a choice, or one argument-bearing reading of an ambiguity.

    `called` is what people call an option besides, `former` are the names it had before, `told` says that it is so.
    """

    name: Word
    text: Text
    told: Text | None = None
    called: tuple[Word, ...] = ()
    former: tuple[Word, ...] = ()
    because: Text | None = None
    preferred: Word | None = None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(_Spanned):
    """A closed set of options."""

    name: Word
    text: Text
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumption:
    """What is taken to be so of a fact that nobody mentioned: of which kind, why, and by which article or passage."""

    kind: Word
    expression: Expression
    because: Text
    article: Text | None = None
    by: tuple[Word, ...] = ()
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(_Spanned):
    """An input; inside a record it is a field.

    `power` is the party in whose power the fact lies, `former` are the names that it had before; `told` is the sentence
    that tells a value. A setting has a `default`, or the values that it has from one day to another: the `rows` of a
    table that looks at the day of the question (`inputs`).
    `happens` is where it says that what it tells happens then.
    """

    kind: WrittenInput
    name: Word
    type: TypeName
    text: Text
    told: Text | None = None
    otherwise: Text | None = None
    ask: Text | None = None
    within: Word | None = None
    default: Expression | None = None
    inputs: tuple[Expression, ...] = ()
    rows: tuple[Row, ...] = ()
    presumption: Presumption | None = None
    power: Word | None = None
    happens: Span | None = None
    former: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(_Spanned):
    """A kind of record: outages, invoices, warnings."""

    name: Word
    text: Text
    fields: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifier:
    """What qualifies a norm, by a text, an expression or both; what covers or excludes an aspect names it."""

    kind: QualifierKind
    text: Text | None = None
    expression: Expression | None = None
    aspect: Word | None = None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm(_Spanned):
    """A norm: kind, bearers, what they may, must or are owed, towards whom, and its qualifiers.

    `plurality` says how several bear it; `member` for whom it is put, if that is each member of a list. A bearer or
    counterparty is a party, that member, or a field of it.
    """

    kind: Word
    name: Word
    by: tuple[Word, ...]
    bearers: tuple[Word | FieldOf, ...]
    verb: Verb
    action: Word
    counterparties: tuple[Word | FieldOf, ...]
    text: Text
    qualifiers: tuple[Qualifier, ...]
    plurality: Word | None = None
    member: Member | None = None
    former: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exception_(_Spanned):
    """Defeats its targets under a condition; may itself be the target of another.

    One to a value says what holds instead (`gives`); one that only lifts such an exception is told of either way
    (`otherwise`). `each` is what its conditions call the one for whom it is put, where that is each of several.
    """

    name: Word
    targets: tuple[Word, ...]
    by: tuple[Word, ...]
    text: Text
    otherwise: Text | None = None
    conditions: tuple[Expression, ...]
    gives: Expression | None = None
    each: Word | None = None
    former: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority(_Spanned):
    """A stated precedence of one norm over another."""

    name: Word
    over: Word
    by: tuple[Word, ...]
    text: Text
    condition: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(_Spanned):
    """A computed term, by an expression or a table (`inputs`, `rows`); per record where `record` is set.

    `deciding_day`: when a row must be in force; None: on that of the question. `is_exception`: written as an exception
    to a value. `presumption`: what another conclusion, once given, says of it."""

    name: Word
    record: Word | None = None
    type: TypeName
    by: tuple[Word, ...]
    text: Text
    told: Text | None = None
    otherwise: Text | None = None
    expression: Expression | None = None
    inputs: tuple[Expression, ...] = ()
    rows: tuple[Row, ...] = ()
    deciding_day: Expression | None = None
    hits: Word | None = None
    presumption: Presumption | None = None
    former: tuple[Word, ...] = ()
    is_exception: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether a row says when it is in force; the last column is then that of the day that decides."""
        return any(row.in_force is not None for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(_Spanned):
    """An expression of parameters, put in wherever it is called: what would else be written several times.

    With a `source` it selects from that list the records of which the expression holds; its one parameter is such a
    record.
    """

    name: Word
    parameters: tuple[Word, ...]
    by: tuple[Word, ...]
    expression: Expression
    source: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction(_Spanned):
    """A state of affairs that cannot be: facts that fulfil it are refused."""

    name: Word
    record: Word | None = None
    text: Text
    condition: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity(_Spanned):
    """A point on which careful lawyers differ."""

    name: Word
    by: tuple[Word, ...]
    text: Text
    readings: tuple[Option, ...]
    former: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence(_Spanned):
    """What the document leaves open, the clauses that come nearest and where one would have to look."""

    questions: tuple[Word, ...]
    text: Text
    nearest: tuple[Word, ...] = ()
    look: tuple[Word, ...] = ()
    condition: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing(_Spanned):
    """The standing of passages that conclude nothing: inert (`kind` is the reason) or external (`kind` names it)."""

    inert: bool
    passages: tuple[Word, ...]
    kind: Word
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(_Spanned):
    """What counsel asks: a value, a position, a liberty or a breach; `unpresumed` is what it never takes for granted.

    `parties` are those that it is about, together where they are several. An unpresumed field is written as in
    `outage.attributable`. `tells` is another question, whose answer is told with that of this one.
    """

    name: Word
    topic: Word
    text: Text
    asks: WrittenAsks
    kinds: tuple[Word, ...] = ()
    parties: tuple[Word, ...] = ()
    target: Word | None = None
    covering: Word | None = None
    unpresumed: tuple[Word, ...] = ()
    tells: Word | None = None
    former: tuple[Word, ...] = ()


Statement = (
    Vocabulary
    | Broken
    | PartOf
    | Document
    | Edition
    | Repeal
    | Clause
    | Continued
    | Term
    | Choice
    | Fact
    | Record
    | Norm
    | Exception_
    | Priority
    | Value
    | Definition
    | Contradiction
    | Ambiguity
    | Silence
    | Standing
    | Question
)
"""Every kind of statement that a clause file may hold."""
