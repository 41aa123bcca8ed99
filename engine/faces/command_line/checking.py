"""`check`: the knowledge base."""

import sys
from pathlib import Path

import click

from dsl.diagnostic import Diagnostic, Rejected
from engine.library.library import CLAUSES


@click.command(
    epilog="""\b
Examples:
  opposable check
  opposable check my-contracts/ --format concise
"""
)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=CLAUSES)
@click.option("--format", "form", type=click.Choice(["full", "concise", "json"]), default="full")
def check(folder: Path, form: str) -> None:
    """Compile every clause file of FOLDER and report every mistake; exit 1 if there is one."""
    from dsl import report
    from dsl.check import check_folder

    if next(folder.rglob("*.clause"), None) is None:
        raise Rejected(
            [
                Diagnostic(
                    "no-document",
                    f"there is no clause file (`*.clause`) in `{folder}`",
                    (),
                    "name the folder of your clause files",
                )
            ]
        )
    checked = check_folder(folder)
    if form == "json":
        click.echo(report.as_json(checked.diagnostics, checked.sources))
    elif checked.diagnostics:
        shown = (
            report.concise(checked.diagnostics)
            if form == "concise"
            else report.full(checked.diagnostics, checked.sources, colour=sys.stderr.isatty())
        )
        click.echo(shown, err=True)
    if form != "json":
        for program in checked.programs:
            edition = program.edition
            click.echo(
                f"{edition.document} {edition.name}: {len(program.norms)} norms, {len(program.exceptions)} "
                f"exceptions, {len(program.values)} values, {len(program.ambiguities)} ambiguities, "
                f"{len(program.facts)} facts"
            )
        click.echo(report.summary(checked.diagnostics))
    sys.exit(0 if checked.is_sound else 1)


COMMANDS = {"check": check}
