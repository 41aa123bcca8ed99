"""Who waits for the processes that answer, who is refused, and what becomes of one that takes too long."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="starlette comes with the extra `serve`")

import anyio

from engine.faces.service.limits import Limits
from engine.faces.service.orders import Order, Produced
from engine.faces.service.refusals import refused
from engine.faces.service.workers import BusyError, Workers

pytestmark = pytest.mark.suite


def sleeping(order: Order) -> Produced:
    """Takes as many seconds as the order says, and tells which process did."""
    if order.said.get("ends"):
        os._exit(1)
    time.sleep(float(order.said.get("seconds", 0)))
    return Produced(str(os.getpid()).encode())


def held(limits: Limits, during: Callable[[Workers], Awaitable[None]]) -> None:
    async def main() -> None:
        workers = Workers(limits, sleeping)
        async with workers.started(Path()):
            await during(workers)

    anyio.run(main)


def order(**said: str) -> Order:
    return Order("ask", Path(), said)


def limits(seconds: float = 60, workers: int = 2, waiting: int = 3) -> Limits:
    return Limits(workers, waiting, seconds, largest=1000, patience=1, connections=10)


def test_past_what_may_wait_a_request_is_refused_at_once_and_later_answered() -> None:
    async def during(workers: Workers) -> None:
        found: list[str] = []

        async def ask() -> None:
            try:
                found.append((await workers.perform(order(seconds="0.5"))).content.decode())
            except BusyError as busy:
                found.append("busy" if busy.seconds >= 1 else "come back at once")

        async with anyio.create_task_group() as group:
            for _ in range(12):
                group.start_soon(ask)
        assert found[:7] == ["busy"] * 7, "those beyond two inside and three waiting, before any answer"
        assert len(set(found[7:])) == 2, "two processes answered the others"
        assert (await workers.perform(order())).status == 200

    held(limits(), during)


def test_what_takes_too_long_is_broken_off_and_another_process_takes_its_place() -> None:
    async def during(workers: Workers) -> None:
        first = (await workers.perform(order())).content
        begun = time.perf_counter()
        assert (await workers.perform(order(seconds="60"))).status == 504
        assert time.perf_counter() - begun < 30
        while (found := await workers.perform(order())).status == 504:
            pass  # the next process is starting
        assert (found.status, found.content == first) == (200, False)

    held(limits(seconds=1, workers=1), during)


def test_a_process_that_ends_takes_nobody_with_it() -> None:
    async def during(workers: Workers) -> None:
        failed = await workers.perform(order(ends="1"))
        assert failed.status == 500
        assert [told["code"] for told in json.loads(failed.content)["errors"]] == ["engine-failed"]
        assert (await workers.perform(order())).status == 200

    held(limits(workers=1), during)


@pytest.mark.parametrize("status", [400, 401, 404, 405, 408, 413, 415, 421, 500, 503, 504])
def test_every_refusal_says_what_to_do_in_the_language_of_the_client(status: int) -> None:
    told = {tag: json.loads(refused(HTTPStatus(status), tag).content)["errors"] for tag in ("en", "fr")}
    ((english,), (french,)) = told.values()
    assert english["help"]
    assert english["message"] != french["message"]
    assert english["help"] != french["help"]
