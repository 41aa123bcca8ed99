"""`check`: the knowledge base."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from dsl.diagnostic import Diagnostic, Rejected
from engine.faces.command_line.speech import said
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
                said(
                    "{document} {edition}: {norms} norms, {exceptions} exceptions, {values} values, "
                    "{ambiguities} ambiguities, {facts} facts",
                    document=edition.document,
                    edition=edition.name,
                    norms=str(len(program.norms)),
                    exceptions=str(len(program.exceptions)),
                    values=str(len(program.values)),
                    ambiguities=str(len(program.ambiguities)),
                    facts=str(len(program.facts)),
                )
            )
        click.echo(_summary(checked.diagnostics))
    sys.exit(0 if checked.is_sound else 1)


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many errors and warnings there are."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    errors, warnings = severities.count("error"), severities.count("warning")
    of_errors = {0: said("0 errors"), 1: said("1 error")}.get(errors) or said("{number} errors", number=str(errors))
    of_warnings = {0: said("0 warnings"), 1: said("1 warning")}.get(warnings)
    return f"{of_errors}, {of_warnings or said('{number} warnings', number=str(warnings))}"


COMMANDS = {"check": check}
