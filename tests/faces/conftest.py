"""The command as a person calls it, run in this process."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from engine.faces.command_line.command import main


@dataclass(frozen=True, slots=True)
class Ran:
    """What a call printed and how it ended."""

    status: int
    output: str
    errors: str


@pytest.fixture
def opposable(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs the command with the given words."""

    def run(*words: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main(list(words))
        captured = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), captured.out, captured.err)

    return run
