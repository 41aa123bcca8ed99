"""`check` and `test`: the knowledge base and its regression suite."""

import sys
from pathlib import Path

import click

from dsl.diagnostic import Rejected
from engine.evaluate.library import CLAUSES, Library
from engine.faces.commands.common import as_json, clauses_option


@click.command(epilog="""\b
Examples:
  opposable check
  opposable check my-contracts/ --format concise
""")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=CLAUSES)
@click.option("--format", "form", type=click.Choice(["full", "concise", "json"]), default="full")
def check(folder: Path, form: str) -> None:
    """Compile every clause file of FOLDER and report every mistake; exit 1 if there is one."""
    from dsl import report
    from dsl.check import check_folder

    checked = check_folder(folder)
    if form == "json":
        click.echo(report.as_json(checked.diagnostics, checked.sources))
    elif checked.diagnostics:
        shown = report.concise(checked.diagnostics) if form == "concise" else report.full(
            checked.diagnostics, checked.sources, colour=sys.stderr.isatty())
        click.echo(shown, err=True)
    if form != "json":
        for program in checked.programs:
            edition = program.edition
            click.echo(f"{edition.document} {edition.name}: {len(program.norms)} norms, {len(program.exceptions)} "
                       f"exceptions, {len(program.values)} values, {len(program.ambiguities)} ambiguities, "
                       f"{len(program.facts)} facts")
        click.echo(report.summary(checked.diagnostics))
    sys.exit(0 if checked.is_sound else 1)


@click.command(epilog="""\b
Examples:
  opposable test
  opposable test tests/scenarios/infomaniak-jelastic-cloud --format json
""")
@click.argument("paths", type=click.Path(path_type=Path, exists=True), nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("-v", "--verbose", is_flag=True, help="Name the scenarios that pass, too.")
@clauses_option
def test(paths: tuple[Path, ...], form: str, verbose: bool, clauses: Path) -> None:
    """Run the scenarios of PATHS (default: tests/scenarios) and compare; exit 1 if one differs."""
    from engine.suite.scenario import find_scenarios, run

    library = Library.open(clauses)
    scenarios = find_scenarios(list(paths) or [Path("tests/scenarios")])
    verdicts = []
    for scenario in scenarios:
        try:
            verdicts.append(run(library, scenario))
        except Rejected as error:
            from engine.suite.scenario import Verdict

            verdicts.append(Verdict(scenario, None, tuple(f"{d.code}: {d.message}" for d in error.diagnostics)))
    failed = [verdict for verdict in verdicts if not verdict.passed]
    if form == "json":
        click.echo(as_json([
            {"scenario": verdict.scenario.identifier, "question": verdict.scenario.question,
             "answer": verdict.answer.answer if verdict.answer else None, "differences": list(verdict.differences)}
            for verdict in verdicts]))
    else:
        for verdict in verdicts if verbose else failed:
            click.echo(f"{'ok  ' if verdict.passed else 'FAIL'} {verdict.scenario.place.file}:"
                       f"{verdict.scenario.place.line} {verdict.scenario.title} [{verdict.scenario.question}]")
            for difference in verdict.differences:
                click.echo(f"       {difference}")
        click.echo(f"{len(verdicts) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)
