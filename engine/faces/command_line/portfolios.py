"""`portfolio`: the same questions put to many cases at once."""

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import click

from dsl.harmless import harmless
from engine.desk import Desk, Request
from engine.desk.many_cases import PortfolioRequest, answer_portfolio, portfolio_of, table_columns, write_sample
from engine.faces.command_line.options import Pairs, PairType, SizeType, cases_option, clauses_option, many_options
from engine.faces.command_line.output import need, open_desk, patience, write, writing
from engine.faces.command_line.progress import Progress
from engine.faces.command_line.speech import said
from engine.faces.command_line.written_files import keep_apart, output_option, page_option, spare
from engine.library.library import DEFAULT
from engine.tongues import tongue

MOST_SAMPLED = 10_000_000
"""How many cases a sample has at most."""


@click.command(
    epilog="""\b
Examples:
  opposable portfolio client-owed-penalty -d DOCUMENT --sample 100000 -f case.toml -o cases
  opposable portfolio client-owed-penalty -d DOCUMENT --cases cases -o answers.parquet --html answers.html
  opposable portfolio client-owed-penalty -d DOCUMENT --blank -o cases
"""
)
@click.argument("questions", nargs=-1, required=True)
@many_options
@cases_option("A folder of tables, or a file: Parquet, CSV, JSON lines, DuckDB.")
@output_option(
    "The file of answers, by its ending Parquet, CSV, JSON lines or DuckDB; the folder of a sample or of empty tables.",
    is_folder=True,
)
@click.option(
    "--under",
    "named",
    type=PairType(),
    multiple=True,
    metavar="AMBIGUITY=READING",
    help="Give the answer under this reading as well; may be given several times.",
)
@click.option(
    "--search",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Search N of the answers left open for what holds whatever the missing facts are, as `ask` does.",
)
@page_option("Write the summary as a page.")
@click.option(
    "--blank",
    is_flag=True,
    help="Write empty tables with the columns that the questions can come to, and what each tells.",
)
@click.option(
    "--sample",
    type=click.IntRange(1, MOST_SAMPLED),
    metavar="N",
    help="Write a portfolio of N cases, varied by chance from the facts given.",
)
@click.option("--explain", is_flag=True, help="Say how the questions are computed, and what of them SQL doesn't say.")
@click.option(
    "--memory",
    type=SizeType(),
    metavar="SIZE",
    help="How much memory DuckDB may take before it writes to disk, as in 2GB.",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 1024),
    help="How many threads compute; as many as there are processors if nothing is said.",
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="What computes: DuckDB within this process, or Spark, where its own configuration says.",
)
@clauses_option()
def portfolio(
    questions: tuple[str, ...],
    asked: Request,
    cases: Path | None,
    output: Path | None,
    named: Pairs,
    search: int,
    html: Path | None,
    blank: bool,
    sample: int | None,
    explain: bool,
    memory: str | None,
    threads: int | None,
    engine: Literal["duckdb", "spark"],
    clauses: Path,
) -> None:
    """Put QUESTIONS to every case of a portfolio and write a table of answers.

    The cases are tables: `cases` has a row for each, every list of records a table of its own, with the column `case`.
    What can't be read goes to a second file beside the answers, and the exit status is then 3.
    """
    need("duckdb", "pyarrow", "sqlglot", extra="portfolio")
    if engine == "spark":
        need("pyspark", extra="spark")
    if sum((cases is not None, sample is not None, blank)) > 1:
        raise click.UsageError(said("`--cases`, `--sample` and `--blank` are three different things: name one"))
    desk = open_desk(clauses)
    language = asked.language or DEFAULT
    if sample is not None or blank:
        folder = _needed(output, "-o")
        with patience("making the sample"), writing(folder):
            if sample is not None:
                write_sample(desk, asked, sample, folder)
            else:
                from engine.portfolio.case_tables_schema import write_template

                write_template(table_columns(desk, asked, questions, language), folder)
        click.echo(folder.as_posix())
        return
    answers = output or Path("answers.parquet")
    if explain and cases is None:
        _explain_without_cases(desk, PortfolioRequest(questions, asked, Path(), answers, by=engine), language)
        return
    request = PortfolioRequest(
        questions,
        asked,
        _needed(cases, "--cases"),
        answers,
        named,
        memory,
        threads,
        engine,
        search,
    )
    if explain:
        _explain(desk, request, language)
        return
    from engine.portfolio.result_files import bad_rows_of, legend_of

    request = replace(request, output=_needed(output, "-o"))
    given = [each for each in click.get_current_context().params.values() if isinstance(each, Path) and each != output]
    for beside in (bad_rows_of(request.output), legend_of(request.output)):
        if html is not None:
            keep_apart(("-o", beside), ("--html", html))
        spare((each for each in given if each != html), beside)
    with Progress("answering the cases") as progress, writing(request.output):
        outcome = answer_portfolio(desk, request, progress)
    from engine.portfolio.summary_print import lines, page

    words = tongue(language).words("portfolio")
    call = f"opposable ask {questions[0]} -d {asked.document} --cases {request.cases} --case CASE"
    click.echo(harmless("\n".join(lines(outcome, call, tongue(language)))))
    if outcome.bad:
        click.echo(words.say("bad", path=harmless(bad_rows_of(request.output).as_posix())), err=True)
    if html is not None:
        title = words.say("title", document=asked.document, cases=str(outcome.cases))
        write(page(outcome, title, call, tongue(language)), html)
    sys.exit(3 if outcome.bad else 0)


def _explain_without_cases(desk: Desk, request: PortfolioRequest, language: str) -> None:
    """Says how each question is computed if the cases tell whatever it can come to."""
    from engine.portfolio.case_tables_schema import write_template

    with TemporaryDirectory() as scratch:
        columns = table_columns(desk, request.request, request.questions, language)
        write_template(columns, Path(scratch, "cases"))
        _explain(desk, replace(request, cases=Path(scratch, "cases")), language)


def _explain(desk: Desk, request: PortfolioRequest, language: str) -> None:
    """Says how each question is computed, by the columns that the cases have."""
    from engine.portfolio.summary_print import plan_lines

    click.echo("\n".join(plan_lines(portfolio_of(desk, request).explained(), tongue(language))))


def _needed(path: Path | None, option: str) -> Path:
    if path is None:
        raise click.UsageError(said("Missing option") + f" '{option}'.")
    return path


COMMANDS = {"portfolio": portfolio}
