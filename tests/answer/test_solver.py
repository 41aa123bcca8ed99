"""The solver: what it finds fulfils the clauses, what it refuses has a reason, and it stops when it is told to."""

import os
import signal
import subprocess
from itertools import combinations
from threading import Thread

import pytest

from engine.answer.solver import Solver


def pigeons(count: int) -> list[tuple[int, ...]]:
    """So many pigeons in one hole less: nobody can, and it takes a solver long to see it."""
    place = [[pigeon * count + hole + 1 for hole in range(count - 1)] for pigeon in range(count)]
    alone = [(-one[hole], -other[hole]) for hole in range(count - 1) for one, other in combinations(place, 2)]
    return [*map(tuple, place), *alone]


def test_what_is_found_fulfils_every_clause_and_what_is_preferred_where_it_may() -> None:
    clauses = [(1, 2), (-1, 3)]
    solver = Solver(clauses)
    solver.prefer([-1, 2, -3])
    assert solver.solved([], 1000, 1000) is True
    model = set(solver.model())
    assert all(model & set(clause) for clause in clauses)
    assert {-1, 2} <= model


def test_of_what_is_assumed_the_core_is_what_cannot_hold_together() -> None:
    solver = Solver([(-1, -2)])
    assert solver.solved([1, 2, 3], 1000, 1000) is False
    assert set(solver.core()) == {1, 2}
    solver.add((-3,))
    assert solver.solved([3], 1000, 1000) is False
    assert solver.solved([1], 1000, 1000) is True


def test_it_says_when_the_work_allowed_was_too_little() -> None:
    solver = Solver(pigeons(9))
    assert solver.solved([], 10, 10_000_000) is None
    taken = solver.steps
    assert taken > 0
    assert solver.solved([], 10_000_000, 10) is None
    assert solver.steps > taken


def test_it_works_in_any_thread() -> None:
    found: list[bool | None] = []
    thread = Thread(target=lambda: found.append(Solver([(1,), (-1,)]).solved([], 10, 10)))
    thread.start()
    thread.join()
    assert found == [False]


def test_an_interrupt_while_it_searches_is_one() -> None:
    solver = Solver(pigeons(12))
    interrupting = subprocess.Popen(["sh", "-c", f"sleep 0.3; kill -INT {os.getpid()}"])  # no thread runs meanwhile
    with pytest.raises(KeyboardInterrupt):
        solver.solved([], 10_000_000, 10_000_000_000)
    assert interrupting.wait() == 0
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with pytest.raises(KeyboardInterrupt):  # the next interrupt is one, too
        signal.raise_signal(signal.SIGINT)
