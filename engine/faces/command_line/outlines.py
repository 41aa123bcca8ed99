"""How the outline of a text is shown on the terminal, and what makes one doubt it."""

import click

from dsl.numberings import Numbering
from engine.source.text_outline import Outline, doubts
from engine.tongues import tongue


def write_outline(found: Outline, numbered: Numbering | None, language: str) -> None:
    """The clauses of a text, each with its passages and its share of the text; `numbered` is what a person said."""
    words = tongue(language).words("revising")
    click.echo(words.say("numbered", how=numbered or found.numbering or words["no_numbering"]))
    width = max((len(entry.clause) for entry in found.entries), default=0)
    for entry in found.entries:
        indent = "  " * entry.clause.count(".")
        line = f"{entry.clause:<{width}} {entry.passages:>4}  {entry.percent:>3} %  {indent}{entry.heading}"
        click.echo(line.rstrip())


def warn_of_doubts(found: Outline) -> None:
    """Says on standard error what makes one doubt the outline of a text."""
    from dsl.report import full

    doubted = doubts(found)
    if doubted:
        click.echo(full(doubted, {}), err=True)
