"""What goes to a worker process and what comes back, as data."""

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Literal

from dsl.frozen import dataclass, field
from engine.print.data import as_json

Operation = Literal[
    "ask",
    "compare",
    "facts",
    "opinion",
    "questions",
    "ambiguities",
    "ledger",
    "schemas",
    "schema",
    "facts-schema",
    "describe",
]
JSON = "application/json"
PROBLEM = "application/problem+json"
NOTICES = "opposable-notices"
"""The header in which an opinion has what the asker should know of the request, though it was understood."""
CUT = "opposable-cut"
"""The header in which a list of facts says that the search for them was cut short, and how."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: an operation, the folder of clauses, what the address says, and the body of the request.

    `accepted` is the language that the client asks for, if any: mistakes are told in it where the request names none.
    """

    operation: Operation
    folder: Path
    said: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    accepted: str | None = None


@dataclass(frozen=True, slots=True)
class Produced:
    """A response: its status, its kind, its content, and in headers what the asker should know that isn't in it."""

    content: bytes
    media_type: str = JSON
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """NOTICES: diagnostics as JSON in ASCII; CUT: `bounded` or `sampled`."""


def problem(status: int, errors: list[dict[str, object]] | None = None) -> Produced:
    """A refusal (RFC 9457), with the diagnostics of a request that was understood and is wrong."""
    data = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "errors": errors or []}
    return Produced(as_json(data, indented=False).encode(), PROBLEM, status)
