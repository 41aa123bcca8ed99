"""`interview`."""

from pathlib import Path

import click

from engine.desk import Desk, Interview, Request
from engine.faces.command_line.interrupted import Place, interrupted, new_place
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
    found, place = _resumed(desk, began)
    try:
        reply = Conversation(found, lambda state: place.keep(state.kept)).run()
        click.echo()
        write_printed(reply.printed(form, manner(output)), output)
        place.forget()
    finally:
        place.let_go()


def _resumed(desk: Desk, began: Interview) -> tuple[Interview, Place]:
    """An interview that was interrupted, if somebody wants to go on with it, or else a new one; and its place.

    A call that tells facts begins anew. An interview begun instead of one that was interrupted takes its place.
    """
    asked = desk.folder, began.reply.entry.document, began.request.question
    declined: list[Path] = []
    for place in () if began.trail else interrupted(*asked):
        try:
            kept = _kept(desk, began, place)
            if kept is not None and _is_gone_on_with(kept):
                return kept, place
        except BaseException:
            place.let_go()  # what was entered stays as it is kept
            raise
        place.let_go()
        if kept is not None:
            declined.append(place.path)
    instead_of = Place.taken(declined[0]) if declined else None
    return began, instead_of or new_place(*asked)


def _kept(desk: Desk, began: Interview, place: Place) -> Interview | None:
    """The interview kept in a place, if anything was told in it and the call puts the question no other way."""
    entered = place.kept()
    found = None if entered is None else desk.resumed(entered, began.request)
    if found is None:
        words = tongue(began.language).words("interview")
        click.echo(words.say("not_resumed", path=place.set_aside().as_posix()), err=True)
        return None
    asked, put = began.request, found.request
    is_same = (
        asked.on in (None, put.on)
        and asked.of in ((), put.of)
        and asked.readings.items() <= put.readings.items()
        and asked.more.items() <= put.more.items()
    )
    return found if found.trail and is_same else None


def _is_gone_on_with(found: Interview) -> bool:
    """Whether somebody wants to go on with an interview that was interrupted."""
    words = tongue(found.language).words("interview")
    asked, going_on = words.say("resume", number=len(found.trail)), ("", *words["yes_words"].split())
    while True:
        said = click.prompt(asked, prompt_suffix=" ", default="", show_default=False).strip().casefold()
        if said in ("stop", words["command_stop"]):
            raise click.exceptions.Exit(0)
        if said in going_on or said in words["no_words"].split():
            return said in going_on


COMMANDS = {"interview": interview}
