"""The server: what listens, how long it waits for slow clients, and how it stops."""

import asyncio
import ipaddress
import logging
import os
import socket
from collections.abc import Callable
from pathlib import Path

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from engine.faces.service.admission import CLOSING, responded
from engine.faces.service.application import application
from engine.faces.service.limits import Limits
from engine.faces.service.refusals import UNREADABLE

_LARGEST_HEAD = 16_384
_TOKEN_LENGTH = 16
_BACKLOG = 2048


def run(
    folder: Path,
    host: str,
    port: int,
    token: str | None,
    site: Path | None,
    limits: Limits,
    say: Callable[[str], None],
) -> None:
    """Serves until it is stopped; requests that are inside are then answered first. Raises `Rejected`."""
    only_here = _is_loopback(host)
    if not only_here and token is None:
        message = told("whoever reaches `{host}` could ask, and nobody needs a token", host=host)
        help_line = "put one into the environment as `OPPOSABLE_TOKEN`, or serve on 127.0.0.1"
        raise Rejected([Diagnostic("token-missing", message, (), help_line)])
    if token is not None and len(token) < _TOKEN_LENGTH:
        message = told("a token of fewer than {TOKEN_LENGTH} signs is guessed", TOKEN_LENGTH=_TOKEN_LENGTH)
        raise Rejected([Diagnostic("weak-token", message, (), "make one with `openssl rand -hex 32`")])
    listening = _listening(host, port)
    _silence()
    made = application(folder, limits, token, only_here, site)
    config = uvicorn.Config(
        made,
        http=_patient(limits.patience),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=limits.connections,
        timeout_graceful_shutdown=int(limits.seconds) + 1,
        h11_max_incomplete_event_size=_LARGEST_HEAD,
    )
    shown = f"[{host}]" if ":" in host else host
    say(f"http://{shown}:{listening.getsockname()[1]}/ – stop with Ctrl-C")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=_BACKLOG
        )
    except OSError as error:
        message = told(
            "port {port} of `{host}` cannot be served: {reason}",
            port=port,
            host=host,
            reason=os.strerror(error.errno or 0),
        )
        raise Rejected([Diagnostic("port-refused", message, (), "choose another one with `--port`")]) from None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _silence() -> None:
    """What a server logs of a failure may quote a request: only our own words are logged."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _patient(seconds: float) -> type[H11Protocol]:
    """A connection that is ended where its client neither sends a whole head of a request, nor takes a response."""

    class Patient(H11Protocol):
        timer: asyncio.TimerHandle | None = None
        has_said_all = False

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in the base
            super().connection_made(transport)
            self._expect()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.conn.their_state is not h11.IDLE:
                self._relax()
            elif self.timer is None:
                self._expect()

        def eof_received(self) -> bool:  # type: ignore[override]  # the base leaves whoever has said all unanswered
            """A client that has said all it wants is answered still, and then the connection ends."""
            self.has_said_all = True
            return self._is_owed_an_answer()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            if self.has_said_all and not self.transport.is_closing() and not self._is_owed_an_answer():
                self.transport.close()

        def _is_owed_an_answer(self) -> bool:
            """Whether a request that was said to its end waits for its answer; the last of them ends the connection."""
            if self.cycle is None or self.cycle.response_complete or self.conn.their_state is not h11.DONE:
                return False
            self.cycle.keep_alive = self.cycle.keep_alive and bool(self.conn.trailing_data[0])
            return True

        def send_400_response(self, msg: str) -> None:
            """What is no request is told so as every other mistake is."""
            answer = responded(UNREADABLE, CLOSING)
            head = h11.Response(status_code=UNREADABLE.status, headers=answer.raw_headers, reason=b"Bad Request")
            for event in (head, h11.Data(data=UNREADABLE.content), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
            self.transport.close()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._expect()

        def resume_writing(self) -> None:
            self._relax()
            super().resume_writing()

        def connection_lost(self, exc: Exception | None) -> None:
            self._relax()
            super().connection_lost(exc)

        def timeout_keep_alive_handler(self) -> None:
            super().timeout_keep_alive_handler()
            self._expect()

        def _expect(self) -> None:
            self._relax()
            self.timer = self.loop.call_later(seconds, self.transport.abort)

        def _relax(self) -> None:
            if self.timer is not None:
                self.timer.cancel()
                self.timer = None

    return Patient
