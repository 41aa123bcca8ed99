"""What a format is: a name, what its files are called, and how it prints one reply or several side by side."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from dsl.frozen import dataclass

if TYPE_CHECKING:
    from dsl.diagnostic import Diagnostic
    from engine.answer.answer import Answer
    from engine.explain.opinion import Opinion
    from engine.library.library import EditionEntry


class Printable(Protocol):
    """What can be printed: an answer, and the opinion behind it in one language."""

    @property
    def answer(self) -> "Answer":
        """What the question comes to."""

    @property
    def entry(self) -> "EditionEntry":
        """The edition that answered."""

    @property
    def language(self) -> str:
        """The language of the words."""

    @property
    def notices(self) -> "tuple[Diagnostic, ...]":
        """What the asker should know of the request."""

    @property
    def opinion(self) -> "Opinion":
        """All that is said in reply; made when it is first asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How it is to be set: in colour or not, and how wide; a Word document on paper of the user's; data for reading.

    `keys` says whether a text names what is typed to tell what is missing, as a terminal needs it and no paper does.
    """

    colour: bool = False
    keys: bool = True
    width: int = 100
    template: bytes | None = None
    indented: bool = False


Printed = str | bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format. `single` prints one reply, `comparison` those of several documents to one question.

    Both give text, or bytes if `is_binary`; `suffix` is what the names of its files end in, with its full stop.
    """

    name: str
    suffix: str
    media_type: str
    is_binary: bool
    single: Callable[[Printable, Manner], Printed]
    comparison: Callable[[Sequence[Printable], Manner], Printed]
