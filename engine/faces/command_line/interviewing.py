"""`interview`."""

from datetime import date
from pathlib import Path

import click

from engine.faces.command_line.options import (
    Pairs,
    case_options,
    clauses_option,
    document_option,
    language_option,
    request,
)
from engine.faces.command_line.output import manner, open_desk, write_printed


@click.command(
    epilog="""\b
Examples:
  opposable interview may-suspend -d DOCUMENT
  opposable interview penalty-amount -d DOCUMENT -f case.toml --lang fr
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
    given: Pairs,
    of: tuple[str, ...],
    on: date | None,
    language: str | None,
    clauses: Path,
) -> None:
    """Ask for the facts that QUESTION turns on, one by one, and end in the opinion.

    The most decisive question comes first, and none that can no longer matter. Besides an answer, each prompt takes:
    `?` for not known, `why`, `back`, `save FILE` and `stop`; an exclamation mark before an answer marks it contested.
    """
    from engine.faces.command_line.conversation import Conversation

    asked = request(
        question,
        document,
        facts=facts,
        settings=settings,
        readings=readings,
        given=given,
        of=of,
        on=on,
        language=language,
    )
    reply = Conversation(open_desk(clauses).interview(asked)).run()
    click.echo()
    write_printed(reply.printed("text", manner(None)))


COMMANDS = {"interview": interview}
