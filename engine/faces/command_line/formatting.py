"""`format`: how clause files look."""

import sys
from pathlib import Path

import click

from dsl.diagnostic import Rejected
from dsl.files import LARGEST_CLAUSE_FILE, in_order, read_text_file
from dsl.harmless import harmless, harmless_name
from engine.faces.command_line.options import called_language_option
from engine.faces.command_line.output import write
from engine.faces.command_line.speech import said, said_of


@click.command(
    name="format",
    epilog="""\b
Examples:
  opposable format my-contracts/rental/01-term.clause
  opposable format my-contracts --check
""",
)
@click.argument("paths", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
@click.option(
    "--check", is_flag=True, help="Change nothing: show what would change, and exit with 1 if anything would."
)
@called_language_option
def format_files(paths: tuple[Path, ...], check: bool) -> None:
    """Set the clause files of PATHS as every clause file is set.

    What they mean stays the same, and so do comments. A file with a mistake in its syntax is left as it is.
    """
    from dsl.surface.formatter import format_source

    files = [file for path in paths for file in (in_order(path.rglob("*.clause")) if path.is_dir() else [path])]
    changed = []
    wrong, sources = [], {}
    for file in files:
        name = file.as_posix()
        text, unreadable = read_text_file(file, name, LARGEST_CLAUSE_FILE)
        if text is None:
            wrong += unreadable
            continue
        formatted, mistakes = format_source(text, name)
        if formatted is None:
            wrong += mistakes
            sources[name] = text
        elif formatted != text:
            changed.append(name)
            if check:
                _show(name, text, formatted)
            else:
                write(formatted, file)
                click.echo(said("changed: {file}", file=harmless_name(name)))
    number = str(len(changed))
    done = said("{number} to change", number=number) if check else said("{number} changed", number=number)
    click.echo(f"{said_of(len(files), '{number} file', '{number} files')}, {done}")
    if wrong:
        raise Rejected(wrong, sources, status=1)
    sys.exit(1 if check and changed else 0)


def _show(name: str, text: str, formatted: str) -> None:
    """How a file would change, line by line."""
    from difflib import unified_diff

    click.echo(said("would change: {file}", file=harmless_name(name)))
    for line in unified_diff(text.splitlines(), formatted.splitlines(), lineterm="", n=1):
        if not line.startswith(("---", "+++")):
            click.echo(f"  {harmless(line)}")


COMMANDS = {"format": format_files}
