"""`watch`: what has become of the texts on a list, in one digest."""

import sys
from pathlib import Path

import click

from engine.faces.command_line.options import (
    clauses_option,
    exit_option,
    format_option,
    scenarios_option,
    terminal_language_option,
)
from engine.faces.command_line.output import on_terminal, open_desk, write
from engine.faces.command_line.written_files import SCENARIOS, output_option, spare
from engine.print.data import as_json


@click.command(
    epilog="""\b
A list (TOML) has for each document
  [[watched]]
  document = "lease"
  text = "texts/lease.pdf"                         # as last seen; beside the list
  old_text = "texts/lease-2024.pdf"                # the one that was encoded, for redlines (optional)
  fetch = ["curl", "-fsSo", "{text}", "https://…"] # run with --fetch (optional)

\b
With --exit-code the status is that of the gravest change: 0 nothing says anything else, 3 passages only stand
elsewhere, 4 the wording changed, 5 numbers, negations, modal verbs or signs did,
6 a text could not be read.

\b
Examples:
  opposable watch
  opposable watch portfolio.toml --fetch --exit-code
  opposable watch --format markdown -o digest.md
  opposable watch --format sarif -o changes.sarif
"""
)
@click.argument("watch_list", type=click.Path(path_type=Path), default=Path("watch.toml"))
@click.option(
    "--fetch",
    "is_fetched",
    is_flag=True,
    help="Fetch each text first, by the command that its entry names: in two minutes, and 20 MB, at most.",
)
@format_option(
    ("text", "markdown", "html", "json", "sarif", "annotations"),
    "How the digest is set; `annotations` are the commands of workflow logs.",
)
@output_option()
@exit_option("Exit with a status that says how grave the changes are.")
@scenarios_option()
@terminal_language_option
@clauses_option()
def watch(
    watch_list: Path,
    is_fetched: bool,
    form: str,
    output: Path | None,
    exit_code: bool,
    scenarios: tuple[Path, ...],
    language: str,
    clauses: Path,
) -> None:
    """Compare every text of WATCH_LIST (default: watch.toml) with what was encoded: what changed, what it reaches."""
    from engine.faces.command_line.progress import Progress
    from engine.revise.annotations import as_annotations, as_sarif
    from engine.revise.digest import STATUSES
    from engine.revise.printed import render_digest
    from engine.revise.watch_list import read_watch_list

    folders = scenarios or ((SCENARIOS,) if SCENARIOS.is_dir() else ())
    listed = read_watch_list(watch_list) if output is not None or is_fetched else ()
    if output is not None:
        spare((text for each in listed for text in (each.text, each.old_text) if text is not None), output)
    for fetched in (each.text for each in listed if is_fetched and each.fetch):
        spare((watch_list, clauses, *folders), fetched, "text")
    with Progress("texts") as progress:
        found = open_desk(clauses).watch(watch_list, folders, language, is_fetched, progress)
    if form == "json":
        shown = as_json(found)
    elif form == "sarif":
        shown = as_json(as_sarif(found, language))
    elif form == "annotations":
        shown = as_annotations(found, language)
    else:
        shown = render_digest(found, form, language, colour=output is None and on_terminal())
    write(shown, output)
    sys.exit(STATUSES[found["weight"]] if exit_code else 0)


COMMANDS = {"watch": watch}
