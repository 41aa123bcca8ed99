"""Citations: nothing concludes without a locator, and every locator names a passage that the document has."""

import json
from collections.abc import Iterator
from pathlib import Path

from dsl import syntax as s
from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.locator import Locator
from dsl.scope import Placed, Unit


def locators(statement: s.Statement) -> Iterator[s.Word]:
    """Every locator that a statement writes."""
    match statement:
        case s.Norm() | s.Exception_() | s.Priority() | s.Ambiguity():
            yield from statement.by
        case s.Value():
            yield from statement.by
            for row in statement.rows:
                yield from row.by
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


def known_passages(lock: Path) -> tuple[Locator, ...]:
    """The passages that a source lock lists."""
    passages = json.loads(lock.read_text(encoding="utf-8"))["passages"]
    return tuple(Locator.parse(passage["locator"]) for passage in passages)


def check_citations(unit: Unit, passages: tuple[Locator, ...] | None) -> list[Diagnostic]:
    """Reports locators that cannot be read, that stand outside a clause, or that the source lock doesn't know."""
    diagnostics: list[Diagnostic] = []
    clauses = sorted({passage.clause for passage in passages or ()})
    for placed in unit.placed:
        diagnostics += _outside(placed)
        for word in locators(placed.statement):
            try:
                locator = Locator.parse(word.text, clause=placed.clause or None)
            except ValueError:
                diagnostics.append(Diagnostic(
                    "unreadable-locator", f"`{word.text}` says no clause", (Label(word.span),),
                    "write the clause first, as in `10.5 §1 s.2`"))
                continue
            if passages is not None and not any(locator.contains(passage) for passage in passages):
                message = f"the document has no passage `{locator}`"
                help_line = suggestion(locator.clause, clauses) if locator.clause not in clauses else _nearest(
                    locator, passages)
                diagnostics.append(Diagnostic("unknown-passage", message, (Label(word.span),), help_line))
    return diagnostics


def _outside(placed: Placed) -> Iterator[Diagnostic]:
    """What concludes something in the vocabulary, where no text stands behind it."""
    if placed.clause or not isinstance(placed.statement, s.Norm | s.Exception_ | s.Priority | s.Ambiguity | s.Value):
        return
    words = list(locators(placed.statement))
    if any(word.text[0] in "§si" or word.text.startswith(("table", "heading")) for word in words):
        yield Diagnostic(
            "outside-a-clause", f"`{placed.statement.name.text}` concludes something outside any clause",
            (Label(placed.statement.span),), "put it under the `clause` it is taken from")


def _nearest(locator: Locator, passages: tuple[Locator, ...]) -> str:
    there = [str(passage) for passage in passages if passage.clause == locator.clause]
    shown = ", ".join(f"`{name}`" for name in there[:8])
    return f"the clause has {shown}{' …' if len(there) > 8 else ''}"
