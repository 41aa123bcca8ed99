"""A command that is told to end takes away what it keeps for the time being, and ends by the signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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
    assert process.returncode == -number
    assert errors == b"stopped\n"
    assert not list((tmp_path / "spare").iterdir())


def test_an_interview_gives_back_its_place_and_keeps_what_it_was_told(tmp_path: Path) -> None:
    kept = tmp_path / "opposable" / "interviews"
    call = ["interview", "client-owed-penalty", "-d", INFOMANIAK]
    process = begun(call, kept, XDG_STATE_HOME=str(tmp_path))
    assert process.stdin is not None
    process.stdin.write(b"1\n")
    process.stdin.flush()
    for _ in range(1200):
        if any(kept.glob("*.json")) or process.poll() is not None:
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGTERM
    assert [path.suffix for path in kept.iterdir()] == [".json"]


@pytest.mark.parametrize("command", ["mcp", "language-server"])
def test_a_server_that_waits_for_its_client_ends_by_an_interrupt(command: str) -> None:
    pytest.importorskip("mcp" if command == "mcp" else "pygls", reason="it comes with an extra")
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        pytest.skip("a shell has interrupts ignored by what runs beside it")
    process = subprocess.Popen([*COMMAND, command], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    begun = (
        b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"capabilities":{},'
        b'"protocolVersion":"2025-06-18","clientInfo":{"name":"a","version":"1"}}}'
    )
    process.stdin.write(begun + b"\n" if command == "mcp" else b"Content-Length: %d\r\n\r\n%s" % (len(begun), begun))
    process.stdin.flush()
    process.stdout.read(1)  # it has begun
    process.send_signal(signal.SIGINT)
    try:
        assert process.wait(timeout=60) == -signal.SIGINT
    finally:
        process.kill()
        process.communicate()


ENDLESS = """
import sys
from engine.backends.sql.duck import Duck
duck = Duck(threads=int(sys.argv[1]))
print("begun", flush=True)
try:
    duck.run("SELECT sum(a.range * b.range) FROM range(10000000) a, range(100000) b")
except KeyboardInterrupt:
    print("interrupted", duck.run("SELECT 42"))
"""


@pytest.mark.parametrize("threads", ["1", "8"])
def test_an_interrupt_in_the_middle_of_a_statement_is_one(threads: str) -> None:
    """Also while other threads do all the work: DuckDB itself looks for interrupts only once they have done it."""
    call = [sys.executable, "-c", ENDLESS, threads]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        try:
            assert process.communicate(timeout=60)[0] == "interrupted [(42,)]\n"
        finally:
            process.kill()
