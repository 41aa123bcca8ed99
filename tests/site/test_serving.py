"""The site on this machine, asked by whoever comes: what is wrong is refused, and nothing is said on the terminal."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from engine.faces.site.serving import Server


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<body>here</body>", encoding="utf-8")
    (tmp_path / "beside.html").write_text("secret", encoding="utf-8")
    server = Server(0, tmp_path / "site")
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def answered(server: Server, request: bytes) -> bytes:
    with socket.create_connection(server.server_address[:2], 10) as asking:
        asking.sendall(request)
        found = b""
        while part := asking.recv(4096):
            found += part
    return found


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /index.html HTTP/1.0", b"200"),
        (b"GET /index.html HTTP/1.0\r\nHost: localhost:8000", b"200"),
        (b"GET /index.html HTTP/1.0\r\nHost: [::1]:8000", b"200"),
        (b"GET /index.html HTTP/1.0\r\nHost: rebound.example", b"403"),
        (b"HEAD /index.html HTTP/1.0\r\nHost: rebound.example:8000", b"403"),
        (b"GET /%00 HTTP/1.0", b"404"),
        (b"HEAD /index.html%00 HTTP/1.0", b"404"),
        (b"GET /../beside.html HTTP/1.0", b"404"),
        (b"GET /%2e%2e/beside.html HTTP/1.0", b"404"),
        (b"GET //beside.html HTTP/1.0", b"404"),
        (b"PUT /index.html HTTP/1.0", b"501"),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.0", b"414"),
    ],
)
def test_who_asks_is_answered_or_refused(
    served: Server, request_line: bytes, status: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    found = answered(served, request_line + b"\r\n\r\n")
    assert found.split(maxsplit=2)[1] == status
    assert b"secret" not in found
    assert capfd.readouterr() == ("", "")


def test_a_browser_that_goes_away_is_nothing_to_speak_of(served: Server, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(20):
        with socket.create_connection(served.server_address[:2], 10) as asking:
            asking.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # it breaks off
            asking.sendall(b"GET /index.html HTTP/1.0\r\n")
    assert b"200" in answered(served, b"GET /index.html HTTP/1.0\r\n\r\n")
    assert capfd.readouterr() == ("", "")
