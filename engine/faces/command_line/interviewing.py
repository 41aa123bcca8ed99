"""`interview`."""

import os
from pathlib import Path

import click

from engine.desk import Desk, Interview, Request
from engine.faces.command_line.interrupted import forget, keep, kept, kept_in, set_aside
from engine.faces.command_line.options import clauses_option, opinion_format_option, request_options
from engine.faces.command_line.output import manner, open_desk, write_printed
from engine.faces.command_line.written_files import output_option
from engine.tongues import tongue


@click.command(
    epilog="""\b
Examples:
  opposable interview may-suspend -d DOCUMENT
  opposable interview penalty-amount -d DOCUMENT -f case.toml --lang fr
  opposable interview client-owed-penalty -d DOCUMENT --format docx -o opinion.docx
"""
)
@request_options(with_manner=True)
@opinion_format_option
@output_option()
@clauses_option()
def interview(asked: Request, form: str, output: Path | None, clauses: Path) -> None:
    """Be asked for what can still change the answer to QUESTION, nearest first, and end in the opinion.

    Each screen takes an answer: the number or name of an option, days and hours as people write them, `?` for what is
    not known, Enter to leave it as it is presumed, `given` to tell what follows from it instead, and an exclamation
    mark before an answer that is contested. `back`, `review` (change, remove, add), `why`, `save FILE` and `stop`
    work at any time. What was entered is kept; after an interruption, call the same interview again.
    """
    from engine.faces.command_line.conversation import Conversation

    desk = open_desk(clauses)
    began = desk.interview(asked)
    path = kept_in(began.reply.entry.document, began.request.question)
    conversation = Conversation(_resumed(desk, began, path) or began, lambda state: keep(path, state.kept))
    reply = conversation.run()
    click.echo()
    write_printed(reply.printed(form, manner(output)), output)
    forget(path)


def _resumed(desk: Desk, began: Interview, path: Path) -> Interview | None:
    """The interview that was interrupted, if somebody wants to go on with it; a call that tells facts begins anew."""
    if began.trail or not os.path.lexists(path):
        return None
    words = tongue(began.language).words("interview")
    entered = kept(path)
    found = None if entered is None else desk.resumed(entered, began.request)
    if found is None:
        click.echo(words.say("not_resumed", path=set_aside(path).as_posix()), err=True)
        return None
    if not found.trail:
        return None
    asked, going_on = words.say("resume", number=len(found.trail)), ("", *words["yes_words"].split())
    while True:
        said = click.prompt(asked, prompt_suffix=" ", default="", show_default=False).strip().casefold()
        if said in ("stop", words["command_stop"]):
            raise click.exceptions.Exit(0)  # what was entered stays as it is kept
        if said in going_on or said in words["no_words"].split():
            return found if said in going_on else None


COMMANDS = {"interview": interview}
