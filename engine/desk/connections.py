"""What depends on what, in one document or in all of them."""

from typing import Any

import networkx

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from dsl.frozen import dataclass
from dsl.sentence import told
from dsl.typed.phrase import Phrase
from engine.library.library import EditionEntry, Library
from engine.model.graph import Graph, dependency_graph, neighbourhood


@dataclass(frozen=True)
class Dependencies:
    """The graph of editions: questions rest on norms, norms on facts, exceptions on what they defeat."""

    graph: Graph
    language: str

    def around(self, wanted: str, distance: int) -> "Dependencies":
        """What lies near a node, named in full (`norm:penalty`) or by its name alone. Raises `Rejected` for none."""
        node = wanted if wanted in self.graph else self._named(wanted)
        if node is None:
            names = [*self.graph, *(data["name"] for _, data in self.graph.nodes(data=True))]
            help_line = suggestion(wanted, names) or "nodes are named like `norm:penalty`"
            raise Rejected(
                [Diagnostic("unknown-node", told("the graph has no `{wanted}`", wanted=wanted), (), help_line)]
            )
        return Dependencies(neighbourhood(self.graph, node, distance), self.language)

    def _named(self, name: str) -> str | None:
        nodes = self.graph.nodes
        return next((node for node in sorted(self.graph) if nodes[node]["name"] == name), None)

    def label(self, node: str) -> str:
        """What a node is called in the words of its declaration, in a language in which it is written."""
        text: Phrase = self.graph.nodes[node]["node"].text
        return text.in_language(next(tag for tag in (self.language, *text.languages) if tag in text.languages))

    @property
    def plain(self) -> dict[str, Any]:
        """The graph as data that JSON can hold."""
        nodes, edges = self.graph.nodes, sorted(self.graph.edges(data=True))
        return {
            "nodes": [{"id": node, "kind": nodes[node]["kind"], "label": self.label(node)} for node in sorted(nodes)],
            "edges": [{"from": one, "to": other, "kind": data["kind"]} for one, other, data in edges],
        }


def dependencies(library: Library, entries: list[EditionEntry], language: str) -> Dependencies:
    """The dependencies of several editions in one graph."""
    whole: Graph = networkx.DiGraph()
    for entry in entries:
        whole = networkx.compose(whole, dependency_graph(library.knowledge(entry).program))
    return Dependencies(whole, language)
