"""Sheets from generated code: for each scope one function, made when a question is explained again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from engine.backends.python.modules import load, make
from engine.backends.walker import Walker
from engine.meaning import nodes as n
from engine.meaning.account import Record, Sheet
from engine.meaning.bounds import OutOfRangeError
from engine.meaning.meaning import Meaning

_MADE: "WeakKeyDictionary[Meaning, dict[int, Callable[..., Sheet]]]" = WeakKeyDictionary()


def generated_sheets(
    meaning: Meaning, root: n.Definition, frame: list[Any], folder: Path | None = None, file: str = ""
) -> "GeneratedSheets":
    """The evaluation of something asked, its sheets made by generated code, which is kept if a file is named."""
    made = _MADE.setdefault(meaning, {})
    if id(root.scope) not in made:
        scopes = [scope for definition in meaning.reached(root) for scope in _scopes(definition.scope)]
        new = [scope for scope in scopes if id(scope) not in made]
        kept_in = folder if file and new == scopes else None
        functions: Any = load(kept_in, file, meaning.laws)
        if functions is None:
            from engine.backends.python.generator import Generator

            functions = make(kept_in, file, Generator(meaning).sheets(new), meaning.laws)
        made.update(zip(map(id, new), functions, strict=True))
    return GeneratedSheets(meaning, made, frame)


class GeneratedSheets:
    """The sheets of one frame: made once for what has no record in reach."""

    def __init__(self, meaning: Meaning, made: dict[int, Callable[..., Sheet]], frame: list[Any]) -> None:
        self.meaning, self.frame, self._made = meaning, frame, made
        self._known: dict[n.Scope, Sheet] = {}

    def sheet(self, scope: n.Scope, records: tuple[Record, ...] = ()) -> Sheet:
        """The values of a scope's nodes, on the records in reach."""
        found = None if records else self._known.get(scope)
        if found is None:
            try:
                found = self._made[id(scope)](self.frame, *records)
            except (ArithmeticError, OutOfRangeError, KeyError):  # beside the way to the answer, or beside the question
                found = Walker(self.meaning, self.frame).sheet(scope, records)
            if not records:
                self._known[scope] = found
        return found


def _scopes(scope: n.Scope) -> Iterator[n.Scope]:
    """A scope and those of the folds in it."""
    yield scope
    for node in scope.nodes:
        if isinstance(node, n.Fold):
            yield from _scopes(node.scope)
