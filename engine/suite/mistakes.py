"""The mistakes that an encoder makes, by kind, and a program with one of them in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from dsl.typed import program as p

MistakeKind = Literal[
    "comparison",
    "number",
    "unit",
    "deadline",
    "and-or",
    "dropped condition",
    "negated condition",
    "dropped exception",
    "dropped priority",
    "swapped party",
    "table row",
    "covering",
    "presumption",
]
"""The kinds of mistakes; how each tongue calls them stands in its `testing`."""

KINDS: tuple[MistakeKind, ...] = get_args(MistakeKind)
PRESUMPTION: MistakeKind = "presumption"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: its kind, the declaration it is in, and both versions of what it changes.

    `names` are the declarations whose evaluation it can alter. With `of_ground` it can alter on which norms an answer
    rests although every declaration comes to what it came to before.
    """

    kind: MistakeKind
    owner: str
    clause: str
    place: str
    before: str
    after: str
    names: frozenset[str]
    make: Callable[[], p.Program]
    of_ground: bool = False

    @property
    def label(self) -> str:
        """The mistake in one line."""
        return f"{self.owner}: {self.before} → {self.after}"
