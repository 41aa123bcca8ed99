"""Citations: nothing concludes without a locator, and every locator names a passage that the document has."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.files import LARGEST_LOCK_FILE, read_text_file
from dsl.locator import Locator
from dsl.position import Span
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.units.scope import Placed, Unit

Passages = tuple[Locator, ...] | None
"""The passages of a source text in their order; None where no source lock tells."""


def locators(statement: s.Statement) -> Iterator[s.Word]:
    """Every locator that a statement writes."""
    match statement:
        case s.Norm() | s.Exception_() | s.Priority() | s.Ambiguity() | s.Definition():
            yield from statement.by
        case s.Value():
            yield from statement.by
            for row in statement.rows:
                yield from row.by
            if statement.presumption is not None:
                yield from statement.presumption.by
        case s.Fact(presumption=presumption) if presumption is not None:
            yield from presumption.by
        case s.Record():
            for declared in statement.fields:
                yield from locators(declared)
        case s.Silence():
            yield from statement.nearest
        case s.Standing():
            yield from statement.passages
        case _:
            return


def cited(words: tuple[s.Word, ...], clause: str) -> tuple[str, ...]:
    """Locators in their full source form, the current clause filled in; malformed ones are left out."""
    found = []
    for word in words:
        try:
            found.append(str(Locator.parse(word.text, clause=clause or None)))
        except ValueError:
            continue
    return tuple(found)


def known_passages(lock: Path) -> tuple[Passages, list[Diagnostic]]:
    """The passages that a source lock lists, or the reason why it cannot be read."""
    try:
        text, _ = read_text_file(lock, lock.name, LARGEST_LOCK_FILE)
        passages = json.loads(text or "")["passages"]
        return tuple(Locator.parse(passage["at"]) for passage in passages), []
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None, [
            Diagnostic(
                "unreadable-lock",
                told("the source lock `{lock}` cannot be read", lock=lock.name),
                (Label(Span(f"{lock.parent.name}/{lock.name}", 1, 1, 0, 0)),),
                "make it again with `opposable source lock`, giving `--edition` and `--replace`",
            )
        ]


def check_citations(unit: Unit, passages: Passages) -> list[Diagnostic]:
    """Reports locators that cannot be read, that stand outside a clause, or that the source lock doesn't know."""
    diagnostics: list[Diagnostic] = []
    by_clause: dict[str, dict[Locator, None]] = {}
    for passage in passages or ():
        by_clause.setdefault(passage.clause, {})[passage] = None
    for placed in unit.placed:
        outside = list(_outside(placed))
        diagnostics += outside
        if outside:
            continue
        for word in locators(placed.statement):
            try:
                locator = Locator.parse(word.text, clause=placed.clause or None)
            except ValueError as error:
                diagnostics.append(
                    Diagnostic(
                        "unreadable-locator",
                        error.args[0],
                        (Label(word.span),),
                        "a locator reads like `10.5 §1 s.2`; under a `clause` its number may be left out",
                    )
                )
                continue
            if passages is not None and not is_known(locator, by_clause):
                message = told("the document has no passage `{locator}`", locator=locator)
                help_line = (
                    _nearest(by_clause[locator.clause])
                    if locator.clause in by_clause
                    else suggestion(locator.clause, by_clause)
                )
                diagnostics.append(Diagnostic("unknown-passage", message, (Label(word.span),), help_line))
    return diagnostics


def is_known(locator: Locator, by_clause: Mapping[str, Mapping[Locator, None]]) -> bool:
    """Whether a document has a place; its passages are given by their clauses, so that most are found at once."""
    passages = by_clause.get(locator.clause, {})
    if locator in passages or any(locator.contains(passage) for passage in passages):
        return True
    return locator == Locator(clause=locator.clause) and any(
        clause.startswith(f"{locator.clause}.") for clause in by_clause
    )


def _outside(placed: Placed) -> Iterator[Diagnostic]:
    """What concludes something in the vocabulary, where no text stands behind it."""
    if placed.clause or not isinstance(placed.statement, s.Norm | s.Exception_ | s.Priority | s.Ambiguity | s.Value):
        return
    words = list(locators(placed.statement))
    if any(word.text[0] in "§si" or word.text.startswith(("table", "heading")) for word in words):
        yield Diagnostic(
            "outside-a-clause",
            told("`{name}` concludes something outside any clause", name=placed.statement.name.text),
            (Label(placed.statement.span),),
            "put it under the `clause` it is taken from",
        )


def _nearest(passages: Iterable[Locator]) -> str:
    there = [str(passage) for passage in passages]
    shown = ", ".join(f"`{name}`" for name in there[:8])
    return f"the clause has {shown}{' …' if len(there) > 8 else ''}"
