"""`test`: the regression suite, how much of the rules it covers, and what mistakes it would let pass."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from dsl.harmless import harmless_name
from engine.faces.command_line.options import (
    clauses_option,
    document_option,
    form_option,
    terminal_language_option,
    verbose_option,
    watch_option,
)
from engine.faces.command_line.output import open_desk, write
from engine.faces.command_line.speech import in_its_words, said
from engine.faces.command_line.written_files import SCENARIOS, page_option, verdicts_option
from engine.print.data import as_json
from engine.tongues import tongue


@click.command(
    epilog="""\b
Examples:
  opposable test
  opposable test tests/scenarios/DOCUMENT --format json
  opposable test --coverage --threshold 100 --html coverage.html
  opposable test --mutate --most 300
  opposable test --mutate --clause 10.1.4 --clause 10.1.5
  opposable test tests/scenarios/both --mutate -d DOCUMENT --clause 9
"""
)
@click.argument("paths", type=click.Path(path_type=Path, exists=True), nargs=-1)
@document_option(
    "Try only this document: the scenarios put to it, what they cover, and mistakes in it; may be given several times.",
    required=False,
    several=True,
)
@form_option
@verbose_option("Name the scenarios that pass, too.")
@verdicts_option("Write the verdicts as JUnit XML.")
@click.option("--coverage", is_flag=True, help="Say what of the rules was put to the test, clause by clause.")
@page_option("Write the coverage as a page.")
@click.option("--mutate", is_flag=True, help="Make small mistakes in the rules and see whether a scenario notices.")
@click.option("--most", type=click.IntRange(1), help="How many mistakes to make at most in each document.")
@click.option(
    "--clause",
    "only",
    multiple=True,
    metavar="NUMBER",
    help="Make mistakes only in this clause and those beneath it; may be given several times.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    show_default=False,
    help="How many processes make mistakes; as many as there are processors if nothing is said.",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0, 100),
    help="Exit with 1 if less than this percentage is covered, or noticed.",
)
@watch_option("Run again whenever a clause file or a scenario changes, until stopped.")
@terminal_language_option
@clauses_option()
def test(
    paths: tuple[Path, ...],
    documents: tuple[str, ...],
    form: str,
    verbose: bool,
    junit: Path | None,
    coverage: bool,
    html: Path | None,
    mutate: bool,
    most: int | None,
    only: tuple[str, ...],
    jobs: int,
    threshold: float | None,
    watch: bool,
    language: str,
    clauses: Path,
) -> None:
    """Run the scenarios of PATHS (default: tests/scenarios) and compare; exit 1 if one differs."""
    if watch:
        from engine.faces.command_line.following import following

        told = click.get_current_context().params
        again = partial(click.get_current_context().invoke, test, **{**told, "watch": False})
        following([clauses, *(paths or [SCENARIOS])], again)
    from engine.faces.command_line.progress import Progress
    from engine.suite.coverage_report import coverage_html, coverage_text, mutation_text, plain_coverage, plain_mutation

    if (most is not None or only) and not mutate:
        raise click.UsageError(said("`--most` and `--clause` say which mistakes to make: add `--mutate`"))
    if threshold is not None and not (coverage or html or mutate):
        raise click.UsageError(said("`--threshold` is about coverage or mistakes: add `--coverage` or `--mutate`"))
    words = tongue(language).words("testing")
    desk = open_desk(clauses)
    with Progress("scenarios") as progress:
        found = desk.test(paths or [SCENARIOS], documents, coverage or html is not None, progress)
    if junit is not None:
        from engine.suite.junit import junit as as_junit

        write(as_junit(found.verdicts, found.seconds), junit)
    covered = [plain_coverage(document) for document in found.coverage]
    if html is not None:
        write(coverage_html(covered, language), html)
    mutated: list[dict[str, Any]] = []
    if mutate:
        with Progress("mutants") as progress:
            mutated = [plain_mutation(document) for document in desk.mutate(found, most, jobs, only, progress)]
    if form == "json":
        write(as_json(_data(found.verdicts, covered, mutated)))
    else:
        _show(found.verdicts, verbose, language)
        texts = [coverage_text(data, language) for data in covered]
        for text in [*texts, *(mutation_text(data, language) for data in mutated)]:
            click.echo(f"\n{text}")
    short = [data for data in [*covered, *mutated] if threshold is not None and data["percent"] < threshold]
    for data in short:
        percent, limit = f"{data['percent']:.2f}", f"{threshold:g}"
        click.echo(words.say("below", **{**data, "percent": percent, "threshold": limit}), err=True)
    sys.exit(1 if found.failed or short else 0)


def _data(verdicts: Any, covered: list[dict[str, Any]], mutated: list[dict[str, Any]]) -> Any:
    """The verdicts alone as a list; with coverage or mutants as an object."""
    rows = [
        {
            "scenario": verdict.scenario.identifier,
            "title": verdict.scenario.title.written,
            "question": verdict.scenario.question,
            "answer": verdict.answer.answer if verdict.answer else None,
            "differences": list(map(in_its_words, verdict.differences)),
        }
        for verdict in verdicts
    ]
    if not covered and not mutated:
        return rows
    return {"scenarios": rows, "coverage": covered, "mutation": mutated}


def _show(verdicts: Any, verbose: bool, language: str) -> None:
    words = tongue(language).words("testing")
    failed = [verdict for verdict in verdicts if not verdict.passed]
    for verdict in verdicts if verbose else failed:
        scenario, place = verdict.scenario, verdict.scenario.place
        word = words["passes" if verdict.passed else "fails"]
        title = scenario.title.in_language(language)
        click.echo(f"{word:<4} {harmless_name(place.file)}:{place.line} {title} [{scenario.question}]")
        for difference in verdict.differences:
            click.echo(f"       {in_its_words(difference)}")
    click.echo(words.say("verdicts", passed=len(verdicts) - len(failed), failed=len(failed)))


COMMANDS = {"test": test}
