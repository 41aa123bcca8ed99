"""From files to units: which statements make up each edition of each document, and which names they declare."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.position import Span
from dsl.surface import syntax as s

AS_OF = "as_of"
"""The one input that every document has: the date the question is put as of."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and the number of the clause it stands in; empty in the vocabulary."""

    statement: s.Statement
    clause: str
    is_shared: bool = False


@dataclass(slots=True)
class Unit:
    """One edition of one document: its own statements in order, and the shared vocabulary before them."""

    document: s.Document
    edition: s.Edition
    placed: list[Placed]
    excused: frozenset[str] = frozenset()
    """Names that an unreadable statement or file may declare: never reported as unknown."""
    tables: dict[str, dict[str, s.Statement]] = field(default_factory=dict)

    @property
    def identifier(self) -> tuple[str, str]:
        """The document and the edition."""
        return self.document.name.text, self.edition.name.text

    def named(self, space: str) -> dict[str, s.Statement]:
        """The statements of one name space, by name, in the order of declaration."""
        return self.tables.setdefault(space, {})


@dataclass(slots=True)
class _Gathered:
    document: s.Document | None = None
    editions: dict[str, s.Edition] = field(default_factory=dict)
    placed: dict[str, list[Placed]] = field(default_factory=dict)


_HEADERS = ("vocabulary", "part", "document", "edition")


def space_of(statement: s.Statement) -> tuple[str, s.Word] | None:
    """The name space a statement declares a name in, and that name; None where it declares nothing."""
    match statement:
        case s.Fact() | s.Value() | s.Norm() | s.Exception_() | s.Ambiguity() | s.Contradiction():
            return "name", statement.name
        case s.Term():
            return statement.kind, statement.name
        case s.Choice():
            return "choice", statement.name
        case s.Record():
            return "record", statement.name
        case s.Question():
            return "question", statement.name
        case s.Clause():
            return "clause", statement.number
        case _:
            return None


def assemble(files: Iterable[tuple[str, tuple[s.Statement, ...]]]) -> tuple[list[Unit], list[Diagnostic]]:
    """The units that the files make up, oldest edition first, and what is wrong with the way they are put together."""
    diagnostics: list[Diagnostic] = []
    shared: list[Placed] = []
    documents: dict[str, _Gathered] = {}
    excused: set[str] = set()
    for _, statements in files:
        excused |= _sort_file(statements, shared, documents, diagnostics)
    diagnostics += _continuations(shared, set(), excused)
    units: list[Unit] = []
    for name, gathered in documents.items():
        if gathered.document is None and name in excused:
            continue
        if gathered.document is None:
            place = next((p.statement.span for ps in gathered.placed.values() for p in ps), None)
            diagnostics.append(
                Diagnostic(
                    "unknown-document",
                    f"no file declares the document `{name}`",
                    (Label(place),) if place else (),
                    suggestion(name, [n for n, g in documents.items() if g.document]) or f"add `document {name} …`",
                )
            )
            continue
        units += _editions(gathered, gathered.document, shared, frozenset(excused), diagnostics)
    for unit in units:
        _declare(unit, diagnostics)
    return units, list(dict.fromkeys(diagnostics))


def _sort_file(
    statements: tuple[s.Statement, ...],
    shared: list[Placed],
    documents: dict[str, _Gathered],
    diagnostics: list[Diagnostic],
) -> set[str]:
    """Puts each statement of a file with the vocabulary or with the edition that the file says it is part of.

    Gives the names that may be declared where nothing could be read, or where no header says for whom.
    """
    target: list[Placed] | None = None
    clause = ""
    current = ""
    excused: set[str] = set()
    headless = False
    for statement in statements:
        if isinstance(statement, s.Vocabulary | s.Edition | s.PartOf):
            clause = ""
        match statement:
            case s.Vocabulary():
                target = shared
            case s.Document():
                gathered = documents.setdefault(statement.name.text, _Gathered())
                if gathered.document is not None:
                    diagnostics.append(_twice(statement.name, gathered.document.name))
                if statement.cites.text not in ("articles", "clauses"):
                    diagnostics.append(
                        Diagnostic(
                            "unknown-citation-style",
                            f"a document is not cited by `{statement.cites.text}`",
                            (Label(statement.cites.span),),
                            "write `cites articles` or `cites clauses`",
                        )
                    )
                gathered.document = gathered.document or statement
                current = statement.name.text
            case s.Broken():
                excused |= statement.words | {statement.number.text}
                clause = statement.number.text if statement.kind == "clause" else clause
                headless = headless or (target is None and statement.kind in _HEADERS)
            case s.Edition() if headless and not current:
                continue
            case s.Edition():
                if not current:
                    diagnostics.append(
                        Diagnostic(
                            "edition-without-document",
                            f"edition `{statement.name.text}` belongs to no document",
                            (Label(statement.span),),
                            "let a `document` statement stand before it in the same file",
                        )
                    )
                    continue
                editions = documents[current].editions
                if statement.name.text in editions:
                    diagnostics.append(_twice(statement.name, editions[statement.name.text].name))
                editions[statement.name.text] = statement
                target = documents[current].placed.setdefault(statement.name.text, [])
            case s.PartOf():
                current = statement.document.text
                gathered = documents.setdefault(current, _Gathered())
                target = gathered.placed.setdefault(statement.edition.text, [])
                target.append(Placed(statement, ""))
            case _:
                if target is None:
                    if not headless:
                        diagnostics.append(
                            Diagnostic(
                                "no-header",
                                "the file does not say what it is part of",
                                (Label(statement.span),),
                                "begin it with `vocabulary` or `part of DOCUMENT edition NAME`",
                            )
                        )
                    headless = True
                    excused |= declared_words(statement)
                    continue
                if isinstance(statement, s.Clause | s.Continued):
                    clause = statement.number.text
                target.append(Placed(statement, clause, target is shared))
    return excused


def declared_words(statement: s.Statement) -> set[str]:
    """The name a statement declares, and the options or readings under it."""
    named = space_of(statement)
    words = {named[1].text} if named else set()
    match statement:
        case s.Choice(options=options) | s.Ambiguity(readings=options):
            words |= {option.name.text for option in options}
        case _:
            pass
    return words


def _editions(
    gathered: _Gathered,
    document: s.Document,
    shared: list[Placed],
    excused: frozenset[str],
    diagnostics: list[Diagnostic],
) -> list[Unit]:
    for name, placed in gathered.placed.items():
        if name not in gathered.editions and name not in excused:
            word = next(p.statement.edition for p in placed if isinstance(p.statement, s.PartOf))
            diagnostics.append(
                Diagnostic(
                    "unknown-edition",
                    f"`{document.name.text}` has no edition `{name}`",
                    (Label(word.span),),
                    suggestion(name, gathered.editions),
                )
            )
    if not gathered.editions and not excused:
        diagnostics.append(
            Diagnostic(
                "no-edition",
                f"`{document.name.text}` has no edition",
                (Label(document.name.span),),
                "add `edition NAME` after the `document` statement",
            )
        )
    units: list[Unit] = []
    done: dict[str, list[Placed]] = {}
    pending = list(gathered.editions.values())
    while pending:
        ready = [e for e in pending if e.revises is None or e.revises.text in done]
        if not ready:
            diagnostics += [
                _not_revisable(edition.name, edition.revises, gathered)
                for edition in pending
                if edition.revises is not None
            ]
            break
        for edition in ready:
            own = gathered.placed.get(edition.name.text, [])
            base = done[edition.revises.text] if edition.revises else []
            diagnostics += _continuations(own, {placed.clause for placed in base}, excused)
            done[edition.name.text] = _overlay(base, own, diagnostics)
            units.append(Unit(document, edition, [*shared, *done[edition.name.text]], excused))
            pending.remove(edition)
    return units


def _not_revisable(name: s.Word, revised: s.Word, gathered: _Gathered) -> Diagnostic:
    if revised.text in gathered.editions:
        return Diagnostic(
            "edition-circle",
            f"edition `{name.text}` revises `{revised.text}`, which rests on no first edition",
            (Label(revised.span),),
            "let the oldest edition revise none",
        )
    return Diagnostic(
        "unknown-edition",
        f"edition `{name.text}` revises `{revised.text}`, which is not there",
        (Label(revised.span),),
        suggestion(revised.text, gathered.editions),
    )


def _continuations(own: list[Placed], revised: set[str], excused: Iterable[str]) -> Iterator[Diagnostic]:
    """What is wrong with the clauses that an edition, or the vocabulary, continues."""
    opened = {placed.statement.number.text for placed in own if isinstance(placed.statement, s.Clause)}
    for placed in own:
        if not isinstance(placed.statement, s.Continued):
            continue
        number, heading = placed.statement.number, placed.statement.text or placed.statement.gist
        if number.text not in opened and number.text not in excused:
            restate = "a revised clause is restated as a whole: open it with its title, without `continued`"
            open_it = f'open it with its title: `clause {number.text} en "…" fr "…"`'
            yield Diagnostic(
                "continued-unopened",
                f"clause `{number.text}` is continued here, but this edition opens it nowhere",
                (Label(number.span),),
                restate if number.text in revised else suggestion(number.text, opened) or open_it,
            )
        elif heading is not None:
            yield Diagnostic(
                "titled-continuation",
                f"clause `{number.text}` has its title and its gist where it is opened",
                (Label(heading.span),),
                f"write `clause {number.text} continued` and nothing more",
            )


def _overlay(base: list[Placed], own: list[Placed], diagnostics: list[Diagnostic]) -> list[Placed]:
    """The revised edition's statements without the clauses that the new one restates or repeals, then its own."""
    known = {placed.clause for placed in base if placed.clause}
    dropped = {p.statement.number.text for p in own if isinstance(p.statement, s.Clause)}
    for placed in own:
        if isinstance(placed.statement, s.Repeal):
            number = placed.statement.clause
            if number.text not in known:
                diagnostics.append(
                    Diagnostic(
                        "repeal-of-nothing",
                        f"the revised edition has no clause `{number.text}`",
                        (Label(number.span),),
                        suggestion(number.text, known),
                    )
                )
            dropped.add(number.text)
    restated = {_key(placed) for placed in own} - {None}
    kept = [
        placed
        for placed in base
        if placed.clause not in dropped and not (placed.clause == "" and _key(placed) in restated)
    ]
    return kept + [placed for placed in own if not isinstance(placed.statement, s.Repeal)]


def _key(placed: Placed) -> tuple[str, str] | None:
    named = space_of(placed.statement)
    return (named[0], named[1].text) if named else None


def _declare(unit: Unit, diagnostics: list[Diagnostic]) -> None:
    for placed in unit.placed:
        named = space_of(placed.statement)
        if named is None:
            continue
        space, word = named
        table = unit.named(space)
        if word.text in table:
            first = space_of(table[word.text])
            assert first is not None
            diagnostics.append(_twice(word, first[1], space))
            continue
        table[word.text] = placed.statement


def _twice(word: s.Word, first: s.Word, space: str = "") -> Diagnostic:
    message, help_line = f"`{word.text}` is declared twice", "rename or remove one of them"
    if space == "clause":
        message = f"clause `{word.text}` is opened twice"
        help_line = f"remove one of them; where the clause only goes on, write `clause {word.text} continued`"
    return Diagnostic(
        "declared-twice", message, (Label(word.span, "again here"), Label(first.span, "first here")), help_line
    )


def place(span: Span) -> str:
    """The place of a statement as `file:line`."""
    return f"{span.file}:{span.line}"


def every_option(unit: Unit) -> frozenset[str]:
    """The options of all choices, the readings of all ambiguities, and the parties."""
    options = set(unit.named("party"))
    for choice in unit.named("choice").values():
        if isinstance(choice, s.Choice):
            options |= {option.name.text for option in choice.options}
    for statement in unit.named("name").values():
        if isinstance(statement, s.Ambiguity):
            options |= {reading.name.text for reading in statement.readings}
    return frozenset(options)
