"""Which declarations an answer came upon: the scenarios that exercise a clause are those that come upon it."""

from collections.abc import Iterator

from engine.answer.answer import Answer
from engine.meaning.marks import PENDING
from engine.model.expressions import references
from engine.model.graph import Graph, node_of


def touched(answer: Answer, graph: Graph) -> frozenset[str]:
    """The values, norms, exceptions and ambiguities that were looked at before the answer was reached.

    An answer that one evaluation decided leaves its trace in the frame. One that stays open, or that only the trying
    of many completions showed to be decided, leaves part of it: there, everything that the question can reach counts.
    """
    if answer.asked.root is None or not answer.frame:
        return frozenset()
    if answer.tried or answer.answer in ("undetermined", "turns-on-reading"):
        return reachable(answer, graph)
    program, layout = answer.knowledge.program, answer.knowledge.layout
    found = {
        name
        for (kind, name), at in layout.slots.items()
        if kind in ("value", "live") and answer.frame[at] is not PENDING
    }
    for name, fact in program.facts.items():
        if fact.type.kind == "list":
            for record in answer.frame[layout.slot("fact", name)] or ():
                found |= {
                    value
                    for (kind, value), at in layout.derived.items()
                    if kind == fact.type.name and record[at] is not PENDING
                }
    return frozenset(found | {name for node in found for name in _readings(node, graph)})


def reachable(answer: Answer, graph: Graph) -> frozenset[str]:
    """The values, norms, exceptions and ambiguities that the question of an answer can reach."""
    import networkx

    assert answer.asked.root is not None
    program = answer.knowledge.program
    begun = {node_of(program, kind, name) for kind, name in references(answer.asked.root)} & graph.nodes
    found = begun.union(*(networkx.descendants(graph, node) for node in begun))
    return frozenset(
        graph.nodes[node]["name"]
        for node in found
        if graph.nodes[node].get("kind") in ("value", "table", "norm", "exception", "ambiguity")
    )


def _readings(name: str, graph: Graph) -> Iterator[str]:
    """The ambiguities that a declaration mentions."""
    for kind in ("value", "table", "norm", "exception"):
        node = f"{kind}:{name}"
        if node in graph:
            yield from (
                graph.nodes[other]["name"]
                for other in graph.successors(node)
                if graph.nodes[other].get("kind") == "ambiguity"
            )
