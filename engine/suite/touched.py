"""Which declarations an answer came upon: the scenarios that exercise a clause are those that come upon it."""

from collections.abc import Iterator

from engine.answer.answer import Answer
from engine.evaluate.functions import PENDING
from engine.model.graph import Graph


def touched(answer: Answer, graph: Graph) -> frozenset[str]:
    """The values, norms, exceptions and ambiguities that were looked at before the answer was reached.

    An answer that is decided leaves its trace in the frame. One that stays open was searched for under many
    completions: there, everything that the question can reach counts.
    """
    if answer.asked.root is None or not answer.frame:
        return frozenset()
    if answer.answer in ("undetermined", "turns-on-reading"):
        return reachable(answer.asked.question.name, graph)
    program, layout = answer.knowledge.program, answer.knowledge.layout
    found = {name for (kind, name), at in layout.slots.items()
             if kind in ("value", "live") and answer.frame[at] is not PENDING}
    for name, fact in program.facts.items():
        if fact.type.kind == "list":
            for record in answer.frame[layout.slot("fact", name)] or ():
                found |= {value for (kind, value), at in layout.derived.items()
                          if kind == fact.type.name and record[at] is not PENDING}
    return frozenset(found | {name for node in found for name in _readings(node, graph)})


def reachable(question: str, graph: Graph) -> frozenset[str]:
    """The values, norms, exceptions and ambiguities that a question can reach."""
    import networkx

    node = f"question:{question}"
    if node not in graph:
        return frozenset()
    return frozenset(graph.nodes[found]["name"] for found in networkx.descendants(graph, node)
                     if graph.nodes[found].get("kind") in ("value", "table", "norm", "exception", "ambiguity"))


def _readings(name: str, graph: Graph) -> Iterator[str]:
    """The ambiguities that a declaration mentions."""
    for kind in ("value", "table", "norm", "exception"):
        node = f"{kind}:{name}"
        if node in graph:
            yield from (graph.nodes[other]["name"] for other in graph.successors(node)
                        if graph.nodes[other].get("kind") == "ambiguity")


