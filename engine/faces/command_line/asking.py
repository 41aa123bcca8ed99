"""`ask` and `compare`."""

from dataclasses import replace
from pathlib import Path

import click

from engine.desk import Request
from engine.faces.command_line.options import (
    clauses_option,
    opinion_format_option,
    output_option,
    request_options,
    template_option,
)
from engine.faces.command_line.output import manner, open_desk, patience, read_template, show_notices, write_printed


@click.command(
    epilog="""\b
Examples:
  opposable ask may-suspend -d DOCUMENT
  opposable ask client-owed-penalty -d DOCUMENT -f case.toml --lang fr
  opposable ask may-suspend -d DOCUMENT --set client_sends_spam=yes --on 2024-03-10
  opposable ask end_by_client -d DOCUMENT
  opposable ask client-owed-penalty -d DOCUMENT -f case.toml --brief
"""
)
@request_options(with_manner=True)
@opinion_format_option
@output_option
@template_option
@click.option(
    "--citations",
    type=click.Choice(["chancellery", "courts"]),
    default="chancellery",
    help="How French citations are set.",
)
@clauses_option
def ask(asked: Request, form: str, output: Path | None, template: Path | None, citations: str, clauses: Path) -> None:
    """Put QUESTION to a document and get a cited answer.

    QUESTION is one of those that `opposable questions` lists, or the name of a norm: whether that one applies.
    Without facts, the answer says what it needs to know.
    """
    letterhead = read_template(template, form)
    desk = open_desk(clauses)
    with patience("looking for the facts that decide"):
        reply = desk.ask(replace(asked, courts=citations == "courts"))
    show_notices(reply)
    with patience("looking for what would change the answer"):
        printed = reply.printed(form, manner(output, letterhead))
    write_printed(printed, output)


@click.command(
    epilog="""\b
Examples:
  opposable compare may-suspend -f case.toml
  opposable compare client-owed-penalty --lang fr --format json
"""
)
@request_options(with_document=False, with_manner=True)
@opinion_format_option
@output_option
@template_option
@clauses_option
def compare(asked: Request, form: str, output: Path | None, template: Path | None, clauses: Path) -> None:
    """Put the same QUESTION and facts to every document.

    A fact that only one document knows is left out where the other is asked.
    """
    letterhead = read_template(template, form)
    desk = open_desk(clauses)
    with patience("looking for the facts that decide"):
        comparison = desk.compare(asked)
    for reply in comparison.replies:
        show_notices(reply)
    with patience("looking for what would change the answers"):
        printed = comparison.printed(form, manner(output, letterhead))
    write_printed(printed, output)


COMMANDS = {"ask": ask, "compare": compare}
