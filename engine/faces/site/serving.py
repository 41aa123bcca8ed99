"""The site on this machine: served, built again on every change, and shown anew by the browser."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep
from typing import Any, ClassVar
from urllib.parse import unquote

from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from engine.faces.site.publish import Order, Published, publish
from engine.library.compiled_state import ROOT

_PAUSE = 0.2
_VERSION = "/version"
_RELOAD = b"""<script>(async()=>{let known;for(;;){try{const now=await(await fetch("%s")).text();
if(known&&now!==known)location.reload();known=now}catch{}await new Promise(r=>setTimeout(r,700))}})()</script>"""


_HERE = ("127.0.0.1", "localhost", "[::1]")
"""What a browser calls this machine; a page of elsewhere that reaches it by another name is to read nothing."""


class Server(ThreadingHTTPServer):
    """Serves a folder to this machine alone."""

    def __init__(self, port: int, folder: Path) -> None:
        """Raises `OSError` where the port isn't to be had."""
        super().__init__(("127.0.0.1", port), partial(_Handler, directory=str(folder)))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Says nothing: a browser went away while it was answered, or a page while it was built anew."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves the built files; pages ask whether there is a newer version of the site."""

    version: ClassVar[list[int]] = [0]

    def parse_request(self) -> bool:
        """Whether there is a request that is answered; what is wrong with one that isn't has been sent then."""
        if not super().parse_request():
            return False
        host = self.headers.get("Host")
        if host is not None and host.rpartition(":")[0] not in _HERE and host not in _HERE:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif "\0" in unquote(self.path):  # which no file has in its name
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            return True
        return False

    def do_GET(self) -> None:
        path = self.translate_path(self.path)
        if self.path == _VERSION:
            self._send(str(self.version[0]).encode(), "text/plain")
        elif path.endswith(".html") and os.path.isfile(path):
            script = _RELOAD % _VERSION.encode()
            self._send(Path(path).read_bytes().replace(b"</body>", script + b"</body>"), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  # the name is the base class's
        """Says nothing: the terminal is for what was built."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told what happens: each line of it, each mistake, and how far a build has come."""

    say: Callable[[str], None]
    reject: Callable[[Rejected], None]
    progress: Callable[[int, int], None] | None = None


def serve(order: Order, port: int, listener: Listener) -> None:
    """Builds the site, serves it, and builds it again whenever something that it is made from changes."""
    try:
        server = Server(port, order.output)
    except OSError as error:
        raise Rejected(
            [
                Diagnostic(
                    "port-refused",
                    told("the site cannot be served at port {port}: {strerror}", port=port, strerror=error.strerror),
                    (),
                    "choose another one with `--port`",
                )
            ]
        ) from None
    _report(partial(publish, order, listener.progress), listener)
    Thread(target=server.serve_forever, daemon=True).start()
    listener.say(f"http://127.0.0.1:{port}/ – stop with Ctrl-C")
    try:
        watch(order, listener)
    except KeyboardInterrupt:
        server.shutdown()


def watch(order: Order, listener: Listener) -> None:
    """Builds again on every change, for ever."""
    known = dict(stamps(order))
    while True:
        sleep(_PAUSE)
        now = dict(stamps(order))
        if now != known:
            known = now
            _report(partial(publish, order), listener)
            _Handler.version[0] += 1


def stamps(order: Order) -> Iterator[tuple[str, int]]:
    """When each file that the site is made from was last changed."""
    folders = [order.clauses, *order.scenarios, ROOT / "tests" / "language", order.site / "theme"]
    files = [order.site / "mkdocs.yml", *(path for _, path in order.sources)]
    for folder in folders:
        files += [Path(at) / name for at, _, names in os.walk(folder) for name in names if not name.startswith(".")]
    for path in files:
        try:
            yield str(path), path.stat().st_mtime_ns
        except OSError:
            continue


def _report(make: Callable[[], Published], listener: Listener) -> None:
    """Builds, and says what was built or what is wrong; a mistake does not end the serving."""
    start = perf_counter()
    try:
        done = make()
    except Rejected as error:
        listener.reject(error)
        return
    shown = f"{done.built} pages built" if done.built != 1 else f"{done.changed[0] if done.changed else '1 page'} built"
    listener.say(f"{shown} in {perf_counter() - start:.1f} s")
