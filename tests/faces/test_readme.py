"""The README's commands do what it says, and so do the examples of every `--help`."""

import re
import shlex
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from engine.faces.command_line.command import COMMANDS

pytestmark = pytest.mark.suite

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("celeste-business-cloud", "infomaniak-jelastic-cloud")
"""What an example that leaves the document to its reader is tried on: one of them knows what it names."""

Command = Callable[..., Any]
LEFT_OUT = (
    "opposable interview",
    "opposable portfolio",
    "opposable test",
    "opposable site",
    "opposable replay",
    "opposable source",
    "opposable revise",
    "opposable new",
    "opposable watch",
    "opposable ask --batch",
    "opposable serve",
    "OPPOSABLE_TOKEN",
    "opposable mcp",
    "opposable language-server",
)
"""Commands that ask, that take long, or that need files of the user's own; each has tests of its own."""


def everyday_commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split("## Everyday use")[1].split("```")[1]
    return [line.split(" #")[0].strip() for line in section.splitlines() if line.startswith("opposable ")]


def help_examples() -> list[str]:
    found = []
    for name, (module, _) in COMMANDS.items():
        epilog = import_module(f"engine.faces.command_line.{module}").COMMANDS[name].epilog or ""
        found += re.findall(r"^\s+(opposable .*)$", epilog, re.MULTILINE)
    return found


@pytest.mark.parametrize("line", dict.fromkeys([*everyday_commands(), *help_examples()]))
def test_a_command_shown_to_the_reader_works(
    opposable: Command, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if line.startswith(LEFT_OUT) or "my-contracts" in line:
        return
    for folder in ("clauses", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "case.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    documents = DOCUMENTS if " DOCUMENT" in line else ("",)
    ran = [opposable(*shlex.split(line.replace("DOCUMENT", document))[1:]) for document in documents]
    assert any(each.status == 0 for each in ran), [each.errors for each in ran]
