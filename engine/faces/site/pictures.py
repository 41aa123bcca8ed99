"""Pictures for pages: per question and per clause, in parts that stay legible at the width of a page."""

from html import escape
from typing import Any

import networkx

from dsl.typed import program as p
from engine.faces.site import links
from engine.faces.site.scribe import Scribe
from engine.model.graph import Graph
from engine.print import picture
from engine.print.markdown_text import within
from engine.tongues.writing import bare, capital

MOST_WITH_FACTS, MOST_IN_PART, MOST_PARTS, MOST_COLUMNS = 13, 15, 6, 3
_RULES = ("norm", "exception", "value", "table", "ambiguity", "question")


class Pictures:
    """Draws parts of one edition's graph for one page."""

    def __init__(self, scribe: Scribe) -> None:
        self.scribe, self.volume = scribe, scribe.volume

    def of_clause(self, number: str) -> str:
        """What the declarations of a clause depend on and what limits them; empty where nothing does."""
        graph, volume = self.volume.graph, self.volume
        own = {
            self._node(node)
            for group in (volume.norms, volume.exceptions, volume.values, volume.ambiguities)
            for node in group[number]
        }
        near = own | {other for node in own for other in graph.successors(node)}
        near |= {
            other
            for node in own
            for other in graph.predecessors(node)
            if graph.nodes[other]["kind"] not in ("clause", "question")
        }
        edges = [(a, b) for a, b in graph.edges(near) if b in near and (a in own or b in own)]
        return self._drawn(graph.edge_subgraph(edges), self.scribe.clause_title(number))

    def of_question(self, name: str) -> str:
        """What a question rests on: its norms, what defeats them, and the readings and values between."""
        graph = self.volume.graph
        start = f"question:{name}"
        if start not in graph:
            return ""
        near, frontier = {start}, {start}
        for _ in range(3):
            frontier = {
                b for a in frontier for b in graph.successors(a) if graph.nodes[b]["kind"] not in ("clause", "question")
            } - near
            near |= frontier
        question = self.volume.program.questions[name]
        return self._drawn(graph.subgraph(near), self.scribe.phrase(question.text))

    @staticmethod
    def _node(node: Any) -> str:
        match node:
            case p.Norm():
                return f"norm:{node.name}"
            case p.Exception_():
                return f"exception:{node.name}"
            case p.Ambiguity():
                return f"ambiguity:{node.name}"
            case _:
                kind = "table" if isinstance(node.expression, p.Lookup) else "value"
                return f"{kind}:{node.name}"

    def _drawn(self, graph: Graph, title: str) -> str:
        """One figure, or several where one would be too large; without facts where there are too many of them."""
        if len(graph) > MOST_WITH_FACTS:
            graph = graph.subgraph([n for n in graph if graph.nodes[n]["kind"] in _RULES])
        if len(graph) > 2 * MOST_IN_PART:
            graph = (
                graph.subgraph(
                    [
                        n
                        for n in graph
                        if graph.nodes[n]["kind"] not in ("ambiguity", "value", "table") or graph.in_degree(n) > 1
                    ]
                )
                if self._has_norms(graph)
                else graph
            )
        parts = picture.pieces(graph, MOST_WITH_FACTS if len(graph) <= MOST_WITH_FACTS else MOST_IN_PART)[:MOST_PARTS]
        words = self.scribe.word
        figures = []
        for number, part in enumerate(parts, 1):
            name = words("picture_of", what=title)
            if len(parts) > 1:
                name += f" ({words('picture_part', part=number, parts=len(parts))})"
            figures.append(self._figure(_shallow(_unrolled(part)), name))
        return "\n\n".join(figures)

    @staticmethod
    def _has_norms(graph: Graph) -> bool:
        return any(graph.nodes[node]["kind"] == "norm" for node in graph)

    def _figure(self, graph: Graph, name: str) -> str:
        drawn = picture.svg(graph, self._label, self.scribe.language, name, self._link, self._note)
        said = "".join(
            f"<li>{escape(line)}</li>" for line in picture.in_words(graph, self._label, self.scribe.language)
        )
        compact = "".join(line.strip() for line in drawn.splitlines())
        return within(
            '<figure class="picture" data-search-exclude>'
            f'<div class="drawing" tabindex="0" role="region" '
            f'aria-label="{escape(name, True)}">'
            f"{compact}</div><figcaption>{escape(name)}</figcaption>"
            f"<details><summary>{escape(self.scribe.words['in_words'])}</summary><ul>{said}</ul></details></figure>"
        )

    def _label(self, node: str) -> str:
        declared = self.volume.graph.nodes[node]["node"]
        return capital(bare(self.scribe.phrase(declared.text)))

    def _note(self, node: str) -> str:
        declared = self.volume.graph.nodes[node]["node"]
        match declared:
            case p.Value() | p.Norm() | p.Exception_() | p.Ambiguity() if declared.citations:
                return self.volume.citer.cite(declared.citations[0].split(" ", 1)[0], self.scribe.language)
            case _:
                return ""

    def _link(self, node: str) -> str | None:
        """The page behind a node, as the built site addresses it."""
        told = self.volume.graph.nodes[node]
        kind, name, declared = told["kind"], told["name"], told["node"]
        if kind == "question":
            target = links.question_page(name)
        elif kind in ("fact", "judgement", "external", "setting"):
            target = links.fact_place(name, kind)
        else:
            target = links.declared(self.volume, declared)
        return links.relative(target, self.scribe.here).replace(".md", ".html")


def _unrolled(graph: Graph) -> Graph:
    """The graph without the edges that only repeat a longer way."""
    try:
        reduced = networkx.transitive_reduction(graph)
    except networkx.NetworkXError:
        return graph
    kept = [(a, b) for a, b in reduced.edges]
    return graph.edge_subgraph(kept) if kept else graph


def _shallow(graph: Graph) -> Graph:
    """The graph without what lies more than two steps from where it begins: three columns fit a page."""
    depth: dict[str, int] = {}
    for node in networkx.topological_sort(graph):
        depth[node] = max((depth[before] + 1 for before in graph.predecessors(node)), default=0)
    kept = graph.subgraph([node for node in graph if depth[node] < MOST_COLUMNS])
    return kept.edge_subgraph(kept.edges) if kept.number_of_edges() else kept
