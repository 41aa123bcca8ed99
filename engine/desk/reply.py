"""What is replied: the answer as it was computed, and, where somebody wants to read it, the opinion behind it."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from dsl.frozen import dataclass
from engine.answer.answer import Answer
from engine.desk.request import Request
from engine.library.library import EditionEntry

if TYPE_CHECKING:
    from engine.explain.opinion import Opinion
    from engine.print.format import Manner, Printed


@dataclass(frozen=True)
class Reply:
    """The reply to one request: its answer, the edition that gave it, and the language of the words."""

    request: Request
    entry: EditionEntry
    answer: Answer
    language: str

    @cached_property
    def opinion(self) -> "Opinion":
        """All that is said in reply, as data; made when it is first asked for."""
        from dataclasses import replace

        from engine.explain.opinion import opinion_on

        made = opinion_on(self.answer, self.language, self.entry, self.request.courts, self.request.strict)
        return replace(made, brief=self.request.brief)

    @cached_property
    def data(self) -> dict[str, Any]:
        """The answer as data that JSON can hold, under the keys that programs rely on."""
        from engine.print.plain import as_plain

        return as_plain(self.answer, self.language, self.entry)

    def printed(self, form: str = "text", manner: "Manner | None" = None) -> "Printed":
        """The reply in a format, as bytes if that is binary. Raises `KeyError` for a format that isn't there."""
        from engine.print.format import Manner
        from engine.print.known_formats import format_named

        return format_named(form).single(self, manner or Manner())


@dataclass(frozen=True, slots=True)
class Comparison:
    """The replies of several documents to the same question on the same facts, in the order of the documents."""

    replies: tuple[Reply, ...]

    def printed(self, form: str = "text", manner: "Manner | None" = None) -> "Printed":
        """The replies side by side. Raises `KeyError` for a format that isn't there."""
        from engine.print.format import Manner
        from engine.print.known_formats import format_named

        return format_named(form).comparison(self.replies, manner or Manner())
