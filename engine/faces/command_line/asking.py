"""`ask` and `compare`."""

from pathlib import Path

import click

from dsl.frozen import replace
from engine.desk import Request
from engine.faces.command_line.options import (
    cases_option,
    clauses_option,
    no_document_named,
    opinion_format_option,
    request_options,
    template_option,
)
from engine.faces.command_line.output import (
    manner,
    need,
    open_desk,
    patience,
    read_template,
    show_notices,
    write_printed,
)
from engine.faces.command_line.speech import said
from engine.faces.command_line.written_files import output_option


@click.command(
    epilog="""\b
Examples:
  opposable ask may-suspend -d DOCUMENT
  opposable ask client-owed-penalty -d DOCUMENT -f case.toml --lang fr
  opposable ask may-suspend -d DOCUMENT --set client_sends_spam=yes --on 2024-03-10
  opposable ask end_by_client -d DOCUMENT
  opposable ask client-owed-penalty -d DOCUMENT -f case.toml --brief
  opposable ask --batch < cases.jsonl > answers.jsonl
"""
)
@request_options(with_manner=True, by_batch=True)
@opinion_format_option
@output_option()
@template_option
@click.option(
    "--citations",
    type=click.Choice(["chancellery", "courts"]),
    default="chancellery",
    help="How French citations are set.",
)
@click.option(
    "--batch", is_flag=True, help="Answer cases from standard input, one in JSON a line, each by a line of JSON."
)
@cases_option("The tables of a portfolio (see `portfolio`).")
@click.option("--case", "name", metavar="NAME", help="The case of these tables that is asked about.")
@clauses_option()
@click.pass_context
def ask(
    context: click.Context,
    asked: Request,
    form: str,
    output: Path | None,
    template: Path | None,
    citations: str,
    batch: bool,
    cases: Path | None,
    name: str | None,
    clauses: Path,
) -> None:
    """Put QUESTION to a document and get a cited answer.

    QUESTION is one of those that `opposable questions` lists, or the name of a norm: whether that one applies.
    Without facts, the answer says what it needs to know.

    With --batch, each line of standard input is a case: the keys of a facts file as a JSON object, with its question
    and document where the call names none. Answers come in the same order, each as soon as it is found: a line
    `{"line": 1, "reply": …}`, or `{"line": 2, "errors": […]}` for one that is refused; the exit status is then 2.
    """
    if batch:
        from engine.faces.command_line.batching import answer_lines

        given = {"-f": asked.file, "-o": output, "--template": template}
        if wrong := [option for option, value in given.items() if value is not None]:
            raise click.UsageError(
                said(
                    "`--batch` reads standard input and writes to standard output: leave out `{option}`",
                    option=wrong[0],
                )
            )
        context.exit(0 if answer_lines(open_desk(clauses), asked) else 2)
    if not asked.question:
        raise click.MissingParameter(ctx=context, param_type="argument", param_hint="'QUESTION'")
    if not asked.document:
        raise no_document_named(context)
    letterhead = read_template(template, form)
    desk = open_desk(clauses)
    if (cases is None) != (name is None):
        raise click.UsageError(said("`--cases` and `--case` go together"))
    if cases is not None and name is not None:
        need("duckdb", "pyarrow", "sqlglot", extra="portfolio")
        from engine.desk.many_cases import facts_of_case

        asked = replace(asked, facts={**facts_of_case(desk, asked, cases, name), **asked.facts})
    with patience("looking for the facts that decide"):
        reply = desk.ask(replace(asked, courts=citations == "courts"))
    show_notices(reply)
    with patience("looking for what would change the answer"):
        printed = reply.printed(form, manner(output, letterhead))
    write_printed(printed, output)


@click.command(
    epilog="""\b
Examples:
  opposable compare may-suspend -f case.toml
  opposable compare client-owed-penalty --lang fr --format json
"""
)
@request_options(with_document=False, with_manner=True)
@opinion_format_option
@output_option()
@template_option
@clauses_option()
def compare(asked: Request, form: str, output: Path | None, template: Path | None, clauses: Path) -> None:
    """Put the same QUESTION and facts to every document.

    A fact that only one document knows is left out where the other is asked.
    """
    letterhead = read_template(template, form)
    desk = open_desk(clauses)
    with patience("looking for the facts that decide"):
        comparison = desk.compare(asked)
    for reply in comparison.replies:
        show_notices(reply)
    with patience("looking for what would change the answers"):
        printed = comparison.printed(form, manner(output, letterhead))
    write_printed(printed, output)


COMMANDS = {"ask": ask, "compare": compare}
