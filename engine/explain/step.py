"""One step of the reasoning, as data. Steps are tuples: an explanation makes hundreds of them."""

from collections.abc import Iterable
from typing import Any, Literal

from dsl.frozen import NamedTuple
from dsl.typed import program as p
from dsl.typed.types import BOOLEAN

MOST_RECORDS = 12
"""How many records of a list are explained one by one."""


class OfRecord(NamedTuple):
    """A field of one record, or what is derived of it: the `number`-th of the `total` that the list `fact` holds.

    `ordinal` is how it is counted where it is spoken of: with the record in which its list lies, if it lies in one.
    """

    node: p.Fact | p.Value | p.Norm | p.Exception_
    record: p.Record
    number: int
    total: int
    fact: str
    ordinal: str

    @property
    def shown(self) -> str:
        """Its number where there are several; empty of the only one."""
        return self.ordinal if self.total > 1 else ""


class Compared(NamedTuple):
    """Of a comparison or an operation: what its operands came to, and what they are called."""

    found: tuple[Any, ...]
    subjects: tuple[Any, ...]


class Chosen(NamedTuple):
    """Of a choice that is looked at: what was found, the options that were looked for, and what it is called."""

    found: Any
    options: tuple[str, ...]
    subject: Any


class Existing(NamedTuple):
    """Of a thing that may not exist: what it is called, and what was found."""

    subject: Any
    found: Any


class Listed(NamedTuple):
    """Of a list: its declaration, how many records it holds (None: not known), and how many were told of."""

    subject: Any
    number: int | None
    told: int


class Counting(NamedTuple):
    """Of one record of a list: how it is counted, what was made of it, by which expression, and the list's name."""

    ordinal: str
    result: Any
    aggregate: p.Aggregate
    fact: str


class RowRead(NamedTuple):
    """Of a table: the number of the row that answers (0: open), what it looked at, and what that is called."""

    number: int
    found: tuple[Any, ...]
    subjects: tuple[Any, ...]


class Met(NamedTuple):
    """Of a norm or an exception: how many of its conditions are met, whether all are, and of which members it is."""

    conditions: int
    all_met: bool | None
    members: tuple[OfRecord, ...] = ()


class Beyond(NamedTuple):
    """Of a ground that does not reach as far as the question: in which respect, or that others bear it."""

    aspect: p.Term | None
    is_theirs: bool = True


class Options(NamedTuple):
    """Of a reading: the readings that were looked for, if any."""

    looked_for: tuple[str, ...]


Detail = Compared | Chosen | Existing | Listed | Counting | RowRead | Met | Beyond | Options | OfRecord | None
"""What a step holds besides its value, by its kind; of a field or a value, the record that it is of."""

StepKind = Literal[
    "question",
    "norm",
    "exception",
    "value",
    "fact",
    "field",
    "reading",
    "comparison",
    "option",
    "existence",
    "list",
    "record",
    "row",
    "arithmetic",
    "untouched",
    "uncovered",
    "opposed",
]
"""What a step may be. `untouched` are exceptions that did not apply, as children; `uncovered` a ground that does not
reach as far as the question; `opposed` a norm to the contrary."""


Status = Literal["live", "open", "defeated", "untriggered"]
"""How a norm or an exception stands."""


class Step(NamedTuple):
    """One step of the reasoning.

    `subject` is the declaration or expression it is about; `value` what it came to (None: open). `status` of a norm or
    exception says how it stands. `again` marks what was explained before; the children are those of the
    first time.
    """

    kind: StepKind
    subject: Any
    value: Any
    citations: tuple[str, ...] = ()
    children: tuple["Step", ...] = ()
    status: Status | None = None
    again: bool = False
    detail: Detail = None

    @property
    def place(self) -> OfRecord | None:
        """The record that a field, a value, or a norm for each member of a list is of."""
        if isinstance(self.detail, Met):
            return self.detail.members[0] if len(self.detail.members) == 1 else None
        return self.detail if isinstance(self.detail, OfRecord) else None


def items_that_carried(citations: tuple[str, ...], below: Iterable[Step]) -> tuple[str, ...]:
    """What an exception cites, of the items of a list only those that the steps below it cite, if they cite any."""
    items = {locator for locator in citations if " item " in locator}
    if len(items) < 2:
        return citations
    carried = _cited_by(below)
    left_out = items - carried if items & carried else set()
    return tuple(locator for locator in citations if locator not in left_out)


def cited_below(step: Step) -> frozenset[str]:
    """Every locator that the steps below a step cite, but for norms that do not hold: those carry nothing."""
    return _cited_by(step.children)


def cited_by_rules(step: Step) -> frozenset[str]:
    """What is cited by the norms that hold and alone settle a value, themselves or through values; else nothing."""
    found: set[str] = set()
    for child in step.children:
        if child.kind == "norm" and child.status == "live":
            found.update(child.citations)
        elif child.kind == "value" and (through := cited_by_rules(child)):
            found |= through
        else:
            return frozenset()
    return frozenset(found).intersection(step.citations)


def _is_idle(step: Step) -> bool:
    """Whether a step is a norm that does not hold, or a value that comes of such norms alone."""
    if step.kind == "norm":
        return step.status != "live"
    return step.kind == "value" and bool(step.children) and all(_is_idle(child) for child in step.children)


def _cited_by(steps: Iterable[Step]) -> frozenset[str]:
    cited: set[str] = set()
    seen: set[int] = set()
    pending = list(steps)
    while pending:
        step = pending.pop()
        if step.kind == "untouched" or id(step.children) in seen or _is_idle(step):
            continue
        if step.children:
            seen.add(id(step.children))
        cited.update(step.citations)
        pending += step.children
    return frozenset(cited)


def came_about_alike(one: Step, other: Step) -> bool:
    """Whether two steps, of two records, have the same steps below them, and those the same truth.

    Of a list only what it came to is looked at: which of its records is near differs from record to record.
    """
    seen: set[tuple[int, int]] = set()
    pending = [(one, other)]
    while pending:
        first, second = pending.pop()
        if (id(first), id(second)) in seen:
            continue
        seen.add((id(first), id(second)))
        if _shape(first) != _shape(second):
            return False
        if first.kind != "list":
            pending += zip(first.children, second.children, strict=True)
    return True


def _shape(step: Step) -> tuple[Any, ...]:
    """What a step is about and whether it is so, without the values it found."""
    truth = step.value if isinstance(step.value, bool | None) else ...
    return step.kind, name_of(step.subject), truth, step.status, step.citations, len(step.children)


def name_of(subject: Any) -> str:
    """The name of what a step or an operand is about; empty of an expression without one."""
    match subject:
        case OfRecord():
            return subject.node.name
        case p.Fact() | p.Value() | p.Norm() | p.Exception_() | p.Ambiguity() | p.Record() | p.Question():
            return subject.name
        case p.Reference() | p.FieldReference():
            return subject.name
        case _:
            return ""


def phrase_of(subject: Any) -> p.Phrase | None:
    """What a fact, a field or a value is called."""
    match subject:
        case p.Fact() | p.Value():
            return subject.text
        case _:
            return None


def type_of(subject: Any) -> p.Type:
    """The type of what an operand is called by; a norm holds or does not."""
    named = subject.node if isinstance(subject, OfRecord) else subject
    found: p.Type = BOOLEAN if isinstance(named, p.Norm | p.Exception_) else named.type
    return found
