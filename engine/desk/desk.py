"""The desk itself: where library, edition, case and answer are put together."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from engine.answer.answer import answer
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import CaseFile, read_case_file
from engine.desk.reply import Comparison, Reply
from engine.desk.request import Request
from engine.library.library import CLAUSES, EditionEntry, Library, spoken

if TYPE_CHECKING:
    from engine.desk.interview import Interview


class Desk:
    """Answers requests from the documents of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @classmethod
    def open(cls, folder: Path = CLAUSES, announce: Callable[[], None] | None = None) -> "Desk":
        """The desk of a folder of clause files; `announce` is called before they are compiled, which takes seconds.

        Raises `Rejected` if the clauses have errors, or declare no document.
        """
        return cls(Library.open(folder, announce))

    @property
    def documents(self) -> tuple[str, ...]:
        """The identifiers of the documents."""
        return self.library.documents

    def ask(self, request: Request) -> Reply:
        """The reply to a request. Raises `Rejected` with every mistake in it."""
        file = _file(request)
        entry = self.edition(request.document, request.on or (file.on if file else None))
        return self._reply(request, entry, file, spoken([entry], request.language))

    def compare(self, request: Request) -> Comparison:
        """The replies of every document. What only another document knows is passed over. Raises `Rejected`."""
        file = _file(request)
        on = request.on or (file.on if file else None)
        entries = [self.edition(document, on) for document in self.documents]
        language = spoken(entries, request.language)
        return Comparison(tuple(self._reply(request, entry, file, language, lenient=True) for entry in entries))

    def interview(self, request: Request) -> "Interview":
        """The request as the beginning of an interview. Raises `Rejected` with every mistake in it."""
        from engine.desk.interview import Interview

        return Interview(self.ask(request))

    def edition(self, document: str, on: date | None = None) -> EditionEntry:
        """The edition of a document in force on a date. Raises `Rejected` where there is none."""
        self.library.require_document(document)
        return self.library.in_force(document, on)

    def case(self, request: Request, entry: EditionEntry, file: CaseFile | None, lenient: bool = False) -> Case:
        """The case that a request describes, read against an edition. Raises `Rejected` with every mistake in it."""
        reader = CaseReader(self.library.knowledge(entry), self.library.facts_elsewhere(entry.document), lenient)
        return reader.read(file, dict(request.facts), request.on, dict(request.readings))

    def _reply(
        self, request: Request, entry: EditionEntry, file: CaseFile | None, language: str, lenient: bool = False
    ) -> Reply:
        self._require_question(entry, request.question)
        found = answer(self.case(request, entry, file, lenient), request.question)
        return Reply(request, entry, found, language)

    def _require_question(self, entry: EditionEntry, question: str) -> None:
        from engine.model.asked import askable, question_named

        program = self.library.knowledge(entry).program
        if question_named(program, question) is None:
            raise Rejected(
                [
                    Diagnostic(
                        "unknown-question",
                        f"there is no question `{question}`",
                        (),
                        suggestion(question, askable(program)) or "`opposable questions` lists them",
                    )
                ]
            )


def _file(request: Request) -> CaseFile | None:
    return read_case_file(request.file) if isinstance(request.file, Path) else request.file
