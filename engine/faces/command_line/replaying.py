"""`replay`."""

from pathlib import Path

import click

from dsl.diagnostic import Diagnostic, Rejected
from dsl.files import read_text_file
from engine.faces.command_line.options import clauses_option
from engine.faces.command_line.output import open_desk, write
from engine.print.data import as_json

LARGEST = 50_000_000
"""The largest opinion that is read, in bytes."""


@click.command(
    epilog="""\b
Examples:
  opposable ask may-suspend -d celeste-business-cloud -f case.toml --format html -o opinion.html
  opposable replay opinion.html
"""
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@clauses_option
def replay(file: Path, form: str, clauses: Path) -> None:
    """Answer again what FILE, an opinion in JSON or HTML, answered, and report what differs.

    Exit status 1 if the answer is no longer what it was.
    """
    from engine.explain.replay import again, differences, recorded

    text, wrong = read_text_file(file, file.as_posix(), LARGEST)
    if text is None:
        raise Rejected(wrong)
    kept = recorded(text, file.name)
    library = open_desk(clauses).library
    library.require_document(kept["document"])
    entry = next((entry for entry in library.editions(kept["document"]) if entry.edition == kept["edition"]), None)
    if entry is None:
        raise Rejected(
            [
                Diagnostic(
                    "unknown-edition",
                    f"the edition `{kept['edition']}` is no longer there",
                    (),
                    "ask anew: another edition is in force now",
                )
            ],
            status=1,
        )
    found = again(kept, library.knowledge(entry))
    rows = differences(kept, found, entry)
    same_base = kept["fingerprint"] == entry.fingerprint
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
        click.echo(f"{kept['question']} · {kept['document']} · {kept['edition']}")
        click.echo(
            "the knowledge base is the same"
            if same_base
            else f"the knowledge base changed since: {kept['fingerprint']}, now {entry.fingerprint}"
        )
        for row in rows:
            click.echo(f"{row.what}\n  then: {row.then}\n  now:  {row.now}")
        click.echo("the answer differs" if rows else "the answer is the same")
    if rows:
        raise click.exceptions.Exit(1)
