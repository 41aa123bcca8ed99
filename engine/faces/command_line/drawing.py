"""`graph`: what depends on what."""

from datetime import date
from pathlib import Path

import click

from engine.faces.command_line.options import clauses_option, document_option, format_option, language_option, on_option
from engine.faces.command_line.output import open_desk, write
from engine.faces.command_line.written_files import output_option
from engine.print.data import as_json


@click.command(
    epilog="""\b
Examples:
  opposable graph -d DOCUMENT --around question:may-suspend --format svg -o suspension.svg
  opposable graph -d DOCUMENT --around norm:penalty --distance 3 --format mermaid
  opposable graph --format json
"""
)
@document_option("The document; all if none is named.", required=False)
@click.option("--around", metavar="NODE", help="Only what lies near a node, as in norm:penalty.")
@click.option("--distance", type=click.IntRange(1, 12), default=2, show_default=True, help="How near.")
@format_option(("dot", "svg", "mermaid", "json"), default="dot")
@on_option()
@output_option()
@language_option
@clauses_option()
def graph(
    document: str | None,
    around: str | None,
    distance: int,
    form: str,
    on: date | None,
    output: Path | None,
    language: str | None,
    clauses: Path,
) -> None:
    """Draw what depends on what: questions on norms, norms on facts, exceptions on what they defeat."""
    from engine.print import picture

    desk = open_desk(clauses)
    shown = desk.dependencies(document, on, language)
    if around is not None:
        shown = shown.around(around, distance)
    if form == "json":
        write(as_json(shown.plain), output)
    elif form == "svg":
        title = around or " · ".join([document] if document else desk.documents)
        write(picture.svg(shown.graph, shown.label, shown.language, title), output)
    else:
        drawn = picture.dot if form == "dot" else picture.mermaid
        write(drawn(shown.graph, shown.label, shown.language), output)


COMMANDS = {"graph": graph}
