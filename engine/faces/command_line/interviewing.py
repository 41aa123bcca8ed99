"""`interview`."""

from pathlib import Path

import click

from engine.desk import Request
from engine.faces.command_line.options import clauses_option, request_options
from engine.faces.command_line.output import manner, open_desk, write_printed


@click.command(
    epilog="""\b
Examples:
  opposable interview may-suspend -d DOCUMENT
  opposable interview penalty-amount -d DOCUMENT -f case.toml --lang fr
"""
)
@request_options()
@clauses_option
def interview(asked: Request, clauses: Path) -> None:
    """Ask for the facts that QUESTION turns on, one by one, and end in the opinion.

    The most decisive question comes first, and none that can no longer matter. Besides an answer, each prompt takes:
    `?` for not known, `why`, `back`, `save FILE` and `stop`; an exclamation mark before an answer marks it contested.
    """
    from engine.faces.command_line.conversation import Conversation

    reply = Conversation(open_desk(clauses).interview(asked)).run()
    click.echo()
    write_printed(reply.printed("text", manner(None)))


COMMANDS = {"interview": interview}
