"""`schema`: what goes in and comes out as data."""

from datetime import date
from pathlib import Path

import click

from engine.faces.command_line.options import called_language_option, clauses_option, document_option, on_option
from engine.faces.command_line.output import open_desk, write
from engine.faces.command_line.speech import said
from engine.faces.command_line.streams import write_in_utf8
from engine.faces.command_line.written_files import output_option
from engine.print.data import as_json


@click.command(
    epilog="""\b
Examples:
  opposable schema
  opposable schema answer -o answer.schema.json
  opposable schema facts -d DOCUMENT
  opposable schema facts may-suspend -d DOCUMENT
"""
)
@click.argument("name", required=False)
@click.argument("question", required=False)
@document_option("The document whose facts are described.", required=False)
@on_option()
@output_option()
@called_language_option
@clauses_option()
def schema(
    name: str | None, question: str | None, document: str | None, on: date | None, output: Path | None, clauses: Path
) -> None:
    """Print the JSON Schema of what goes in or comes out as data; without NAME, list what there is.

    The facts of a document carry their labels, questions, options and presumptions: enough to make a form of them.
    With QUESTION, only the facts that it can come upon are described.
    """
    from engine.schema.schemas import SCHEMAS, named_schema

    if name is None:
        for known, published in SCHEMAS.items():
            click.echo(f"{known:<12} {published.about}")
        return
    write_in_utf8()
    if name == "facts":
        write(as_json(_of_facts(clauses, document, question, on)), output)
    elif question is not None or document is not None:
        raise click.UsageError(
            said("`{name}` is the same for every document: name neither document nor question", name=name)
        )
    else:
        write(as_json(named_schema(name)), output)


def _of_facts(clauses: Path, document: str | None, question: str | None, on: date | None) -> dict[str, object]:
    from engine.schema.facts_schema import facts_schema

    if document is None:
        raise click.UsageError(said("name the document whose facts are meant with `-d`"))
    desk = open_desk(clauses)
    entry = desk.edition(document, on)
    if question is not None:
        question = desk.question_meant(entry, question)
    return facts_schema(desk.library.knowledge(entry), question)


COMMANDS = {"schema": schema}
