"""`site`: the documentation site."""

from pathlib import Path

import click

from engine.faces.command_line.options import PairType, clauses_option, languages_option, port_option, scenarios_option
from engine.faces.command_line.speech import said
from engine.faces.command_line.written_files import output_option


@click.command(
    epilog="""\b
Examples:
  opposable site
  opposable site --serve
  opposable site --source DOCUMENT=terms.pdf --lang fr
"""
)
@click.option("--serve", is_flag=True, help="Show the site in a browser, and build again on every change.")
@port_option(1, "Where to serve it.")
@click.option(
    "--source",
    "sources",
    type=PairType(),
    multiple=True,
    metavar="DOC=FILE",
    help="Your own copy of a contract, shown beside the gists; nothing of it is kept elsewhere.",
)
@languages_option
@click.option("--no-ask", is_flag=True, help="Without asking in the browser, for which npm fetches Pyodide once.")
@scenarios_option()
@output_option(
    "Where to write the pages and build them; nothing is written elsewhere.  [default: site/_build]", is_folder=True
)
@clauses_option()
def site(
    serve: bool,
    port: int,
    sources: tuple[tuple[str, str], ...],
    language: tuple[str, ...],
    no_ask: bool,
    scenarios: tuple[Path, ...],
    output: Path | None,
    clauses: Path,
) -> None:
    """Write the pages of the documentation site, in English and French, and build it.

    Beside the clauses, `site.toml` says what is set side by side and what the home page offers first, and the
    `search.toml` of a document which words stand for which in a search; both may be missing.
    """
    from time import perf_counter

    from engine.faces.command_line.output import need
    from engine.faces.command_line.progress import Progress
    from engine.library.compiled_state import ROOT

    need("mkdocs", extra="site")
    from engine.faces.site.publish import SITE, Order, publish

    order = Order(
        clauses,
        scenarios or (ROOT / "tests" / "scenarios",),
        tuple((name, Path(path)) for name, path in sources),
        language,
        site=SITE,
        output=output or Path("site") / "_build",
        asks=not no_ask,
    )
    if serve:
        from engine.faces.command_line.command import show_rejected
        from engine.faces.site.serving import Listener
        from engine.faces.site.serving import serve as run

        with Progress("answers") as progress:
            run(order, port, Listener(click.echo, show_rejected, progress))
        return
    start = perf_counter()
    with Progress("answers") as progress:
        done = publish(order, progress)
    click.echo(
        said(
            "{pages} pages, {written} of them written anew, in {seconds} s: {place}",
            pages=str(done.pages),
            written=str(done.written),
            seconds=f"{perf_counter() - start:.1f}",
            place=str(order.output / "index.html"),
        )
    )


COMMANDS = {"site": site}
