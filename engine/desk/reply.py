"""What is replied: the answer as it was computed, and, where somebody wants to read it, the opinion behind it."""

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsl.diagnostic import Diagnostic
from dsl.frozen import dataclass, replace
from dsl.sentence import told
from engine.answer.answer import Answer
from engine.answer.layers import Layers
from engine.case.memo_file import Memo
from engine.desk.request import Request
from engine.library.library import EditionEntry

if TYPE_CHECKING:
    from engine.explain.opinion import Opinion
    from engine.print.format import Manner, Printed


@dataclass(frozen=True)
class Reply:
    """The reply to one request: what was found, the edition that gave it, and the language of the words.

    `found` may be without what an open answer turns on: that is looked for when somebody wants to know.
    """

    request: Request
    entry: EditionEntry
    found: Answer
    language: str
    read_elsewhere: Mapping[str, str] = field(default_factory=dict)
    """The facts told on which nothing in the document rests, each with a document in which something does."""

    @cached_property
    def layers(self) -> Layers:
        """The three layers of the answer, each found when it is first looked at."""
        return Layers.of(self.found)

    @property
    def answer(self) -> Answer:
        """The strict answer, with the facts and readings that it turns on."""
        return self.layers.strict

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """What the asker should know of the request, though it was understood: changed names, facts in vain, dates."""
        names = dict(self.found.case.renamed)
        present = self.found.knowledge.program.former.get(self.request.question)
        if present is not None:
            names[self.request.question] = present
        former = [
            Diagnostic(
                "former-name",
                told("`{old}` is called `{new}` now", old=old, new=new),
                (),
                "the former name still works",
                "warning",
            )
            for old, new in names.items()
        ]
        elsewhere = [
            Diagnostic(
                "fact-not-looked-at",
                told(
                    "`{document}` never looks at `{fact}`, which `{other}` does", document=own, fact=fact, other=other
                ),
                (),
                "take it out, or put the question to every document with `compare`",
                "warning",
            )
            for own in [self.found.knowledge.program.edition.document]
            for fact, other in self.read_elsewhere.items()
        ]
        return (*former, *elsewhere, *self._dated_too_early)

    @property
    def _dated_too_early(self) -> tuple[Diagnostic, ...]:
        """That the opinion would bear a date before that of its question, if so."""
        memo, as_of = self.request.memo, self.found.case.as_of
        if not isinstance(memo, Memo) or memo.day is None or as_of is None or memo.day >= as_of:
            return ()
        message = told("the opinion is dated {day}, before its question: {as_of}", day=memo.day, as_of=as_of)
        help_line = "leave `date` out of the heading: the date is then that of the question"
        return (Diagnostic("memo-before-the-question", message, (), help_line, "warning"),)

    @cached_property
    def opinion(self) -> "Opinion":
        """All that is said in reply, as data; made when it is first asked for."""
        from engine.explain.opinion import opinion_of

        asked = self.request
        assert not isinstance(asked.memo, Path)
        made = opinion_of(self.layers, self.language, self.entry, asked.courts, asked.strict, asked.memo)
        return replace(made, brief=asked.brief)

    def in_language(self, language: str) -> "Reply":
        """The same reply in another language of the document; the answer is not sought anew."""
        other = Reply(replace(self.request, language=language), self.entry, self.found, language, self.read_elsewhere)
        other.__dict__["layers"] = self.layers
        return other

    @cached_property
    def data(self) -> dict[str, Any]:
        """The answer as data that JSON can hold, under the keys that programs rely on."""
        from engine.print.plain import replied

        return replied(self)

    def printed(self, form: str = "text", manner: "Manner | None" = None) -> "Printed":
        """The reply in a format, as bytes if that is binary. Raises `Rejected` for a format that isn't there."""
        from engine.print.format import Manner
        from engine.print.known_formats import format_named

        return format_named(form).single(self, manner or Manner())


@dataclass(frozen=True, slots=True)
class Comparison:
    """The replies of several documents to the same question on the same facts, in the order of the documents."""

    replies: tuple[Reply, ...]

    def printed(self, form: str = "text", manner: "Manner | None" = None) -> "Printed":
        """The replies side by side. Raises `Rejected` for a format that isn't there."""
        from engine.print.format import Manner
        from engine.print.known_formats import format_named

        return format_named(form).comparison(self.replies, manner or Manner())
