"""How the outline of a text is shown on the terminal, and what makes one doubt it."""

import click

from dsl.numberings import Numbering
from engine.faces.command_line.speech import shown
from engine.source.text_outline import Outline, doubts
from engine.tongues import tongue


def write_outline(found: Outline, numbered: Numbering | None, language: str) -> None:
    """The clauses of a text, each with its passages and its share of the text; `numbered` is what a person said."""
    words, places = tongue(language).words("revising"), tongue(language).words("places")
    click.echo(words.say("numbered", how=numbered or found.numbering or words["no_numbering"]))
    named = [places.get(f"{entry.clause}_alone", entry.clause) for entry in found.entries]
    width = max(map(len, named), default=0)
    for entry, name in zip(found.entries, named, strict=True):
        indent = "  " * entry.clause.count(".")
        line = f"{name:<{width}} {entry.passages:>4}  {entry.percent:>3} %  {indent}{entry.heading}"
        click.echo(line.rstrip())


def warn_of_doubts(found: Outline) -> None:
    """Says on standard error what makes one doubt the outline of a text."""
    doubted = doubts(found)
    if doubted:
        click.echo(shown(doubted, {}), err=True)
