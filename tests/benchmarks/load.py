"""The service under load: arrivals at a share of its measured capacity, then past it, then as before.

`python tests/benchmarks/load.py` starts a server of its own, which this machine alone reaches, puts mixed questions to
it for a full minute, prints what it found, and ends with 1 where the service did not hold.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
SEED = 7
SHARE, OVERLOAD = 0.6, 3.0
MOST_OPEN = 200
SAMPLES = 20
"""How often the memory of the server is looked at during a period."""
FEWEST, SLOWEST, GROWTH = 300, 20, 1.05
"""How many answers tell the slowest in a hundred; how many times the median it may take; how far memory may grow."""


@dataclass(frozen=True)
class Outcome:
    """What came of one request: its status, and the seconds from its arrival."""

    status: int
    seconds: float


@dataclass(frozen=True)
class Period:
    """What came of the requests of one period, and how much memory the server held during it, in MiB."""

    outcomes: tuple[Outcome, ...]
    memories: tuple[float, ...]

    @property
    def memory(self) -> float:
        """What the server held in the end."""
        return self.memories[-1]

    @property
    def growth(self) -> float:
        """How many times as much the server held in the second half as in the first."""
        half = len(self.memories) // 2
        return max(self.memories[half:]) / max(self.memories[: half + 1])

    @property
    def statuses(self) -> Counter[int]:
        """How many requests had each status."""
        return Counter(outcome.status for outcome in self.outcomes)

    def quantile(self, share: float, status: int = 200) -> float:
        """The seconds within which that share of the answers came, or of the refusals."""
        seconds = sorted(outcome.seconds for outcome in self.outcomes if outcome.status == status)
        return seconds[min(int(share * len(seconds)), len(seconds) - 1)] if seconds else 0.0

    def __str__(self) -> str:
        counts = ", ".join(f"{count} × {status}" for status, count in sorted(self.statuses.items()))
        return (
            f"{counts}; median {self.quantile(0.5) * 1000:.0f} ms, p99 {self.quantile(0.99) * 1000:.0f} ms; "
            f"{self.memory:.0f} MiB"
        )


def requests() -> list[dict[str, Any]]:
    """Every question of the first ones of each topic, put to each document on the facts of its sample."""
    from engine.desk import Desk

    desk, found = Desk.open(), []
    for document in desk.documents:
        sample = tomllib.loads((desk.folder / document / "sample.toml").read_text("utf-8"), parse_float=Decimal)
        told = {key: sample[key] for key in ("on", "facts", "standing") if key in sample}
        for row in desk.questions():
            if document in row.documents:
                found.append({"question": row.question, "document": document, **told})
    return [json.loads(json.dumps(each, default=_plain)) for each in found]


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


@contextmanager
def served(*options: str, environment: dict[str, str] | None = None) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server of its own at a free port: its address and its process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "engine.faces.command_line", "serve", "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.match(r"http://\S+(?=/ )", line)
        assert found, line
        yield found[0], process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)


def memory(process: subprocess.Popen[str]) -> float:
    """The memory of the server and its workers, in MiB."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in [str(process.pid), *children])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@asynccontextmanager
async def client(address: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of many connections, once the server answers."""
    limits = httpx.Limits(max_connections=MOST_OPEN, max_keepalive_connections=MOST_OPEN)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as found:
        response = await found.get("/questions")
        assert response.status_code == 200
        yield found


async def ask(found: httpx.AsyncClient, request: dict[str, Any], due: float) -> Outcome:
    """Puts one request; its time counts from when it was due."""
    response = await found.post("/ask", json=request)
    return Outcome(response.status_code, perf_counter() - due)


async def capacity(found: httpx.AsyncClient, mixed: list[dict[str, Any]], workers: int, seconds: float) -> float:
    """How many requests a second are answered where as many as there are workers are always inside."""
    until, done = perf_counter() + seconds, 0

    async def client_of_its_own(offset: int) -> None:
        nonlocal done
        drawn = random.Random(SEED + offset)
        while perf_counter() < until:
            outcome = await ask(found, drawn.choice(mixed), perf_counter())
            assert outcome.status == 200, outcome
            done += 1

    begun = perf_counter()
    await asyncio.gather(*(client_of_its_own(number) for number in range(workers)))
    return done / (perf_counter() - begun)


async def arrivals(
    found: httpx.AsyncClient, mixed: list[dict[str, Any]], rate: float, seconds: float, process: subprocess.Popen[str]
) -> Period:
    """Requests that arrive at random, so many a second on the average, whether or not those before are answered."""
    drawn, tasks, due, memories = random.Random(SEED), [], perf_counter(), [memory(process)]
    until = due + seconds
    while due < until:
        if perf_counter() > until - seconds + len(memories) * seconds / SAMPLES:
            memories.append(memory(process))
        due += drawn.expovariate(rate)
        await asyncio.sleep(max(0.0, due - perf_counter()))
        tasks.append(asyncio.create_task(ask(found, drawn.choice(mixed), due)))
    outcomes = await asyncio.gather(*tasks)
    return Period(tuple(outcomes), (*memories, memory(process)))


@dataclass(frozen=True)
class Load:
    """How the service held: the requests a second that it answers, and what came of each period."""

    capacity: float
    before: float
    steady: Period
    past: Period
    after: Period

    def wanting(self) -> list[str]:
        """In which respects the service did not hold."""
        answered = self.steady.statuses[200]
        found = {
            f"{answered} answers are too few to tell the slowest in a hundred": answered < FEWEST,
            "a request failed": any(set(part.statuses) - {200, 503} for part in (self.steady, self.past, self.after)),
            f"at {SHARE:.0%} a request was refused": self.steady.statuses[503] > 0,
            f"p99 is over {SLOWEST} times the median": self.steady.quantile(0.99) > SLOWEST * self.steady.quantile(0.5),
            "memory grows": self.steady.growth > GROWTH,
            "past its capacity nothing was refused": self.past.statuses[503] == 0,
            "a refusal took longer than the median answer": self.past.quantile(0.99, 503) > self.steady.quantile(0.5),
            "it did not recover": self.after.statuses[503] > self.after.statuses[200] // 10,
        }
        return [what for what, is_so in found.items() if is_so]


async def load(
    address: str,
    process: subprocess.Popen[str],
    workers: int,
    waiting: int,
    seconds: float,
    mixed: list[dict[str, Any]],
) -> Load:
    """Measures, then sends requests at a share of what was measured, past it, and at that share again."""
    short = max(2.0, seconds / 6)
    async with client(address) as found:
        for request in mixed:
            await ask(found, request, perf_counter())
        measured = await capacity(found, mixed, workers, short)
        before = memory(process)
        steady = await arrivals(found, mixed, SHARE * measured, seconds, process)
        too_many = max(OVERLOAD * measured, OVERLOAD * (workers + waiting) / short)
        past = await arrivals(found, mixed, too_many, short, process)
        after = await arrivals(found, mixed, SHARE * measured, short, process)
    return Load(measured, before, steady, past, after)


def main() -> None:
    """Prints how the service held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--waiting", type=int, default=16)
    told = parser.parse_args()
    with served("--workers", str(told.workers), "--waiting", str(told.waiting)) as (address, process):
        held = asyncio.run(load(address, process, told.workers, told.waiting, told.seconds, requests()))
    print(f"capacity: {held.capacity:.1f} a second; {held.before:.0f} MiB")
    print(f"at {SHARE:.0%}: {held.steady}")
    print(f"past it: {held.past}")
    print(f"refused within {held.past.quantile(0.99, 503) * 1000:.0f} ms, of a hundred refusals all but one")
    print(f"afterwards at {SHARE:.0%}: {held.after}")
    wanting = held.wanting()
    print(f"p99 is {held.steady.quantile(0.99) / held.steady.quantile(0.5):.1f} times the median;", end=" ")
    print(f"memory grew {held.steady.growth:.3f} times from one half of the period to the other")
    print("; ".join(wanting) or "held")
    sys.exit(1 if wanting else 0)


if __name__ == "__main__":
    main()
