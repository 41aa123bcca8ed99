"""A program as lines of JSON and back, without the parser: the form in which a compiled knowledge base is kept and
shipped.

A declaration is a list that begins with its number in `_CLASSES`, a phrase one of languages and texts by turns; a
tuple is a list that begins with -1; the few types that JSON lacks are objects of one key, and so are numbers that no
machine word holds. The first line is the whole
program. Of the declarations that have a name, what is long stands on a line of its own, and the first line says on
which: a question reads few of them.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any

from dsl.typed import program as p
from engine.model.kept import read_json

_CLASSES: tuple[type, ...] = (
    p.Type,
    p.Phrase,
    p.Constant,
    p.Reference,
    p.FieldReference,
    p.Operation,
    p.Function,
    p.Aggregate,
    p.Row,
    p.Lookup,
    p.Term,
    p.Option,
    p.Choice,
    p.Presumption,
    p.Fact,
    p.Record,
    p.Value,
    p.Condition,
    p.Qualifier,
    p.Covering,
    p.Member,
    p.TakenParty,
    p.Norm,
    p.Exception_,
    p.Priority,
    p.Contradiction,
    p.Ambiguity,
    p.Silence,
    p.Standing,
    p.Question,
    p.Clause,
    p.Calendar,
    p.Edition,
    p.Nested,
    p.Program,
)
_NUMBERS = {class_: number for number, class_ in enumerate(_CLASSES)}
_PHRASE, _TYPE = _NUMBERS[p.Phrase], _NUMBERS[p.Type]
_type = cache(p.Type)
"""Of types there are few, and everything has one."""
_FIELDS: tuple[tuple[str, ...], ...] = tuple(vars(class_)["__match_args__"] for class_ in _CLASSES)
_GETTERS: dict[type, Callable[[Any], Any]] = {
    class_: attrgetter(*names) for class_, names in zip(_CLASSES, _FIELDS, strict=True)
}
_HOLDERS = (list, dict)
_LARGEST = 2**63 - 1
"""The largest whole number that every reader of JSON takes as it is."""
_LONGEST = 60
"""How many characters a part of a named declaration may have in the first line."""


class Declarations(dict[str, Any]):
    """Declarations by name, each decoded when it is first read: a question needs few of them.

    The dictionary itself holds what was decoded, so that reading it again costs nothing more; everything that goes
    through the names goes through those kept, whose long parts are on `lines`. A part that was decoded takes the place
    of what was kept of it. Seen from outside, nothing is ever changed.
    """

    __slots__ = ("_columns", "_kept", "_lines")

    def __init__(self, kept: dict[str, list[Any]], lines: list[bytes]) -> None:
        super().__init__()
        self._kept, self._lines = kept, lines
        self._columns: dict[str, dict[str, Any]] = {}

    def __missing__(self, name: str) -> Any:
        parts = self._kept[name]
        found = self[name] = _CLASSES[parts[0]](*(self._part(parts, at) for at in range(1, len(parts))))
        return found

    def _part(self, parts: list[Any], at: int) -> Any:
        kept = parts[at]
        if kept.__class__ in _HOLDERS:
            if kept.__class__ is dict and "line" in kept:
                kept = read_json(self._lines[kept["line"]])
            kept = parts[at] = _decode(kept, self._lines)
        return kept

    def __contains__(self, name: object) -> bool:
        return name in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def keys(self) -> Any:
        """All names."""
        return self._kept.keys()

    def get(self, name: str, default: Any = None) -> Any:
        """The declaration of a name, or `default`."""
        return self[name] if name in self._kept else default

    def values(self) -> Any:
        """All declarations, decoded."""
        return [self[name] for name in self._kept]

    def items(self) -> Any:
        """All names with their declarations, decoded."""
        return [(name, self[name]) for name in self._kept]

    def column(self, field: str) -> dict[str, Any]:
        """A field of all declarations by their names, the rest of them not being decoded for it."""
        found = self._columns.get(field)
        if found is None:
            found = self._columns[field] = {
                name: self._part(parts, 1 + _FIELDS[parts[0]].index(field)) for name, parts in self._kept.items()
            }
        return found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict) and dict(self.items()) == dict(other.items())

    __hash__ = None


def column(declarations: dict[str, Any], field: str) -> Mapping[str, Any]:
    """A field of all declarations by their names; the rest of those that are kept is not decoded for it."""
    if isinstance(declarations, Declarations):
        return declarations.column(field)
    read = attrgetter(field)
    return {name: read(declaration) for name, declaration in declarations.items()}


def to_json(program: p.Program) -> bytes:
    """The stored form: the same program gives the same bytes."""
    lines: dict[str, int] = {"": 0}
    first = [_NUMBERS[p.Program], *(_encode(part, lines) for part in _GETTERS[p.Program](program))]
    return "\n".join((_written(first), *list(lines)[1:])).encode()


def from_json(content: bytes) -> p.Program:
    """The program behind a stored form. Raises `ValueError` if it is not one."""
    lines = content.split(b"\n")
    try:
        program = _decode(read_json(lines[0]), lines)
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError("this is not a compiled knowledge base") from error
    if not isinstance(program, p.Program):
        raise ValueError("this is not a compiled knowledge base")
    return program


def _written(encoded: Any) -> str:
    import json  # only what is compiled anew is written

    return json.dumps(encoded, ensure_ascii=False, separators=(",", ":"))


def _encode(value: Any, lines: dict[str, int]) -> Any:
    match value:
        case int() if abs(value) > _LARGEST:
            return {"integer": str(value)}
        case None | bool() | int() | str():
            return value
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"date": value.isoformat()}
        case timedelta():
            return {"seconds": value // timedelta(seconds=1)}
        case p.Phrase():
            return [_PHRASE, *(part for written in value.texts for part in written)]
        case tuple():
            return [-1, *(_encode(item, lines) for item in value)]
        case dict() if all(isinstance(item, str) for item in value.values()):
            return {"words": value}
        case dict():
            return {"names": {name: _named(_encode(item, lines), lines) for name, item in value.items()}}
        case _:
            return [_NUMBERS[type(value)], *(_encode(item, lines) for item in _GETTERS[type(value)](value))]


def _named(declaration: list[Any], lines: dict[str, int]) -> list[Any]:
    """A declaration for the first line; `lines` are told what is too long for it, each with its number."""
    return [
        {"line": lines.setdefault(written, len(lines))} if len(written := _written(part)) > _LONGEST else part
        for part in declaration
    ]


def _decode(raw: Any, lines: list[bytes]) -> Any:
    if raw.__class__ is list:
        number = raw[0]
        if number == _TYPE:
            return _type(*raw[1:])
        if number == _PHRASE:
            return p.Phrase(zip(raw[1::2], raw[2::2], strict=True))
        items = [_decode(item, lines) if item.__class__ in _HOLDERS else item for item in raw[1:]]
        return tuple(items) if number == -1 else _CLASSES[number](*items)
    if raw.__class__ is dict:
        ((kind, content),) = raw.items()
        match kind:
            case "names":
                return Declarations(content, lines)
            case "words":
                return content
            case "integer":
                return int(content)
            case "decimal":
                return Decimal(content)
            case "date":
                return date.fromisoformat(content)
            case "seconds":
                return timedelta(seconds=content)
        raise KeyError(kind)
    return raw
