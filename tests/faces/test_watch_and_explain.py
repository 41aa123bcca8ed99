"""What is checked again when a file changes, and what a diagnostic means; the shell's completion."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.catalogue import CATALOGUE

CONTRACT = Path(__file__).parents[1] / "revise" / "contract"
Command = Callable[..., Any]


def watching(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "engine.faces.command_line", *words, "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def until(process: subprocess.Popen[str], words: str) -> str:
    """What is printed up to the line that has some words; the test's own time limit ends what never comes."""
    assert process.stdout is not None
    found = ""
    for line in process.stdout:
        found += line
        if words in line:
            return found
    pytest.fail(f"ended without `{words}`: {found}")


@pytest.mark.suite
def test_a_change_is_checked_and_tested_at_once(tmp_path: Path) -> None:
    shutil.copytree(CONTRACT, tmp_path / "contract")
    clauses = tmp_path / "contract" / "clauses"
    file = clauses / "crique-verte" / "2024-01-01.clause"
    text = file.read_text(encoding="utf-8")
    check = watching("check", str(clauses))
    test = watching("test", str(tmp_path / "contract" / "scenarios"), "--clauses", str(clauses))
    try:
        until(check, "0 errors")
        until(test, "0 failed")
        file.write_text(text.replace("when storm", "when strom"), encoding="utf-8")
        assert "did you mean `storm`?" in until(check, "1 error")
        assert "did you mean `storm`?" in until(test, "did you mean")
        file.write_text(text, encoding="utf-8")
        until(check, "0 errors")
        until(test, "0 failed")
    finally:
        for process in (check, test):
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
    assert (check.returncode, test.returncode) == (130, 130)


@pytest.mark.suite
def test_every_diagnostic_is_explained_with_its_example(opposable: Command) -> None:
    listed = opposable("explain").output.split()
    for area in CATALOGUE:
        for code, meaning in area.meanings.items():
            assert code in listed
            explained = opposable("explain", code).output
            assert explained.startswith(f"{meaning}\n")
            assert len(explained) > len(meaning) + 40, code


def test_in_french_it_is_said_that_what_diagnostics_mean_is_not(opposable: Command) -> None:
    asked = opposable("explain", "unknown-name", "--lang", "fr")
    assert asked.errors == "Le sens des diagnostics n’est écrit qu’en anglais.\n"
    assert asked.output == opposable("explain", "unknown-name").output


def test_the_shell_completes_commands() -> None:
    asked = {"_OPPOSABLE_COMPLETE": "bash_complete", "COMP_WORDS": "opposable exp", "COMP_CWORD": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", "from engine.faces.command_line.command import main; main()"],
        capture_output=True,
        text=True,
        env={**os.environ, **asked},
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert "plain,explain" in ran.stdout
