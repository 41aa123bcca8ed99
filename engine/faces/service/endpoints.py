"""What can be asked over HTTP: each address once, from which both the routes and their description are made."""

from typing import Literal

from dsl.frozen import dataclass
from engine.faces.service.orders import CUT, JSON, NOTICES, Operation
from engine.print.known_formats import format_named, format_names


@dataclass(frozen=True, slots=True)
class Parameter:
    """A part of the address, in its path or behind its question mark, or a header of the response.

    `options` are all that it may be, if few.
    """

    name: str
    about: str
    where: Literal["path", "query", "header"] = "query"
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address, what it does, and what comes of it: a published schema by its name, or files of several kinds.

    A `POST` takes a request as JSON.
    """

    path: str
    operation: Operation
    about: str
    method: Literal["GET", "POST"] = "GET"
    parameters: tuple[Parameter, ...] = ()
    schema: str | None = None
    media_types: tuple[str, ...] = (JSON,)
    headers: tuple[Parameter, ...] = ()
    """Those of the response that say something of the answer."""


_LANGUAGE = Parameter("language", "The language of the words, by its two letters.")
_DOCUMENT = Parameter("document", "A document.", "path")
_ALONE = Parameter("document", "Of this document alone.")
_FLAG = ("true", "false")


def endpoints() -> tuple[Endpoint, ...]:
    """Every address that answers."""
    forms = format_names()
    return (
        Endpoint("/questions", "questions", "What can be asked.", parameters=(_ALONE, _LANGUAGE), schema="questions"),
        Endpoint("/ask", "ask", "Put a question to one document and get a cited answer.", "POST", schema="answer"),
        Endpoint("/compare", "compare", "Put a question and its facts to every document.", "POST", schema="comparison"),
        Endpoint(
            "/facts",
            "facts",
            "The facts that can still matter, in the order to ask.",
            "POST",
            schema="wanted",
            headers=(
                Parameter(
                    CUT,
                    "Where the search was cut short, and the list may lack a fact that can still matter: by its limit, "
                    "or because only some values of dates, amounts or lists were tried.",
                    "header",
                    ("bounded", "sampled"),
                ),
            ),
        ),
        Endpoint(
            "/opinion",
            "opinion",
            "The answer as an opinion that a person reads and signs.",
            "POST",
            (
                Parameter("format", "How it is set; as HTML if nothing is said.", options=forms),
                Parameter("brief", "What a first look needs.", options=_FLAG),
                Parameter("strict", "Nothing taken for granted.", options=_FLAG),
                Parameter("courts", "French citations as the courts write them.", options=_FLAG),
            ),
            media_types=tuple(format_named(form).media_type.partition(";")[0] for form in forms),
            headers=(
                Parameter(
                    NOTICES,
                    "What the asker should know of the request, though it was understood, such as that a name is a "
                    "former one: the first ten diagnostics as JSON. There where there are any.",
                    "header",
                ),
            ),
        ),
        Endpoint(
            "/ambiguities",
            "ambiguities",
            "Where careful lawyers differ.",
            parameters=(_ALONE, _LANGUAGE),
            schema="ambiguities",
        ),
        Endpoint(
            "/ledger/{document}",
            "ledger",
            "Every passage of a document and its standing.",
            parameters=(_DOCUMENT, _LANGUAGE),
            schema="ledger",
        ),
        Endpoint("/schema", "schemas", "The schemas by their names."),
        Endpoint(
            "/schema/facts/{document}",
            "facts-schema",
            "The facts of a document: labels, questions, options, presumptions; enough for a form.",
            parameters=(_DOCUMENT,),
        ),
        Endpoint(
            "/schema/facts/{document}/{question}",
            "facts-schema",
            "The facts that a question can come upon.",
            parameters=(_DOCUMENT, Parameter("question", "A question, or a norm.", "path")),
        ),
        Endpoint(
            "/schema/{name}",
            "schema",
            "One schema (JSON Schema 2020-12).",
            parameters=(Parameter("name", "The name of a schema.", "path"),),
        ),
        Endpoint("/openapi.json", "describe", "This description (OpenAPI 3.1)."),
    )
