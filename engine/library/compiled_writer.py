"""Writes an edition as it is kept and shipped (`engine/library/compiled_form.py`): only what is compiled anew is."""

import sys
from io import BytesIO
from operator import attrgetter
from pickle import Pickler, PicklingError
from typing import Any

from dsl.typed import program as p
from engine.library.compiled_form import CLASSES, LENGTH, NAMED, SHARED, VALUES, phrase_of
from engine.library.knowledge import KnowledgeBase
from engine.meaning import nodes as n
from engine.meaning.meaning import Meaning
from engine.model.store import COLUMNS

_PROTOCOL = 5
_NUMBERS = {id(shared): number for number, shared in SHARED.items()}
_PARTS = {class_: attrgetter(*vars(class_)["__match_args__"]) for class_ in CLASSES}


class _Writer(Pickler):
    """Writes one pickle. What is equal is written alike, whether or not it was one object in the memory."""

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file, _PROTOCOL)
        self._known: dict[Any, Any] = {}

    def dump(self, thing: Any) -> None:
        super().dump(self._alike(thing))

    def persistent_id(self, thing: Any) -> int | None:
        return _NUMBERS.get(id(thing))

    def reducer_override(self, thing: Any) -> Any:
        class_ = type(thing)
        if class_ is p.Phrase:
            return phrase_of, (self._alike(thing.texts),)
        if class_ in _PARTS:
            return class_, self._alike(_PARTS[class_](thing))
        if class_ is type:
            raise PicklingError(f"{thing!r} has no part in a compiled form")
        return NotImplemented

    def _alike(self, part: Any) -> Any:
        """A part of a thing: of equal texts, types and values the first, and tuples that nothing else holds."""
        match part:
            case str():
                return sys.intern(part)
            case tuple():
                return tuple(map(self._alike, part))
            case dict():
                return {self._alike(name): self._alike(each) for name, each in part.items()}
            case p.Type() | n.Type():
                return self._known.setdefault(part, part)
            case _ if type(part) in VALUES:
                return self._known.setdefault((type(part), repr(part)), part)
            case _:
                return part


def written_form(program: p.Program) -> bytes:
    """A program with what its names mean, as it is kept: the same program gives the same bytes."""
    meaning = KnowledgeBase(program).meaning
    places: dict[str, tuple[dict[str, int], dict[str, int]]] = {}
    body = bytearray()

    def put(content: Any) -> int:
        at = len(body)
        body.extend(pickled(content))
        return at

    fields = vars(p.Program)["__match_args__"]
    parts: dict[str, Any] = dict(zip(fields, attrgetter(*fields)(program), strict=True))
    for field in NAMED:
        declared = parts.pop(field)
        names = {name: put((_lowered(meaning, field, name), each)) for name, each in declared.items()}
        columns = {}
        for column in COLUMNS.get(field, ()):
            read = attrgetter(column)
            columns[column] = put({name: read(each) for name, each in declared.items()})
        places[field] = names, columns
    head = pickled((places, parts))
    return head + body


def _lowered(meaning: Meaning, field: str, name: str) -> tuple[n.Definition, ...]:
    """What a declaration was lowered to: nothing of one that concludes nothing."""
    match field:
        case "values":
            return (meaning.value(name),)
        case "norms" | "exceptions":
            record = meaning.program.derived.get(name)
            of_member = () if record is None else (meaning.definition(meaning.layout.derived[(record, name)], record),)
            return (meaning.live(name), *of_member)
        case _:
            return ()


def pickled(content: Any) -> bytes:
    """A pickle of some content, its length before it: what `unpickled` reads."""
    file = BytesIO()
    _Writer(file).dump(content)
    return len(file.getvalue()).to_bytes(LENGTH, "big") + file.getvalue()
