"""The walk from a new PDF to moved answers, executed as it is written; `--update-golden` writes its outputs anew."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from engine.faces.command_line.command import main

pytestmark = pytest.mark.suite

HERE = Path(__file__).parent
WALK = HERE / "walk.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def perform(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The output of one command of the walk: `opposable …`, `cp`, and `grep [-A N]` at the end of a pipe or alone."""
    first, _, filtering = command.partition(" | ")
    words = shlex.split(first)
    if words[0] == "cp":
        shutil.copy(words[1], words[2])
        return ""
    if words[0] == "grep":
        *options, path = words
        return grep(options[1:], Path(path).read_text(encoding="utf-8"))
    assert words[0] == "opposable"
    with pytest.raises(SystemExit) as stop:
        main(words[1:])
    output = capsys.readouterr()
    assert stop.value.code == 0, output.err
    return grep(shlex.split(filtering)[1:], output.out) if filtering else output.out


def grep(options: list[str], text: str) -> str:
    """The lines that contain a text, with so many (`-A`) after them; `-m 1` stops at the first."""
    after = int(options[options.index("-A") + 1]) if "-A" in options else 0
    lines = text.split("\n")
    found = [at for at, line in enumerate(lines) if options[-1] in line]
    wanted = {at + more for at in (found[:1] if "-m" in options else found) for more in range(after + 1)}
    return "\n".join(lines[at] for at in sorted(wanted) if at < len(lines)).rstrip("\n") + "\n"


def test_the_walk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    shutil.copytree(HERE / "contract", tmp_path / "contract")
    monkeypatch.chdir(tmp_path / "contract")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    written = WALK.read_text(encoding="utf-8")

    def performed(block: re.Match[str]) -> str:
        commands = [line[2:] for line in block[1].split("\n") if line.startswith("$ ")]
        outputs = [perform(command, capsys) for command in commands]
        shown = "".join(f"$ {command}\n{output}" for command, output in zip(commands, outputs, strict=True))
        return f"```console\n{shown}```"

    found = "\n".join(line.rstrip() for line in BLOCK.sub(performed, written).split("\n"))
    if request.config.getoption("--update-golden"):
        WALK.write_text(found, encoding="utf-8")
    assert found == written
