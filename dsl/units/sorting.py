"""The statements of all files, sorted: with the shared vocabulary, or with the edition for which they speak."""

from dataclasses import dataclass, field

from dsl.diagnostic import Diagnostic, Label
from dsl.numberings import CITED_BY
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.units.scope import Placed, declared_twice, declared_words

_HEADERS = ("vocabulary", "part", "document", "edition")


@dataclass(slots=True)
class Gathered:
    """What the files say of one document: its header, its editions, and the statements of each edition."""

    document: s.Document | None = None
    editions: dict[str, s.Edition] = field(default_factory=dict)
    placed: dict[str, list[Placed]] = field(default_factory=dict)


@dataclass(slots=True)
class Sorted:
    """All that was gathered from the files so far, and what is wrong with their headers.

    `excused` are the names that may be declared where nothing could be read, or where no header says for whom.
    """

    shared: list[Placed] = field(default_factory=list)
    documents: dict[str, Gathered] = field(default_factory=dict)
    excused: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, statements: tuple[s.Statement, ...]) -> None:
        """Sorts the statements of one file, in their order."""
        _File(self).read(statements)

    def report(self, code: str, message: str, place: s.Word | s.Statement, help_line: str) -> None:
        """Adds one diagnostic about a word or a statement."""
        self.diagnostics.append(Diagnostic(code, message, (Label(place.span),), help_line))


class _File:
    """One file as it is read: the document and the clause at hand, and where its statements go.

    A file is headless as soon as something stands in it for which no header says whose it is; that is said once.
    """

    def __init__(self, found: Sorted) -> None:
        self.found = found
        self.target: list[Placed] | None = None
        self.document = self.clause = ""
        self.is_headless = False

    def read(self, statements: tuple[s.Statement, ...]) -> None:
        for statement in statements:
            match statement:
                case s.Vocabulary():
                    self.target, self.clause = self.found.shared, ""
                case s.Document():
                    self._document(statement)
                case s.Edition():
                    self._edition(statement)
                case s.PartOf():
                    self._part(statement)
                case s.Broken():
                    self._broken(statement)
                case _:
                    self._placed(statement)

    def _document(self, document: s.Document) -> None:
        self.document = document.name.text
        gathered = self.found.documents.setdefault(self.document, Gathered())
        if gathered.document is not None:
            self.found.diagnostics.append(declared_twice(document.name, gathered.document.name))
        if document.cites.text not in CITED_BY:
            self.found.report(
                "unknown-citation-style",
                told("a document is not cited by `{cites}`", cites=document.cites.text),
                document.cites,
                told("write `cites` and one of {names}", names=", ".join(f"`{style}`" for style in CITED_BY)),
            )
        gathered.document = gathered.document or document

    def _edition(self, edition: s.Edition) -> None:
        self.clause = ""
        if not self.document:
            if not self.is_headless:
                self.found.report(
                    "edition-without-document",
                    told("edition `{name}` belongs to no document", name=edition.name.text),
                    edition,
                    "let a `document` statement stand before it in the same file",
                )
            return
        gathered = self.found.documents[self.document]
        if edition.name.text in gathered.editions:
            first = gathered.editions[edition.name.text]
            self.found.diagnostics.append(declared_twice(edition.name, first.name))
        gathered.editions[edition.name.text] = edition
        self.target = gathered.placed.setdefault(edition.name.text, [])

    def _part(self, part: s.PartOf) -> None:
        self.document, self.clause = part.document.text, ""
        gathered = self.found.documents.setdefault(self.document, Gathered())
        self.target = gathered.placed.setdefault(part.edition.text, [])
        self.target.append(Placed(part, ""))

    def _broken(self, broken: s.Broken) -> None:
        self.found.excused |= broken.words | {broken.number.text}
        if broken.kind == "clause":
            self.clause = broken.number.text
        self.is_headless = self.is_headless or (self.target is None and broken.kind in _HEADERS)

    def _placed(self, statement: s.Statement) -> None:
        if self.target is None:
            if not self.is_headless:
                self.found.report(
                    "no-header",
                    "the file does not say what it is part of",
                    statement,
                    "begin it with `vocabulary` or `part of DOCUMENT edition NAME`",
                )
            self.is_headless = True
            self.found.excused |= declared_words(statement)
            return
        if isinstance(statement, s.Clause | s.Continued):
            self.clause = statement.number.text
        self.target.append(Placed(statement, self.clause, self.target is self.found.shared))
