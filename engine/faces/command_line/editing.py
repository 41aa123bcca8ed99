"""`language-server`: the language in an editor."""

import os
import sys
from logging import CRITICAL, getLogger
from pathlib import Path
from typing import BinaryIO, cast

import click

from engine.faces.command_line.options import called_language_option, clauses_option, scenarios_option
from engine.faces.command_line.output import need
from engine.faces.command_line.written_files import SCENARIOS


@click.command(
    name="language-server",
    epilog="""\b
Examples:
  opposable language-server
  opposable language-server --clauses my-contracts --scenarios my-scenarios
""",
)
@clauses_option("The folder of clause files.  [default: `clauses` in what the editor opened, or that]", default=None)
@scenarios_option()
@called_language_option
def language_server(clauses: Path | None, scenarios: tuple[Path, ...]) -> None:
    """Serve an editor over standard input and output (Language Server Protocol).

    It shows mistakes as one types, says what a name is and where it is used, renames it everywhere, completes names and
    the passages of the source lock, sets files, and says of a norm which answers move. Editors start this command
    themselves: `dsl/editor` has what Visual Studio Code needs.
    """
    need("pygls", extra="editor")
    from engine.faces.command_line.start import end_at_once
    from engine.faces.editor.bounded_input import BoundedInput
    from engine.faces.editor.language_server import language_server as made

    end_at_once()
    default = SCENARIOS
    getLogger("pygls").setLevel(CRITICAL)  # the editor is told what failed; standard error is nobody's to read
    server = made(clauses, scenarios or ((default,) if default.is_dir() else ()))
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")  # which is closed in the end
    server.start_io(cast(BinaryIO, BoundedInput(sys.stdin.buffer, server.refuse)), output)


COMMANDS = {"language-server": language_server}
