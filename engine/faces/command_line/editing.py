"""`language-server`: the language in an editor."""

from pathlib import Path

import click

from engine.faces.command_line.options import scenarios_option
from engine.faces.command_line.output import need


@click.command(
    name="language-server",
    epilog="""\b
Examples:
  opposable language-server
  opposable language-server --clauses my-contracts --scenarios my-scenarios
""",
)
@click.option(
    "--clauses",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder of clause files.  [default: `clauses` in what the editor opened, or that]",
)
@scenarios_option
def language_server(clauses: Path | None, scenarios: tuple[Path, ...]) -> None:
    """Serve an editor over standard input and output (Language Server Protocol).

    It shows mistakes as one types, says what a name is and where it is used, renames it everywhere, completes names and
    the passages of the source lock, sets files, and says of a norm which answers move. Editors start this command
    themselves: `dsl/editor` has what Visual Studio Code needs.
    """
    need("pygls", extra="editor")
    from engine.faces.editor.language_server import language_server as made

    default = Path("tests/scenarios")
    made(clauses, scenarios or ((default,) if default.is_dir() else ())).start_io()


COMMANDS = {"language-server": language_server}
