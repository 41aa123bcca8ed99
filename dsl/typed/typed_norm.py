"""Norms, and what defeats or outranks them, once everything in them is resolved and typed."""

from dsl.frozen import dataclass
from dsl.kinds import ConditionKind, Manner, Plurality, Verb
from dsl.typed.phrase import Phrase
from dsl.typed.typed_expression import Expression


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a norm and what it is there for."""

    kind: ConditionKind
    expression: Expression


@dataclass(frozen=True, slots=True)
class Qualifier:
    """What a norm says of its notice, form, extent, duration, consequence or sanction; no text means: none."""

    kind: Manner
    text: Phrase | None


@dataclass(frozen=True, slots=True)
class Covering:
    """Whether a norm covers an aspect of its action: under a condition, always, or never."""

    aspect: str
    condition: Expression


@dataclass(frozen=True, slots=True)
class Member:
    """The members of a list for each of whom a norm or exception is put: what one is called, its record, the list."""

    variable: str
    record: str
    source: Expression


@dataclass(frozen=True, slots=True)
class TakenParty:
    """A party that a fact says, or a field of the member for whom a norm is put; without either the member itself.

    `name` is that of the fact, of the field with its record before it (`holder.agent`), or of the record.
    """

    name: str
    text: Phrase
    taken_from: Expression | None


Party = str | TakenParty
"""Who bears a norm, or towards whom it is borne: a party that is declared, or one that is taken from a case."""


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm. It is live when its conditions hold and no exception to it is live.

    `plurality` says how several bear it. What each of several bears by itself is a norm of each (`Program.instances`),
    which keeps the word for it. One with a `member` is put for each member of a list, and is live for each of them by
    itself; under its own name it is live if it is for some member.
    """

    name: str
    kind: str
    bearers: tuple[Party, ...]
    verb: Verb
    action: str
    counterparties: tuple[Party, ...]
    text: Phrase
    conditions: tuple[Condition, ...]
    qualifiers: tuple[Qualifier, ...]
    coverings: tuple[Covering, ...]
    deadline: Expression | None
    breached: Expression | None
    citations: tuple[str, ...]
    clause: str
    place: str = ""
    plurality: Plurality | None = None
    member: Member | None = None


@dataclass(frozen=True, slots=True)
class Exception_:
    """Defeats its targets, norms or exceptions, when its conditions hold and no exception to it is live.

    `bearers` is the one for whom it is put, where it is put for each of several, `member` for whom it is put where that
    is each member of a list.
    """

    name: str
    targets: tuple[str, ...]
    conditions: tuple[Condition, ...]
    text: Phrase
    citations: tuple[str, ...]
    clause: str
    place: str = ""
    bearers: tuple[str, ...] = ()
    member: Member | None = None


@dataclass(frozen=True, slots=True)
class Priority:
    """A stated precedence of one norm over another."""

    name: str
    over: str
    condition: Expression | None
    text: Phrase
    citations: tuple[str, ...]
    clause: str
    place: str = ""
