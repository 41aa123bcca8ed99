"""Processes that work for another end with it, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dsl.forked import forked
from tests.dsl.processes import gone

WORKING = """
import sys, time
from pathlib import Path
from dsl.forked import forked

def work(number):
    Path(sys.argv[1], str(number)).touch()
    time.sleep(600)

with forked(3) as pool:
    list(pool.map(work, range(6)))
"""


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("to_all", [False, True])
def test_nobody_works_on_for_who_is_gone(sent: signal.Signals, to_all: bool, tmp_path: Path) -> None:
    """At a terminal an interrupt is sent to all processes at once: one of them says so.

    A pool's own thread may complain besides that what was cancelled cannot fail any more (a race in the library).
    """
    call = [sys.executable, "-c", WORKING, str(tmp_path)]
    process = subprocess.Popen(call, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while len(list(tmp_path.iterdir())) < 3:
        time.sleep(0.02)
    (os.killpg if to_all else os.kill)(process.pid, sent)
    _, errors = process.communicate(timeout=20)
    assert process.returncode != 0
    assert gone(process.pid)
    assert errors.count("KeyboardInterrupt") == (sent is signal.SIGINT)


def test_who_fails_leaves_nobody_behind(tmp_path: Path) -> None:
    failing = WORKING.replace("list(pool.map(work, range(6)))", "pool.submit(work, 1)\n    raise OSError")
    process = subprocess.Popen(
        [sys.executable, "-c", failing, str(tmp_path)], stderr=subprocess.PIPE, start_new_session=True
    )
    process.communicate(timeout=20)
    assert process.returncode == 1
    assert gone(process.pid)


def test_what_they_come_to_is_had() -> None:
    with forked(2, os.putenv, "OPPOSABLE_TOLD", "1") as pool:
        assert list(pool.map(os.path.basename, ["a/b", "c"])) == ["b", "c"]
        assert pool.submit(subprocess.getoutput, "echo $OPPOSABLE_TOLD").result() == "1"
    assert subprocess.getoutput("echo $OPPOSABLE_TOLD") == ""
