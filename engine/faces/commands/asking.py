"""`ask` and `compare`."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from engine.answer.answer import answer
from engine.faces.commands.common import (
    as_json,
    case_file,
    case_options,
    clauses_option,
    document_option,
    entry_for,
    language_option,
    on_terminal,
    open_library,
    patience,
    read_case,
    require_question,
    write,
    write_bytes,
)

brief_option = click.option(
    "--brief", is_flag=True, help="Leave out the facts, the single steps, what was rejected and the dates."
)
Pairs = tuple[tuple[str, str], ...]


@click.command(
    epilog="""\b
Examples:
  opposable ask may-suspend -d celeste-business-cloud
  opposable ask client-owed-penalty -d infomaniak-jelastic-cloud -f case.toml --lang fr
  opposable ask may-suspend -d celeste-business-cloud --set client_sends_spam=yes --on 2024-03-10
  opposable ask end_by_client -d celeste-business-cloud
  opposable ask client-owed-penalty -d infomaniak-jelastic-cloud -f case.toml --brief
"""
)
@click.argument("question")
@document_option
@case_options
@language_option
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown", "html", "docx"]), default="text")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file instead.")
@brief_option
@click.option(
    "--citations",
    type=click.Choice(["chancellery", "courts"]),
    default="chancellery",
    help="How French citations are set.",
)
@clauses_option
def ask(
    question: str,
    document: str,
    facts: Path | None,
    settings: Pairs,
    readings: Pairs,
    on: date | None,
    language: str,
    form: str,
    output: Path | None,
    brief: bool,
    citations: str,
    clauses: Path,
) -> None:
    """Put QUESTION to a document and get a cited answer.

    QUESTION is one of those that `opposable questions` lists, or the name of a norm: whether that one applies.
    Without facts, the answer says what it needs to know.
    """
    library = open_library(clauses)
    file = case_file(facts)
    entry = entry_for(library, document, file, on)
    require_question(library, entry, question)
    with patience("looking for the facts that decide"):
        found = answer(read_case(library, entry, file, settings, readings, on), question)
    if form == "json":
        from engine.print.plain import as_plain

        write(as_json(as_plain(found, language, entry)), output)
        return
    from engine.explain.opinion import opinion_on
    from engine.print.render import render

    with patience("looking for what would change the answer"):
        opinion = replace(
            opinion_on(found, language, entry, citations == "courts", replayable=form == "html"), brief=brief
        )
    if form == "docx":
        from engine.print.formats.word import as_docx

        write_bytes(as_docx(opinion), output)
        return
    write(render(opinion, form, colour=form == "text" and output is None and on_terminal()), output)


@click.command(
    epilog="""\b
Examples:
  opposable compare may-suspend -f case.toml
  opposable compare client-owed-penalty --lang fr --format json
"""
)
@click.argument("question")
@case_options
@language_option
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text")
@brief_option
@clauses_option
def compare(
    question: str,
    facts: Path | None,
    settings: Pairs,
    readings: Pairs,
    on: date | None,
    language: str,
    form: str,
    brief: bool,
    clauses: Path,
) -> None:
    """Put the same QUESTION and facts to every document.

    A fact that only one document knows is left out where the other is asked.
    """
    library = open_library(clauses)
    file = case_file(facts)
    answers = []
    entries = []
    for document in library.documents:
        entry = entry_for(library, document, file, on)
        require_question(library, entry, question)
        entries.append(entry)
        answers.append(answer(read_case(library, entry, file, settings, readings, on, lenient=True), question))
    if form == "json":
        from engine.print.plain import as_plain

        write(as_json([as_plain(found, language, entry) for found, entry in zip(answers, entries, strict=True)]))
        return
    from engine.explain.opinion import opinion_on
    from engine.print.render import render_comparison

    opinions = [
        replace(opinion_on(found, language, entry, replayable=False), brief=brief)
        for found, entry in zip(answers, entries, strict=True)
    ]
    write(render_comparison(opinions, form, colour=form == "text" and on_terminal()))
