"""The small contract of our own, in a folder that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from harbour import CONTRACT, Call, Called

from engine.faces.command_line.command import main


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the contract, locked from its PDF, as the current folder."""
    shutil.copytree(CONTRACT, tmp_path / "contract")
    monkeypatch.chdir(tmp_path / "contract")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(SystemExit):
        main(["source", "lock", "crique-verte", "texts/2024-01-01.pdf", "--clauses", "clauses"])
    return tmp_path / "contract"


@pytest.fixture
def call(harbour: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls the command on that copy."""
    capsys.readouterr()

    def called(*words: str) -> Called:
        with pytest.raises(SystemExit) as stop:
            main([*words, "--clauses", "clauses"])
        captured = capsys.readouterr()
        code = stop.value.code
        return Called(code if isinstance(code, int) else 0, captured.out, captured.err)

    return called
