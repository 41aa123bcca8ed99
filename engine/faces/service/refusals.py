"""What a request is told that is refused before anybody reads it: what is wrong with it, and what to do."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from dsl.diagnostic import Diagnostic
from dsl.report import as_data
from engine.faces.service.orders import Produced, problem
from engine.tongues import tags
from engine.tongues.messages import in_language

_WANTED = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9-]{1,20})?(?:\s*;\s*q=([01](?:\.\d{0,3})?))?")
"""A language that a client takes, and how much it would like it."""

_MISTAKES: Mapping[HTTPStatus, Diagnostic] = {
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: Diagnostic(
        "wrong-call", "a request is JSON in UTF-8, and says so", (), "send the header `Content-Type: application/json`"
    ),
    HTTPStatus.NOT_FOUND: Diagnostic(
        "wrong-call", "there is nothing at this address", (), "`/openapi.json` lists the addresses"
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: Diagnostic(
        "wrong-call", "this address is called in another way", (), "`/openapi.json` says how: by GET or by POST"
    ),
    HTTPStatus.UNAUTHORIZED: Diagnostic(
        "wrong-call",
        "the request has no token, or another one",
        (),
        "send the header `Authorization: Bearer …` with the token of the server",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Diagnostic(
        "wrong-call", "the request is larger than is taken on", (), "put the cases one by one"
    ),
    HTTPStatus.BAD_REQUEST: Diagnostic(
        "wrong-call", "the request says twice, and not alike, how long it is", (), "send one of its two headers alone"
    ),
    HTTPStatus.MISDIRECTED_REQUEST: Diagnostic(
        "wrong-call",
        "this server is for this machine alone, and answers to its name only",
        (),
        "send the header `Host: localhost`, or serve on another address with a token",
    ),
    HTTPStatus.REQUEST_TIMEOUT: Diagnostic(
        "wrong-call", "the request came too slowly", (), "send the whole of it at once"
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: Diagnostic(
        "engine-failed",
        "what computes the answer ended before it was done: the fault is not yours",
        (),
        "put it once more; if it ends so again, tell whoever keeps the server what was asked, and at what hour",
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: Diagnostic(
        "wrong-call", "too much is being answered already", (), "come back after the seconds of `Retry-After`"
    ),
    HTTPStatus.GATEWAY_TIMEOUT: Diagnostic(
        "wrong-call", "the answer would take too long", (), "tell more of the records, or put fewer into one case"
    ),
}
"""The refusals that whoever asks can do something about."""

UNREADABLE = problem(
    HTTPStatus.BAD_REQUEST,
    as_data(
        [
            Diagnostic(
                "wrong-call",
                "this is no request of HTTP/1.1, or its head is too long",
                (),
                "send one line with the method, the address and the version, a header a line, and an empty line",
            )
        ],
        {},
    ),
)
"""What answers where nothing of a request can be read: in English, since not even its language can."""


def refused(status: HTTPStatus, language: str | None) -> Produced:
    """A refusal of a request, in the language that it asks for."""
    if status not in _MISTAKES:
        return problem(status)
    return problem(status, as_data(in_language([_MISTAKES[status]], language), {}))


def accepted_language(header: str) -> str | None:
    """The tongue that a client would rather have than others (`Accept-Language`, RFC 9110, 12.5.4)."""
    wanted: list[tuple[float, str]] = []
    for part in header.split(","):
        weighed = _WANTED.fullmatch(part.strip())
        if weighed is not None and weighed[1].lower() in tags():
            wanted.append((float(weighed[2] or 1), weighed[1].lower()))
    return max(wanted, key=lambda each: each[0])[1] if wanted else None
