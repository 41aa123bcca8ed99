"""Copies of this process that work for it, and end when it does: however that comes about."""

import gc
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Any


@contextmanager
def forked(processes: int, begin: Callable[..., None] | None = None, *told: Any) -> Iterator[ProcessPoolExecutor]:
    """So many copies, each of which calls `begin` with what it is told before it does anything else.

    Where what is done with them is broken off, they are ended at once, whatever they are at.
    """
    others = set(active_children())
    with ProcessPoolExecutor(processes, get_context("fork"), _begin, (begin, told)) as pool:
        try:
            yield pool
        except BaseException:
            for child in set(active_children()) - others:
                child.kill()
            raise


def _begin(begin: Callable[..., None] | None, told: tuple[Any, ...]) -> None:
    gc.freeze()  # what the other process left is not for a copy to clear away: native libraries don't survive it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what an interrupt ends is the process that this one works for
    Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin(*told)


def _end_with_parent() -> None:
    """Waits for the process that this one works for, which may be killed without a word."""
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
