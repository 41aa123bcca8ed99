"""An interview at a terminal that is killed again and again: what was entered is found again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.suite

INFOMANIAK = "infomaniak-jelastic-cloud"
ENTERED = (("1",), ("A",), ("3.3.2024 10:00",), ("!3.3.2024 17:00", "the ticket"), ("4.3.2024 9:00",))
"""What is told of a failure, point by point: a contested one with its evidence."""


class Terminal:
    """An interview at a terminal of its own; `state` is where it leaves what was entered."""

    def __init__(self, state: Path) -> None:
        self.state = state / "opposable" / "interviews"
        call = [sys.executable, "-m", "engine.faces.command_line", "interview", "client-owed-penalty", "-d", INFOMANIAK]
        self.screen, theirs = os.openpty()
        told = os.environ | {"XDG_STATE_HOME": str(state), "TERM": "xterm"}
        self.process = subprocess.Popen(
            call, stdin=theirs, stdout=theirs, stderr=theirs, env=told, start_new_session=True
        )
        os.close(theirs)
        os.set_blocking(self.screen, False)
        self.shown = ""

    def read(self) -> None:
        """Takes in what is on the screen, or waits a moment where nothing is."""
        try:
            self.shown += os.read(self.screen, 65536).decode("utf-8", "replace").replace("\r", "")
        except OSError:
            time.sleep(0.05)

    def wait_for(self, words: str) -> None:
        """Reads the screen until it shows some words that it did not show when it was last waited for."""
        for _ in range(1200):
            self.read()
            if words in self.shown:
                self.shown = self.shown.partition(words)[2]
                return
        raise AssertionError(f"{words!r} is not shown:\n{self.shown}")

    def enter(self, *lines: str) -> None:
        for line in lines:
            os.write(self.screen, f"{line}\n".encode())

    def points(self) -> int:
        """How many points are kept, which can be read at any moment."""
        return sum(len(json.loads(kept.read_text(encoding="utf-8"))["trail"]) for kept in self.kept())

    def kept(self) -> list[Path]:
        """What interviews that run, or were interrupted, have left."""
        return list(self.state.glob("*.json"))

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self.screen)


def gone_on(state: Path, points: int) -> Terminal:
    """An interview that was interrupted after so many points, gone on with."""
    terminal = Terminal(state)
    if points:
        terminal.wait_for(f"points kept: {points}")
        terminal.enter("yes")
    terminal.wait_for("\n> ")
    return terminal


def test_what_was_entered_before_a_kill_is_found_again(tmp_path: Path) -> None:
    terminal = gone_on(tmp_path, 0)
    for number, lines in enumerate(ENTERED, 1):
        terminal.enter(*lines)
        terminal.wait_for("\n> ")
        terminal.kill()
        assert terminal.points() == number
        terminal = gone_on(tmp_path, number)
    saved = tmp_path / "case.toml"
    terminal.enter(f"save {saved}", "stop")
    while terminal.process.poll() is None:
        terminal.read()
    assert "SHORT ANSWER" in terminal.shown
    assert terminal.process.returncode == 0
    os.close(terminal.screen)
    case = tomllib.loads(saved.read_text(encoding="utf-8"))
    (outage,) = case["facts"]["outages"]
    assert (outage["class"], outage["began"].hour, outage["ended"].hour) == ("A", 10, 17)
    assert outage["reported_at"].day == 4
    assert case["standing"] == {"outages[1].ended": {"is": "contested", "note": "the ticket"}}
    assert not list(terminal.state.iterdir())


@pytest.mark.parametrize("milliseconds", [0, 1, 5, 20])
def test_a_kill_while_it_is_being_kept_leaves_what_was_kept_before(milliseconds: int, tmp_path: Path) -> None:
    terminal = gone_on(tmp_path, 0)
    terminal.enter("1")
    terminal.wait_for("\n> ")
    terminal.enter("A", "3.3.2024 10:00", "3.3.2024 17:00")
    time.sleep(milliseconds / 1000)
    terminal.kill()
    points = terminal.points()
    assert 1 <= points <= 4
    gone_on(tmp_path, points).kill()


def test_interviews_that_run_at_once_each_keep_what_they_were_told(tmp_path: Path) -> None:
    """One that comes to its end takes away its own alone."""
    first, second = gone_on(tmp_path, 0), gone_on(tmp_path, 0)
    first.enter("1", "A")
    first.wait_for("When did")
    second.enter("1", "stop")
    while second.process.poll() is None:
        second.read()
    first.kill()
    assert first.points() == 2
    gone_on(tmp_path, 2).kill()


def test_each_of_several_that_were_interrupted_is_found_again(tmp_path: Path) -> None:
    first, second = gone_on(tmp_path, 0), gone_on(tmp_path, 0)
    first.enter("1", "A")
    first.wait_for("When did")
    second.enter("1")
    second.wait_for("\n> ")
    first.kill()
    second.kill()
    again = Terminal(tmp_path)
    again.wait_for("points kept: 1")
    again.enter("no")
    again.wait_for("points kept: 2")
    again.enter("yes")
    again.wait_for("\n> ")
    third = gone_on(tmp_path, 1)  # the other one runs again, and isn't offered
    third.kill()
    again.kill()
    assert len(again.kept()) == 2
