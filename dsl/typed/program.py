"""The checked program: every name resolved, every expression typed, nothing left of the syntax.

It is the single source for every backend: the evaluator, the explanation, the graph. It imports neither the parser
nor any library, so that a compiled knowledge base can be loaded where there is none. What an expression is made of, and
what concludes, is named here too.
"""

from typing import Any

from dsl.frozen import dataclass, field
from dsl.kinds import Asks, CitationStyle, InputKind, PresumptionKind, Strength, TermKind
from dsl.typed.phrase import Phrase as Phrase
from dsl.typed.typed_expression import Aggregate as Aggregate
from dsl.typed.typed_expression import Constant as Constant
from dsl.typed.typed_expression import Expression as Expression
from dsl.typed.typed_expression import FieldReference as FieldReference
from dsl.typed.typed_expression import Function as Function
from dsl.typed.typed_expression import Lookup as Lookup
from dsl.typed.typed_expression import Operation as Operation
from dsl.typed.typed_expression import Reference as Reference
from dsl.typed.typed_expression import Row as Row
from dsl.typed.typed_expression import Type as Type
from dsl.typed.typed_norm import Condition as Condition
from dsl.typed.typed_norm import Covering as Covering
from dsl.typed.typed_norm import Exception_ as Exception_
from dsl.typed.typed_norm import Member as Member
from dsl.typed.typed_norm import Norm as Norm
from dsl.typed.typed_norm import Party as Party
from dsl.typed.typed_norm import Priority as Priority
from dsl.typed.typed_norm import Qualifier as Qualifier
from dsl.typed.typed_norm import TakenParty as TakenParty
from dsl.typed.working_calendar import Calendar as Calendar
from dsl.typed.working_calendar import NamedDays as NamedDays
from dsl.typed.working_calendar import Place as Place

# ---- declarations


@dataclass(frozen=True, slots=True)
class Term:
    """A named thing with a label: topic, party, external, aspect, or action with the actions that it is a kind of.

    `called` is what people call a party besides.
    """

    kind: TermKind
    name: str
    text: Phrase
    kinds: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a choice, or a reading of an ambiguity with its argument and the strength of a preference.

    `called` is what people call an option besides, `told` the sentence that tells that it is so.
    """

    name: str
    text: Phrase
    because: Phrase | None = None
    preferred: Strength | None = None
    called: tuple[str, ...] = ()
    told: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A closed set of options."""

    name: str
    text: Phrase
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Presumption:
    """What is taken to be so of a fact or field that nobody mentioned, why, and by which article where the law says so.

    `expression` has the type of the fact; for a field it may read fields of the same record, through its name. An empty
    tuple presumes a list to be empty. `citations` are passages of the document that bear the presumption out.
    """

    kind: PresumptionKind
    expression: Expression
    because: Phrase
    article: Phrase | None = None
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """An input, and who says what it is.

    `default` is the value of a setting of which nobody tells one, as it is written; where that changes by date, the
    table of what is in force by the day of the question.
    `power` is the party in whose power it lies; None if it lies in nobody's. `told` is the sentence that tells a value,
    for which `{value}` stands in it; `otherwise` tells that a yes/no fact is not so, or that what may be none is none.
    What it tells `happens` at that time: before then it is none, and a record of which it can't be none isn't there.
    """

    name: str
    kind: InputKind
    type: Type
    text: Phrase
    otherwise: Phrase | None
    ask: Phrase | None
    external: str | None = None
    default: Any = None
    place: str = ""
    presumption: Presumption | None = None
    power: str | None = None
    told: Phrase | None = None
    happens: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A kind of record with typed fields."""

    name: str
    text: Phrase
    fields: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A computed term; where `record` is set, one for each record, which `record` also names in the expression.

    `told` and `otherwise` are the sentences that they are of a fact. `is_exception` tells what an exception to another
    value gives, or whether one that gives nothing applies. `presumption` is what another conclusion, which it
    names, says of it ordinarily where that is taken as given; it may come to none.
    """

    name: str
    type: Type
    expression: Expression
    citations: tuple[str, ...]
    text: Phrase
    otherwise: Phrase | None
    clause: str
    record: str | None = None
    place: str = ""
    told: Phrase | None = None
    is_exception: bool = False
    presumption: Presumption | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A state of affairs that cannot be; where `record` is set, for any record of that kind."""

    name: str
    condition: Expression
    text: Phrase
    record: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A point on which careful lawyers differ, with its readings."""

    name: str
    text: Phrase
    readings: tuple[Option, ...]
    citations: tuple[str, ...]
    clause: str
    place: str = ""

    @property
    def preferred(self) -> Option | None:
        """The preferred reading, or None where no reading deserves preference."""
        return next((reading for reading in self.readings if reading.preferred), None)

    @property
    def preferred_name(self) -> str | None:
        """The name of the preferred reading."""
        return self.preferred.name if self.preferred else None


@dataclass(frozen=True, slots=True)
class Silence:
    """A declared silence on questions, the nearest clauses, and where one would have to look.

    With a condition, the document is silent only where that holds and nothing else grounds a position.
    """

    questions: tuple[str, ...]
    text: Phrase
    nearest: tuple[str, ...]
    look: tuple[str, ...]
    clause: str
    place: str = ""
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Passages that conclude nothing: `inert` for a reason, or pointing to an external document."""

    inert: bool
    passages: tuple[str, ...]
    kind: str
    text: Phrase
    clause: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What counsel asks.

    `parties` are those whose position it is, together where they are several. `unpresumed` names the facts that it
    never takes for granted; a field as `record.field`. `tells` names another question, whose answer is told with it.
    """

    name: str
    topic: str
    text: Phrase
    asks: Asks
    kinds: tuple[str, ...]
    parties: tuple[str, ...]
    target: str | None
    covering: str | None
    unpresumed: tuple[str, ...] = ()
    tells: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the document with its heading and, where it is not obvious, its gist."""

    number: str
    text: Phrase
    gist: Phrase | None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A dated state of a document, and what is the document's own; `in_force` is None where it bears no date.

    `languages` are those in which each of its phrases is written, by their two letters. `currency` is the code of its
    amounts (ISO 4217). `zone` is the time zone in which its days are days; None where an instant has the day of its own
    offset. `proper_names` keep their capital within a sentence.
    """

    document: str
    name: str
    title: Phrase
    style: CitationStyle
    in_force: Any
    revises: str | None
    text: Phrase | None
    single_paragraph: tuple[str, ...] | None = None
    """The clauses of one paragraph only, whose citations leave its number out; None where no source lock tells."""
    languages: tuple[str, ...] = ()
    currency: str = ""
    zone: str | None = None
    calendar: Calendar | None = None
    proper_names: tuple[str, ...] = ()
    proof: Phrase | None = None
    """The rule by which it is told who has to prove what, as it is cited."""


Declaration = (
    Clause
    | Term
    | Choice
    | Record
    | Fact
    | Value
    | Norm
    | Exception_
    | Priority
    | Contradiction
    | Ambiguity
    | Silence
    | Standing
    | Question
)
"""Whatever a statement of a clause file declares."""


@dataclass(frozen=True, slots=True)
class Nested:
    """Where a list lies that the records of another have as a field: the list of these, and the field."""

    outer: str
    field: str


@dataclass(frozen=True, slots=True)
class Program:
    """One edition of one document with the vocabulary it shares: all that an evaluation depends on."""

    edition: Edition
    clauses: dict[str, Clause]
    terms: dict[str, Term]
    choices: dict[str, Choice]
    records: dict[str, Record]
    facts: dict[str, Fact]
    values: dict[str, Value]
    norms: dict[str, Norm]
    exceptions: dict[str, Exception_]
    priorities: tuple[Priority, ...]
    contradictions: tuple[Contradiction, ...]
    ambiguities: dict[str, Ambiguity]
    silences: tuple[Silence, ...]
    standings: tuple[Standing, ...]
    questions: dict[str, Question]
    derived: dict[str, str] = field(default_factory=dict)
    """What is computed for each record, by name, with that record, so that laying out reads no declaration: values, and
    the norms and exceptions that are put for each member of a list."""
    instances: dict[str, str] = field(default_factory=dict)
    """The norms and exceptions of each of several bearers, by name, with the name under which all are written."""
    nested: dict[str, Nested] = field(default_factory=dict)
    """The lists that lie in the records of other lists, each as one list of all of them, by its name (`orders.items`);
    after the list in whose records they lie."""
    former: dict[str, str] = field(default_factory=dict)
    """The present name by each former one; fields, options and readings with their record, choice or ambiguity and a
    dot before both (`outage.cause`)."""
