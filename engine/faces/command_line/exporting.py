"""`export`: an edition in the formats of others."""

from datetime import date
from pathlib import Path

import click

from engine.export.target import target_names
from engine.faces.command_line.options import clauses_option, document_option, format_option, language_option, on_option
from engine.faces.command_line.output import open_desk, write
from engine.faces.command_line.written_files import output_option


@click.command(
    epilog="""\b
Examples:
  opposable export -d DOCUMENT --format akoma-ntoso -o places.xml
  opposable export -d DOCUMENT --format dmn --lang fr -o tables.dmn
"""
)
@document_option()
@format_option(target_names(), "The format of the export.", default=None)
@on_option()
@output_option()
@language_option
@clauses_option()
def export(document: str, form: str, on: date | None, output: Path | None, language: str | None, clauses: Path) -> None:
    """Write an edition in a format of others: its places as Akoma Ntoso, its tables as DMN 1.3, its norms as
    LegalRuleML.

    Instead of the wording stand the gists of the clause files. Akoma Ntoso and DMN are held to their published schemas
    by the tests; of LegalRuleML no schema is at hand, so that it is unchecked. Graphs are drawn by `opposable graph`.
    """
    write(open_desk(clauses).exported(form, document, on, language), output)


COMMANDS = {"export": export}
