"""One step of the reasoning, as data. Steps are tuples: an explanation makes hundreds of them."""

from typing import Any, Literal, NamedTuple

from dsl.typed import program as p

MOST_RECORDS = 12
"""How many records of a list are explained one by one."""


class OfRecord(NamedTuple):
    """A field or derived value of one record: the `number`-th of the `total` that the list `fact` holds."""

    node: p.Fact | p.Value
    record: p.Record
    number: int
    total: int
    fact: str


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


class Step(NamedTuple):
    """One step of the reasoning.

    `subject` is the declaration or expression it is about; `value` what it came to (None: open). `status` of a norm or
    exception: live, untriggered, defeated, open. `detail` holds the values and the subjects of a comparison's or
    operation's operands, the record that a field or value is of, or how many conditions of a norm are met. `again`
    marks what was explained before; the children are those of the first time.
    """

    kind: StepKind
    subject: Any
    value: Any
    citations: tuple[str, ...] = ()
    children: tuple["Step", ...] = ()
    status: str = ""
    again: bool = False
    detail: tuple[Any, ...] = ()
