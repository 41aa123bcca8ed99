"""Parts of a schema: objects whose keys are promised, arrays, what may be null, and what the types of a class say."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}


def whole(name: str, version: int, title: str, body: Schema) -> Schema:
    """A schema that stands by itself: its name and version are in its identifier."""
    return {"$schema": DIALECT, "$id": f"urn:opposable:schema:{name}:{version}", "title": title, **body}


def keyed(properties: Schema, about: str = "", optional: tuple[str, ...] = ()) -> Schema:
    """An object with these keys, all there unless `optional`; further keys may come with a later release."""
    required = [name for name in properties if name not in optional]
    return described({"type": "object", "properties": properties, "required": required}, about)


def several(items: Schema, about: str = "") -> Schema:
    """An array."""
    return described({"type": "array", "items": items}, about)


def nullable(schema: Schema, about: str = "") -> Schema:
    """What may be null."""
    return described({"anyOf": [schema, {"type": "null"}]}, about)


def one_of(options: tuple[str, ...], about: str = "") -> Schema:
    """One of some words."""
    return described({"enum": list(options)}, about)


def described(schema: Schema, about: str) -> Schema:
    """A schema with a description, if there is one."""
    return {**schema, "description": about} if about else dict(schema)


def of_class(declared: type) -> Schema:
    """The object that an instance of a data class is as data, read from the types of its fields.

    Raises `TypeError` for a type that has no counterpart in JSON.
    """
    assert is_dataclass(declared)
    hints = get_type_hints(declared)
    about = " ".join((declared.__doc__ or "").split())
    return keyed({field.name: _of_type(hints[field.name]) for field in fields(declared)}, about)


def _of_type(hint: Any) -> Schema:
    origin, arguments = get_origin(hint), get_args(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return of_class(hint)
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    if origin is tuple and arguments[1:] == (...,):
        return several(_of_type(arguments[0]))
    if origin is Mapping and arguments[0] is str:
        return {"type": "object", "additionalProperties": _of_type(arguments[1])}
    if origin is Literal:
        return one_of(arguments)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of_type(argument) for argument in arguments]}
    raise TypeError(f"{hint} has no counterpart in JSON")


_PLAIN = {str: "string", bool: "boolean", int: "integer", type(None): "null"}


def diagnostic() -> Schema:
    """One diagnostic as an object."""
    number = COUNT
    label = keyed(
        {
            "file": TEXT,
            "line": number,
            "column": number,
            "start": number,
            "end": number,
            "text": TEXT,
            "primary": FLAG,
            "end_line": number,
            "end_column": number,
        },
        "A place in a file, lines and columns from 1; its end where the file is at hand.",
        ("end_line", "end_column"),
    )
    return keyed(
        {
            "code": {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$", "description": "Stable: to be relied on."},
            "severity": one_of(("error", "warning")),
            "message": TEXT,
            "help": nullable(TEXT, "What to do about it."),
            "note": nullable(TEXT),
            "labels": several(label),
        }
    )
