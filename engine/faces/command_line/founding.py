"""`new`: the folder of a document, from its text."""

from pathlib import Path

import click

from dsl.harmless import harmless
from dsl.numberings import Numbering
from engine.faces.command_line.options import (
    clauses_option,
    edition_option,
    numbered_option,
    scenarios_option,
    terminal_language_option,
    text_argument,
)
from engine.faces.command_line.outlines import warn_of_doubts, write_outline
from engine.faces.command_line.output import counted, writing
from engine.faces.command_line.written_files import SCENARIOS
from engine.library.library import CLAUSES
from engine.tongues import tongue


@click.command(
    epilog="""\b
Examples:
  opposable new lease lease.pdf --clauses clauses
  opposable new lease lease.docx --numbered sections --edition 2025-01-01 --speaks en --speaks fr
"""
)
@click.argument("name")
@text_argument
@edition_option("The edition that the text is.", default="undated")
@numbered_option
@click.option(
    "--speaks",
    "languages",
    metavar="TAG",
    multiple=True,
    default=("en",),
    show_default=True,
    help="A language in which the document will speak, by its two letters; may be given several times.",
)
@scenarios_option(written=SCENARIOS)
@terminal_language_option
@clauses_option(
    "The folder of clause files; it is made if it isn't there.  [default: clauses]", Path("clauses"), is_there=False
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
    try:
        written = write_document(begun, clauses, scenarios / f"{name}.toml")
    except OSError as error:
        with writing(Path(error.filename)):
            raise
    write_outline(begun.outline, numbered, language)
    words = tongue(language).words("founding")
    found = [("clauses", begun.outline.clauses), ("passages", begun.to_encode)]
    click.echo()
    click.echo(
        words.say("founded", name=name, **{key: counted("founding", key, number, language) for key, number in found})
    )
    for key, path in written.items():
        click.echo(words.say("wrote", file=harmless(str(path)), what=words[f"wrote_{key}"]))
    where = "" if clauses.resolve() == CLAUSES.resolve() else f" --clauses {clauses}"
    calls = (f"ledger {name}{where}", f"check {clauses}", f"test {scenarios / f'{name}.toml'}{where}")
    click.echo("\n".join((words["go_on"], *(f"  opposable {harmless(call)}" for call in calls))))
    warn_of_doubts(begun.outline)


COMMANDS = {"new": new}
