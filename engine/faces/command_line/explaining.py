"""`explain`: what a diagnostic means, and what to do about it."""

import re

import click

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from dsl.sentence import told
from engine.faces.command_line.options import called_language_option
from engine.faces.command_line.speech import WRITTEN, said, spoken_in
from engine.library.compiled_state import ROOT

_BLOCK = re.compile(r"^```(?:clause|toml|json|diagnostics|console)[^\n]*\n(.*?)^```$", re.M | re.S)


@click.command(
    epilog="""\b
Examples:
  opposable explain
  opposable explain unknown-name
"""
)
@click.argument("code", required=False)
@called_language_option
def explain(code: str | None) -> None:
    """Say what the diagnostic CODE means and what to do about it, with an example; without CODE, list all."""
    from engine.catalogue import CATALOGUE

    if spoken_in() != WRITTEN:
        click.echo(said("What diagnostics mean is written in English alone."), err=True)
    if code is None:
        for area in CATALOGUE:
            click.echo(f"{area.title}\n" + "".join(f"  {known}\n" for known in area.meanings))
        return
    for area in CATALOGUE:
        if code in area.meanings:
            click.echo(area.meanings[code])
            if example := _example(area.page, code):
                click.echo(f"\n{example}")
            return
    known = [each for area in CATALOGUE for each in area.meanings]
    help_line = suggestion(code, known) or "`opposable explain` lists them"
    raise Rejected(
        [Diagnostic("unknown-diagnostic", told("there is no diagnostic `{code}`", code=code), (), help_line)]
    )


def _example(page: str, code: str) -> str:
    """The example that the language reference executes; empty where the reference isn't at hand."""
    path = ROOT / "tests" / "language" / f"{page}.md"
    if not path.is_file():
        return ""
    section = path.read_text(encoding="utf-8").partition(f"\n## `{code}`\n")[2].partition("\n## ")[0]
    return "\n\n".join(_BLOCK.findall(section))


COMMANDS = {"explain": explain}
