"""What a tool is called with, held to what it takes: an argument passed over would be an answer to another question."""

from collections.abc import Iterator, Mapping
from typing import Any

from dsl.diagnostic import Diagnostic, suggestion
from dsl.sentence import told
from engine.schema.objects import Schema


def mistaken(given: Mapping[str, Any], takes: Schema) -> Iterator[Diagnostic]:
    """Every mistake in the arguments of a call: what the tool doesn't take, what it needs, what is of another type."""
    known = takes["properties"]
    for key in given:
        if key not in known:
            help_ = suggestion(key, known) or told("it takes {keys}", keys=", ".join(f"`{name}`" for name in known))
            yield Diagnostic("unknown-key", told("`{key}` means nothing to this tool", key=key[:_SHOWN]), (), help_)
    for key in takes.get("required", ()):
        if key not in given:
            message = told("the call names no {key}", key=key)
            yield Diagnostic("incomplete-request", message, (), told('write `"{key}": "…"`', key=key))
    for key, value in given.items():
        if key in known and not isinstance(value, _kinds(known[key])):
            yield _of_another_type(key, known[key])


def _of_another_type(key: str, schema: Schema) -> Diagnostic:
    if dict in _kinds(schema):
        return Diagnostic(
            "wrong-type", told("`{key}` is an object", key=key), (), told('write `"{key}": {{…}}`', key=key)
        )
    return Diagnostic("wrong-type", told("`{key}` is a text", key=key), (), told('write `"{key}": "…"`', key=key))


def _kinds(schema: Schema) -> tuple[type, ...]:
    return tuple(_KINDS[each["type"]] for each in schema.get("anyOf", (schema,)))


_SHOWN = 60
_KINDS: dict[str, type] = {"string": str, "object": dict, "null": type(None)}
