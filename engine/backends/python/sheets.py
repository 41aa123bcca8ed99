"""Sheets from generated code: for each scope one function, made when a question is explained again."""

from collections.abc import Callable, Iterator
from typing import Any
from weakref import WeakKeyDictionary

from engine.backends.python.generator import Generator
from engine.backends.python.modules import make
from engine.backends.walker import Walker
from engine.meaning import nodes as n
from engine.meaning.account import Record, Sheet
from engine.meaning.bounds import OutOfRangeError
from engine.meaning.meaning import Meaning

_MADE: "WeakKeyDictionary[Meaning, dict[int, Callable[..., Sheet]]]" = WeakKeyDictionary()


def generated_sheets(meaning: Meaning, root: n.Definition, frame: list[Any]) -> "GeneratedSheets":
    """The evaluation of something asked, its sheets made by generated code."""
    made = _MADE.setdefault(meaning, {})
    if id(root.scope) not in made:
        scopes = [scope for definition in meaning.reached(root) for scope in _scopes(definition.scope)]
        new = [scope for scope in scopes if id(scope) not in made]
        functions: Any = make(None, "", Generator(meaning).sheets(new))
        made.update(zip(map(id, new), functions, strict=True))
    return GeneratedSheets(meaning, made, frame)


class GeneratedSheets:
    """The sheets of one frame, each made once."""

    def __init__(self, meaning: Meaning, made: dict[int, Callable[..., Sheet]], frame: list[Any]) -> None:
        self.meaning, self.frame, self._made = meaning, frame, made
        self._known: dict[object, Sheet] = {}

    def sheet(self, scope: n.Scope, records: tuple[Record, ...] = ()) -> Sheet:
        """The values of a scope's nodes, on the records in reach."""
        key: object = (id(scope), *map(id, records)) if records else id(scope)
        found = self._known.get(key)
        if found is None:
            made = self._made.get(id(scope))
            try:
                found = made(self.frame, *records) if made else Walker(self.meaning, self.frame).sheet(scope, records)
            except (ArithmeticError, OutOfRangeError):  # beside the way to the answer
                found = Walker(self.meaning, self.frame).sheet(scope, records)
            self._known[key] = found
        return found


def _scopes(scope: n.Scope) -> Iterator[n.Scope]:
    """A scope and those of the folds in it."""
    yield scope
    for node in scope.nodes:
        if isinstance(node, n.Fold):
            yield from _scopes(node.scope)
