"""A command that is told to end takes away what it keeps for the time being, and ends by the signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Timer

import pytest

from engine.backends.sql.duck import Duck

pytestmark = [pytest.mark.suite, pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")]

INFOMANIAK = "infomaniak-jelastic-cloud"
COMMAND = [sys.executable, "-m", "engine.faces.command_line"]


def begun(call: list[str], folder: Path, **environment: str) -> subprocess.Popen[bytes]:
    """A command that has begun to keep something in a folder."""
    folder.mkdir(parents=True)
    process = subprocess.Popen(
        [*COMMAND, *call],
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    for _ in range(6000):
        if any(folder.iterdir()) or process.poll() is not None:
            time.sleep(0.2)  # that it was made is known to the command, too
            return process
        time.sleep(0.01)
    raise AssertionError("nothing was kept")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_no_folder_for_the_time_being_stays(number: signal.Signals, tmp_path: Path) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("a shell that goes on without its terminal has hangups ignored")
    call = ["portfolio", "penalty-amount", "-d", INFOMANIAK, "--explain"]
    process = begun(call, tmp_path / "spare", TMPDIR=str(tmp_path / "spare"))
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (-number, b"")
    assert not list((tmp_path / "spare").iterdir())


def test_an_interview_gives_back_its_place_and_keeps_what_it_was_told(tmp_path: Path) -> None:
    kept = tmp_path / "opposable" / "interviews"
    call = ["interview", "client-owed-penalty", "-d", INFOMANIAK]
    process = begun(call, kept, XDG_STATE_HOME=str(tmp_path))
    assert process.stdin is not None
    process.stdin.write(b"1\n")
    process.stdin.flush()
    while not any(kept.glob("*.json")):
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGTERM
    assert [path.suffix for path in kept.iterdir()] == [".json"]


def test_an_interrupt_in_the_middle_of_a_statement_is_one() -> None:
    Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        Duck().run("SELECT sum(a.range * b.range) FROM range(10000000) a, range(100000) b")
