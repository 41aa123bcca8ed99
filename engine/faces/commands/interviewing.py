"""`interview`."""

from datetime import date
from pathlib import Path

import click

from engine.faces.commands.common import (
    case_file,
    case_options,
    clauses_option,
    document_option,
    entry_for,
    language_option,
    on_terminal,
    open_library,
    read_case,
    require_question,
)

Pairs = tuple[tuple[str, str], ...]


@click.command(
    epilog="""\b
Examples:
  opposable interview may-suspend -d celeste-business-cloud
  opposable interview penalty-amount -d infomaniak-jelastic-cloud -f case.toml --lang fr
"""
)
@click.argument("question")
@document_option
@case_options
@language_option
@clauses_option
def interview(
    question: str,
    document: str,
    facts: Path | None,
    settings: Pairs,
    readings: Pairs,
    on: date | None,
    language: str,
    clauses: Path,
) -> None:
    """Ask for the facts that QUESTION turns on, one by one, and end in the opinion.

    The most decisive question comes first, and none that can no longer matter. Besides an answer, each prompt takes:
    `?` for not known, `why`, `back`, `save FILE` and `stop`; an exclamation mark before an answer marks it contested.
    """
    from engine.faces.conversation import Conversation

    library = open_library(clauses)
    file = case_file(facts)
    entry = entry_for(library, document, file, on)
    require_question(library, entry, question)
    case = read_case(library, entry, file, settings, readings, on)
    found = Conversation(case, question, language).run()
    from engine.explain.opinion import opinion_on
    from engine.print.render import render

    click.echo()
    click.echo(render(opinion_on(found, language, entry), "text", colour=on_terminal()), nl=False)
