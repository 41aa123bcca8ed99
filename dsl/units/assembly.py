"""Files put together to units: each edition with the statements it keeps of the one it revises, and with its own."""

from collections.abc import Iterable, Iterator

from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.units.dated_rows import check_columns, with_days_in_columns
from dsl.units.defaults import settle
from dsl.units.expansion import expand
from dsl.units.scope import Placed, Unit, declared_twice, named_as_values, space_of
from dsl.units.sorting import Gathered, Sorted


def assemble(files: Iterable[tuple[str, tuple[s.Statement, ...]]]) -> tuple[list[Unit], list[Diagnostic]]:
    """The units that the files make up, oldest edition first, and what is wrong with the way they are put together."""
    found = Sorted()
    columns: list[Diagnostic] = []
    for _, statements in files:
        found.add(tuple(map(with_days_in_columns, statements)))
        columns += [diagnostic for statement in statements for diagnostic in check_columns(statement)]
    documents, shared, excused = found.documents, found.shared, frozenset(found.excused)
    diagnostics = [*columns, *found.diagnostics, *_continuations(shared, set(), excused)]
    units: list[Unit] = []
    for name, gathered in documents.items():
        if gathered.document is None and name in excused:
            continue
        if gathered.document is None:
            place = next((p.statement.span for ps in gathered.placed.values() for p in ps), None)
            diagnostics.append(
                Diagnostic(
                    "unknown-document",
                    told("no file declares the document `{name}`", name=name),
                    (Label(place),) if place else (),
                    suggestion(name, [n for n, g in documents.items() if g.document])
                    or told("add `document {name} …`", name=name),
                )
            )
            continue
        units += _editions(gathered, gathered.document, shared, excused, diagnostics)
    for unit in units:
        unit.written = tuple(unit.placed)
        diagnostics += settle(unit)
        diagnostics += expand(unit)
        _declare(unit, diagnostics)
    return units, list(dict.fromkeys(diagnostics))


def _editions(
    gathered: Gathered,
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
                    told("`{name}` has no edition `{name_2}`", name=document.name.text, name_2=name),
                    (Label(word.span),),
                    suggestion(name, gathered.editions),
                )
            )
    if not gathered.editions and not excused:
        diagnostics.append(
            Diagnostic(
                "no-edition",
                told("`{name}` has no edition", name=document.name.text),
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


def _not_revisable(name: s.Word, revised: s.Word, gathered: Gathered) -> Diagnostic:
    if revised.text in gathered.editions:
        return Diagnostic(
            "edition-circle",
            told(
                "edition `{name}` revises `{revised}`, which rests on no first edition",
                name=name.text,
                revised=revised.text,
            ),
            (Label(revised.span),),
            "let the oldest edition revise none",
        )
    return Diagnostic(
        "unknown-edition",
        told("edition `{name}` revises `{revised}`, which is not there", name=name.text, revised=revised.text),
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
            open_it = told('open it with its title: `clause {number} en "…" fr "…"`', number=number.text)
            yield Diagnostic(
                "continued-unopened",
                told("clause `{number}` is continued here, but this edition opens it nowhere", number=number.text),
                (Label(number.span),),
                restate if number.text in revised else suggestion(number.text, opened) or open_it,
            )
        elif heading is not None:
            yield Diagnostic(
                "titled-continuation",
                told("clause `{number}` has its title and its gist where it is opened", number=number.text),
                (Label(heading.span),),
                told("write `clause {number} continued` and nothing more", number=number.text),
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
                        told("the revised edition has no clause `{number}`", number=number.text),
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
    for word in (word for placed in unit.written for word in named_as_values(placed.statement)):
        message = told("`{word}` is a value of the language", word=word.text)
        diagnostics.append(
            Diagnostic("declared-twice", message, (Label(word.span),), "give what it names another name")
        )
    for placed in unit.placed:
        named = space_of(placed.statement)
        if named is None:
            continue
        space, word = named
        table = unit.named(space)
        if word.text in table:
            first = space_of(table[word.text])
            assert first is not None
            diagnostics.append(declared_twice(word, first[1], space))
            continue
        table[word.text] = placed.statement
