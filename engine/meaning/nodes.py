"""The kinds of node that every declaration of a program is lowered to, and what each of them means.

Values are those of `dsl.program` (bool, int, Decimal, Fraction, date, datetime, timedelta, str, lists of records), and
two more: None is *unknown* (nobody said), ABSENT is *none* (known not to exist). Yes and no follow strong Kleene logic.

A node belongs to one `Scope`: the body of a definition, or what a fold asks of each record of its list. Within a scope
equal parts are one node, so that nodes are compared by identity, and `at` numbers them, children before those that
they are part of: the values of a scope's nodes, in that order, are a *sheet* (`engine/meaning/account.py`).

A record in reach is known by its level: 0 for the outermost fold (or for the record of which a value is derived), 1
for a fold within that, and so on. Names are gone: slots and columns are the places of `engine/meaning/frame.py`.
`origin` is the expression of the program that a node stands for, for the sake of whoever names things; None where
nothing is written. It takes no part in what the node means.
"""

from enum import Enum
from typing import Any

from dsl.frozen import dataclass, field
from dsl.typed import program as p


class Kind(Enum):
    """The kinds of values; a RATIO is an exact quotient, a PERIOD counts calendar months."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    RATIO = "ratio"
    MONEY = "money"
    DATE = "date"
    INSTANT = "instant"
    MOMENT = "moment"
    DAYS = "days"
    DURATION = "duration"
    PERIOD = "period"
    CHOICE = "choice"
    LIST = "list"
    NONE = "none"


SPANS = frozenset({Kind.DAYS, Kind.DURATION})
CALENDAR = frozenset({Kind.DATE, Kind.INSTANT, Kind.MOMENT})


@dataclass(frozen=True, slots=True)
class Type:
    """The values that a node may have: `name` is the choice, the record of a list, or the currency."""

    kind: Kind
    name: str = ""
    optional: bool = False


class Relation(Enum):
    """How a comparison compares."""

    EQUAL = "equal"
    UNEQUAL = "unequal"
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"


class Arithmetic(Enum):
    """What an operator does, chosen by the kinds of its operands.

    PLUS and MINUS are Python's own on whole numbers, spans and the difference of dates and of instants; TIMES
    multiplies whole numbers, SPAN_TIMES a span by one; those called exact are on decimals and refuse to round, those of
    ratios on numbers of which one is a quotient. LATER
    and EARLIER move what says when by a span, the DAYS ones a moment to the same time of another day, the MONTHS ones a
    date by calendar months: the rounding that they name says where a day goes that a month lacks. QUOTIENT is a ratio.
    """

    PLUS = "plus"
    MINUS = "minus"
    TIMES = "times"
    SPAN_TIMES = "span times"
    EXACT_PLUS = "exact plus"
    EXACT_MINUS = "exact minus"
    EXACT_TIMES = "exact times"
    RATIO_PLUS = "ratio plus"
    RATIO_MINUS = "ratio minus"
    RATIO_TIMES = "ratio times"
    QUOTIENT = "quotient"
    LATER = "later"
    EARLIER = "earlier"
    DAYS_LATER = "days later"
    DAYS_EARLIER = "days earlier"
    MONTHS_LATER_DOWN = "months later, rounding down"
    MONTHS_LATER_UP = "months later, rounding up"
    MONTHS_EARLIER_DOWN = "months earlier, rounding down"
    MONTHS_EARLIER_UP = "months earlier, rounding up"


class Folding(Enum):
    """What a fold makes of the records of a list."""

    SOME = "some"
    EVERY = "every"
    COUNT = "count"
    SUM = "sum"
    SMALLEST = "smallest"
    LARGEST = "largest"
    NTH = "nth"


@dataclass(frozen=True, slots=True, eq=False)
class _Node:
    at: int
    type: Type
    origin: p.Expression | None = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Constant(_Node):
    """A value that the source writes; ABSENT for *none*."""

    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class Input(_Node):
    """A fact or the reading of an ambiguity: what the frame holds in a slot."""

    slot: int


@dataclass(frozen=True, slots=True, eq=False)
class Field(_Node):
    """What a record in reach holds in a column: a field that the case gives."""

    level: int
    column: int
    record: str


@dataclass(frozen=True, slots=True, eq=False)
class Named(_Node):
    """What a definition comes to (`Meaning.definition_of`): a value, or whether a norm or exception is live.

    `slot` is its place in the frame; of a value derived of a record in reach (`level`), its column there.
    """

    slot: int
    level: int | None
    record: str


@dataclass(frozen=True, slots=True, eq=False)
class Junction(_Node):
    """Whether all parts hold, or any of them. One decisive part (no; yes) decides, whatever else is unknown
    or out of range."""

    of_all: bool
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Not(_Node):
    """The opposite; unknown of what is unknown."""

    part: "Node"


@dataclass(frozen=True, slots=True, eq=False)
class Choose(_Node):
    """One of two branches by a test; unknown while the test is, even where both branches agree."""

    test: "Node"
    yes: "Node"
    no: "Node"


@dataclass(frozen=True, slots=True, eq=False)
class Fallback(_Node):
    """`first`, unless that is *none*: then `second`. Unknown while `first` is."""

    first: "Node"
    second: "Node"


@dataclass(frozen=True, slots=True, eq=False)
class Compare(_Node):
    """A comparison: no where either side is *none*, whatever the other; else unknown where either is unknown.

    Of a moment with another, an instant or a date it is unknown as well where the hour decides that isn't known.
    Where either side is a RATIO both are compared as exact quotients. `mirrored` are the levels of two records of which
    it asks the same: of a record with itself it is known all the same (`engine/meaning/mirrored.py`).
    """

    relation: Relation
    left: "Node"
    right: "Node"
    mirrored: tuple[int, int] | None


@dataclass(frozen=True, slots=True, eq=False)
class Test(_Node):
    """Whether a part is one of several options, in the order written, or *none* where `options` is None."""

    part: "Node"
    options: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class Apply(_Node):
    """An operator on two values: unknown where either is unknown, else *none* where either is none."""

    operator: Arithmetic
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True, eq=False)
class Call(_Node):
    """A function of the language, by name, on values: unknown and *none* pass through it as through `Apply`.

    Of a moment it is unknown as well where the hour decides that isn't known.
    """

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Fold(_Node):
    """What the records of a list come to; unknown while the list is, or `position` (counted from 1).

    `position` is that of NTH in the order of its bodies; SOME and EVERY that have one are of the record in that place
    of the list alone.

    `where` and `body` are nodes of `scope`, evaluated for each record, which has level `scope.level`. SOME and EVERY
    are a junction of their bodies. For all others a record whose `where` is unknown leaves the whole unknown, and one
    whose `where` is no is left out; so does an unknown body. Of SUM, SMALLEST, LARGEST and NTH a body that is *none* is
    left out, and SMALLEST, LARGEST and NTH of too few are *none*.
    """

    folding: Folding
    source: "Node"
    position: "Node | None"
    where: "Node | None"
    body: "Node | None"
    scope: "Scope"
    record: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its test and its result, and the row of the program that they stand for."""

    test: "Node"
    result: "Node"
    origin: p.Row = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Table(_Node):
    """The result of the first row whose test holds; unknown once a test before it is, or where none holds.

    `inputs` is what the tests look at: nothing that the value depends on besides them.
    """

    inputs: tuple["Node", ...]
    lines: tuple[Line, ...]


Node = (
    Constant | Input | Field | Named | Junction | Not | Choose | Fallback | Compare | Test | Apply | Call | Fold | Table
)


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """The nodes of one definition, or of what a fold asks of each record, children before those that they are part of.

    `records` names the kinds of the records in reach, by level; the last one is a fold's own (`level`). `height` is how
    deep the nodes lie one within another, those of its folds included.
    """

    nodes: tuple[Node, ...]
    records: tuple[str, ...]
    height: int

    @property
    def level(self) -> int:
        """The level of the innermost record; -1 where none is in reach."""
        return len(self.records) - 1


class Defines(Enum):
    """What a definition is of."""

    VALUE = "value"
    DERIVED = "value of a record"
    NORM = "norm"
    MEMBERS = "norm of some member of a list"
    EXCEPTION = "exception"
    ROOT = "root"


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """What a name comes to: `root`, a node of `scope`.

    A norm or exception is live when its conditions hold and nothing that defeats it does: `root` is a junction of its
    `conditions` and of the negations of its `defeaters` (a live exception to it; a live norm with priority over it,
    under the condition of that). A ROOT has no name and no place: something asked of the program.
    """

    of: Defines
    name: str
    slot: int
    record: str
    root: Node
    scope: Scope
    conditions: tuple[Node, ...] = ()
    defeaters: tuple[tuple[str, Node], ...] = ()
    mentions: tuple[Named, ...] = ()
    """The definitions that this one refers to, itself or in its folds, one node for each."""
