"""The processes that answer, and how many requests may wait for them: past that, a request is refused at once."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from math import ceil
from pathlib import Path
from time import perf_counter

import anyio
from anyio import CapacityLimiter, create_task_group, fail_after, to_process

from engine.faces.service.limits import Limits
from engine.faces.service.orders import Order, Produced
from engine.faces.service.refusals import refused
from engine.faces.service.work import perform

LOG = logging.getLogger("opposable.service")
_WEIGHT = 0.1
"""How much the latest answer counts in the mean time of an answer."""


class BusyError(Exception):
    """There is too much to do; `seconds` is when to come back."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Workers:
    """Hands orders to processes. One that takes too long is ended with its process, and another takes its place."""

    def __init__(self, limits: Limits, performing: Callable[[Order], Produced] = perform) -> None:
        self.limits, self.performing = limits, performing
        self.inside = 0
        self.mean = 1.0

    @asynccontextmanager
    async def started(self, folder: Path) -> AsyncIterator[None]:
        """Every process started and its desk opened, so that nobody waits for that; they end with it."""
        self.limiter = CapacityLimiter(self.limits.workers)
        self.first = Order("questions", folder)
        async with create_task_group() as self.group:
            async with create_task_group() as starting:
                for _ in range(self.limits.workers):
                    starting.start_soon(self._run, self.first)
            yield
            self.group.cancel_scope.cancel()

    async def perform(self, order: Order) -> Produced:
        """What comes of an order. Raises `BusyError` where too many wait already."""
        if self.inside >= self.limits.workers + self.limits.waiting:
            raise BusyError(max(1, ceil(self.mean * self.inside / self.limits.workers)))
        self.inside += 1
        begun = perf_counter()
        try:
            with fail_after(self.limits.seconds):
                return await self._run(order)
        except TimeoutError:
            self.group.start_soon(self._run, self.first)  # in place of the process that was ended
            return refused(HTTPStatus.GATEWAY_TIMEOUT, order.accepted)
        except anyio.BrokenWorkerProcess:
            LOG.error("a worker ended while it performed `%s`", order.operation)
            return refused(HTTPStatus.INTERNAL_SERVER_ERROR, order.said.get("language") or order.accepted)
        finally:
            self.inside -= 1
            self.mean += _WEIGHT * (perf_counter() - begun - self.mean)

    async def _run(self, order: Order) -> Produced:
        return await to_process.run_sync(self.performing, order, cancellable=True, limiter=self.limiter)
