"""Who comes in, and with how much: the token, the host, the size of a request, and how slowly it may come."""

import hmac
import re
from collections.abc import Mapping
from http import HTTPStatus

from anyio import fail_after
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from engine.faces.service.limits import Limits
from engine.faces.service.orders import JSON, Produced
from engine.faces.service.refusals import accepted_language, refused

OPEN = "/health"
"""What is told to everybody."""

_THIS_MACHINE = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?", re.IGNORECASE | re.ASCII)
"""What a machine calls itself, as a whole header: nothing is taken out of what is written in another way."""

_CHARSET = re.compile(r'charset\s*=\s*"?([^\s";]*)', re.IGNORECASE)
_UTF_8 = ("utf-8", "utf8", "us-ascii")

_WHOLE_ADDRESS = re.compile(r"https?://(?P<host>[^/]*)(?P<path>/.*)?", re.IGNORECASE | re.DOTALL)

CLOSING = {"connection": "close"}
"""Ends the connection with the response, so that the rest of what was sent is not read."""


def responded(produced: Produced, headers: Mapping[str, str] | None = None) -> Response:
    """What was produced, as a response; it is nobody else's to keep."""
    kept = {"cache-control": "no-store", "x-content-type-options": "nosniff", **produced.headers, **(headers or {})}
    return Response(produced.content, produced.status, kept, produced.media_type)


class Admission:
    """Lets requests in. A server for this machine alone answers only to the machine's own name, lest a page of another
    origin asks it through a name that leads here.
    """

    def __init__(self, app: ASGIApp, limits: Limits, token: str | None, only_here: bool) -> None:
        self.app, self.limits, self.token, self.only_here = app, limits, token, only_here

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope = _in_origin_form(scope)
        said = Headers(scope=scope)
        status = self._refused(said, scope["path"], scope["method"])
        if status is not None:
            headers = {"www-authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
            await responded(
                refused(status, accepted_language(said.get("accept-language", ""))), {**headers, **CLOSING}
            )(scope, receive, send)
            return
        await self.app(scope, self._measured(receive), send)

    def _refused(self, headers: Headers, path: str, method: str) -> HTTPStatus | None:
        if self.only_here and not _THIS_MACHINE.fullmatch(headers.get("host", "")):
            return HTTPStatus.MISDIRECTED_REQUEST
        if self.token is not None and path != OPEN:
            said = headers.get("authorization", "").encode()
            if not hmac.compare_digest(said, f"Bearer {self.token}".encode()):
                return HTTPStatus.UNAUTHORIZED
        if "transfer-encoding" in headers and "content-length" in headers:  # what a proxy before us may read otherwise
            return HTTPStatus.BAD_REQUEST
        if method != "POST":
            return None
        media_type, _, rest = headers.get("content-type", "").partition(";")
        charset = _CHARSET.search(rest)
        if media_type.strip().lower() != JSON or (charset and charset[1].lower() not in _UTF_8):
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        if int(headers.get("content-length", "0")) > self.limits.largest:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return None

    def _measured(self, receive: Receive) -> Receive:
        """What reads a request: no more than is allowed, and no longer."""
        size = 0

        async def read() -> Message:
            nonlocal size
            try:
                with fail_after(self.limits.patience):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, headers=CLOSING) from None
            size += len(message.get("body", b""))
            if size > self.limits.largest:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, headers=CLOSING)
            return message

        return read


def _in_origin_form(scope: Scope) -> Scope:
    """A request whose target is a whole address, as any other: its host is the one that counts (RFC 9112, 3.2.2)."""
    whole = _WHOLE_ADDRESS.fullmatch(scope["path"])
    if whole is None:
        return scope
    others = [(name, value) for name, value in scope["headers"] if name != b"host"]
    headers = [(b"host", whole["host"].encode("latin-1", "replace")), *others]
    return {**scope, "path": whole["path"] or "/", "headers": headers}
