"""`questions`, `facts`, `ambiguities` and `ledger`: what there is."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from textwrap import wrap

import click

from engine.desk import Request
from engine.faces.command_line.options import (
    clauses_option,
    document_option,
    form_option,
    language_option,
    on_option,
    request_options,
)
from engine.faces.command_line.output import open_desk, write
from engine.library.library import spoken_beside
from engine.print.data import as_json
from engine.tongues import Words, tongue

_DETAIL_WIDTH = 100
"""How wide the names beside a passage are set, in characters."""


@click.command(
    epilog="""\b
Examples:
  opposable questions
  opposable questions -d DOCUMENT
  opposable questions --lang fr --format json
"""
)
@document_option("Only what this document has something to say to.", required=False)
@language_option
@form_option
@clauses_option()
def questions(document: str | None, language: str | None, form: str, clauses: Path) -> None:
    """List what can be asked, by topic."""
    rows = open_desk(clauses).questions(language, document)
    if form == "json":
        write(as_json([asdict(row) for row in rows]))
        return
    topic = ""
    for row in rows:
        if row.topic != topic:
            topic = row.topic
            click.echo(f"\n{topic}" if row is not rows[0] else topic)
        click.echo(f"  {row.question:<40} {row.text}")


@click.command(
    epilog="""\b
Examples:
  opposable facts may-suspend -d DOCUMENT
  opposable facts penalty-amount -d DOCUMENT -f case.toml --lang fr
"""
)
@request_options()
@form_option
@clauses_option()
def facts(asked: Request, form: str, clauses: Path) -> None:
    """List the facts that can still matter to QUESTION, in the order worth asking.

    Facts that could settle the matter alone come first and are marked.
    """
    from engine.desk.overviews import cut_short, wanted_facts

    reply = open_desk(clauses).ask(asked)
    rows, cut = tuple(wanted_facts(reply)), cut_short(reply)
    if form == "json":
        write(as_json([asdict(row) for row in rows]))
    elif not rows and not cut:
        click.echo(tongue(reply.language).words("lists")["nothing_matters"])
    for row in rows if form != "json" else ():
        click.echo(f"{'*' if row.decisive else ' '} {row.fact:<44} {row.question}")
        for name, text in (*row.options.items(), *row.fields.items()):
            click.echo(f"      {name:<40} {text}")
    if cut:  # beside the data, which stay a list
        click.echo(tongue(reply.language).words("advice")[cut], err=form == "json")


@click.command(
    epilog="""\b
Examples:
  opposable ambiguities
  opposable ambiguities DOCUMENT --lang fr
"""
)
@click.argument("document", required=False)
@language_option
@form_option
@clauses_option()
def ambiguities(document: str | None, language: str | None, form: str, clauses: Path) -> None:
    """List the points on which careful lawyers differ, with their readings and the argument for each."""
    desk = open_desk(clauses)
    rows = desk.ambiguities(document, language)
    if form == "json":
        write(as_json([asdict(row) for row in rows]))
        return
    for row in rows:
        own = tongue(spoken_beside(desk.newest(row.document), language))
        words, colon = own.words("lists"), own.advice["colon"]
        click.echo(f"{row.document} · {row.ambiguity} · {own.listed(row.citations)}")
        click.echo(f"  {row.text}")
        for reading in row.readings:
            mark = _preferred(words, reading.preferred) if reading.preferred else ""
            click.echo(f"  – {reading.reading}{mark}{colon} {reading.text}")
            click.echo(f"      {reading.argument}")
        click.echo()


@click.command(
    epilog="""\b
Examples:
  opposable ledger DOCUMENT
  opposable ledger DOCUMENT --format json
"""
)
@click.argument("document")
@on_option()
@language_option
@form_option
@clauses_option()
def ledger(document: str, on: date | None, language: str | None, form: str, clauses: Path) -> None:
    """List every passage of a document with its standing: encoded, inert, external, or not yet."""
    found = open_desk(clauses).ledger(document, on, language)
    if form == "json":
        write(as_json(found.plain))
        return
    own = tongue(found.language)
    words, colon = own.words("lists"), own.advice["colon"]
    for row in found.rows:
        detail = ", ".join(row.names) or row.reason or ""
        marks = "".join(f" · {mark}" for mark in row.marks)
        begun = f"{row.citation:<46} {words[row.standing]:<11} "
        lines = wrap(f"{detail}{marks}", _DETAIL_WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
        click.echo(f"\n{' ' * len(begun)}".join([begun + lines[0], *lines[1:]]))
    click.echo()
    click.echo("  ".join(f"{words[standing]}{colon} {count}" for standing, count in found.counts.items()))


def _preferred(words: Words, strength: str) -> str:
    return f" ({words.say('preferred', strength=words[f'strength_{strength}'])})"


COMMANDS = {"questions": questions, "facts": facts, "ambiguities": ambiguities, "ledger": ledger}
