"""The description of the service (OpenAPI 3.1): the published schemas, with examples that were answered."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from dsl.diagnostic import Rejected
from dsl.files import lies_at
from engine import __version__
from engine.case.facts_file import read_case_file
from engine.desk import Desk, read_json_request
from engine.faces.service.endpoints import Endpoint, Parameter, endpoints
from engine.faces.service.orders import JSON, PROBLEM
from engine.print.data import as_json
from engine.schema.objects import COUNT, FLAG, TEXT, Schema, described, keyed, one_of, several
from engine.schema.schemas import named_schema

_ABOUT = (
    "Ask contract terms a question, on the facts at hand, and get an answer that cites its clauses. What isn't told is "
    "unknown: an answer says what it takes for granted, and what it turns on. Nothing of a request is kept or logged. "
    "What is wrong with a request is told in its `language`, else in that of `Accept-Language`."
)
_TOLD = ("on", "facts", "given", "more", "standing")
_REFUSALS = {
    "401": "The token is missing or wrong.",
    "408": "The request came too slowly.",
    "413": "The request is too large.",
    "422": "The request is wrong: `errors` says in which respects, all at once.",
    "503": "There is too much to do: come back after the seconds of `Retry-After`.",
    "504": "The answer would take too long.",
}


def description(desk: Desk) -> dict[str, Any]:
    """The description of all endpoints for the documents of a desk."""
    found, components = endpoints(), {"request": _request(desk), "problem": _problem()}
    for name in sorted({each.schema for each in found if each.schema} | {"diagnostics"}):
        components |= _as_components(name, named_schema(name))
    examples = _examples(desk)
    paths: dict[str, Any] = {}
    for each in found:
        paths.setdefault(each.path, {})[each.method.lower()] = _described(each, desk, examples)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Opposable",
            "version": __version__,
            "description": _ABOUT,
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


# ---- schemas


def _as_components(name: str, schema: Schema) -> dict[str, Schema]:
    """A schema and its definitions under names of their own, since references lead from the root of a description."""
    parts = schema.get("$defs", {})
    whole = {key: value for key, value in schema.items() if key not in ("$defs", "$schema", "$id")}
    named = {name: whole} | {f"{name}.{part}": definition for part, definition in parts.items()}
    return {key: _referring(value, name) for key, value in named.items()}


def _referring(schema: Any, name: str) -> Any:
    if isinstance(schema, list):
        return [_referring(part, name) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: f"#/components/schemas/{name}.{value.removeprefix('#/$defs/')}"
        if key == "$ref"
        else _referring(value, name)
        for key, value in schema.items()
    }


def _reference(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _request(desk: Desk) -> Schema:
    """A request: the keys of a facts file with the question and the document."""
    names = tuple(row.question for row in desk.questions())
    table: Schema = {"type": "object"}
    return keyed(
        {
            "question": described(TEXT, f"The name of a norm, or one of: {', '.join(names)}."),
            "document": one_of(desk.documents, "The document that is asked; `/compare` asks all."),
            "language": described(TEXT, "The language of the words, by its two letters."),
            "on": described(TEXT, "The day, or the moment, as of which the question is put."),
            "facts": described(
                table,
                "Facts by name, as `/schema/facts/{document}/{question}` describes them and `/facts` asks for them. "
                'Leave out what is not known; `"none"` is what is known not to exist. Numbers and dates may be texts.',
            ),
            "given": described(table, "Computed values taken as given, those of a record as `list[1].value`."),
            "more": described(table, 'Lists that may go on: true, or `"at most 3"`.'),
            "standing": described(table, "How facts stand: established, assumed, contested, open."),
            "readings": described(table, "Readings by their ambiguity."),
            "of": described(
                {"anyOf": [TEXT, several(TEXT)]}, "The norm, clause, action, party or event that alone is meant."
            ),
            "title": TEXT,
        },
        "What is asked, and the facts at hand.",
        ("document", "language", "on", "facts", "given", "more", "standing", "readings", "of", "title"),
    )


def _problem() -> Schema:
    return keyed(
        {"type": TEXT, "title": TEXT, "status": COUNT, "errors": _reference("diagnostics")},
        "A refusal (RFC 9457), and what is wrong with the request, if anything is.",
    )


# ---- endpoints


def _described(each: Endpoint, desk: Desk, examples: dict[str, dict[str, Any]]) -> dict[str, Any]:
    answer: Schema = _reference(each.schema) if each.schema else {"type": "object"} if JSON in each.media_types else {}
    content = {
        kind: {"schema": answer if kind == JSON and each.operation != "opinion" else {}} for kind in each.media_types
    }
    if each.operation == "ask":
        first = next(iter(examples.values()))["value"]
        content[JSON]["example"] = desk.ask(read_json_request(as_json(first).encode())).data
    found: dict[str, Any] = {
        "operationId": each.path.strip("/").replace("/", "-").replace("{", "").replace("}", "").replace(".", "-"),
        "summary": each.about,
        "parameters": [_parameter(parameter, desk) for parameter in each.parameters],
        "responses": {"200": {"description": each.about, "content": content}} | _refusals(each),
    }
    if each.headers:
        found["responses"]["200"]["headers"] = {
            header.name: {"description": header.about, "schema": one_of(header.options) if header.options else TEXT}
            for header in each.headers
        }
    if each.method == "POST":
        body = {"schema": _reference("request"), "examples": examples}
        found["requestBody"] = {"required": True, "content": {JSON: body}}
    return found


def _refusals(each: Endpoint) -> dict[str, Any]:
    content = {PROBLEM: {"schema": _reference("problem")}}
    only_posted = ("408", "413")
    return {
        status: {"description": about, "content": content}
        for status, about in _REFUSALS.items()
        if each.method == "POST" or status not in only_posted
    }


def _parameter(parameter: Parameter, desk: Desk) -> dict[str, Any]:
    options = desk.documents if parameter.name == "document" else parameter.options
    schema = FLAG if options == ("true", "false") else one_of(options) if options else TEXT
    return {
        "name": parameter.name,
        "in": parameter.where,
        "required": parameter.where == "path",
        "description": parameter.about,
        "schema": schema,
    }


# ---- examples


def _examples(desk: Desk) -> dict[str, dict[str, Any]]:
    """A request for each document, with the facts of the sample beside its clauses if there is one."""
    found = {}
    for document in desk.documents:
        question = next((row for row in desk.questions() if document in row.documents), None)
        if question is None:
            continue
        facts = _sample(desk.folder / document / "sample.toml")
        told = {
            key: value for key, value in _plain(facts).items() if key in ("on", "facts", "given", "more", "standing")
        }
        found[document] = {
            "summary": question.text,
            "value": {"question": question.question, "document": document, **told},
        }
    return found


def _sample(path: Path) -> Mapping[str, Any]:
    """The facts of a sample; none where it is missing, or can't be read, as `check` says."""
    try:
        return read_case_file(path).content if lies_at(path) else {}
    except Rejected:
        return {}


def _plain(value: Any) -> Any:
    """What a facts file has, as JSON has it."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
