"""The server itself: slow and hostile clients, too many of them, an end in good order. Nobody else pays for them."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import threading
from collections.abc import Iterator
from time import perf_counter, sleep
from urllib.parse import urlsplit

import pytest

pytest.importorskip("uvicorn", reason="uvicorn comes with the extra `serve`")
pytest.importorskip("httpx", reason="httpx comes with the extra `test`")

import httpx

from tests.benchmarks.load import load, requests, served

pytestmark = pytest.mark.slow

SPAM = {"question": "may-suspend", "document": "celeste-business-cloud", "facts": {"client_sends_spam": True}}
SLOW = {"question": "client-owed-penalty", "document": "infomaniak-jelastic-cloud"}
WORKERS, WAITING = 2, 2
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    options = ("--workers", str(WORKERS), "--waiting", str(WAITING), "--largest", "50000", "--patience", "1.5")
    with served(*options) as (found, _):
        assert httpx.get(f"{found}/questions", timeout=60).status_code == 200
        yield found


def opened(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=30)


def received(connection: socket.socket) -> bytes:
    """All that comes until the server ends the connection."""
    found = b""
    while True:
        try:
            part = connection.recv(65536)
        except ConnectionResetError:
            return found
        if not part:
            return found
        found += part


def answers(address: str) -> bool:
    return bool(httpx.post(f"{address}/ask", json=SPAM, timeout=30).status_code == 200)


HEAD = "POST /ask HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
HALF = {
    "nothing": b"",
    "half a head": b"POST /ask HTTP/1.1\r\nhost: 127.0.0.1\r\n",
    "half a body": HEAD.encode() + b"content-length: 99\r\n\r\n{",
}


@pytest.mark.parametrize("sent", HALF.values(), ids=HALF.keys())
def test_a_client_that_does_not_finish_is_sent_away(address: str, sent: bytes) -> None:
    begun = perf_counter()
    with opened(address) as connection:
        connection.sendall(sent)
        assert answers(address)
        found = received(connection)
    assert perf_counter() - begun < 60
    assert not found or b" 408 " in found


def test_a_second_request_is_not_waited_for_either(address: str) -> None:
    with opened(address) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\nGET /hea")
        assert received(connection).count(b"HTTP/1.1 200") == 1


@pytest.mark.parametrize("path", ["/health", "/questions"])
def test_who_has_said_all_and_still_listens_is_answered(address: str, path: str) -> None:
    with opened(address) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode())
        connection.shutdown(socket.SHUT_WR)
        assert received(connection).startswith(b"HTTP/1.1 200")


def test_who_has_asked_several_things_at_once_and_still_listens_is_answered_each(address: str) -> None:
    asked = b"GET /questions HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
    for left, whole in ((b"", 3), (b"GET /heal", 3)):
        with opened(address) as connection:
            connection.sendall(asked * whole + left)
            connection.shutdown(socket.SHUT_WR)
            assert received(connection).count(b"HTTP/1.1 200") == whole


def test_who_goes_in_the_middle_of_a_request_is_not_waited_for(address: str) -> None:
    with opened(address) as connection:
        connection.sendall(HALF["half a body"])
        connection.shutdown(socket.SHUT_WR)
        assert not received(connection).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "sent",
    [
        b"GARBAGE\r\n\r\n",
        b"GET /health HTTP/1.1\r\nno header\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nhost: localhost\r\n\r\n",
        b"GET /" + b"a" * 70_000,
        HEAD.encode() + b"transfer-encoding: chunked\r\n\r\nno number\r\n",
    ],
    ids=["no line", "no header", "no address", "no end", "no length"],
)
def test_what_is_no_request_is_told_so(address: str, sent: bytes) -> None:
    with opened(address) as connection:
        connection.sendall(sent)
        head, _, content = received(connection).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"content-type: application/problem+json" in head
    (told,) = json.loads(content)["errors"]
    assert (told["code"], bool(told["help"])) == ("wrong-call", True)
    assert answers(address)


def test_a_body_beyond_measure_is_not_read(address: str) -> None:
    with opened(address) as connection:
        connection.sendall(f"{HEAD}content-length: 1000000000\r\n\r\n".encode())
        assert b" 413 " in received(connection)

    def endless() -> Iterator[bytes]:
        for _ in range(10_000):
            yield b"x" * 10_000

    try:
        status = httpx.post(f"{address}/ask", content=endless(), headers=JSON, timeout=30).status_code
    except httpx.TransportError:
        status = 413  # the server ended the connection while the client still sent
    assert status == 413
    assert answers(address)


def test_deep_json_is_refused_and_costs_nothing(address: str) -> None:
    deep = '{"facts": ' * 4_000
    response = httpx.post(f"{address}/ask", content=deep, headers=JSON, timeout=30)
    assert response.status_code == 422
    assert response.json()["errors"][0]["code"] == "not-json"
    assert answers(address)


def test_many_idle_connections_keep_nobody_out(address: str) -> None:
    idle = [opened(address) for _ in range(200)]
    try:
        assert answers(address)
    finally:
        for connection in idle:
            connection.close()


def test_a_stop_lets_what_is_inside_be_answered_first() -> None:
    with served("--workers", "1", "--seconds", "300") as (address, process):
        assert httpx.get(f"{address}/questions", timeout=60).status_code == 200
        found: list[int] = []
        thread = threading.Thread(
            target=lambda: found.append(httpx.post(f"{address}/ask", json=SLOW, timeout=300).status_code)
        )
        thread.start()
        sleep(0.5)
        process.send_signal(signal.SIGTERM)
        thread.join()
        output, errors = process.communicate(timeout=60)
    assert found == [200]
    assert (process.returncode, output, errors) == (-signal.SIGTERM, "", "stopped\n")


def test_the_service_holds_under_load() -> None:
    """A short run of `tests/benchmarks/load.py`: answers or refusals and no error, and answers again after the rush.

    How fast it is depends on what else the machine does: the benchmark says that.
    """
    options = ("--workers", str(WORKERS), "--waiting", str(WAITING), "--seconds", "60")
    with served(*options) as (address, process):
        held = asyncio.run(load(address, process, WORKERS, WAITING, 6, [SPAM, *requests()[:9]]))
    for part in (held.steady, held.past, held.after):
        assert set(part.statuses) <= {200, 503}
        assert part.statuses[200] > 0
    assert held.past.statuses[503] > 0
    assert held.after.memory < 1.3 * held.before
