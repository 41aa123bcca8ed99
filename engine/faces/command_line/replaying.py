"""`replay`."""

from pathlib import Path

import click

from dsl.diagnostic import Rejected
from dsl.files import read_text_file
from engine.faces.command_line.options import clauses_option, form_option
from engine.faces.command_line.output import open_desk, write
from engine.print.data import as_json

LARGEST = 50_000_000
"""The largest opinion that is read, in bytes."""


@click.command(
    epilog="""\b
Examples:
  opposable ask may-suspend -d DOCUMENT -f case.toml --format html -o opinion.html
  opposable replay opinion.html
"""
)
@click.argument("file", type=click.Path(path_type=Path))
@form_option
@clauses_option
def replay(file: Path, form: str, clauses: Path) -> None:
    """Answer again what FILE, an opinion in JSON or HTML, answered, and report what differs.

    Exit status 1 if the answer is no longer what it was.
    """
    text, wrong = read_text_file(file, file.as_posix(), LARGEST)
    if text is None:
        raise Rejected(wrong)
    found = open_desk(clauses).replay(text, file.name)
    rows = found.differences
    same_base = found.fingerprint_then == found.fingerprint_now
    if form == "json":
        write(
            as_json(
                {
                    "same": not rows,
                    "same_knowledge_base": same_base,
                    "differences": [{"what": row.what, "then": row.then, "now": row.now} for row in rows],
                }
            )
        )
    else:
        click.echo(f"{found.question} · {found.document} · {found.edition}")
        click.echo(
            "the knowledge base is the same"
            if same_base
            else f"the knowledge base changed since: {found.fingerprint_then}, now {found.fingerprint_now}"
        )
        for row in rows:
            click.echo(f"{row.what}\n  then: {row.then}\n  now:  {row.now}")
        click.echo("the answer differs" if rows else "the answer is the same")
    if rows:
        raise click.exceptions.Exit(1)


COMMANDS = {"replay": replay}
