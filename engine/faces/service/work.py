"""What a worker process does: one order after the other, each from the bytes of a request to those of its response."""

import json
from dataclasses import asdict
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, assert_never

from dsl.diagnostic import Rejected
from dsl.frozen import replace
from dsl.report import as_data
from engine.desk import Desk, Request, read_json_request
from engine.desk.overviews import cut_short, wanted_facts
from engine.faces.service.description import description
from engine.faces.service.orders import CUT, NOTICES, Order, Produced, problem
from engine.print.data import as_json
from engine.print.known_formats import format_named
from engine.schema.facts_schema import facts_schema
from engine.schema.schemas import SCHEMAS, named_schema
from engine.tongues import tags
from engine.tongues.messages import in_language

MOST_NOTICES = 10
"""How many notices a header holds: clients and proxies take no headers of any length."""


def perform(order: Order) -> Produced:
    """Does what an order says; a mistake in it is a response as well."""
    try:
        return _performed(order)
    except Rejected as error:
        found = in_language(error.diagnostics, _language(order))
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, as_data(found, error.sources))


def _language(order: Order) -> str | None:
    """The language in which mistakes are told: that of the request, as far as it can be read, else the client's."""
    try:
        body = json.loads(order.body or b"{}")
    except (ValueError, RecursionError):
        body = None
    named = order.said.get("language") or (body.get("language") if isinstance(body, dict) else None)
    return named if named in tags() else order.accepted


@cache
def desk(folder: Path) -> Desk:
    """The desk of this process, opened once."""
    return Desk.open(folder)


def _performed(order: Order) -> Produced:
    at, said = desk(order.folder), order.said
    document, language = said.get("document", ""), said.get("language")
    match order.operation:
        case "ask":
            return Produced(str(at.ask(read_json_request(order.body)).printed("json")).encode())
        case "compare":
            asked = read_json_request(order.body, comparing=True)
            return Produced(str(at.compare(asked).printed("json")).encode())
        case "facts":
            reply = at.ask(read_json_request(order.body))
            listed, cut = _json([asdict(row) for row in wanted_facts(reply)]), cut_short(reply)
            return replace(listed, headers={CUT: cut}) if cut else listed
        case "opinion":
            return _opinion(at, order)
        case "questions":
            return _json([asdict(row) for row in at.questions(language, document or None)])
        case "ambiguities":
            return _json([asdict(row) for row in at.ambiguities(document or None, language)])
        case "ledger":
            return _json(at.ledger(document, language=language).plain)
        case "schemas":
            return _json({name: published.about for name, published in SCHEMAS.items()})
        case "schema":
            return _json(named_schema(said["name"]))
        case "facts-schema":
            entry, question = at.edition(document), said.get("question")
            meant = None if question is None else at.question_meant(entry, question)
            return _json(facts_schema(at.library.knowledge(entry), meant))
        case "describe":
            return _json(description(at))
    assert_never(order.operation)


def _json(data: Any) -> Produced:
    return Produced(as_json(data, indented=False).encode())


def _opinion(at: Desk, order: Order) -> Produced:
    brief, strict, courts = (order.said.get(name) == "true" for name in ("brief", "strict", "courts"))
    reply = at.ask(read_json_request(order.body, Request("", brief=brief, strict=strict, courts=courts)))
    form = format_named(order.said.get("format", "html"))
    printed = reply.printed(form.name)
    notices = as_data(in_language(reply.notices[:MOST_NOTICES], reply.language), {})
    return Produced(
        printed if isinstance(printed, bytes) else printed.encode(),
        form.media_type,
        headers={NOTICES: json.dumps(notices)} if notices else {},
    )
