"""How the outline of a text is shown on the terminal, and what makes one doubt it."""

from collections.abc import Iterable

import click

from dsl.diagnostic import Diagnostic
from dsl.numberings import Numbering
from engine.faces.command_line.speech import shown
from engine.source.text_outline import Outline, doubts
from engine.tongues import tongue


def write_outline(found: Outline, numbered: Numbering | None, language: str) -> None:
    """The clauses of a text, each with its passages and its share of the text; `numbered` is what a person said."""
    words, places = tongue(language).words("revising"), tongue(language).words("places")
    if found.title:
        click.echo(words.say("titled", title=found.title))
    click.echo(words.say("numbered", how=numbered or found.numbering or words["no_numbering"]))
    columns = [words[key] for key in ("outline_clause", "outline_passages", "outline_share", "outline_heading")]
    rows = [
        (
            places.get(f"{entry.clause}_alone", entry.clause),
            str(entry.passages),
            f"{entry.percent} %",
            "  " * entry.clause.count(".") + entry.heading,
        )
        for entry in found.entries
    ]
    widths = [max(len(row[at]) for row in (columns, *rows)) for at in range(3)]
    for name, passages, share, heading in (columns, *rows):
        line = f"{name:<{widths[0]}}  {passages:>{widths[1]}}  {share:>{widths[2]}}  {heading}"
        click.echo(line.rstrip())


def warn_of_doubts(found: Outline, others: Iterable[Diagnostic] = ()) -> None:
    """Says on standard error what makes one doubt the outline of a text, and what else is doubtful about it."""
    doubted = [*doubts(found), *others]
    if doubted:
        click.echo(shown(doubted, {}), err=True)
