"""The application: addresses, what each does, and how it is counted."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from dsl.diagnostic import Diagnostic
from dsl.report import MOST, as_data
from dsl.sentence import told
from engine import __version__
from engine.faces.service.admission import CLOSING, OPEN, Admission, responded
from engine.faces.service.endpoints import Endpoint, endpoints
from engine.faces.service.limits import Limits
from engine.faces.service.orders import JSON, Order, Produced, problem
from engine.faces.service.refusals import accepted_language, refused
from engine.faces.service.workers import BusyError, Workers
from engine.print.data import as_json
from engine.tongues.messages import in_language

LOG = logging.getLogger("opposable.service")


class _Pages(StaticFiles):
    """The pages of a site, each given whole: a range that is asked for may be passed over (RFC 9110, 14.2)."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(name, value) for name, value in scope["headers"] if name != b"range"]
        await super().__call__({**scope, "headers": headers}, receive, send)

    def file_response(self, *place: Any, **more: Any) -> Response:
        """The response with a file, which says that it has no ranges."""
        response = super().file_response(*place, **more)
        response.headers["accept-ranges"] = "none"
        return response


class Counts:
    """What is counted: requests by address and status, how long they took, and how many are inside. No fact is."""

    def __init__(self, workers: Workers) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "opposable_requests", "Requests that were answered.", ["path", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "opposable_request_seconds", "How long a request took.", ["path"], registry=self.registry
        )
        inside = Gauge("opposable_requests_inside", "Requests that wait or are answered.", registry=self.registry)
        inside.set_function(lambda: workers.inside)


def application(folder: Path, limits: Limits, token: str | None, only_here: bool, site: Path | None) -> Starlette:
    """The service for a folder of clauses; `site` is a folder of pages to show under `/`.

    With a `token`, whoever asks must have it; `only_here` is for a server that this machine alone reaches.
    """
    workers = Workers(limits)
    counts = Counts(workers)

    @asynccontextmanager
    async def alive(_: Starlette) -> AsyncIterator[None]:
        async with workers.started(folder):
            yield

    async def health(_: Request) -> Response:
        return responded(Produced(as_json({"status": "ok", "version": __version__}, indented=False).encode(), JSON))

    async def metrics(_: Request) -> Response:
        return PlainTextResponse(generate_latest(counts.registry))

    routes: list[BaseRoute] = [Route(OPEN, health), Route("/metrics", metrics)]
    for each in endpoints():
        routes.append(Route(each.path, _route(each, folder, workers, counts), methods=[each.method]))
    if site is not None:
        routes.append(Mount("/", _Pages(directory=site, html=True)))
    return Starlette(
        routes=routes,
        middleware=[Middleware(Admission, limits=limits, token=token, only_here=only_here)],
        exception_handlers={HTTPException: _refusal},
        lifespan=alive,
    )


def _route(each: Endpoint, folder: Path, workers: Workers, counts: Counts) -> Callable[[Request], Awaitable[Response]]:
    """What answers at one address."""

    async def answer(request: Request) -> Response:
        begun = perf_counter()
        response = await _answer(each, folder, workers, request)
        counts.requests.labels(each.path, response.status_code).inc()
        counts.seconds.labels(each.path).observe(perf_counter() - begun)
        return response

    return answer


async def _answer(each: Endpoint, folder: Path, workers: Workers, request: Request) -> Response:
    said = {**request.query_params, **request.path_params}
    accepted = accepted_language(request.headers.get("accept-language", ""))
    if wrong := list(islice(_wrong(each, request), MOST)):
        wrong_here = in_language(wrong, said.get("language") or accepted)
        return responded(problem(HTTPStatus.UNPROCESSABLE_ENTITY, as_data(wrong_here, {})))
    body = await request.body() if each.method == "POST" else b""
    try:
        return responded(await workers.perform(Order(each.operation, folder, said, body, accepted)))
    except BusyError as busy:
        headers = {"retry-after": str(busy.seconds), **CLOSING}
        return responded(refused(HTTPStatus.SERVICE_UNAVAILABLE, accepted), headers)
    except Exception as error:  # whatever it is, the service stays up, and no fact reaches the log
        last = error.__traceback__
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        at = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else "?"
        LOG.error("%s in `%s` at %s", type(error).__name__, each.operation, at)
        return responded(refused(HTTPStatus.INTERNAL_SERVER_ERROR, said.get("language") or accepted))


def _wrong(each: Endpoint, request: Request) -> Iterator[Diagnostic]:
    """What is wrong with the address: every parameter that it doesn't take, or not so, or not twice."""
    known = {parameter.name: parameter for parameter in each.parameters if parameter.where == "query"}
    seen: set[str] = set()
    for name, value in request.query_params.multi_items():
        if name not in known:
            options = ", ".join(f"`{other}`" for other in known) or "none"
            message = told("`{name}` is no parameter here", name=name)
            yield Diagnostic("wrong-call", message, (), told("the parameters are: {options}", options=options))
        elif name in seen:
            yield Diagnostic("wrong-call", told("`{name}` is said twice", name=name), (), "say it once")
        elif known[name].options and value not in known[name].options:
            options = ", ".join(f"`{option}`" for option in known[name].options)
            message = told("`{name}` may not be `{value}`", name=name, value=value)
            yield Diagnostic("wrong-call", message, (), told("it is one of {options}", options=options))
        seen.add(name)


async def _refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    accepted = accepted_language(request.headers.get("accept-language", ""))
    return responded(refused(HTTPStatus(error.status_code), accepted), error.headers)
