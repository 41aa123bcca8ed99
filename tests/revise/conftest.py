"""The small contract of our own, in a folder that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from harbour import CONTRACT, Call, Called

from engine.faces.command_line.command import main


@pytest.fixture(scope="session")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contract locked from its PDF, which no test changes."""
    contract = tmp_path_factory.mktemp("locked") / "contract"
    shutil.copytree(CONTRACT, contract)
    with pytest.raises(SystemExit):
        main(["source", "lock", "crique-verte", f"{contract}/texts/2024-01-01.pdf", "--clauses", f"{contract}/clauses"])
    return contract


@pytest.fixture
def harbour(locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the locked contract as the current folder; what one test compiles the next ones find."""
    shutil.copytree(locked, tmp_path / "contract")
    monkeypatch.chdir(tmp_path / "contract")
    monkeypatch.setenv("XDG_CACHE_HOME", str(locked.parent / "cache"))
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
