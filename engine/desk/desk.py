"""The desk itself: where library, edition, case and answer are put together."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsl.diagnostic import Rejected
from dsl.frozen import replace
from engine.answer.answering import answer
from engine.case.case import Case
from engine.case.case_reader import CaseReader
from engine.case.facts_file import CaseFile, read_case_file
from engine.case.memo_file import read_memo
from engine.desk.reply import Comparison, Reply
from engine.desk.request import Request
from engine.desk.understood import understood
from engine.library.library import CLAUSES, DEFAULT, EditionEntry, Library, spoken, spoken_around, spoken_beside
from engine.model.record_names import of_record

if TYPE_CHECKING:
    from engine.desk.connections import Dependencies
    from engine.desk.interview import Interview
    from engine.desk.overviews import AskableQuestion, DisputedPoint, PassageLedger, WantedFact
    from engine.desk.replayed import Replayed
    from engine.revise.revision import Revision
    from engine.suite.mutation import Mutation
    from engine.suite.runner import Run
    from engine.suite.scenario import Scenario


class Desk:
    """Answers requests from the documents of one library. Every path may be given as a text."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @classmethod
    def open(cls, folder: Path = CLAUSES, announce: Callable[[], None] | None = None) -> "Desk":
        """The desk of a folder of clause files; `announce` is called before they are compiled, which takes seconds.

        Raises `Rejected` if the clauses have errors, or declare no document.
        """
        return cls(Library.open(Path(folder), announce))

    @property
    def folder(self) -> Path:
        """The folder of clause files from which the library was compiled."""
        assert self.library.folder is not None
        return self.library.folder

    @property
    def documents(self) -> tuple[str, ...]:
        """The identifiers of the documents."""
        return self.library.documents

    def written_in(self, language: str) -> "Desk":
        """The desk of the documents that are written in a language; itself where all of them are."""
        narrowed = self.library.written_in(language)
        return self if len(narrowed.entries) == len(self.library.entries) else Desk(narrowed)

    def ask(self, request: Request, entry: EditionEntry | None = None) -> Reply:
        """The reply to a request, of the edition in force on its date or of another. Raises `Rejected`."""
        request = _with_memo(understood(request))
        file = _file(request)
        entry = entry or self._edition_for(request, file, request.document)
        return self._reply(request, entry, file, spoken([entry], request.language))

    def compare(self, request: Request) -> Comparison:
        """The replies of every document. What another document knows is passed over. Raises `Rejected`."""
        request = _with_memo(understood(request))
        file = _file(request)
        entries = [self._edition_for(request, file, document) for document in self.documents]
        replies = tuple(
            self._reply(request, entry, file, spoken_beside(entry, request.language), lenient=True) for entry in entries
        )
        readings = {**(file.content.get("readings", {}) if file else {}), **request.readings}
        of = request.of or (file.of if file else ())
        if readings or of:
            from engine.desk.somewhere import require_somewhere

            meant = [self.question_meant(entry, request.question) for entry in entries]
            require_somewhere(replies, meant, readings, of)
        return Comparison(replies)

    def put(self, scenario: "Scenario", entry: EditionEntry | None = None, language: str | None = None) -> Reply:
        """The reply to a scenario, put to the edition in force on its date, or to another: then what that one doesn't
        know is passed over. Raises `Rejected` if its facts can't be read.
        """
        from engine.suite.scenario import entry_of, question_put, read_scenario

        case = read_scenario(self.library, scenario, entry)
        asked = entry or entry_of(self.library, scenario)
        spoken_in = spoken([asked], language)
        request = Request(scenario.question, scenario.document, file=scenario.file, language=spoken_in)
        return Reply(request, asked, answer(case, question_put(scenario, case), searching=False), spoken_in)

    def facts(self, request: Request) -> "tuple[WantedFact, ...]":
        """The unknown facts that can still matter to a request, in the order worth asking. Raises `Rejected`."""
        from engine.desk.overviews import wanted_facts

        return tuple(wanted_facts(self.ask(request)))

    def interview(self, request: Request) -> "Interview":
        """The request as the beginning of an interview. Raises `Rejected` with every mistake in it."""
        from engine.desk.beginning import begun

        request = understood(request)
        return begun(self, request, _file(request))

    def resumed(self, kept: Any, request: Request) -> "Interview | None":
        """An interview that goes on from what was `kept` of it, in the language and manner of a request.

        None where what was kept cannot be read, or no longer fits the clauses.
        """
        from engine.desk.beginning import resumed

        return resumed(self, kept, request)

    def questions(self, language: str | None = None, document: str | None = None) -> "tuple[AskableQuestion, ...]":
        """What can be asked, by topic, each document in `language` or in one that it has. Raises `Rejected`.

        Of one `document` these are the questions that it has something to say to.
        """
        from engine.desk.overviews import askable_questions

        about = self.newest(document).document if document is not None else None
        entries = tuple(self.newest(name) for name in self.documents)
        rows = askable_questions(self.library, entries, language)
        return tuple(row for row in rows if about is None or about in row.documents)

    def ambiguities(self, document: str | None = None, language: str | None = None) -> "tuple[DisputedPoint, ...]":
        """The points on which careful lawyers differ, of one document or of all. Raises `Rejected`."""
        from engine.desk.overviews import disputed_points

        if document is not None:
            entry = self.newest(document)
            return tuple(disputed_points(self.library, entry, spoken([entry], language)))
        entries = [self.newest(name) for name in self.documents]
        return tuple(
            point for entry in entries for point in disputed_points(self.library, entry, spoken_beside(entry, language))
        )

    def ledger(self, document: str, on: date | None = None, language: str | None = None) -> "PassageLedger":
        """Every passage of the edition in force on a date, with its standing. Raises `Rejected`."""
        from engine.desk.overviews import passage_ledger

        entry = self.edition(document, on)
        return passage_ledger(self.library, entry, self.folder, spoken([entry], language))

    def dependencies(
        self, document: str | None = None, on: date | None = None, language: str | None = None
    ) -> "Dependencies":
        """What depends on what in the editions in force on a date, of one document or of all. Raises `Rejected`."""
        from engine.desk.connections import dependencies

        entries = [self.edition(name, on) for name in ([document] if document is not None else self.documents)]
        spoken_in = spoken(entries, language) if document is not None else spoken_around(entries, language)
        return dependencies(self.library, entries, spoken_in)

    def exported(self, target: str, document: str, on: date | None = None, language: str | None = None) -> str:
        """The edition in force on a date in a format of others, by its name. Raises `Rejected` for an unknown one."""
        from engine.desk.handing_over import exported

        entry = self.edition(document, on)
        return exported(self.library, entry, self.folder, target, spoken([entry], language))

    def replay(self, text: str, name: str = "opinion") -> "tuple[Replayed, ...]":
        """An opinion kept as JSON or HTML, answered again for each document in it; `name` is what its file is called.

        Raises `Rejected`.
        """
        from engine.desk.replayed import replayed

        return replayed(self.library, text, name)

    def test(
        self,
        paths: Sequence[Path],
        documents: Sequence[str] = (),
        covering: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> "Run":
        """Runs the scenarios of files and folders that are put to the documents, or all; `covering` counts coverage.

        `progress` is told how many of how many are done. Raises `Rejected` with every mistake in the scenarios.
        """
        from engine.suite.runner import run_suite
        from engine.suite.scenario import find_scenarios, require_known_names
        from engine.suite.selection import put_to

        scenarios = put_to(self.library, documents, find_scenarios([*map(Path, paths)]))
        require_known_names(self.library, scenarios)
        return run_suite(self.library, scenarios, covering, progress)

    def mutate(
        self,
        run: "Run",
        most: int | None = None,
        jobs: int = 1,
        clauses: Sequence[str] = (),
        progress: Callable[[int, int], None] | None = None,
    ) -> "tuple[Mutation, ...]":
        """Which small mistakes in the editions that a run put to the test none of its scenarios would notice.

        At most so many mistakes are made in each, evenly spread, and only in `clauses` if any are named. Raises
        `Rejected` for a clause that isn't there, and where a scenario fails before any mistake is made.
        """
        from engine.suite.mutation import mutations

        return tuple(mutations(self.library, run, most, jobs, clauses, progress))

    def revise(
        self,
        document: str,
        text: str,
        old_text: str | None = None,
        base: str | None = None,
        target: str | None = None,
        scenarios: Sequence[Path] = (),
        progress: Callable[[int, int], None] | None = None,
    ) -> "Revision":
        """What a new text of a document changes, what that reaches, and which scenarios' answers move.

        `old_text` is the text that was encoded, for a redline; `base` the edition that is revised, `target` the one
        that encodes the new text. Raises `Rejected` where a document, edition, lock or scenario is missing or wrong.
        """
        from engine.revise.revision import choose_editions, revise
        from engine.suite.scenario import find_scenarios

        self.library.require_document(document)
        folder = self.folder
        first, second = choose_editions(self.library, folder, document, text, base, target)
        return revise(
            self.library, folder, first, second, text, find_scenarios([*map(Path, scenarios)]), old_text, progress
        )

    def watch(
        self,
        watch_list: Path,
        scenarios: Sequence[Path] = (),
        language: str = DEFAULT,
        is_fetched: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> dict[str, Any]:
        """What has become of the texts of a list, as plain data, the gravest first: `engine.revise.digest`.

        `is_fetched` has each text fetched first. Raises `Rejected` where the list, a document or a scenario is missing
        or wrong; a text that can't be read is a part of the report.
        """
        from engine.revise.digest import digest
        from engine.revise.watch_list import read_watch_list
        from engine.suite.scenario import find_scenarios

        watched = read_watch_list(Path(watch_list))
        tried = find_scenarios([*map(Path, scenarios)])
        return digest(self.library, self.folder, watched, tried, language, is_fetched, progress)

    def newest(self, document: str) -> EditionEntry:
        """The newest edition of a document. Raises `Rejected` for a document that isn't there."""
        self.library.require_document(document)
        return self.library.editions(document)[-1]

    def edition(self, document: str, on: date | None = None) -> EditionEntry:
        """The edition of a document in force on a date. Raises `Rejected` where there is none."""
        self.library.require_document(document)
        return self.library.in_force(document, on)

    def _edition_for(self, request: Request, file: CaseFile | None, document: str) -> EditionEntry:
        """The edition on the day of a request; a day in a file on which none was in force is shown there."""
        try:
            return self.edition(document, request.on or (file.on if file else None))
        except Rejected as error:
            if file is None or request.on is not None or error.diagnostics[0].code != "no-edition-in-force":
                raise
            raise error.at(file.at("on"), {file.file: file.text}) from None

    def case(self, request: Request, entry: EditionEntry, file: CaseFile | None, lenient: bool = False) -> Case:
        """The case that a request describes, read against an edition. Raises `Rejected` with every mistake in it."""
        reader = CaseReader(self.library.knowledge(entry), self.library.facts_elsewhere(entry.document), lenient)
        told = request.facts, request.on, request.readings, request.given, request.standing, request.more
        return reader.read(file, *told)

    def _reply(
        self, request: Request, entry: EditionEntry, file: CaseFile | None, language: str, lenient: bool = False
    ) -> Reply:
        of = request.of or (file.of if file else ())
        meant, case = self._understood(request, entry, file, of, lenient)
        question = meant
        if of or of_record(meant) is not None:  # few questions are put to some norms alone
            from engine.explain.narrowing import check_members, narrowed

            question = narrowed(case.knowledge, meant, of, lenient=lenient)
            check_members(case, question)
        found = answer(case, question, searching=False)
        told = () if lenient else (name for name in case.facts if name not in case.defaults)
        return Reply(request, entry, found, language, self.library.read_elsewhere(entry.document, told))

    def _understood(
        self, request: Request, entry: EditionEntry, file: CaseFile | None, of: Sequence[str], lenient: bool
    ) -> tuple[str, Case]:
        """The question and the case of a request. Raises `Rejected` with every mistake in both, and in its norms."""
        meant: str | None = None
        case: Case | None = None
        wrong: list[Rejected] = []
        try:
            meant = self.question_meant(entry, request.question)
        except Rejected as error:
            wrong.append(error)
        try:
            case = self.case(request, entry, file, lenient)
        except Rejected as error:
            wrong.append(error)
        if meant is not None and case is not None:
            return meant, case
        if meant is not None and of:
            from engine.explain.narrowing import narrowed

            try:
                narrowed(self.library.knowledge(entry), meant, of, lenient=lenient)
            except Rejected as error:
                wrong.append(error)
        raise Rejected(
            [diagnostic for error in wrong for diagnostic in error.diagnostics],
            {name: text for error in wrong for name, text in error.sources.items()},
            max(error.status for error in wrong),
        )

    def question_meant(self, entry: EditionEntry, question: str) -> str:
        """The question, or norm, that a name stands for in an edition: its present name. Raises `Rejected`."""
        from engine.model.asked import askable, question_named

        program = self.library.knowledge(entry).program
        meant = question if question_named(program, question) is not None else program.former.get(question, question)
        if question_named(program, meant) is None:
            from engine.desk.unknown_questions import unknown_question

            raise Rejected([unknown_question(program, question, askable(program), self.library.folder)])
        return meant


def _with_memo(request: Request) -> Request:
    """The request with the heading of its opinion read."""
    return replace(request, memo=read_memo(request.memo)) if isinstance(request.memo, Path) else request


def _file(request: Request) -> CaseFile | None:
    return read_case_file(request.file) if isinstance(request.file, Path) else request.file
