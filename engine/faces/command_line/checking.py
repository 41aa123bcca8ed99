"""`check`: the knowledge base."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dsl.diagnostic import Diagnostic, Rejected
from dsl.frozen import replace
from dsl.sentence import told
from engine.faces.command_line.beside_clauses import wrong_beside
from engine.faces.command_line.options import called_language_option, format_option, watch_option
from engine.faces.command_line.speech import diagnosed, said, said_of, shown
from engine.library.library import CLAUSES

if TYPE_CHECKING:
    from dsl.check import Parse

_REMEMBERED = 2000
"""How many texts of files are kept read, so that those which didn't change aren't read again."""


@click.command(
    epilog="""\b
Examples:
  opposable check
  opposable check my-contracts/ --format concise
  opposable check my-contracts/ --watch
  opposable check my-contracts/ --lint
"""
)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=CLAUSES)
@format_option(("full", "concise", "json"), default="full")
@watch_option("Check again whenever a file changes, until stopped.")
@click.option(
    "--lint",
    is_flag=True,
    help="Warn of what a careful lawyer would ask: amounts that ignore what defeats their claim, deadlines "
    "nobody computes, readings that change nothing, facts that only another reading needs, "
    "presumptions that decide alone.",
)
@called_language_option
def check(folder: Path, form: str, watch: bool, lint: bool) -> None:
    """Compile every clause file of FOLDER and report every mistake; exit 1 if there is one."""
    from dsl.surface.parse import parse

    if not watch:
        sys.exit(0 if _checked(folder, form, parse, lint) else 1)
    from functools import lru_cache

    from engine.faces.command_line.following import following

    remembering = lru_cache(_REMEMBERED)(parse)
    following([folder], lambda: _checked(folder, form, remembering, lint))


def _checked(folder: Path, form: str, parsing: "Parse", lint: bool) -> bool:
    """Shows what checking finds; whether no mistake is among it."""
    from dsl import report
    from dsl.check import check_folder

    if next(folder.rglob("*.clause"), None) is None:
        raise Rejected(
            [
                Diagnostic(
                    "no-document",
                    told("there is no clause file (`*.clause`) in `{folder}`", folder=folder),
                    (),
                    "name the folder of your clause files",
                )
            ]
        )
    checked = check_folder(folder, parsing=parsing)
    wrong, sources = wrong_beside(folder)
    if wrong:
        checked = replace(checked, diagnostics=(*checked.diagnostics, *wrong), sources=checked.sources | sources)
    if lint and checked.is_sound:
        from engine.lint.linting import linted

        checked = linted(folder, checked)
    if form == "json":
        click.echo(report.as_json(diagnosed(checked.diagnostics), checked.sources))
    elif checked.diagnostics and form == "concise":
        click.echo(report.concise(diagnosed(checked.diagnostics)), err=True)
    elif checked.diagnostics:
        click.echo(shown(checked.diagnostics, checked.sources, sys.stderr.isatty()), err=True)
    if form != "json":
        for program in checked.programs:
            edition = program.edition
            instead = sum(value.is_exception for value in program.values.values())
            holds = (
                said_of(len(program.norms), "{number} norm", "{number} norms"),
                said_of(len(program.exceptions) + instead, "{number} exception", "{number} exceptions"),
                said_of(len(program.values) - instead, "{number} value", "{number} values"),
                said_of(len(program.ambiguities), "{number} ambiguity", "{number} ambiguities"),
                said_of(len(program.facts) - len(program.nested), "{number} fact", "{number} facts"),
            )
            named = f"{edition.document} {edition.name}"
            click.echo(said("{named}: {holds}", named=named, holds=", ".join(holds)))
        click.echo(_summary(checked.diagnostics))
    return checked.is_sound


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many errors and warnings there are."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    of_errors = said_of(severities.count("error"), "{number} error", "{number} errors")
    return f"{of_errors}, {said_of(severities.count('warning'), '{number} warning', '{number} warnings')}"


COMMANDS = {"check": check}
