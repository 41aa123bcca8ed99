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
class Norm:
    """A norm. It is live when its conditions hold and no exception to it is live.

    `plurality` says how several bear it. What each of several bears by itself is a norm of each (`Program.instances`),
    which keeps the word for it.
    """

    name: str
    kind: str
    bearers: tuple[str, ...]
    verb: Verb
    action: str
    counterparty: str | None
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


@dataclass(frozen=True, slots=True)
class Exception_:
    """Defeats its targets, norms or exceptions, when its conditions hold and no exception to it is live.

    `bearers` is the one for whom it is put, where it is put for each of several.
    """

    name: str
    targets: tuple[str, ...]
    conditions: tuple[Condition, ...]
    text: Phrase
    citations: tuple[str, ...]
    clause: str
    place: str = ""
    bearers: tuple[str, ...] = ()


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
