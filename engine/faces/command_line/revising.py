"""`revise`: from a new text to what it changes."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from dsl.diagnostic import Diagnostic, Rejected
from dsl.files import lies_at
from dsl.sentence import told
from engine.faces.command_line.options import (
    clauses_option,
    exit_option,
    format_option,
    language_option,
    scenarios_option,
    text_argument,
)
from engine.faces.command_line.output import of_revisions, on_terminal, open_desk, write, writing
from engine.faces.command_line.written_files import SCENARIOS, output_option
from engine.library.library import DEFAULT, spoken
from engine.print.data import as_json


@click.command(
    epilog="""\b
Examples:
  opposable revise DOCUMENT new.pdf --old-text old.pdf
  opposable revise DOCUMENT new.pdf --scaffold 2025-01-01
  opposable revise DOCUMENT new.txt --format html -o revision.html
"""
)
@click.argument("document")
@text_argument
@click.option("--old-text", type=click.Path(path_type=Path), help="The text that was encoded, for a redline.")
@click.option("--base", help="The edition that is revised; the newest one if none is named.")
@click.option("--target", help="The edition that encodes the new text; found by its source lock if none is named.")
@scenarios_option()
@format_option(("text", "markdown", "html", "json"))
@output_option()
@language_option
@exit_option("Exit with 1 if anything but typography changed.")
@click.option(
    "--scaffold",
    "new_edition",
    metavar="EDITION",
    help="Begin the encoding: write the overlay's skeleton and the source lock of EDITION.",
)
@clauses_option()
def revise(
    document: str,
    textfile: Path,
    old_text: Path | None,
    base: str | None,
    target: str | None,
    scenarios: tuple[Path, ...],
    form: str,
    language: str | None,
    exit_code: bool,
    new_edition: str | None,
    output: Path | None,
    clauses: Path,
) -> None:
    """Say what the new TEXTFILE changes in DOCUMENT, what that reaches, and whose answers move.

    A text in which hardly anything of DOCUMENT is found again ends with 1.
    """
    from engine.faces.command_line.progress import Progress
    from engine.revise.revision_data import as_plain
    from engine.revise.texts import require_same_document
    from engine.source.read import read_source

    desk = open_desk(clauses)
    desk.library.require_document(document)
    text, old = read_source(textfile), read_source(old_text) if old_text else None
    default = SCENARIOS
    folders = scenarios or ((default,) if default.is_dir() else ())
    with Progress("scenarios") as progress:
        revision = desk.revise(document, text, old, base, target, folders, progress)
    if new_edition is not None:
        require_same_document(revision.comparison)
        click.echo(_begin(revision, clauses, new_edition, language or DEFAULT))
    else:
        named = revision.target or revision.base
        entry = next(entry for entry in desk.library.editions(document) if entry.edition == named)
        language = spoken([entry], language)
        data = as_plain(revision, desk.library, language)
        if form == "json":
            write(as_json(data), output)
        else:
            from engine.revise.printed import render

            write(render(data, form, language, colour=output is None and on_terminal()), output)
    comparison = revision.comparison
    sys.exit(1 if comparison.is_another_text or (exit_code and not comparison.same_words) else 0)


def _begin(revision: Any, clauses: Path, edition: str, language: str) -> str:
    """Writes the skeleton and the lock of a new edition, unless there are some; says where."""
    from dsl.atomic import replace_text
    from engine.model.staleness import lock_path
    from engine.revise.new_document import require_edition
    from engine.revise.scaffold import scaffold
    from engine.source.lock import write_lock

    require_edition(edition)
    path = clauses / revision.document / f"{edition}.clause"
    lock = lock_path(clauses, revision.document, edition)
    for taken in (path, lock):
        if lies_at(taken):
            raise Rejected(
                [
                    Diagnostic(
                        "edition-exists",
                        told("there is already a `{taken}`", taken=taken.name),
                        (),
                        "name another edition, or go on with the one that is there",
                    )
                ]
            )
    text = scaffold(revision, clauses, edition)
    made = replace(revision.comparison.text, edition=edition)
    with writing(path):
        try:
            write_lock(made, lock)
            replace_text(path, text)
        except OSError:
            lock.unlink(missing_ok=True)
            raise
    blocks = text.count("\nclause ") + text.count("\nrepeal ")
    through = of_revisions("to_go_through", blocks, language, name=path.name)
    return f"{through}\n{of_revisions('locked', len(made.passages), language, name=lock.name)}"


COMMANDS = {"revise": revise}
