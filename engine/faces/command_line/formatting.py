"""`format`: how clause files look."""

import sys
from pathlib import Path

import click

from dsl.diagnostic import Rejected
from dsl.files import LARGEST_CLAUSE_FILE, read_text_file
from engine.faces.command_line.options import called_language_option
from engine.faces.command_line.output import write
from engine.faces.command_line.speech import said


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
    "--check", is_flag=True, help="Change nothing: name what would change, and exit with 1 if anything would."
)
@called_language_option
def format_files(paths: tuple[Path, ...], check: bool) -> None:
    """Set the clause files of PATHS as every clause file is set.

    What they mean stays the same, and so do comments. A file with a mistake in its syntax is left as it is.
    """
    from dsl.surface.formatter import format_source

    files = [file for path in paths for file in (sorted(path.rglob("*.clause")) if path.is_dir() else [path])]
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
            if not check:
                write(formatted, file)
    for name in changed:
        click.echo(said("would change: {file}", file=name) if check else said("changed: {file}", file=name))
    counts = {"files": str(len(files)), "number": str(len(changed))}
    changes = said("{files} files, {number} changed", **counts)
    click.echo(said("{files} files, {number} to change", **counts) if check else changes)
    if wrong:
        raise Rejected(wrong, sources, status=1)
    sys.exit(1 if check and changed else 0)


COMMANDS = {"format": format_files}
