"""A terminal for the examples of the pages: `opposable` runs in this process, every other command in the shell."""

import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from engine.faces.command_line.command import main
from engine.tongues import registry

HARBOUR = Path(__file__).parents[1] / "revise" / "contract"


class _Screen(StringIO):
    """What a command writes, also into `both`, where both its outputs are seen in their order."""

    def __init__(self, both: StringIO, is_terminal: bool = False) -> None:
        super().__init__()
        self.both, self.is_terminal = both, is_terminal

    def write(self, text: str) -> int:
        self.both.write(text)
        return super().write(text)

    def isatty(self) -> bool:
        return self.is_terminal


class Terminal:
    """Performs commands in a folder and gives what they print, with the exit status behind it if it isn't 0."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.environment = {"XDG_CACHE_HOME": str(cache), "HARBOUR": str(HARBOUR)}

    def write(self, files: dict[str, str]) -> None:
        """Writes files below the folder."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def perform(self, block: str, conditions: Sequence[str] = ()) -> str:
        """A block of commands, each behind `$ `, as it looks after they were performed under conditions.

        `token=TEXT`: the service has a token. `terminal`: the output goes to a terminal. `without=PACKAGE`: the package
        isn't installed. `tongue=TAG`: the tongue of `tests/tongues` is registered. `site=FOLDER`: the site's
        configuration is there. `taken=PORT`: another program serves at the port. `programs=FOLDER`: only programs in
        that folder are found.
        """
        commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
        with ExitStack() as stack:
            stack.enter_context(chdir(self.folder))
            stack.enter_context(patch.dict(os.environ, self.environment))
            for condition in conditions:
                _enter(stack, condition)
            return "".join(f"$ {command}\n{self._perform(command, 'terminal' in conditions)}" for command in commands)

    def _perform(self, command: str, is_terminal: bool) -> str:
        called, _, filtering = command.partition(" 2>&1 | ")
        words = shlex.split(called)
        if words[0] != "opposable":
            return _in_shell(command)
        target = words.index(">") if ">" in words else None
        source = words.index("<") if "<" in words else None
        ends = [at for at in (source, target) if at is not None]
        both = StringIO()
        screen, errors = _Screen(both, is_terminal), _Screen(both)
        with redirect_stdout(screen), redirect_stderr(errors), _reading(words[source + 1] if source else os.devnull):
            status = _status(words[1 : min(ends, default=None)])
        refused = status == 2 and "--batch" not in words
        assert not refused or not screen.getvalue(), f"a call that is refused prints nothing else: {screen.getvalue()}"
        printed = both.getvalue()
        if target is not None:
            Path(words[target + 1]).write_text(screen.getvalue(), encoding="utf-8")
            printed = errors.getvalue()
        return _in_shell(filtering, printed) if filtering else printed + (f"[exit status {status}]\n" if status else "")


@contextmanager
def _reading(path: str) -> Iterator[None]:
    """Standard input is a file."""
    with open(path, encoding="utf-8") as file, patch.object(sys, "stdin", file):
        yield


def _in_shell(command: str, given: str = "") -> str:
    return subprocess.run(command, input=given, shell=True, stdout=subprocess.PIPE, text=True, check=True).stdout


def _status(words: list[str]) -> int:
    try:
        main(words)
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def _enter(stack: ExitStack, condition: str) -> None:
    kind, _, value = condition.partition("=")
    if kind == "without":
        stack.enter_context(patch.dict(sys.modules, {value: None}))
    elif kind == "site":
        stack.enter_context(patch("engine.faces.site.publish.SITE", Path(value)))
    elif kind == "programs":
        stack.enter_context(patch.dict(os.environ, {"PATH": str(Path(value).resolve())}))
    elif kind == "tongue":
        stack.enter_context(patch.dict(registry.REGISTERED, {value: f"tests.tongues.{value}"}))
        stack.callback(registry.tongue.cache_clear)  # nobody else is to find it
    elif kind == "token":
        stack.enter_context(patch.dict(os.environ, {"OPPOSABLE_TOKEN": value}))
    elif kind == "taken":
        stack.enter_context(_taken(int(value)))


@contextmanager
def _taken(port: int) -> Iterator[None]:
    """Listens at a port, unless somebody else does already."""
    with socket.socket() as other:
        try:
            other.bind(("127.0.0.1", port))
            other.listen()
        except OSError:
            pass
        yield
