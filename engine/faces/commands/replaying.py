"""`replay`."""

from pathlib import Path

import click

from dsl.diagnostic import Diagnostic, Rejected
from engine.faces.commands.common import as_json, clauses_option, open_library, write


@click.command(epilog="""\b
Examples:
  opposable ask may-suspend -d celeste-business-cloud -f case.toml --format html -o opinion.html
  opposable replay opinion.html
""")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@clauses_option
def replay(file: Path, form: str, clauses: Path) -> None:
    """Answer again what FILE, an opinion in JSON or HTML, answered, and report what differs.

    Exit status 1 if the answer is no longer what it was.
    """
    from engine.explain.replay import again, differences, recorded

    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Rejected([Diagnostic("unreadable-file", f"`{file}` cannot be read: {error}")]) from None
    kept = recorded(text, file.name)
    library = open_library(clauses)
    library.require_document(kept["document"])
    entry = next((entry for entry in library.editions(kept["document"]) if entry.edition == kept["edition"]), None)
    if entry is None:
        raise Rejected([Diagnostic("no-such-edition", f"the edition `{kept['edition']}` is no longer there")], status=1)
    found = again(kept, library.knowledge(entry))
    rows = differences(kept, found, entry)
    same_base = kept["fingerprint"] == entry.fingerprint
    if form == "json":
        write(as_json({"same": not rows, "same_knowledge_base": same_base, "differences": [
            {"what": row.what, "then": row.then, "now": row.now} for row in rows]}))
    else:
        click.echo(f"{kept['question']} · {kept['document']} · {kept['edition']}")
        click.echo("the knowledge base is the same" if same_base else
                   f"the knowledge base changed since: {kept['fingerprint']}, now {entry.fingerprint}")
        for row in rows:
            click.echo(f"{row.what}\n  then: {row.then}\n  now:  {row.now}")
        click.echo("the answer differs" if rows else "the answer is the same")
    if rows:
        raise click.exceptions.Exit(1)
