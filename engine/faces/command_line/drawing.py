"""`graph`: what depends on what."""

from datetime import date
from pathlib import Path

import click

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from engine.faces.command_line.options import DayType, clauses_option, language_option
from engine.faces.command_line.output import open_desk, write
from engine.library.library import EditionEntry, spoken
from engine.print.data import as_json


@click.command(
    epilog="""\b
Examples:
  opposable graph -d DOCUMENT --around question:may-suspend --format svg -o suspension.svg
  opposable graph -d DOCUMENT --around norm:penalty --distance 3 --format mermaid
  opposable graph --format json
"""
)
@click.option("-d", "--document", help="The document; both if none is named.")
@click.option("--around", metavar="NODE", help="Only what lies near a node, as in norm:penalty.")
@click.option("--distance", type=click.IntRange(1, 12), default=2, show_default=True, help="How near.")
@click.option("--format", "form", type=click.Choice(["dot", "svg", "mermaid", "json"]), default="dot")
@click.option("--on", type=DayType(), help="The edition in force on this date.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to a file instead.")
@language_option
@clauses_option
def graph(
    document: str | None,
    around: str | None,
    distance: int,
    form: str,
    on: date | None,
    output: Path | None,
    language: str | None,
    clauses: Path,
) -> None:
    """Draw what depends on what: questions on norms, norms on facts, exceptions on what they defeat."""
    import networkx

    from engine.model.graph import Graph, dependency_graph, neighbourhood
    from engine.print import picture

    desk = open_desk(clauses)
    documents = (document,) if document else desk.documents
    whole: Graph = networkx.DiGraph()
    entries: list[EditionEntry] = []
    for name in documents:
        entry = desk.edition(name, on)
        entries.append(entry)
        whole = networkx.compose(whole, dependency_graph(desk.library.knowledge(entry).program))
    tag = spoken(entries, language)
    shown = whole
    if around is not None:
        node = around if around in whole else next((n for n in sorted(whole) if n.partition(":")[2] == around), None)
        if node is None:
            names = [*whole, *(n.partition(":")[2] for n in whole)]
            raise Rejected(
                [
                    Diagnostic(
                        "unknown-node",
                        f"the graph has no `{around}`",
                        (),
                        suggestion(around, names) or "nodes are named like `norm:penalty`",
                    )
                ]
            )
        shown = neighbourhood(whole, node, distance)

    def label(node: str) -> str:
        declared = whole.nodes[node]["node"]
        return str(declared.text.in_language(tag))

    if form == "json":
        write(
            as_json(
                {
                    "nodes": [{"id": n, "kind": shown.nodes[n]["kind"], "label": label(n)} for n in sorted(shown)],
                    "edges": [
                        {"from": a, "to": b, "kind": data["kind"]} for a, b, data in sorted(shown.edges(data=True))
                    ],
                }
            ),
            output,
        )
    elif form == "svg":
        write(picture.svg(shown, label, tag, around or " · ".join(documents)), output)
    else:
        write((picture.dot if form == "dot" else picture.mermaid)(shown, label, tag), output)


COMMANDS = {"graph": graph}
