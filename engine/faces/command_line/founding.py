"""`new`: the folder of a document, from its text."""

from pathlib import Path

import click

from dsl.numberings import NUMBERINGS, Numbering
from engine.faces.command_line.options import terminal_language_option, text_argument
from engine.faces.command_line.outlines import warn_of_doubts, write_outline
from engine.faces.command_line.output import writing
from engine.library.library import CLAUSES
from engine.tongues import tongue


@click.command(
    epilog="""\b
Examples:
  opposable new lease lease.pdf --clauses clauses
  opposable new lease lease.docx --numbered sections --edition 2025-01-01 --language en --language fr
"""
)
@click.argument("name")
@text_argument
@click.option("--edition", default="undated", show_default=True, help="The edition that the text is.")
@click.option("--numbered", type=click.Choice(NUMBERINGS), help="How it is numbered; found out if nothing is said.")
@click.option(
    "--language",
    "languages",
    metavar="TAG",
    multiple=True,
    default=("en",),
    show_default=True,
    help="A language in which the document will speak, by its two letters; may be given several times.",
)
@click.option(
    "--scenarios",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("tests/scenarios"),
    show_default=True,
    help="Where scenarios are kept.",
)
@terminal_language_option
@click.option(
    "--clauses",
    type=click.Path(path_type=Path, file_okay=False),
    default=CLAUSES,
    show_default=False,
    help="Another folder of clause files; it is made if it isn't there.",
)
def new(
    name: str,
    textfile: Path,
    edition: str,
    numbered: Numbering | None,
    languages: tuple[str, ...],
    scenarios: Path,
    language: str,
    clauses: Path,
) -> None:
    """Begin the document NAME from TEXTFILE: its outline, a stub of each passage, a question, a scenario and its lock.

    No sentence of the text is kept. Nothing that is there already is touched.
    """
    from engine.revise.new_document import new_document, write_document
    from engine.source.read import read_source

    begun = new_document(name, read_source(textfile), edition, languages, numbered)
    with writing(clauses / name):
        written = write_document(begun, clauses, scenarios / f"{name}.toml")
    write_outline(begun.outline, numbered, language)
    words = tongue(language).words("founding")
    passages = sum(not entry.locator.heading for entry in begun.lock.passages)
    click.echo()
    click.echo(words.say("founded", name=name, clauses=len(begun.outline.entries), passages=passages))
    for path in written:
        click.echo(words.say("wrote", file=path))
    where = "" if clauses == CLAUSES else f" --clauses {clauses}"
    click.echo("\n".join((words["go_on"], f"  opposable ledger {name}{where}", f"  opposable check {clauses}")))
    click.echo(f"  opposable test {scenarios / f'{name}.toml'}{where}")
    warn_of_doubts(begun.outline)


COMMANDS = {"new": new}
