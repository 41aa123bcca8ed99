"""`replay`."""

from pathlib import Path

import click

from dsl.diagnostic import Rejected
from dsl.files import read_text_file
from engine.faces.command_line.options import clauses_option, form_option, terminal_language_option
from engine.faces.command_line.output import open_desk, write
from engine.print.data import as_json
from engine.tongues import tongue

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
@terminal_language_option
@clauses_option()
def replay(file: Path, form: str, language: str, clauses: Path) -> None:
    """Answer again what FILE, an opinion in JSON or HTML, answered, and report what differs.

    Exit status 1 if the answer is no longer what it was.
    """
    words = tongue(language).words("revising")
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
        changed = words.say("other_base", then=found.fingerprint_then, now=found.fingerprint_now)
        click.echo(words["same_base"] if same_base else changed)
        then, now = (f"{words[key]}{tongue(language).advice['colon']}" for key in ("then", "present"))
        width = max(len(then), len(now))
        for row in rows:
            click.echo(f"{row.what}\n  {then:<{width}} {row.then}\n  {now:<{width}} {row.now}")
        click.echo(words["other_answer" if rows else "same_answer"])
    if rows:
        raise click.exceptions.Exit(1)


COMMANDS = {"replay": replay}
