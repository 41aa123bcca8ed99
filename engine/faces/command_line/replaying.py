"""`replay`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dsl.diagnostic import Rejected
from dsl.files import read_text_file
from engine.desk.replayed import Replayed
from engine.explain.recorded import no_opinion
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
    text, wrong = read_text_file(file, file.as_posix(), LARGEST)
    if text is None:
        raise no_opinion(file.as_posix()) if wrong[0].code in ("not-text", "bad-encoding") else Rejected(wrong)
    found = open_desk(clauses).replay(text, file.name)
    if form == "json":
        write(as_json(_plain(found)))
    else:
        click.echo("\n\n".join("\n".join(_told(each, language)) for each in found))
    if not all(each.is_same for each in found):
        raise click.exceptions.Exit(1)


def _plain(found: tuple[Replayed, ...]) -> dict[str, Any]:
    """What was found as data."""
    rows = [(each.document, row) for each in found for row in each.differences]
    return {
        "same": not rows,
        "same_knowledge_base": all(each.fingerprint_then == each.fingerprint_now for each in found),
        "all_compared": all(each.all_compared for each in found),
        "differences": [
            {"document": document, "what": row.what, "then": row.then, "now": row.now} for document, row in rows
        ],
    }


def _told(found: Replayed, language: str) -> Iterator[str]:
    """What was found of one document, line by line."""
    words = tongue(language).words("revising")
    yield f"{found.question} · {found.document} · {found.edition}"
    same_base = found.fingerprint_then == found.fingerprint_now
    changed = words.say("other_base", then=found.fingerprint_then, now=found.fingerprint_now)
    yield words["same_base"] if same_base else changed
    then, now = (f"{words[key]}{tongue(language).advice['colon']}" for key in ("then", "present"))
    width = max(len(then), len(now))
    for row in found.differences:
        yield f"{row.what}\n  {then:<{width}} {row.then}\n  {now:<{width}} {row.now}"
    yield words["same_answer" if found.is_same else "other_answer"]
    if not found.all_compared:
        yield words["record_alone"]


COMMANDS = {"replay": replay}
